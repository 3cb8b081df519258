"""JSON lines -> Pages: one article a line, read line by line so that a large table takes little memory."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any

from tidings.errors import BadRecord
from tidings.records import Page

__all__ = ["read_jsonl"]

_FIELDS = ("id", "title", "url", "publication", "language")


def read_jsonl(lines: Iterable[str], source: str, limit: int) -> Iterator[Page | BadRecord]:
    """Read articles, and at the end one error that names all the bad lines together.

    Args:
        lines: the lines of the table.
        source: the table's name.
        limit: characters that one line may have.
    """
    bad: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            if len(line) > limit:
                raise ValueError("longer than the setting max_bytes allows")
            yield _page(json.loads(line), f"{source}:{number}")
        except (ValueError, TypeError, RecursionError) as error:
            reason = "not JSON" if isinstance(error, (json.JSONDecodeError, RecursionError)) else str(error)
            bad.append((number, reason))
    if bad:
        first, reason = bad[0]
        more = (
            f" (and {len(bad) - 1} more: lines {', '.join(str(n) for n, _ in bad[1:6])}{' …' if len(bad) > 6 else ''})"
            if len(bad) > 1
            else ""
        )
        yield BadRecord(f"{source}:{first}", f"{reason}{more}")


def _page(row: Any, name: str) -> Page:
    if not isinstance(row, dict):
        raise TypeError("not an object")
    text = row.get("text")
    if not isinstance(text, str):
        raise TypeError("no field `text` that is a string")
    values = {field: _string(row, field) for field in _FIELDS}
    return Page(
        name,
        text,
        "article",
        given_id=values["id"],
        url=values["url"],
        title=values["title"],
        date=_date(row.get("date")),
        publication=values["publication"],
        language=values["language"],
    )


def _string(row: dict[str, Any], field: str) -> str | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError(f"field `{field}` is not a string")
    return str(value)


def _date(value: Any) -> datetime.date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise TypeError("field `date` is not a string")
    try:
        return datetime.date.fromisoformat(value.strip()[:10])
    except ValueError as error:
        raise ValueError(f"field `date` is not ISO 8601: {value[:30]!r}") from error
