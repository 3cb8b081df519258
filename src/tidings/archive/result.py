"""What a query of the archive gave: rows in a fixed order, to be had as records or as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tidings.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Result"]

_PANDAS = {"TINYINT": "Int8", "INTEGER": "Int32", "BIGINT": "Int64", "DOUBLE": "float64", "DATE": "datetime64[s]"}


class Result:
    """What a query gave.

    Args:
        names: the columns of the table.
        types: their types in DuckDB.
        rows: its rows; the last column of each is the record as JSON.
    """

    def __init__(self, names: Sequence[str], types: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        self.names = tuple(names[:-1])
        self.types = tuple(types[:-1])
        self.rows = tuple(row[:-1] for row in rows)
        self._records = tuple(row[-1] for row in rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for record in self._records:
            yield json.loads(record)

    def whole_rows(self) -> Iterator[tuple[Any, ...]]:
        """Give the rows with the record as JSON in the last place, as a query gave them."""
        for row, record in zip(self.rows, self._records, strict=True):
            yield (*row, record)

    def with_records(self, records: Sequence[str]) -> Result:
        """Give the same table with fuller records.

        Args:
            records: a record as JSON for each row.
        """
        rows = [(*row, record) for row, record in zip(self.rows, records, strict=True)]
        return Result([*self.names, "record"], [*self.types, "JSON"], rows)

    def jsonl(self) -> Iterator[str]:
        """Give each record as one line of JSON."""
        yield from self._records

    def _repr_html_(self) -> str:
        """Show events in a notebook as a table; of other records the first columns."""
        from tidings.display import events_html, rows_html

        if "event_scale" in self.names:
            shown = [json.loads(record) for record in self._records[:200]]
            return events_html(shown, len(self))
        return rows_html(self.names, self.rows[:200], len(self))

    def df(self) -> pandas.DataFrame:
        """Give the table as a pandas data frame; columns keep their types where they are empty too.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise UsageError("data frames need pandas: pip install 'tidings[frames]'") from error
        frame = pandas.DataFrame(list(self.rows), columns=list(self.names), dtype=object)
        wanted = {n: _PANDAS[t] for n, t in zip(self.names, self.types, strict=True) if t in _PANDAS}
        return frame.astype(wanted)

    def pl(self) -> polars.DataFrame:
        """Give the table as a polars data frame; columns keep their types where they are empty too.

        Raises:
            UsageError: polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise UsageError("polars frames need polars: pip install 'tidings[frames]'") from error
        known: dict[str, Any] = {
            "TINYINT": polars.Int8,
            "INTEGER": polars.Int32,
            "BIGINT": polars.Int64,
            "DOUBLE": polars.Float64,
            "DATE": polars.Date,
            "VARCHAR[]": polars.List(polars.String),
        }
        schema = {n: known.get(t, polars.String) for n, t in zip(self.names, self.types, strict=True)}
        return polars.DataFrame([list(row) for row in self.rows], schema=schema, orient="row")
