"""Loading the knowledge tables: read once, checked, never changed after.

Tables are tab-separated with a header; several values in a cell are split by `|`. A folder may hold
only some of them.
"""

from __future__ import annotations

import csv
import datetime
import functools
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from tidings.errors import TableError
from tidings.knowledge.gazetteer import Gazetteer, load_gazetteer
from tidings.knowledge.names import NameIndex
from tidings.knowledge.rows import (
    READERS,
    Country,
    GivenName,
    Metonym,
    Organisation,
    Outlet,
    PartialState,
    Person,
    Region,
    Role,
    Row,
)

__all__ = ["Knowledge", "load_outlets", "load_tables", "versions"]

R = TypeVar("R", bound=Row)


class Knowledge:
    """Every table, with the indexes for matching; shared by all readers and never changed.

    Args:
        rows: the rows of each table by its name.
        folder: where they were read, for the gazetteer beside them.
    """

    def __init__(self, rows: dict[str, tuple[Row, ...]], folder: Path) -> None:
        self.folder = folder
        self.countries = _of(Country, rows, "countries")
        self.historical_states = _of(Country, rows, "historical_states")
        self.partial_states = _of(PartialState, rows, "partial_states")
        self.people = _of(Person, rows, "leaders", "officials")
        self.organisations = _of(Organisation, rows, "organisations", "armed_groups", "parties")
        self.roles = _of(Role, rows, "roles")
        self.regions = _of(Region, rows, "regions")
        self.outlets = _of(Outlet, rows, "outlets")
        self.metonyms = _of(Metonym, rows, "metonyms")
        self._genders = {row.name: row.gender for row in _of(GivenName, rows, "given_names")}
        self._outlets: dict[str, Outlet] = {}
        for outlet in self.outlets:
            for name in (outlet.name, *outlet.aliases, *((outlet.domain,) if outlet.domain else ())):
                self._outlets.setdefault(name, outlet)
        self.country_by_code = {row.code: row for row in (*self.historical_states, *self.countries) if row.code}
        self.names = NameIndex(self._entries())
        self.role_nouns = _role_nouns(self.roles)
        self._terms: dict[str, tuple[Person, ...]] = _group((p.name, p) for p in self.people)
        self.by_surname: dict[str, tuple[Person, ...]] = _group(
            (surname, p) for p in self.people for surname in p.surnames
        )
        self._holders: dict[tuple[str | None, str], tuple[Person, ...]] = _group(
            ((p.country, p.office), p) for p in self.people
        )

    def __repr__(self) -> str:
        return f"Knowledge({self.folder.name}: {len(self.names)} names)"

    @functools.cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer beside the tables, else the one that ships with tidings."""
        beside = self.folder / "gazetteer.sqlite"
        return load_gazetteer(beside if beside.is_file() else None)

    def _entries(self) -> Iterator[tuple[str, str, Row]]:
        for person in self.people:
            yield from ((name, "name", person) for name in (person.name, *person.aliases))
        for organisation in self.organisations:
            yield from ((name, "name", organisation) for name in (organisation.name, *organisation.aliases))
        states: list[Country | PartialState] = [*self.countries, *self.partial_states, *self.historical_states]
        for state in states:
            yield from ((name, "name", state) for name in (state.name, *state.aliases))
            yield from ((name, "adjective", state) for name in state.adjectives)
            yield from ((name, "people", state) for name in state.people)
            if state.capital:
                yield from ((name, "capital", state) for name in (state.capital, *state.capital_aliases))
            if isinstance(state, Country):
                yield from ((name, "metonym", state) for name in state.metonyms)
        for metonym in self.metonyms:
            yield from ((name, "metonym", metonym) for name in (metonym.name, *metonym.aliases))
        for region in self.regions:
            yield from ((name, "name", region) for name in _spellings(region))
        for outlet in self.outlets:
            yield from ((name, "name", outlet) for name in (outlet.name, *outlet.aliases))

    def outlet(self, publication: str | None) -> Outlet | None:
        """Give the row of an outlet.

        Args:
            publication: its name or domain as the article has it; of a domain the last parts may be enough.
        """
        name = publication or ""
        while name:
            if name in self._outlets:
                return self._outlets[name]
            _, _dot, name = name.partition(".")
            if " " in name or "." not in name:
                return None
        return None

    def gender(self, given_name: str) -> str | None:
        """Give the gender of those who bear a first name, nothing where it is not known or both do.

        Args:
            given_name: a first name as written.
        """
        return self._genders.get(given_name)

    def terms(self, person: str) -> tuple[Person, ...]:
        """Give every row of a person, in the order of the tables.

        Args:
            person: the canonical name.
        """
        return self._terms.get(person, ())

    def offices(self, person: str, date: datetime.date | None) -> tuple[Person, ...]:
        """Give the rows of a person that hold on a day, the latest begun first.

        Args:
            person: the canonical name.
            date: a day; None takes every row.
        """
        held = [row for row in self.terms(person) if row.holds(date)]
        return tuple(sorted(held, key=lambda row: row.since or datetime.date.min, reverse=True))

    def holder(self, country: str, office: str, date: datetime.date | None) -> Person | None:
        """Give who holds an office of a country on a day; nothing where none or several are known.

        Args:
            country: alpha-3 code.
            office: the office as the tables write it ("president").
            date: a day; without one only an office that one person ever held is given.
        """
        found = {row.name: row for row in self._holders.get((country, office), ()) if row.holds(date)}
        if len(found) == 1:
            return next(iter(found.values()))
        starts = [row for row in found.values() if row.since == date]
        return starts[0] if len(starts) == 1 and date is not None else None


def _spellings(region: Region) -> Iterator[str]:
    """A region's names, then each with its last word and its first letter in the other case: papers
    write both "Rafah crossing" and "Rafah Crossing", and a sentence may begin with "eastern Ukraine"."""
    names = (region.name, *region.aliases)
    yield from names
    for name in names:
        first, blank, last = name.rpartition(" ")
        if blank and name[0].isupper() and last.isalpha() and last.istitle():
            yield f"{first} {last.lower()}"
        elif blank and last.isalpha() and last.islower():
            yield f"{first} {last.capitalize()}"
        if blank and name[0].islower():
            yield name[0].upper() + name[1:]


def _of(kind: type[R], rows: dict[str, tuple[Row, ...]], *tables: str) -> tuple[R, ...]:
    return tuple(row for table in tables for row in rows.get(table, ()) if isinstance(row, kind))


K = TypeVar("K")
V = TypeVar("V")


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _role_nouns(roles: tuple[Role, ...]) -> dict[str, tuple[Role, bool]]:
    """Role nouns in lower case, singular and plural, with whether the form is plural."""
    nouns: dict[str, tuple[Role, bool]] = {}
    for role in roles:
        nouns.setdefault(role.name.lower(), (role, role.plural == role.name))
        if role.plural:
            nouns[role.plural.lower()] = (role, True)
    for role in roles:
        if role.plural is None and not role.name.endswith("s"):
            nouns.setdefault(_plural(role.name.lower()), (role, True))
    return nouns


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _read(folder: Path, table: str) -> tuple[Row, ...]:
    path = folder / f"{table}.tsv"
    if not path.is_file():
        return ()
    read = READERS[table]
    rows: list[Row] = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            if None in cells:
                raise TableError(f"{path.name}, line {number}: more cells than the header has")
            try:
                rows.append(read(table, {key: value for key, value in cells.items() if value}))
            except (ValueError, TypeError) as error:
                raise TableError(f"{path.name}, line {number}: {error}") from error
    return tuple(rows)


def _data_folder() -> Path:
    return Path(str(files("tidings.knowledge") / "data"))


@functools.lru_cache(maxsize=4)
def load_tables(folder: Path | None = None) -> Knowledge:
    """Load the knowledge tables; the second call is free.

    Args:
        folder: where the tables lie; without one those that ship with tidings.

    Raises:
        TableError: a row breaks its form; the message names file and line.
    """
    folder = folder or _data_folder()
    return Knowledge({table: _read(folder, table) for table in READERS}, folder)


@functools.cache
def load_outlets() -> tuple[Outlet, ...]:
    """Load the table of outlets alone, for who needs no other.

    Raises:
        TableError: a row breaks its form; the message names file and line.
    """
    return _of(Outlet, {"outlets": _read(_data_folder(), "outlets")}, "outlets")


def versions(folder: Path | None = None) -> dict[str, str]:
    """Give a digest of each table and of the gazetteer, for `tidings doctor`.

    Args:
        folder: where the tables lie; without one those that ship with tidings.
    """
    folder = folder or _data_folder()
    found = {}
    for path in sorted([*folder.glob("*.tsv"), *folder.glob("*.sqlite")]):
        found[path.stem] = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return found
