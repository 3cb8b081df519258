"""What a query gives, taken away as JSONL, CSV and Parquet."""

from __future__ import annotations

import csv
import datetime
import io
import json

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.archive import Result
from tidings.errors import UsageError
from tidings.exports import FORMATS, write

NAMES = ["id", "names", "date", "size", "score", "text", "record"]
TYPES = ["VARCHAR", "VARCHAR[]", "DATE", "BIGINT", "DOUBLE", "VARCHAR", "JSON"]
DAY = datetime.date(2023, 9, 13)


def _result(*rows: tuple[object, ...]) -> Result:
    return Result(NAMES, TYPES, [(*row, json.dumps({"id": row[0]})) for row in rows])


def _write(result: Result, format: str) -> bytes:
    stream = io.BytesIO()
    write(result, format, stream)
    assert not stream.closed
    return stream.getvalue()


def test_csv() -> None:
    data = _write(_result(("a", ["x", "y|z"], DAY, 3, -1.5, "two\nlines, “quoted”"), ("b", [], *[None] * 4)), "csv")
    assert list(csv.reader(io.StringIO(data.decode(), newline=""))) == [
        NAMES[:-1],
        ["a", "x|y/z", "2023-09-13", "3", "-1.5", "two\nlines, “quoted”"],
        ["b", "", "", "", "", ""],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_becomes_no_formula_of_a_spreadsheet(start: str) -> None:
    data = _write(_result(("a", [f"{start}SUM(A1)"], None, None, None, f"{start}cmd")), "csv")
    row = list(csv.reader(io.StringIO(data.decode(), newline="")))[1]
    assert (row[1], row[5]) == (f"'{start}SUM(A1)", f"'{start}cmd")


def test_jsonl() -> None:
    assert (
        _write(_result(("a", [], *[None] * 4), ("é", [], *[None] * 4)), "jsonl") == b'{"id": "a"}\n{"id": "\\u00e9"}\n'
    )


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_found(format: str) -> None:
    data = _write(_result(), format)
    if format == "parquet":
        assert polars.read_parquet(data).columns == NAMES[:-1]
    else:
        assert data == (b"id,names,date,size,score,text\n" if format == "csv" else b"")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
            st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=3),
            st.none() | st.dates(),
            st.none() | st.integers(-(2**63), 2**63 - 1),
            st.none() | st.floats(allow_nan=False),
            st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        ),
        max_size=5,
    )
)
def test_parquet_keeps_every_value(rows: list[tuple[object, ...]]) -> None:
    assert polars.read_parquet(_write(_result(*rows), "parquet")).rows() == rows


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="no format xml; give one of jsonl, csv, parquet, geojson"):
        _write(_result(), "xml")


def test_parts_are_written_as_one() -> None:
    whole = _result(*[(str(n), ["x"], DAY, n, 0.5, f"text {n}") for n in range(7)])
    parts = [_result(*[(*row,) for row in whole.rows[at : at + 3]]) for at in range(0, 7, 3)]
    for format in FORMATS:
        stream = io.BytesIO()
        write(iter(parts), format, stream)
        assert _frame(stream.getvalue(), format) == _frame(_write(whole, format), format), format


def _frame(data: bytes, format: str) -> object:
    return polars.read_parquet(data).rows() if format == "parquet" else data
