"""The bar of a run on a terminal: how far it is, how fast, and how long it will take.

How far is told by the bytes read of the bytes that the sources hold, which are counted aside while
the run has begun; how fast by articles. What cannot be counted (stdin, URLs) leaves the bar without
an end.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tidings.cli.render import width

if TYPE_CHECKING:
    from tqdm import tqdm

__all__ = ["Progress"]

_PAUSE = 0.2
# The rate is that of the last minute: a run that goes on passes over what it knows in no time.
_WINDOW = 60.0
_FORMAT = "{percentage:3.0f}% {bar:16} {desc}"
_FORMAT_WITHOUT_END = "{desc}"


class Progress:
    """Shows how far a run is, where stderr is a terminal.

    Args:
        sources: what it reads.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self.sources = sources
        self.bytes = 0
        self.total = 0
        self.shown = 0.0
        self.bar: tqdm[Any] | None = None
        self.past: deque[tuple[float, int, int]] = deque()
        self.live = sys.stderr is not None and sys.stderr.isatty()

    def told(self, count: int) -> None:
        """Count bytes that were read.

        Args:
            count: how many more.
        """
        self.bytes += count

    def show(self, read: int, made: str) -> None:
        """Show how far the run is.

        Args:
            read: articles read.
            made: what came of them, in words.
        """
        now = time.monotonic()
        if not self.live or now - self.shown < _PAUSE:
            return
        self.shown = now
        if self.bar is None:
            self.bar = self._begin()
        self.past.append((now, read, self.bytes))
        while self.past[0][0] < now - _WINDOW:
            self.past.popleft()
        if self.total:
            self.bar.total, self.bar.n = self.total, min(self.bytes, self.total)
            self.bar.bar_format = _FORMAT
        self.bar.set_description_str(f"{read:,} articles, {made}{self._pace(now, read)}", refresh=True)

    @contextlib.contextmanager
    def hidden(self) -> Iterator[None]:
        """Take the bar away for as long as something else is printed."""
        if self.bar is not None:
            self.bar.clear()
        yield
        if self.bar is not None:
            self.bar.refresh()

    def close(self) -> None:
        """Take the bar away for good."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None
        self.live = False

    def _begin(self) -> tqdm[Any]:
        from tqdm import tqdm

        if self.sources:
            threading.Thread(target=self._measure, daemon=True).start()
        return tqdm(total=None, file=sys.stderr, leave=False, bar_format=_FORMAT_WITHOUT_END, ncols=width())

    def _measure(self) -> None:
        from tidings.sources import measure

        if "-" not in self.sources:
            self.total = measure(self.sources)

    def _pace(self, now: float, read: int) -> str:
        then, before, bytes_before = self.past[0]
        if now - then < 1 or read == before:
            return ""
        pace = f", {(read - before) / (now - then):.1f}/s"
        speed = (self.bytes - bytes_before) / (now - then)
        if self.total <= self.bytes or not speed:
            return pace
        return f"{pace}, {_words((self.total - self.bytes) / speed)} left"


def _words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
