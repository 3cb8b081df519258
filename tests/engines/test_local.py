"""Local workers: order, limits, and workers that die."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engines.work import Item, no_model, no_start, prepare, work

from tidings.engines import imap
from tidings.engines.local import _Pool
from tidings.errors import ModelError, OverLimit, TidingsError, UnreadableSource
from tidings.settings import Settings

TWO = Settings(workers=2, max_seconds=20)


def _names(results: Iterator[object]) -> list[str]:
    return [str(r) for r in results]


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_order(workers: int) -> None:
    items = [Item(str(n), "brief" if n % 5 == 0 else "fail" if n == 3 else "ok") for n in range(30)]
    results = list(imap(work, items, Settings(workers=workers)))
    assert [str(r) for r in results] == ["3: is bad" if n == 3 else f"{n} done" for n in range(30)]
    assert isinstance(results[3], UnreadableSource)


@pytest.mark.parametrize("count", [0, 1])
def test_few_items_are_done_in_this_process(count: int) -> None:
    items = [Item("a", "process")] * count
    assert list(imap(work, items, TWO)) == [os.getpid()] * count


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[Item]:
        for n in range(500):
            taken.append(n)
            yield Item(str(n))

    results = imap(work, items(), TWO)
    assert next(results) == "0 done"
    assert len(taken) < 100
    results.close()


def test_a_page_over_the_time_is_passed_over_and_the_rest_goes_on() -> None:
    items = [Item("a"), Item("b", "slow"), Item("c"), Item("d"), Item("e", "slow"), Item("f")]
    begun = time.monotonic()
    results = list(imap(work, items, Settings(workers=2, max_seconds=0.6)))
    assert [str(r) for r in results] == [
        "a done",
        "b: took more than 0.6 s; raise TIDINGS_MAX_SECONDS or leave the page out",
        "c done",
        "d done",
        "e: took more than 0.6 s; raise TIDINGS_MAX_SECONDS or leave the page out",
        "f done",
    ]
    assert isinstance(results[1], OverLimit)
    assert time.monotonic() - begun < 30


def test_loading_models_is_no_page_s_fault() -> None:
    settings = Settings(workers=2, max_seconds=0.3)
    assert _names(imap(work, [Item("a"), Item("b"), Item("c")], settings, prepare)) == ["a done", "b done", "c done"]


def test_a_page_over_the_memory_is_passed_over_and_the_rest_goes_on() -> None:
    settings = Settings(workers=2, max_memory=200 * 1024 * 1024)
    items = [Item("a", "peckish"), Item("b", "hungry"), Item("c", "peckish")]
    first, second, third = imap(work, items, settings)
    assert first == third == 100 * 1024 * 1024
    assert isinstance(second, OverLimit)
    assert str(second) == "b: needed more than 200 MB; raise TIDINGS_MAX_MEMORY or leave the page out"


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    """Its page is done by another; a page that ends that one too is passed over."""
    kinds = {1: "die once", 2: "die", 5: "die once", 6: "die"}
    items = [Item(str(n), kinds.get(n, "ok"), str(tmp_path / f"{n}")) for n in range(9)]
    results = list(imap(work, items, TWO))
    assert [n for n, result in enumerate(results) if isinstance(result, OverLimit)] == [2, 6]
    assert str(results[2]).startswith("2: ended its worker twice (out of memory?)")
    assert [results[n] for n in (0, 1, 3, 4, 5, 7, 8)] == [f"{n} done" for n in (0, 1, 3, 4, 5, 7, 8)]


def test_workers_that_are_killed_between_pages_cost_no_page() -> None:
    pool = _Pool(work, TWO, 2, None)
    try:
        pids = list(pool.map(iter([Item("a", "process"), Item("b", "process")])))
        for pid in set(pids):
            os.kill(pid, 9)
        after = [Item("c"), Item("d"), Item("e", "process")]
        assert list(pool.map(iter(after)))[:2] == ["c done", "d done"]
    finally:
        pool.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_about_no_source_ends_the_run(workers: int) -> None:
    results = imap(work, [Item("a"), Item("b", "model"), Item("c")], Settings(workers=workers))
    assert next(results) == "a done"
    with pytest.raises(ModelError, match="no model"):
        list(results)


def test_a_model_that_is_missing_ends_the_run_before_the_first_page() -> None:
    with pytest.raises(ModelError, match="no model"):
        next(imap(work, [Item("a"), Item("b")], TWO, no_model))


def test_workers_that_do_not_start_end_the_run() -> None:
    with pytest.raises(TidingsError, match="worker processes do not start"):
        next(imap(work, [Item("a"), Item("b")], TWO, no_start))


def test_an_error_of_the_items_ends_the_run_and_the_workers() -> None:
    def items() -> Iterator[Item]:
        yield from (Item("a"), Item("b"), Item("c"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(imap(work, items(), TWO))


def test_workers_do_not_open_the_archive() -> None:
    """DuckDB is the parent's alone; a worker that codes has not even loaded it."""
    from tidings import pipeline

    assert pipeline
    assert list(imap(work, [Item("a", "duckdb"), Item("b", "duckdb")], TWO)) == [False, False]


def test_too_little_memory_in_this_process_is_that_page_s_failure() -> None:
    def hungry(item: Item, settings: Settings) -> str:
        if item.source == "b":
            raise MemoryError
        return item.source

    first, second, third = imap(hungry, [Item("a"), Item("b"), Item("c")], Settings(workers=1))
    assert (first, third) == ("a", "c") and isinstance(second, OverLimit)


def test_one_item_alone_keeps_to_its_time_too() -> None:
    (late,) = imap(work, [Item("a", "slow")], Settings(workers=2, max_seconds=0.3))
    assert isinstance(late, OverLimit) and "took more than 0.3 s" in late.reason


def test_the_time_is_kept_in_this_process() -> None:
    items = [Item("a"), Item("b", "slow"), Item("c")]
    first, second, third = imap(work, items, Settings(workers=1, max_seconds=0.3))
    assert (first, third) == ("a done", "c done")
    assert isinstance(second, OverLimit)


def test_results_that_are_there_already_keep_their_place() -> None:
    items = [Item("a"), "told before", Item("b"), "and this", Item("c")]
    for workers in (1, 2):
        found = imap(work, items, Settings(workers=workers), is_done=lambda item: isinstance(item, str))
        assert list(found) == ["a done", "told before", "b done", "and this", "c done"]


def test_large_items_are_not_taken_far_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tidings.engines.local._AHEAD_SIZE", 1000)
    taken: list[int] = []

    def items() -> Iterator[Item]:
        for n in range(40):
            taken.append(n)
            yield Item(str(n), content="x" * 400)

    results = imap(work, items(), TWO)
    assert next(results) == "0 done"
    assert len(taken) <= 6
    results.close()
