"""The archive: one DuckDB file of articles, events, quotes and refusals."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Sequence
from typing import Any

from tidings.archive.ask import find_story, related_to, whole_story
from tidings.archive.filters import EventFilter
from tidings.archive.memory import Memory, SeenPage, remember
from tidings.archive.opened import filter_of
from tidings.archive.orders import events_query
from tidings.archive.result import Result
from tidings.archive.write import keep
from tidings.errors import ArchiveError, SourceError
from tidings.records import Coded, RelatedArticle, to_dict

__all__ = ["Archive"]

_COUNTS = {
    "articles": "SELECT count(*) FROM articles",
    "events": "SELECT count(*) FROM events WHERE same_as IS NULL",
    "joined": "SELECT count(*) FROM events WHERE same_as IS NOT NULL",
    "quotes": "SELECT count(*) FROM quotes",
    "refusals": "SELECT count(*) FROM refusals",
}


_COLUMN_TYPES = {"score": "DOUBLE", "date": "DATE"}


class Archive(Memory):
    """An archive file; made where there is none.

    Args:
        path: the file.
        create: make it where it is missing.
        settings: `keep_text` keeps the words of articles, not only offsets and digests;
            `archive_wait` is how many seconds to wait while another program holds the file.

    Raises:
        ArchiveError: it is missing and not to be made, is no archive, or of a later version.
    """

    def add(self, batch: Sequence[Coded], coder: str, seen: Sequence[SeenPage] = ()) -> list[SourceError]:
        """Keep coded articles; one that is there already is kept once.

        The same article with the same text replaces its records. Another text under a given id is
        a conflict and is left out; another text of the same URL supersedes what was there.

        Args:
            batch: coded articles, in order.
            coder: the program that coded them.
            seen: the pages that they and refusals came from, to be known again by a later run.

        Returns:
            What was left out: conflicts, and articles that the archive cannot take.

        Raises:
            ArchiveError: the file cannot be written.
        """
        if not batch and not seen:
            return []
        with self._open(write=True) as connection:
            ids = [c.article.id for c in batch]
            known = connection.execute("SELECT id FROM articles WHERE id IN (SELECT unnest(?))", [ids]).fetchall()
            left_out = keep(connection, batch, coder, self.settings.keep_text) if batch else []
            # Only then: a kill in between has pages read twice, never passed over.
            remember(connection, seen, {id: True for (id,) in known})
            return left_out

    def update_stories(self) -> int:
        """Place every article that is new or has changed in its story.

        Which articles are one story, and under which id, depends on the articles alone, not on the
        order in which they came. It may be stopped at any instant and run again.

        Returns:
            How many articles were placed.

        Raises:
            ArchiveError: the file cannot be read or written.
        """
        from tidings.archive.stories import update

        return update(self._open)

    def events(self, where: EventFilter | None = None, limit: int | None = None, **filters: Any) -> Result:
        """Give events: the leading records, by date and place in the text.

        Args:
            where: the filter; or give its fields by name (`actor="PRK"`).
            limit: how many at most.
            filters: fields of `EventFilter`.

        Raises:
            UsageError: no such filter, type or certainty.
            ArchiveError: the file cannot be read.
        """
        return self._query(*events_query(self._known(filter_of(where, filters))), limit)

    def quotes(
        self,
        speaker: str | None = None,
        article: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
        *,
        addressee: str | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> Result:
        """Give quotes in the order of articles and text.

        Args:
            speaker: the speaker's country code or name.
            article: the article's id.
            kind: `direct`, `indirect` or `mixed`.
            limit: how many at most.
            addressee: the addressee's name.
            since: printed on this day or later.
            until: printed on this day or before.

        Raises:
            ArchiveError: the file cannot be read.
        """
        parts = {
            "(q.speaker_code = upper(?1) OR lower(q.speaker) = lower(?1))": speaker,
            "lower(q.addressee) = lower(?1)": addressee,
            "q.article = ?1": article,
            "q.kind = ?1": kind,
            "a.published >= ?1": since,
            "a.published <= ?1": until,
        }
        clause, values = _clause(parts)
        return self._query(
            "SELECT q.* EXCLUDE (record), q.record FROM quotes q JOIN articles a ON a.id = q.article "
            f'WHERE {clause} ORDER BY q.article, q.start, q."end"',
            values,
            limit,
        )

    def articles(
        self,
        publication: str | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        article: str | None = None,
        limit: int | None = None,
        *,
        events: EventFilter | None = None,
    ) -> Result:
        """Give articles by date of publication; `same_text` names those that print the same text.

        Args:
            publication: the paper.
            since: the first date of publication, inclusive.
            until: the last one, inclusive.
            article: the article's id.
            limit: how many at most.
            events: only articles that have an event which meets this filter.

        Raises:
            UsageError: no type or certainty of the filter's.
            ArchiveError: the file cannot be read.
        """
        parts = {
            "lower(a.publication) = lower(?1)": publication,
            "a.published >= ?1": since,
            "a.published <= ?1": until,
            "a.id = ?1": article,
        }
        clause, values = _clause(parts)
        if events is not None:
            condition, more = self._known(events).conditions()
            clause += f" AND a.number IN (SELECT e.article_number FROM events e WHERE {condition})"
            values += more
        same = "coalesce((SELECT list(s.other ORDER BY s.other) FROM same_text s WHERE s.article = a.id), [])"
        counted = "(SELECT count(*) FROM events e WHERE e.article_number = a.number AND e.same_as IS NULL)"
        return _with_same_text(
            self._query(
                f"SELECT a.* EXCLUDE (text, record, number), {counted} AS events, {same} AS same_text, a.record "
                f"FROM articles a WHERE {clause} ORDER BY a.published NULLS LAST, a.id",
                values,
                limit,
            )
        )

    def stories(
        self,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        section: str | None = None,
        publication: str | None = None,
        article: str | None = None,
        limit: int | None = None,
        *,
        min_articles: int | None = None,
        min_outlets: int | None = None,
        events: EventFilter | None = None,
    ) -> Result:
        """Give stories, those with the latest articles first; see `Story` for the fields of each.

        Args:
            since: stories with an article published on this day or later.
            until: stories with an article published on this day or before.
            section: the section that most of its articles are in.
            publication: a paper that has an article in it.
            article: the story of this article.
            limit: how many at most.
            min_articles: of at least so many articles.
            min_outlets: told by at least so many outlets.
            events: only stories with an event which meets this filter.

        Raises:
            UsageError: no type or certainty of the filter's.
            ArchiveError: the file cannot be read.
        """
        member = "s.id IN (SELECT p.story FROM story_articles p JOIN articles a ON a.id = p.article WHERE {})"
        parts = {
            "s.last_date >= ?1": since,
            "s.first_date <= ?1": until,
            "lower(s.section) = lower(?1)": section,
            member.format("lower(a.publication) = lower(?1)"): publication,
            member.format("a.id = ?1"): article,
            "s.articles >= ?1": min_articles,
            "s.outlets >= ?1": min_outlets,
        }
        clause, values = _clause(parts)
        if events is not None:
            condition, more = self._known(events).conditions()
            told = f"SELECT p.story FROM story_articles p JOIN events e ON e.article = p.article WHERE {condition}"
            clause, values = f"{clause} AND s.id IN ({told})", [*values, *more]
        return self._query(
            f"SELECT s.* EXCLUDE (record), s.record FROM stories s WHERE {clause} "
            "ORDER BY s.last_date DESC NULLS LAST, s.articles DESC, s.id",
            values,
            limit,
        )

    def story(self, id: str) -> dict[str, Any]:
        """Give one story with its articles and its timeline; see `Story` for the fields.

        Args:
            id: its id, an id that it had before an earlier article came, or the first digits of either.

        Raises:
            ArchiveError: no story, or more than one, is known by it.
        """
        with self._open(write=False) as connection:
            found = find_story(connection, id)
            if len(found) == 1:
                return whole_story(connection, found[0])
        raise ArchiveError(
            f"{self.path}: {'more than one' if found else 'no'} story {id}; `tidings stories` lists them"
        )

    def related(self, article: str, limit: int = 10) -> Result:
        """Give what to read beside an article, the best first; see `RelatedArticle` for the fields of each.

        Args:
            article: its id, or the first digits of it.
            limit: how many at most.

        Raises:
            ArchiveError: no article, or more than one, begins so.
        """
        whole = self.whole_id(article, "article")
        with self._open(write=False) as connection:
            return _as_result(related_to(connection, whole, limit))

    def unplaced(self) -> int:
        """Count the articles that `update_stories` has still to place.

        Raises:
            ArchiveError: the file cannot be read.
        """
        query = (
            "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM story_articles p WHERE p.article = a.id) "
            "AND (a.text IS NOT NULL OR EXISTS (SELECT 1 FROM sketches s WHERE s.article = a.id))"
        )
        with self._open(write=False) as connection:
            row = connection.execute(query).fetchone()
        return int(row[0]) if row else 0

    def text(self, article: str) -> str | None:
        """Give the text that the events of an article were read from; None where texts are not kept.

        Args:
            article: the article's id.

        Raises:
            ArchiveError: there is no such article.
        """
        with self._open(write=False) as connection:
            row = connection.execute("SELECT text FROM articles WHERE id = ?", [article]).fetchone()
        if row is None:
            raise ArchiveError(f"{self.path}: no article {article}; `tidings articles` lists them")
        found: str | None = row[0]
        return found

    def event(self, id: str) -> dict[str, Any]:
        """Give one record by its id, or by the first digits of it where they are enough.

        Args:
            id: the record's id.

        Raises:
            ArchiveError: no record, or more than one, begins so.
        """
        (record,) = self.events(EventFilter(all=True, id=self.whole_id(id, "event")))
        return record

    def whole_id(self, id: str, what: str) -> str:
        """Give the whole id that some first digits stand for.

        Args:
            id: an id, or so much of its beginning that only one begins so.
            what: `article` or `event`.

        Raises:
            ArchiveError: no id, or more than one, begins so.
        """
        with self._open(write=False) as connection:
            rows = connection.execute(
                f"SELECT id FROM {what}s WHERE starts_with(id, ?) ORDER BY id <> ?, id LIMIT 2", [id, id]
            ).fetchall()
        if not rows or (len(rows) > 1 and rows[0][0] != id):
            number = f"more than one {what}" if rows else f"no {what}"
            raise ArchiveError(f"{self.path}: {number} with id {id}; `tidings {what}s` lists them")
        found: str = rows[0][0]
        return found

    def counts(self) -> dict[str, int]:
        """Count the articles, leading events, joined mentions, quotes and refusals.

        Raises:
            ArchiveError: the file cannot be read.
        """
        with self._open(write=False) as connection:
            rows = {name: connection.execute(query).fetchone() for name, query in _COUNTS.items()}
        return {name: int(row[0]) if row else 0 for name, row in rows.items()}


def _as_result(found: Sequence[RelatedArticle]) -> Result:
    """Records as a query would have given them."""
    names = [field.name for field in dataclasses.fields(RelatedArticle)]
    types = [_COLUMN_TYPES.get(name, "VARCHAR") for name in names]
    rows = [
        (*(getattr(r, n) for n in names), json.dumps(to_dict(r), ensure_ascii=False, separators=(",", ":")))
        for r in found
    ]
    return Result([*names, "record"], [*types, "JSON"], rows)


def _clause(parts: dict[str, Any]) -> tuple[str, list[Any]]:
    """Join the conditions whose value is given; `?1` stands for the value."""
    found, values = ["true"], []
    for condition, value in parts.items():
        if value is not None:
            values += [value] * condition.count("?1")
            found.append(condition.replace("?1", "?"))
    return " AND ".join(found), values


def _with_same_text(found: Result) -> Result:
    """Write into each article's record which others print its text."""
    at = found.names.index("same_text")
    rows = []
    for row, record in zip(found.rows, found, strict=True):
        if row[at]:
            record["same_text"] = list(row[at])
        rows.append((*row, json.dumps(record, ensure_ascii=False, separators=(",", ":"))))
    return Result([*found.names, "record"], [*found.types, "JSON"], rows)
