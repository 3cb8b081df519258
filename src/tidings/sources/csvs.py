"""CSV: one article a row under a header, its cells parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from tidings.errors import SourceError, UnreadableSource
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources.encoding import decode
from tidings.sources.lines import lines
from tidings.sources.origin import Origin
from tidings.sources.tables import Rows, read_rows, too_long

__all__ = ["read", "recognise"]

_COLUMN = re.compile(r"\"?[A-Za-z_][\w .-]{0,60}\"?\Z")
_SEPARATORS = (",", "\t", ";")


def recognise(head: str) -> bool:
    """Say whether content is CSV: its first line is a header that names a column `text`.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    return _separator(head.split("\n", 1)[0]) is not None


def _separator(header: str) -> str | None:
    for separator in _SEPARATORS:
        columns = [column.strip() for column in header.rstrip("\r\n").split(separator)]
        if len(columns) > 1 and all(map(_COLUMN.match, columns)):
            if "text" in {column.strip('" ').lower() for column in columns}:
                return separator
    return None


def read(stream: io.BufferedReader, origin: Origin, settings: Settings) -> Iterator[Page | SourceError]:
    """Read a table of articles, a page a row; a row is known by the line on which it begins.

    Args:
        stream: the table's bytes.
        origin: the source.
        settings: the settings in force; `max_bytes` is for each row.

    Raises:
        SourceError: the table is empty, has no column `text`, or cannot be read on.
    """
    return read_rows(_rows(stream, origin, settings.max_bytes), origin.name)


class _Lines:
    """Lines for the csv module, which may go on after one of them has raised."""

    def __init__(self, stream: io.BufferedReader, limit: int) -> None:
        self.lines = lines(stream, limit)
        self.limit = limit
        self.number = 0
        self.first = 0
        self.room = limit

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.number, line = next(self.lines)
        self.first = self.first or self.number
        self.room -= len(line or b"")
        # A quote that is never closed takes in the rest of the table, so a row of many lines ends as well.
        if line is None or self.room < 0:
            raise too_long(self.limit)
        return decode(line)

    def begin(self) -> None:
        """Begin a row."""
        self.first, self.room = 0, self.limit


def _rows(stream: io.BufferedReader, origin: Origin, limit: int) -> Rows:
    found = _Lines(stream, limit)
    header = next((line for line in found if line.strip()), "")
    separator = _separator(header.lstrip("\ufeff"))
    if separator is None:
        raise UnreadableSource(origin.name, "has no header that names a column `text`")
    names = [name.strip().lower() for name in next(csv.reader([header.lstrip("\ufeff")], delimiter=separator))]
    csv.field_size_limit(limit)
    cells = csv.reader(found, delimiter=separator)
    while True:
        found.begin()
        try:
            row = next(cells)
        except StopIteration:
            return
        except (csv.Error, ValueError) as error:
            yield found.first, error if isinstance(error, ValueError) else ValueError(f"is not CSV ({error})")
            continue
        if any(cell.strip() for cell in row):
            too_many = ValueError(f"has {len(row)} cells under a header of {len(names)}")
            yield found.first, too_many if len(row) > len(names) else dict(zip(names, row, strict=False))
