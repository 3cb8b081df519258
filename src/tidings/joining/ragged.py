"""Rows of different lengths in two growing arrays: a million of them without a million objects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tidings.joining.postings import Ints

__all__ = ["Ragged"]


class Ragged:
    """Rows of whole numbers, numbered from 0 in the order in which they are added.

    Args:
        kind: the numpy type of the numbers.
    """

    def __init__(self, kind: type[np.unsignedinteger]) -> None:
        self._data: Ints = np.zeros(1024, kind)
        self._ends: Ints = np.zeros(64, np.int64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def bytes(self) -> int:
        """Memory that the rows take."""
        return self._data.nbytes + self._ends.nbytes

    def extend(self, data: Ints, lengths: Sequence[int] | Ints) -> None:
        """Add rows.

        Args:
            data: their numbers, one row behind the other.
            lengths: how many each has.
        """
        begun = int(self._ends[self._count - 1]) if self._count else 0
        self._data = _room(self._data, begun + len(data))
        self._data[begun : begun + len(data)] = data
        self._ends = _room(self._ends, self._count + len(lengths))
        self._ends[self._count : self._count + len(lengths)] = begun + np.cumsum(lengths)
        self._count += len(lengths)

    def lengths(self, rows: Ints) -> Ints:
        """Give how many numbers some rows have."""
        return self._ends[rows] - self._begins(rows)

    def take(self, rows: Ints) -> Ints:
        """Give the numbers of some rows, one row behind the other."""
        begins, lengths = self._begins(rows), self.lengths(rows)
        before = np.cumsum(lengths) - lengths
        return self._data[np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))]

    def _begins(self, rows: Ints) -> Ints:
        return np.where(rows > 0, self._ends[np.maximum(rows, 1) - 1], 0)


def _room(array: Ints, size: int) -> Ints:
    """An array with room for so many, twice as long where it is too short."""
    if size <= len(array):
        return array
    longer = np.zeros(max(size, 2 * len(array)), array.dtype)
    longer[: len(array)] = array
    return longer
