"""What a user asks of the archive -> SQL conditions with parameters."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from tidings.errors import UsageError
from tidings.ontology import TYPES

__all__ = ["EventFilter"]

_CERTAINTIES = ("asserted", "claimed", "uncertain", "denied")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to give; each field that is None asks nothing.

    `actor` and `recipient` are a code, a sector, or a name; an event without recipient meets both
    when both are among its actors. `since` and `until` are about the event's date, both inclusive,
    and leave undated events out unless `undated`. `all` gives joined mentions too.
    """

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    mode: str | None = None
    context: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    undated: bool = False
    place: str | None = None
    certainty: str | None = None
    min_confidence: float | None = None
    article: str | None = None
    all: bool = False

    def conditions(self) -> tuple[str, list[Any]]:
        """Give the WHERE clause over `events` as `e`, and its parameters.

        Raises:
            UsageError: a type or certainty that does not exist.
        """
        found: list[tuple[str, list[Any]]] = []
        if not self.all:
            found.append(("e.same_as IS NULL", []))
        found += self._parties()
        if self.type is not None:
            found.append(("e.event = ?", [_known(self.type.upper(), TYPES, "type")]))
        for column, value in (("mode", self.mode), ("context", self.context)):
            if value is not None:
                found.append((f"list_contains(e.{column}, ?)", [value.lower()]))
        found += self._dates()
        if self.place is not None:
            found.append(("(e.country_code = ? OR lower(e.place) = ?)", [self.place.upper(), self.place.lower()]))
        if self.certainty is not None:
            found.append(("e.certainty = ?", [_known(self.certainty.lower(), _CERTAINTIES, "certainty")]))
        if self.min_confidence is not None:
            found.append(("e.confidence >= ?", [self.min_confidence]))
        if self.article is not None:
            found.append(("e.article = ?", [self.article]))
        clause = " AND ".join(text for text, _ in found) or "true"
        return clause, [value for _, values in found for value in values]

    def _parties(self) -> list[tuple[str, list[Any]]]:
        named = "EXISTS (SELECT 1 FROM parties p WHERE p.event = e.id AND p.role = '{}' AND p.name = ?)"
        acts, receives = named.format("actor"), named.format("recipient")
        found: list[tuple[str, list[Any]]] = []
        if self.actor is not None:
            found.append((acts, [self.actor.casefold()]))
        if self.recipient is not None:
            other = self.recipient.casefold()
            if self.actor is not None:
                found.append((f"({receives} OR (len(e.recipient) = 0 AND {acts}))", [other, other]))
            else:
                found.append((receives, [other]))
        return found

    def _dates(self) -> list[tuple[str, list[Any]]]:
        if self.since is None and self.until is None:
            return []
        parts, values = [], []
        if self.since is not None:
            parts.append("coalesce(e.enddate, e.date) >= ?")
            values.append(self.since)
        if self.until is not None:
            parts.append("e.date <= ?")
            values.append(self.until)
        clause = " AND ".join(parts)
        return [(f"(({clause}) OR e.date IS NULL)" if self.undated else f"({clause})", values)]


def _known(value: str, values: tuple[str, ...] | Any, what: str) -> str:
    if value not in values:
        raise UsageError(f"no {what} {value}; give one of {', '.join(values)}")
    return value
