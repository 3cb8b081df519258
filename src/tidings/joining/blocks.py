"""Which articles hang together by links: connected components, by numpy alone."""

from __future__ import annotations

import numpy as np

from tidings.joining.postings import Ints

__all__ = ["blocks", "components"]

# So much likelier a link must be for each further step by which too large a block is parted.
_STEP = 0.01


def components(count: int, ones: Ints, others: Ints) -> Ints:
    """Give each of some nodes the least node that it hangs together with.

    Args:
        count: how many nodes there are.
        ones: one end of each link.
        others: the other end.
    """
    least = np.arange(count)
    while True:
        before = least
        least = before.copy()
        # Each end's root learns of the lesser root of the other end; then every node asks its root's root.
        a, b = before[ones], before[others]
        np.minimum.at(least, a, b)
        np.minimum.at(least, b, a)
        least = np.minimum(least, before)
        while True:
            jumped = least[least]
            if np.array_equal(jumped, least):
                break
            least = jumped
        if np.array_equal(least, before):
            return least


def blocks(count: int, ones: Ints, others: Ints, likeness: Ints, most: int) -> Ints:
    """Part articles into blocks that no story crosses, none of them larger than `most`.

    Two groups that are alike enough on average have a pair that is, so no story crosses the components
    of the links; in one that is too large the weakest links are cut until none is. What comes out
    depends on the links alone. Only links as strong as there are, of copies, are never cut.

    Args:
        count: how many articles there are.
        ones: one end of each link.
        others: the other end.
        likeness: how alike the two are, up to 1.
        most: articles a block.

    Returns:
        Of each article the least number of its block.
    """
    found = components(count, ones, others)
    sizes = np.bincount(found, minlength=count)
    large = sizes[found] > most
    bound = float(likeness.min()) if len(likeness) else 1.0
    while large.any() and bound < 1.0:
        bound = min(1.0, bound + _STEP)
        inside = large[ones] & (likeness >= bound)
        parted = components(count, ones[inside], others[inside])
        found = np.where(large, parted, found)
        sizes = np.bincount(found, minlength=count)
        large = large & (sizes[found] > most)
    return found
