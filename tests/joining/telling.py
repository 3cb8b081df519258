"""Records of an article whose every paragraph is one sentence: what the tests of this room share."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from tidings.records import Article, Attribution, Block, Entity, Event, Location
from tidings.testing import make_article, make_entity, make_event

__all__ = ["KIM", "KOREA", "PUTIN", "RUSSIA", "act", "at", "by", "day", "page"]

KIM = make_entity("Kim", identifier_text="Kim Jong Un", code="PRK", sector=("GOV",), office="leader")
PUTIN = make_entity("Putin", identifier_text="Vladimir Putin", code="RUS", sector=("GOV",), office="president")
KOREA = make_entity("North Korea", identifier_text="North Korea", code="PRK")
RUSSIA = make_entity("Russia", identifier_text="Russia", code="RUS")


def page(*sentences: str, kinds: tuple[str, ...] = ()) -> Article:
    """Make an article: a sentence a block, of the kinds given and paragraphs from there on."""
    article = make_article("\n\n".join(sentences), published=datetime.date(2023, 9, 13))
    blocks = zip(article.blocks, (*kinds, *("paragraph" for _ in sentences)), strict=False)
    return dataclasses.replace(article, blocks=tuple(Block(k, b.start, b.end) for b, k in blocks))


def act(
    article: Article,
    words: str,
    actor: tuple[Entity, ...],
    recipient: tuple[Entity, ...] = (),
    type: str = "CONSULT",
    **fields: Any,
) -> Event:
    """Make the record of the words: actors, then recipients."""
    return make_event(article, words, type, actor, recipient, **fields)


def at(country: str, city: str | None = None) -> Location:
    """Make a place."""
    return Location(city or country, 0, 1, country_code=country, city=city)


def day(number: int, basis: str = "stated") -> dict[str, Any]:
    """Make the fields of a day of September 2023."""
    return {"date": datetime.date(2023, 9, number), "date_precision": "day", "date_basis": basis}


def by(certainty: str, source: str | None = None) -> Attribution:
    """Make an attribution."""
    return Attribution(certainty, source)
