"""The orders in which events are given; each ends in the record's id, so that two runs agree."""

from __future__ import annotations

from tidings.errors import UsageError

__all__ = ["ORDERS", "order_of"]

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
