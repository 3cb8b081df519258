"""Times: dates, weekdays, relative and vague times, durations and sets, as TIMEX3 writes them.

Rules over regular expressions on characters; each takes linear time. Relative words are reckoned
from the article's date; without one they are found, typed and left without a day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from tidings.mentions import timerules
from tidings.mentions.dates import Value
from tidings.mentions.timecontext import Context
from tidings.mentions.timerules import DIGITS
from tidings.records import TimeSpan

__all__ = ["find_times", "last_told"]

_Match = tuple[int, int, Value, re.Match[str], timerules.Rule]
_DIGIT = re.compile(r"\d")

# Nothing is looked for where none of these stands: most sentences have no time.
_GATE = re.compile(
    r"\d|(?i:day|week|month|year|hour|minute|second|decade|centur|quarter|night|morning|noon|evening|now|current|"
    r"recent|ago|today|tomorrow|yesterday|soon|once|future|past|spring|summer|autumn|winter|fall|jan|feb|mar|apr|may|"
    r"jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|weekly|daily|annual|present|moment|former|"
    r"christmas|easter|ramadan|thanksgiving|previous|late|time|dawn|dusk|overnight|fortnight)"
)
# What may stand between an hour and its day: "9 a.m. (0700 GMT) on Tuesday", "5:30 p.m. EDT Thursday".
_HOUR_DAY = re.compile(r"(?:\s?\([^()]{0,30}\))?,?\s*(?:(?:[A-Z]{2,4}|local time)\b,?\s*)?(?:on\s+)?\Z")
_CLOCK = re.compile(r"T\d\d:\d\d\Z")


def find_times(text: str, offset: int, anchor: datetime.date | None, told: TimeSpan | None = None) -> list[TimeSpan]:
    """Find the time expressions in a text, none inside another, from left to right.

    Args:
        text: a sentence.
        offset: where it begins in `Article.text`; the offsets of the spans are in that frame.
        anchor: the day from which "Wednesday" and "last month" are reckoned.
        told: the date that the article has told last, for "the next morning" and "two days later".
    """
    if not _GATE.search(text):
        return []
    found: list[_Match] = []
    before = _of_span(told)
    context = Context(text, anchor, before)
    low = text.lower()
    digits = _DIGIT.search(text) is not None
    for pattern, rule, needs in timerules.RULES:
        if needs and not (digits if needs == DIGITS else any(word in low for word in needs)):
            continue
        for match in pattern.finditer(text):
            value = rule(match, context)
            if value is not None:
                found.append((*_trimmed(match), value, match, rule))
    found.sort(key=lambda item: (item[0], -item[1]))
    values = _told_on(_longest(found), text, anchor, before)
    return [_span(text, start, end, offset, value, anchor) for start, end, value in _joined(text, values)]


def last_told(spans: Sequence[TimeSpan], before: TimeSpan | None) -> TimeSpan | None:
    """Give the date that is told last once some more have been found.

    Args:
        spans: time expressions of a sentence, in order.
        before: what was told last before them.
    """
    return next((s for s in reversed(spans) if s.date and s.type in ("DATE", "TIME")), before)


def _of_span(span: TimeSpan | None) -> Value | None:
    if span is None:
        return None
    return Value(span.type, span.value, span.date, span.enddate, span.precision, span.basis)


def _told_on(
    found: list[_Match], text: str, anchor: datetime.date | None, told: Value | None
) -> list[tuple[int, int, Value]]:
    """Read again what goes on from the date told last, where one stands before it in the sentence."""
    values: list[tuple[int, int, Value]] = []
    inside = False
    for start, end, value, match, rule in found:
        if inside and rule in timerules.FROM_TOLD:
            value = rule(match, Context(text, anchor, told)) or value
        if value.date and value.type in ("DATE", "TIME"):
            told, inside = value, True
        values.append((start, end, value))
    return values


def _joined(text: str, found: list[tuple[int, int, Value]]) -> list[tuple[int, int, Value]]:
    """Join an hour with the day after it, and give an hour the day that stands before it."""
    joined: list[tuple[int, int, Value]] = []
    for start, end, value in found:
        if joined:
            begin, before_end, before = joined[-1]
            between = text[before_end:start]
            if _is_clock(before) and _is_clock(value) and between.strip() == "(":
                # "10:35 a.m. (0735 GMT)": the same hour told twice.
                continue
            if _is_clock(before) and _is_day(value) and _HOUR_DAY.match(between):
                joined[-1] = (begin, end, _at(before, value))
                continue
            if _is_clock(value) and before.date and before.precision == "day" and len(between) < 15:
                value = _at(value, before)
        joined.append((start, end, value))
    return joined


def _is_clock(value: Value) -> bool:
    return value.type == "TIME" and _CLOCK.search(value.value) is not None


def _is_day(value: Value) -> bool:
    return value.precision == "day" and not _is_clock(value)


def _at(clock: Value, day: Value) -> Value:
    written = day.value.partition("T")[0] + clock.value[-6:]
    return Value("TIME", written, day.date, None, day.precision, day.basis)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The group `t` is the expression itself where a rule needs words around it."""
    group = "t" if "t" in match.re.groupindex else 0
    return match.span(group)


def _longest(found: list[_Match]) -> list[_Match]:
    kept: list[_Match] = []
    for item in found:
        while kept and item[0] < kept[-1][1] and item[1] - item[0] > kept[-1][1] - kept[-1][0]:
            kept.pop()
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return kept


def _span(text: str, start: int, end: int, offset: int, value: Value, anchor: datetime.date | None) -> TimeSpan:
    relative = value.basis == "relative" and anchor is not None
    return TimeSpan(
        text=text[start:end],
        start=offset + start,
        end=offset + end,
        type=value.type,
        value=value.value,
        anchor=anchor.isoformat() if relative and anchor else None,
        date=value.date,
        enddate=value.enddate,
        precision=value.precision,
        basis=value.basis,
    )
