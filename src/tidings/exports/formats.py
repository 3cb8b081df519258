"""The formats in which a query of the archive is taken away."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from tidings.archive import Result

__all__ = ["FORMATS", "write"]

# A spreadsheet takes a cell that begins so for a formula; the text of a page must not become one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(result: Result, format: str, stream: BinaryIO) -> None:
    """Write what a query gave.

    Args:
        result: what the archive gave.
        format: one of `FORMATS`.
        stream: where the bytes go.
    """
    FORMATS[format](result, stream)


def _jsonl(result: Result, stream: BinaryIO) -> None:
    for line in result.jsonl():
        stream.write(line.encode() + b"\n")


def _csv(result: Result, stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.names)
    for row in result.rows:
        writer.writerow([_cell(value) for value in row])
    text.detach()


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

    columns = ", ".join(f'"{name}" {type}' for name, type in zip(result.names, result.types, strict=True))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(f"CREATE TABLE rows ({columns})")
        if result.rows:
            marks = ", ".join("?" * len(result.names))
            connection.executemany(f"INSERT INTO rows VALUES ({marks})", [list(row) for row in result.rows])
        path = Path(folder) / "rows.parquet"
        connection.execute(f"COPY rows TO '{path}' (FORMAT parquet)")
        stream.write(path.read_bytes())


FORMATS: dict[str, Callable[[Result, BinaryIO], None]] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
