"""Local processes: a map over pages that keeps their order and survives a bad one.

A page that takes too long or too much memory, or that ends its worker twice, is handed back as an
`OverLimit` in its place; the worker is replaced and the rest goes on.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

from tidings.engines.worker import hold_signals, serve, size_of, timed, too_late
from tidings.errors import OverLimit, TidingsError
from tidings.settings import Settings

__all__ = ["imap"]

Work = Callable[[Any, Settings], Any]
Prepare = Callable[[Settings], None]

# Pages taken ahead of the slowest: bounds memory when one page holds up the order.
_AHEAD = 16
# Characters of these together, whatever their number.
_AHEAD_SIZE = 128 * 1024 * 1024
# Characters of an item that is done in this process where it is the only one.
_SMALL = 512 * 1024
# Seconds in which a worker must have loaded its models, and how often none may in a row.
_START_SECONDS = 120.0
_START_TRIES = 3
# A worker may be ended from outside; only the page that ends a second one is at fault.
_TRIES = 2


def imap(
    function: Work,
    items: Iterable[Any],
    settings: Settings,
    prepare: Prepare | None = None,
    is_done: Callable[[Any], bool] | None = None,
    apart: bool = False,
) -> Iterator[Any]:
    """Apply a function to items, in worker processes, and give the results in the items' order.

    Args:
        function: called with an item and the settings; importable by name.
        items: the items; taken as they are needed.
        settings: `workers`, `max_seconds` and `max_memory` bound the work; with one worker, or one small
            item, all runs in this process, where the time is kept as far as Python can and memory is not.
        prepare: called once in each worker before its first item, outside of the limits;
            importable by name.
        is_done: says of an item that it is a result already, and handed on in its place.
        apart: do nothing in this process, however few items there are.

    Raises:
        TidingsError: the function raised one that is about no single source, or no worker starts.
    """
    workers = settings.workers or os.cpu_count() or 1
    stream = iter(items)
    # One page alone is done sooner here than a worker has loaded its models.
    first = list(itertools.islice(stream, 2)) if workers > 1 and not apart else []
    stream = itertools.chain(first, stream)
    if not apart and (workers == 1 or (len(first) < 2 and all(size_of(item) <= _SMALL for item in first))):
        yield from map(_checked, _map_here(function, stream, settings, prepare, is_done or _never))
        return
    pool = _Pool(function, settings, workers, prepare)
    try:
        yield from map(_checked, pool.map(stream, is_done or _never))
    finally:
        pool.close()


def _map_here(
    function: Work, items: Iterator[Any], settings: Settings, prepare: Prepare | None, is_done: Callable[[Any], bool]
) -> Iterator[Any]:
    ready = prepare is None
    for item in items:
        if is_done(item):
            yield item
            continue
        if prepare is not None and not ready:
            # Loading models is no page's time.
            prepare(settings)
            ready = True
        yield timed(function, item, settings)


def _never(item: object) -> bool:
    return False


def _checked(result: Any) -> Any:
    """Hand on a result; an error that is about no single source ends the run."""
    if isinstance(result, TidingsError) and not hasattr(result, "source"):
        raise result
    return result


@dataclass(slots=True, eq=False)
class _Task:
    item: Any
    size: int
    tries: int = 0
    done: bool = False
    result: Any = None

    def finish(self, result: Any) -> None:
        self.result, self.done, self.item, self.size = result, True, None, 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    pipe: Connection
    deadline: float
    ready: bool = False
    task: _Task | None = None


class _Pool:
    """Workers, the tasks that wait for one, and the clock over those at work."""

    def __init__(self, function: Work, settings: Settings, count: int, prepare: Prepare | None) -> None:
        self.arguments = (function, settings, prepare)
        self.settings = settings
        self.count = count
        self.workers: list[_Worker] = []
        self.waiting: deque[_Task] = deque()
        self.failed_starts = 0
        # Fork is quick, but unsafe where the parent runs threads, and its children inherit the parent's
        # state; a fresh interpreter gives the same answer on every machine.
        self.context = multiprocessing.get_context("spawn")

    def map(self, items: Iterator[Any], is_done: Callable[[Any], bool] = _never) -> Iterator[Any]:
        """Give the results of items in their order."""
        queue: deque[_Task] = deque()
        more = True
        while more or queue:
            while more and len(queue) < self.count + _AHEAD and sum(t.size for t in queue) < _AHEAD_SIZE:
                item = next(items, _END)
                if item is _END:
                    more = False
                    break
                queue.append(_Task(item, size_of(item)))
                if is_done(item):
                    queue[-1].finish(item)
                    # Nothing to wait for: what is done already is handed on before more is taken.
                    if len(queue) == 1:
                        break
                else:
                    self.waiting.append(queue[-1])
                    self._hand_out()
            self._hand_out()
            if queue and not queue[0].done:
                self._collect()
            while queue and queue[0].done:
                yield queue.popleft().result

    def close(self) -> None:
        """End all workers."""
        for worker in self.workers:
            _stop(worker)
        self.workers.clear()

    def _hand_out(self) -> None:
        """Give waiting tasks to workers that are free, and start workers for those left over."""
        for worker in [w for w in self.workers if w.ready and w.task is None]:
            if self.waiting:
                self._hand(worker, self.waiting.popleft())
        starting = sum(not w.ready for w in self.workers)
        for _ in range(min(self.count - len(self.workers), len(self.waiting) - starting)):
            self.workers.append(self._start())

    def _start(self) -> _Worker:
        here, there = self.context.Pipe()
        process = self.context.Process(target=serve, args=(there, *self.arguments), daemon=True)
        with hold_signals():
            process.start()
        there.close()
        return _Worker(process, here, monotonic() + _START_SECONDS)

    def _hand(self, worker: _Worker, task: _Task) -> None:
        worker.task = task
        worker.deadline = monotonic() + self.settings.max_seconds
        try:
            worker.pipe.send(task.item)
        except OSError:
            self._lose(worker)

    def _collect(self) -> None:
        """Wait for the next message or deadline of a worker, and act on it."""
        active = [w for w in self.workers if w.task is not None or not w.ready]
        if not active:
            return
        timeout = max(0.0, min(w.deadline for w in active) - monotonic())
        heard = set(wait([w.pipe for w in active], timeout))
        now = monotonic()
        for worker in active:
            if worker.pipe in heard:
                self._receive(worker)
            elif now >= worker.deadline:
                self._lose(worker, late=True)

    def _receive(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            self._lose(worker)
            return
        if worker.task is not None:
            worker.task.finish(message)
            worker.task = None
        elif isinstance(message, TidingsError):
            raise message
        else:
            worker.ready = True
            self.failed_starts = 0

    def _lose(self, worker: _Worker, late: bool = False) -> None:
        """Part with a worker that died or is late, and settle what becomes of its page."""
        _stop(worker)
        self.workers.remove(worker)
        task = worker.task
        if task is None:
            self.failed_starts += 1
            if self.failed_starts >= _START_TRIES:
                raise TidingsError("worker processes do not start; see what they say above, or give --workers 1")
            return
        task.tries += 1
        if late:
            task.finish(too_late(task.item, self.settings))
        elif task.tries < _TRIES:
            self.waiting.appendleft(task)
        else:
            reason = "ended its worker twice (out of memory?); raise TIDINGS_MAX_MEMORY or leave the page out"
            task.finish(OverLimit(_source(task), reason))


_END = object()


def _source(task: _Task) -> str:
    source: str = getattr(task.item, "source", "a page")
    return source


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
