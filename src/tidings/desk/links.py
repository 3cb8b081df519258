"""A query string <-> what is asked of the archive: every filter of the command line, order, page and group."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from tidings.archive import GROUPS, ORDERS, EventFilter
from tidings.errors import UsageError

__all__ = ["SAFE_SCHEMES", "Asking", "link", "outward"]

_FLAGS = ("undated", "all")
# What the archive fills in, or a page of its own asks for, is in no link.
_INNER = ("min_confidence", "without", "own_types")
_TEXTS = tuple(f.name for f in dataclasses.fields(EventFilter) if f.name not in (*_FLAGS, *_INNER))
SIZES = (25, 50, 100, 200)
SAFE_SCHEMES = ("http://", "https://")


@dataclasses.dataclass(frozen=True, slots=True)
class Asking:
    """What a page of events is asked for: the filter, the order, the page from 1, its size, and the group."""

    where: EventFilter = dataclasses.field(default_factory=EventFilter)
    order: str = "-date"
    page: int = 1
    size: int = 50
    group: str | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asking:
        """Read a query string; a field left blank asks nothing, and what is not ours is passed over.

        Args:
            query: fields by name.

        Raises:
            UsageError: a value that does not exist or is no number.
        """
        given = {name: value.strip() for name, value in query.items() if value.strip()}
        filters: dict[str, Any] = {name: given[name] for name in _TEXTS if name in given}
        filters |= {name: True for name in _FLAGS if given.get(name) in {"1", "on", "true"}}
        if "min_confidence" in given:
            filters["min_confidence"] = _share(given["min_confidence"])
        where = EventFilter(**filters)
        if not where.asks_own_type:
            # Another type may be one of the user's own: the archive knows.
            where.conditions()
        order = _known(given.get("order", cls.order_default()), ORDERS, "order")
        group = _known(given["group"], GROUPS, "group") if "group" in given else None
        size = _number(given.get("size", "50"), "size", 1000)
        return cls(where, order, _number(given.get("page", "1"), "page", 1_000_000), size, group)

    @staticmethod
    def order_default() -> str:
        """The order where none is asked for: the newest first."""
        return "-date"

    @property
    def filters(self) -> dict[str, str]:
        """The filters that ask something, as fields of a query string."""
        found = {}
        for name in (*_TEXTS, "min_confidence", *_FLAGS):
            value = getattr(self.where, name)
            if value not in (None, False):
                found[name] = "1" if value is True else str(value)
        return found

    def query(self, **changed: Any) -> str:
        """Write the query string, with some fields changed; what is as by default is left out.

        Args:
            changed: fields to change: filters, `order`, `page`, `size`, `group`; None takes one out.
        """
        fields: dict[str, Any] = {**self.filters, "order": self.order, "size": self.size, "group": self.group}
        fields |= changed
        plain = {"order": "-date", "size": 50, "page": 1}
        kept = {n: v for n, v in fields.items() if v not in (None, "", False) and plain.get(n) != v}
        return urlencode(sorted(kept.items()))


def link(path: str, fields: Iterable[tuple[str, Any]] | Mapping[str, Any] = ()) -> str:
    """Write an address of the newsdesk.

    Args:
        path: its path.
        fields: what stands behind the question mark; None is left out.
    """
    pairs = fields.items() if isinstance(fields, Mapping) else fields
    query = urlencode([(n, v) for n, v in pairs if v is not None])
    return f"{path}?{query}" if query else path


def outward(url: str | None) -> str | None:
    """Give an address on the web that a page named, if it is one: no script nor file is followed.

    Args:
        url: what the page said.
    """
    cleaned = (url or "").strip()
    return cleaned if cleaned.lower().startswith(SAFE_SCHEMES) else None


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise UsageError(f"min_confidence {text} is not a number from 0 to 1")
    return value


def _number(text: str, what: str, most: int) -> int:
    if not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
        raise UsageError(f"{what} {text} is not a number from 1 to {most}")
    return int(text)


def _known(value: str, values: Iterable[str], what: str) -> str:
    if value not in values:
        raise UsageError(f"no {what} {value}; give one of {', '.join(values)}")
    return value
