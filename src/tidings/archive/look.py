"""A look into the archive: several queries over one opening of the file, as a page of the newsdesk needs them."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from tidings.archive.ask import find_story, related_to, whole_story
from tidings.archive.filters import EventFilter
from tidings.archive.orders import EVENTS, leading_key, order_of
from tidings.archive.result import Result
from tidings.archive.reviews import Review, about, load_reviews, standing_reviews
from tidings.errors import UsageError
from tidings.ontology import TYPES
from tidings.records import to_dict

__all__ = ["GROUPS", "Group", "Look", "Period", "Point"]

# What events are grouped by: an expression over `events` as `e`; a list counts in each of its values.
GROUPS: dict[str, str] = {
    "type": "e.event",
    "mode": "unnest(e.mode)",
    "context": "unnest(e.context)",
    "actor": "unnest(list_distinct(e.actor))",
    "recipient": "unnest(list_distinct(e.recipient))",
    "country": "e.country_code",
    "place": "e.place",
    "certainty": "e.certainty",
    "year": "strftime(e.date, '%Y')",
    "month": "strftime(e.date, '%Y-%m')",
}
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Group:
    """Events that have a value in common: how many, and their mean score from -10 to 10."""

    value: str | None
    count: int
    scale: float


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year of events: how many of each quad code 1 to 4, and their mean score."""

    start: datetime.date
    counts: tuple[int, int, int, int]
    scale: float


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
    scale: float


class Look:
    """Queries over an open archive.

    Args:
        connection: the archive, open for reading.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of a query.

        Args:
            query: SQL over the archive's schema.
            values: its parameters.
        """
        return self._connection.execute(query, list(values)).fetchall()

    def result(self, query: str, values: Sequence[Any] = ()) -> Result:
        """Give the rows of a query whose last column is the record.

        Args:
            query: SQL over the archive's schema.
            values: its parameters.
        """
        found = self._connection.execute(query, list(values))
        names = [column[0] for column in found.description]
        return Result(names, [str(column[1]) for column in found.description], found.fetchall())

    def known(self, where: EventFilter) -> EventFilter:
        """Tell a filter which types beside PLOVER's the archive has, where it asks for one.

        Args:
            where: the filter.
        """
        if not where.asks_own_type:
            return where
        found = self.rows("SELECT DISTINCT event FROM events ORDER BY event")
        return dataclasses.replace(where, own_types=tuple(name for (name,) in found if name not in TYPES))

    def events(self, where: EventFilter, order: str = "-date", limit: int = 50, offset: int = 0) -> Result:
        """Give one page of events.

        Args:
            where: the filter.
            order: one of `ORDERS`.
            limit: events of a page.
            offset: events before it.

        Raises:
            UsageError: no such order, type, mode, context, certainty or date.
        """
        clause, values = self.known(where).conditions()
        # The whole order needs several wide columns; the first of them alone finds where the page ends, so that
        # of a million events only those up to there are put in order.
        key, down = leading_key(order)
        last = self.rows(
            f"SELECT {key} FROM events e WHERE {clause} AND {key} IS NOT NULL "
            f"ORDER BY {key} {'DESC' if down else ''} LIMIT 1 OFFSET {int(offset) + int(limit) - 1}",
            values,
        )
        if last:
            clause, values = f"{clause} AND {key} {'>=' if down else '<='} ?", [*values, last[0][0]]
        chosen = self.rows(
            f"SELECT e.id FROM events e WHERE {clause} ORDER BY {order_of(order)} LIMIT {int(limit)} OFFSET {int(offset)}",
            values,
        )
        return self.events_by_id([id for (id,) in chosen])

    def events_by_id(self, ids: Sequence[str]) -> Result:
        """Give events by their ids, in the order of the ids.

        Args:
            ids: ids of records.
        """
        marks = ", ".join("?" for _ in ids) or "NULL"
        found = self.result(f"{EVENTS} WHERE e.id IN ({marks})", ids)
        at = {row[0]: row for row in found.whole_rows()}
        return Result([*found.names, "record"], [*found.types, "JSON"], [at[id] for id in ids if id in at])

    def count(self, where: EventFilter) -> int:
        """Count events.

        Args:
            where: the filter.
        """
        clause, values = self.known(where).conditions()
        return int(self.rows(f"SELECT count(*) FROM events e WHERE {clause}", values)[0][0])

    def groups(self, where: EventFilter, by: str, limit: int = 100) -> list[Group]:
        """Count events by what they have in common, the largest group first.

        Args:
            where: the filter.
            by: one of `GROUPS`.
            limit: groups at most.

        Raises:
            UsageError: no such group.
        """
        if by not in GROUPS:
            raise UsageError(f"no group {by}; give one of {', '.join(GROUPS)}")
        clause, values = self.known(where).conditions()
        rows = self.rows(
            f"SELECT value, count(*), avg(scale) FROM (SELECT {GROUPS[by]} AS value, e.event_scale AS scale "
            f"FROM events e WHERE {clause}) GROUP BY value ORDER BY 2 DESC, 1 NULLS LAST LIMIT {int(limit)}",
            values,
        )
        return [Group(value, count, round(scale, 2)) for value, count, scale in rows]

    def partners(self, party: str, limit: int = 20) -> list[Group]:
        """Count whom a party deals with: the other side of its events, or who acts with it where there is none.

        Args:
            party: a code, a sector or a name.
            limit: partners at most.
        """
        other = (
            "CASE WHEN p.role = 'recipient' THEN e.actor WHEN len(e.recipient) > 0 THEN e.recipient "
            "ELSE list_concat(e.actor[:p.number], e.actor[p.number + 2:]) END"
        )
        rows = self.rows(
            f"SELECT partner, count(*), avg(scale) FROM (SELECT DISTINCT e.id, unnest({other}) AS partner, "
            "e.event_scale AS scale FROM (SELECT event, role, number FROM parties WHERE name = ?) p "
            "JOIN events e ON e.id = p.event WHERE e.same_as IS NULL) "
            f"GROUP BY partner ORDER BY 2 DESC, 1 LIMIT {int(limit)}",
            [party.casefold()],
        )
        return [Group(value, count, round(scale, 2)) for value, count, scale in rows]

    def periods(self, where: EventFilter) -> tuple[str, list[Period]]:
        """Count events by day, month or year, whichever makes a chart of up to some hundred bars.

        Args:
            where: the filter.

        Returns:
            `day`, `month` or `year`, and the periods that have events, in order.
        """
        clause, values = self.known(where).conditions()
        first, last = self.rows(f"SELECT min(e.date), max(e.date) FROM events e WHERE {clause}", values)[0]
        if first is None:
            return "month", []
        days = (last - first).days
        unit = "day" if days <= 92 else "month" if days <= 3700 else "year"
        rows = self.rows(
            f"SELECT CAST(date_trunc('{unit}', e.date) AS DATE), "
            + ", ".join(f"count(*) FILTER (e.quad_code = {n})" for n in range(1, 5))
            + f", avg(e.event_scale) FROM events e WHERE {clause} AND e.date IS NOT NULL GROUP BY 1 ORDER BY 1",
            values,
        )
        return unit, [Period(r[0], (r[1], r[2], r[3], r[4]), round(r[5], 2)) for r in rows]

    def points(self, where: EventFilter, limit: int = 1500) -> list[Point]:
        """Gather events by the point where they happened, the most frequent first.

        Points of up to a tenth of a degree apart are one.

        Args:
            where: the filter.
            limit: points at most.
        """
        clause, values = self.known(where).conditions()
        rows = self.rows(
            "SELECT avg(e.lat), avg(e.lon), count(*), round(avg(e.event_scale), 2), min(e.rowid) FROM events e "
            f"WHERE {clause} AND e.lat IS NOT NULL AND e.lon IS NOT NULL "
            f"GROUP BY round(e.lat, 1), round(e.lon, 1) ORDER BY 3 DESC, 1, 2 LIMIT {int(limit)}",
            values,
        )
        places = self._places([row[4] for row in rows])
        return [Point(lat, lon, *places[at], count, scale) for lat, lon, count, scale, at in rows]

    def _places(self, rows: Sequence[int]) -> dict[int, tuple[str, str | None, int | None, float | None]]:
        """Name, country, exactness and doubt of the places of some events, by the numbers of their rows."""
        # Read off a record, which is slow: of each point one, not of each event.
        found = self.rows(
            "SELECT rowid, place, country_code, CAST(record->>'$.event_loc.resolution' AS INTEGER), "
            "CAST(record->>'$.event_loc.uncertainty_km' AS DOUBLE) FROM events WHERE rowid IN (SELECT unnest(?))",
            [list(rows)],
        )
        return {at: (place, country, resolution, off) for at, place, country, resolution, off in found}

    def article(self, id: str) -> tuple[dict[str, Any], str | None] | None:
        """Give an article's record and its text, which is None where texts are not kept; None of no article.

        Args:
            id: the article's id.
        """
        rows = self.rows("SELECT record, text FROM articles WHERE id = ?", [id])
        return (json.loads(rows[0][0]), rows[0][1]) if rows else None

    def of_article(self, table: str, id: str) -> list[dict[str, Any]]:
        """Give the records of an article's events or quotes, in the order of the text.

        Args:
            table: `events` or `quotes`.
            id: the article's id.
        """
        order = {"events": "sentence, text_start, id", "quotes": 'start, "end"'}[table]
        found = self.rows(f"SELECT record FROM {table} WHERE article = ? ORDER BY {order}", [id])
        return [json.loads(record) for (record,) in found]

    def refusals(self, article: str) -> list[dict[str, Any]]:
        """Give what coding an article refused, in the order of the text.

        Args:
            article: the article's id.
        """
        rows = self.rows(
            'SELECT what, reason, start, "end", detail FROM refusals WHERE article = ? ORDER BY start NULLS LAST, reason',
            [article],
        )
        return [dict(zip(("what", "reason", "start", "end", "detail"), row, strict=True)) for row in rows]

    def same_text(self, article: str) -> list[dict[str, Any]]:
        """Give the other articles that print the same text: id, publication and headline.

        Args:
            article: the article's id.
        """
        rows = self.rows(
            "SELECT b.id, b.publication, b.headline FROM articles a JOIN articles b ON a.text_digest = b.text_digest "
            "AND a.id <> b.id WHERE a.id = ? ORDER BY b.id LIMIT 50",
            [article],
        )
        return [dict(zip(("id", "publication", "headline"), row, strict=True)) for row in rows]

    def articles(
        self,
        *,
        section: str | None = None,
        publication: str | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        ids: Sequence[str] | None = None,
        limit: int = 30,
        offset: int = 0,
    ) -> list[dict[str, Any]]:
        """Give articles, the newest first: what a list shows of each, and how many events it has.

        Args:
            section: of this section.
            publication: of this paper.
            since: published on this day or later.
            until: published on this day or before.
            ids: only these.
            limit: articles at most.
            offset: articles before the first.
        """
        asked = {
            "section = ?": section,
            "publication = ?": publication,
            "published >= ?": since,
            "published <= ?": until,
        }
        conditions: list[tuple[str, Any]] = [(text, value) for text, value in asked.items() if value is not None]
        if ids is not None:
            conditions.append(("id IN (SELECT unnest(?))", list(ids)))
        clause = " AND ".join(text for text, _ in conditions) or "true"
        rows = self.rows(
            "WITH chosen AS (SELECT id, headline, publication, section, published, record->>'$.standfirst' AS standfirst, "
            f"source, left(text, 400) AS opening FROM articles WHERE {clause} "
            f"ORDER BY published DESC NULLS LAST, id LIMIT {int(limit)} OFFSET {int(offset)}) "
            "SELECT chosen.*, (SELECT count(*) FROM events e WHERE e.article = chosen.id AND e.same_as IS NULL) "
            "FROM chosen ORDER BY published DESC NULLS LAST, id",
            [value for _, value in conditions],
        )
        names = ("id", "headline", "publication", "section", "published", "standfirst", "source", "opening", "events")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def sections(self, limit: int = 8) -> list[tuple[str | None, int]]:
        """Count articles by section, the largest first; None, at the end, gathers those without.

        Args:
            limit: named sections at most.
        """
        rows = self.rows("SELECT section, count(*) FROM articles GROUP BY section ORDER BY 2 DESC, 1")
        named = [(name, int(count)) for name, count in rows if name is not None][:limit]
        return named + [(None, int(count)) for name, count in rows if name is None]

    def search(self, text: str, limit: int = 30) -> tuple[list[str], int]:
        """Find the articles that have all words of a text, the newest first.

        Case and accents do not count; a word is found as it is written, not in its other forms.

        Args:
            text: some words.
            limit: articles at most.

        Returns:
            Ids of articles, and how many there are in all.
        """
        rows = self.rows("SELECT DISTINCT word_number(w) FROM (SELECT unnest(words_of(?)) AS w)", [text])
        words = [int(number) for (number,) in rows]
        if not words:
            return [], 0
        found = self.rows(
            f"SELECT a.id, count(*) OVER () FROM (SELECT article FROM words WHERE word IN ({', '.join(map(str, words))}) "
            f"GROUP BY article HAVING count(*) = {len(words)}) w JOIN articles a ON a.id = w.article "
            f"ORDER BY a.published DESC NULLS LAST, a.id LIMIT {int(limit)}"
        )
        return [id for id, _ in found], int(found[0][1]) if found else 0

    def parties_like(self, text: str, limit: int = 12) -> list[tuple[str, int]]:
        """Find names and codes of parties that hold some words, and how many events each has.

        Args:
            text: the words.
            limit: names at most.
        """
        return self.rows(
            "SELECT p.name, count(DISTINCT p.event) FROM parties p JOIN events e ON e.id = p.event "
            "WHERE contains(p.name, ?) AND e.same_as IS NULL GROUP BY p.name "
            f"ORDER BY p.name <> ?, 2 DESC, 1 LIMIT {int(limit)}",
            [text.casefold(), text.casefold()],
        )

    def places_like(self, text: str, limit: int = 12) -> list[tuple[str, str | None, int]]:
        """Find names of places that hold some words: the name, the country's code, and how many events.

        Args:
            text: the words.
            limit: places at most.
        """
        return self.rows(
            "SELECT place, mode(country_code), count(*) FROM events WHERE contains(lower(place), ?) AND same_as IS NULL "
            f"GROUP BY place ORDER BY 3 DESC, 1 LIMIT {int(limit)}",
            [text.lower()],
        )

    def stories(
        self, section: str | None = None, limit: int = 12, offset: int = 0, least: int = 2
    ) -> list[dict[str, Any]]:
        """Give stories, those with the latest articles first, each with its `latest` event.

        Args:
            section: the section that most of their articles are in.
            limit: stories at most.
            offset: stories before the first.
            least: articles of a story at least.
        """
        clause, values = ("AND section = ?", [section]) if section is not None else ("", [])
        rows = self.rows(
            "WITH chosen AS (SELECT id, record, last_date, articles FROM stories "
            f"WHERE articles >= {int(least)} {clause} ORDER BY last_date DESC NULLS LAST, articles DESC, id "
            f"LIMIT {int(limit)} OFFSET {int(offset)}) "
            "SELECT c.record, (SELECT arg_max(e.record, (e.date, e.outlets, e.id)) FROM story_events e "
            "WHERE e.story = c.id AND e.date IS NOT NULL) "
            "FROM chosen c ORDER BY c.last_date DESC NULLS LAST, c.articles DESC, c.id",
            values,
        )
        return [json.loads(record) | {"latest": json.loads(latest) if latest else None} for record, latest in rows]

    def story(self, id: str) -> dict[str, Any] | None:
        """Give a story with its articles and its timeline; None of no story.

        Args:
            id: its id, or one that it had before.
        """
        found = find_story(self._connection, id)
        return whole_story(self._connection, found[0]) if len(found) == 1 else None

    def story_of(self, article: str) -> dict[str, Any] | None:
        """Give the story of an article, without its timeline; None where none is built of it yet.

        Args:
            article: the article's id.
        """
        rows = self.rows(
            "SELECT s.record FROM stories s JOIN story_articles p ON p.story = s.id WHERE p.article = ?", [article]
        )
        return json.loads(rows[0][0]) if rows else None

    def related(self, article: str, limit: int = 6) -> list[dict[str, Any]]:
        """Give what to read beside an article, the best first, each with its reasons.

        Args:
            article: the article's id.
            limit: articles at most.
        """
        return [to_dict(found) for found in related_to(self._connection, article, limit)]

    def counts(self) -> dict[str, int]:
        """Count articles, leading events, and quotes."""
        tables = {"articles": "articles", "events": "events WHERE same_as IS NULL", "quotes": "quotes"}
        return {name: int(self.rows(f"SELECT count(*) FROM {table}")[0][0]) for name, table in tables.items()}

    def reviews(self, text_digest: str | None = None) -> list[Review]:
        """Give the decisions of people, in the order in which they were made.

        Args:
            text_digest: only those about this text; None gives all.
        """
        return load_reviews(self._connection, text_digest)

    def reviewed(self) -> dict[str, Review]:
        """Give the decision that counts by the id of each record of today that somebody decided about."""
        standing: dict[str, list[Review]] = {}
        for review in standing_reviews(self.reviews()):
            standing.setdefault(review.text_digest, []).append(review)
        if not standing:
            return {}
        rows = self.rows(
            "SELECT a.text_digest, e.record FROM articles a JOIN events e ON e.article = a.id "
            "WHERE a.text_digest IN (SELECT unnest(?)) ORDER BY e.id",
            [list(standing)],
        )
        found = {}
        for text_digest, record in rows:
            event = json.loads(record)
            decided = about(standing[text_digest], event)
            if decided is not None:
                found[event["id"]] = decided
        return found
