"""What the archive remembers of runs and feeds: pages read before, feeds, and the articles they told of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tidings.archive.file import transaction
from tidings.archive.flatten import Row
from tidings.archive.opened import Opened

if TYPE_CHECKING:
    import duckdb

__all__ = ["FeedArticle", "FeedState", "Memory", "SeenPage", "remember"]

_SEEN = """
SELECT s.key, s.article, s.text_digest, s.reason, s.detail, a.url,
    (SELECT list(e.record ORDER BY e.rowid) FROM events e WHERE e.article = s.article)
FROM (SELECT * FROM seen_pages WHERE key IN (SELECT unnest(?))) s
LEFT JOIN articles a ON a.id = s.article AND a.text_digest = s.text_digest
WHERE s.article IS NULL OR a.id IS NOT NULL
"""
_FEED = "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?, ?)"
_WAITING = """
INSERT INTO feed_articles SELECT unnest(?), ?, unnest(?), 'waiting', 0, NULL, NULL
ON CONFLICT DO NOTHING
"""
_LINKS = """
SELECT link, feed, published, failures FROM feed_articles
WHERE state = 'waiting' AND (not_before IS NULL OR not_before <= ?) AND feed IN (SELECT unnest(?))
ORDER BY rowid
"""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What came of a page that was read before: an article and its events as JSON, or a refusal."""

    key: str
    article: str | None
    text_digest: str | None
    reason: str | None
    detail: str | None
    url: str | None = None
    events: tuple[str, ...] = ()

    def row(self) -> Row:
        """Give the row that is kept of it."""
        return (self.key, self.article, self.text_digest, self.reason, self.detail)


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed; see the schema. All times are UTC, without a zone."""

    url: str
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    asked: datetime.datetime | None = None
    not_before: datetime.datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class FeedArticle:
    """An article that a feed told of."""

    link: str
    feed: str
    published: datetime.date | None = None
    failures: int = 0


class Memory(Opened):
    """The part of an archive that runs and feeds remember by."""

    def has_seen(self) -> bool:
        """Say whether any page was read before.

        Raises:
            ArchiveError: the file cannot be read.
        """
        with self._open(write=False) as connection:
            return connection.execute("SELECT 1 FROM seen_pages LIMIT 1").fetchone() is not None

    def seen(self, keys: Sequence[str]) -> dict[str, SeenPage]:
        """Give what came of pages that were read before, by their keys; of an article only while it stands so.

        Args:
            keys: digests of pages.

        Raises:
            ArchiveError: the file cannot be read.
        """
        with self._open(write=False) as connection:
            rows = connection.execute(_SEEN, [list(keys)]).fetchall()
        found = {}
        for key, article, text_digest, reason, detail, url, events in rows:
            found[key] = SeenPage(key, article, text_digest, reason, detail, url, tuple(events or ()))
        return found

    def feed(self, url: str) -> FeedState:
        """Give what is remembered of a feed.

        Args:
            url: its URL.

        Raises:
            ArchiveError: the file cannot be read.
        """
        with self._open(write=False) as connection:
            row = connection.execute("SELECT * FROM feeds WHERE url = ?", [url]).fetchone()
        return FeedState(*row) if row else FeedState(url)

    def keep_feed(self, state: FeedState, articles: Sequence[FeedArticle] = ()) -> int:
        """Remember a feed, and the articles that it tells of: those that are new wait to be fetched.

        In one transaction: a feed is never taken for read while its articles are not remembered.

        Args:
            state: the feed.
            articles: what it tells of; all of this feed.

        Returns:
            How many of the articles are new.

        Raises:
            ArchiveError: the file cannot be written.
        """
        fields = (state.title, state.etag, state.modified, state.asked, state.not_before, state.failures)
        with self._open(write=True) as connection, transaction(connection):
            connection.execute(_FEED, [state.url, *fields])
            new = 0
            if articles:
                once = {a.link: a for a in articles}
                values = [list(once), state.url, [a.published for a in once.values()]]
                row = connection.execute(_WAITING, values).fetchone()
                new = int(row[0]) if row else 0
        return new

    def waiting(self, feeds: Sequence[str], now: datetime.datetime) -> list[FeedArticle]:
        """Give the articles that feeds told of and that are still to be fetched, the first told of first.

        Args:
            feeds: the feeds' URLs.
            now: articles that are to be left alone until later are left out.

        Raises:
            ArchiveError: the file cannot be read.
        """
        with self._open(write=False) as connection:
            rows = connection.execute(_LINKS, [now, list(feeds)]).fetchall()
        return [FeedArticle(*row) for row in rows]

    def settle(self, link: str, state: str, reason: str | None = None, again: datetime.datetime | None = None) -> None:
        """Remember what became of an article that a feed told of.

        Args:
            link: its link.
            state: `coded`, `refused`, `failed`, or `waiting` where it is to be tried again.
            reason: of a refusal or failure.
            again: when it may be tried again.

        Raises:
            ArchiveError: the file cannot be written.
        """
        self.settle_all([(link, state, reason, again)])

    def settle_all(self, links: Iterable[tuple[str, str, str | None, datetime.datetime | None]]) -> None:
        """Remember what became of articles that feeds told of; see `settle`.

        Args:
            links: link, state, reason and time of each.

        Raises:
            ArchiveError: the file cannot be written.
        """
        with self._open(write=True) as connection:
            for link, state, reason, again in links:
                failed = int(state == "failed" or again is not None)
                connection.execute(
                    "UPDATE feed_articles SET state = ?, reason = ?, not_before = ?, failures = failures + ? "
                    "WHERE link = ?",
                    [state, reason, again, failed, link],
                )


def remember(connection: duckdb.DuckDBPyConnection, pages: Sequence[SeenPage], known: Mapping[str, Any]) -> None:
    """Remember pages, and forget other pages that gave articles which stand otherwise now.

    Args:
        connection: the archive, open for writing.
        pages: what came of each.
        known: articles that were in the archive before.
    """
    changed = [page.article for page in pages if page.article in known]
    with transaction(connection):
        if changed:
            connection.execute("DELETE FROM seen_pages WHERE article IN (SELECT unnest(?))", [changed])
        if pages:
            columns = [list(column) for column in zip(*(page.row() for page in pages), strict=True)]
            connection.execute(
                "INSERT INTO seen_pages SELECT unnest(?), unnest(?), unnest(?), unnest(?), unnest(?)", columns
            )
