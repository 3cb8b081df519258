"""The patterns for time expressions, each with the function that says what it means.

Patterns have no nested repetition, so that each takes linear time.
"""

from __future__ import annotations

import re

from tidings.mentions.timeonward import (
    read_academic,
    read_beside_day,
    read_hour_of_part,
    read_told,
    read_trailing,
    read_week_of,
)
from tidings.mentions.timevalues import (
    Rule,
    read_ago,
    read_bare_month,
    read_calendar_day,
    read_century,
    read_clock,
    read_decade,
    read_duration,
    read_every,
    read_fiscal,
    read_half_more,
    read_holiday,
    read_iso_day,
    read_lasting,
    read_month_year,
    read_near_day,
    read_noon,
    read_often,
    read_plain_year,
    read_quarter,
    read_reference,
    read_season,
    read_short_quarter,
    read_slashed,
    read_this_part,
    read_this_unit,
    read_weekday,
    read_weekend,
    read_worded_decade,
    read_year,
)

__all__ = ["DIGITS", "FROM_TOLD", "RULES", "Rule"]

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
_NUMBER = rf"(?:\d{{1,3}} \d/\d|\d[\d,]{{0,8}}(?:\.\d+)?|{_TENS}-{_ONES}|{_TENS}|{_ONES}|(?:a|one|two|three|four|five|six) (?:hundred|dozen))"
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


# A rule's `needs`: of these pieces one stands, in lower case, in every text that it fits.
DIGITS = ("0123456789",)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPANS = (
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "centur",
    "yr",
    "hr",
    "min",
    "sec",
)
_RELATIVES = ("last", "this", "next", "past", "coming", "current")


def _rule(
    pattern: str, rule: Rule, flags: int = re.IGNORECASE, needs: tuple[str, ...] = ()
) -> tuple[re.Pattern[str], Rule, tuple[str, ...]]:
    return re.compile(pattern, flags), rule, needs


# Rules that go on from the date that was told last.
FROM_TOLD = frozenset([read_told, read_ago])


_SUFFIX = r"(?:st|nd|rd|th)?"
_BEFORE_YEAR = (
    r"(?P<before>\b(?:in|since|by|until|till|of|from|for|to|and|or|before|after|during|between|the|early|late|mid|"
    r"through|than|about|around|back in|year|election|a|an|winter|summer|spring|autumn)\b|[(,/–—-])"
)

RULES: tuple[tuple[re.Pattern[str], Rule, tuple[str, ...]], ...] = (
    _rule(
        rf"\b(?:{_SHORT_WEEKDAY},?\s+|[Ll]ast\s+|[Tt]his\s+)?(?:the\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_SUFFIX}\b(?!:\d|\.\d|,\d\d\d\b)"
        rf"(?:,?\s+(?P<year>{_YEAR})\b(?!\s+(?:people|troops)))?",
        read_calendar_day, 0, needs=_NAMES),
    _rule(
        rf"\b(?:{_SHORT_WEEKDAY},?\s+)?(?:the\s+)?(?P<day>{_DAY}){_SUFFIX}(?:\s+of)?\s+(?P<month>{_LONG_MONTH})"
        rf"(?!\w)(?:,?\s+(?P<year>{_YEAR})\b)?",
        read_calendar_day, 0, needs=_NAMES),
    _rule(rf"\b({_YEAR})-(0[1-9]|1[0-2])-([0-3]\d)\b", read_iso_day, needs=DIGITS),
    _rule(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])", read_slashed, needs=DIGITS),
    _rule(rf"\b(?:(?:early|late|mid)[ -])?(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})\b", read_month_year, 0, needs=DIGITS),
    _rule(
        rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+|\b(?:[Ee]arly|[Ll]ate|[Mm]id)(?:\s+in)?[ -])"
        rf"(?P<month>{_LONG_MONTH})(?!\w)",
        read_bare_month, 0, needs=_NAMES),
    _rule(
        r"(?P<which>)(?P<t>\b(?P<month>January|February|April|June|July|August|September|October|November|December)"
        r"(?:(?:\s+of)?\s+(?P<after>this|last|next)\s+year)?)\b",
        read_bare_month, 0, needs=_NAMES),
    _rule(
        r"\b(?:[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Uu]ntil|[Ff]rom|[Ll]ast|[Tt]o|[Aa]nd|[Dd]uring|[Bb]efore|[Ff]or)\s+"
        r"(?P<which>)(?P<t>(?P<month>March|May|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.))(?!\s?[A-Z\d])(?!\w)",
        read_bare_month, 0, needs=_NAMES),
    _rule(rf"{_BEFORE_YEAR}\s*(?P<t>(?:(?:early|late|mid)[ -])?(?P<year>{_YEAR}))\b(?![,.]\d|%|\s+(?:GMT|hours|people|troops))",
          read_year, needs=DIGITS),
    _rule(rf"^(?P<t>(?P<year>{_YEAR}))\b(?=[,:])", read_plain_year, needs=DIGITS),
    _rule(r"\b(?:the\s+)?(?:(?:early|late|mid)[ -])?(?:the\s+)?(?P<digits>1[5-9]\d0|20\d0)(?:'|’)?s\b", read_decade, needs=DIGITS),
    _rule(r"(?:\bthe\s+)?(?:\b(?:early|late|mid)[ -])?(?:\bthe\s+)?(?:'|’|‘|`)(?P<digits>[2-9]0)s\b", read_decade, needs=DIGITS),
    _rule(r"\bthe\s+(?:(?:early|late|mid)[ -])?(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
          read_worded_decade, needs=("ties",)),
    _rule(r"\b(?:the\s+)?(?:(?:early|late|mid)[ -])?(?P<which>\d\d?(?:st|nd|rd|th)|[a-z]+(?:-first)?)[ -]centur(?:y|ies)\b",
          read_century, needs=("centur",)),
    _rule(
        rf"\b(?:(?:early|late)\s+)?(?:(?P<which>this coming|last|next|this|coming|past)\s+)?(?P<weekday>{_WEEKDAY})"
        rf"(?:\s+(?P<part>{_PART}))?\b(?!s\b)",
        read_weekday, needs=("day",)),
    _rule(
        rf"\b(?P<word>the day before yesterday|the day after tomorrow|today|yesterday|tomorrow|tonight)"
        rf"(?:\s+(?P<part>{_PART}))?\b",
        read_near_day, needs=("day", "tomorrow", "tonight")),
    _rule(r"\b(?:(?:early|late|earlier|later)\s+)?(?P<which>this|last)\s+(?P<part>morning|afternoon|evening|night)\b", read_this_part, needs=("this", "last")),
    _rule(r"\b(?:(?:over|in|during|for|within|throughout)\s+)(?P<t>the\s+past\s+(?P<unit>week|month|quarter|year|decade|century))\b",
          read_trailing, needs=("past",)),
    _rule(
        r"\b(?:(?:early|earlier|late|later)\s+)?(?:the\s+)?(?P<which>last|this|next|this coming|this past|coming|"
        r"past|current)\s+(?P<unit>week|weekend|month|quarter|year|decade|century)\b",
        read_this_unit, needs=_RELATIVES),
    _rule(
        rf"\bthe\s+week\s+of\s+(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_SUFFIX}\b(?:,?\s+(?P<year>{_YEAR})\b)?",
        read_week_of, 0, needs=("week of",)),
    _rule(
        rf"\b(?:the\s+)?day\s+(?P<which>before|after)\s+(?:last\s+)?(?:(?P<weekday>{_WEEKDAY})|(?P<name>Christmas|Thanksgiving|"
        r"New Year['’]s Day|Easter))(?P<year>\Z.)?\b",
        read_beside_day, needs=("day before", "day after")),
    _rule(
        rf"\b(?:the\s+)?(?P<first>{_YEAR})(?:-|–|/)(?P<second>\d\d(?:\d\d)?)\s+(?:academic|school|financial|fiscal|tax|budget)\s+years?\b",
        read_academic, needs=DIGITS),
    _rule(
        rf"\b(?P<hour>1[0-2]|[1-9]|{_ONES})(?:\s+o['’]clock)?\s+(?:in\s+the|at)\s+(?P<part>morning|afternoon|evening|night)\b",
        read_hour_of_part, needs=("in the ", "at night")),
    _rule(
        rf"\b(?:(?:the|early|late|mid)\s+)?(?:(?P<which>last|this|next|coming)\s+)?(?P<season>spring|summer|autumn|fall|winter)"
        rf"(?:\s+of)?(?:\s+(?P<year>{_YEAR}))?\b",
        read_season, needs=("spring", "summer", "autumn", "fall", "winter")),
    _rule(
        rf"\b{_APPROX}(?P<count>{_NUMBER}|an?|{_VAGUE})\s+(?P<unit>{_UNITS})\s+"
        r"(?P<which>ago|earlier|later|from now|before)\b",
        read_ago, needs=("ago", "earlier", "later", "from now", "before")),
    _rule(
        rf"\b(?:the|these|those|in)?\s*(?:last|past|next|coming|previous|first|final)\s+(?:(?P<count>{_NUMBER}|{_VAGUE})\s*)?"
        rf"(?P<unit>(?:second|minute|hour|day|night|week|month|year|decade|weekend)s)\b",
        read_lasting, needs=("last", "past", "next", "coming", "previous", "first", "final")),
    _rule(rf"\b{_APPROX}(?P<count>{_NUMBER}|{_VAGUE})\s+(?:more|further|additional|straight|consecutive|successive|full|whole|long)"
          rf"\s+(?P<unit>{_UNITS})\b", read_duration, needs=_SPANS),
    _rule(rf"\b{_APPROX}(?P<count>{_NUMBER}) and a half (?P<unit>{_UNITS})\b", read_half_more, needs=("and a half",)),
    _rule(rf"\b{_APPROX}(?P<count>an?|one) (?P<unit>{_UNIT}) and a half\b", read_half_more, needs=("and a half",)),
    _rule(rf"\b{_APPROX}(?P<count>{_NUMBER}|{_VAGUE})[ -](?P<unit>{_UNITS})\b(?!\s+of\s+age|[ -]old\b)", read_duration, needs=_SPANS),
    _rule(rf"\b(?P<count>{_NUMBER})-(?P<unit>{_UNIT})\b(?!-old)", read_duration, needs=_SPANS),
    _rule(rf"\b{_APPROX}(?P<count>an?|half an?)\s+(?P<unit>(?!second\b){_UNIT}|century)\b", read_duration, needs=_SPANS),
    _rule(r"(?P<count>)\b(?P<unit>seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)\b", read_duration, needs=_SPANS),
    _rule(r"\b(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.m\.?|[ap]m\b)", read_clock, needs=DIGITS),
    _rule(r"\b(?P<hour>[01]?\d|2[0-3])[:.]?(?P<minute>[0-5]\d)(?P<half>)\s?(?:GMT|UTC|CET|EST|EDT|BST|hours|local time)\b",
          read_clock, needs=DIGITS),
    _rule(
        rf"\b(?:the\s+)?(?P<which>first|second|third|fourth|last|final)[ -](?P<unit>quarter|half)"
        rf"(?:\s+of\s+(?:the\s+)?(?P<year>{_YEAR}|this year|last year|the year))?\b",
        read_quarter, needs=("quarter", "half")),
    _rule(rf"\b(?P<part>[QH][1-4])\s+(?P<year>{_YEAR})\b", read_short_quarter, 0, needs=DIGITS),
    _rule(rf"\b(?:fiscal|fiscal year|financial year)\s+(?P<year>{_YEAR})\b", read_fiscal, needs=("fiscal", "financial")),
    _rule(
        r"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+)?(?P<name>Christmas (?:Day|Eve)|Christmas|New Year['’]s (?:Day|Eve)|Halloween|"
        r"Valentine['’]s Day|May Day|Boxing Day|Independence Day|Armistice Day|Veterans Day|Thanksgiving Day|Thanksgiving|"
        r"Labor Day|Memorial Day|Martin Luther King Day|Columbus Day|Good Friday|Easter Monday|Easter Sunday|Easter)"
        rf"(?:,?\s+(?P<year>{_YEAR}))?\b",
        read_holiday,
        0,
    ),
    _rule(r"\bthe weekend\b(?!\s+(?:before|after))", read_weekend, needs=("weekend",)),
    _rule(
        r"\b(?:(?:earlier|later|early|late)\s+)?(?:that(?:\s+same)?|the\s+same|the\s+(?:next|following|previous|preceding))\s+"
        r"(?P<unit>day|night|morning|evening|afternoon|week|month|year)\b",
        read_told,
        needs=("that", "same", "next", "following", "previous", "preceding"),
    ),
    _rule(r"\b(?P<part>noon|midday|midnight)\b", read_noon, needs=("noon", "midday", "midnight")),
    _rule(r"\b(?:right now|now|currently|nowadays|at present|at the moment|presently|these days)\b", read_reference("PRESENT_REF")),
    _rule(r"\b(?:recently|recent (?:days|weeks|months|years|decades|times)|lately|in the past|long ago|formerly|the past)\b",
          read_reference("PAST_REF")),
    _rule(r"\b(?:soon|the (?:near |foreseeable |distant )?future|in future)\b(?!\s+(?:after|as)\b)", read_reference("FUTURE_REF")),
    _rule(r"\b(?:daily|nightly|weekly|monthly|quarterly|yearly|annual|annually|hourly|biweekly|biannual)\b", read_often),
    _rule(
        rf"\b(?:every|each)\s+(?:(?P<count>{_NUMBER}|other|few)\s+)?(?P<unit>{_UNITS}|{_WEEKDAY}s?|morning|evening|afternoon)\b",
        read_every, needs=("every", "each")),
)  # fmt: skip
