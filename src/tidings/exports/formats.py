"""The formats in which a query of the archive is taken away."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from tidings.archive import Result
from tidings.errors import UsageError

__all__ = ["FORMATS", "write"]

# A spreadsheet takes a cell that begins so for a formula; the text of a page must not become one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(result: Result, format: str, stream: BinaryIO) -> None:
    """Write what a query gave.

    Args:
        result: what the archive gave.
        format: one of `FORMATS`.
        stream: where the bytes go.

    Raises:
        UsageError: there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"no format {format}; give one of {', '.join(FORMATS)}")
    FORMATS[format](result, stream)


def _jsonl(result: Result, stream: BinaryIO) -> None:
    for line in result.jsonl():
        stream.write(line.encode() + b"\n")


def _csv(result: Result, stream: BinaryIO) -> None:
    line = io.StringIO(newline="")
    # With both in the line's end, the writer quotes a cell that has either.
    writer = csv.writer(line, lineterminator="\r\n")
    for row in (result.names, *([_cell(value) for value in row] for row in result.rows)):
        writer.writerow(row)
        stream.write(line.getvalue().removesuffix("\r\n").encode() + b"\n")
        line.seek(0)
        line.truncate()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _plain("|".join(str(v).replace("|", "/") for v in value))
    return str(value) if isinstance(value, (int, float)) else _plain(str(value))


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _parquet(result: Result, stream: BinaryIO) -> None:
    import duckdb

    table = ", ".join(f'"{name}" {type}' for name, type in zip(result.names, result.types, strict=True))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(f"CREATE TABLE rows ({table})")
        if result.rows:
            marks = ", ".join("unnest(?)" for _ in result.names)
            columns = [list(column) for column in zip(*result.rows, strict=True)]
            connection.execute(f"INSERT INTO rows SELECT {marks}", columns)
        connection.execute("COPY rows TO ? (FORMAT parquet)", [str(Path(folder) / "rows.parquet")])
        with (Path(folder) / "rows.parquet").open("rb") as written:
            shutil.copyfileobj(written, stream)


FORMATS: dict[str, Callable[[Result, BinaryIO], None]] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
