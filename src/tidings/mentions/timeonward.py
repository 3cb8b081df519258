"""Time expressions that go on from other times: "the next morning", "the day before last Tuesday", "the past decade"."""

from __future__ import annotations

import datetime
import re

from tidings.mentions.dates import (
    PARTS,
    UNITS,
    WEEKDAYS,
    Value,
    day_value,
    month_value,
    number,
    shift,
    week_value,
    year_value,
)
from tidings.mentions.timecontext import Context
from tidings.mentions.timevalues import read_calendar_day, read_holiday

__all__ = ["read_academic", "read_beside_day", "read_hour_of_part", "read_told", "read_trailing", "read_week_of"]

_ONWARD = {"next": 1, "following": 1, "previous": -1, "preceding": -1}


def read_told(match: re.Match[str], context: Context) -> Value | None:
    """ "that day", "the next morning": reckoned from the day that was told last, left open where none was."""
    unit, words = match["unit"].lower(), match.group().lower()
    part = PARTS.get(unit)
    step = next((n for word, n in _ONWARD.items() if word in words), 0)
    code = "D" if part else UNITS[unit][1]
    told = context.told(code)
    day = shift(told, step, code) if told else None
    if day is None:
        if part or unit == "day":
            return Value("TIME" if part else "DATE", "XXXX-XX-XX" + (f"T{part}" if part else ""))
        return Value("DATE", {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}[unit])
    if unit == "week":
        return week_value(day, "relative")
    if unit in ("month", "year"):
        return month_value(day.year, day.month, "relative") if unit == "month" else year_value(day.year, "relative")
    return day_value(day, "relative", part)


def read_beside_day(match: re.Match[str], context: Context) -> Value | None:
    """ "the day before last Tuesday", "the day after Christmas"."""
    step = -1 if match["which"].lower() == "before" else 1
    inner = read_holiday(match, context) if match["name"] else _weekday_before(match, context)
    day = inner and inner.date and shift(inner.date, step, "D")
    return day_value(day, "relative") if day else None


def _weekday_before(match: re.Match[str], context: Context) -> Value | None:
    """The last such weekday before the article's day."""
    if context.anchor is None:
        return None
    back = (context.anchor.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7 or 7
    return day_value(context.anchor - datetime.timedelta(days=back), "relative")


def read_week_of(match: re.Match[str], context: Context) -> Value | None:
    """ "the week of March 6"."""
    day = read_calendar_day(match, context)
    return week_value(day.date, day.basis or "relative") if day and day.date else None


def read_trailing(match: re.Match[str], context: Context) -> Value | None:
    """ "over the past decade": so long a span, up to the article's day."""
    code = UNITS[match["unit"].lower()][1]
    amount = {"DE": "10Y", "CE": "100Y", "Q": "3M"}.get(code, f"1{code}")
    begin = shift(context.anchor, -1, code) if context.anchor else None
    precision = {"W": "week", "M": "month", "Q": "month"}.get(code, "year") if begin else None
    return Value("DURATION", f"P{amount}", begin, context.anchor, precision, "relative" if begin else None)


def read_academic(match: re.Match[str], context: Context) -> Value | None:
    """ "the 2022-23 academic year", "the 2021/22 financial year", "the 2019-20 season"."""
    first, second = int(match["first"]), int(match["second"])
    second += 0 if second > 99 else first // 100 * 100
    if second != first + 1:
        return None
    years = Value(
        "DATE", f"{first}/{second}", datetime.date(first, 1, 1), datetime.date(second, 12, 31), "year", "stated"
    )
    return years


def read_hour_of_part(match: re.Match[str], context: Context) -> Value | None:
    """ "4 in the morning", "nine o'clock in the evening"."""
    hour = number(match["hour"])
    part = match["part"].lower()
    if hour is None or not 0 < hour < 13:
        return None
    late = part in ("afternoon", "evening") or (part == "night" and hour > 5)
    hour = int(hour) % 12 + (12 if late else 0)
    day = context.anchor.isoformat() if context.anchor else "XXXX-XX-XX"
    basis = "relative" if context.anchor else None
    return Value("TIME", f"{day}T{hour:02d}:00", context.anchor, None, "day" if basis else None, basis)
