"""Average link against the plain definition: of all pairs of groups the likest become one."""

from __future__ import annotations

import numpy as np
import pytest

from tidings.joining.average import average_link


def _plainly(alike: np.ndarray, weights: np.ndarray, least: float) -> list[list[int]]:
    groups = [[n] for n in range(len(alike))]

    def mean(a: list[int], b: list[int]) -> float:
        pairs = [(weights[i] * weights[j], alike[i, j]) for i in a for j in b]
        return sum(w * x for w, x in pairs) / sum(w for w, _ in pairs)

    while len(groups) > 1:
        score, a, b = max((mean(a, b), -x, -y) for x, a in enumerate(groups) for y, b in enumerate(groups) if x < y)
        if score < least:
            break
        groups[-a] += groups.pop(-b)
    return sorted(sorted(g) for g in groups)


@pytest.mark.parametrize("seed", range(12))
def test_groups_are_those_of_the_definition(seed: int) -> None:
    chance = np.random.default_rng(seed)
    alike = chance.random((14, 14))
    alike = (alike + alike.T) / 2
    weights = chance.choice([0.25, 0.5, 1.0], 14)
    for least in (0.4, 0.5, 0.6, 0.75):
        assert average_link(alike.copy(), weights, least) == _plainly(alike, weights, least)


def test_few_members() -> None:
    assert average_link(np.zeros((0, 0)), np.zeros(0), 0.2) == []
    assert average_link(np.ones((1, 1)), np.ones(1), 0.2) == [[0]]
    assert average_link(np.ones((3, 3)), np.ones(3), 0.2) == [[0, 1, 2]]
