"""The rows of the knowledge tables, one frozen record a table, and how a line becomes one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = [
    "READERS",
    "Country",
    "GivenName",
    "Metonym",
    "Organisation",
    "Outlet",
    "PartialState",
    "Person",
    "Region",
    "Role",
    "Row",
]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_CODE = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """What every row has: its table, its main name, and the days between which it holds.

    `since` and `until` are the first and last possible day of the dates as written; None where the
    table says nothing.
    """

    table: str
    name: str
    since: datetime.date | None
    until: datetime.date | None

    @property
    def reference(self) -> str:
        """Name the row for `Entity.row` and `tidings explain`."""
        return f"{self.table}:{self.name}"

    def holds(self, day: datetime.date | None) -> bool:
        """Whether the row holds on a day; a day that is not known is within every row.

        Args:
            day: a day.
        """
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Country(Row):
    """A country of today or a state of the past (`successor` set); `code` is ISO 3166-1 alpha-3.

    `geonameid` goes with `lat` and `lon` where they are the country's own point, not its capital's.
    """

    code: str | None
    alpha2: str | None
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str | None
    capital_aliases: tuple[str, ...]
    metonyms: tuple[str, ...]
    sovereign: str | None
    lat: float | None
    lon: float | None
    successor: str | None
    geonameid: int | None


@dataclass(frozen=True, slots=True)
class PartialState(Row):
    """A state that few recognise, or a region that acts for itself; `country` is what it lies in."""

    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    country: str
    capital: str | None
    capital_aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person(Row):
    """A person in an office: one row for each office and term; the surname in each of its spellings."""

    aliases: tuple[str, ...]
    surnames: tuple[str, ...]
    gender: str | None
    country: str | None
    office: str
    organisation: str | None
    sectors: tuple[str, ...]

    @property
    def reference(self) -> str:
        """Name the row by person, office and first day."""
        since = self.since.isoformat() if self.since else ""
        return f"{self.table}:{self.name}:{self.office}:{since}"


@dataclass(frozen=True, slots=True)
class Organisation(Row):
    """An organisation, armed group or party, by `table`; `code` is a country or a PLOVER code.

    `in_government` gives the spans of days in which a party was in government.
    """

    aliases: tuple[str, ...]
    code: str | None
    sectors: tuple[str, ...]
    kind: str | None
    country: str | None
    in_government: tuple[tuple[datetime.date | None, datetime.date | None], ...]


@dataclass(frozen=True, slots=True)
class Role(Row):
    """A common noun that names an actor: `kind` is person, group, body, office or equipment.

    The sectors of a `weak` noun count only where nothing beside it tells one: a spokesman is his
    company's or his army's before he is a government's.
    """

    plural: str | None
    sectors: tuple[str, ...]
    kind: str
    office: str | None
    weak: bool


@dataclass(frozen=True, slots=True)
class Region(Row):
    """A region, sea, river or facility with its middle; `acts` where it stands for its government.

    `countries` are all that it lies in; `country` is the one, where there is but one.
    """

    aliases: tuple[str, ...]
    kind: str
    country: str | None
    province: str | None
    feature_class: str | None
    feature_code: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    acts: bool
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet(Row):
    """A paper, broadcaster or agency."""

    aliases: tuple[str, ...]
    domain: str | None
    country: str | None
    city: str | None
    agency: bool


@dataclass(frozen=True, slots=True)
class GivenName(Row):
    """A first name that men or women bear, hardly ever both: `gender` is m or f."""

    gender: str


@dataclass(frozen=True, slots=True)
class Metonym(Row):
    """A name that stands for an actor: a building or a street for a government."""

    aliases: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    stands_for: str | None


class _Line:
    """One line of a table, read cell by cell; a cell that breaks its form raises ValueError."""

    def __init__(self, table: str, cells: Mapping[str, str]) -> None:
        self.table = table
        self._cells = cells

    def text(self, column: str) -> str | None:
        return (self._cells.get(column) or "").strip() or None

    def required(self, column: str) -> str:
        value = self.text(column)
        if value is None:
            raise ValueError(f"{column} is empty")
        return value

    def many(self, column: str) -> tuple[str, ...]:
        parts = (part.strip() for part in (self.text(column) or "").split("|"))
        return tuple(dict.fromkeys(part for part in parts if part))

    def number(self, column: str) -> float | None:
        value = self.text(column)
        return None if value is None else float(value)

    def whole(self, column: str) -> int | None:
        value = self.text(column)
        return None if value is None else int(value)

    def flag(self, column: str) -> bool:
        return (self.text(column) or "").lower() in {"1", "yes", "true", "y"}

    def code(self, column: str) -> str | None:
        value = self.text(column)
        if value is not None and not _CODE.match(value):
            raise ValueError(f"{column}: {value!r} is not a three-letter code")
        return value

    def day(self, column: str, last: bool) -> datetime.date | None:
        value = self.text(column)
        return None if value is None else _day(value, last)

    def head(self) -> tuple[str, str, datetime.date | None, datetime.date | None]:
        since, until = self.day("from", last=False), self.day("until", last=True)
        if since and until and since > until:
            raise ValueError(f"from {since} is after until {until}")
        return self.table, self.required("name"), since, until


def _day(value: str, last: bool) -> datetime.date:
    match = _DATE.match(value)
    if not match:
        raise ValueError(f"{value!r} is no date; write 2012, 2012-05 or 2012-05-07")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if day:
        return datetime.date(year, month, day)
    if not last:
        return datetime.date(year, month or 1, 1)
    following = datetime.date(year + 1, 1, 1) if month in (0, 12) else datetime.date(year, month + 1, 1)
    return following - datetime.timedelta(days=1)


def _spans(line: _Line) -> tuple[tuple[datetime.date | None, datetime.date | None], ...]:
    spans = []
    for part in line.many("in_government"):
        first, slash, second = part.partition("/")
        since = _day(first.strip(), last=False) if first.strip() else None
        until = _day(second.strip(), last=True) if second.strip() else None
        spans.append((since, until if slash else _day(first.strip(), last=True)))
    return tuple(spans)


def _country(line: _Line) -> Country:
    return Country(
        *line.head(), line.code("code"), line.text("alpha2"), line.many("aliases"), line.many("adjectives"),
        line.many("people"), line.text("capital"), line.many("capital_aliases"), line.many("metonyms"),
        line.text("sovereign"), line.number("lat"), line.number("lon"), line.text("successor"),
        line.whole("geonameid"),
    )  # fmt: skip


def _partial(line: _Line) -> PartialState:
    capital, *others = line.many("capital") or (None,)
    return PartialState(
        *line.head(), line.many("aliases"), line.many("adjectives"), line.many("people"), line.required("country"),
        capital, tuple(name for name in others if name),
    )  # fmt: skip


def _person(line: _Line) -> Person:
    return Person(
        *line.head(), line.many("aliases"), _surnames(line), line.text("gender"), line.code("country"),
        line.required("office"), line.text("organisation"), line.many("sectors"),
    )  # fmt: skip


def _surnames(line: _Line) -> tuple[str, ...]:
    line.required("surname")
    return line.many("surname")


def _organisation(line: _Line) -> Organisation:
    return Organisation(
        *line.head(), line.many("aliases"), line.code("code"), line.many("sectors"), line.text("kind"),
        line.code("country"), _spans(line),
    )  # fmt: skip


def _role(line: _Line) -> Role:
    kind = line.required("kind")
    if kind not in {"person", "group", "body", "office", "equipment"}:
        raise ValueError(f"kind: {kind!r} is not person, group, body, office or equipment")
    noun = line.required("noun")
    return Role(
        line.table, noun, None, None, line.text("plural"), line.many("sectors"), kind, line.text("office"),
        line.flag("weak"),
    )  # fmt: skip


def _region(line: _Line) -> Region:
    countries = line.many("country")
    if not all(_CODE.match(code) for code in countries):
        raise ValueError(f"country: {'|'.join(countries)!r} is not three-letter codes")
    return Region(
        *line.head(),
        line.many("aliases"),
        line.required("kind"),
        countries[0] if len(countries) == 1 else None,
        line.text("province"),
        line.text("feature_class"),
        line.text("feature_code"),
        line.number("lat"),
        line.number("lon"),
        line.number("radius_km"),
        line.flag("acts"),
        countries,
    )


def _outlet(line: _Line) -> Outlet:
    return Outlet(
        *line.head(), line.many("aliases"), line.text("domain"), line.code("country"), line.text("city"),
        line.flag("agency"),
    )  # fmt: skip


def _given_name(line: _Line) -> GivenName:
    gender = line.required("gender")
    if gender not in {"m", "f"}:
        raise ValueError(f"gender: {gender!r} is not m or f")
    return GivenName(*line.head(), gender)


def _metonym(line: _Line) -> Metonym:
    return Metonym(
        *line.head(), line.many("aliases"), line.code("country"), line.many("sectors"), line.text("stands_for")
    )


def _reader(build: Callable[[_Line], Row]) -> Callable[[str, Mapping[str, str]], Row]:
    return lambda table, cells: build(_Line(table, cells))


READERS: dict[str, Callable[[str, Mapping[str, str]], Row]] = {
    "countries": _reader(_country),
    "historical_states": _reader(_country),
    "partial_states": _reader(_partial),
    "leaders": _reader(_person),
    "officials": _reader(_person),
    "organisations": _reader(_organisation),
    "armed_groups": _reader(_organisation),
    "parties": _reader(_organisation),
    "roles": _reader(_role),
    "regions": _reader(_region),
    "outlets": _reader(_outlet),
    "metonyms": _reader(_metonym),
    "given_names": _reader(_given_name),
}
