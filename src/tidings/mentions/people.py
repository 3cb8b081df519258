"""People: who they are by table at the article's date, or what the text says of them."""

from __future__ import annotations

import datetime

from tidings.knowledge import Knowledge, Person
from tidings.mentions.affiliation import Affiliation, affiliate, role_at
from tidings.mentions.found import Found, Marked
from tidings.mentions.words import Phrase, Words

__all__ = ["HONORIFICS", "apply_person", "best_term", "named_person", "table_person"]

HONORIFICS = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f",
    "dame": "f", "lady": "f", "dr": None, "dr.": None, "prof": None, "prof.": None,
}  # fmt: skip
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_HEADS = frozenset(
    [
        "heads",
        "headed",
        "leads",
        "led",
        "leading",
        "heading",
        "chairs",
        "chaired",
        "runs",
        "ran",
        "founded",
        "represents",
    ]
)
_FEMALE = frozenset(
    [
        "woman",
        "actress",
        "wife",
        "mother",
        "daughter",
        "sister",
        "girl",
        "spokeswoman",
        "queen",
        "princess",
        "chairwoman",
    ]
)
_MALE = frozenset(
    ["man", "actor", "husband", "father", "son", "brother", "boy", "spokesman", "king", "prince", "chairman"]
)
_ELDER = datetime.date.min


def best_term(rows: tuple[Person, ...], date: datetime.date | None) -> Person:
    """Choose the row of a person that fits the article's date: held then, else the last one before.

    Args:
        rows: the rows of one person.
        date: the article's date; without one the latest row is taken.
    """
    held = [row for row in rows if row.holds(date)]
    if held:
        ranked = sorted(held, key=lambda row: (row.table == "leaders", row.since or _ELDER))
        return ranked[-1]
    before = [row for row in rows if row.since is None or date is None or row.since <= date]
    pool = before or list(rows)
    return max(pool, key=lambda row: row.until or _ELDER) if before else min(pool, key=lambda row: row.since or _ELDER)


def apply_person(actor: Found, rows: tuple[Person, ...], date: datetime.date | None) -> Found:
    """Fill in what the tables know of a person at the article's date.

    A person who no longer holds the office is a former official: PLOVER's sector ELI, no office.

    Args:
        actor: the actor, changed in place.
        rows: the rows of one person.
        date: the article's date.
    """
    row = best_term(rows, date)
    actor.kind, actor.name, actor.code, actor.row = "person", row.name, row.country, row.reference
    actor.gender, actor.surname = row.gender, row.surname
    if row.holds(date):
        actor.sectors, actor.office = row.sectors, row.office
    elif date is not None and row.until is not None and row.until < date:
        actor.sectors, actor.office = ("ELI",), None
    else:
        actor.sectors, actor.office = (), None
    return actor


def table_person(base: Found, marked: Marked, tables: Knowledge, date: datetime.date | None) -> Found:
    """Give a person whom the tables name in full; of namesakes the one in office at the date.

    Args:
        base: where the words stand.
        marked: the name.
        tables: the knowledge tables.
        date: the article's date.
    """
    rows = tuple(row for _, row in marked.hit.uses if isinstance(row, Person))
    names = {row.name for row in rows}
    chosen = best_term(rows, date).name if len(names) > 1 else rows[0].name
    return apply_person(base, tables.terms(chosen), date)


def named_person(
    words: Words,
    phrase: Phrase,
    tables: Knowledge,
    marks: list[Marked],
    date: datetime.date | None,
    titled: bool = False,
) -> Found | None:
    """Give a person whom the text names: by entity label, or by a title before capitalised words.

    Args:
        words: the tokens of the sentence.
        phrase: the noun phrase that ends in the name.
        tables: the knowledge tables.
        marks: the names of the tables in the sentence.
        date: the article's date.
        titled: take the name only where an honorific or an office stands before it.
    """
    head = phrase.head
    first = _name_start(words, phrase, tables)
    if first is None or (titled and first == phrase.start):
        return None
    if titled and words.low[first - 1] not in HONORIFICS and role_at(words, tables, first - 1, first - 1) is None:
        return None
    actor = Found(words, phrase.start, head, head, "person", name=words.span(first, head))
    tokens = [words.words[n] for n in range(first, head + 1) if words.low[n] not in _SUFFIXES]
    actor.surname = tokens[-1] if tokens else None
    if first == head:
        actor.reference = "surname"
    _describe(actor, first, phrase, tables, marks, date)
    return actor


def _name_start(words: Words, phrase: Phrase, tables: Knowledge) -> int | None:
    """The first token of the name itself: capitalised words before the head that are no title."""
    first = phrase.head
    if not words.words[first][:1].isupper():
        return None
    while first > phrase.start:
        before = first - 1
        if words.ent[first] == "PERSON" and words.ent_begin[first] and words.ent[before] != "PERSON":
            break
        if words.pos[before] not in ("PROPN", "ADJ", "PUNCT") or words.low[before] in HONORIFICS:
            break
        if not words.words[before][:1].isupper() and words.low[before] not in ("-", "al", "bin", "de", "van"):
            break
        if words.ent[before] not in ("PERSON", "") or role_at(words, tables, before, before) is not None:
            break
        first = before
    while first < phrase.head and (words.low[first] in HONORIFICS or words.pos[first] == "PUNCT"):
        first += 1
    return first


def _describe(
    actor: Found,
    first: int,
    phrase: Phrase,
    tables: Knowledge,
    marks: list[Marked],
    date: datetime.date | None,
) -> None:
    """Country, sectors, office and gender from the title, an apposition or a relative clause."""
    words = actor.words
    found = affiliate(words, tables, marks, (phrase.start, first), date)
    title = next((role_at(words, tables, phrase.start, n) for n in range(first - 1, phrase.start - 1, -1)), None)
    if title:
        actor.office = title[0].office
    for number in range(phrase.start, first):
        actor.gender = actor.gender or HONORIFICS.get(words.low[number]) or _gender(words.low[number])
    for child in words.children[phrase.head]:
        tokens = _said_of(words, child, phrase.head)
        if tokens is None:
            continue
        role = role_at(words, tables, tokens[0], tokens[1])
        if role is None and words.dep[child] == "appos":
            continue
        found = found.joined(affiliate(words, tables, marks, (tokens[0], tokens[2] + 1), date))
        actor.gender = actor.gender or _gender(words.low[tokens[1]])
        if role and actor.office is None:
            actor.office = role[0].office
    _fill(actor, found)


def _fill(actor: Found, found: Affiliation) -> None:
    actor.code, actor.sectors = found.code, found.sectors
    actor.row = found.row.reference if found.row else "text"


def _gender(word: str) -> str | None:
    return "f" if word in _FEMALE else "m" if word in _MALE else None


def _said_of(words: Words, child: int, head: int) -> tuple[int, int, int] | None:
    """The noun that an apposition or relative clause ties to a name: first, head and last token."""
    if child < head:
        return None
    noun: int | None = None
    if words.dep[child] == "appos":
        noun = child
    elif words.dep[child] == "relcl":
        if words.low[child] in _HEADS:
            noun = words.child(child, "dobj")
        elif words.low[child] in ("is", "was"):
            noun = words.child(child, "attr")
    if noun is None or noun - head > 25:
        return None
    first = noun
    while first > head + 1 and (words.heads[first - 1] in range(first, noun + 1) or words.heads[first - 1] == noun):
        first -= 1
    last = noun
    for prep in words.children[noun]:
        if words.dep[prep] == "prep" and words.low[prep] in ("of", "for"):
            inner = words.child(prep, "pobj")
            last = inner if inner is not None and inner - noun < 10 else last
    return first, noun, last
