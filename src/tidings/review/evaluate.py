"""A coder's records against the gold set: precision and recall by type and by field, with intervals.

A record and a right one are the same act where they have words of it in common, or stand in one
sentence and agree in type; where the gold has no offsets, where they agree in type and a party. In an
article that was read whole every record counts; in another one only those that somebody decided
about, and recall is not asked of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.ontology import TYPES
from tidings.review.gold import Gold

__all__ = ["FIELDS", "Measure", "evaluate", "wilson"]

Record = Mapping[str, Any]
Pair = tuple[Record | None, Record | None]

FIELDS = ("actor", "recipient", "date", "place", "certainty", "mode", "auxiliary")
_Z = 1.959964  # of a normal distribution, 95 in 100 lie as near to its middle


@dataclass(frozen=True, slots=True)
class Measure:
    """How often a type or field is right: of those given (precision), and of those there are (recall)."""

    name: str
    right_given: int
    given: int
    right_wanted: int
    wanted: int

    @property
    def precision(self) -> float | None:
        """The share of those given that is right; None of none."""
        return self.right_given / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """The share of those wanted that is given; None of none."""
        return self.right_wanted / self.wanted if self.wanted else None


def wilson(right: int, cases: int) -> tuple[float, float]:
    """Give the interval in which a share lies with a confidence of 95%.

    Args:
        right: how many of the cases.
        cases: how many there are; of none nothing is known.

    Source: Wilson, JASA 22 (1927), 209-212.
    """
    if cases == 0:
        return 0.0, 1.0
    share, z2 = right / cases, _Z * _Z
    middle = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    half = _Z * math.sqrt(share * (1 - share) / cases + z2 / (4 * cases * cases)) / (1 + z2 / cases)
    # At the ends the bound is the share itself, whatever rounding says.
    return (0.0 if right == 0 else max(0.0, middle - half)), (1.0 if right == cases else min(1.0, middle + half))


def evaluate(golds: Sequence[Gold], coded: Sequence[Sequence[Record]]) -> list[Measure]:
    """Measure records against a gold set.

    Args:
        golds: what is right, an article each.
        coded: the leading records of each of the articles.

    Returns:
        `record` (type, actor and recipient right) and `type` over all, then each type that occurs,
        then each field over the records whose type is right.
    """
    precise: list[Pair] = []
    recalled: list[Pair] = []
    for gold, records in zip(golds, coded, strict=True):
        pairs = _align(gold.events, records)
        for right, record in pairs:
            if record is not None and (gold.complete or right is not None or _is_rejected(record, gold)):
                precise.append((right, record))
            if right is not None and gold.complete:
                recalled.append((right, record))
    return list(_measures(precise, recalled))


def _measures(precise: Sequence[Pair], recalled: Sequence[Pair]) -> Iterator[Measure]:
    yield _measure("record", precise, recalled, _whole)
    yield _measure("type", precise, recalled, _same_type)
    for name in TYPES:
        given = [p for p in precise if p[1] is not None and p[1]["event"][0] == name]
        wanted = [p for p in recalled if p[0] is not None and p[0]["event"][0] == name]
        if given or wanted:
            yield _measure(name, given, wanted, _same_type)
    of_type = [p for p in precise if _same_type(p)], [p for p in recalled if _same_type(p)]
    for field in FIELDS:
        given = [p for p in of_type[0] if p[1] is not None and _value(p[1], field)]
        wanted = [p for p in of_type[1] if p[0] is not None and _value(p[0], field)]
        yield Measure(
            field, sum(_agree(p, field) for p in given), len(given), sum(_agree(p, field) for p in wanted), len(wanted)
        )


def _measure(name: str, given: Sequence[Pair], wanted: Sequence[Pair], right: Any) -> Measure:
    return Measure(name, sum(map(right, given)), len(given), sum(map(right, wanted)), len(wanted))


def _same_type(pair: Pair) -> bool:
    right, record = pair
    return right is not None and record is not None and right["event"][0] == record["event"][0]


def _whole(pair: Pair) -> bool:
    return _same_type(pair) and _agree(pair, "actor") and _agree(pair, "recipient")


def _align(right: Sequence[Record], records: Sequence[Record]) -> list[Pair]:
    """Pair right records with coded ones, the likeliest pairs first; what is left stands alone."""
    ranked = sorted(
        (-_likeness(g, r), i, j) for i, g in enumerate(right) for j, r in enumerate(records) if _likeness(g, r) > 0
    )
    at: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in at and j not in taken:
            at[i] = j
            taken.add(j)
    pairs: list[Pair] = [(g, records[at[i]] if i in at else None) for i, g in enumerate(right)]
    return pairs + [(None, r) for j, r in enumerate(records) if j not in taken]


def _likeness(right: Record, record: Record) -> int:
    """How surely two records are of one act; 0 where they are not."""
    same_type = right["event"][0] == record["event"][0]
    parties = sum(_agree((right, record), role) for role in ("actor", "recipient"))
    shared: bool = any(
        _meets(a, b) for role in ("actor", "recipient") for a in right[role] for b in record.get(role, ())
    )
    if "text_info" not in right:
        return (1 + parties) if same_type and shared else 0
    one, other = right["text_info"], record["text_info"]
    words = one["trigger_start"] < other["trigger_end"] and other["trigger_start"] < one["trigger_end"]
    told = [other, *record.get("mentions", ())]
    sentence = same_type and any(one["start"] < m["end"] and m["start"] < one["end"] for m in told)
    if not words and not (sentence and shared):
        return 0
    return 1 + 4 * int(words) + 2 * int(same_type) + parties


def _is_rejected(record: Record, gold: Gold) -> bool:
    info = record["text_info"]
    return (record["event"][0], info["trigger_start"], info["trigger_end"]) in gold.rejected


def _names(entity: Record) -> set[str]:
    known = (entity.get(n) for n in ("identifier_text", "resolved", "entity_text", "code"))
    return {name.casefold() for name in known if name}


def _meets(one: Record, other: Record) -> bool:
    """Whether two entities are one: a name in common; a code alone only where a string by hand is a code."""
    if one.get("start") is None or other.get("start") is None:
        return bool(_names(one) & _names(other))
    names = _names(one) & _names(other) - {c.casefold() for c in (one.get("code"), other.get("code")) if c}
    return bool(names) or (one["start"] < other["end"] and other["start"] < one["end"])


def _value(record: Record, field: str) -> Any:
    if field == "place":
        return record.get("event_loc")
    return record["attribution"]["certainty"] if field == "certainty" and "attribution" in record else record.get(field)


def _agree(pair: Pair, field: str) -> bool:
    right, record = pair
    if right is None or record is None:
        return False
    one, other = _value(right, field), _value(record, field)
    if field in {"actor", "recipient"}:
        return _same_parties(one or (), other or ())
    if field == "place":
        return bool(one and other and _places(one) & _places(other)) or (not one and not other)
    if field in {"mode", "auxiliary"}:
        return set(one or ()) == set(other or ())
    return bool(one == other)


def _same_parties(one: Sequence[Record], other: Sequence[Record]) -> bool:
    return len(one) == len(other) and all(any(_meets(a, b) for b in other) for a in one)


def _places(place: Record) -> set[str]:
    known: Iterable[Any] = (place.get(n) for n in ("resolved_place", "extracted_place", "city"))
    return {str(name).casefold() for name in known if name}
