"""What the words around a noun say of its country and sectors: demonyms, names, role nouns."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from tidings.knowledge import Country, Knowledge, Metonym, Organisation, PartialState, Person, Region, Role
from tidings.knowledge.rows import Row
from tidings.mentions.found import Marked
from tidings.mentions.words import Words

__all__ = ["Affiliation", "affiliate", "choose", "role_at", "state_code"]

# "Russian-backed rebels" are not Russian.
_FOREIGN = frozenset(
    [
        "backed",
        "led",
        "funded",
        "made",
        "born",
        "trained",
        "supported",
        "supplied",
        "controlled",
        "held",
        "occupied",
        "sponsored",
        "built",
        "financed",
        "armed",
        "aligned",
        "brokered",
        "imposed",
        "owned",
        "based",
        "bound",
    ]
)
_OWN = frozenset({"led", "born", "owned", "based"})


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Country or PLOVER code, sectors, and the row that gave them."""

    code: str | None = None
    sectors: tuple[str, ...] = ()
    row: Row | None = None

    def joined(self, other: Affiliation) -> Affiliation:
        """Fill what is missing from another one.

        Args:
            other: what counts less.
        """
        sectors = tuple(dict.fromkeys((*self.sectors, *other.sectors)))
        return Affiliation(self.code or other.code, sectors, self.row or other.row)


def state_code(row: Row) -> str | None:
    """Give the country code of a row of states.

    Args:
        row: a country, a partly recognised state or a region.
    """
    if isinstance(row, Country):
        return row.successor or row.code
    if isinstance(row, (PartialState, Region)):
        return row.country
    return None


def choose(marked: Marked, date: datetime.date | None) -> tuple[str, Row]:
    """Choose among the uses of a name the one that holds at the article's date.

    Args:
        marked: a name of the tables in a sentence.
        date: the article's date.
    """
    uses = marked.hit.uses
    for use, row in uses:
        if row.holds(date):
            return use, row
    return uses[0]


def role_at(
    words: Words, tables: Knowledge, first: int, last: int, end: int | None = None
) -> tuple[Role, bool, int] | None:
    """Find the longest role noun that ends at a token; gives it, whether plural, and its first token.

    Args:
        words: the tokens of a sentence.
        tables: the knowledge tables.
        first: the first token that may belong to it.
        last: its last token, or its head.
        end: its last token where the head is not.
    """
    nouns = tables.role_nouns
    end = last if end is None else end
    for start in range(max(first, last - 3), last + 1):
        key = words.low[last] if start == end else words.span(start, end).lower()
        found = nouns.get(key)
        if found is not None:
            return found[0], found[1], start
    return None


def affiliate(
    words: Words,
    tables: Knowledge,
    marks: Iterable[Marked],
    tokens: tuple[int, int],
    date: datetime.date | None,
) -> Affiliation:
    """Read country and sectors from a run of tokens; of several countries the last counts.

    Args:
        words: the tokens of a sentence.
        tables: the knowledge tables.
        marks: the names in the sentence.
        tokens: the run, first token inside and last token outside.
        date: the article's date.
    """
    first, stop = tokens
    code: str | None = None
    sectors: list[str] = []
    decided: Row | None = None
    named: set[int] = set()
    for marked in marks:
        if marked.first < first or marked.last >= stop or _foreign(words, marked):
            continue
        named.update(range(marked.first, marked.last + 1))
        _, row = choose(marked, date)
        found = _of_row(row)
        if found.code:
            code, decided = found.code, decided if decided and not found.sectors else row
        sectors.extend(found.sectors)
    number = stop - 1
    while number >= first:
        role = None if number in named else role_at(words, tables, first, number)
        if role and role[0].kind in ("person", "office") and _no_person(words, number):
            role = None
        if role:
            sectors.extend(role[0].sectors)
            number = role[2]
        number -= 1
    return Affiliation(code, tuple(dict.fromkeys(sectors)), decided)


def _no_person(words: Words, number: int) -> bool:
    """Whether a word before a noun is no rank or person: "major banks", "the Royal Bank"."""
    return words.tag[number] == "JJ" or (words.ent[number] == "ORG" and words.pos[number] == "PROPN")


def _of_row(row: Row) -> Affiliation:
    if isinstance(row, Person):
        return Affiliation(row.country, row.sectors, row)
    if isinstance(row, Organisation):
        return Affiliation(row.code or row.country, row.sectors, row)
    if isinstance(row, Metonym):
        return Affiliation(row.country, row.sectors, row)
    return Affiliation(state_code(row), (), row)


def _foreign(words: Words, marked: Marked) -> bool:
    after = marked.last + 1
    if after + 1 < len(words) and words.words[after] in ("-", "–"):
        return words.low[after + 1] in _FOREIGN and words.low[after + 1] not in _OWN
    return False
