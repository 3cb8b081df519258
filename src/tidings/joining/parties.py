"""Whether two parties may be one: by name, by the head of their words, by the state whose organs they are.

What a page calls a party changes from sentence to sentence ("a 16-year-old girl", "the girl", "the
court" for "a military court"): names and codes that are known must agree, the words that lead to them
need not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tidings.records import Entity

__all__ = ["contradict", "match", "names", "sides"]

_PARTITIVE = re.compile(r"^.*?\b(?:some|many|most|all|one|each|none|\d+|dozens|hundreds|thousands) of (?:the )?", re.I)
_CUT = re.compile(r",|\b(?:of|from|in|at|for|to|on|with|who|that|which|and)\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Organs through which a state acts.
_ORGANS = frozenset({"GOV", "MIL", "JUD", "COP", "LEG", "SPY"})
# Words that any group of people may be called by say nothing of which it is.
_VAGUE = frozenset(
    "people person man men woman women group one others number member members official officials".split()
)


def names(entities: Sequence[Entity]) -> set[str]:
    """Give what parties are called: canonical name, what a pronoun stands for, or the words in small letters.

    Args:
        entities: the parties.
    """
    return {e.name.casefold() for e in entities}


def sides(entities: Sequence[Entity]) -> set[str]:
    """Give the codes of parties, without those that have none.

    Args:
        entities: the parties.
    """
    return {e.code for e in entities if e.code}


def match(one: Sequence[Entity], other: Sequence[Entity]) -> bool:
    """Tell whether parties are named alike: one of them is one of the others.

    Args:
        one: the parties of an act.
        other: those of another.
    """
    if names(one) & names(other):
        return True
    if any(_one_head(a, b) for a in one for b in other):
        return True
    return bool(sides(one) & sides(other)) and _one_state(one, other)


def contradict(one: Sequence[Entity], other: Sequence[Entity]) -> bool:
    """Tell whether parties cannot be the same, by what is known of them; what is unknown contradicts nothing.

    Args:
        one: the parties of an act.
        other: those of another.
    """
    return bool(one and other) and all(_differ(a, b) for a in one for b in other)


def _differ(one: Entity, other: Entity) -> bool:
    if one.name.casefold() == other.name.casefold():
        return False
    if one.code and other.code and one.code != other.code:
        return True
    if one.sector and other.sector and not set(one.sector) & set(other.sector):
        return not set(one.sector) & _ORGANS or not set(other.sector) & _ORGANS
    if one.identifier_text and other.identifier_text:
        return not _one_state([one], [other])
    return not one.code and not other.code and _proper(one) and _proper(other) and _head(one) != _head(other)


def _proper(entity: Entity) -> bool:
    return all(word[:1].isupper() for word in entity.name.split())


def _head(entity: Entity) -> str:
    """The last word of a party's words before what hangs on them, in the singular as far as an s makes it so."""
    words = _WORD.findall(_CUT.split(_PARTITIVE.sub("", entity.name.strip("“”‘’\"'")))[0])
    return words[-1].casefold().removesuffix("s") if words else ""


def _one_head(one: Entity, other: Entity) -> bool:
    head = _head(one)
    if not head or head != _head(other) or head in _VAGUE or f"{head}s" in _VAGUE:
        return False
    known = bool(one.identifier_text and other.identifier_text)
    return not known and not (one.code and other.code and one.code != other.code)


def _one_state(one: Sequence[Entity], other: Sequence[Entity]) -> bool:
    """Two names of one country are one party where one of them is the state itself or its government."""

    def state(entities: Sequence[Entity]) -> bool:
        return any(not e.sector or (e.office is None and set(e.sector) <= {"GOV"}) for e in entities)

    def official(entities: Sequence[Entity]) -> bool:
        return all(_ORGANS & set(e.sector) or not e.sector for e in entities)

    return (state(one) or state(other)) and official(one) and official(other)
