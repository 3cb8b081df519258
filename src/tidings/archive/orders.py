"""The query for events, with the story of each, and the orders in which they are given."""

from __future__ import annotations

from typing import Any

from tidings.archive.filters import EventFilter
from tidings.archive.flatten import NUMBERS
from tidings.errors import UsageError

__all__ = ["EVENTS", "ORDERS", "events_query", "leading_key", "order_of"]

# A record is an object in JSON, a story's id hexadecimal.
_WITH_STORY = (
    "CASE WHEN p.story IS NULL THEN e.record::VARCHAR "
    """ELSE left(e.record::VARCHAR, length(e.record::VARCHAR) - 1) || ',"story":"' || p.story || '"}' END"""
)
# Every column of an event, with the record in the last place; numbers are of this file alone.
EVENTS = (
    f"SELECT e.* EXCLUDE (record, {', '.join(NUMBERS['events'])}), p.story, {_WITH_STORY} AS record "
    "FROM events e LEFT JOIN story_articles p ON p.article = e.article"
)
# Each order ends in the record's id, so that two runs agree.
_IN_TEXT = "e.article, e.sentence, e.text_start, e.id"

ORDERS: dict[str, str] = {
    "date": f"e.date NULLS LAST, {_IN_TEXT}",
    "-date": f"e.date DESC NULLS LAST, {_IN_TEXT}",
    "confidence": f"e.confidence, {_IN_TEXT}",
    "-confidence": f"e.confidence DESC, {_IN_TEXT}",
    "score": f"e.event_scale, {_IN_TEXT}",
    "-score": f"e.event_scale DESC, {_IN_TEXT}",
    "type": f"e.event, {_IN_TEXT}",
    "-type": f"e.event DESC, {_IN_TEXT}",
}


def order_of(name: str) -> str:
    """Give the ORDER BY over `events` as `e` that a name stands for.

    Args:
        name: one of `ORDERS`; a hyphen in front turns it around.

    Raises:
        UsageError: there is no such order.
    """
    if name not in ORDERS:
        raise UsageError(f"no order {name}; give one of {', '.join(ORDERS)}")
    return ORDERS[name]


def leading_key(name: str) -> tuple[str, bool]:
    """Give the column that leads an order, and whether it descends.

    Args:
        name: one of `ORDERS`.

    Raises:
        UsageError: there is no such order.
    """
    first = order_of(name).split(",")[0].split()
    return first[0], "DESC" in first


def events_query(where: EventFilter, order: str = "date") -> tuple[str, list[Any]]:
    """Give the query for events, and its parameters.

    Args:
        where: the filter.
        order: one of `ORDERS`.

    Raises:
        UsageError: no such order, type, mode, context, certainty or date.
    """
    clause, values = where.conditions()
    return f"{EVENTS} WHERE {clause} ORDER BY {order_of(order)}", values
