"""A reliability table: of the events given 0.7 to 0.8, how many are right.

The events are those that `relations` takes from the sentence alone; right is the right type between
the right two parties in the right order. A row a bin of a tenth: how many events, their mean
confidence, and the share that is right. A bin without events has no row.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.relations import end_to_end
from benchmarks.rows import Options, Row

__all__ = ["measure"]

_BINS = 10


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure the share right in each tenth of confidence.

    Args:
        shared: the folder of the gold sets.
        options: `every` takes each n-th sentence.

    Raises:
        Missing: the gold set is not there.
    """
    taken = [t for t in end_to_end(shared, options.every) if t.events]
    rows: list[Row] = []
    for number in range(_BINS):
        members = [t for t in taken if min(_BINS - 1, int(t.confidence * _BINS)) == number]
        if members:
            mean = sum(t.confidence for t in members) / len(members)
            share = sum(t.right for t in members) / len(members)
            name = f"calibration.{number / _BINS:.1f}-{(number + 1) / _BINS:.1f}"
            rows.append(Row(name, share, len(members), f"share right; mean confidence {mean:.3f}"))
    return rows
