"""What the words around a noun say of its country and sectors: demonyms, names, role nouns."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from tidings.knowledge import Country, Knowledge, Metonym, Organisation, PartialState, Person, Region, Role
from tidings.knowledge.rows import Row
from tidings.mentions.found import Marked
from tidings.mentions.words import Words

__all__ = ["INTERNATIONAL", "Affiliation", "affiliate", "choose", "combine", "role_at", "state_code"]

# PLOVER's codes of actors that are no country's, without armed groups.
INTERNATIONAL = frozenset({"IGO", "NGO", "MNC", "UNO", "EUR", "ISM"})

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
# Sectors that a state's bodies have and an international body has not.
_NATIONAL = frozenset({"GOV", "BUS", "EDU", "PTY"})
# What a word before a noun does not lend it: "women's businesses" are business.
_LENT_BY_NOBODY = frozenset({"CVL", "UNK"})


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
    """Give the country code of a row of states; a dependency acts under the state that it belongs to (PLOVER,
    country names).

    Args:
        row: a country, a partly recognised state or a region.
    """
    if isinstance(row, Country):
        return row.successor or row.sovereign or row.code
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
    decided: Row | None = None
    named: set[int] = set()
    by_name: list[str] = []
    for marked in marks:
        if marked.first < first or marked.last >= stop or _foreign(words, marked):
            continue
        named.update(range(marked.first, marked.last + 1))
        _, row = choose(marked, date)
        found = _of_row(row, date)
        if found.code:
            code, decided = found.code, decided if decided and not found.sectors else row
        by_name.extend(found.sectors)
    strong, weak = _roles_in(words, tables, tokens, named)
    sectors = (*strong, *by_name) if by_name == ["PTY"] else (*by_name, *strong)
    return Affiliation(code, _within(code, sectors or tuple(weak)), decided)


def _roles_in(words: Words, tables: Knowledge, tokens: tuple[int, int], named: set[int]) -> tuple[list[str], list[str]]:
    """The sectors of the role nouns in a run of tokens, from right to left: of the strong, of the weak."""
    strong: list[str] = []
    weak: list[str] = []
    number = tokens[1] - 1
    while number >= tokens[0]:
        role = None if number in named else role_at(words, tables, tokens[0], number)
        if role and role[0].kind in ("person", "office") and _no_person(words, number):
            role = None
        if role and role[0].kind != "equipment":
            (weak if role[0].weak else strong).extend(role[0].sectors)
            number = role[2]
        number -= 1
    return strong, weak


def _within(code: str | None, sectors: Iterable[str]) -> tuple[str, ...]:
    """The sectors that an actor of a code may have: whoever speaks for the United Nations is no government."""
    if code in INTERNATIONAL:
        sectors = (sector for sector in sectors if sector not in _NATIONAL)
    return tuple(dict.fromkeys(sectors))


def combine(role: Role, before: Affiliation, after: Affiliation, owned: bool) -> Affiliation:
    """Put together what a role noun says and what stands before and behind it.

    A noun with a sector of its own keeps it, and a party or an army before it is told beside; a weak
    one gives way: "a spokesman for the rebels" is a rebel, "a company director" business.

    Args:
        role: the noun's row.
        before: what the words before it say.
        after: what its "of" or "for" phrase says.
        owned: whether what stands before owns it ("the president's").
    """
    code, row = before.code or after.code, before.row or after.row
    told = tuple(sector for sector in before.sectors if sector not in _LENT_BY_NOBODY)
    if owned and isinstance(before.row, Person) and role.sectors and not role.weak:
        told = ()
    told = tuple(sector for sector in told if sector != "PRE")
    sectors: tuple[str, ...]
    if role.sectors == ("CVL",) and "ELI" in (*before.sectors, *after.sectors):
        # A relative of an official, or of a former one.
        sectors = ("ELI",)
    elif role.weak or not role.sectors:
        told = (*(sector for sector in after.sectors if sector != "PRE"), *told) or before.sectors
        sectors = role.sectors if not told or (told == ("BUS",) and role.sectors == ("LAB",)) else told
    elif isinstance(before.row, Organisation) and before.row.table == "armed_groups":
        sectors = before.sectors
    else:
        sectors = (*role.sectors, *told)
    breakaway = ("PRE",) if "PRE" in (*before.sectors, *after.sectors) else ()
    return Affiliation(code, _within(code, (*sectors, *breakaway)), row)


def _no_person(words: Words, number: int) -> bool:
    """Whether a word before a noun is no rank or person: "major banks", "the Royal Bank"."""
    return words.tag[number] == "JJ" or (words.ent[number] == "ORG" and words.pos[number] == "PROPN")


def _of_row(row: Row, date: datetime.date | None) -> Affiliation:
    if isinstance(row, Person):
        over = date is not None and row.until is not None and row.until < date
        return Affiliation(row.country, ("ELI",) if over else row.sectors, row)
    if isinstance(row, Organisation):
        return Affiliation(row.code or row.country, row.sectors, row)
    if isinstance(row, Metonym):
        return Affiliation(row.country, row.sectors, row)
    if isinstance(row, PartialState):
        return Affiliation(row.country, ("PRE",), row)
    return Affiliation(state_code(row), (), row)


def _foreign(words: Words, marked: Marked) -> bool:
    after = marked.last + 1
    if after + 1 < len(words) and words.words[after] in ("-", "–"):
        return words.low[after + 1] in _FOREIGN and words.low[after + 1] not in _OWN
    return False
