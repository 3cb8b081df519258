"""Toponyms inside other names and before nouns: "Rockford police", "the University of Kentucky", "D-Ohio", "I-95".

The place is named there, though who acts is somebody else: such a toponym is a place mention beside
the actor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tidings.knowledge import Country, Knowledge, PartialState, Region
from tidings.mentions.placewords import BODIES, INHABITANTS, NO_NAMES, SEATS
from tidings.mentions.words import Words

__all__ = ["find_attached", "find_roads"]

_LONGEST = 4
_BASED = frozenset(["based", "born", "area", "bound", "style"])
_STREET = frozenset(
    (
        "Street St St. Avenue Ave Ave. Road Rd Rd. Boulevard Blvd Blvd. Drive Lane Highway Parkway Turnpike Freeway "
        "Expressway Streets Avenues Roads Bypass Motorway"
    ).split()
)
_NUMBERED = re.compile(
    r"\b(?:(?:Interstate|Route|Highway|State Route|State Road|County Road|U\.S\. Highway|U\.S\. Route|Hwy\.?|Ky\.|"
    r"W\.Va\.|S\.R\.|SR|CR|US|U\.S\.)[ -]\d{1,4}|I-\d{1,3}|[AM]\d{1,4}(?= (?:road|motorway|between|near|at|in)\b))\b"
)
_PARTY = re.compile(r"\b[DRI]-(?=[A-Z][a-z.]+)")
_DISTRICTS = frozenset(["County", "Parish", "Township", "Borough"])
_MARKS = frozenset("-‑–")


def find_attached(
    words: Words, taken: set[int], people: frozenset[str], tables: Knowledge
) -> Iterator[tuple[int, int]]:
    """Find names of places that stand before a noun or inside the name of a body, by token numbers, both inside.

    Args:
        words: the tokens of a sentence.
        taken: tokens that are places already.
        people: surnames and first names of the people of the article.
        tables: the knowledge tables.
    """
    number = 0
    while number < len(words):
        last = _attached(words, number, taken, people, tables)
        if last is not None:
            yield number, last
            number = last
        number += 1
    for match in _PARTY.finditer(words.text):
        first = words.at(match.end())
        last = first if first is None else _party_place(words, first, taken, tables)
        if first is not None and last is not None and words.starts[first] == match.end():
            yield first, last


def _attached(words: Words, first: int, taken: set[int], people: frozenset[str], tables: Knowledge) -> int | None:
    """The last token of the name that begins at a token, if one does."""
    if not words.words[first][:1].isupper() or first in taken or not _is_name(words, first):
        return None
    if not _may_begin(words, first):
        return None
    for last in range(min(first + _LONGEST, len(words)) - 1, first - 1, -1):
        inside = range(first, last + 1)
        if any(n in taken or not _is_name(words, n) for n in inside):
            continue
        strength = _followed(words, first, last) or _leads_body(words, first, last, tables)
        if strength and _is_place(words, first, last, strength, people, tables):
            return last
    return None


def _is_name(words: Words, number: int) -> bool:
    return words.words[number][:1].isupper() and words.pos[number] in ("PROPN", "NOUN", "ADJ")


def _may_begin(words: Words, first: int) -> bool:
    """Whether a name may begin here: what stands before is no piece of it."""
    if first == 0:
        return True
    before = words.words[first - 1]
    return (
        not before[:1].isupper()
        or words.pos[first - 1] != "PROPN"
        or before in BODIES
        or words.low[first - 1] in NO_NAMES
    )


def _followed(words: Words, first: int, last: int) -> int:
    """How surely the words around a name show a place: 2 of a town's or state's own body, 1 of people or houses."""
    after = last + 1
    if first < last and words.words[last] in _DISTRICTS:
        return 2
    if after < len(words) and words.words[after] in _DISTRICTS:
        # The longer name, "Madison County", was no place.
        return 0
    if after < len(words):
        word = words.words[after]
        if word in BODIES:
            return 2
        if word in _MARKS and after + 1 < len(words) and words.low[after + 1] in _BASED:
            return 2
        noun = words.low[after]
        if noun in INHABITANTS and words.pos[after] in ("NOUN", "PROPN"):
            return 2 if noun in ("police", "mayor", "residents", "resident", "man", "woman", "council") else 1
    seat = first > 1 and words.low[first - 1] == "of" and words.words[first - 2] in SEATS
    return 2 if seat and not (after < len(words) and words.pos[after] == "PROPN") else 0


def _leads_body(words: Words, first: int, last: int, tables: Knowledge) -> int:
    """Whether a state's or province's name begins the name of a body: "Ohio Partners for Affordable Energy"."""
    after = last + 1
    if after >= len(words) or words.ent[first] != "ORG" or words.ent[after] != "ORG" or words.ent_begin[after]:
        return 0
    uses = tables.names.get(words.span(first, last))
    state = any(isinstance(row, Region) and row.feature_code == "ADM1" for _, row in uses)
    return 2 if state and words.words[after][:1].isupper() else 0


def _is_place(words: Words, first: int, last: int, strength: int, people: frozenset[str], tables: Knowledge) -> bool:
    text = words.span(first, last)
    uses = tables.names.get(text)
    if any(use == "name" and isinstance(row, (Country, PartialState, Region)) for use, row in uses):
        return True
    if any(use in ("adjective", "people") for use, _ in uses) or text.lower() in NO_NAMES or text in BODIES:
        return False
    if last + 1 < len(words) and tables.names.get(words.span(first, last + 1)):
        # The whole is one name that the tables know: "the White House" is at no town called White.
        return False
    label = words.ent[first]
    if first == last and (text in people or len(text) < 4 or text.isupper() or label in ("DATE", "NORP", "TIME")):
        return False
    places = tables.gazetteer.lookup(text)
    if not places:
        return False
    if label == "PERSON" and (strength < 2 or tables.gender(words.words[first]) is not None):
        return False
    return strength == 2 or label in ("GPE", "LOC") or places[0].population > 20_000


def _party_place(words: Words, first: int, taken: set[int], tables: Knowledge) -> int | None:
    """The place behind a party's letter: "R-Elbow Lake", "D-Ohio"."""
    for last in range(min(first + 2, len(words) - 1), first - 1, -1):
        text = words.span(first, last)
        inside = range(first, last + 1)
        if any(n in taken or not words.words[n][:1].isupper() for n in inside):
            continue
        if tables.names.get(text) or tables.gazetteer.lookup(text):
            return last
    return None


def find_roads(words: Words, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Find streets and roads by their names' endings and numbers, by token numbers, both inside.

    Args:
        words: the tokens of a sentence.
        taken: tokens that are places already.
    """
    for match in _NUMBERED.finditer(words.text):
        first, last = words.at(match.start()), words.at(match.end() - 1)
        if first is not None and last is not None and not taken & set(range(first, last + 1)):
            yield first, last
    for number, word in enumerate(words.words):
        if word not in _STREET or number == 0 or number in taken:
            continue
        first = number
        while first > 0 and number - first < _LONGEST and first - 1 not in taken and _of_street(words, first - 1):
            first -= 1
        follows = number + 1 < len(words) and words.words[number + 1][:1].isupper() and words.pos[number + 1] == "PROPN"
        if first < number and not (word in ("St", "St.") and follows):
            yield first, number


def _of_street(words: Words, number: int) -> bool:
    word = words.words[number]
    ordinal = word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th")
    return ordinal or (word[:1].isupper() and words.pos[number] in ("PROPN", "NOUN", "ADJ", "NUM"))
