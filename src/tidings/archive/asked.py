"""A selection of events, asked several things in one opening of the archive: how many, which groups, when, where.

A filter that compares names is answered once, and what it chose is laid aside for as long as the archive is open;
all that is counted of it is counted in whole numbers.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from tidings.archive.filters import EventFilter
from tidings.archive.orders import leading_key, order_of
from tidings.errors import UsageError

__all__ = ["GROUPS", "Group", "Period", "Point", "Selection", "partners_of"]

# What events are grouped by: an expression over `events` as `e`; a list counts in each of its values.
GROUPS: dict[str, str] = {
    "type": "e.event",
    "mode": "unnest(e.mode)",
    "context": "unnest(e.context)",
    "actor": "s.acts",
    "recipient": "NOT s.acts",
    "country": "e.country_code",
    "place": "e.place",
    "certainty": "e.certainty",
    "year": "strftime(e.date, '%Y')",
    "month": "strftime(e.date, '%Y-%m')",
}
_BY_PARTY = frozenset({"actor", "recipient"})
# What is laid aside of the events that are chosen.
_LAID_ASIDE = "e.number, e.event, e.quad_code, e.event_scale, e.date, e.confidence, e.place_number"
_LAID = frozenset({"e.event", "e.event_scale", "e.date", "e.confidence"})
# Days first, of which there are few, then whichever periods make a chart of up to some hundred bars.
_PERIODS = """
WITH days AS MATERIALIZED (
    SELECT e.date AS day, e.quad_code AS quad, count(*) AS n, sum(e.event_scale) AS score, count(e.event_scale) AS scored
    FROM {source} WHERE {clause} AND e.date IS NOT NULL GROUP BY ALL
),
span AS (SELECT max(day) - min(day) AS length FROM days),
unit AS (SELECT CASE WHEN length <= 92 THEN 'day' WHEN length <= 3700 THEN 'month' ELSE 'year' END AS unit FROM span)
SELECT any_value(unit), CAST(date_trunc(unit, day) AS DATE) AS start, {counts}, sum(score) / nullif(sum(scored), 0)
FROM days, unit GROUP BY start ORDER BY start
"""
# The place of a point is the one that most of its events name.
_POINTS = """
WITH counted AS (
    SELECT e.place_number AS number, count(*) AS n, sum(e.event_scale) AS score, count(e.event_scale) AS scored
    FROM {source} WHERE {clause} AND e.place_number IS NOT NULL GROUP BY ALL
),
points AS (
    SELECT sum(p.lat * c.n) / sum(c.n) AS lat, sum(p.lon * c.n) / sum(c.n) AS lon, arg_max(p.number, (c.n, -p.number)) AS at,
        sum(c.n) AS n, round(sum(c.score) / nullif(sum(c.scored), 0), 2) AS scale
    FROM counted c JOIN places p ON p.number = c.number WHERE p.lat IS NOT NULL AND p.lon IS NOT NULL
    GROUP BY round(p.lat, 1), round(p.lon, 1)
    ORDER BY n DESC, lat, lon LIMIT ?
)
SELECT t.lat, t.lon, p.place, p.country_code, p.resolution, p.uncertainty_km, CAST(t.n AS BIGINT), t.scale
FROM points t JOIN places p ON p.number = t.at ORDER BY t.n DESC, t.lat, t.lon
"""
# The other side of each event of a party, or who acts with it where there is none; of an event each name once. Only
# where several of its parties are called so can a name come twice, and those events are few.
_PARTNERS = """
WITH own AS MATERIALIZED (
    SELECT e.number, e.event_scale AS scale, e.acts, e.party, e.alone, e.first
    FROM known_as e WHERE e.name = (SELECT n.number FROM names n WHERE n.name = ?) AND e.leads
),
several AS (SELECT DISTINCT number FROM own WHERE NOT first),
met AS MATERIALIZED (
    SELECT o.number, o.scale, s.name FROM own o JOIN shown_as s ON s.number = o.number
    WHERE o.acts <> s.acts OR (o.alone AND s.party <> o.party)
),
found AS (
    SELECT name, scale FROM met WHERE number NOT IN (SELECT number FROM several)
    UNION ALL
    SELECT name, scale FROM (SELECT DISTINCT * FROM met WHERE number IN (SELECT number FROM several))
),
counted AS (SELECT name, count(*) AS n, avg(scale) AS scale FROM found GROUP BY name)
SELECT n.name, c.n, c.scale FROM counted c JOIN names n ON n.number = c.name ORDER BY 2 DESC, 1 LIMIT ?
"""


def _mean(scale: float | None) -> float | None:
    """A mean score as it is shown; None where all events are of a user's own type, which has none."""
    return None if scale is None else round(scale, 2)


@dataclass(frozen=True, slots=True)
class Group:
    """Events that have a value in common: how many, and their mean score from -10 to 10."""

    value: str | None
    count: int
    scale: float | None


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year of events: how many of each quad code 1 to 4, and their mean score."""

    start: datetime.date
    counts: tuple[int, int, int, int]
    scale: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """Events at one point: how far off it may be in km, and how exact the place is (1 country to 5 sub-city)."""

    lat: float
    lon: float
    place: str
    country: str | None
    resolution: int | None
    uncertainty_km: float | None
    count: int
    scale: float | None


class Selection:
    """Events that meet a filter.

    Args:
        connection: the archive, open for reading.
        where: the filter.
        name: what to call the table of what is laid aside.

    Raises:
        UsageError: no such type, mode, context, certainty or date.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, where: EventFilter, name: str) -> None:
        self._connection = connection
        self._source, (self._clause, self._values) = "events e", where.conditions()
        self._aside = where.names_party
        if self._aside:
            clause, values = where.conditions_on_names()
            connection.execute(
                f"CREATE TEMP TABLE {name} AS SELECT {_LAID_ASIDE} FROM known_as e WHERE {clause}", values
            )
            self._source, self._clause, self._values = f"{name} e", "true", []

    def _whole(self, within: str = "true") -> tuple[str, str]:
        """The events with all their columns: what to ask, and the condition."""
        if self._aside:
            return "events e", f"e.number IN (SELECT e.number FROM {self._source} WHERE {within})"
        return self._source, f"{self._clause} AND {within}"

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, [*self._values, *values]).fetchall()

    def count(self) -> int:
        """Count the events."""
        return int(self._rows(f"SELECT count(*) FROM {self._source} WHERE {self._clause}")[0][0])

    def page(self, order: str, limit: int, offset: int) -> list[str]:
        """Give the ids of one page of the events.

        Args:
            order: one of `ORDERS`.
            limit: events of the page.
            offset: events before it.

        Raises:
            UsageError: there is no such order.
        """
        # The whole order needs several wide columns. The first of them alone, of which there are few different values,
        # finds where the page begins and ends, so that of a million events only those in between are put in order.
        key, down = leading_key(order)
        direction, end = "DESC" if down else "ASC", int(offset) + int(limit)
        found = self._rows(
            f"SELECT * FROM (SELECT key, n, sum(n) OVER (ORDER BY key {direction}) AS upto FROM ("
            f"SELECT {key} AS key, count(*) AS n FROM {self._source} WHERE {self._clause} AND {key} IS NOT NULL GROUP BY 1"
            f")) WHERE upto > {int(offset)} AND upto - n < {end} ORDER BY upto"
        )
        within, values, before = "true", [], 0
        if found:
            before = int(found[0][2] - found[0][1])
            ends = "" if found[-1][2] >= end else f" OR {key} IS NULL"
            within, values = f"({key} BETWEEN ? AND ?{ends})", sorted((found[0][0], found[-1][0]))
        source, clause = self._whole(within)
        rows = self._rows(
            f"SELECT e.id FROM {source} WHERE {clause} ORDER BY {order_of(order)} "
            f"LIMIT {int(limit)} OFFSET {int(offset) - before}",
            values,
        )
        return [id for (id,) in rows]

    def groups(self, by: str, limit: int) -> list[Group]:
        """Count the events by what they have in common, the largest group first.

        Args:
            by: one of `GROUPS`.
            limit: groups at most.

        Raises:
            UsageError: no such group.
        """
        if by not in GROUPS:
            raise UsageError(f"no group {by}; give one of {', '.join(GROUPS)}")
        if by in _BY_PARTY:
            rows = self._rows(
                "SELECT n.name, found.n, found.scale FROM (SELECT s.name, count(*) AS n, avg(e.event_scale) AS scale "
                f"FROM shown_as s JOIN {self._source} ON e.number = s.number WHERE {self._clause} AND {GROUPS[by]} "
                f"GROUP BY s.name) found JOIN names n ON n.number = found.name ORDER BY 2 DESC, 1 LIMIT {int(limit)}"
            )
        else:
            laid = GROUPS[by] in _LAID
            source, clause = (self._source, self._clause) if laid else self._whole()
            rows = self._rows(
                f"SELECT value, count(*), avg(scale) FROM (SELECT {GROUPS[by]} AS value, e.event_scale AS scale "
                f"FROM {source} WHERE {clause}) GROUP BY value ORDER BY 2 DESC, 1 NULLS LAST LIMIT {int(limit)}"
            )
        return [Group(value, count, _mean(scale)) for value, count, scale in rows]

    def periods(self) -> tuple[str, list[Period]]:
        """Count the events by day, month or year, whichever makes a chart of up to some hundred bars.

        Returns:
            `day`, `month` or `year`, and the periods that have events, in order.
        """
        counts = ", ".join(f"coalesce(sum(n) FILTER (quad = {code}), 0)" for code in range(1, 5))
        rows = self._rows(_PERIODS.format(source=self._source, clause=self._clause, counts=counts))
        periods = [Period(r[1], (int(r[2]), int(r[3]), int(r[4]), int(r[5])), _mean(r[6])) for r in rows]
        return (rows[0][0] if rows else "month"), periods

    def points(self, limit: int) -> list[Point]:
        """Gather the events by the point where they happened, the most frequent first.

        Points of up to a tenth of a degree apart are one.

        Args:
            limit: points at most.
        """
        rows = self._rows(_POINTS.format(source=self._source, clause=self._clause), [int(limit)])
        return [Point(*row) for row in rows]


def partners_of(connection: duckdb.DuckDBPyConnection, party: str, limit: int) -> list[Group]:
    """Count whom a party deals with: the other side of its events, or who acts with it where there is none.

    Args:
        connection: the archive, open for reading.
        party: a code, a sector or a name.
        limit: partners at most.
    """
    rows = connection.execute(_PARTNERS, [party.casefold(), limit]).fetchall()
    return [Group(value, count, _mean(scale)) for value, count, scale in rows]
