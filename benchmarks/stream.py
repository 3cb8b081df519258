"""A mixed stream of news (`news/bbc_2004_2005.jsonl`): events by category, speed, and memory.

Sixty articles of each of five categories, spread evenly over the file: politics should give most
events, the others few. Speed is words a second of reading and coding an article in one thread; beside
it spaCy's full small English pipeline over the same text in the same run, article by article in turn,
because timings of two runs are no comparison. Words are what white space parts. Memory is the peak of
a fresh process that codes every fifth of the articles.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Options, Row, need
from tidings import pipeline
from tidings.records import Article, Page, Refusal
from tidings.sentences import load_language_model
from tidings.settings import Settings

__all__ = ["Piece", "measure", "sample"]

_CATEGORIES = ("politics", "business", "tech", "entertainment", "sport")
_EACH = 60
_MEMORY_EVERY = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """An article of the stream with its category."""

    category: str
    page: Page


def sample(shared: Path) -> list[Piece]:
    """Take sixty articles of each category, spread evenly, the categories in turn.

    Args:
        shared: the folder that holds `news`.

    Raises:
        Missing: the stream is not there.
    """
    by_category: dict[str, list[Page]] = {name: [] for name in _CATEGORIES}
    with need(shared / "news" / "bbc_2004_2005.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            by_category[row["category"]].append(
                Page(row["id"], row["text"], "article", given_id=row["id"], title=row["title"])
            )
    taken = {name: [pages[i * len(pages) // _EACH] for i in range(_EACH)] for name, pages in by_category.items()}
    return [Piece(name, taken[name][i]) for i in range(_EACH) for name in _CATEGORIES]


def _read(page: Page) -> Article | None:
    article = pipeline.read_page(page, Settings())
    return None if isinstance(article, Refusal) else article


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure events by category, speed beside spaCy's, and peak memory.

    Args:
        shared: the folder that holds `news`.
        options: `verbose` prints the events of each category.

    Raises:
        Missing: the stream is not there.
    """
    pieces = sample(shared)
    nlp = load_language_model(Settings().language_model)
    counts, articles = dict.fromkeys(_CATEGORIES, 0), dict.fromkeys(_CATEGORIES, 0)
    ours = theirs = 0.0
    words = 0
    _warm(pieces)
    for piece in pieces:
        article = _read(piece.page)
        if article is None:
            continue
        begun = time.perf_counter()
        coded = pipeline.code_article(article, Settings())
        between = time.perf_counter()
        nlp(article.text)
        theirs += time.perf_counter() - between
        ours += between - begun
        words += len(article.text.split())
        leaders = [e for e in coded.events if e.same_as is None]
        counts[piece.category] += len(leaders)
        articles[piece.category] += 1
        if options.verbose:
            for event in leaders:
                print(f"{piece.category:13} {event.event[0]:9} {event.confidence:.2f} {event.text}")
    rows = [
        Row(f"stream.events.{name}", counts[name] / max(1, articles[name]), articles[name], "leading events an article")
        for name in _CATEGORIES
    ]
    refused = len(pieces) - sum(articles.values())
    rows.append(Row("stream.refused", refused, len(pieces), "articles refused by page reading"))
    return [*rows, *_speed_rows(words, ours, theirs), _memory_row(shared, len(pieces))]


def _warm(pieces: Sequence[Piece]) -> None:
    """Load every model and table before the clock starts."""
    article = _read(pieces[0].page)
    if article is not None:
        pipeline.code_article(article, Settings())


def _speed_rows(words: int, ours: float, theirs: float) -> list[Row]:
    return [
        Row("stream.words_a_second", words / ours, words, "coding an article, one thread"),
        Row("stream.spacy_words_a_second", words / theirs, words, "spaCy's full small pipeline, same text"),
        Row("stream.ratio", theirs / ours, words, "speed as a share of spaCy's"),
    ]


def _memory_row(shared: Path, count: int) -> Row:
    # Spawned, so that nothing of this process counts.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        peak = pool.submit(_peak, str(shared)).result()
    return Row("stream.peak_mb", round(peak), count // _MEMORY_EVERY, "peak memory of a process, in MB")


def _peak(shared: str) -> float:
    """Code some articles and give this process's peak memory in megabytes."""
    for piece in sample(Path(shared))[::_MEMORY_EVERY]:
        article = _read(piece.page)
        if article is not None:
            pipeline.code_article(article, Settings())
    status = Path("/proc/self/status")
    if status.exists():
        # Linux hands the peak of the parent on to `ru_maxrss` of a child; this one is the child's own.
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)
