"""Local processes: a map over pages that keeps their order and survives a bad one.

A page that takes too long, too much memory, or kills its worker is handed back as an `OverLimit`
in its place; the worker is replaced and the rest goes on.
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

from tidings.errors import OverLimit, TidingsError
from tidings.settings import Settings

__all__ = ["imap"]

Work = Callable[[Any, Settings], Any]
# Pages handed out ahead of the slowest: bounds memory when one page holds up the order.
_AHEAD = 16


def imap(function: Work, items: Iterable[Any], settings: Settings) -> Iterator[Any]:
    """Apply a function to items, in worker processes, and give the results in the items' order.

    Args:
        function: called with an item and the settings; importable by name.
        items: the items; taken as they are needed.
        settings: `workers`, `max_seconds` and `max_memory` bound the work; with one worker all
            runs in this process, without the two limits.
    """
    workers = settings.workers or os.cpu_count() or 1
    stream = iter(items)
    # One page alone is done sooner here than a worker has loaded its models.
    first = list(itertools.islice(stream, 2)) if workers > 1 else []
    stream = itertools.chain(first, stream)
    if workers == 1 or len(first) < 2:
        for item in stream:
            yield function(item, settings)
        return
    pool = _Pool(function, settings, workers)
    try:
        yield from pool.map(stream)
    finally:
        pool.close()


@dataclass(slots=True)
class _Task:
    item: Any
    done: bool = False
    result: Any = None


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: _Task | None = None
    deadline: float = 0.0


class _Pool:
    def __init__(self, function: Work, settings: Settings, count: int) -> None:
        self.function = function
        self.settings = settings
        self.count = count
        self.workers: list[_Worker] = []
        # Fork is quick, but unsafe where the parent runs threads, and its children inherit the parent's
        # state; a fresh interpreter gives the same answer on every machine.
        self.context = multiprocessing.get_context("spawn")

    def map(self, items: Iterator[Any]) -> Iterator[Any]:
        queue: deque[_Task] = deque()
        more = True
        while more or queue:
            while more and len(queue) < self.count + _AHEAD:
                worker = self._idle()
                if worker is None:
                    break
                item = next(items, _END)
                if item is _END:
                    more = False
                    break
                task = _Task(item)
                queue.append(task)
                self._hand(worker, task)
            while queue and queue[0].done:
                result = queue.popleft().result
                if isinstance(result, TidingsError) and not hasattr(result, "source"):
                    raise result
                yield result
            if any(w.task for w in self.workers):
                self._collect()

    def _idle(self) -> _Worker | None:
        free = next((w for w in self.workers if w.task is None), None)
        if free is None and len(self.workers) < self.count:
            free = self._start()
            self.workers.append(free)
        return free

    def _start(self) -> _Worker:
        here, there = self.context.Pipe()
        arguments = (there, self.function, self.settings)
        process = self.context.Process(target=_serve, args=arguments, daemon=True)
        process.start()
        there.close()
        return _Worker(process, here)

    def _hand(self, worker: _Worker, task: _Task) -> None:
        worker.task = task
        # Loading the models is the first page's cost, not its fault.
        started = worker.deadline > 0
        worker.deadline = monotonic() + self.settings.max_seconds + (0 if started else 60)
        try:
            worker.pipe.send(task.item)
        except (BrokenPipeError, OSError):
            self._replace(worker, "its worker could not be started")

    def _collect(self) -> None:
        busy = [w for w in self.workers if w.task is not None]
        timeout = max(0.0, min(w.deadline for w in busy) - monotonic())
        ready = set(wait([w.pipe for w in busy], timeout))
        now = monotonic()
        for worker in busy:
            if worker.task is None:
                continue
            if worker.pipe in ready:
                self._receive(worker)
            elif now >= worker.deadline:
                limit = self.settings.max_seconds
                self._replace(worker, f"took more than {limit:g} s; raise TIDINGS_MAX_SECONDS or leave it out")

    def _receive(self, worker: _Worker) -> None:
        task = worker.task
        assert task is not None
        try:
            task.result = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, "its worker died (out of memory?); raise TIDINGS_MAX_MEMORY or leave it out")
            return
        task.done = True
        worker.task = None

    def _replace(self, worker: _Worker, reason: str) -> None:
        task = worker.task
        assert task is not None
        task.result = OverLimit(getattr(task.item, "source", "a page"), reason)
        task.done = True
        self._stop(worker)
        self.workers.remove(worker)

    @staticmethod
    def _stop(worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()

    def close(self) -> None:
        for worker in self.workers:
            self._stop(worker)
        self.workers.clear()


_END = object()


def _serve(pipe: Connection, function: Work, settings: Settings) -> None:
    """The worker: items come down the pipe, results go up, until the pipe closes."""
    _limit_memory(settings.max_memory)
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            result = function(item, settings)
        except TidingsError as error:
            result = error
        except MemoryError:
            limit = settings.max_memory // (1024 * 1024)
            source = getattr(item, "source", "a page")
            result = OverLimit(source, f"needed more than {limit} MB; raise TIDINGS_MAX_MEMORY or leave it out")
        pipe.send(result)


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    # The models and the libraries' own arenas take address space before the first page.
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = limit + _BASE_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


_BASE_MEMORY = 2 * 1024 * 1024 * 1024
