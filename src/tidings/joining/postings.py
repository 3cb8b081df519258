"""Which articles have a digest: an inverted index in sorted runs of whole numbers, 8 bytes an entry.

New entries are a run of their own; a run that is not four times as long as the next is merged with it
(a log-structured merge, O'Neil et al. 1996), so that an entry is moved about log₄ n times and a look-up
asks few runs. A million articles of 130 digests take about 1 GB, and as much again while the longest
runs are merged.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Ints", "Postings"]

Ints = NDArray[Any]

_SHIFT = np.uint64(32)
_ARTICLE = np.uint64(2**32 - 1)
_TIMES = 4


class Postings:
    """Digests (32 bits) with the numbers of the articles that have them (32 bits), each with a value."""

    def __init__(self) -> None:
        self._runs: list[tuple[Ints, Ints]] = []

    @property
    def bytes(self) -> int:
        """Memory that the entries take."""
        return sum(keys.nbytes + values.nbytes for keys, values in self._runs)

    def add(self, digests: Iterable[int] | Ints, articles: int | Ints, values: Iterable[int] | Ints = ()) -> None:
        """Add entries.

        Args:
            digests: digests of articles.
            articles: the number of the article that has them, or of each digest its own.
            values: a value for each, under 65,536; none where nobody will ask for values.
        """
        keys = (np.asarray(digests, np.uint64) << _SHIFT) | np.asarray(articles, np.uint64)
        order = np.argsort(keys, kind="stable")
        given = np.asarray(values, np.uint16)
        self._runs.append((keys[order], given[order] if given.size else given))
        while len(self._runs) > 1 and len(self._runs[-2][0]) < _TIMES * len(self._runs[-1][0]):
            self._merge()

    def _merge(self) -> None:
        (keys, values), (more, others) = self._runs[-2:]
        del self._runs[-2:]
        together = np.concatenate((keys, more))
        if not values.size and not others.size:
            # Timsort finds the two runs and merges them in place.
            together.sort(kind="stable")
            self._runs.append((together, values))
            return
        order = np.argsort(together, kind="stable")
        self._runs.append((together[order], np.concatenate((values, others))[order]))

    def find(self, digests: Ints, most: int | None = None) -> tuple[Ints, Ints, Ints]:
        """Find who has some digests.

        Args:
            digests: the digests, ascending.
            most: pass over digests that more articles of one run have; None passes over none.

        Returns:
            Of each entry the position in `digests`, the number of the article, and the value.
        """
        where, who, what = [], [], []
        low = digests.astype(np.uint64) << _SHIFT
        high = low | _ARTICLE
        for keys, values in self._runs:
            first, last = np.searchsorted(keys, low), np.searchsorted(keys, high, side="right")
            counts = last - first
            if most is not None:
                counts = np.where(counts > most, 0, counts)
            total = int(counts.sum())
            if not total:
                continue
            # Each range of the run, one after another: where it begins, and how far into it.
            begun = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
            at = begun + np.arange(total)
            where.append(np.repeat(np.arange(len(digests)), counts))
            who.append((keys[at] & _ARTICLE).astype(np.int64))
            what.append(values[at].astype(np.int64) if values.size else np.zeros(0, np.int64))
        if not where:
            nothing = np.zeros(0, np.int64)
            return nothing, nothing, nothing
        return np.concatenate(where), np.concatenate(who), np.concatenate(what)
