"""People: who they are by table at the article's date, or what the text says of them."""

from __future__ import annotations

import datetime

from tidings.knowledge import Knowledge, Person, Role
from tidings.mentions.affiliation import affiliate, role_at
from tidings.mentions.described import FORMER, HONORIFICS, describe, title_before
from tidings.mentions.found import Found, Marked
from tidings.mentions.words import Phrase, Words

__all__ = ["apply_person", "best_term", "named_person", "table_person"]

_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
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
    return _fill_row(actor, best_term(rows, date), date)


def _fill_row(actor: Found, row: Person, date: datetime.date | None) -> Found:
    actor.kind, actor.name, actor.code, actor.row = "person", row.name, row.country, row.reference
    actor.gender, actor.surnames = row.gender, row.surnames
    if row.holds(date):
        actor.sectors, actor.office = row.sectors, row.office
    elif date is not None and row.until is not None and row.until < date:
        actor.sectors, actor.office = ("ELI",), None
    else:
        actor.sectors, actor.office = (), None
    return actor


def table_person(
    base: Found, marked: Marked, tables: Knowledge, marks: list[Marked], date: datetime.date | None
) -> Found:
    """Give a person whom the tables name in full; of namesakes the one in office at the date.

    Where no row of theirs holds at the date, a title before the name says what they are.

    Args:
        base: where the words stand.
        marked: the name.
        tables: the knowledge tables.
        marks: the names of the tables in the sentence.
        date: the article's date.
    """
    rows = tuple(row for _, row in marked.hit.uses if isinstance(row, Person))
    names = {row.name for row in rows}
    terms = tables.terms(best_term(rows, date).name if len(names) > 1 else rows[0].name)
    row = best_term(terms, date)
    actor = _fill_row(base, row, date)
    if not actor.sectors and actor.office is None:
        told = Found(base.words, base.start, base.head, base.last, "person")
        describe(told, marked.first, tables, marks, date)
        if told.sectors and told.code in (None, row.country):
            actor.sectors, actor.office, actor.titles = told.sectors, told.office, told.titles
            return actor
    title = _title(actor, marked.first, tables)
    if title is None or row.holds(date) or (row.until is not None and date is not None and row.until < date):
        return actor
    office = title.office or ""
    fitting = [term for term in terms if office and (term.office == office or term.office.endswith(" " + office))]
    if fitting:
        actor.sectors, actor.office, actor.row = fitting[0].sectors, fitting[0].office, fitting[0].reference
    else:
        found = affiliate(actor.words, tables, marks, (actor.start, marked.first), date)
        actor.sectors, actor.office = found.sectors, title.office
    return actor


def _title(actor: Found, stop: int, tables: Knowledge) -> Role | None:
    """The office or role noun before a name; none where it is a former one."""
    words = actor.words
    if any(words.low[n] in FORMER for n in range(actor.start, stop)):
        return None
    found = (role_at(words, tables, actor.start, n) for n in range(stop - 1, actor.start - 1, -1))
    title = next((role for role in found if role), None)
    return title[0] if title else None


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
    if first is None or (titled and first == phrase.start) or _is_byname(words, phrase.start):
        return None
    if titled and words.low[first - 1] not in HONORIFICS and not _entitles(words, tables, phrase, first):
        return None
    last = _name_end(words, head)
    name = words.span(first, last)
    actor = Found(words, phrase.start, head, last, "person", name=name)
    parts = [part for part in name.split() if part.lower() not in _SUFFIXES]
    actor.surnames = tuple(parts[-1:])
    if len(parts) == 1:
        actor.reference = "surname"
    title = title_before(words, tables, first)
    if title is not None:
        actor.start = min(actor.start, title)
    describe(actor, first, tables, marks, date)
    actor.gender = actor.gender or (tables.gender(parts[0]) if len(parts) > 1 else None)
    return actor


def _is_byname(words: Words, start: int) -> bool:
    """Whether "the" and what follows ends a name: "Peter the Great"."""
    inside = start > 0 and words.ent[start] == words.ent[start - 1] == "PERSON" and not words.ent_begin[start]
    return bool(inside and words.low[start] == "the")


def _entitles(words: Words, tables: Knowledge, phrase: Phrase, first: int) -> bool:
    """Whether the noun before a capitalised word makes it a person's name: "the spokesman Ali", "President
    Ali", not "the Treasury Board"."""
    title = role_at(words, tables, phrase.start, first - 1)
    if title is None or title[0].kind not in ("person", "office") or title[1]:
        return False
    if words.words[first - 1].islower():
        return True
    return words.ent[phrase.head] in ("", "PERSON") and words.pos[phrase.start] != "DET"


def _name_end(words: Words, head: int) -> int:
    """The last token of a name that hyphens tie together, for the parse may take "Park Min" of "Park Min-su",
    or that a byname ends: "Peter the Great"."""
    last = head
    if last + 2 < len(words) and _is_byname(words, last + 1) and words.ent[last + 2] == "PERSON":
        return last + 2
    while (
        last + 2 < len(words)
        and words.words[last + 1] in ("-", "‑")
        and words.starts[last + 1] == words.ends[last]
        and words.starts[last + 2] == words.ends[last + 1]
        and (words.ent[last + 2] == "PERSON" or words.words[last + 2][:1].isupper())
    ):
        last += 2
    return last


def _name_start(words: Words, phrase: Phrase, tables: Knowledge) -> int | None:
    """The first token of the name itself: capitalised words before the head that are no title."""
    first = phrase.head
    hyphened = first > 1 and words.words[first - 1] in ("-", "‑") and words.ent[first] == "PERSON"
    if not words.words[first][:1].isupper() and not hyphened:
        return None
    while first > phrase.start:
        before = first - 1
        if words.ent[first] == "PERSON" and words.ent_begin[first] and words.ent[before] != "PERSON":
            break
        if words.pos[before] not in ("PROPN", "ADJ", "PUNCT") or words.low[before] in HONORIFICS:
            break
        if not words.words[before][:1].isupper() and words.low[before] not in ("-", "al", "bin", "de", "van"):
            break
        inside = words.ent[before] == words.ent[first] == "PERSON" and not words.ent_begin[first]
        if inside and tables.gender(words.words[before]) is not None:
            # "Christian Estrosi", "Dean Barrow": a first name, whatever else the word means.
            first = before
            continue
        if (
            words.ent[before] not in ("PERSON", "", words.ent[phrase.head])
            or role_at(words, tables, before, before) is not None
        ):
            break
        first = before
    while first < phrase.head and (words.low[first] in HONORIFICS or words.pos[first] == "PUNCT"):
        first += 1
    return first
