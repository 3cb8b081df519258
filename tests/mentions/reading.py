"""A text of a few paragraphs in, its mentions out: what the tests of this room share."""

from __future__ import annotations

import datetime

from tidings.knowledge import load_tables
from tidings.mentions import find_mentions
from tidings.records import Article, Block, Entity, Location, Mention, TimeSpan
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings

__all__ = ["actor", "actors", "article", "mentions", "place", "places", "times"]


def article(text: str, date: str | None = "2023-09-13", publication: str | None = None) -> Article:
    """Make an article of a text: paragraphs stand apart by an empty line, `# ` begins a headline."""
    blocks, kept = [], ""
    for part in text.split("\n\n"):
        kind, words = ("headline", part[2:]) if part.startswith("# ") else ("paragraph", part)
        kept += "\n\n" if kept else ""
        blocks.append(Block(kind, len(kept), len(kept) + len(words)))
        kept += words
    day = datetime.date.fromisoformat(date) if date else None
    return Article("a", "d", "s", kept, tuple(blocks), published=day, publication=publication)


def mentions(text: str, date: str | None = "2023-09-13", publication: str | None = None) -> tuple[Mention, ...]:
    """Give every mention of a text."""
    page = article(text, date, publication)
    nlp = load_language_model(Settings().language_model)
    found = find_mentions(page, parse(split(page), nlp), load_tables())
    assert all(page.text[m.start : m.end] == m.text for m in found)
    return found


def actors(text: str, date: str | None = "2023-09-13", publication: str | None = None) -> list[Mention]:
    """Give the actors of a text, in order."""
    return [m for m in mentions(text, date, publication) if m.kind == "actor"]


def actor(text: str, words: str, date: str | None = "2023-09-13", which: int = 0) -> Entity:
    """Give the actor of those words, of several the one of that number (-1 the last)."""
    found = [m.entity for m in actors(text, date) if m.text == words and m.entity is not None]
    assert found, f"{words!r} is none of {[m.text for m in actors(text, date)]}"
    return found[which]


def places(text: str, date: str | None = "2023-09-13", publication: str | None = None) -> list[Location]:
    """Give the places of a text, in order."""
    return [m.location for m in mentions(text, date, publication) if m.kind == "place" and m.location is not None]


def place(text: str, words: str, publication: str | None = None) -> Location:
    """Give the first place of those words."""
    found = [p for p in places(text, publication=publication) if p.extracted_place == words]
    assert found, f"{words!r} is none of {[p.extracted_place for p in places(text)]}"
    return found[0]


def times(text: str, date: str | None = "2023-09-13") -> list[TimeSpan]:
    """Give the times of a text, in order."""
    return [m.time for m in mentions(text, date) if m.kind == "time" and m.time is not None]
