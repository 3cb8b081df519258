"""One real event, one record: mentions of the same act in an article are joined.

Two records are of the same event where their types agree (or one is what the other becomes after
the fact: a promised visit and the visit are not), their parties do not contradict each other, and
neither do their dates and places. The fullest of them leads; the others say `same_as`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from tidings.ontology import event_scale
from tidings.records import Article, Entity, Event, EventMention, Size

__all__ = ["join"]

# An act named again by these words, without parties of its own, is the one told before.
_STANDING_ALONE = frozenset({"historical", "future", "hypothetical", "negation"})
# Types whose acts a page tells of one after another between the same parties: words alone do not
# make two of them one, so date, place and counts must agree where both are given.
_CERTAINTY = {"asserted": 0, "claimed": 1, "uncertain": 2, "denied": 3}


def join(article: Article, events: Sequence[Event]) -> tuple[Event, ...]:
    """Join the records of an article that report the same event.

    Args:
        article: the article.
        events: its records, in the order of the text.

    Returns:
        All records in the same order; of each group one leads and lists the sentences of all.
    """
    groups: list[list[Event]] = []
    for event in events:
        home = next((g for g in groups if _same(g, event)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    out: dict[str, Event] = {}
    for group in groups:
        for event in _settle(group):
            out[event.id] = event
    return tuple(out[event.id] for event in events)


def _same(group: Sequence[Event], event: Event) -> bool:
    # Every record of the group must bear the new one: joining by the nearest alone chains strangers.
    return all(_compatible(other, event) for other in group) and any(_alike(other, event) for other in group)


def _compatible(one: Event, other: Event) -> bool:
    if one.event != other.event or set(one.auxiliary) != set(other.auxiliary):
        return False
    if (one.attribution.certainty == "denied") != (other.attribution.certainty == "denied"):
        return False
    return (
        _dates_agree(one, other) and _places_agree(one, other) and _sizes_agree(one, other) and _modes_agree(one, other)
    )


def _modes_agree(one: Event, other: Event) -> bool:
    return not one.mode or not other.mode or bool(set(one.mode) & set(other.mode))


def _dates_agree(one: Event, other: Event) -> bool:
    if one.date is None or other.date is None or "publication" in {one.date_basis, other.date_basis}:
        return True
    if _STANDING_ALONE & {*one.auxiliary} and one.date != other.date:
        return False
    first, last = one.enddate or one.date, other.enddate or other.date
    return one.date <= last and other.date <= first


def _places_agree(one: Event, other: Event) -> bool:
    here, there = one.event_loc, other.event_loc
    if here is None or there is None:
        return True
    for level in ("country_code", "province", "city"):
        a, b = getattr(here, level), getattr(there, level)
        if a and b and a != b:
            return False
    return True


def _sizes_agree(one: Event, other: Event) -> bool:
    if one.size is None or other.size is None:
        return True
    pairs = ((getattr(one.size, f.name), getattr(other.size, f.name)) for f in dataclasses.fields(one.size))
    return all(a is None or b is None or a == b for a, b in pairs)


def _names(entities: Sequence[Entity]) -> set[str]:
    """What parties are called: canonical name, what a pronoun stands for, or the words in small letters."""
    return {e.name.casefold() for e in entities}


def _sides(entities: Sequence[Entity]) -> set[str]:
    return {e.code for e in entities if e.code}


def _alike(one: Event, other: Event) -> bool:
    """Whether the parties of two records may be the same ones."""
    if one.event == ("CONSULT",):
        # Who visits whom is told in many ways; the parties as a set are what stays.
        mine, theirs = (*one.actor, *one.recipient), (*other.actor, *other.recipient)
        return _overlap(mine, theirs, both_sides=True)
    if not _overlap(one.actor, other.actor):
        return False
    if one.recipient and other.recipient:
        return _overlap(one.recipient, other.recipient)
    return bool(one.actor and other.actor) or bool(one.recipient and other.recipient)


def _overlap(one: Sequence[Entity], other: Sequence[Entity], both_sides: bool = False) -> bool:
    if not one or not other:
        return True
    mine, theirs = _sides(one), _sides(other)
    if both_sides and len(mine) > 1 and len(theirs) > 1:
        return mine <= theirs or theirs <= mine
    if _names(one) & _names(other):
        return True
    if both_sides and mine and theirs:
        return mine <= theirs or theirs <= mine
    return bool(mine & theirs) and _may_be(one, other)


def _may_be(one: Sequence[Entity], other: Sequence[Entity]) -> bool:
    """Two names of one country are one party where one of them is the state itself or its government."""

    def state(entities: Sequence[Entity]) -> bool:
        return any(not e.sector or (e.office is None and set(e.sector) <= {"GOV"}) for e in entities)

    def official(entities: Sequence[Entity]) -> bool:
        return all({"GOV", "MIL"} & set(e.sector) or not e.sector for e in entities)

    return (state(one) or state(other)) and official(one) and official(other)


def _fullness(event: Event) -> tuple[int, ...]:
    return (
        -_CERTAINTY[event.attribution.certainty],
        event.text_info.block not in {"headline", "subhead"},
        len(_sides((*event.actor, *event.recipient))),
        bool(event.actor) + bool(event.recipient or len(event.actor) > 1),
        event.event_loc is not None,
        event.date_basis in {"stated", "relative"},
        event.size is not None,
        len(event.mode),
        round(event.confidence * 100),
        -event.text_info.sequence,
    )


def _settle(group: Sequence[Event]) -> list[Event]:
    if len(group) == 1:
        return list(group)
    leader = max(group, key=_fullness)
    told: dict[tuple[int, int], EventMention] = {}
    for event in group:
        for mention in event.mentions:
            told.setdefault((mention.start, mention.end), mention)
    fuller = _fill(leader, group)
    fuller = dataclasses.replace(fuller, mentions=tuple(told[key] for key in sorted(told)))
    return [fuller if e is leader else dataclasses.replace(e, same_as=leader.id, mentions=()) for e in group]


def _fill(leader: Event, group: Sequence[Event]) -> Event:
    """Give the leader the place, date and counts that only another mention has."""
    place = leader.event_loc or next((e.event_loc for e in group if e.event_loc), None)
    size = _counts(leader, group)
    context = tuple(sorted({c for e in group for c in e.context}))
    mode = leader.mode or next((e.mode for e in group if e.mode), ())
    better = (
        leader
        if leader.date_basis in {"stated", "relative"}
        else next((e for e in group if e.date_basis in {"stated", "relative"}), leader)
    )
    actor, recipient = _visit(leader, group)
    return dataclasses.replace(
        leader,
        actor=actor,
        recipient=recipient,
        event_loc=place,
        size=size,
        context=context,
        mode=mode,
        event_scale=event_scale(leader.event[0], mode) if mode != leader.mode else leader.event_scale,
        date=better.date,
        enddate=better.enddate,
        date_precision=better.date_precision,
        date_basis=better.date_basis,
    )


def _counts(leader: Event, group: Sequence[Event]) -> Size | None:
    """Each count by the leader, or by the first that gives it."""
    sizes = [e.size for e in (leader, *group) if e.size is not None]
    if not sizes:
        return None
    names = [f.name for f in dataclasses.fields(Size)]
    return Size(**{n: next((v for s in sizes if (v := getattr(s, n)) is not None), None) for n in names})


def _visit(leader: Event, group: Sequence[Event]) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Visitor and host, where one telling of a meeting says who came to whom (codebook, CONSULT)."""
    told = next((e for e in group if "visit" in e.mode and e.actor and e.recipient), None)
    if leader.event != ("CONSULT",) or (leader.mode and leader.recipient) or told is None:
        return leader.actor, leader.recipient
    if not leader.recipient:
        return told.actor, told.recipient
    if _sides(leader.actor) == _sides(told.recipient) and _sides(leader.recipient) == _sides(told.actor):
        # "Putin met Kim" leads, but it was Kim who came.
        return leader.recipient, leader.actor
    return leader.actor, leader.recipient
