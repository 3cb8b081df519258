"""Calendar reckoning for time expressions: words for numbers, months and units, and TIMEX3 values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

__all__ = [
    "MONTHS",
    "NUMBERS",
    "PARTS",
    "SEASONS",
    "UNITS",
    "WEEKDAYS",
    "Value",
    "day_value",
    "month_value",
    "number",
    "shift",
    "span_of",
    "week_value",
    "year_value",
]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "noon": "12:00",
    "midnight": "24:00", "lunchtime": "MI", "dawn": "MO", "dusk": "EV", "nightfall": "NI", "daybreak": "MO", "overnight": "NI",
}  # fmt: skip
UNITS = {
    "second": ("T", "S"), "minute": ("T", "M"), "hour": ("T", "H"), "day": ("", "D"), "night": ("", "D"),
    "week": ("", "W"), "month": ("", "M"), "quarter": ("", "Q"), "year": ("", "Y"), "decade": ("", "DE"),
    "century": ("", "CE"), "weekend": ("", "WE"), "fortnight": ("", "W"), "centurie": ("", "CE"),
    "morning": ("", "MO"), "evening": ("", "EV"), "afternoon": ("", "AF"), "sec": ("T", "S"), "min": ("T", "M"),
    "hr": ("T", "H"), "yr": ("", "Y"), "millennium": ("", "ML"), "summer": ("", "SU"), "winter": ("", "WI"),
}  # fmt: skip
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
NUMBERS |= {"a": 1, "an": 1, "hundred": 100, "dozen": 12, "thousand": 1000}


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means: TIMEX3 type and value, and days on the calendar where it has any.

    `basis` is `stated` or `relative`; `precision` is day, week, month or year.
    """

    type: str
    value: str
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    precision: str | None = None
    basis: str | None = None


def number(text: str) -> float | None:
    """Read a number in words or digits ("two", "twenty-one", "1.5", "a"); None where it is vague.

    Args:
        text: the words, in any case.
    """
    low = text.lower().replace(",", "").strip()
    if "/" in low:
        whole, _, fraction = low.rpartition(" ")
        upper, _, lower = fraction.partition("/")
        return int(whole or 0) + int(upper) / int(lower) if int(lower) else None
    if low.replace(".", "", 1).isdigit():
        return float(low)
    parts = [part for part in low.replace("-", " ").split() if part not in ("and", "of")]
    total = 0
    for part in parts:
        if part not in NUMBERS:
            return None
        value = NUMBERS[part]
        total = max(total, 1) * value if value >= 100 or part == "dozen" else total + value
    return float(total) if parts else None


def shift(day: datetime.date, count: int, unit: str) -> datetime.date | None:
    """Move a day by a count of days, weeks, months or years; None where it leaves the calendar.

    Args:
        day: from where.
        count: how many; negative for earlier.
        unit: D, W, M, Q, Y, DE or CE.
    """
    try:
        if unit in ("D", "W"):
            return day + datetime.timedelta(days=count * (7 if unit == "W" else 1))
        months = count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return datetime.date(year, month + 1, min(day.day, _month_days(year, month + 1)))
    except (ValueError, OverflowError):
        return None


def _month_days(year: int, month: int) -> int:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


def day_value(day: datetime.date, basis: str, part: str | None = None) -> Value:
    """Give a day, or a part of it.

    Args:
        day: the day.
        basis: `stated` or `relative`.
        part: a part of the day or a time of day as TIMEX3 writes it.
    """
    value = day.isoformat() + (f"T{part}" if part else "")
    return Value("TIME" if part else "DATE", value, day, None, "day", basis)


def week_value(day: datetime.date, basis: str, weekend: bool = False) -> Value:
    """Give the ISO week, or the weekend, in which a day lies.

    Args:
        day: any day of the week.
        basis: `stated` or `relative`.
        weekend: Saturday and Sunday only.
    """
    year, week, weekday = day.isocalendar()
    monday = day - datetime.timedelta(days=weekday - 1)
    first = monday + datetime.timedelta(days=5) if weekend else monday
    value = f"{year:04d}-W{week:02d}" + ("-WE" if weekend else "")
    return Value("DATE", value, first, monday + datetime.timedelta(days=6), "week", basis)


def month_value(year: int, month: int, basis: str) -> Value:
    """Give a month.

    Args:
        year: the year.
        month: 1 to 12.
        basis: `stated` or `relative`.
    """
    first = datetime.date(year, month, 1)
    last = datetime.date(year, month, _month_days(year, month))
    return Value("DATE", f"{year:04d}-{month:02d}", first, last, "month", basis)


def year_value(year: int, basis: str) -> Value:
    """Give a year.

    Args:
        year: 1 to 9998.
        basis: `stated` or `relative`.
    """
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return Value("DATE", f"{year:04d}", first, last, "year", basis)


def span_of(value: str, basis: str) -> Value:
    """Give a decade, quarter, half, season or century from its TIMEX3 value.

    Args:
        value: "199", "2023-Q3", "2023-H1", "2023-SU", "19".
        basis: `stated` or `relative`.
    """
    year = int(value[:4]) if len(value) > 3 else int(value) * (10 if len(value) == 3 else 100)
    part = value[5:]
    if not part:
        last = year + (9 if len(value) == 3 else 99)
        return Value("DATE", value, datetime.date(max(year, 1), 1, 1), datetime.date(last, 12, 31), "year", basis)
    months = {
        "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12), "SP": (3, 5),
        "SU": (6, 8), "FA": (9, 11), "WI": (12, 2),
    }[part]  # fmt: skip
    end = year + 1 if part == "WI" else year
    until = datetime.date(end, months[1], _month_days(end, months[1]))
    return Value("DATE", value, datetime.date(year, months[0], 1), until, "month", basis)
