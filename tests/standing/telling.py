"""A text in, how its acts stand and what it quotes out: what the tests of this room share."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from tests.mentions.reading import article

from tidings.knowledge import load_tables
from tidings.mentions import find_mentions
from tidings.records import Article, Mention, Quote
from tidings.sentences import Parsed, load_language_model, parse, split
from tidings.settings import Settings
from tidings.standing import Standing, find_quotes, judge

__all__ = ["quote", "quotes", "stand"]


@functools.cache
def _read(text: str, date: str | None) -> tuple[Article, Sequence[Parsed], tuple[Mention, ...], tuple[Quote, ...]]:
    page = article(text, date)
    parsed = parse(split(page), load_language_model(Settings().language_model))
    mentions = find_mentions(page, parsed, load_tables())
    return page, parsed, mentions, find_quotes(page, parsed, mentions)


def stand(text: str, word: str, date: str | None = "2023-09-13") -> Standing:
    """Tell how the act stands that the first of some words in a text reports."""
    page, parsed, mentions, found = _read(text, date)
    start = page.text.index(word)
    sentence = next(p for p in parsed if p.sentence.start <= start < p.sentence.end)
    return judge(sentence, (start, start + len(word)), page, mentions, found)


def quotes(text: str) -> tuple[Quote, ...]:
    """Find the quotes of a text."""
    found = _read(text, "2023-09-13")[3]
    assert all(_read(text, "2023-09-13")[0].text[q.start : q.end] == q.text for q in found)
    return found


def quote(text: str, words: str) -> Quote:
    """Find the quote of a text that begins with some words."""
    found = [q for q in quotes(text) if q.text.startswith(words)]
    assert found, f"{words!r} begins none of {[q.text for q in quotes(text)]}"
    return found[0]
