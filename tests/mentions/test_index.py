"""Looking mentions up by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tidings.mentions import index_mentions
from tidings.records import Mention

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 15), st.sampled_from(["actor", "place", "time"])), max_size=25
)


def _mentions(spans: list[tuple[int, int, str]]) -> list[Mention]:
    return [Mention("a", kind, "x" * size, start, start + size) for start, size, kind in spans]


@given(SPANS, st.integers(0, 45), st.integers(0, 15), st.sampled_from(["actor", "place", "time"]))
def test_covering_and_within_are_what_a_full_scan_gives(
    spans: list[tuple[int, int, str]], start: int, size: int, kind: str
) -> None:
    every, end = _mentions(spans), start + size
    index = index_mentions(every)
    overlapping = [m for m in every if m.kind == kind and m.start < end and start < m.end]
    found = index.covering(start, end, kind)
    assert sorted(found, key=repr) == sorted(overlapping, key=repr)
    assert [m.start for m in found] == sorted(m.start for m in found)
    inside = [m for m in overlapping if start <= m.start and m.end <= end]
    assert sorted(index.within(start, end, kind), key=repr) == sorted(inside, key=repr)


def test_of_equal_starts_the_longer_comes_first() -> None:
    found = index_mentions(_mentions([(3, 2, "actor"), (3, 6, "actor")])).covering(0, 20)
    assert [m.end for m in found] == [9, 5]


def test_nothing_is_found_in_nothing() -> None:
    assert index_mentions([]).covering(0, 9) == () == index_mentions([]).within(0, 9, "time")
