"""Speed of mentions: actors, places and times of whole articles, beyond what the parse costs; no gold needed.

Every twentieth article of `news/events_2016_2018.jsonl` and every hundredth of `news/bbc_2004_2005.jsonl` is
read and parsed first; only then the clock runs. Of three rounds in one thread the fastest counts, in seconds of
the processor. Words are what white space parts. Beside it, how many of the actors that are no pronouns got a
country or an international code, and how many a sector: shares to watch when tables and rules change, not
measures of accuracy.
"""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Options, Row, need
from tidings import pipeline
from tidings.knowledge import load_tables
from tidings.mentions import find_mentions
from tidings.records import Article, Entity, Page, Refusal
from tidings.sentences import Parsed, load_language_model, parse, split
from tidings.settings import Settings

__all__ = ["measure", "sample"]

_FILES = (("events_2016_2018.jsonl", 20), ("bbc_2004_2005.jsonl", 100))
_ROUNDS = 3
_SPEED = 20_000.0
_PRONOUNS = frozenset("he she they it him her them his its their hers himself herself themselves itself both".split())


def sample(shared: Path) -> Iterator[Page]:
    """Give the articles that are measured, as pages.

    Args:
        shared: the folder that holds `news`.

    Raises:
        Missing: a stream is not there.
    """
    for name, every in _FILES:
        lines = need(shared / "news" / name).read_text(encoding="utf-8").splitlines()
        for line in lines[::every]:
            row = json.loads(line)
            date = datetime.date.fromisoformat(row["date"]) if row.get("date") else None
            yield Page(
                row["id"], row["text"], "article", row["id"], title=row.get("title"), date=date,
                publication=row.get("publication"),
            )  # fmt: skip


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure how fast mentions are found, and how many actors get a code and a sector.

    Args:
        shared: the folder that holds `news`.
        options: nothing of it is used.

    Raises:
        Missing: a stream is not there.
    """
    settings = Settings()
    nlp, tables = load_language_model(settings.language_model), load_tables()
    parsed: list[tuple[Article, tuple[Parsed, ...]]] = []
    for page in sample(shared):
        article = pipeline.read_page(page, settings)
        if not isinstance(article, Refusal):
            parsed.append((article, parse(split(article, settings.max_sentence), nlp)))
    words = sum(len(article.text.split()) for article, _ in parsed)
    seconds = min(_round(parsed) for _ in range(_ROUNDS))
    actors = [
        mention.entity
        for article, sentences in parsed
        for mention in find_mentions(article, sentences, tables)
        if mention.entity is not None and not mention.members and mention.text.lower() not in _PRONOUNS
    ]
    return [
        Row("mentions.words_a_second", words / seconds, words, "actors, places and times, without the parse", _SPEED),
        Row("mentions.coded", _share(actors, "code"), len(actors), "actors with a country or international code"),
        Row("mentions.sectors", _share(actors, "sector"), len(actors), "actors with a sector"),
    ]


def _round(parsed: list[tuple[Article, tuple[Parsed, ...]]]) -> float:
    tables = load_tables()
    begun = time.process_time()
    for article, sentences in parsed:
        find_mentions(article, sentences, tables)
    return time.process_time() - begun


def _share(actors: list[Entity], field: str) -> float:
    return sum(bool(getattr(actor, field)) for actor in actors) / max(1, len(actors))
