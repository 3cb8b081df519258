"""One real event, one record: mentions of the same act in an article are joined.

Two records are of the same event where their types agree (or one is what the other becomes after
the fact: a promised visit and the visit are not), their parties do not contradict each other, and
neither do their dates and places. The fullest of them leads; the others say `same_as`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from tidings.joining.parties import contradict, match, names, sides
from tidings.ontology import event_scale
from tidings.records import Article, Entity, Event, EventMention, Size

__all__ = ["join"]

# Acts of other times and other worlds: other words on another day tell of another.
_STANDING_ALONE = frozenset({"historical", "future", "hypothetical", "negation"})
_CERTAINTY = {"asserted": 0, "claimed": 1, "uncertain": 2, "denied": 3}
# Acts of words: what they are about tells them apart.
_OF_WORDS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"})
_NOMINAL = ("ion", "ment", "ure", "ing", "al")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "have", "has", "had", "got", "get"})
# A headline is told again by one of the first sentences behind it.
_LEAD = 4


def join(article: Article, events: Sequence[Event]) -> tuple[Event, ...]:
    """Join the records of an article that report the same event.

    Args:
        article: the article.
        events: its records, in the order of the text.

    Returns:
        All records in the same order; of each group one leads and lists the sentences of all.
    """
    groups: list[list[Event]] = []
    for event in (_remembered(article, event, events) for event in events):
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


def _remembered(article: Article, event: Event, events: Sequence[Event]) -> Event:
    """Give an undated act that is taken as known ("their kidnapping") the time of the old act that it names again."""
    if event.auxiliary or event.date_basis not in {None, "publication"} or not _known(article, event):
        return event
    for other in events:
        if other.auxiliary == ("historical",) and other.event == event.event and _one_word(event, other):
            old = dataclasses.replace(
                event,
                auxiliary=other.auxiliary,
                date=other.date,
                enddate=other.enddate,
                date_precision=other.date_precision,
                date_basis=other.date_basis,
            )
            if _compatible(old, other) and _alike(old, other):
                return old
    return event


def _known(article: Article, event: Event) -> bool:
    """Whether the words take an act for known: "the …", "their …", "X's …", or a participle ("girls seized by …")."""
    before = article.text[max(0, event.text_info.start) : event.text_info.trigger_start].split()
    after = article.text[event.text_info.trigger_end : event.text_info.end].split()
    last = before[-1].casefold() if before else ""
    if last in _DEFINITE or last.endswith(("'s", "’s", "s'", "s’")):
        return True
    own = article.text[event.text_info.trigger_start : event.text_info.trigger_end].casefold()
    if len(before) > 1 and before[-2].casefold() in _DEFINITE and own.endswith(_NOMINAL):
        # "the mass abduction"
        return True
    return bool(after) and after[0].casefold() == "by" and last not in _BE


def _same(group: Sequence[Event], event: Event) -> bool:
    # Every record of the group must bear the new one: joining by the nearest alone chains strangers.
    return all(_compatible(other, event) for other in group) and any(_alike(other, event) for other in group)


def _compatible(one: Event, other: Event) -> bool:
    if set(one.auxiliary) != set(other.auxiliary) or not _types_agree(one, other):
        return False
    if (one.attribution.certainty == "denied") != (other.attribution.certainty == "denied"):
        return False
    return (
        _dates_agree(one, other) and _places_agree(one, other) and _sizes_agree(one, other) and _modes_agree(one, other)
    )


def _types_agree(one: Event, other: Event) -> bool:
    """Whether the types are one, or the same word between the same two parties was read as two."""
    if one.event == other.event:
        return True
    plain = "CONSULT" not in {one.event[0], other.event[0]}
    return plain and _one_word(one, other) and match(one.actor, other.actor) and match(one.recipient, other.recipient)


def _modes_agree(one: Event, other: Event) -> bool:
    return not one.mode or not other.mode or bool(set(one.mode) & set(other.mode)) or _one_word(one, other)


def _dates_agree(one: Event, other: Event) -> bool:
    if one.date is None or other.date is None or "publication" in {one.date_basis, other.date_basis}:
        return True
    if _STANDING_ALONE & {*one.auxiliary} and one.date != other.date and not _one_act(one, other):
        return False
    first, last = one.enddate or one.date, other.enddate or other.date
    return one.date <= last and other.date <= first


def _one_act(one: Event, other: Event) -> bool:
    """Whether words or modes say that two old or coming acts are of one kind, so that their dates may overlap."""
    return _one_word(one, other) or bool(set(one.mode) & set(other.mode))


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


def _alike(one: Event, other: Event) -> bool:
    """Whether the parties of two records may be the same ones."""
    if one.event == ("CONSULT",):
        # Who visits whom is told in many ways; the parties as a set are what stays.
        return _meet((*one.actor, *one.recipient), (*other.actor, *other.recipient))
    if _one_word(one, other) and _same_word_same_act(one, other):
        return True
    if one.actor and other.actor and not match(one.actor, other.actor):
        return False
    if one.recipient and other.recipient:
        return match(one.recipient, other.recipient)
    if one.event[0] in _OF_WORDS and not _one_word(one, other) and not _headline(one, other):
        # One party supports or rejects many things: without them it is not known which.
        return False
    return bool(one.actor and other.actor) or bool(one.recipient and other.recipient)


def _meet(mine: Sequence[Entity], theirs: Sequence[Entity]) -> bool:
    if not mine or not theirs:
        return True
    here, there = sides(mine), sides(theirs)
    if len(here) > 1 and len(there) > 1:
        return here <= there or there <= here
    if names(mine) & names(theirs):
        return True
    if here and there:
        return here <= there or there <= here
    return match(mine, theirs)


def _same_word_same_act(one: Event, other: Event) -> bool:
    """The same word again: nothing known of the parties may contradict, and one of them must be named alike."""
    if contradict(one.actor, other.actor) or contradict(one.recipient, other.recipient):
        return False
    if one.recipient and other.recipient and one.actor and other.actor:
        return match(one.recipient, other.recipient) or match(one.actor, other.actor)
    return match(one.recipient, other.recipient)


def _one_word(one: Event, other: Event) -> bool:
    """Whether two records are told by forms of one word ("indicts", "indictment")."""
    return any(_kin(a, b) for a in _content(one) for b in _content(other))


def _content(event: Event) -> list[str]:
    return [w for text in event.event_text for w in text.casefold().split() if len(w) > 3]


def _kin(one: str, other: str) -> bool:
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    # Endings have up to four letters beyond the shorter form's ("indict-s", "indict-ment"); "fire" and "first" differ.
    return shared >= max(4, min(len(one), len(other)) - 2)


def _headline(one: Event, other: Event) -> bool:
    """Whether a headline and the beginning of the text tell the two."""
    first, second = sorted((one.text_info, other.text_info), key=lambda i: i.sequence)
    return first.block == "headline" and second.sequence <= _LEAD


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
    if sides(leader.actor) == sides(told.recipient) and sides(leader.recipient) == sides(told.actor):
        # "Putin met Kim" leads, but it was Kim who came.
        return leader.recipient, leader.actor
    return leader.actor, leader.recipient
