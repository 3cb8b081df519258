"""What is accurate stays accurate: the fast benchmarks against `benchmarks/floors.json`.

Relations are measured on every third sentence. Floors of the slow benchmarks are held by `make bench`,
whose table marks a miss. Skipped where the gold sets are not beside the repository.
"""

from __future__ import annotations

import pytest
from benchmarks.__main__ import NAMES, run
from benchmarks.rows import Options, find_shared, load_floors, missed

SHARED = find_shared()


@pytest.mark.skipif(SHARED is None, reason="no folder shared/ beside the repository")
@pytest.mark.parametrize("name", ["relations", "cameo", "seedpage"])
def test_measures_keep_their_floors(name: str) -> None:
    rows = run([name], Options(every=3), SHARED)
    if all(row.value is None for row in rows):
        pytest.skip(rows[0].what)
    floors = load_floors()
    below = [f"{row.measure} {row.value} (floor {floors[row.measure]})" for row in rows if _misses(row, floors)]
    assert not below
    unknown = [measure for measure in floors if measure.startswith(f"{name}.") and measure not in _names(rows)]
    assert not unknown


def _misses(row, floors) -> bool:
    return missed(row, floors.get(row.measure))


def _names(rows) -> set[str]:
    return {row.measure for row in rows}


def test_floors_are_of_known_benchmarks() -> None:
    assert {measure.split(".")[0] for measure in load_floors()} <= set(NAMES)


def test_without_gold_sets_a_benchmark_says_so_and_is_skipped(tmp_path) -> None:
    for shared in (None, tmp_path):
        rows = run(["relations", "cameo", "seedpage", "stream"], Options(), shared)
        assert [row.value for row in rows] == [None] * 4
        assert all(row.what.startswith("skipped: ") for row in rows)
