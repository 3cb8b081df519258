"""The archive: one DuckDB file of articles, events, quotes and refusals."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidings.archive.file import open_file, prepare
from tidings.archive.filters import EventFilter
from tidings.archive.flatten import without_words
from tidings.archive.look import Look
from tidings.archive.orders import order_of
from tidings.archive.result import Result
from tidings.archive.reviews import Review, keep_review
from tidings.archive.stream import lay_aside, read_back
from tidings.archive.write import keep
from tidings.errors import ArchiveError, SourceError, UsageError
from tidings.records import Coded
from tidings.settings import Settings

if TYPE_CHECKING:
    import duckdb

__all__ = ["Archive"]

_COUNTS = {
    "articles": "SELECT count(*) FROM articles",
    "events": "SELECT count(*) FROM events WHERE same_as IS NULL",
    "joined": "SELECT count(*) FROM events WHERE same_as IS NOT NULL",
    "quotes": "SELECT count(*) FROM quotes",
    "refusals": "SELECT count(*) FROM refusals",
}


class Archive:
    """An archive file; made where there is none.

    Args:
        path: the file.
        create: make it where it is missing.
        settings: `keep_text` keeps the words of articles, not only offsets and digests;
            `archive_wait` is how many seconds to wait while another program holds the file.

    Raises:
        ArchiveError: it is missing and not to be made, is no archive, or of a later version.
    """

    def __init__(
        self, path: str | Path = "tidings.duckdb", create: bool = True, settings: Settings | None = None
    ) -> None:
        self.path = Path(path)
        self.settings = settings or Settings()
        prepare(self.path, create, self.settings.archive_wait)

    def add(self, batch: Sequence[Coded], coder: str) -> list[SourceError]:
        """Keep coded articles; one that is there already is kept once.

        The same article with the same text replaces its records. Another text under a given id is
        a conflict and is left out; another text of the same URL supersedes what was there.

        Args:
            batch: coded articles, in order.
            coder: the program that coded them.

        Returns:
            What was left out: conflicts, and articles that the archive cannot take.

        Raises:
            ArchiveError: the file cannot be written.
        """
        if not batch:
            return []
        with self._open(write=True) as connection:
            return keep(connection, batch, coder, self.settings.keep_text)

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
        return self._query(*_events_query(_filter(where, filters)), limit)

    def stream_events(
        self,
        where: EventFilter | None = None,
        limit: int | None = None,
        size: int = 10_000,
        order: str = "date",
        **filters: Any,
    ) -> Iterator[Result]:
        """Give events in parts, for what is too much to have at once; the archive is free after the first.

        Args:
            where: the filter; or give its fields by name (`actor="PRK"`).
            limit: how many at most.
            size: events of each part but the last; of none found one empty part.
            order: one of `ORDERS`.
            filters: fields of `EventFilter`.

        Raises:
            UsageError: no such filter, type or certainty.
            ArchiveError: the file cannot be read.
        """
        query, values = _events_query(_filter(where, filters), order)
        if limit is not None:
            query = f"{query} LIMIT {int(limit)}"
        with tempfile.TemporaryDirectory(prefix="tidings-") as folder:
            path = Path(folder) / "rows.parquet"
            with self._open(write=False) as connection:
                lay_aside(connection, query, values, path)
            yield from read_back(path, size)

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
            condition, more = events.conditions()
            clause += f" AND a.id IN (SELECT e.article FROM events e WHERE {condition})"
            values += more
        same = "coalesce((SELECT list(s.other ORDER BY s.other) FROM same_text s WHERE s.article = a.id), [])"
        counted = "(SELECT count(*) FROM events e WHERE e.article = a.id AND e.same_as IS NULL)"
        return _with_same_text(
            self._query(
                f"SELECT a.* EXCLUDE (text, record), {counted} AS events, {same} AS same_text, a.record "
                f"FROM articles a WHERE {clause} ORDER BY a.published NULLS LAST, a.id",
                values,
                limit,
            )
        )

    @contextlib.contextmanager
    def look(self) -> Iterator[Look]:
        """Open the archive once for several queries; nobody writes while the block lasts, so keep it short.

        Raises:
            ArchiveError: the file cannot be read.
        """
        with self._open(write=False) as connection:
            yield Look(connection)

    def review(self, review: Review) -> int:
        """Keep what somebody decided about a record.

        Where the words of articles are not kept, those of the right record are not either.

        Args:
            review: the decision.

        Returns:
            Its number.

        Raises:
            UsageError: there is no such decision, or it lacks what it is about.
            ArchiveError: the file cannot be written.
        """
        if review.record is not None and not self.settings.keep_text:
            review = dataclasses.replace(review, record=without_words(dict(review.record)))
        with self._open(write=True) as connection:
            return keep_review(connection, review)

    def reviews(self, text_digest: str | None = None) -> list[Review]:
        """Give every decision of people about records, in the order in which they were made.

        Args:
            text_digest: only those about this text.

        Raises:
            ArchiveError: the file cannot be read.
        """
        with self.look() as look:
            return look.reviews(text_digest)

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

    def _query(self, query: str, values: Sequence[Any], limit: int | None) -> Result:
        if limit is not None:
            query = f"{query} LIMIT {int(limit)}"
        with self._open(write=False) as connection:
            found = connection.execute(query, list(values))
            names = [column[0] for column in found.description]
            return Result(names, [str(column[1]) for column in found.description], found.fetchall())

    def _open(self, write: bool) -> contextlib.AbstractContextManager[duckdb.DuckDBPyConnection]:
        return open_file(self.path, write, self.settings.archive_wait)


def _filter(where: EventFilter | None, filters: dict[str, Any]) -> EventFilter:
    if where is not None:
        if filters:
            raise UsageError("give a filter or its fields by name, not both")
        return where
    try:
        return EventFilter(**filters)
    except TypeError as error:
        known = ", ".join(EventFilter.__dataclass_fields__)
        raise UsageError(f"no such filter; give some of {known}") from error


def _events_query(where: EventFilter, order: str = "date") -> tuple[str, list[Any]]:
    clause, values = where.conditions()
    query = f"SELECT e.* EXCLUDE (record), e.record FROM events e WHERE {clause} ORDER BY {order_of(order)}"
    return query, values


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
