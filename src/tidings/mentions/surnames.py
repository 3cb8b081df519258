"""Surnames that stand alone and that no label shows: "Bradbrooke said", after "Russell Bradbrooke".

The language model labels a surname on its own as a firm, a place or nothing as often as a person;
who was named in full, before or after, is the better witness.
"""

from __future__ import annotations

import datetime
import re

from tidings.knowledge import Knowledge
from tidings.mentions.found import Found
from tidings.mentions.words import Words

__all__ = ["FAMOUS", "add_surnames", "known_surnames"]

_SHORTEST = 3
# Countries whose leaders papers everywhere call by the surname alone.
FAMOUS = {
    "USA",
    "RUS",
    "GBR",
    "CHN",
    "DEU",
    "FRA",
    "IND",
    "ISR",
    "UKR",
    "TUR",
    "PRK",
    "SYR",
    "VEN",
    "IRN",
    "BRA",
    "JPN",
}
_PARTICLES = frozenset(
    {"le", "la", "de", "del", "della", "di", "da", "du", "van", "von", "der", "den", "ten", "ter", "al", "el"}
)
_ACTING = frozenset({"nsubj", "nsubjpass", "poss"})
# Where a name stands for somebody; inside a longer noun phrase ("the Trump Tower") it does not.
_STANDING = _ACTING | {"dobj", "pobj", "iobj", "dative", "conj", "appos", "attr", "agent", "oprd", "ROOT"}
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})


def known_surnames(sentences: list[list[Found]]) -> dict[str, list[Found]]:
    """Give who was named in full, by each surname, first name and last word of the name.

    Args:
        sentences: the actors of each sentence.
    """
    known: dict[str, list[Found]] = {}
    for found in (actor for actors in sentences for actor in actors):
        if found.kind == "person" and found.reference is None and found.name:
            parts = found.name.split()
            # "Le Clair", "van der Berg"
            first = len(parts) - 1
            while first > 1 and parts[first - 1].lower() in _PARTICLES:
                first -= 1
            whole = " ".join(parts[first:])
            for key in dict.fromkeys((*found.surnames, whole, parts[-1], parts[0])):
                known.setdefault(key, []).append(found)
    return known


def add_surnames(sentences: list[tuple[Words, list[Found]]], tables: Knowledge, date: datetime.date | None) -> None:
    """Find the surnames that stand alone, in place: of people of the article, and of leaders in office.

    Args:
        sentences: the tokens and the actors of each sentence.
        tables: the knowledge tables.
        date: the article's date.
    """
    known = {
        name
        for name, people in known_surnames([actors for _, actors in sentences]).items()
        if len(name) >= _SHORTEST and (_is_surname(name, people) or _is_given(name, tables))
    }
    pattern = _alternatives(known)
    told = FAMOUS | {actor.code for _, actors in sentences for actor in actors if actor.code}
    for words, actors in sentences:
        for actor in actors:
            if " " in (actor.name or "") and actor.name in known and actor.row in (None, "text"):
                # "Le Clair" was labelled a name of its own.
                actor.kind, actor.reference, actor.row = "person", "surname", None
            elif actor.reference == "name":
                _relabel(actor, known, told, tables, date)
        taken = _taken(actors)
        for first, last in _spans(words, pattern):
            if not taken & set(range(first, last + 1)):
                actors.append(_surname(words, first, last))
                taken.update(range(first, last + 1))
        for number, word in enumerate(words.words):
            if word in tables.by_surname and number not in taken and _leads(words, number, told, tables, date):
                actors.append(_surname(words, number, number))
        actors.sort(key=lambda actor: (actor.start, -actor.last))


def _is_surname(name: str, people: list[Found]) -> bool:
    return " " in name or any(name in person.surnames for person in people)


def _is_given(name: str, tables: Knowledge) -> bool:
    """Whether the first word of a name may stand for its bearer: a first name, or no place's name."""
    return tables.gender(name) is not None or not tables.gazetteer.lookup(name)


def _alternatives(known: set[str]) -> re.Pattern[str] | None:
    if not known:
        return None
    names = sorted(known, key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w-])")


def _spans(words: Words, pattern: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Where a known name stands as a word of its own, not inside a longer name."""
    found = []
    for match in pattern.finditer(words.text) if pattern else ():
        first, last = words.at(match.start()), words.at(match.end() - 1)
        if first is None or last is None or words.pos[last] not in ("PROPN", "NOUN", "X"):
            continue
        before = first > 0 and words.words[first - 1][:1].isupper() and words.pos[first - 1] == "PROPN"
        after = last + 1 < len(words) and words.words[last + 1][:1].isupper() and words.pos[last + 1] == "PROPN"
        if not before and not after:
            found.append((first, last))
    return found


def _taken(actors: list[Found]) -> set[int]:
    """Tokens of actors; an owner inside a longer phrase ("Bradbrooke's firm") is still free."""
    taken: set[int] = set()
    for actor in actors:
        for number in range(actor.start, actor.last + 1):
            if number == actor.head or actor.words.dep[number] != "poss":
                taken.add(number)
    return taken


def _surname(words: Words, first: int, last: int) -> Found:
    return Found(words, first, last, last, "person", name=words.span(first, last), reference="surname")


def _relabel(actor: Found, known: set[str], told: set[str], tables: Knowledge, date: datetime.date | None) -> None:
    """A single word that was labelled a body, and is the surname of somebody known."""
    name = actor.name or ""
    if name in known or _leads(actor.words, actor.head, told, tables, date):
        actor.kind, actor.reference, actor.row = "person", "surname", None
        actor.code, actor.sectors = None, ()
    else:
        actor.reference = None


def _leads(words: Words, number: int, told: set[str], tables: Knowledge, date: datetime.date | None) -> bool:
    """Whether a word alone is a leader in office, by where it stands; the labels and tags of such names
    are often wrong ("Trump has left": a noun, a firm)."""
    word, label, dep = words.words[number], words.ent[number], words.dep[number]
    if not _is_leader(word, told, tables, date) or label in _NUMBERS or dep not in _STANDING:
        return False
    if words.tag[number] not in ("NNP", "NN") or words.child(number, "det", "amod", "compound") is not None:
        return False
    if words.tag[number] == "NN" and dep == "ROOT":
        return False
    if any(words.words[n] in ("-", "‑", "–") for n in (number - 1, number + 1) if 0 <= n < len(words)):
        # "Mazar-i-Sharif"
        return False
    if len(word) <= _SHORTEST and (words.tag[number] == "NN" or dep not in _ACTING or label == "ORG"):
        # Fox and May are firms and months more often than presidents.
        return False
    return label not in _PLACES or not (tables.names.get(word) or tables.gazetteer.lookup(word))


def _is_leader(name: str, told: set[str], tables: Knowledge, date: datetime.date | None) -> bool:
    """Whether a leader in office of a country that the article speaks of bears a surname; of the greatest powers'
    papers need not name the country."""
    if date is None:
        return False
    rows = (row for row in tables.by_surname.get(name, ()) if row.table == "leaders" and row.country in told)
    return any(row.holds(date) for row in rows)
