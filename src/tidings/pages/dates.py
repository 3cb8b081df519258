"""The article's own date: from metadata, from a time stamp, dateline or caption, in that order.

A date is then weighed against what else the page says: it cannot be of a day before the last one
that the body tells of as past, and a page that was changed a year after it first came out was
written again, not corrected.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Dating", "find_date", "is_date", "parse_date", "settle", "state_date"]

_MONTHS = "January February March April May June July August September October November December".split()
_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<digits>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b",
    )
)
_DAY_NAME = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b", re.IGNORECASE)
_STAMP = re.compile(
    r"^(?:published|updated|posted|last updated|first published|date)\b|\b\d{1,2}[:.]\d\d\b|\b(?:GMT|BST|EDT|EST|UTC|a\.?m|p\.?m)\b",
    re.IGNORECASE,
)


_SENTENCE = re.compile(r"(?<=[.!?”])\s+")
# A sentence with one of these may tell of days to come.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|due|until|till|by|expected?|expects|scheduled?|plans?|planned|deadline|upcoming|next|set to|to be|"
    r"from|ahead|expires?|expire|valid|tickets?|may|could|should)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|took|came|went|made|began|broke|won|fell|died|[a-z]{3,}ed)\b")
# A page that has no date may still write one: the first or the last that its software can count.
_YEARS = range(1600, 2200)
# Days after its first date from which a changed page is one written again; news is corrected within weeks.
_REWRITTEN_DAYS = 365


@dataclass(frozen=True, slots=True)
class Dating:
    """A publication date and its basis: `given`, `stated` or `inferred`."""

    date: datetime.date
    basis: str


def parse_date(text: str) -> datetime.date | None:
    """Read the date at the start of an ISO 8601 value, or the first full date in some words."""
    value = text.strip()[:10]
    try:
        date = datetime.date.fromisoformat(value)
    except ValueError:
        return find_date(text[:200])
    return date if date.year in _YEARS else None


def find_date(text: str) -> datetime.date | None:
    """Find the first full date (day, month and year) in a text.

    Args:
        text: a line or a caption.
    """
    matches = [m for pattern in _PATTERNS for m in pattern.finditer(text)]
    for match in sorted(matches, key=lambda m: m.start()):
        groups = match.groupdict()
        month = int(groups["digits"]) if groups.get("digits") else _NUMBERS[groups["month"][:3].lower()]
        try:
            return datetime.date(int(groups["year"]), month, int(groups["day"]))
        except ValueError:
            continue
    return None


def is_date(line: str) -> bool:
    """Tell whether a line is a full date and nothing else, its weekday allowed."""
    rest = _DAY_NAME.sub("", line, count=1)
    return find_date(line) is not None and any(
        not re.search(r"\w", pattern.sub("", rest, count=1)) for pattern in _PATTERNS if pattern.search(rest)
    )


def state_date(stamps: Iterable[str], captions: Iterable[str], paragraphs: Iterable[str]) -> Dating | None:
    """Find the date that a page without metadata states of itself.

    A time stamp or dateline is taken first. A caption is next: agencies date their pictures with
    weekday and full date, and the page that prints a fresh one is of that day. A full date with its
    weekday in the body is a last hint, and marked as inferred.

    Args:
        stamps: short lines beside the headline (time stamps, bylines, datelines).
        captions: captions of pictures.
        paragraphs: the body.
    """
    for line in stamps:
        date = find_date(line)
        if date and (len(line.split()) <= 12 or _STAMP.search(line)):
            return Dating(date, "stated")
    dated = [date for caption in captions if _DAY_NAME.search(caption) and (date := find_date(caption))]
    if dated:
        # File pictures are older than the page; the latest is the nearest.
        return Dating(max(dated), "stated")
    inside = [date for text in paragraphs for date in _weekday_dates(text)]
    return Dating(max(inside), "inferred") if inside else None


def _weekday_dates(text: str) -> list[datetime.date]:
    found = []
    for match in _DAY_NAME.finditer(text):
        date = find_date(text[match.start() : match.start() + 40])
        if date and date.strftime("%a").lower() == match.group()[:3].lower():
            found.append(date)
    return found


def settle(dating: Dating | None, changed: datetime.date | None, paragraphs: Iterable[str]) -> Dating | None:
    """Weigh a page's date against the day it was changed last and the days that its body tells of.

    Args:
        dating: the date that the page gives or states of itself.
        changed: the day of the last change that its metadata gives.
        paragraphs: the body.

    Returns:
        The date as it was where nothing speaks against it, else a later one, `inferred`.
    """
    if dating is None:
        return Dating(changed, "inferred") if changed else None
    if changed and (changed - dating.date).days > _REWRITTEN_DAYS:
        return Dating(changed, "inferred")
    told = max((date for text in paragraphs for date in _past_dates(text)), default=None)
    if told is None or told <= dating.date + datetime.timedelta(days=1):
        return dating
    # What is told of as past lies before the page: the change that brought it in, or that day at the earliest.
    return Dating(changed if changed and changed >= told else told, "inferred")


def _past_dates(text: str) -> list[datetime.date]:
    """The full dates of sentences that tell of the past and of nothing to come."""
    found = []
    for sentence in _SENTENCE.split(text):
        if _PAST.search(sentence) and not _AHEAD.search(sentence):
            date = find_date(sentence)
            if date:
                found.append(date)
    return found
