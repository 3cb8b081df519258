"""Parquet: one article a row; DuckDB reads it, a few rows at a time."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tidings.errors import SourceError, UnreadableSource
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources.origin import Origin
from tidings.sources.tables import Rows, read_rows, too_long

__all__ = ["MARK", "read"]

MARK = b"PAR1"
_FIELDS = ("id", "text", "title", "date", "url", "publication", "language")
_ROWS = 64


def read(stream: io.BufferedReader, origin: Origin, settings: Settings) -> Iterator[Page | SourceError]:
    """Read a table of articles, a page a row; a row is known by its number from 1.

    Args:
        stream: the table's bytes.
        origin: the source.
        settings: the settings in force; `max_bytes` is for each text, `max_memory` for the whole.

    Raises:
        SourceError: the table is empty, has no column `text`, or cannot be read on.
    """
    if origin.path is not None and _begins(origin.path):
        yield from read_rows(_rows(origin.path, origin, settings), origin.name, "row")
        return
    # What lies at its end says where its columns are, so a stream is laid down first.
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        shutil.copyfileobj(stream, file)
        file.flush()
        yield from read_rows(_rows(Path(file.name), origin, settings), origin.name, "row")


def _begins(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


def _rows(path: Path, origin: Origin, settings: Settings) -> Rows:
    import duckdb

    memory = f"{max(256, settings.max_memory // (1 << 20))}MiB"
    config: dict[str, Any] = {"threads": 1, "memory_limit": memory, "autoinstall_known_extensions": False}
    try:
        with duckdb.connect(config=config) as connection:
            # Not as a pattern: a name may have brackets.
            table = connection.read_parquet([_literal(path)])
            names = {name.lower(): name for name in table.columns}
            if "text" not in names:
                raise UnreadableSource(origin.name, "has no column `text`")
            taken = [field for field in _FIELDS if field in names]
            chosen = ", ".join('"' + names[field].replace('"', '""') + '"' for field in taken)
            yield from _numbered(table.select(chosen), taken, settings.max_bytes)
    except duckdb.Error as error:
        first = str(error).strip().split("\n")[0]
        raise UnreadableSource(origin.name, f"Parquet file cannot be read: {first}") from error


def _literal(path: Path) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path.absolute()))


def _numbered(table: Any, names: list[str], limit: int) -> Rows:
    number = 0
    while rows := table.fetchmany(_ROWS):
        for row in rows:
            number += 1
            values = dict(zip(names, row, strict=True))
            text = values["text"]
            yield number, too_long(limit) if isinstance(text, str) and len(text) > limit else values
