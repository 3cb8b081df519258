"""`python -m benchmarks.fuzz [SECONDS]`: a fuzzer led by coverage, from bytes to sentences, times and quotations.

Bytes go the whole way from a source to an article, and the article's text through all that reads
characters behind it: sentences, triage, quotation marks, times, abbreviations, names of the tables,
the words that relate an event to a place. What needs the parser or the encoder is left out: it is too
slow to be led by coverage, and the property tests have it. What is looked for: an exception that is no
error of tidings, offsets outside of the text, and a page of some kilobytes that takes over twenty
seconds of processor. It ends with status 0 where nothing is found; else the input lies in the working
folder (`crash-…`, `timeout-…`), to become a test. Needs atheris, which has wheels for Linux on x86-64.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import importlib
import io
import re
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidings.records import Article

__all__ = ["main", "one"]

_LARGEST = 8192
_SECONDS_A_PAGE = 20
# By the clock, for what never comes back: other programs may slow this one down.
_SECONDS_AT_ALL = 120
# Words before which it is asked how an event lies to a place: all of a long text would say no more.
_PLACES = 100
_DAY = datetime.date(2021, 3, 3)
_DICTIONARY = (
    *("<html>", "<p>", "<article>", "<rss", "<feed", "WARC/1.0", '{"text":', "id,text", "PAR1", "Photo:", "By "),
    *("<h1>", "<time datetime=", "<figcaption>", "application/ld+json", "NewsArticle", "<meta name=", "</", "<!--"),
    *("“", "”", "''", "``", " '", "« ", "Mr. ", "U.S. ", "p.m.", "3 March 2021", "Monday", "last week", "2019", " ("),
    *("All Nippon Airways (ANA)", " miles north of the ", "off the coast of ", "by the end of ", "\n\n", "\u00a0"),
)
_PROSE = (
    "The ferry to Vell was held at the quay for two days, Mr. Orr said on Monday, 3 March 2021. “We wait,” he told "
    "the Vell Harbour Council (VHC) at 9 p.m. local time on Tuesday, some 20 miles north of the island of Orrin.\n\n"
    "It had been 'late' since the '90s, and 300 people asked for their money by the end of the week."
)
_PAGE = (
    '<html><head><title>Ferry held</title><script type="application/ld+json">{"@type":"NewsArticle",'
    '"datePublished":"2021-03-03"}</script><meta property="og:title" content="Ferry held"></head><body><ul><li>World'
    f"</li></ul><article><h1>Ferry held</h1><time datetime='2021-03-03'>3 March</time><p>{_PROSE}</p><figure><img src=x>"
    "<figcaption>The quay. Photo: AP</figcaption></figure></article></body></html>"
)
_FEED = (
    f"<rss><channel><title>Vell</title><item><title>Held</title><description>{_PROSE}</description></item></channel>"
)
_HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{_PAGE}"
_WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://vell.example/a\r\nWARC-Date: 2021-03-03T00:00:00Z\r\n"
    f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
    f"Content-Length: {len(_HTTP.encode())}\r\n\r\n{_HTTP}\r\n\r\n"
)
_SEEDS = (
    _PAGE,
    _PROSE,
    _FEED,
    _WARC,
    '{"id": "a", "text": "' + _PROSE.replace("\n", " ") + '"}',
    f'id,text\na,"{_PROSE}"',
)


def one(data: bytes) -> None:
    """Read some bytes as a source, its pages as articles, and their text as sentences.

    Args:
        data: any bytes; the first chooses the kind of source, so that each is reached without its mark.
    """
    from tidings.errors import SourceError
    from tidings.pages import read_page
    from tidings.records import Page, Refusal
    from tidings.settings import Settings
    from tidings.sources import KINDS, read_sources

    begun = time.process_time()
    settings = Settings(max_bytes=1 << 20)
    kinds = [None, *sorted(set(KINDS) - {"parquet"}), "words"]
    kind = kinds[data[0] % len(kinds)] if data else None
    if kind == "words":
        # No rule of pages stands between these bytes and what reads sentences.
        _read_words(_article(data[1:].decode("utf-8", "replace")))
    else:
        for page in read_sources(["-"], settings, kind, io.BytesIO(data[1:])):
            if not isinstance(page, Page):
                assert isinstance(page, (Refusal, SourceError))
                continue
            found = read_page(page, settings)
            if not isinstance(found, Refusal):
                assert all(0 <= b.start <= b.end <= len(found.text) for b in found.blocks)
                _read_words(found)
    taken = time.process_time() - begun
    assert taken < _SECONDS_A_PAGE, f"{taken:.1f} seconds"


def _article(text: str) -> Article:
    from tidings.records import Article, Block

    blocks = tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"(?s:.)+?(?=\n\n|\Z)", text))
    return Article("a", "d", "s", text, blocks, published=_DAY)


def _read_words(article: Article) -> None:
    """What reads characters behind the pages: sentences, triage, quotation marks, times, abbreviations, relations."""
    from tidings.knowledge import load_tables
    from tidings.mentions.abbreviations import find_definitions
    from tidings.mentions.relations import relation_to
    from tidings.mentions.times import find_times, last_told
    from tidings.sentences import load_gate, select, split
    from tidings.sentences.quotation import quoted_spans

    text, told = article.text, None
    sentences = split(article)
    assert all(text[s.start : s.end] == s.text != "" for s in sentences)
    taken, worth = select(sentences, load_gate())
    assert worth <= {s.number for s in taken}
    for quote in quoted_spans(article):
        block = article.blocks[quote.block]
        assert block.start <= quote.start < quote.end <= block.end
    find_definitions(s.text for s in sentences)
    for sentence in sentences:
        spans = find_times(sentence.text, sentence.start, article.published, told)
        assert all(text[t.start : t.end] == t.text for t in spans)
        told = last_told(spans, told)
        assert all(0 <= hit.start < hit.end <= len(sentence.text) for hit in load_tables().names.find(sentence.text))
        words: Any = _words(sentence.text)
        for number in range(min(_PLACES, len(words.starts))):
            relation_to(words, number)


def _words(text: str) -> SimpleNamespace:
    """A sentence as `relation_to` reads it, cut at blanks, without a parse."""
    found = list(re.finditer(r"\S+", text))
    low = [m.group().lower() for m in found]
    return SimpleNamespace(text=text, starts=[m.start() for m in found], low=low, dep=[""] * len(found))


def _seeds() -> list[bytes]:
    plain = [seed.encode() for seed in _SEEDS]
    packed = [gzip.compress(seed, mtime=0) for seed in plain]
    # Each as what it is told to be, and as every kind.
    return [bytes([kind]) + seed for seed in (*plain, *packed) for kind in range(8)]


def main() -> None:
    """Fuzz for some seconds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("seconds", type=int, nargs="?", default=3600, help="how long (default: an hour)")
    parser.add_argument("--seed", type=int, default=0, help="where chance begins; 0 takes another each time")
    given = parser.parse_args()
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["tidings"]):
        for room in ("sources.kinds", "pages.html", "sentences", "mentions", "standing", "knowledge"):
            importlib.import_module(f"tidings.{room}")
    # What is loaded at the first page counts as no page's time.
    for kind in range(8):
        one(bytes([kind]) + _PAGE.encode())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        words = folder / "words.dict"
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in _DICTIONARY), encoding="ascii")
        corpus = folder / "seeds"
        corpus.mkdir()
        for number, seed in enumerate(_seeds()):
            (corpus / f"{number:03}").write_bytes(seed)
        options = [f"-max_total_time={given.seconds}", f"-max_len={_LARGEST}", f"-timeout={_SECONDS_AT_ALL}"]
        options += [f"-dict={words}", f"-seed={given.seed}", "-rss_limit_mb=3000"]
        atheris.Setup([sys.argv[0], *options, str(corpus)], one)
        atheris.Fuzz()


def _escaped(word: str) -> str:
    """A word as a dictionary of libFuzzer writes it: every byte that is not plain as its number."""
    return "".join(chr(b) if b < 128 and chr(b).isalnum() else f"\\x{b:02X}" for b in word.encode())


if __name__ == "__main__":
    main()
