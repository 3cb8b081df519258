"""Counts of dead, injured, arrested and participants that a sentence gives.

A count is a number, in digits or words, that hangs on a word for people or on the verb itself;
which count it is follows from the verb or participle above it. "At least", "up to" and "about"
are passed over; "dozens", "scores" and "hundreds" give no number and are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidings.coding.lexicon import lemma_of
from tidings.coding.roles import is_passive
from tidings.records import Size

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_size", "number"]

_DEAD = frozenset(
    "kill die dead shoot massacre execute slay murder behead death fatality casualty slaughter perish".split()
)
_INJURED = frozenset("wound injure hurt injury maim hospitalise hospitalize".split())
_ARRESTED = frozenset("arrest detain jail imprison apprehend round detention intern".split())
_PARTICIPANTS = frozenset("protest march demonstrate rally gather strike riot protester demonstrator marcher".split())
_UNITS = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ).split()
    )
}
_TENS = {w: v for v, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_NOT_PEOPLE = frozenset(
    (
        "year month week day hour minute percent % per km kilometer kilometre mile dollar euro pound meter metre "
        "time house home building car vehicle tank town village city district province country state shot round "
        "rocket missile o'clock a.m. p.m. gun rifle weapon kilogram kilo ton tonne"
    ).split()
)


def number(text: str) -> int | None:
    """Read a whole number in digits or words ("1,200", "twenty-five", "two thousand").

    Args:
        text: the words of the number alone.
    """
    words = text.lower().replace("-", " ").replace(",", "").split()
    total, current, seen = 0, 0, False
    for word in words:
        if word.isascii() and word.isdigit() and len(word) < 10:
            current += int(word)
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word] * 10
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif word not in {"and", "a"}:
            return None
        seen = True
    return total + current if seen and words != ["a"] else None


def _counted(token: Token) -> int | None:
    """The number that modifies a noun, or that stands for people itself ("killing six")."""
    if token.like_num and token.ent_type_ in {"", "CARDINAL"}:
        return number(_phrase(token))
    for child in token.children:
        if child.dep_ == "nummod" and child.ent_type_ in {"", "CARDINAL", "QUANTITY"}:
            return number(_phrase(child))
    if token.dep_ != "pobj" and token.lower_ in {"a", "an"}:
        return None
    return None


def _phrase(token: Token) -> str:
    parts = [t for t in token.subtree if t.dep_ in {"compound", "nummod", "cc", "conj"} or t.i == token.i]
    return " ".join(t.text for t in parts if t.like_num or t.lower_ in {"and", "-"} or t.i == token.i)


def _people(verb: Token) -> list[Token]:
    if is_passive(verb):
        found = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if not found and verb.dep_ == "acl":
            found = [verb.head]
        if not found and verb.dep_ == "conj":
            found = [c for c in verb.children if c.dep_ == "dobj"]
    elif lemma_of(verb) in {"die", "perish", "gather", "march", "protest", "rally", "demonstrate", "strike"}:
        found = [c for c in verb.children if c.dep_ == "nsubj"]
    else:
        found = [c for c in verb.children if c.dep_ in {"dobj", "obj"}]
    found += [g for c in found for g in c.children if c.dep_ == "pobj"]
    return [t for t in found if lemma_of(t) not in _NOT_PEOPLE]


def find_size(tokens: list[Token]) -> Size | None:
    """Find the counts among the tokens of an act's clause.

    Args:
        tokens: the act's words and what hangs on them, in order.

    Returns:
        The counts, or None where the clause gives none.
    """
    counts: dict[str, int] = {}
    for token in tokens:
        kind = _kind(token)
        if kind is None:
            continue
        if token.pos_ in {"VERB", "AUX"}:
            values = [_counted(t) for t in _people(token)]
        elif token.pos_ == "ADJ":
            values = [_counted(token.head)]
        else:
            values = [_counted(token)]
        value = next((v for v in values if v is not None), None)
        if value is not None:
            counts.setdefault(kind, value)
    return Size(**counts) if counts else None


def _kind(token: Token) -> str | None:
    lemma = lemma_of(token)
    for kind, words in (
        ("dead", _DEAD),
        ("injured", _INJURED),
        ("arrested", _ARRESTED),
        ("participants", _PARTICIPANTS),
    ):
        if lemma in words or (token.pos_ == "ADJ" and token.lower_ in words):
            return kind
    return None
