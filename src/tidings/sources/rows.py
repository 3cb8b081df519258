"""A row of a table of articles -> Page: the fields, their types and their dates."""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Mapping
from typing import Any

from tidings.records import Page

__all__ = ["page_from_row"]

# Where a date is missing, some programs write the first or the last that they can count.
_YEARS = range(1600, 2200)
_ISO_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T\s].{0,40})?\Z")
_PART_OF_DATE = re.compile(r"\d{4}(?:-\d\d)?\Z")
_SPOILT = re.compile(r"[\ud800-\udfff\0]")


def page_from_row(row: Mapping[str, Any], source: str) -> Page:
    """Make a page of a row; its text is kept as it is, character for character.

    Args:
        row: the row's fields; `text` is required, `id`, `title`, `date`, `url`, `publication` and
            `language` are read where they are.
        source: the table with the row's line or number.

    Raises:
        ValueError: the row is no article; the message says why.
    """
    text = row.get("text")
    if text is None:
        raise ValueError("has no field `text`")
    if not isinstance(text, str):
        raise ValueError("its `text` is no string")
    return Page(
        source=source,
        # One character for one, so that offsets the user has stay true.
        content=_SPOILT.sub("\ufffd", text),
        kind="article",
        given_id=_field(row, "id"),
        url=_field(row, "url"),
        title=_field(row, "title"),
        date=_date(row.get("date")),
        publication=_field(row, "publication"),
        language=_field(row, "language"),
    )


def _field(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(f"its `{name}` is neither a string nor a number")
    return _SPOILT.sub("\ufffd", str(value)).strip() or None


def _date(value: Any) -> datetime.date | None:
    day = _day(value)
    return day if day is not None and day.year in _YEARS else None


def _day(value: Any) -> datetime.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    iso = _ISO_DAY.match(text)
    try:
        if iso:
            return datetime.date(int(iso[1]), int(iso[2]), int(iso[3]))
        if _PART_OF_DATE.match(text):
            # A month or a year is no day to reckon "Wednesday" from.
            return None
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise ValueError(f"its `date` {text[:40]!r} is no date; give YYYY-MM-DD") from error
