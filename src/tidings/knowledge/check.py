"""What rows of the tables say against each other: overlaps, gaps and impossible dates, as sentences to read.

The tests hold the tables that ship to it; whoever adds a table of their own can ask it too.
"""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tidings.knowledge.rows import Person, Row

__all__ = ["gaps", "impossible", "overlaps"]

# A handover may take some days, with both named as holder.
_HANDOVER = datetime.timedelta(days=4)
# A seat is empty for so long before it counts as a gap.
_EMPTY = datetime.timedelta(days=370)
# Nobody whom the tables need took office before, and no term is longer.
_EARLIEST = datetime.date(1945, 1, 1)
_LONGEST = datetime.timedelta(days=72 * 366)


def overlaps(people: Iterable[Person], offices: Iterable[str]) -> Iterator[str]:
    """Find two people in one office at once.

    A year or a month that ends one term and begins the next is the same handover told roughly.

    Args:
        people: rows of people.
        offices: the offices that one person holds at a time.
    """
    for rows in _by_office(people, frozenset(offices)):
        for one, other in itertools.combinations(sorted(rows, key=_since), 2):
            until = min(one.until or datetime.date.max, other.until or datetime.date.max)
            if until - _since(other) > _HANDOVER and not _one_handover(one.until, other.since):
                yield f"{one.reference} and {other.reference}"


def gaps(people: Iterable[Person], offices: Iterable[str], longest: datetime.timedelta = _EMPTY) -> Iterator[str]:
    """Find offices that the rows leave empty between two holders.

    Args:
        people: rows of people.
        offices: the offices to look at.
        longest: how long an office may be empty without being told.
    """
    for rows in _by_office(people, frozenset(offices)):
        ordered = sorted(rows, key=_since)
        held = ordered[0].until
        for row in ordered[1:]:
            if held is not None and row.since is not None and row.since - held > longest:
                yield f"{row.country}, {row.office}: {held} to {row.since}"
            held = None if held is None or row.until is None else max(held, row.until)


def impossible(rows: Iterable[Row], today: datetime.date) -> Iterator[str]:
    """Find terms that cannot be: before the Second World War's end, of more than a lifetime, or to begin.

    Args:
        rows: rows of people.
        today: a day after every term's begin.
    """
    for row in rows:
        since, until = row.since, row.until
        if since is not None and since > today:
            yield f"{row.reference} begins {since}"
        if since is not None and until is not None and until - since > _LONGEST:
            yield f"{row.reference} lasts from {since} to {until}"
        if isinstance(row, Person) and since is not None and since < _EARLIEST:
            yield f"{row.reference} begins {since}"


def _by_office(people: Iterable[Person], offices: frozenset[str]) -> Iterator[list[Person]]:
    held: dict[tuple[str | None, str, str | None], list[Person]] = defaultdict(list)
    for row in people:
        if row.office in offices:
            held[row.country, row.office, row.organisation].append(row)
    for key in sorted(held, key=str):
        yield held[key]


def _since(row: Row) -> datetime.date:
    return row.since or datetime.date.min


def _one_handover(until: datetime.date | None, since: datetime.date | None) -> bool:
    """Whether the last day of a month or a year and the first of the same are one change of hands."""
    if until is None or since is None or until.year != since.year:
        return False
    month_ends = (until + datetime.timedelta(days=1)).day == 1
    return (month_ends and until.month == since.month) or (until.month == 12 and until.day == 31)
