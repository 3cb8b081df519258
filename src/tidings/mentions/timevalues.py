"""What a matched time expression means: one function for each kind, from the match to its value.

A function gives None where the words are no time after all.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from tidings.mentions.dates import (
    MONTHS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    Value,
    day_value,
    month_value,
    number,
    shift,
    span_of,
    week_value,
    year_value,
)
from tidings.mentions.holidays import holiday
from tidings.mentions.timecontext import Context

__all__ = [
    "Rule",
    "read_ago",
    "read_bare_month",
    "read_calendar_day",
    "read_century",
    "read_clock",
    "read_decade",
    "read_duration",
    "read_every",
    "read_fiscal",
    "read_half_more",
    "read_holiday",
    "read_iso_day",
    "read_lasting",
    "read_month_year",
    "read_near_day",
    "read_noon",
    "read_often",
    "read_plain_year",
    "read_quarter",
    "read_reference",
    "read_season",
    "read_short_quarter",
    "read_slashed",
    "read_this_part",
    "read_this_unit",
    "read_weekday",
    "read_weekend",
    "read_worded_decade",
    "read_year",
]


Rule = Callable[[re.Match[str], Context], Value | None]


def _month(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


def _nearest_year(match: re.Match[str], context: Context, month: int, day: int) -> int | None:
    """The year of a month or day that has none: the one that lies nearest, the past first."""
    anchor = context.anchor
    if anchor is None:
        return None
    distance = (month - anchor.month) * 31 + day - anchor.day
    if context.future(match):
        return anchor.year + 1 if distance < -45 else anchor.year
    if distance > 75:
        return anchor.year - 1
    return anchor.year + 1 if distance < -300 else anchor.year


def read_calendar_day(match: re.Match[str], context: Context) -> Value | None:
    month, day = _month(match["month"]), int(match["day"])
    written = match["year"]
    year = int(written) if written else _nearest_year(match, context, month, day)
    if year is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}") if day <= 31 else None
    anchor = context.anchor
    if not written and anchor and match.group()[:4].lower() == "last" and (month, day) >= (anchor.month, anchor.day):
        year = anchor.year - 1
    try:
        return day_value(datetime.date(year, month, day), "stated" if written else "relative")
    except ValueError:
        return None


def read_iso_day(match: re.Match[str], context: Context) -> Value | None:
    try:
        return day_value(datetime.date(int(match[1]), int(match[2]), int(match[3])), "stated")
    except ValueError:
        return None


def read_slashed(match: re.Match[str], context: Context) -> Value | None:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 2000 if year < 40 else 1900
    if first > 12 >= second:
        first, second = second, first
    elif second <= 12 and first != second:
        # Written 04/05: which is the month, the words do not say.
        return None
    try:
        return day_value(datetime.date(year, first, second), "stated")
    except ValueError:
        return None


def read_month_year(match: re.Match[str], context: Context) -> Value | None:
    value = month_value(int(match["year"]), _month(match["month"]), "stated")
    return value


def read_bare_month(match: re.Match[str], context: Context) -> Value | None:
    month, which = _month(match["month"]), (match["which"] or "").lower()
    anchor = context.anchor
    if anchor is None:
        return Value("DATE", f"XXXX-{month:02d}")
    year: int | None
    after = (match.groupdict().get("after") or "").lower()
    if after:
        year = anchor.year + _STEPS[after]
    elif which in ("last", "past"):
        year = anchor.year if month < anchor.month else anchor.year - 1
    elif which in ("next", "coming"):
        year = anchor.year if month > anchor.month else anchor.year + 1
    elif which == "this":
        year = anchor.year
    else:
        year = _nearest_year(match, context, month, 1)
    return month_value(year or anchor.year, month, "relative")


_COUNTED = re.compile(r"\s+(?:\w+\s+)?(?!months\b|years\b)[a-z]+s\b|\s*(?:%|percent|per cent|km|kg|m\b|people)")
_JOINED_DIGITS = re.compile(r"(?<!\d)(?:\d{1,3}|\d{5,})\Z")
_QUANTITY = frozenset(["of", "to", "for", "about", "than", "nearly", "over", "almost"])


def read_year(match: re.Match[str], context: Context) -> Value | None:
    before = match["before"].lower()
    if before == "-" and _JOINED_DIGITS.search(context.text[max(0, match.start() - 8) : match.start()]):
        # "555-2019" is a number.
        return None
    if before in _QUANTITY and _COUNTED.match(context.text, match.end("t")):
        return None
    return year_value(int(match["year"]), "stated")


def read_plain_year(match: re.Match[str], context: Context) -> Value | None:
    return year_value(int(match["year"]), "stated")


def read_decade(match: re.Match[str], context: Context) -> Value | None:
    digits = match["digits"]
    return span_of(digits[:3] if len(digits) == 4 else "19" + digits[:1], "stated")


_DECADES = {"twenties": "2", "thirties": "3", "forties": "4", "fifties": "5", "sixties": "6", "seventies": "7",
            "eighties": "8", "nineties": "9"}  # fmt: skip


def read_worded_decade(match: re.Match[str], context: Context) -> Value | None:
    return span_of("19" + _DECADES[match[1].lower()], "stated")


def read_century(match: re.Match[str], context: Context) -> Value | None:
    which = match["which"].lower()
    digits = re.match(r"\d+", which)
    order = int(digits.group()) if digits else _ORDINALS.get(which)
    if order is None or not 1 < order < 23:
        return None
    return span_of(f"{order - 1:02d}", "stated")


_ORDINALS = {
    word: n
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
        ],
        start=1,
    )
}


def read_weekday(match: re.Match[str], context: Context) -> Value | None:
    weekday = WEEKDAYS[match["weekday"].lower().rstrip(".")]
    which, part = (match["which"] or "").lower(), match["part"]
    anchor = context.anchor
    code = PARTS[part.lower()] if part else None
    if anchor is None:
        return Value("TIME" if code else "DATE", f"XXXX-WXX-{weekday + 1}" + (f"T{code}" if code else ""))
    back = (anchor.weekday() - weekday) % 7
    if which in ("next", "coming", "this coming") or (which != "last" and which != "past" and context.future(match)):
        day = anchor + datetime.timedelta(days=7 - back if back or which else 0)
    elif which in ("last", "past") and back == 0:
        day = anchor - datetime.timedelta(days=7)
    else:
        day = anchor - datetime.timedelta(days=back)
    return day_value(day, "relative", code)


_NEAR_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
              "the day after tomorrow": 2}  # fmt: skip


def read_near_day(match: re.Match[str], context: Context) -> Value | None:
    word = match["word"].lower()
    part = "NI" if word == "tonight" else PARTS[match["part"].lower()] if match["part"] else None
    if context.anchor is None:
        return Value("TIME" if part else "DATE", "PRESENT_REF" if word in ("today", "tonight") else "XXXX-XX-XX")
    day = shift(context.anchor, _NEAR_DAYS[word], "D")
    return day_value(day, "relative", part) if day else None


def read_this_part(match: re.Match[str], context: Context) -> Value | None:
    """ "this morning", "last night"."""
    part = PARTS[match["part"].lower()]
    if context.anchor is None:
        return Value("TIME", f"XXXX-XX-XXT{part}")
    back = 1 if match["which"].lower() == "last" else 0
    return day_value(context.anchor - datetime.timedelta(days=back), "relative", part)


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def read_this_unit(match: re.Match[str], context: Context) -> Value | None:
    """ "last week", "this year", "next quarter"."""
    anchor, unit = context.anchor, match["unit"].lower()
    step = _STEPS[match["which"].lower().split()[-1]]
    if anchor is None:
        return Value("DATE", ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[step + 1])
    if unit == "weekend":
        return week_value(anchor + datetime.timedelta(days=7 * step), "relative", weekend=True)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        return span_of(str(anchor.year // size + step), "relative")
    code = UNITS[unit][1]
    day = shift(anchor, step, code)
    if day is None:
        return None
    if code == "W":
        return week_value(day, "relative")
    if code == "Q":
        return span_of(f"{day.year}-Q{(day.month + 2) // 3}", "relative")
    return month_value(day.year, day.month, "relative") if code == "M" else year_value(day.year, "relative")


def read_season(match: re.Match[str], context: Context) -> Value | None:
    code, which, written = SEASONS[match["season"].lower()], (match["which"] or "").lower(), match["year"]
    if written:
        return span_of(f"{written}-{code}", "stated")
    if context.anchor is None or which not in _STEPS:
        return None
    year, first = context.anchor.year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if which == "last" and context.anchor.month < first + 3:
        year -= 1
    elif which in ("next", "coming") and context.anchor.month >= first:
        year += 1
    elif which == "this" and code == "WI" and context.anchor.month < 3:
        year -= 1
    return span_of(f"{year}-{code}", "relative")


def _amount(text: str | None) -> str:
    if text is None:
        return "X"
    value = number(text)
    if value is None:
        return "X"
    return str(int(value)) if value == int(value) else f"{value:g}"


def _unit(text: str) -> tuple[str, str]:
    low = text.lower()
    return UNITS.get(low) or UNITS[low.removesuffix("s")]


def read_duration(match: re.Match[str], context: Context) -> Value | None:
    time, unit = _unit(match["unit"])
    amount = _amount(match["count"])
    if match["count"] and match["count"].lower().startswith("half"):
        return Value("DURATION", {"H": "PT30M", "Y": "P6M", "D": "PT12H"}.get(unit, f"P{time}0.5{unit}"))
    if match["count"] and match["unit"][:1].isupper() and match["count"][:1].isupper():
        # A title: the programme, the Six Day War, not the span.
        return None
    if unit == "Q" and match.group()[len(match["count"] or "") :][:1] == "-":
        # "three-quarters": a part of something.
        return None
    if amount == "X" and match["unit"].lower() in ("second", "minute", "hour", "day", "week", "month", "year"):
        return None
    if unit == "H" and amount.endswith(".5"):
        return Value("DURATION", f"PT{amount[:-2]}H30M")
    if match["unit"].lower() in ("fortnight", "fortnights") and amount != "X":
        amount = str(2 * int(float(amount)))
    if time and context.anchor and _AFTER.match(context.text, match.end()):
        return Value(
            "DURATION", f"P{time}{amount}{unit}", _day_of_story(context, context.anchor), None, "day", "relative"
        )
    return Value("DURATION", f"P{time}{amount}{unit}")


# "hours after they met": what is told happened on the day of what the article is about.
_AFTER = re.compile(r"\s+(?:after|before)\b(?!\s+(?:school|work|hours|dark|tax))", re.IGNORECASE)
_STORY_DAYS = 3


def _day_of_story(context: Context, anchor: datetime.date) -> datetime.date:
    """The day told last, where it lies close before the article's own; else the article's."""
    told = context.told("D")
    return told if told and 0 <= (anchor - told).days <= _STORY_DAYS else anchor


def read_half_more(match: re.Match[str], context: Context) -> Value | None:
    """ "two and a half hours", "a year and a half"."""
    time, unit = _unit(match["unit"])
    amount = _amount(match["count"])
    if amount == "X" or "." in amount:
        return None
    half = {"H": ("H30M", True), "Y": ("Y6M", False), "D": ("DT12H", False), "M": ("M30S", True)}.get(unit)
    if half is None or half[1] != bool(time):
        return Value("DURATION", f"P{time}{amount}.5{unit}")
    return Value("DURATION", f"P{time}{amount}{half[0]}")


def read_ago(match: re.Match[str], context: Context) -> Value | None:
    """ "two years ago", "a week later", "three months from now"."""
    time, unit = _unit(match["unit"])
    amount, low = _amount(match["count"]), match["which"].lower()
    step = -1 if low.startswith(("ago", "earlier", "before", "previously")) else 1
    if low in ("later", "earlier", "before", "after"):
        return _beside_told(context, step, time, amount, unit)
    if amount == "X" or "." in amount:
        return Value("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    if context.anchor is None:
        return Value("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    if time:
        return Value("TIME", context.anchor.isoformat() + "TXX", context.anchor, None, "day", "relative")
    day = shift(context.anchor, step * int(amount), unit)
    if day is None:
        return None
    if unit == "D":
        return day_value(day, "relative")
    if unit == "W":
        return week_value(day, "relative")
    if unit in ("M", "Q"):
        return month_value(day.year, day.month, "relative")
    return year_value(day.year, "relative")


def _beside_told(context: Context, step: int, time: str, amount: str, unit: str) -> Value:
    """ "two days later": reckoned from the day that was told last; a span alone where none was."""
    span = Value("DURATION", f"P{time}{amount}{unit}")
    told = context.told(unit)
    if told is None or (not time and (amount == "X" or "." in amount)):
        return span
    if time:
        return Value("DURATION", span.value, told, None, "day", "relative")
    day = shift(told, step * int(amount), unit) if unit in ("D", "W", "M", "Y") else None
    if day is None:
        return span
    if unit == "Y":
        return year_value(day.year, "relative")
    return month_value(day.year, day.month, "relative") if unit == "M" else day_value(day, "relative")


def read_lasting(match: re.Match[str], context: Context) -> Value | None:
    """ "the past two years", "the last several days", "the next 48 hours"."""
    time, unit = _unit(match["unit"])
    count = match["count"]
    amount = _amount(count) if count else ("1" if not match["unit"].lower().endswith("s") else "X")
    return Value("DURATION", f"P{time}{amount}{unit}")


def read_clock(match: re.Match[str], context: Context) -> Value | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    day = context.anchor.isoformat() if context.anchor else "XXXX-XX-XX"
    basis = "relative" if context.anchor else None
    return Value("TIME", f"{day}T{hour:02d}:{minute:02d}", context.anchor, None, "day" if basis else None, basis)


def read_quarter(match: re.Match[str], context: Context) -> Value | None:
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}[match["which"].lower()]
    letter = "Q" if match["unit"].lower() == "quarter" else "H"
    written = match["year"]
    if letter == "H" and order > 2:
        return None
    if written and written[:1].isdigit():
        return span_of(f"{written}-{letter}{order}", "stated")
    if context.anchor is None:
        return Value("DATE", f"XXXX-{letter}{order}")
    year = context.anchor.year - (1 if written and "last" in written.lower() else 0)
    if not written:
        return None if letter == "H" else span_of(f"{year}-{letter}{order}", "relative")
    return span_of(f"{year}-{letter}{order}", "relative")


def read_short_quarter(match: re.Match[str], context: Context) -> Value | None:
    return span_of(f"{match['year']}-{match['part']}", "stated")


def read_fiscal(match: re.Match[str], context: Context) -> Value | None:
    return Value("DATE", f"FY{match['year']}", None, None, "year", "stated")


def read_holiday(match: re.Match[str], context: Context) -> Value | None:
    name = match["name"].lower().replace("’", "'").removesuffix(" sunday")
    if match["year"]:
        return day_value(holiday(name, int(match["year"])), "stated")
    if context.anchor is None:
        return Value("DATE", "XXXX-XX-XX")
    day = holiday(name, context.anchor.year)
    which = (match["which"] or "").lower()
    year = _nearest_year(match, context, day.month, day.day) or context.anchor.year
    if which == "last" and day >= context.anchor:
        year = context.anchor.year - 1
    elif which == "next" and day <= context.anchor:
        year = context.anchor.year + 1
    return day_value(holiday(name, year), "relative")


def read_weekend(match: re.Match[str], context: Context) -> Value | None:
    """ "the weekend", "over the weekend": the one just past, or the one to come."""
    if context.anchor is None:
        return Value("DATE", "XXXX-WXX-WE")
    back = context.anchor.weekday() < 5 and not context.future(match)
    return week_value(context.anchor - datetime.timedelta(days=7 if back else 0), "relative", weekend=True)


def read_noon(match: re.Match[str], context: Context) -> Value | None:
    code = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[match["part"].lower()]
    if context.anchor is None:
        return Value("TIME", f"XXXX-XX-XXT{code}")
    return day_value(context.anchor, "relative", code)


def read_reference(name: str) -> Rule:
    return lambda match, context: Value("DATE", name)


_SETS = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
         "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "biweekly": "P2W", "biannual": "P6M"}  # fmt: skip


def read_often(match: re.Match[str], context: Context) -> Value | None:
    return Value("SET", _SETS[match.group().lower()])


def read_every(match: re.Match[str], context: Context) -> Value | None:
    low = match["unit"].lower()
    if low.removesuffix("s") in WEEKDAYS:
        return Value("SET", f"XXXX-WXX-{WEEKDAYS[low.removesuffix('s')] + 1}")
    time, unit = _unit(low)
    return Value("SET", f"P{time}{_amount(match['count']) if match['count'] else 1}{unit}")
