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

_VERBS = {
    "dead": frozenset("kill die shoot massacre execute slay murder behead slaughter perish".split()),
    "injured": frozenset("wound injure hurt maim hospitalise hospitalize".split()),
    "arrested": frozenset("arrest detain jail imprison apprehend round intern".split()),
    "participants": frozenset("protest march demonstrate rally gather strike riot".split()),
}
# Nouns and adjectives that count people, or deeds done to one each: not "two massacres", not "two strikes".
_NOUNS = {
    "dead": frozenset("dead death fatality casualty murder execution beheading killing".split()),
    "injured": frozenset("injured wounded hurt injury".split()),
    "arrested": frozenset("arrest detention".split()),
    "participants": frozenset("protester demonstrator marcher rioter striker".split()),
}
# Verbs that the people themselves do.
_OWN = frozenset("die perish".split()) | _VERBS["participants"]
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
        elif word in {"and", "a"}:
            continue
        else:
            return None
        seen = True
    return total + current if seen else None


def _counted(token: Token) -> int | None:
    """The number that modifies a noun, or that stands for people itself ("killing six")."""
    if token.like_num and token.ent_type_ in {"", "CARDINAL"}:
        # "No one" is nobody.
        return None if any(c.lower_ == "no" for c in token.children) else number(_phrase(token))
    for child in token.children:
        if child.dep_ == "nummod" and child.ent_type_ in {"", "CARDINAL", "QUANTITY"}:
            return number(_phrase(child))
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
            found = _short_passive(verb)
    elif lemma_of(verb) in _OWN:
        found = [] if _has_object(verb) else [c for c in verb.children if c.dep_ == "nsubj"]
    else:
        found = [c for c in verb.children if c.dep_ in {"dobj", "obj"}]
        if not found and verb.dep_ == "conj" and verb.tag_ == "VBN":
            found = _short_passive(verb)
    found += [g for c in found for g in c.children if c.dep_ == "pobj"]
    return [t for t in found if lemma_of(t) not in _NOT_PEOPLE]


def _short_passive(verb: Token) -> list[Token]:
    """Of "two were killed and six wounded" the six: the parse takes them for a subject or an object."""
    return [c for c in verb.children if c.dep_ in {"dobj", "nsubj"}]


def _has_object(verb: Token) -> bool:
    """Tell whether somebody does it to something ("missiles struck a school"): no protest."""
    return any(c.dep_ in {"dobj", "obj"} for c in verb.children)


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
        value = next((v for v in map(_counted, _counting(token)) if v is not None), None)
        if value is not None:
            counts.setdefault(kind, value)
    return Size(**counts) if counts else None


def _counting(token: Token) -> list[Token]:
    """The words whose number is the count."""
    if token.pos_ in {"VERB", "AUX"}:
        return _people(token)
    if token.dep_ in {"oprd", "acomp"}:
        # "left three people dead", "left three dead"
        return [token, *(c for c in token.head.children if c.dep_ in {"dobj", "nsubj"} and c.i < token.i)]
    if token.pos_ == "ADJ":
        return [token, token.head]
    of = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return [token, *(t for t in of if lemma_of(t) not in _NOT_PEOPLE)]


def _kind(token: Token) -> str | None:
    lemma = lemma_of(token)
    if token.pos_ in {"VERB", "AUX"}:
        # Police round up people; they shoot rounds.
        if lemma == "round" and not any(c.dep_ == "prt" for c in token.children):
            return None
        return next((kind for kind, words in _VERBS.items() if lemma in words), None)
    return next((kind for kind, words in _NOUNS.items() if lemma in words or token.lower_ in words), None)
