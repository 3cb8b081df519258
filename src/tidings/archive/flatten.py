"""Records -> rows of the archive's tables."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from typing import Any

from tidings.records import Article, Coded, Entity, Event, Quote, Refusal, digest, to_dict

__all__ = ["COLUMNS", "NUMBERS", "Row", "rows_of", "sketch_row", "superseded_row", "without_words"]

Row = tuple[Any, ...]

# The columns of each table, in the order in which rows are written.
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        *("id", "text_digest", "source", "url", "publication", "language", "section", "headline"),
        *("published", "published_basis", "text", "coder", "record"),
    ),
    "events": (
        *("id", "article", "event", "mode", "context", "auxiliary", "quad_code", "event_scale"),
        *("actor", "actor_code", "actor_sector", "recipient", "recipient_code", "recipient_sector"),
        *("date", "enddate", "date_precision", "date_basis", "place", "country_code", "geonameid", "lat", "lon"),
        *("dead", "injured", "arrested", "participants", "event_text", "text"),
        *("sentence", "text_start", "text_end", "block", "certainty", "claimed_by", "confidence", "same_as"),
        *("mentions", "coder", "record"),
    ),
    "names": ("number", "name"),
    "places": (
        *("number", "place", "extracted_place", "country", "country_code", "lat", "lon", "resolution"),
        "uncertainty_km",
    ),
    "known_as": (
        *("name", "number", "article_number", "place_number", "event", "quad_code", "event_scale", "date", "enddate"),
        *("certainty", "confidence", "leads", "alone", "acts", "party", "first", "first_of_role"),
    ),
    "shown_as": ("number", "name", "acts", "party"),
    "quotes": (
        *("article", "start", "end", "kind", "text", "speaker", "speaker_code", "addressee", "cue", "via", "record"),
    ),
    "refusals": ("article", "what", "reason", "start", "end", "detail"),
    "superseded": ("article", "text_digest", "record", "events"),
    "sketches": (
        *("article", "version", "terms", "weights", "headline_terms", "headline_weights", "shingles", "bound"),
    ),
    "links": ("article", "other", "likeness", "copy"),
    "story_articles": ("article", "story", "copy_of", "alias", "block"),
    "stories": (
        *("id", "headline", "section", "first_date", "last_date", "articles", "outlets", "copies", "events"),
        *("article", "actors", "countries", "record"),
    ),
    "story_events": ("story", "id", "event", "date", "outlets", "reports", "certainty", "record"),
}

# What is written behind these columns: numbers of this file alone, which say nothing of the record.
NUMBERS: dict[str, tuple[str, ...]] = {
    "articles": ("number",),
    "events": ("number", "article_number", "place_number"),
}

# Raised where articles are sketched in another way: those sketched before are sketched again.
_SKETCHES = "1"
# What `keep_text=False` leaves out: the words of others. Names, offsets and digests stay.
_WORDS = ("text", "event_text", "headline", "standfirst", "images", "related", "dropped")


def without_words(record: dict[str, Any]) -> dict[str, Any]:
    """Leave the words of others out of an article, event or quote as plain data.

    Args:
        record: what `to_dict` gave.
    """
    kept = {name: value for name, value in record.items() if name not in _WORDS}
    if "mentions" in kept:
        kept["mentions"] = [{n: v for n, v in mention.items() if n != "text"} for mention in kept["mentions"]]
    if "cite_info" in kept:
        kept["cite_info"] = {n: v for n, v in kept["cite_info"].items() if n != "title"}
    return kept


def rows_of(batch: Sequence[Coded], coder: str, keep_text: bool) -> dict[str, list[Row]]:
    """Give the rows of a batch by table, in the columns of `COLUMNS`.

    Beside the tables there are `parties`, names and codes that an event's parties go by (event, role, which of them,
    folded name), `shown`, the same of the names that it shows, and `placed`, its place as in `places`: by ids and
    names, which `number_rows` makes numbers of.

    Args:
        batch: coded articles.
        coder: the program that coded them.
        keep_text: keep the words, not only offsets and digests.
    """
    return {
        "articles": [_article_row(c.article, coder, keep_text) for c in batch],
        "events": [_event_row(e, keep_text) for c in batch for e in c.events],
        "parties": [row for c in batch for e in c.events for row in _party_rows(e)],
        "shown": [row for c in batch for e in c.events for row in _shown_rows(e)],
        "placed": [row for c in batch for e in c.events for row in _placed_rows(e)],
        "quotes": [_quote_row(q, keep_text) for c in batch for q in c.quotes],
        "refusals": [_refusal_row(r, c.article.id, keep_text) for c in batch for r in c.refusals],
        "sketches": [sketch_row(c.article) for c in batch],
    }


def sketch_row(article: Article) -> Row:
    """Give the row by which an article is known again, as a copy and as part of a story.

    Args:
        article: the article, with its text.
    """
    # Reading an archive needs none of what sketching does.
    from tidings.joining.sketch import sketch

    s = sketch(article)
    version = digest("sketch", _SKETCHES, article.text_digest, article.headline or "", str(article.published))
    weighed = (_packed("I", s.terms), _packed("H", s.weights))
    headline = (_packed("I", s.headline_terms), _packed("H", s.headline_weights))
    return (article.id, version, *weighed, *headline, _packed("I", s.shingles), s.bound)


def _packed(size: str, numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}{size}", *numbers)


def superseded_row(coded: Coded, keep_text: bool) -> Row:
    """Give the row of an article that another text of its page takes the place of.

    Args:
        coded: the article as it was coded.
        keep_text: keep the words, not only offsets and digests.
    """
    article = coded.article
    events = ",".join(_json(e, keep_text) for e in sorted(coded.events, key=lambda e: e.id))
    return (article.id, article.text_digest, _json(article, keep_text), f"[{events}]")


def _json(record: Any, keep_text: bool) -> str:
    data = to_dict(record)
    return json.dumps(data if keep_text else without_words(data), ensure_ascii=False, separators=(",", ":"))


def _article_row(article: Article, coder: str, keep_text: bool) -> Row:
    a = article
    text, headline = (a.text, a.headline) if keep_text else (None, None)
    known = (a.url, a.publication, a.language, a.section, headline, a.published, a.published_basis)
    return (a.id, a.text_digest, a.source, *known, text, coder, _json(a, keep_text))


def _names(entities: Iterable[Entity]) -> list[str]:
    return [e.name for e in entities]


def _codes(entities: Iterable[Entity]) -> list[str]:
    return sorted({e.code for e in entities if e.code})


def _sectors(entities: Iterable[Entity]) -> list[str]:
    return sorted({sector for e in entities for sector in e.sector})


def _event_row(event: Event, keep_text: bool) -> Row:
    e, place, size, said, info = event, event.event_loc, event.size, event.attribution, event.text_info
    where: Row = (None,) * 5
    if place is not None:
        name = place.resolved_place or place.extracted_place
        where = (name, place.country_code, place.geonameid, place.lat, place.lon)
    counts = (None,) * 4 if size is None else (size.dead, size.injured, size.arrested, size.participants)
    words = (" … ".join(e.event_text), e.text) if keep_text else (None, None)
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
        _json(e, keep_text),
    )


def _party_rows(event: Event) -> list[Row]:
    """Give every name and code by which a filter may ask for a party of an event, folded."""
    rows: list[Row] = []
    for role, entities in (("actor", event.actor), ("recipient", event.recipient)):
        for number, e in enumerate(entities):
            names = {n.casefold() for n in (e.code, e.identifier_text, e.resolved, e.entity_text, *e.sector) if n}
            rows += [(event.id, role, number, name) for name in sorted(names)]
    return rows


def _shown_rows(event: Event) -> list[Row]:
    rows: list[Row] = []
    for role, entities in (("actor", event.actor), ("recipient", event.recipient)):
        first = {e.name: number for number, e in reversed(list(enumerate(entities)))}
        rows += [(event.id, role, number, name) for name, number in sorted(first.items(), key=lambda pair: pair[1])]
    return rows


def _placed_rows(event: Event) -> list[Row]:
    loc = event.event_loc
    if loc is None:
        return []
    known = (loc.extracted_place, loc.country, loc.country_code, loc.lat, loc.lon, loc.resolution, loc.uncertainty_km)
    return [(event.id, loc.resolved_place or loc.extracted_place, *known)]


def _quote_row(quote: Quote, keep_text: bool) -> Row:
    q = quote
    speaker, addressee = q.speaker and q.speaker.name, q.addressee and q.addressee.name
    text = q.text if keep_text else None
    code = q.speaker.code if q.speaker else None
    return (q.article, q.start, q.end, q.kind, text, speaker, code, addressee, q.cue, q.via, _json(q, keep_text))


def _refusal_row(refusal: Refusal, article: str, keep_text: bool) -> Row:
    r = refusal
    return (article, r.what, r.reason, r.start, r.end, r.detail if keep_text else None)
