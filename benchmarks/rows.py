"""What every benchmark gives and is given: rows of the table, options, floors, the gold folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FLOORS", "Benchmark", "Missing", "Options", "Row", "find_shared", "load_floors", "missed", "need"]

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: its value over so many cases, and what it is in a few words.

    `target` is where the project wants to be (a floor is where it must not fall below; those lie in
    `floors.json`). `at_most` turns both around, for errors. No value: the measure was skipped, and
    `what` says why. An `int` is a count.
    """

    measure: str
    value: float | None
    cases: int
    what: str
    target: float | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of every benchmark.

    `full` adds rows that only a deeper look wants; `verbose` prints single cases; `every` takes
    each n-th sentence of the relations alone, for a quick look.
    """

    full: bool = False
    verbose: bool = False
    every: int = 1


Benchmark = Callable[[Path, Options], list[Row]]


class Missing(Exception):
    """A gold set or a program that a benchmark needs is not there."""


def find_shared() -> Path | None:
    """Find the folder of the gold sets beside the repository; None where there is none."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    return folder if folder.is_dir() else None


def need(path: Path) -> Path:
    """Give a path back if it exists.

    Args:
        path: a file or folder that a benchmark reads.

    Raises:
        Missing: it is not there.
    """
    if not path.exists():
        raise Missing(f"{'/'.join(path.parts[-3:])} is not there")
    return path


def load_floors() -> dict[str, float | None]:
    """Load the floors by measure; null where none is set yet."""
    floors: dict[str, float | None] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def missed(row: Row, floor: float | None) -> bool:
    """Say whether a measure misses its floor.

    Args:
        row: the measure.
        floor: its floor, if it has one.
    """
    if floor is None or row.value is None:
        return False
    return row.value > floor if row.at_most else row.value < floor
