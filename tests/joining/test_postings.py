"""The inverted index, the rows of different lengths, and connected components, against plain Python."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tidings.joining.blocks import blocks, components
from tidings.joining.postings import Postings
from tidings.joining.ragged import Ragged


def test_postings_find_what_was_added() -> None:
    chance = random.Random(3)
    index, rows = Postings(), []
    for article in range(200):
        digests = sorted(chance.sample(range(2**32 - 40, 2**32), 5))
        values = [chance.randrange(65_536) for _ in digests]
        rows.append(dict(zip(digests, values, strict=True)))
        index.add(digests, article, values)
    asked = np.array([5, 2**32 - 20, 2**32 - 7, 2**32 - 1], np.uint64)
    where, who, what = index.find(asked)
    found = sorted(zip(where.tolist(), who.tolist(), what.tolist(), strict=True))
    assert found == sorted(
        (n, article, row[digest])
        for article, row in enumerate(rows)
        for n, digest in enumerate(asked.tolist())
        if digest in row
    )
    assert len(index._runs) < 6
    assert index.bytes == 200 * 5 * (8 + 2)


def test_what_most_articles_have_is_passed_over_where_asked() -> None:
    index = Postings()
    for article in range(40):
        index.add([7, 100 + article], article)
    _, who, _ = index.find(np.array([7, 105], np.uint64), most=10)
    assert 5 in who.tolist() and len(who) < 20
    assert len(index.find(np.array([7], np.uint64))[1]) == 40
    assert len(index.find(np.array([8], np.uint64))[1]) == 0


def test_ragged_rows_come_back() -> None:
    rows = [[1, 2, 3], [], [4], list(range(3000)), [5, 6]]
    ragged = Ragged(np.uint16)
    for row in rows[:2]:
        ragged.extend(np.array(row, np.uint16), [len(row)])
    ragged.extend(np.array([n for row in rows[2:] for n in row], np.uint16), [len(r) for r in rows[2:]])
    chosen = np.array([4, 0, 1, 3])
    assert ragged.take(chosen).tolist() == [5, 6, 1, 2, 3, *range(3000)]
    assert ragged.lengths(chosen).tolist() == [2, 3, 0, 3000]
    assert len(ragged) == 5


@pytest.mark.parametrize("seed", range(5))
def test_components(seed: int) -> None:
    chance = random.Random(seed)
    links = [(chance.randrange(60), chance.randrange(60)) for _ in range(35)]
    least = list(range(60))
    for _ in range(60):
        for a, b in links:
            least[a] = least[b] = min(least[a], least[b])
    ones, others = np.array(links).T
    assert components(60, ones, others).tolist() == least


def test_a_block_that_is_too_large_is_parted_at_its_weakest_links() -> None:
    ones, others = np.array([0, 1, 2, 3, 4]), np.array([1, 2, 3, 4, 5])
    likeness = np.array([0.5, 0.4, 0.25, 0.4, 0.6])
    assert blocks(7, ones, others, likeness, 10).tolist() == [0, 0, 0, 0, 0, 0, 6]
    assert blocks(7, ones, others, likeness, 3).tolist() == [0, 0, 0, 3, 3, 3, 6]
    assert blocks(7, ones, others, np.ones(5), 3).tolist() == [0, 0, 0, 0, 0, 0, 6], "copies stay together"
    assert blocks(0, np.zeros(0, int), np.zeros(0, int), np.zeros(0), 3).tolist() == []
