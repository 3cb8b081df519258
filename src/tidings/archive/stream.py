"""Many rows out of the archive without holding it: they are laid aside in one go, and read from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from tidings.archive.result import Result

__all__ = ["lay_aside", "read_back"]


def lay_aside(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any], path: Path) -> None:
    """Write what a query gives into a Parquet file, in its order.

    Args:
        connection: the archive, open for reading.
        query: the query; the last of its columns is the record.
        values: its parameters.
        path: the file.
    """
    connection.execute(f"COPY ({query}) TO '{_quoted(path)}' (FORMAT parquet)", list(values))


def read_back(path: Path, size: int) -> Iterator[Result]:
    """Give the rows of a file that `lay_aside` wrote, in its order; one empty result where there are none.

    Args:
        path: the file.
        size: rows of each result.
    """
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        found = connection.execute(f"SELECT * FROM read_parquet('{_quoted(path)}')")
        names = [column[0] for column in found.description]
        types = [str(column[1]) for column in found.description]
        rows = found.fetchmany(size)
        yield Result(names, types, rows)
        while rows := found.fetchmany(size):
            yield Result(names, types, rows)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
