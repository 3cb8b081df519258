"""The worker's side of local processes: items come down a pipe, results go up, until the pipe closes."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import Any

from tidings.errors import OverLimit, TidingsError
from tidings.settings import Settings

__all__ = ["READY", "apply", "hold_signals", "hush_libraries", "serve", "size_of", "timed", "too_late"]

READY = "ready"
# What models and libraries take, where the system does not say how much it is.
_BASE_MEMORY = 2 * 1024 * 1024 * 1024


def apply(function: Callable[[Any, Settings], Any], item: Any, settings: Settings) -> Any:
    """Apply the function to one item; an error of tidings is a result, and so is too little memory.

    Args:
        function: called with the item and the settings.
        item: the item.
        settings: the settings in force.
    """
    try:
        return function(item, settings)
    except TidingsError as error:
        return error
    except MemoryError:
        limit = settings.max_memory // (1024 * 1024)
        source = getattr(item, "source", "a page")
        return OverLimit(source, f"needed more than {limit} MB; raise TIDINGS_MAX_MEMORY or leave the page out")


def size_of(item: Any) -> int:
    """Give the characters of an item's content, where it has one.

    Args:
        item: the item.
    """
    content = getattr(item, "content", "")
    return len(content) if isinstance(content, str) else 0


class _Late(BaseException):
    """The time of an item is over; no `except Exception` on the way may take it for a fault."""


def timed(function: Callable[[Any, Settings], Any], item: Any, settings: Settings) -> Any:
    """Apply the function to one item in this process, and break it off when its time is over.

    Only the main thread of a process that has such clocks can; elsewhere the item takes what it takes.

    Args:
        function: called with the item and the settings.
        item: the item.
        settings: the settings in force.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return apply(function, item, settings)

    def ring(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, settings.max_seconds)
        try:
            return apply(function, item, settings)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _Late:
        return too_late(item, settings)
    finally:
        signal.signal(signal.SIGALRM, before)


def too_late(item: Any, settings: Settings) -> OverLimit:
    """Make the failure of an item that took too long.

    Args:
        item: the item.
        settings: the settings in force.
    """
    limit = settings.max_seconds
    reason = f"took more than {limit:g} s; raise TIDINGS_MAX_SECONDS or leave the page out"
    return OverLimit(getattr(item, "source", "a page"), reason)


def serve(
    pipe: Connection,
    function: Callable[[Any, Settings], Any],
    settings: Settings,
    prepare: Callable[[Settings], None] | None,
) -> None:
    """Serve a parent: say that all is ready, then answer each item with its result.

    Args:
        pipe: to the parent.
        function: called with an item and the settings.
        settings: the settings in force.
        prepare: called before the first item.
    """
    threading.Thread(target=_die_with_parent, daemon=True).start()
    hush_libraries()
    with contextlib.suppress(EOFError, OSError):
        try:
            if prepare is not None:
                prepare(settings)
        except TidingsError as error:
            pipe.send(error)
            return
        _limit_memory(settings.max_memory)
        pipe.send(READY)
        while True:
            pipe.send(apply(function, pipe.recv(), settings))


@contextlib.contextmanager
def hold_signals() -> Iterator[None]:
    """Keep Ctrl-C from the processes that are started inside: the parent has it, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # Started inside, the tracker would open the signals again before the worker is there.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hush_libraries() -> None:
    """Keep what libraries log or warn of a page from stderr, where a failed source has one line and no more."""
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _die_with_parent() -> None:
    """End this process once its parent has ended, however it ended; a page that hangs would outlive it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _limit_memory(limit: int) -> None:
    """Let the process take so many bytes beside what it has now."""
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        base = pages * resource.getpagesize()
    except OSError:  # not Linux
        base = _BASE_MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = limit + base
    with contextlib.suppress(ValueError, OSError):  # a system that has the limit and does not take it
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
