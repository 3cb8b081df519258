"""One real event, one record: mentions of the same act in an article are joined.

Two records are of the same event where their types agree (or one is what the other becomes after
the fact: a promised visit and the visit are not), their parties do not contradict each other, and
neither do their dates and places. The fullest of them leads; the others say `same_as`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import combinations, product

from tidings.joining.again import told_again
from tidings.joining.evidence import ENOUGH, forbids, one_word, weigh
from tidings.joining.parties import sides
from tidings.joining.wording import DEFINITE, Wording
from tidings.ontology import event_scale
from tidings.records import Article, Entity, Event, EventMention, Size

__all__ = ["join"]

_CERTAINTY = {"asserted": 0, "claimed": 1, "uncertain": 2, "denied": 3}
_NOMINAL = ("ion", "ment", "ure", "ing", "al")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "have", "has", "had", "got", "get"})
# Groups join where their records, taken two by two, speak for it so much in the mean.
_MEAN = -1.0


def join(article: Article, events: Sequence[Event]) -> tuple[Event, ...]:
    """Join the records of an article that report the same event.

    Args:
        article: the article.
        events: its records, in any order.

    Returns:
        All records in the same order; of each group one leads and lists the sentences of all.
    """
    acts = sorted((_remembered(article, event, events) for event in events), key=_place)
    groups = _groups([Wording(article, act) for act in acts])
    again = told_again(article, groups)
    out: dict[str, Event] = {}
    for number, group in enumerate(groups):
        for event in _settle([w.event for w in group], again.get(number, ())):
            out[event.id] = event
    return tuple(out[event.id] for event in events)


def _place(event: Event) -> tuple[int, int, str]:
    return event.text_info.trigger_start, event.text_info.trigger_end, event.id


def _groups(acts: Sequence[Wording]) -> list[list[Wording]]:
    """Group what is one event: the pairs for which most speaks first, and no two that contradict each other."""
    points = {
        (i, j): weigh(acts[i], acts[j]) for i, j in combinations(range(len(acts)), 2) if not forbids(acts[i], acts[j])
    }
    group = {i: [i] for i in range(len(acts))}
    # Of equals the two that stand nearest to each other in the text.
    for i, j in sorted(points, key=lambda pair: (-points[pair], pair[1] - pair[0], pair)):
        if points[i, j] < ENOUGH or group[i] is group[j]:
            continue
        between = [points.get((min(a, b), max(a, b))) for a, b in product(group[i], group[j])]
        known = [p for p in between if p is not None]
        # Every record of a group must bear every other: joining by the nearest alone chains strangers.
        if len(known) == len(between) and sum(known) >= _MEAN * len(known):
            group[i] += group[j]
            for member in group[j]:
                group[member] = group[i]
    found = {id(members): members for members in group.values()}
    return [[acts[i] for i in sorted(members)] for members in found.values()]


def _remembered(article: Article, event: Event, events: Sequence[Event]) -> Event:
    """Give an undated act the time of an old one that it names again, or that its sentence tells of in one breath.

    "their kidnapping" names again what is known; "women were groped and robbed" tells two acts of one time.
    """
    if event.auxiliary or event.date_basis not in {None, "publication"}:
        return event
    known = _known(article, event)
    for other in sorted(events, key=_place):
        if other.auxiliary != ("historical",) or other.event != event.event:
            continue
        old = dataclasses.replace(
            event,
            auxiliary=other.auxiliary,
            date=other.date,
            enddate=other.enddate,
            date_precision=other.date_precision,
            date_basis=other.date_basis,
        )
        if _one_breath(event, other):
            return old
        if known:
            again, first = Wording(article, old), Wording(article, other)
            if one_word(again, first) and not forbids(again, first) and weigh(again, first) >= ENOUGH:
                return old
    return event


def _one_breath(one: Event, other: Event) -> bool:
    """Whether one sentence tells both of the same parties."""

    def parties(event: Event) -> list[tuple[int, int, str]]:
        return [(e.start, e.end, e.name) for e in (*event.actor, *event.recipient)]

    return one.text_info.sequence == other.text_info.sequence and bool(parties(one)) and parties(one) == parties(other)


def _known(article: Article, event: Event) -> bool:
    """Whether the words take an act for known: "the …", "their …", "X's …", or a participle ("girls seized by …")."""
    before = article.text[max(0, event.text_info.start) : event.text_info.trigger_start].split()
    after = article.text[event.text_info.trigger_end : event.text_info.end].split()
    last = before[-1].casefold() if before else ""
    if last in DEFINITE or last.endswith(("'s", "’s", "s'", "s’")):
        return True
    own = article.text[event.text_info.trigger_start : event.text_info.trigger_end].casefold()
    if len(before) > 1 and before[-2].casefold() in DEFINITE and own.endswith(_NOMINAL):
        # "the mass abduction"
        return True
    return bool(after) and after[0].casefold() == "by" and last not in _BE


def _fullness(event: Event) -> tuple[int, ...]:
    return (
        -_CERTAINTY[event.attribution.certainty],
        event.text_info.block not in {"headline", "subhead"},
        len(sides((*event.actor, *event.recipient))),
        bool(event.actor) + bool(event.recipient or len(event.actor) > 1),
        event.event_loc is not None,
        event.date_basis in {"stated", "relative"},
        event.size is not None,
        len(event.mode),
        round(event.confidence * 100),
        -event.text_info.sequence,
    )


def _settle(group: Sequence[Event], again: Sequence[EventMention]) -> list[Event]:
    if len(group) == 1 and not again:
        return list(group)
    leader = max(group, key=_fullness)
    told: dict[tuple[int, int], EventMention] = {}
    for mention in (*(m for event in group for m in event.mentions), *again):
        told.setdefault((mention.start, mention.end), mention)
    fuller = _fill(leader, group) if len(group) > 1 else leader
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
    if sides(leader.actor) == sides(told.recipient) and sides(leader.recipient) == sides(told.actor):
        # "Putin met Kim" leads, but it was Kim who came.
        return leader.recipient, leader.actor
    return leader.actor, leader.recipient
