"""The rules for time expressions: a pattern each, and what it means.

A rule gives None where its words are no time after all. Patterns have no nested repetition.
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

__all__ = ["Context", "RULES"]

_FUTURE = re.compile(
    r"\b(?:will|'ll|won't|shall|to be|due|scheduled|plan|plans|planned|expected|expects|going to|set to|upcoming|"
    r"until|deadline|expires?|by)\b"
)
_PAST = re.compile(r"\b(?:said|was|were|had|did|told|met|went|came|took|made|won|shot|fell|left|\w{3,}ed)\b")

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_LONG_MONTH = (
    r"(?:January|Jan\.|February|Feb\.|March|April|Apr\.|May|June|July|August|Aug\.|September|Sept\.|October|Oct\.|"
    r"November|Nov\.|December|Dec\.)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\.?)"
_ONES = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen)"
)
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_NUMBER = rf"(?:\d[\d,]{{0,8}}(?:\.\d+)?|{_TENS}-{_ONES}|{_TENS}|{_ONES}|(?:a|one|two|three|four|five|six) (?:hundred|dozen))"
_VAGUE = (
    r"(?:several|a few|few|some|many|a couple of|a couple|couple of|a number of|dozens of|scores of|hundreds of|"
    r"thousands of|countless)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|month|quarter|year|decade|weekend|fortnight|yr|hr|min|sec)"
_UNITS = rf"(?:{_UNIT}s?|century|centuries)"
_PART = r"(?:morning|afternoon|evening|night|lunchtime|midday|noon|midnight|dawn|dusk)"
_APPROX = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|more than|less than|at least|over|up to|some|only|just|"
    r"fewer than|under|within|at most|another) )?"
)


class Context:
    """The text around a match, and the day from which relative words are reckoned."""

    def __init__(self, text: str, anchor: datetime.date | None) -> None:
        self.text = text
        self.anchor = anchor
        self._future: bool | None = None

    @property
    def future(self) -> bool:
        """Whether the sentence speaks of what is to come."""
        if self._future is None:
            self._future = bool(_FUTURE.search(self.text)) and not _PAST.search(
                self.text.replace(" said", "").replace("scheduled", "").replace("planned", "").replace("expected", "")
            )
        return self._future


Rule = Callable[[re.Match[str], Context], Value | None]


def _month(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


def _nearest_year(context: Context, month: int, day: int) -> int | None:
    """The year of a month or day that has none: the one that lies nearest, the past first."""
    anchor = context.anchor
    if anchor is None:
        return None
    distance = (month - anchor.month) * 31 + day - anchor.day
    if context.future:
        return anchor.year + 1 if distance < -45 else anchor.year
    if distance > 75:
        return anchor.year - 1
    return anchor.year + 1 if distance < -300 else anchor.year


def _calendar_day(match: re.Match[str], context: Context) -> Value | None:
    month, day = _month(match["month"]), int(match["day"])
    written = match["year"]
    year = int(written) if written else _nearest_year(context, month, day)
    if year is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}") if day <= 31 else None
    try:
        return day_value(datetime.date(year, month, day), "stated" if written else "relative")
    except ValueError:
        return None


def _iso_day(match: re.Match[str], context: Context) -> Value | None:
    try:
        return day_value(datetime.date(int(match[1]), int(match[2]), int(match[3])), "stated")
    except ValueError:
        return None


def _slashed(match: re.Match[str], context: Context) -> Value | None:
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


def _month_year(match: re.Match[str], context: Context) -> Value | None:
    value = month_value(int(match["year"]), _month(match["month"]), "stated")
    return value


def _bare_month(match: re.Match[str], context: Context) -> Value | None:
    month, which = _month(match["month"]), (match["which"] or "").lower()
    anchor = context.anchor
    if anchor is None:
        return Value("DATE", f"XXXX-{month:02d}")
    year: int | None
    if which in ("last", "past"):
        year = anchor.year if month < anchor.month else anchor.year - 1
    elif which in ("next", "coming"):
        year = anchor.year if month > anchor.month else anchor.year + 1
    elif which == "this":
        year = anchor.year
    else:
        year = _nearest_year(context, month, 1)
    return month_value(year or anchor.year, month, "relative")


_COUNTED = re.compile(r"\s+(?:\w+\s+)?(?!months\b|years\b)[a-z]+s\b|\s*(?:%|percent|per cent|km|kg|m\b|people)")
_QUANTITY = frozenset("of to for about than nearly over almost".split())


def _year(match: re.Match[str], context: Context) -> Value | None:
    before = match["before"].lower()
    if before in _QUANTITY and _COUNTED.match(context.text, match.end("t")):
        return None
    return year_value(int(match["year"]), "stated")


def _plain_year(match: re.Match[str], context: Context) -> Value | None:
    return year_value(int(match["year"]), "stated")


def _decade(match: re.Match[str], context: Context) -> Value | None:
    digits = match["digits"]
    return span_of(digits[:3] if len(digits) == 4 else "19" + digits[:1], "stated")


_DECADES = {"twenties": "2", "thirties": "3", "forties": "4", "fifties": "5", "sixties": "6", "seventies": "7",
            "eighties": "8", "nineties": "9"}  # fmt: skip


def _worded_decade(match: re.Match[str], context: Context) -> Value | None:
    return span_of("19" + _DECADES[match[1].lower()], "stated")


def _century(match: re.Match[str], context: Context) -> Value | None:
    which = match["which"].lower()
    digits = re.match(r"\d+", which)
    order = int(digits.group()) if digits else _ORDINALS.get(which)
    if order is None or not 1 < order < 23:
        return None
    return span_of(f"{order - 1:02d}", "stated")


_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=1,
    )
}


def _weekday(match: re.Match[str], context: Context) -> Value | None:
    weekday = WEEKDAYS[match["weekday"].lower().rstrip(".")]
    which, part = (match["which"] or "").lower(), match["part"]
    anchor = context.anchor
    code = PARTS[part.lower()] if part else None
    if anchor is None:
        return Value("TIME" if code else "DATE", f"XXXX-WXX-{weekday + 1}" + (f"T{code}" if code else ""))
    back = (anchor.weekday() - weekday) % 7
    if which in ("next", "coming", "this coming") or (which != "last" and which != "past" and context.future):
        day = anchor + datetime.timedelta(days=7 - back if back or which else 0)
    elif which in ("last", "past") and back == 0:
        day = anchor - datetime.timedelta(days=7)
    else:
        day = anchor - datetime.timedelta(days=back)
    return day_value(day, "relative", code)


_NEAR_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
              "the day after tomorrow": 2}  # fmt: skip


def _near_day(match: re.Match[str], context: Context) -> Value | None:
    word = match["word"].lower()
    part = "NI" if word == "tonight" else PARTS[match["part"].lower()] if match["part"] else None
    if context.anchor is None:
        return Value("TIME" if part else "DATE", "PRESENT_REF" if word in ("today", "tonight") else "XXXX-XX-XX")
    day = shift(context.anchor, _NEAR_DAYS[word], "D")
    return day_value(day, "relative", part) if day else None


def _this_part(match: re.Match[str], context: Context) -> Value | None:
    """"this morning", "last night"."""
    part = PARTS[match["part"].lower()]
    if context.anchor is None:
        return Value("TIME", f"XXXX-XX-XXT{part}")
    back = 1 if match["which"].lower() == "last" else 0
    return day_value(context.anchor - datetime.timedelta(days=back), "relative", part)


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def _this_unit(match: re.Match[str], context: Context) -> Value | None:
    """"last week", "this year", "next quarter"."""
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


def _season(match: re.Match[str], context: Context) -> Value | None:
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
    return str(int(value)) if value == int(value) else str(value)


def _unit(text: str) -> tuple[str, str]:
    low = text.lower()
    return UNITS.get(low) or UNITS[low.removesuffix("s")]


def _duration(match: re.Match[str], context: Context) -> Value | None:
    time, unit = _unit(match["unit"])
    amount = _amount(match["count"])
    if amount == "X" and match["unit"].lower() in ("second", "minute", "hour", "day", "week", "month", "year"):
        return None
    if match["unit"].lower() in ("fortnight", "fortnights") and amount != "X":
        amount = str(2 * int(float(amount)))
    return Value("DURATION", f"P{time}{amount}{unit}")


def _ago(match: re.Match[str], context: Context) -> Value | None:
    """"two years ago", "a week later", "three months from now"."""
    time, unit = _unit(match["unit"])
    amount, low = _amount(match["count"]), match["which"].lower()
    step = -1 if low.startswith(("ago", "earlier", "before", "previously")) else 1
    if low in ("later", "earlier", "before", "after"):
        # Reckoned from what was told last, not from the article's date.
        return Value("DURATION", f"P{time}{amount}{unit}")
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
    return year_value(day.year, "relative") if unit == "Y" else span_of(str(day.year // 10), "relative")


def _lasting(match: re.Match[str], context: Context) -> Value | None:
    """"the past two years", "the last several days", "the next 48 hours"."""
    time, unit = _unit(match["unit"])
    count = match["count"]
    amount = _amount(count) if count else ("1" if not match["unit"].lower().endswith("s") else "X")
    return Value("DURATION", f"P{time}{amount}{unit}")


def _clock(match: re.Match[str], context: Context) -> Value | None:
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


def _quarter(match: re.Match[str], context: Context) -> Value | None:
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


def _short_quarter(match: re.Match[str], context: Context) -> Value | None:
    return span_of(f"{match['year']}-{match['part']}", "stated")


def _fiscal(match: re.Match[str], context: Context) -> Value | None:
    return Value("DATE", f"FY{match['year']}", None, None, "year", "stated")


_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
    "new year's eve": (12, 31), "halloween": (10, 31), "valentine's day": (2, 14), "may day": (5, 1),
    "boxing day": (12, 26),
}  # fmt: skip


def _holiday(match: re.Match[str], context: Context) -> Value | None:
    month, day = _FIXED[match["name"].lower().replace("’", "'")]
    if match["year"]:
        return day_value(datetime.date(int(match["year"]), month, day), "stated")
    year = _nearest_year(context, month, day)
    if year is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}")
    return day_value(datetime.date(year, month, day), "relative")


def _reference(name: str) -> Rule:
    return lambda match, context: Value("DATE", name)


_SETS = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
         "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "biweekly": "P2W", "biannual": "P6M"}  # fmt: skip


def _often(match: re.Match[str], context: Context) -> Value | None:
    return Value("SET", _SETS[match.group().lower()])


def _every(match: re.Match[str], context: Context) -> Value | None:
    low = match["unit"].lower()
    if low.removesuffix("s") in WEEKDAYS:
        return Value("SET", f"XXXX-WXX-{WEEKDAYS[low.removesuffix('s')] + 1}")
    time, unit = _unit(low)
    return Value("SET", f"P{time}{_amount(match['count']) if match['count'] else 1}{unit}")


def _rule(pattern: str, rule: Rule, flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], Rule]:
    return re.compile(pattern, flags), rule


_SUFFIX = r"(?:st|nd|rd|th)?"
_BEFORE_YEAR = (
    r"(?P<before>\b(?:in|since|by|until|till|of|from|for|to|and|or|before|after|during|between|the|early|late|mid|"
    r"through|than|about|around|back in|year|election|winter|summer|spring|autumn)\b|[(,/–—-])"
)

RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    _rule(
        rf"\b(?:{_SHORT_WEEKDAY},?\s+)?(?:the\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_SUFFIX}\b(?!:|\.\d|,\d\d\d\b)"
        rf"(?:,?\s+(?P<year>{_YEAR})\b(?!\s+(?:people|troops)))?",
        _calendar_day,
        0,
    ),
    _rule(
        rf"\b(?:{_SHORT_WEEKDAY},?\s+)?(?:the\s+)?(?P<day>{_DAY}){_SUFFIX}(?:\s+of)?\s+(?P<month>{_LONG_MONTH})"
        rf"(?!\w)(?:,?\s+(?P<year>{_YEAR})\b)?",
        _calendar_day,
        0,
    ),
    _rule(rf"\b({_YEAR})-(0[1-9]|1[0-2])-([0-3]\d)\b", _iso_day),
    _rule(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])", _slashed),
    _rule(rf"\b(?:(?:early|late|mid)[ -])?(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})\b", _month_year, 0),
    _rule(
        rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+|\b(?:[Ee]arly|[Ll]ate|[Mm]id)(?:\s+in)?[ -])"
        rf"(?P<month>{_LONG_MONTH})(?!\w)",
        _bare_month,
        0,
    ),
    _rule(
        rf"(?P<which>)(?P<t>\b(?P<month>January|February|April|June|July|August|September|October|November|December))\b",
        _bare_month,
        0,
    ),
    _rule(
        rf"\b(?:[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Uu]ntil|[Ff]rom|[Ll]ast|[Tt]o|[Aa]nd|[Dd]uring|[Bb]efore|[Ff]or)\s+"
        rf"(?P<which>)(?P<t>(?P<month>March|May|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.))(?!\s?[A-Z\d])(?!\w)",
        _bare_month,
        0,
    ),
    _rule(rf"{_BEFORE_YEAR}\s*(?P<t>(?:(?:early|late|mid)[ -])?(?P<year>{_YEAR}))\b(?![,.]\d|%|\s+(?:GMT|hours|people|troops))",
          _year),
    _rule(rf"^(?P<t>(?P<year>{_YEAR}))\b(?=[,:])", _plain_year),
    _rule(rf"\b(?:the\s+)?(?:(?:early|late|mid)[ -])?(?:the\s+)?(?P<digits>1[5-9]\d0|20\d0)(?:'|’)?s\b", _decade),
    _rule(r"(?:\bthe\s+)?(?:\b(?:early|late|mid)[ -])?(?:\bthe\s+)?(?:'|’|‘|`)(?P<digits>[2-9]0)s\b", _decade),
    _rule(r"\bthe\s+(?:(?:early|late|mid)[ -])?(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
          _worded_decade),
    _rule(r"\b(?:the\s+)?(?:(?:early|late|mid)[ -])?(?P<which>\d\d?(?:st|nd|rd|th)|[a-z]+(?:-first)?)[ -]centur(?:y|ies)\b",
          _century),
    _rule(
        rf"\b(?:(?:early|late)\s+)?(?:(?P<which>this coming|last|next|this|coming|past)\s+)?(?P<weekday>{_WEEKDAY})"
        rf"(?:\s+(?P<part>{_PART}))?\b(?!s\b)",
        _weekday,
    ),
    _rule(
        rf"\b(?P<word>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight)"
        rf"(?:\s+(?P<part>{_PART}))?\b",
        _near_day,
    ),
    _rule(r"\b(?:(?:early|late|earlier|later)\s+)?(?P<which>this|last)\s+(?P<part>morning|afternoon|evening|night)\b", _this_part),
    _rule(
        r"\b(?:(?:early|earlier|late|later)\s+)?(?:the\s+)?(?P<which>last|this|next|this coming|this past|previous|coming|"
        r"past|current|following)\s+(?P<unit>week|weekend|month|quarter|year|decade|century)\b",
        _this_unit,
    ),
    _rule(
        rf"\b(?:(?:the|early|late|mid)\s+)?(?:(?P<which>last|this|next|coming)\s+)?(?P<season>spring|summer|autumn|fall|winter)"
        rf"(?:\s+of)?(?:\s+(?P<year>{_YEAR}))?\b",
        _season,
    ),
    _rule(
        rf"\b{_APPROX}(?P<count>{_NUMBER}|an?|{_VAGUE})\s+(?P<unit>{_UNITS})\s+"
        r"(?P<which>ago|earlier|later|from now|before)\b",
        _ago,
    ),
    _rule(
        rf"\b(?:the|these|those|in)?\s*(?:last|past|next|coming|previous|first|final)\s+(?P<count>{_NUMBER}|{_VAGUE})?\s*"
        rf"(?P<unit>(?:second|minute|hour|day|night|week|month|year|decade|weekend)s)\b",
        _lasting,
    ),
    _rule(rf"\b{_APPROX}(?P<count>{_NUMBER}|{_VAGUE})[ -](?P<unit>{_UNITS})\b(?!\s+of\s+age)", _duration),
    _rule(rf"\b(?P<count>{_NUMBER})-(?P<unit>{_UNIT})(?:-old)?\b", _duration),
    _rule(rf"\b{_APPROX}(?P<count>an?|half an?)\s+(?P<unit>{_UNIT}|century)\b", _duration),
    _rule(r"(?P<count>)\b(?P<unit>seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)\b", _duration),
    _rule(r"\b(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)", _clock),
    _rule(r"\b(?P<hour>[01]?\d|2[0-3])[:.]?(?P<minute>[0-5]\d)(?P<half>)\s?(?:GMT|UTC|CET|EST|EDT|BST|hours|local time)\b",
          _clock),
    _rule(
        rf"\b(?:the\s+)?(?P<which>first|second|third|fourth|last|final)[ -](?P<unit>quarter|half)"
        rf"(?:\s+of\s+(?:the\s+)?(?P<year>{_YEAR}|this year|last year|the year))?\b",
        _quarter,
    ),
    _rule(rf"\b(?P<part>[QH][1-4])\s+(?P<year>{_YEAR})\b", _short_quarter, 0),
    _rule(rf"\b(?:fiscal|fiscal year|financial year)\s+(?P<year>{_YEAR})\b", _fiscal),
    _rule(
        rf"\b(?P<name>Christmas (?:Day|Eve)|Christmas|New Year['’]s (?:Day|Eve)|Halloween|Valentine['’]s Day|May Day|Boxing Day)"
        rf"(?:,?\s+(?P<year>{_YEAR}))?\b",
        _holiday,
        0,
    ),
    _rule(r"\b(?:right now|now|currently|nowadays|at present|at the moment|presently|these days)\b", _reference("PRESENT_REF")),
    _rule(r"\b(?:recently|recent (?:days|weeks|months|years|decades|times)|lately|in the past|long ago|formerly|the past)\b",
          _reference("PAST_REF")),
    _rule(r"\b(?:soon|the (?:near |foreseeable |distant )?future|in future)\b(?!\s+(?:after|as)\b)", _reference("FUTURE_REF")),
    _rule(r"\b(?:daily|nightly|weekly|monthly|quarterly|yearly|annual|annually|hourly|biweekly|biannual)\b", _often),
    _rule(
        rf"\b(?:every|each)\s+(?:(?P<count>{_NUMBER}|other|few)\s+)?(?P<unit>{_UNITS}|{_WEEKDAY}s?|morning|evening|afternoon)\b",
        _every,
    ),
)  # fmt: skip
