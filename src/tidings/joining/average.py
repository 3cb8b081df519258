"""Average link: of all pairs of groups the two whose members are most alike on average become one.

The unweighted pair group method (Sokal and Michener 1958), with a weight a member; plain numpy, for a few
thousand members. What comes out depends on the order of members only between pairs that are equally alike.
"""

from __future__ import annotations

import numpy as np

from tidings.joining.postings import Ints

__all__ = ["average_link"]


def average_link(alike: Ints, weights: Ints, least: float) -> list[list[int]]:
    """Group members as long as two groups are alike enough on average.

    Args:
        alike: (n, n), the likeness of each pair; it is written over.
        weights: (n,), what each member counts in an average.
        least: the average likeness from which on groups become one.

    Returns:
        The groups, their members ascending, in the order of their first members.
    """
    count = len(alike)
    np.fill_diagonal(alike, -1.0)
    weights = weights.astype(np.float64)
    groups = {n: [n] for n in range(count)}
    nearest = alike.argmax(1) if count else np.zeros(0, np.int64)
    likest = alike[np.arange(count), nearest]
    while count > 1:
        one = int(likest.argmax())
        if likest[one] < least:
            break
        other = int(nearest[one])
        one, other = min(one, other), max(one, other)
        groups[one] += groups.pop(other)
        _merge(alike, weights, one, other)
        likest[other] = -2.0
        # The merged group may be nearer to a third than the one it had; who had either looks again.
        stale = np.flatnonzero(((nearest == one) | (nearest == other)) & (likest > -2.0))
        for row in {one, *stale.tolist()}:
            nearest[row] = alike[row].argmax()
            likest[row] = alike[row, nearest[row]]
        closer = (alike[:, one] > likest) & (likest > -2.0)
        closer[one] = False
        nearest[closer] = one
        likest[closer] = alike[closer, one]
    return [sorted(groups[first]) for first in sorted(groups)]


def _merge(alike: Ints, weights: Ints, one: int, other: int) -> None:
    mean = (weights[one] * alike[one] + weights[other] * alike[other]) / (weights[one] + weights[other])
    alike[one], alike[:, one] = mean, mean
    alike[one, one] = -1.0
    alike[other], alike[:, other] = -1.0, -1.0
    weights[one] += weights[other]
