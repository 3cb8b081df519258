"""stdin, a kind that is given, and the limits: by `read_sources`, as the commands call it."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from tidings.errors import OverLimit, SourceError, UnreadableSource, UsageError
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources import read_sources

TEXT = "Fishermen blocked the channel off Cape Anders before dawn."
ROW = '{"text": "Fishermen left the channel."}'


def read(
    data: bytes | None, kind: str | None = None, settings: Settings | None = None
) -> list[tuple[str, str, str] | SourceError]:
    """Read stdin and give (source, kind, content) of each page, or its error."""
    stream = None if data is None else io.BytesIO(data)
    items = list(read_sources(["-"], settings or Settings(), kind, stream))
    assert all(isinstance(item, (Page, SourceError)) for item in items)
    return [
        (item.source, item.kind, item.content) if isinstance(item, Page) else item
        for item in items
        if isinstance(item, (Page, SourceError))
    ]


@pytest.mark.parametrize(
    ("data", "kind", "page"),
    [
        (TEXT.encode(), None, ("-", "text", TEXT)),
        (gzip.compress(TEXT.encode()), None, ("-", "text", TEXT)),
        (TEXT.encode("utf-16"), None, ("-", "text", TEXT)),
        (f"<p>{TEXT}</p>".encode(), None, ("-", "html", f"<p>{TEXT}</p>")),
        (f"<p>{TEXT}</p>".encode(), "text", ("-", "text", f"<p>{TEXT}</p>")),
        (TEXT.encode(), "html", ("-", "html", TEXT)),
        (ROW.encode(), None, ("-:1", "article", "Fishermen left the channel.")),
        (ROW.encode("utf-16"), "jsonl", ("-:1", "article", "Fishermen left the channel.")),
        (b"12 000", "text", ("-", "text", "12 000")),
    ],
)
def test_stdin(data: bytes, kind: str | None, page: tuple[str, str, str]) -> None:
    assert read(data, kind) == [page]


def test_a_long_stdin_is_read_whole() -> None:
    text = "The channel was open. " * 20_000
    assert read(text.encode()) == [("-", "text", text)]


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (None, None, "no stdin is given"),
        (b"", None, "is empty"),
        (b"", "jsonl", "is empty"),
        (gzip.compress(b""), None, "is empty"),
        (b"\xef\xbb\xbf", "text", "is empty"),
        (b"\x89PNG\r\n", "text", "is not text"),
    ],
)
def test_stdin_without_text(data: bytes | None, kind: str | None, reason: str) -> None:
    (error,) = read(data, kind)
    assert isinstance(error, UnreadableSource)
    assert (error.source, error.reason) == ("-", reason)


@pytest.mark.parametrize("kind", ["xlsx", ""])
def test_a_kind_that_does_not_exist_ends_the_call(kind: str) -> None:
    with pytest.raises(UsageError, match=f"no kind '{kind}'; give one of csv, feed, html, jsonl, parquet, text, warc"):
        read_sources(["-"], Settings(), kind, io.BytesIO(b"x"))


@pytest.mark.parametrize("kind", ["csv", "parquet", "feed", "warc"])
def test_content_that_is_not_of_the_kind_that_was_named(kind: str) -> None:
    (error,) = read(b"anything", kind)
    assert isinstance(error, UnreadableSource)
    assert error.source == "-"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("spare", "read_whole"), [(0, True), (-1, False)])
def test_a_page_over_the_limit_is_a_failure(packed: bool, spare: int, read_whole: bool, tmp_path: Path) -> None:
    data = TEXT.encode()
    file = tmp_path / "cape.txt"
    file.write_bytes(gzip.compress(data) if packed else data)

    (item,) = read_sources([str(file)], Settings(max_bytes=len(data) + spare))

    assert isinstance(item, Page if read_whole else OverLimit)


def test_one_failure_does_not_stop_the_next_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("long.txt").write_text(TEXT * 9, encoding="utf-8")
    Path("short.txt").write_text(TEXT, encoding="utf-8")

    first, second = read_sources(["long.txt", "short.txt"], Settings(max_bytes=100))

    assert str(first) == "long.txt: holds more than 100 bytes of text"
    assert isinstance(second, Page) and second.content == TEXT
