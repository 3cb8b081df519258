"""Whether two parties may be one: by name, by the head of their words, by the state whose organs they are.

What a page calls a party changes from sentence to sentence ("a 16-year-old girl", "the girl", "the
court" for "a military court"): names and codes that are known must agree, the words that lead to them
need not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tidings.records import Entity

__all__ = ["alike", "contradict", "match", "names", "sides"]

_PARTITIVE = re.compile(r"^.*?\b(?:some|many|most|all|one|each|none|\d+|dozens|hundreds|thousands) of (?:the )?", re.I)
_CUT = re.compile(r",|\b(?:of|from|in|at|for|to|on|with|who|that|which|and)\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Organs through which a state acts.
_ORGANS = frozenset({"GOV", "MIL", "JUD", "COP", "LEG", "SPY"})
# Words that any group of people may be called by say nothing of which it is.
_VAGUE = frozenset(
    "people person man men woman women group one others number member members official officials".split()
)

# Who suffers an attack, by number or as a whole.
_MANY = frozenset(
    "civilian crowd dozen hundred thousand score victim casualty child woman worshipper tourist passenger reveller"
    " resident villager bystander pedestrian many some several all".split()
)
_PRONOUNS = frozenset("he she they it we you i him her them us who whom that thi which".split())
_MEANT = {w: (i, i) for i, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_MEANT |= {"several": (3, 20), "many": (10, 10**9), "dozens": (20, 120), "scores": (40, 250)}
_MEANT |= {"hundreds": (100, 3000), "thousands": (1000, 10**6)}
_COUNTED = re.compile(
    rf"(?:(?:at|the|more|less|up|some|about|around|nearly|almost|over|least|than|to) )*"
    rf"({'|'.join(_MEANT)}|\d[\d,]*)\b",
    re.I,
)
# Tolls that are told in round numbers differ by so much.
_ROUND = 0.15
_TITLES = frozenset(
    "ambassador chairman chairwoman chief chancellor commander envoy governor judge lawmaker leader mayor minister"
    " premier president prosecutor secretary senator speaker spokesman spokeswoman spokesperson".split()
)
_CALLED = re.compile(r"(?:an?|the|\d+-year-old) ", re.I)
_THINGS = frozenset(
    "plan deal report claim idea proposal decision call agreement law bill attack missile building city town village"
    " country ship vessel change move sanction resolution".split()
)
# Who is known by the act alone.
_DOERS = frozenset(
    "gunman gunmen attacker assailant shooter bomber suspect perpetrator driver hijacker kidnapper abductor"
    " killer murderer militant insurgent rebel extremist terrorist fighter jihadist jihadi".split()
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
    if any(_named_alike(a, b) for a in one for b in other):
        return True
    return bool(sides(one) & sides(other)) and _one_state(one, other)


def _named_alike(one: Entity, other: Entity) -> bool:
    return one.name.casefold() == other.name.casefold() or _one_head(one, other)


def _same_words(one: Entity, other: Entity) -> bool:
    """Whether two are the same words of the article, or the same number of people."""
    if one.name.casefold() != other.name.casefold():
        return False
    return (one.start, one.end) == (other.start, other.end) or bool(_COUNTED.match(one.entity_text))


def alike(one: Sequence[Entity], other: Sequence[Entity]) -> float:
    """Say how far parties are named alike: 2 one of them is one of the others, 1.5 they are organs of one state,
    1 it may be, 0 anybody may be a name, less nothing says so or numbers differ.

    Args:
        one: the parties of an act, at least one.
        other: those of another.
    """
    pairs = [(a, b) for a in one for b in other if not _other_number(a, b)]
    if not pairs:
        return -4
    if any(_same_words(a, b) for a, b in pairs):
        return 2
    if any(not (_vague(a) and _vague(b)) and (_named_alike(a, b) or _within(a, b)) for a, b in pairs):
        return 2
    if match(one, other) and not all(_vague(e) for e in (*one, *other)):
        return 1.5
    if any(_may_be(a, b) for a, b in pairs):
        return 0 if all(_vague(a) != _vague(b) and _proper(b if _vague(a) else a) for a, b in pairs) else 1
    # A thing may be called many names: "the launch", "the provocative action".
    return -0.5 if all(map(_thing, (*one, *other))) else -1.5


def _thing(entity: Entity) -> bool:
    return not entity.code and not entity.sector and not _proper(entity) and not _vague(entity)


def _titled(entity: Entity) -> bool:
    """Whether an office stands for who holds it: "the House speaker"."""
    return not entity.identifier_text and _head(entity) in _TITLES


def _other_number(one: Entity, other: Entity) -> bool:
    """Whether both are told by number, and by another one: "four leaders", "many captives"."""
    mine, theirs = (_COUNTED.match(e.entity_text) for e in (one, other))
    if not mine or not theirs:
        return False
    (low, high), (least, most) = (_count(m.group(1)) for m in (mine, theirs))
    return low > most * (1 + _ROUND) or least > high * (1 + _ROUND)


def _count(word: str) -> tuple[int, int]:
    """The least and the most that a number, or a word for one, may mean."""
    small = word.casefold().replace(",", "")
    return _MEANT[small] if small in _MEANT else (int(small), int(small))


def _may_be(one: Entity, other: Entity) -> bool:
    """Whether one of two is nobody by name and the other may be it."""
    if _differ(one, other):
        return False
    if _vague(one) or _vague(other) or _unnamed(one) or _unnamed(other):
        return True
    if (_titled(one) or _titled(other)) and one.code == other.code and set(one.sector) & set(other.sector):
        return not (one.identifier_text and other.identifier_text)
    if _proper(one) != _proper(other) and not (one.identifier_text and other.identifier_text):
        # "a girl", and later her name.
        common = other if _proper(one) else one
        return bool(_CALLED.match(common.name)) and not (_content(common) & _THINGS or _ORGANS & {*common.sector})
    return bool(_content(one) & _content(other))


def _content(entity: Entity) -> set[str]:
    return {w.casefold().removesuffix("s") for w in _WORD.findall(entity.name) if len(w) > 3}


def _within(one: Entity, other: Entity) -> bool:
    """Whether a name is part of what the other is called ("German consulate", "the wall of German consulate")."""
    fewer, more = sorted((one, other), key=lambda e: len(e.name))
    words = _content(fewer)
    return len(words) > 1 and words <= _content(more) and any(w[:1].isupper() for w in fewer.name.split())


def _vague(entity: Entity) -> bool:
    """Whether the words may mean anybody: "80 people", "the crowd", "they"."""
    if entity.identifier_text:
        return False
    words = _WORD.findall(entity.name)
    head = _head(entity)
    return (
        not head or head in _VAGUE or f"{head}s" in _VAGUE or head in _MANY or (len(words) == 1 and head in _PRONOUNS)
    )


def _unnamed(entity: Entity) -> bool:
    """Whether only the act says who it is: "a gunman", "the attacker"."""
    return not entity.identifier_text and _head(entity) in _DOERS


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
    if _unnamed(one) or _unnamed(other):
        # Who did it is not who serves a state, and not the many to whom it was done.
        plain = other if _unnamed(one) else one
        return not _unnamed(plain) and bool(_ORGANS & {*plain.sector} or _vague(plain))
    if _vague(one) or _vague(other):
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
