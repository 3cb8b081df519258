"""A look into the archive: several queries over one opening of the file, as a page of the newsdesk needs them."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Sequence
from typing import Any

import duckdb

from tidings.archive.ask import find_story, related_to, whole_story
from tidings.archive.asked import Group, Period, Point, Selection, partners_of
from tidings.archive.filters import EventFilter
from tidings.archive.result import Result
from tidings.archive.reviews import Review, about, load_reviews, standing_reviews
from tidings.ontology import TYPES
from tidings.records import to_dict

__all__ = ["Look"]


class Look:
    """Queries over an open archive.

    Args:
        connection: the archive, open for reading.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._selections: dict[EventFilter, Selection] = {}

    def _of(self, where: EventFilter) -> Selection:
        """The events of a filter, which are found once however much is asked of them."""
        if where not in self._selections:
            name = f"chosen_{len(self._selections)}"
            self._selections[where] = Selection(self._connection, self.known(where), name)
        return self._selections[where]

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

    def events(
        self, where: EventFilter, order: str = "-date", limit: int = 50, offset: int = 0
    ) -> list[dict[str, Any]]:
        """Give the records of one page of events.

        Args:
            where: the filter.
            order: one of `ORDERS`.
            limit: events of a page.
            offset: events before it.

        Raises:
            UsageError: no such order, type, mode, context, certainty or date.
        """
        return self.events_by_id(self._of(where).page(order, limit, offset))

    def events_by_id(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Give the records of events by their ids, in the order of the ids.

        Args:
            ids: ids of records.
        """
        # By single values, for which the index serves; and nothing but the record, for columns cost a row each.
        marks = ", ".join("?" for _ in ids) or "NULL"
        found = self.rows(f"SELECT id, article, record FROM events WHERE id IN ({marks})", ids)
        at = {id: (article, record) for id, article, record in found}
        placed = self.rows(
            "SELECT article, story FROM story_articles WHERE article IN (SELECT unnest(?))",
            [[article for article, _ in at.values()]],
        )
        story = {article: {"story": story} for article, story in placed}
        return [json.loads(at[id][1]) | story.get(at[id][0], {}) for id in ids if id in at]

    def count(self, where: EventFilter) -> int:
        """Count events.

        Args:
            where: the filter.
        """
        return self._of(where).count()

    def groups(self, where: EventFilter, by: str, limit: int = 100) -> list[Group]:
        """Count events by what they have in common, the largest group first.

        Args:
            where: the filter.
            by: one of `GROUPS`.
            limit: groups at most.

        Raises:
            UsageError: no such group.
        """
        return self._of(where).groups(by, limit)

    def partners(self, party: str, limit: int = 20) -> list[Group]:
        """Count whom a party deals with: the other side of its events, or who acts with it where there is none.

        Args:
            party: a code, a sector or a name.
            limit: partners at most.
        """
        return partners_of(self._connection, party, limit)

    def periods(self, where: EventFilter) -> tuple[str, list[Period]]:
        """Count events by day, month or year, whichever makes a chart of up to some hundred bars.

        Args:
            where: the filter.

        Returns:
            `day`, `month` or `year`, and the periods that have events, in order.
        """
        return self._of(where).periods()

    def points(self, where: EventFilter, limit: int = 1500) -> list[Point]:
        """Gather events by the point where they happened, the most frequent first.

        Points of up to a tenth of a degree apart are one.

        Args:
            where: the filter.
            limit: points at most.
        """
        return self._of(where).points(limit)

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
        limit: int = 30,
        offset: int = 0,
    ) -> list[dict[str, Any]]:
        """Give articles, the newest first: what a list shows of each, and how many events it has.

        Args:
            section: of this section.
            publication: of this paper.
            since: published on this day or later.
            until: published on this day or before.
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
        clause = " AND ".join(text for text, _ in conditions) or "true"
        chosen = self.rows(
            f"SELECT id FROM articles WHERE {clause} ORDER BY published DESC NULLS LAST, id "
            f"LIMIT {int(limit)} OFFSET {int(offset)}",
            [value for _, value in conditions],
        )
        return self.articles_by_id([id for (id,) in chosen])

    def articles_by_id(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Give what a list shows of articles by their ids, in the order of the ids.

        Args:
            ids: ids of articles.
        """
        # By single values, for which the index serves: what is wide is read of these articles alone.
        marks = ", ".join("?" for _ in ids) or "NULL"
        rows = self.rows(
            "SELECT number, id, headline, publication, section, published, record->>'$.standfirst', source, left(text, 400) "
            f"FROM articles WHERE id IN ({marks})",
            ids,
        )
        counts = dict(
            self.rows(
                "SELECT article_number, count(*) FROM events WHERE article_number IN (SELECT unnest(?)) "
                "AND same_as IS NULL GROUP BY ALL",
                [[row[0] for row in rows]],
            )
        )
        names = ("id", "headline", "publication", "section", "published", "standfirst", "source", "opening", "events")
        found = {row[1]: dict(zip(names, (*row[1:], counts.get(row[0], 0)), strict=True)) for row in rows}
        return [found[id] for id in ids if id in found]

    def latest_of(self, section: str | None, limit: int) -> list[str]:
        """Give the ids of the latest articles of a section, the newest first.

        Args:
            section: the section; None for those without one.
            limit: articles at most.
        """
        clause, values = ("section = ?", [section]) if section is not None else ("section IS NULL", [])
        query = f"SELECT id FROM articles WHERE {clause} ORDER BY published DESC NULLS LAST, id LIMIT {int(limit)}"
        return [id for (id,) in self.rows(query, values)]

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
        words = ", ".join(str(number) for (number,) in rows)
        if not words:
            return [], 0
        found = self.rows(
            f"SELECT a.id, count(*) OVER () FROM (SELECT article FROM words WHERE word IN ({words}) "
            f"GROUP BY article HAVING count(*) = {len(rows)}) w JOIN articles a ON a.number = w.article "
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
            "SELECT n.name, found.n FROM (SELECT k.name, count(*) AS n FROM known_as k WHERE k.first AND k.leads "
            "AND k.name IN (SELECT number FROM names WHERE contains(name, ?)) GROUP BY k.name) found "
            f"JOIN names n ON n.number = found.name ORDER BY n.name <> ?, 2 DESC, 1 LIMIT {int(limit)}",
            [text.casefold(), text.casefold()],
        )

    def places_like(self, text: str, limit: int = 12) -> list[tuple[str, str | None, int]]:
        """Find names of places that hold some words: the name, the country's code, and how many events.

        Args:
            text: the words.
            limit: places at most.
        """
        return self.rows(
            "SELECT place, arg_max(country_code, (n, -number)), CAST(sum(n) AS BIGINT) FROM ("
            "SELECT p.number, p.place, p.country_code, count(*) AS n FROM events e JOIN places p ON p.number = e.place_number "
            "WHERE contains(lower(p.place), ?) AND e.same_as IS NULL GROUP BY ALL) "
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
