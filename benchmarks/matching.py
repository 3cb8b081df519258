"""Whether the party of an event is the party that a gold set names.

A gold party is words of the sentence. A party of an event is that party where both stand on a common
character; else, where it stands elsewhere ("he", "Mr Kim", a name said twice), where under any of its
names it shares more than half the words of the shorter one, "president" and its like not alone. A
party that stands on the words of the other gold party is that one, and its words are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tidings.records import Entity, Event

__all__ = ["EITHER", "IN_ORDER", "NOT_BOTH", "Pair", "find_pair", "order"]

IN_ORDER, EITHER, NOT_BOTH = 2, 1, 0

# What the gold files write for a party that the sentence does not name.
_PLACEHOLDER = re.compile(r"(?:an?|the|some) (?:actor|source|recipient|target)", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:\.\w+)*")
_FUNCTION_WORDS = frozenset(
    "a an the of and or in on at to for from by with its his her their s mr mrs ms some several many".split()
)
# Words that any two parties may share without being one.
_COMMON_WORDS = frozenset(
    (
        "president minister prime foreign government leader leaders official officials forces troops people group "
        "groups members police army spokesman spokeswoman former secretary"
    ).split()
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two parties that a gold set names: their words, and where they stand in the article's text."""

    source: str
    target: str
    source_span: Span | None
    target_span: Span | None


def find_pair(text: str, source: str, target: str) -> Pair:
    """Find the two parties in a text.

    Args:
        text: the article's text.
        source: the words that name who acts.
        target: the words that name whom it is done to.
    """
    first = _find(text, source)
    return Pair(source, target, first, _find(text, target, first))


def _find(text: str, words: str, taken: Span | None = None) -> Span | None:
    """The words in the text, first where they are whole words and not inside the other party."""
    pattern = re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)
    spans = [m.span() for m in pattern.finditer(text)]
    return next((s for s in spans if not taken or s[1] <= taken[0] or s[0] >= taken[1]), spans[0] if spans else None)


def order(event: Event, pair: Pair) -> int:
    """Say whether an event is between the two parties: in their order, in either order, or not.

    Args:
        event: an event.
        pair: the two parties. A placeholder ("a recipient") is met by anybody and by nobody.

    Returns:
        `IN_ORDER`, `EITHER` or `NOT_BOTH`. Of an event whose parties all are actors, as of reciprocal
        acts, any order is theirs.
    """
    if not event.recipient and len(event.actor) > 1:
        return IN_ORDER if _two(event.actor, pair) else NOT_BOTH
    if _met(event.actor, pair, True) and _met(event.recipient, pair, False):
        return IN_ORDER
    if _met(event.actor, pair, False) and _met(event.recipient, pair, True):
        return EITHER
    return EITHER if _two((*event.actor, *event.recipient), pair) else NOT_BOTH


def _met(entities: Sequence[Entity], pair: Pair, source: bool) -> bool:
    words = pair.source if source else pair.target
    return bool(_PLACEHOLDER.fullmatch(words.strip())) or any(_is_party(e, pair, source) for e in entities)


def _two(entities: Sequence[Entity], pair: Pair) -> bool:
    """Whether two different ones of the entities are the two parties."""
    if _PLACEHOLDER.fullmatch(pair.source.strip()) or _PLACEHOLDER.fullmatch(pair.target.strip()):
        return _met(entities, pair, True) and _met(entities, pair, False)
    sources = {i for i, e in enumerate(entities) if _is_party(e, pair, True)}
    targets = {i for i, e in enumerate(entities) if _is_party(e, pair, False)}
    return bool(sources and targets) and len(sources | targets) > 1


def _is_party(entity: Entity, pair: Pair, source: bool) -> bool:
    own, other = (pair.source_span, pair.target_span) if source else (pair.target_span, pair.source_span)
    span = entity.start, entity.end
    if own is not None and _overlap(span, own):
        return True
    if other is not None and _overlap(span, other):
        return False
    wanted = _words(pair.source if source else pair.target)
    names = (entity.resolved, entity.identifier_text, entity.entity_text)
    return any(_share(wanted, words) for name in names if name and (words := _words(name)))


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share more than half of the shorter one, and a word that tells parties apart."""
    shared = one & other
    telling = shared - _COMMON_WORDS or one <= _COMMON_WORDS or other <= _COMMON_WORDS
    return bool(telling) and 2 * len(shared) > min(len(one), len(other))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _words(text: str) -> frozenset[str]:
    return frozenset({w.casefold().replace(".", "") for w in _WORD.findall(text)} - _FUNCTION_WORDS)
