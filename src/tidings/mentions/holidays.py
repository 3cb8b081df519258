"""Feasts that news texts use as dates, and the day on which each falls."""

from __future__ import annotations

import datetime

__all__ = ["holiday"]

_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
    "new year's eve": (12, 31), "halloween": (10, 31), "valentine's day": (2, 14), "may day": (5, 1),
    "boxing day": (12, 26), "independence day": (7, 4), "armistice day": (11, 11), "veterans day": (11, 11),
}  # fmt: skip
# Feasts of a weekday: month, which one of the month (from its end where negative), weekday from Monday as 0.
_MOVING = {
    "thanksgiving": (11, 4, 3), "thanksgiving day": (11, 4, 3), "labor day": (9, 1, 0), "memorial day": (5, -1, 0),
    "martin luther king day": (1, 3, 0), "columbus day": (10, 2, 0),
}  # fmt: skip


def holiday(name: str, year: int) -> datetime.date:
    """Give the day of a feast in a year.

    Args:
        name: its name in lower case, without "Sunday".
        year: the year.
    """
    if name in _FIXED:
        return datetime.date(year, *_FIXED[name])
    if name in _MOVING:
        month, which, weekday = _MOVING[name]
        if which < 0:
            last = datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)
            return last - datetime.timedelta(days=(last.weekday() - weekday) % 7)
        first = datetime.date(year, month, 1)
        return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    return _easter(year) + datetime.timedelta(days={"good friday": -2, "easter monday": 1}.get(name, 0))


def _easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skip = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * skip + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)
