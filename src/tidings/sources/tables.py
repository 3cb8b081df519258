"""A table of articles, whatever its format: rows become pages, and bad rows come together as one error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tidings.errors import BadRecord, OverLimit, SourceError, UnreadableSource
from tidings.records import Page
from tidings.sources.rows import page_from_row

__all__ = ["TOO_LONG", "Rows", "read_rows", "too_long"]

# Each row with its number; one that cannot be read is the reason why.
Rows = Iterator[tuple[int, Mapping[str, Any] | ValueError]]

TOO_LONG = "longer than the limit"
_NAMED = 20


def too_long(limit: int) -> ValueError:
    """Make the reason of a row that is over the limit.

    Args:
        limit: bytes.
    """
    return ValueError(f"{TOO_LONG} of {limit:,} bytes")


def read_rows(rows: Rows, name: str, unit: str = "line") -> Iterator[Page | SourceError]:
    """Read the rows of a table, a page a row; bad rows come together as one error at its end.

    Args:
        rows: its rows; may raise a `SourceError` where the table cannot be read on.
        name: the table as the user wrote it.
        unit: what a number counts, `line` or `row`.

    Raises:
        SourceError: the table is empty or cannot be read on.
    """
    bad: list[tuple[int, str]] = []
    broken: SourceError | None = None
    pages = 0
    while True:
        try:
            number, row = next(rows)
        except StopIteration:
            break
        except SourceError as error:
            broken = error
            break
        try:
            page = _page(row, f"{name}:{number}")
        except (ValueError, RecursionError) as error:
            bad.append((number, "is nested too deep" if isinstance(error, RecursionError) else str(error)))
            continue
        pages += 1
        yield page
    if bad:
        yield _bad_rows(name, unit, bad)
    if broken is not None:
        raise broken
    if not pages and not bad:
        raise UnreadableSource(name, "is empty")


def _page(row: Mapping[str, Any] | ValueError, source: str) -> Page:
    if isinstance(row, ValueError):
        raise row
    return page_from_row(row, source)


def _bad_rows(name: str, unit: str, bad: list[tuple[int, str]]) -> SourceError:
    first, reason = bad[0]
    if len(bad) == 1:
        if reason.startswith(TOO_LONG):
            return OverLimit(f"{name}:{first}", f"is {reason}")
        return BadRecord(f"{name}:{first}", f"is no article: the {unit} {reason}")
    named = ", ".join(str(number) for number, _ in bad[:_NAMED])
    more = f" and {len(bad) - _NAMED} more" if len(bad) > _NAMED else ""
    return BadRecord(f"{name}:{first}", f"{len(bad)} {unit}s are no articles: {named}{more}; {unit} {first} {reason}")
