"""JSONL: one article a line; read line by line, so that a table of any length fits."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from tidings.errors import SourceError
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources.lines import lines
from tidings.sources.origin import Origin
from tidings.sources.tables import Rows, read_rows, too_long

__all__ = ["json_object", "read", "recognise"]


def recognise(head: str) -> bool:
    """Say whether content is JSONL: most lines are objects, or the first begins as one.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    if head.startswith("{"):
        return head[1:].lstrip()[:1] in {'"', "}"}
    first = [line.strip() for line in head.split("\n")[:20] if line.strip()]
    return sum(line.startswith('{"') for line in first) * 2 > len(first)


def read(stream: io.BufferedReader, origin: Origin, settings: Settings) -> Iterator[Page | SourceError]:
    """Read a table of articles, a page a line; bad lines come together as one error at its end.

    Args:
        stream: the table's bytes.
        origin: the source.
        settings: the settings in force; `max_bytes` is for each line.

    Raises:
        SourceError: the table is empty or cannot be read on.
    """
    return read_rows(_rows(stream, settings.max_bytes), origin.name)


def _rows(stream: io.BufferedReader, limit: int) -> Rows:
    for number, line in lines(stream, limit):
        if line is None:
            yield number, too_long(limit)
        elif line.strip(b" \t\r\n\f\v\0"):
            try:
                yield number, json_object(line)
            except ValueError as error:
                yield number, error


def json_object(line: bytes) -> dict[str, Any]:
    """Read a line as one JSON object.

    Args:
        line: the line's bytes.

    Raises:
        ValueError: it is none; the message goes on from "the line".
    """
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg} at column {error.colno})") from error
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
    if not isinstance(row, dict):
        raise ValueError("is no JSON object")
    return row
