"""Opening an archive, and what is done in one opening of it: a query, a look, laying rows aside, a review."""

from __future__ import annotations

import contextlib
import dataclasses
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidings.archive.file import open_file, prepare
from tidings.archive.filters import EventFilter
from tidings.archive.flatten import without_words
from tidings.archive.look import Look
from tidings.archive.orders import events_query
from tidings.archive.result import Result
from tidings.archive.reviews import Review, keep_review
from tidings.archive.stream import lay_aside, read_back
from tidings.errors import UsageError
from tidings.settings import Settings

if TYPE_CHECKING:
    import duckdb

__all__ = ["Opened", "filter_of"]


class Opened:
    """An archive file, opened for each thing that is done with it.

    Args:
        path: the file.
        create: make it where it is missing.
        settings: `archive_wait` is how many seconds to wait while another program holds the file.

    Raises:
        ArchiveError: it is missing and not to be made, is no archive, or of a later version.
    """

    def __init__(
        self, path: str | Path = "tidings.duckdb", create: bool = True, settings: Settings | None = None
    ) -> None:
        self.path = Path(path)
        self.settings = settings or Settings()
        prepare(self.path, create, self.settings.archive_wait)

    @contextlib.contextmanager
    def look(self) -> Iterator[Look]:
        """Open the archive once for several queries; nobody writes while the block lasts, so keep it short.

        Raises:
            ArchiveError: the file cannot be read.
        """
        with self._open(write=False) as connection:
            yield Look(connection)

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
            UsageError: no such filter, order, type or certainty.
            ArchiveError: the file cannot be read.
        """
        query, values = events_query(self._known(filter_of(where, filters)), order)
        if limit is not None:
            query = f"{query} LIMIT {int(limit)}"
        with tempfile.TemporaryDirectory(prefix="tidings-") as folder:
            path = Path(folder) / "rows.parquet"
            with self._open(write=False) as connection:
                lay_aside(connection, query, values, path)
            yield from read_back(path, size)

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

    def _known(self, where: EventFilter) -> EventFilter:
        """The filter, told which types beside PLOVER's the archive has, where it asks for one."""
        if not where.asks_own_type:
            return where
        with self.look() as look:
            return look.known(where)

    def _query(self, query: str, values: Sequence[Any], limit: int | None) -> Result:
        if limit is not None:
            query = f"{query} LIMIT {int(limit)}"
        with self.look() as look:
            return look.result(query, values)

    def _open(self, write: bool) -> contextlib.AbstractContextManager[duckdb.DuckDBPyConnection]:
        return open_file(self.path, write, self.settings.archive_wait)


def filter_of(where: EventFilter | None, filters: dict[str, Any]) -> EventFilter:
    """Give the filter that a call means: one that is made, or its fields by name.

    Args:
        where: the filter, if one is given.
        filters: fields of `EventFilter`.

    Raises:
        UsageError: both are given, or there is no such field.
    """
    if where is not None:
        if filters:
            raise UsageError("give a filter or its fields by name, not both")
        return where
    try:
        return EventFilter(**filters)
    except TypeError as error:
        known = ", ".join(EventFilter.__dataclass_fields__)
        raise UsageError(f"no such filter; give some of {known}") from error
