"""Rounds over feeds: which changed, what is new in them, and what it says.

A round asks every feed whether it changed (ETag, Last-Modified), puts what it tells of into the
archive's memory in the same transaction as the feed's own state, and works off that memory: each new
article is fetched, coded, archived, and only then settled. A kill at any instant leaves articles
waiting, which the next round takes up; an article that was archived and not settled is known again.
"""

from __future__ import annotations

import dataclasses
import datetime
import email.utils
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tidings import pipeline
from tidings.archive import Archive, FeedArticle, FeedState
from tidings.errors import OverLimit, SourceError, UnknownKind, UnreadableSource
from tidings.following.lists import is_opml, opml_feeds
from tidings.following.politely import Politely, Robots
from tidings.records import Coded, Page, Refusal
from tidings.resuming import Known
from tidings.settings import Settings
from tidings.sources import recognise
from tidings.sources.feed import Feed, parse
from tidings.sources.fetch import Answer, Client
from tidings.sources.origin import Origin
from tidings.sources.read import answered, read_answer
from tidings.sources.unpack import read_all, unpack

__all__ = ["Follower"]

_FEED_BYTES = 16 * 1024 * 1024
# The first pause after a failure, doubled at each that follows; and the longest.
_FIRST_PAUSE = datetime.timedelta(minutes=5)
_LONGEST_PAUSE = datetime.timedelta(days=1)
_GONE_PAUSE = datetime.timedelta(days=30)
# How often an article that cannot be had now is tried.
_TRIES = 5
# What no patience helps against.
_FINAL = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 451})
_SETTLED_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class _Failed:
    """What could not be had: why, whether trying again may help, and the patience that the server asks for."""

    error: SourceError
    final: bool = False
    patience: datetime.timedelta | None = None


@dataclass(frozen=True, slots=True)
class _Polled:
    """What a feed answered; no feed where it did not change, or where it is a list of others."""

    feed: Feed | None = None
    others: tuple[str, ...] = ()
    etag: str | None = None
    modified: str | None = None


class Follower:
    """Follows feeds into an archive.

    Args:
        feeds: their URLs.
        archive: where records and the memory of feeds are kept.
        settings: the settings in force.
        client: what fetches; one made of the settings where None.
        clock: gives the time, in UTC without a zone.
    """

    def __init__(
        self,
        feeds: Sequence[str],
        archive: Archive,
        settings: Settings,
        client: Client | None = None,
        clock: Callable[[], datetime.datetime] | None = None,
    ) -> None:
        self.feeds = list(dict.fromkeys(feeds))
        self.archive = archive
        self.settings = settings
        self.client = client or Client(settings)
        self.clock = clock or _now
        self.robots = Robots(self.client)

    def round(self) -> Iterator[pipeline.Outcome]:
        """Ask every feed that may be asked, and code the articles that are new.

        Raises:
            ModelError: a model is missing.
            ArchiveError: the archive cannot be written.
        """
        # What hosts ask of robots is asked anew each round: they may have changed their mind.
        self.robots = Robots(self.client)
        yield from self._poll(self.feeds)
        yield from self._read()

    def _poll(self, feeds: Sequence[str]) -> Iterator[Refusal | SourceError]:
        states = [self.archive.feed(url) for url in feeds]
        due = [(s.url, s) for s in states if s.not_before is None or s.not_before <= self.clock()]
        found: list[str] = []
        for state, result in Politely(self._ask, self._delay).map(due):
            if isinstance(result, SourceError):
                result = _Failed(result)
            if isinstance(result, Refusal):
                self.archive.keep_feed(self._later(state, None))
                yield result
            elif isinstance(result, _Failed):
                self.archive.keep_feed(self._later(state, result))
                yield result.error
            else:
                found += result.others
                self._keep(state, result)
        fresh = [url for url in dict.fromkeys(found) if url not in self.feeds]
        if fresh:
            self.feeds += fresh
            yield from self._poll(fresh)

    def _ask(self, state: FeedState) -> _Polled | _Failed | Refusal:
        url = state.url
        asked = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
        with self.client.open(url, {name: value for name, value in asked.items() if value}) as answer:
            if answer.status == 304:
                return _Polled(etag=state.etag, modified=state.modified)
            failed = self._failure(answer, url)
            if failed is not None:
                return failed
            limit = min(_FEED_BYTES, self.settings.max_bytes)
            data = read_all(unpack(answered(answer, url), url, limit), url, limit)
        if is_opml(data):
            return _Polled(others=tuple(opml_feeds(data, url)))
        kind = recognise(data)
        if kind != "feed":
            told = answer.headers.get("content-type", "nothing").split(";")[0][:60]
            detail = f"it holds {kind or 'nothing that is read'} and says {told}"
            return Refusal("source", "no feed", url, detail=detail)
        feed = parse(data, Origin(url, answer.url, answer.charset))
        return _Polled(feed, (), answer.headers.get("etag"), answer.headers.get("last-modified"))

    def _keep(self, state: FeedState, polled: _Polled) -> None:
        now = self.clock()
        feed = polled.feed
        rest = min(_LONGEST_PAUSE, datetime.timedelta(minutes=feed.minutes or 0)) if feed else None
        kept = FeedState(
            state.url,
            feed.title if feed and self.settings.keep_text else state.title,
            polled.etag,
            polled.modified,
            now,
            now + rest if rest else None,
        )
        entries = feed.entries if feed else ()
        articles = [FeedArticle(entry.link, state.url, entry.date) for entry in entries if entry.link]
        self.archive.keep_feed(kept, articles)

    def _later(self, state: FeedState, failed: _Failed | None) -> FeedState:
        pause = _pause(state.failures)
        if failed is not None and failed.patience is not None:
            pause = max(pause, failed.patience)
        return dataclasses.replace(state, failures=state.failures + 1, not_before=self.clock() + pause)

    def _failure(self, answer: Answer, name: str) -> _Failed | None:
        if answer.status == 200:
            return None
        error = UnreadableSource(name, f"its server answers {answer.status} {answer.reason}".rstrip())
        patience = _GONE_PAUSE if answer.status == 410 else _retry_after(answer, self.clock())
        return _Failed(error, answer.status in _FINAL, patience)

    def _delay(self, url: str) -> float:
        return max(self.settings.fetch_delay, self.robots.delay(url))

    def _read(self) -> Iterator[pipeline.Outcome]:
        waiting = self.archive.waiting(self.feeds, self.clock())
        asked: deque[tuple[FeedArticle, _Failed | None]] = deque()

        def pages() -> Iterator[Page | Refusal | SourceError]:
            for article, result in Politely(self._fetch, self._delay).map((a.link, a) for a in waiting):
                failed = _Failed(result) if isinstance(result, SourceError) else result
                asked.append((article, failed if isinstance(failed, _Failed) else None))
                yield failed.error if isinstance(failed, _Failed) else failed

        settled: list[tuple[str, str, str | None, datetime.datetime | None]] = []
        for outcome in pipeline.run_pages(pages(), self.settings, self.archive, at_once=True):
            settled.append(self._settled(*asked.popleft(), outcome))
            if len(settled) >= _SETTLED_AT_ONCE:
                self.archive.settle_all(settled)
                settled = []
            yield outcome
        if settled:
            self.archive.settle_all(settled)

    def _fetch(self, article: FeedArticle) -> Page | Refusal | _Failed:
        link = article.link
        if not self.robots.allows(link):
            return Refusal("source", "robots", link, detail="its host asks robots to leave it alone")
        with self.client.open(link) as answer:
            failed = self._failure(answer, link)
            if failed is not None:
                return failed
            found = list(read_answer(answer, link, self.settings))
        page = found[0] if len(found) == 1 else None
        if isinstance(page, SourceError) and not isinstance(page, UnknownKind):
            # What was cut off or slow may come whole another time; what is too large or no text will not.
            return _Failed(page, final=isinstance(page, OverLimit) or "cut off" not in page.reason)
        if not isinstance(page, Page) or page.kind not in {"html", "text"}:
            return Refusal("source", "unknown_kind", link, detail="no page but something else")
        return dataclasses.replace(page, date=article.published)

    def _settled(
        self, article: FeedArticle, failed: _Failed | None, outcome: pipeline.Outcome
    ) -> tuple[str, str, str | None, datetime.datetime | None]:
        if isinstance(outcome, (Coded, Known)):
            return article.link, "coded", None, None
        if isinstance(outcome, Refusal):
            return article.link, "refused", outcome.reason, None
        if failed is None or failed.final or article.failures + 1 >= _TRIES:
            return article.link, "failed", outcome.reason, None
        pause = max(_pause(article.failures), failed.patience or datetime.timedelta())
        return article.link, "waiting", outcome.reason, self.clock() + pause


def _pause(failures: int) -> datetime.timedelta:
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * (1 << min(failures, 12)))


def _retry_after(answer: Answer, now: datetime.datetime) -> datetime.timedelta | None:
    """The patience that a server asks for: seconds, or a date (RFC 9110, 10.2.3)."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal() and len(text) < 9:
        return min(_LONGEST_PAUSE, datetime.timedelta(seconds=int(text)))
    try:
        until = email.utils.parsedate_to_datetime(text).astimezone(datetime.UTC).replace(tzinfo=None)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(_LONGEST_PAUSE, max(datetime.timedelta(), until - now))


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
