"""The gold set: what people say is right, an article a line, to be kept, shared and measured against.

A line that the newsdesk wrote has the article's record whole, so that it can be coded anew from
exactly what was read. A line by hand has a `text`, perhaps `title` and `date`, and `events`: each
with `event` (a type), and what is known of `actor`, `recipient`, `date`, `place`, `certainty`, `mode`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidings.archive import Archive, Review, standing_reviews
from tidings.errors import BadRecord, UnreadableSource
from tidings.records import Article, Block, Dropped, Image, Page, Related

__all__ = ["Gold", "gold_of", "read_gold"]

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """What is right of one article.

    `events` are right; `rejected` are type and offsets of the words of records that are wrong;
    `complete` says that there is no other event. `article` is what was read, and `page` what is to
    be read where the line was made by hand.
    """

    events: tuple[Record, ...]
    rejected: tuple[tuple[str, int, int], ...] = ()
    complete: bool = True
    article: Article | None = None
    page: Page | None = None


def gold_of(archive: Archive) -> Iterator[dict[str, Any]]:
    """Give the lines of the gold set that an archive's reviews make, in the order of the articles' ids.

    Args:
        archive: the archive.

    Raises:
        ArchiveError: the file cannot be read.
    """
    by_text: dict[str, list[Review]] = {}
    with archive.look() as look:
        for review in standing_reviews(look.reviews()):
            by_text.setdefault(review.text_digest, []).append(review)
        rows = look.rows(
            "SELECT text_digest, min_by(record, id), min(id) FROM articles "
            "WHERE text_digest IN (SELECT unnest(?)) GROUP BY text_digest ORDER BY 3",
            [list(by_text)],
        )
    for text_digest, record, _ in rows:
        reviews = by_text[text_digest]
        rejected = [[r.type, r.trigger_start, r.trigger_end] for r in reviews if r.decision == "reject"]
        yield {
            "article": json.loads(record),
            "complete": any(r.decision == "done" for r in reviews),
            "events": [r.record for r in reviews if r.record is not None],
            "rejected": rejected,
            "reviews": [_told(r) for r in reviews],
        }


def _told(review: Review) -> dict[str, Any]:
    told = {"decision": review.decision, "type": review.type, "by": review.by, "at": review.at.isoformat()}
    return {name: value for name, value in {**told, "why": review.why}.items() if value is not None}


def read_gold(path: Path) -> list[Gold]:
    """Read a gold set.

    Args:
        path: a file of JSON lines.

    Raises:
        UnreadableSource: it cannot be read, or holds nothing.
        BadRecord: a line is no gold.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(str(path), f"cannot be read: {error}") from error
    found = [_gold(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise UnreadableSource(str(path), "holds no gold; the newsdesk's review page writes it")
    return found


def _gold(line: str, source: str) -> Gold:
    try:
        row = json.loads(line)
        events = tuple(_event(e) for e in row["events"])
        if isinstance(row.get("article"), dict):
            rejected = tuple((str(t), int(a), int(b)) for t, a, b in row.get("rejected", ()))
            return Gold(events, rejected, bool(row.get("complete")), _article(row["article"]))
        page = Page(source, row["text"], "article", title=row.get("title"), date=_date(row.get("date")))
        return Gold(events, complete=bool(row.get("complete", True)), page=page)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRecord(source, f"is no line of a gold set ({type(error).__name__}: {error})") from error


def _event(given: Record) -> dict[str, Any]:
    """A record as it is compared: by hand a party is a string, and a type may stand alone."""
    event = dict(given)
    event["event"] = [given["event"]] if isinstance(given["event"], str) else list(given["event"])
    for role in ("actor", "recipient"):
        parties = given.get(role) or ()
        listed = [parties] if isinstance(parties, str) else parties
        event[role] = [{"entity_text": p} if isinstance(p, str) else p for p in listed]
    if isinstance(event.get("place"), str):
        event["event_loc"] = {"extracted_place": event.pop("place")}
    if isinstance(event.get("certainty"), str):
        event["attribution"] = {"certainty": event.pop("certainty")}
    return event


def _article(data: dict[str, Any]) -> Article:
    """An article from plain data; where texts were not kept it has none, and only an archive knows its events."""
    kinds = {"blocks": Block, "images": Image, "related": Related, "dropped": Dropped}
    fields: dict[str, Any] = {"text": "", **data}
    for name, kind in kinds.items():
        fields[name] = tuple(kind(**one) for one in fields.get(name, ()))
    fields["authors"] = tuple(fields.get("authors", ()))
    fields["published"] = _date(fields.get("published"))
    fields.pop("same_text", None)
    return Article(**fields)


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
