"""A Ray cluster: a map over items that keeps their order and survives workers that end."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tidings.errors import OverLimit, UsageError
from tidings.settings import Settings

__all__ = ["ray_map"]

# Ray starts a task again whose worker or machine ended, so often at most.
_RETRIES = 3
# Tasks handed out for each core: enough to keep all at work while the first is waited for.
_A_CORE = 3


def ray_map(function: Callable[[Any], Any], items: Iterable[Any], settings: Settings) -> Iterator[Any]:
    """Apply a function to items on a Ray cluster, and give the results in the items' order.

    The cluster is the one that is connected to, else the one that `RAY_ADDRESS` names, else one that
    is started on this machine for as long as the run takes.

    Args:
        function: called with an item; importable by name on every machine of the cluster.
        items: the items; taken as they are needed. One whose worker ends again and again gives an
            `OverLimit` in its place.
        settings: `workers` are the cores of a cluster that is started here.

    Raises:
        UsageError: Ray is not installed.
    """
    # Nothing is reported to anybody: no network but what the user named.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray needs Ray: pip install 'tidings[ray]'") from error
    started = not ray.is_initialized()
    if started:
        cores = None if os.environ.get("RAY_ADDRESS") else settings.workers or None
        ray.init(num_cpus=cores, include_dashboard=False, log_to_driver=False, logging_level=logging.WARNING)
    try:
        yield from _map(ray, function, items)
    finally:
        if started:
            ray.shutdown()


def _map(ray: Any, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    task = ray.remote(num_cpus=1, max_retries=_RETRIES)(function)
    limit = max(2, int(ray.cluster_resources().get("CPU", 1)) * _A_CORE)
    pending: deque[tuple[Any, Any]] = deque()
    for item in items:
        pending.append((item, task.remote(item)))
        if len(pending) >= limit:
            yield _result(ray, *pending.popleft())
    while pending:
        yield _result(ray, *pending.popleft())


def _result(ray: Any, item: Any, reference: Any) -> Any:
    try:
        return ray.get(reference)
    except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError, ray.exceptions.NodeDiedError):
        reason = f"ended its worker {_RETRIES + 1} times (out of memory?); leave it out, or give machines more of it"
        return OverLimit(getattr(item, "source", "a part"), reason)
