"""What people decided about records: kept with who, when and why, and found again after coding anew.

A decision is tied to the text (its digest), to the words that report the act (their offsets) and to
the type, not to the record's id: ids change with the coder's version. The latest decision about the
same words and type counts; the earlier ones stay as history.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from tidings.errors import UsageError

__all__ = ["DECISIONS", "Review", "about", "keep_review", "load_reviews", "standing_reviews"]

DECISIONS = ("accept", "correct", "reject", "add", "done", "undone", "withdraw")
_NEED_RECORD = frozenset({"accept", "correct", "add"})
_COLUMNS = "number, text_digest, article, type, trigger_start, trigger_end, decision, record, reviewer, made, why"


@dataclass(frozen=True, slots=True)
class Review:
    """One decision about a record, or about an article as a whole.

    `accept`, `correct` and `reject` are about a record as it was coded; `add` gives one that was
    missed; `withdraw` takes back what stood about these words; `done` says that the article has no
    event that is neither coded nor added, `undone` takes that back. `record` is what is right;
    `type` and the trigger's offsets are the coded record's, or the added one's. `at` is in UTC.
    """

    text_digest: str
    article: str
    decision: str
    by: str
    at: datetime.datetime
    type: str | None = None
    trigger_start: int | None = None
    trigger_end: int | None = None
    record: Mapping[str, Any] | None = None
    why: str | None = None
    number: int = 0

    @property
    def anchor(self) -> tuple[str, int | None, int | None, str | None]:
        """What the decision is about: text, words and type."""
        return (self.text_digest, self.trigger_start, self.trigger_end, self.type)

    def is_about(self, event: Mapping[str, Any]) -> bool:
        """Whether a record of the same text is what the decision is about, or what it says is right.

        Args:
            event: a record as plain data.
        """
        info = event["text_info"]
        if (self.trigger_start, self.trigger_end) != (info["trigger_start"], info["trigger_end"]):
            return False
        right = (self.record or {}).get("event") or ()
        return event["event"][0] in (self.type, *right)


def keep_review(connection: duckdb.DuckDBPyConnection, review: Review) -> int:
    """Keep a decision.

    Args:
        connection: the archive, open for writing.
        review: the decision; its number is given here.

    Returns:
        Its number.

    Raises:
        UsageError: there is no such decision, or it lacks what it is about.
    """
    r = review
    if r.decision not in DECISIONS:
        raise UsageError(f"no decision {r.decision}; give one of {', '.join(DECISIONS)}")
    if r.decision in _NEED_RECORD and r.record is None:
        raise UsageError(f"to {r.decision} needs the record that is right")
    if r.decision not in {"done", "undone"} and (r.type is None or r.trigger_start is None or r.trigger_end is None):
        raise UsageError(f"to {r.decision} needs the type and the place of the words")
    rows = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM reviews").fetchall()
    number = int(rows[0][0])
    record = None if r.record is None else json.dumps(r.record, ensure_ascii=False, separators=(",", ":"))
    values = (number, r.text_digest, r.article, r.type, r.trigger_start, r.trigger_end, r.decision, record)
    connection.execute(f"INSERT INTO reviews ({_COLUMNS}) VALUES ({', '.join('?' * 11)})", [*values, r.by, r.at, r.why])
    return number


def load_reviews(connection: duckdb.DuckDBPyConnection, text_digest: str | None = None) -> list[Review]:
    """Load decisions in the order in which they were made.

    Args:
        connection: the archive, open.
        text_digest: only those about this text; None gives all.
    """
    where, values = ("", []) if text_digest is None else ("WHERE text_digest = ?", [text_digest])
    rows = connection.execute(f"SELECT {_COLUMNS} FROM reviews {where} ORDER BY number", values).fetchall()
    return [
        Review(digest, article, decision, by, at, type, start, end, json.loads(record) if record else None, why, number)
        for number, digest, article, type, start, end, decision, record, by, at, why in rows
    ]


def standing_reviews(reviews: Iterable[Review]) -> list[Review]:
    """Give the decisions that count: the latest about the same words and type, without what was withdrawn.

    Args:
        reviews: decisions in the order in which they were made.
    """
    latest: dict[tuple[Any, ...], Review] = {}
    for review in reviews:
        whole = review.decision in {"done", "undone"}
        key = (review.text_digest, "done") if whole else review.anchor
        latest.pop(key, None)
        if review.decision not in {"withdraw", "undone"}:
            latest[key] = review
    return list(latest.values())


def about(reviews: Sequence[Review], event: Mapping[str, Any]) -> Review | None:
    """Give the decision that counts about a record; None where nobody made one.

    Args:
        reviews: the decisions that count about the record's text, the latest last.
        event: a record as plain data.
    """
    return next((r for r in reversed(reviews) if r.type is not None and r.is_about(event)), None)
