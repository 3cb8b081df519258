"""Sentences that name an event again without being coded: "the meeting came hours after …".

A noun that takes an act as known is of the one event of the article that a form of its word tells of;
where several are told by it, nobody knows which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tidings.joining.wording import DEFINITE, Wording, base, is_bare, kin, takes_as_known
from tidings.records import Article, EventMention
from tidings.sentences import split

__all__ = ["told_again"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_NONE_BEFORE = re.compile(r"\b(?:another|next|previous|last|first|second|earlier|future|possible)\W+(?:\w+\W+)?$", re.I)
_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s\W+$", re.I)
# What follows a noun that stands by itself: "the launch was", not "the launch site".
_AFTER = re.compile(
    r"\W*$|[^\w\s]|\s+(?:a[st]|after|and|before|between|by|came|comes|follow\w*|had|has|in|is|near|o[fn]|over|that|to"
    r"|took|was|were|which|will|with)\b",
    re.I,
)
_DEEDS = frozenset({"ASSAULT", "COERCE", "CONSULT", "MOBILIZE", "PROTEST", "RETREAT"})
_OWN = frozenset({"latest", "recent", "same", "deadly"})


def told_again(article: Article, groups: Sequence[Sequence[Wording]]) -> Mapping[int, tuple[EventMention, ...]]:
    """Find the sentences that name an event again.

    Args:
        article: the article.
        groups: its acts, those of one event together.

    Returns:
        The sentences by the number of the group, where there are any.
    """
    nouns = {(w, number) for number, group in enumerate(groups) for act in group for w in act.words}
    if not nouns:
        return {}
    found: dict[int, list[EventMention]] = {}
    for sentence in split(article):
        for word in _WORD.finditer(sentence.text):
            if not _alone(sentence.text, word):
                continue
            own = base(word.group())
            tellers = {number for w, number in nouns if kin(w, own)}
            if len(tellers) == 1 and _may_be(groups[min(tellers)], sentence.text[: word.start()]):
                mention = EventMention(sentence.text, sentence.start, sentence.end)
                found.setdefault(tellers.pop(), []).append(mention)
    return {number: tuple(mentions) for number, mentions in found.items()}


def _alone(text: str, word: re.Match[str]) -> bool:
    """Whether a word is one act's noun, taken as known."""
    own, before = word.group(), text[: word.start()]
    if not is_bare(own) or (own.endswith("s") and own != "talks") or not _AFTER.match(text, word.end()):
        return False
    return takes_as_known(before, own) and not _NONE_BEFORE.search(before) and not _DAY.search(before)


def _may_be(group: Sequence[Wording], before: str) -> bool:
    """Whether a deed that happened once, and is told by the words between article and noun, if there are any."""
    if any(w.habit or w.several or w.event.auxiliary or w.event.event[0] not in _DEEDS for w in group):
        return False
    between: list[str] = []
    for word in reversed(before.split()[-3:]):
        small = word.casefold()
        if small in DEFINITE or small.endswith(("'s", "’s", "s'", "s’")):
            break
        between.append(small)
    known = _OWN.union(*({w.casefold() for w in act.event.text.split()} for act in group))
    return set(between) <= known
