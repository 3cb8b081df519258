"""Records -> rows of the archive's tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from tidings.records import Article, Coded, Entity, Event, Quote, Refusal, to_dict

__all__ = ["rows_of"]

# What `keep_text=False` leaves out: the words of others. Names, offsets and digests stay.
_WORDS = {
    "article": ("text", "standfirst", "images", "related", "dropped"),
    "event": ("text", "event_text"),
    "quote": ("text",),
}


def _json(record: Any, kind: str, keep_text: bool) -> str:
    data = to_dict(record)
    if not keep_text:
        for name in _WORDS[kind]:
            data.pop(name, None)
        for mention in data.get("mentions", ()):
            mention.pop("text", None)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _article_row(article: Article, coder: str, keep_text: bool) -> tuple[Any, ...]:
    """Give the row of an article.

    Args:
        article: the article.
        coder: the program that read it.
        keep_text: keep the words, not only offsets and digests.
    """
    a = article
    text = a.text if keep_text else None
    known = (a.url, a.publication, a.language, a.section, a.headline, a.published, a.published_basis)
    return (a.id, a.text_digest, a.source, *known, text, coder, _json(a, "article", keep_text))


def _names(entities: Iterable[Entity]) -> list[str]:
    return [e.identifier_text or e.resolved or e.entity_text for e in entities]


def _codes(entities: Iterable[Entity]) -> list[str]:
    return sorted({e.code for e in entities if e.code})


def _sectors(entities: Iterable[Entity]) -> list[str]:
    return sorted({sector for e in entities for sector in e.sector})


def _event_row(event: Event, keep_text: bool) -> tuple[Any, ...]:
    """Give the row of an event.

    Args:
        event: the record.
        keep_text: keep the words, not only offsets.
    """
    e, place, size, said = event, event.event_loc, event.size, event.attribution
    where = (None,) * 5
    if place is not None:
        where = (
            place.resolved_place or place.extracted_place,
            place.country_code,
            place.geonameid,
            place.lat,
            place.lon,
        )  # type: ignore[assignment]
    counts = (None,) * 4 if size is None else (size.dead, size.injured, size.arrested, size.participants)
    words = (" … ".join(e.event_text), e.text) if keep_text else (None, None)
    info = e.text_info
    return (
        *(e.id, e.article, e.event[0], list(e.mode), list(e.context), list(e.auxiliary), e.quad_code, e.event_scale),
        *(_names(e.actor), _codes(e.actor), _sectors(e.actor)),
        *(_names(e.recipient), _codes(e.recipient), _sectors(e.recipient)),
        *(e.date, e.enddate, e.date_precision, e.date_basis),
        *where,
        *counts,
        *words,
        *(info.sequence, info.start, info.end, info.block),
        *(said.certainty, said.source_text, e.confidence, e.same_as, len(e.mentions), e.coder),
        _json(e, "event", keep_text),
    )


def _party_rows(event: Event) -> list[tuple[str, str, str]]:
    """Give every name and code by which a filter may ask for a party of an event, folded."""
    rows = []
    for role, entities in (("actor", event.actor), ("recipient", event.recipient)):
        names = {n for e in entities for n in (e.code, e.identifier_text, e.resolved, e.entity_text, *e.sector) if n}
        rows += [(event.id, role, name.casefold()) for name in sorted(names)]
    return rows


def _quote_row(quote: Quote, keep_text: bool) -> tuple[Any, ...]:
    """Give the row of a quote."""
    q = quote
    speaker = _names([q.speaker])[0] if q.speaker else None
    addressee = _names([q.addressee])[0] if q.addressee else None
    text = q.text if keep_text else None
    code = q.speaker.code if q.speaker else None
    record = _json(q, "quote", keep_text)
    return (q.article, q.start, q.end, q.kind, text, speaker, code, addressee, q.cue, q.via, record)


def _refusal_row(refusal: Refusal, article: str) -> tuple[Any, ...]:
    """Give the row of a refusal."""
    return (article, refusal.what, refusal.reason, refusal.start, refusal.end, refusal.detail)


def rows_of(batch: Sequence[Coded], coder: str, keep_text: bool) -> dict[str, list[tuple[Any, ...]]]:
    """Give the rows of a batch by table, tables in the order they are written.

    Args:
        batch: coded articles.
        coder: the program that coded them.
        keep_text: keep the words, not only offsets and digests.
    """
    return {
        "articles": [_article_row(c.article, coder, keep_text) for c in batch],
        "events": [_event_row(e, keep_text) for c in batch for e in c.events],
        "parties": [row for c in batch for e in c.events for row in _party_rows(e)],
        "quotes": [_quote_row(q, keep_text) for c in batch for q in c.quotes],
        "refusals": [_refusal_row(r, c.article.id) for c in batch for r in c.refusals],
    }
