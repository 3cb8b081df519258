"""What a user asks of the archive -> SQL conditions with parameters."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tidings.errors import UsageError
from tidings.ontology import CONTEXTS, MODES, TYPES

__all__ = ["CERTAINTIES", "EventFilter"]

CERTAINTIES = ("asserted", "claimed", "uncertain", "denied")

Condition = tuple[str, list[Any]]

# Not EXISTS: the database would look for each of a million events instead of once for the name.
_PARTY = "e.id IN (SELECT p.event FROM parties p WHERE p.name = ? AND p.role = '{role}')"
# Two parties, not one that is known by both names ("Russian troops": RUS and MIL).
_AMONG_ACTORS = (
    "(len(e.recipient) = 0 AND e.id IN (SELECT p.event FROM parties p JOIN parties q ON p.event = q.event "
    "WHERE p.name = ? AND q.name = ? AND p.role = 'actor' AND q.role = 'actor' AND p.number <> q.number))"
)
# Two parties whoever acts: the pair as such.
_BETWEEN = (
    "e.id IN (SELECT p.event FROM parties p JOIN parties q ON p.event = q.event "
    "WHERE p.name = ? AND q.name = ? AND (p.role <> q.role OR p.number <> q.number))"
)
_EITHER = "e.id IN (SELECT p.event FROM parties p WHERE p.name = ?)"
_PLACE = (
    "(e.country_code = ? OR lower(e.place) = ? OR lower(json_extract_string(e.record, '$.event_loc.country')) = ? "
    "OR lower(json_extract_string(e.record, '$.event_loc.extracted_place')) = ?)"
)


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to give; each field that is None asks nothing.

    `actor` and `recipient` are a code, a sector, or a name; an event without recipient meets both
    when both are among its actors. `party` is one that acts or receives, `other` a second one beside
    it, in whatever direction. `without` are ids of records to leave out. `since` and `until` are about
    the event's date, both inclusive, and leave undated events out unless `undated`. `place` is a
    country's code or name, or the name of a place. `story` is a story's id. `all` gives joined mentions
    too. `own_types` names the types beside PLOVER's that `type` may be; the archive fills it in.
    """

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    mode: str | None = None
    context: str | None = None
    since: datetime.date | str | None = None
    until: datetime.date | str | None = None
    undated: bool = False
    place: str | None = None
    certainty: str | None = None
    min_confidence: float | None = None
    article: str | None = None
    story: str | None = None
    id: str | None = None
    all: bool = False
    own_types: tuple[str, ...] = ()
    party: str | None = None
    other: str | None = None
    without: tuple[str, ...] = ()

    @property
    def asks_own_type(self) -> bool:
        """Whether the type asked for is none of PLOVER's; only an archive knows whether it has such a type."""
        return self.type is not None and self.type.upper() not in TYPES

    def conditions(self) -> Condition:
        """Give the WHERE clause over `events` as `e`, and its parameters.

        Raises:
            UsageError: a type, mode, context, certainty or date that does not exist.
        """
        found = [*self._parties(), *self._pair(), *self._kinds(), *self._dates()]
        if not self.all:
            found.append(("e.same_as IS NULL", []))
        if self.place is not None:
            name = self.place.lower()
            found.append((_PLACE, [self.place.upper(), name, name, name]))
        if self.without:
            found.append(("e.id NOT IN (SELECT unnest(?))", [list(self.without)]))
        for condition, value in (
            ("e.confidence >= ?", self.min_confidence),
            ("e.article = ?", self.article),
            ("e.article IN (SELECT article FROM story_articles WHERE story = ?)", self.story),
            ("e.id = ?", self.id),
        ):
            if value is not None:
                found.append((condition, [value]))
        clause = " AND ".join(text for text, _ in found) or "true"
        return clause, [value for _, values in found for value in values]

    def _parties(self) -> list[Condition]:
        acts, receives = _PARTY.format(role="actor"), _PARTY.format(role="recipient")
        actor = self.actor.casefold() if self.actor is not None else None
        recipient = self.recipient.casefold() if self.recipient is not None else None
        if actor is not None and recipient is not None:
            return [(f"(({acts} AND {receives}) OR {_AMONG_ACTORS})", [actor, recipient, actor, recipient])]
        if actor is not None:
            return [(acts, [actor])]
        return [(receives, [recipient])] if recipient is not None else []

    def _pair(self) -> list[Condition]:
        named = [name.casefold() for name in (self.party, self.other) if name is not None]
        if len(named) == 2:
            return [(_BETWEEN, named)]
        return [(_EITHER, named)] if named else []

    def _kinds(self) -> list[Condition]:
        modes = sorted({name for of_type in MODES.values() for name in of_type})
        found: list[Condition] = []
        if self.type is not None:
            found.append(("e.event = ?", [_known(self.type.upper(), (*TYPES, *self.own_types), "type")]))
        if self.mode is not None:
            found.append(("list_contains(e.mode, ?)", [_known(self.mode.lower(), modes, "mode")]))
        if self.context is not None:
            found.append(("list_contains(e.context, ?)", [_known(self.context.lower(), CONTEXTS, "context")]))
        if self.certainty is not None:
            found.append(("e.certainty = ?", [_known(self.certainty.lower(), CERTAINTIES, "certainty")]))
        return found

    def _dates(self) -> list[Condition]:
        parts: list[Condition] = []
        if self.since is not None:
            parts.append(("coalesce(e.enddate, e.date) >= ?", [_day(self.since, "since")]))
        if self.until is not None:
            parts.append(("e.date <= ?", [_day(self.until, "until")]))
        if not parts:
            return []
        clause = " AND ".join(text for text, _ in parts)
        values = [value for _, one in parts for value in one]
        return [(f"(({clause}) OR e.date IS NULL)" if self.undated else f"({clause})", values)]


def _day(value: datetime.date | str, what: str) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{what} {value} is no date; write it as 2023-09-13") from error


def _known(value: str, values: Iterable[str], what: str) -> str:
    values = list(values)
    if value not in values:
        raise UsageError(f"no {what} {value}; give one of {', '.join(values)}")
    return value
