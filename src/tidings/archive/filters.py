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
_NAMED = "(SELECT n.number FROM names n WHERE n.name = ?)"
_PARTY = f"e.number IN (SELECT k.number FROM known_as k WHERE k.name = {_NAMED} AND {{role}})"
# Two parties, not one that is known by both names ("Russian troops": RUS and MIL).
_TWO = (
    "e.number IN (SELECT k.number FROM known_as k JOIN known_as o ON k.number = o.number "
    f"WHERE k.name = {_NAMED} AND o.name = {_NAMED} AND {{apart}})"
)
_AMONG_ACTORS = f"({{alone}} AND {_TWO.format(apart='k.acts AND o.acts AND k.party <> o.party')})"
# Two parties whoever acts: the pair as such.
_BETWEEN = _TWO.format(apart="(k.acts <> o.acts OR k.party <> o.party)")
_ROLES = {"actor": "k.acts", "recipient": "NOT k.acts", "party": "true"}
# Over `known_as` itself, which has each event once for a name, or for a name and role.
_KNOWN = {
    "actor": f"e.name = {_NAMED} AND e.acts AND e.first_of_role",
    "recipient": f"e.name = {_NAMED} AND NOT e.acts AND e.first_of_role",
    "party": f"e.name = {_NAMED} AND e.first",
}
# What `known_as` has not of an event.
_IN_EVENTS = "e.number IN (SELECT e.number FROM events e WHERE {})"
_PLACE = (
    "e.place_number IN (SELECT p.number FROM places p WHERE p.country_code = ? OR lower(p.place) = ? "
    "OR lower(p.country) = ? OR lower(p.extracted_place) = ?)"
)
_STORY = (
    "e.article_number IN (SELECT a.number FROM story_articles p JOIN articles a ON a.id = p.article WHERE p.story = ?)"
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

    @property
    def names_party(self) -> bool:
        """Whether the filter asks for a party, so that `conditions_on_names` gives what is quicker to ask."""
        return any(name is not None for name in (self.actor, self.recipient, self.party, self.other))

    def conditions(self) -> Condition:
        """Give the WHERE clause over `events` as `e`, and its parameters.

        Raises:
            UsageError: a type, mode, context, certainty or date that does not exist.
        """
        in_lists = [*self._lists(), *self._ids()]
        leads: list[Condition] = [] if self.all else [("e.same_as IS NULL", [])]
        return _joined([*self._parties("len(e.recipient) = 0"), *self._kinds(), *self._dates(), *leads, *in_lists])

    def conditions_on_names(self) -> Condition:
        """Give the WHERE clause over `known_as` as `e`, where it finds each event once, and its parameters.

        Raises:
            UsageError: a type, mode, context, certainty or date that does not exist.
        """
        role = next(role for role in ("actor", "recipient", "party", "other") if getattr(self, role) is not None)
        named: Condition = (_KNOWN["party" if role == "other" else role], [getattr(self, role).casefold()])
        others = sum(name is not None for name in (self.actor, self.recipient, self.party, self.other)) - 1
        parties = self._parties("e.alone") if others else []
        leads: list[Condition] = [] if self.all else [("e.leads", [])]
        in_events = [(_IN_EVENTS.format(text), values) for text, values in (*self._lists(), *self._ids())]
        return _joined([named, *parties, *self._kinds(), *self._dates(), *leads, *in_events])

    def _parties(self, alone: str) -> list[Condition]:
        found: list[Condition] = []
        acts, receives = _PARTY.format(role=_ROLES["actor"]), _PARTY.format(role=_ROLES["recipient"])
        actor = self.actor.casefold() if self.actor is not None else None
        recipient = self.recipient.casefold() if self.recipient is not None else None
        if actor is not None and recipient is not None:
            among = _AMONG_ACTORS.format(alone=alone)
            found.append((f"(({acts} AND {receives}) OR {among})", [actor, recipient, actor, recipient]))
        elif actor is not None:
            found.append((acts, [actor]))
        elif recipient is not None:
            found.append((receives, [recipient]))
        named = [name.casefold() for name in (self.party, self.other) if name is not None]
        if named:
            found.append((_BETWEEN if len(named) == 2 else _PARTY.format(role=_ROLES["party"]), named))
        return found

    def _kinds(self) -> list[Condition]:
        found: list[Condition] = []
        if self.type is not None:
            found.append(("e.event = ?", [_known(self.type.upper(), (*TYPES, *self.own_types), "type")]))
        if self.certainty is not None:
            found.append(("e.certainty = ?", [_known(self.certainty.lower(), CERTAINTIES, "certainty")]))
        if self.place is not None:
            name = self.place.lower()
            found.append((_PLACE, [self.place.upper(), name, name, name]))
        if self.min_confidence is not None:
            found.append(("e.confidence >= ?", [self.min_confidence]))
        if self.story is not None:
            found.append((_STORY, [self.story]))
        return found

    def _lists(self) -> list[Condition]:
        modes = sorted({name for of_type in MODES.values() for name in of_type})
        found: list[Condition] = []
        if self.mode is not None:
            found.append(("list_contains(e.mode, ?)", [_known(self.mode.lower(), modes, "mode")]))
        if self.context is not None:
            found.append(("list_contains(e.context, ?)", [_known(self.context.lower(), CONTEXTS, "context")]))
        return found

    def _ids(self) -> list[Condition]:
        found: list[Condition] = []
        if self.without:
            found.append(("e.id NOT IN (SELECT unnest(?))", [list(self.without)]))
        if self.article is not None:
            found.append(("e.article = ?", [self.article]))
        if self.id is not None:
            found.append(("e.id = ?", [self.id]))
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


def _joined(found: Iterable[Condition]) -> Condition:
    found = list(found)
    clause = " AND ".join(text for text, _ in found) or "true"
    return clause, [value for _, values in found for value in values]


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
