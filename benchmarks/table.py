"""Rows as a table: for a terminal of 100 columns, and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from benchmarks.rows import Row, missed

__all__ = ["WIDTH", "as_markdown", "as_text", "number"]

WIDTH = 100
_HEAD = ("measure", "value", "cases", "floor/target", "what")
_GAP = "  "

Floors = Mapping[str, float | None]


def number(value: float | None) -> str:
    """Write a value: counts whole, shares with three places, large numbers with separators.

    Args:
        value: the value; None where it was skipped.
    """
    if value is None:
        return "skipped"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"


def as_text(rows: Sequence[Row], floors: Floors) -> str:
    """Lay rows out in at most 100 columns; what a measure is wraps in its own column.

    Args:
        rows: the measures in order.
        floors: floors by measure.
    """
    cells = [_HEAD, *(_cells(row, floors) for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(4)]
    room = max(20, WIDTH - sum(widths) - 4 * len(_GAP))
    lines: list[str] = []
    for number_, line in enumerate(cells):
        fixed = [line[0].ljust(widths[0]), *(line[i].rjust(widths[i]) for i in (1, 2, 3))]
        wrapped = textwrap.wrap(line[4], room) or [""]
        lines.append(_GAP.join([*fixed, wrapped[0]]).rstrip())
        lines += [" " * (WIDTH - room) + more for more in wrapped[1:]]
        if number_ == 0:
            lines.append(_GAP.join("-" * w for w in (*widths, room)))
    return "\n".join(lines)


def as_markdown(rows: Sequence[Row], floors: Floors) -> str:
    """Write rows as a Markdown table.

    Args:
        rows: the measures in order.
        floors: floors by measure.
    """
    lines = ["| " + " | ".join(_HEAD) + " |", "| --- | ---: | ---: | ---: | --- |"]
    for row in rows:
        measure, *rest = (cell.replace("|", "\\|") for cell in _cells(row, floors))
        lines.append(f"| `{measure}` | " + " | ".join(rest) + " |")
    return "\n".join(lines)


def _cells(row: Row, floors: Floors) -> tuple[str, str, str, str, str]:
    floor = floors.get(row.measure)
    mark = " !" if missed(row, floor) else ""
    return row.measure, number(row.value) + mark, f"{row.cases:,}", _bounds(row, floor), row.what


def _bounds(row: Row, floor: float | None) -> str:
    if floor is None and row.target is None:
        return ""
    sign = "≤" if row.at_most else "≥"
    return f"{sign}{_bound(floor)}/{_bound(row.target)}"


def _bound(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
