"""`python -m benchmarks.fuzz [SECONDS]`: a fuzzer led by coverage over sources and page reading (needs atheris).

Bytes go the whole way from a source to an article. What is looked for: an exception that is no error
of tidings, offsets outside of the text, and a page of some kilobytes that takes over twenty seconds. It
ends with status 0 where nothing is found; else the input lies in the working folder (`crash-…`,
`timeout-…`), to become a test.
"""

from __future__ import annotations

import importlib
import io
import sys
import tempfile

__all__ = ["main", "one"]

_LARGEST = 8192
_SECONDS_A_PAGE = 20
_DICTIONARY = (
    "<html>",
    "<p>",
    "<article>",
    "<rss",
    "<feed",
    "WARC/1.0",
    '{"text":',
    "id,text",
    "PAR1",
    "Photo:",
    "By ",
)


def one(data: bytes) -> None:
    """Read some bytes as a source, and its pages as articles.

    Args:
        data: any bytes.
    """
    from tidings.errors import SourceError
    from tidings.pages import read_page
    from tidings.records import Page, Refusal
    from tidings.settings import Settings
    from tidings.sources import KINDS, read_sources

    settings = Settings(max_bytes=1 << 20)
    # The first byte chooses the kind, so that each is reached without its mark.
    kinds = [None, *sorted(set(KINDS) - {"parquet"})]
    kind = kinds[data[0] % len(kinds)] if data else None
    for page in read_sources(["-"], settings, kind, io.BytesIO(data[1:])):
        if not isinstance(page, Page):
            assert isinstance(page, (Refusal, SourceError))
            continue
        found = read_page(page, settings)
        if not isinstance(found, Refusal):
            assert all(0 <= b.start <= b.end <= len(found.text) for b in found.blocks)


def main() -> None:
    """Fuzz for some seconds."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["tidings"]):
        importlib.import_module("tidings.sources.kinds")
        importlib.import_module("tidings.pages.html")
    # What is loaded at the first page counts as no page's time.
    for kind in range(8):
        one(bytes([kind]) + b"<html><body><p>The ferry to Vell was held at the quay for two days.</p></body></html>")
    with tempfile.NamedTemporaryFile("w", suffix=".dict") as words:
        words.write("".join(f'"{word}"\n'.replace('{"', '{\\"').replace('":"', '\\":"') for word in _DICTIONARY))
        words.flush()
        options = [f"-max_total_time={seconds}", f"-max_len={_LARGEST}", f"-timeout={_SECONDS_A_PAGE}"]
        atheris.Setup([sys.argv[0], *options, "-rss_limit_mb=3000"], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
