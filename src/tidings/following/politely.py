"""Many URLs of many hosts, a few at once: of one host one at a time, with a pause in between."""

from __future__ import annotations

import queue
import threading
import time
import urllib.parse
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from tidings.errors import SourceError
from tidings.sources.fetch import Client

__all__ = ["Politely", "Robots"]

T = TypeVar("T")
R = TypeVar("R")

# Hosts that are spoken to at once.
_AT_ONCE = 8
# The longest pause that a host may ask for, and the most of its robots.txt that is read (RFC 9309: 500 KB).
_LONGEST_DELAY = 60.0
_ROBOTS_BYTES = 512 * 1024


class Robots:
    """What hosts ask of robots in `robots.txt` (RFC 9309), asked once a run.

    Args:
        client: what fetches.
        agent: the name by which rules are looked up.
    """

    def __init__(self, client: Client, agent: str = "tidings") -> None:
        self.client = client
        self.agent = agent
        self._rules: dict[str, object] = {}

    def allows(self, url: str) -> bool:
        """Say whether a URL may be fetched.

        Args:
            url: the URL.

        Raises:
            SourceError: the host cannot say so now; RFC 9309 takes this for a no, until it can.
        """
        rules = self._of(url)
        return rules is None or bool(rules.can_fetch(url, self.agent))  # type: ignore[attr-defined]

    def delay(self, url: str) -> float:
        """Give the seconds that the host of a URL asks to be left alone between two requests.

        Args:
            url: a URL whose host was asked before.
        """
        rules = self._rules.get(_site(url))
        asked = rules.crawl_delay(self.agent) if rules is not None else None  # type: ignore[attr-defined]
        return min(_LONGEST_DELAY, float(asked or 0))

    def _of(self, url: str) -> object | None:
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = self._ask(f"{site}/robots.txt")
        return self._rules[site]

    def _ask(self, url: str) -> object | None:
        import protego

        from tidings.errors import UnreadableSource

        with self.client.open(url) as answer:
            if 400 <= answer.status < 500 and answer.status != 429:
                return None
            if answer.status != 200:
                raise UnreadableSource(url, f"its server answers {answer.status}")
            data = b""
            while len(data) < _ROBOTS_BYTES and (more := answer.body.read(1 << 16)):
                data += more
        rules: object = protego.Protego.parse(data.decode("utf-8", "replace"))
        return rules


class Politely(Generic[T, R]):
    """Does some work for each of many URLs.

    Args:
        work: done for each in a thread of its own; errors of sources come back as its result.
        delay: gives the seconds between two requests to the host of a URL.
    """

    def __init__(self, work: Callable[[T], R], delay: Callable[[str], float]) -> None:
        self.work = work
        self.delay = delay
        self.free: dict[str, float] = {}

    def map(self, items: Iterable[tuple[str, T]]) -> Iterator[tuple[T, R | SourceError]]:
        """Give the result of each item, as they come; only so much is begun as is asked for.

        Args:
            items: each with its URL.
        """
        waiting: dict[str, deque[tuple[str, T]]] = {}
        for url, item in items:
            waiting.setdefault(_site(url), deque()).append((url, item))
        results: queue.SimpleQueue[tuple[str, str, T, R | SourceError]] = queue.SimpleQueue()
        busy: set[str] = set()
        while waiting or busy:
            now = time.monotonic()
            ready = [site for site in waiting if site not in busy and self.free.get(site, 0.0) <= now]
            for site in ready[: _AT_ONCE - len(busy)]:
                url, item = waiting[site].popleft()
                if not waiting[site]:
                    del waiting[site]
                busy.add(site)
                # Ends with the program: a server that hangs may not keep it from ending.
                threading.Thread(target=self._do, args=(site, url, item, results), daemon=True).start()
            try:
                site, url, item, result = results.get(timeout=self._pause(waiting, busy))
            except queue.Empty:
                continue
            busy.discard(site)
            self.free[site] = time.monotonic() + self.delay(url)
            yield item, result

    def _do(
        self, site: str, url: str, item: T, results: queue.SimpleQueue[tuple[str, str, T, R | SourceError]]
    ) -> None:
        try:
            result: R | SourceError = self.work(item)
        except SourceError as error:
            result = error
        except Exception as error:  # noqa: BLE001
            # A thread has nobody above it: whatever broke is this URL's failure, and the rest goes on.
            reason = (
                f"could not be read ({type(error).__name__}: {error}); this is a fault of tidings, please report it"
            )
            result = SourceError(url, reason)
        results.put((site, url, item, result))

    def _pause(self, waiting: Iterable[str], busy: set[str]) -> float | None:
        """Seconds until a host that waits is free; None where only answers are waited for."""
        times = [self.free.get(site, 0.0) for site in waiting if site not in busy]
        if len(busy) >= _AT_ONCE or not times:
            return None
        return max(0.001, min(times) - time.monotonic())


def _site(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
