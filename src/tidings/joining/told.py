"""One real event, one record in a story: what several articles tell of is joined, and its outlets counted.

Two articles tell of one event where type, standing and parties agree and neither days nor places
contradict each other. Days may lie apart by one, for the hour differs around the world, and by three
where an article names no day and its own date stands in. Counts do not part events: tolls rise.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.records import Report, StoryEvent

__all__ = ["Told", "independent", "join_told", "party_name"]

_CERTAINTIES = ("asserted", "claimed", "uncertain", "denied")
_STATED = frozenset({"stated", "relative"})
# Types that both sides do together: who is named first is the writer's choice.
_OF_BOTH = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_APART = 1
_APART_UNSTATED = 3
# Of these a later article tells as of the past: the event is the same where the days are.
_BACKGROUND = frozenset({"historical"})


@dataclass(frozen=True, slots=True)
class Told:
    """A leading event of an article: its record as plain data, its report, its outlet and its text.

    `outlet` names the paper; `text` is equal for the copies of one text.
    """

    record: Mapping[str, Any]
    report: Report
    outlet: str
    text: str


def join_told(told: Iterable[Told]) -> tuple[StoryEvent, ...]:
    """Join what the articles of a story tell.

    Args:
        told: the leading events of its articles, in any order.

    Returns:
        The events by day, the undated last.
    """
    groups: list[list[Told]] = []
    # Who says most comes first, so that what others say in part finds its place.
    for one in sorted(told, key=lambda t: (_fullness(t.record), _day(t.report), t.report.event)):
        home = next((g for g in groups if all(_same(other.record, one.record) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return tuple(sorted(map(_event, groups), key=lambda e: (e.date or datetime.date.max, -e.outlets, e.id)))


def independent(pairs: Iterable[tuple[str, str]]) -> int:
    """Count independent outlets: the most reports of which no two share an outlet or a text.

    A paper's own report counts beside the agency's that it also prints, and ten papers that print one
    agency's text are one: a maximum matching of outlets with texts (Kuhn 1955).

    Args:
        pairs: the outlet and the text of each report.
    """
    texts: dict[str, set[str]] = defaultdict(set)
    for outlet, text in pairs:
        texts[outlet].add(text)
    holders: dict[str, str] = {}
    held: dict[str, str] = {}
    return sum(_finds_own(outlet, texts, holders, held) for outlet in sorted(texts))


def _finds_own(outlet: str, texts: Mapping[str, set[str]], holders: dict[str, str], held: dict[str, str]) -> bool:
    """Find an outlet a text of its own; another gives up its text where it can have a second one."""
    came: dict[str, str] = {}
    queue = [outlet]
    for one in queue:
        for text in sorted(texts[one] - came.keys()):
            came[text] = one
            if text in holders:
                queue.append(holders[text])
                continue
            free: str | None = text
            while free is not None:
                taker = came[free]
                holders[free], held[taker], free = taker, free, held.get(taker)
            return True
    return False


def _day(report: Report) -> datetime.date:
    return report.published or datetime.date.max


def _fullness(record: Mapping[str, Any]) -> tuple[Any, ...]:
    """Sorts the fullest record first."""
    return (
        _CERTAINTIES.index(record["attribution"]["certainty"]),
        -(bool(record["actor"]) + bool(record.get("recipient"))),
        record.get("date_basis") not in _STATED,
        "event_loc" not in record,
        -record["confidence"],
    )


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return (
        one["event"] == other["event"]
        and _standing_agrees(one, other)
        and _modes_agree(one, other)
        and _days_agree(one, other)
        and _places_agree(one, other)
        and _parties_agree(one, other)
    )


def _standing_agrees(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    mine, theirs = set(one.get("auxiliary", ())), set(other.get("auxiliary", ()))
    if mine == theirs:
        return True
    dated = one.get("date_basis") in _STATED and other.get("date_basis") in _STATED
    return dated and mine ^ theirs <= _BACKGROUND


def _modes_agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    mine, theirs = set(one.get("mode", ())), set(other.get("mode", ()))
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _days_agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if not one.get("date") or not other.get("date"):
        return True
    (first, last), (begin, end) = _span(one), _span(other)
    stated = one.get("date_basis") in _STATED and other.get("date_basis") in _STATED
    apart = datetime.timedelta(days=_APART if stated else _APART_UNSTATED)
    return first <= end + apart and begin <= last + apart


def _span(record: Mapping[str, Any]) -> tuple[datetime.date, datetime.date]:
    first = datetime.date.fromisoformat(record["date"])
    return first, datetime.date.fromisoformat(record.get("enddate") or record["date"])


def _places_agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    here, there = one.get("event_loc") or {}, other.get("event_loc") or {}
    levels = ((here.get(level), there.get(level)) for level in ("country_code", "province", "city"))
    return all(not a or not b or a == b for a, b in levels)


def _parties_agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["event"][0] in _OF_BOTH:
        mine, theirs = ([*r["actor"], *r.get("recipient", ())] for r in (one, other))
        return _all_meet(mine, theirs)
    sides = {_meet(one.get(role, ()), other.get(role, ())) for role in ("actor", "recipient")}
    return False not in sides and True in sides


def _meet(mine: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool | None:
    """Whether two lists share a party; None where one has nobody, or nobody by name: "the ship" may be any."""
    if any(_may_be(a, b) for a in mine for b in theirs):
        return True
    named = (any(map(_is_named, entities)) for entities in (mine, theirs))
    return False if all(named) else None


def _is_named(entity: Mapping[str, Any]) -> bool:
    return bool(entity.get("code") or entity.get("identifier_text")) or entity["entity_text"][:1].isupper()


def _all_meet(mine: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool:
    """Whether all parties of the shorter list are among those of the other."""
    fewer, more = sorted((mine, theirs), key=len)
    return bool(fewer) and all(any(_may_be(a, b) for b in more) for a in fewer)


def _may_be(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two entities may be one: by name, or as a state and who speaks for it."""
    if party_name(one).casefold() == party_name(other).casefold():
        return True
    if not one.get("code") or one.get("code") != other.get("code"):
        return False
    mine, theirs = set(one.get("sector", ())), set(other.get("sector", ()))
    if one.get("office") and other.get("office"):
        # Two officials by their names are two.
        return False
    return not (mine and theirs) or not mine.isdisjoint(theirs)


def party_name(entity: Mapping[str, Any]) -> str:
    """Give the best name of an entity as plain data: canonical, what a reference stands for, or the words."""
    name: str = entity.get("identifier_text") or entity.get("resolved") or entity["entity_text"]
    return name


def _event(group: Sequence[Told]) -> StoryEvent:
    # The first of a group is the fullest.
    lead = group[0].record
    place: Mapping[str, Any] = next((t.record["event_loc"] for t in group if t.record.get("event_loc")), {})
    dated = next((t.record for t in group if t.record.get("date_basis") in _STATED), lead)
    reports = tuple(t.report for t in sorted(group, key=lambda t: (_day(t.report), t.report.article, t.report.event)))
    actors, recipients = lead["actor"], lead.get("recipient", ())
    return StoryEvent(
        id=lead["id"],
        event=tuple(lead["event"]),
        outlets=independent((t.outlet, t.text) for t in group),
        reports=reports,
        certainty=min((r.certainty for r in reports), key=_CERTAINTIES.index),
        mode=tuple(next((t.record["mode"] for t in group if t.record.get("mode")), ())),
        auxiliary=tuple(lead.get("auxiliary", ())),
        actor=tuple(map(party_name, actors)),
        actor_code=tuple(sorted({e["code"] for e in actors if e.get("code")})),
        recipient=tuple(map(party_name, recipients)),
        recipient_code=tuple(sorted({e["code"] for e in recipients if e.get("code")})),
        date=_iso(dated.get("date")),
        enddate=_iso(dated.get("enddate")),
        date_precision=dated.get("date_precision"),
        place=place.get("resolved_place") or place.get("extracted_place"),
        country_code=place.get("country_code"),
        text=lead.get("text"),
    )


def _iso(day: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None
