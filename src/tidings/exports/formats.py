"""The formats in which a query of the archive is taken away, each with the lines that load it again."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tidings.archive import Result
from tidings.errors import UsageError
from tidings.exports.columns import COLUMNS
from tidings.exports.geojson import write_geojson
from tidings.exports.shapes import SHAPES

__all__ = ["EVENT_FORMATS", "FORMATS", "Format", "write"]

Results = Iterable[Result]

# A spreadsheet takes a cell that begins so for a formula; the text of a page must not become one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The fields of PLOVER's own record (codebook 2.0, Data Fields), which other programs may be strict about.
_PLOVER = (
    *("id", "date", "enddate", "actor", "recipient", "event", "event_loc", "event_text", "quad_code", "event_scale"),
    *("mode", "context", "size", "link", "text", "text_info", "cite_info", "coder"),
)
_PLOVER_INSIDE = {
    "actor": ("code", "sector", "entity_text", "identifier_id", "identifier_text", "office"),
    "text_info": ("sequence", "start", "end"),
    "size": ("dead", "injured", "arrested"),
    "cite_info": ("url", "title", "language", "publication"),
    "event_loc": (
        *("extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country"),
        *("country_code", "feature_class", "feature_code", "resolution"),
    ),
}
_PLOVER_INSIDE["recipient"] = _PLOVER_INSIDE["actor"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is written, its files' suffix and media type, and the lines of pandas and of R that load it.

    In the lines FILE stands for the file's name.
    """

    write: Callable[[Results, BinaryIO], None]
    suffix: str
    media: str
    what: str
    pandas: str
    r: str


def write(results: Result | Results, format: str, stream: BinaryIO) -> None:
    """Write what a query gave.

    Args:
        results: what the archive gave, whole or in parts.
        format: one of `EVENT_FORMATS`; of what is no event, one of `FORMATS`.
        stream: where the bytes go.

    Raises:
        UsageError: there is no such format.
    """
    if format not in EVENT_FORMATS:
        raise UsageError(f"no format {format}; give one of {', '.join(EVENT_FORMATS)}")
    EVENT_FORMATS[format].write([results] if isinstance(results, Result) else results, stream)


def _jsonl(results: Results, stream: BinaryIO) -> None:
    for result in results:
        for line in result.jsonl():
            stream.write(line.encode() + b"\n")


def _csv(results: Results, stream: BinaryIO) -> None:
    line = io.StringIO(newline="")
    # With both in the line's end, the writer quotes a cell that has either.
    writer = csv.writer(line, lineterminator="\r\n")
    for row in _csv_rows(results):
        writer.writerow(row)
        stream.write(line.getvalue().removesuffix("\r\n").encode() + b"\n")
        line.seek(0)
        line.truncate()


def _csv_rows(results: Results) -> Iterator[Iterable[str]]:
    for number, result in enumerate(results):
        if number == 0:
            yield result.names
        for row in result.rows:
            yield [_cell(value) for value in row]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _plain("|".join(str(v).replace("|", "/") for v in value))
    return str(value) if isinstance(value, (int, float)) else _plain(str(value))


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _parquet(results: Results, stream: BinaryIO) -> None:
    import duckdb

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        for number, result in enumerate(results):
            if number == 0:
                table = ", ".join(f'"{name}" {type}' for name, type in zip(result.names, result.types, strict=True))
                connection.execute(f"CREATE TABLE rows ({table})")
            if result.rows:
                marks = ", ".join("unnest(?)" for _ in result.names)
                columns = [list(column) for column in zip(*result.rows, strict=True)]
                connection.execute(f"INSERT INTO rows SELECT {marks}", columns)
        connection.execute("COPY rows TO ? (FORMAT parquet)", [str(Path(folder) / "rows.parquet")])
        with (Path(folder) / "rows.parquet").open("rb") as written:
            shutil.copyfileobj(written, stream)


def _plover(results: Results, stream: BinaryIO) -> None:
    for result in results:
        for record in result:
            kept = {name: _inside(name, record[name]) for name in _PLOVER if record.get(name) not in (None, [])}
            if "story" in record:
                kept["link"] = record["story"]
            stream.write(json.dumps(kept, ensure_ascii=False).encode() + b"\n")


def _inside(name: str, value: Any) -> Any:
    """What PLOVER's objects hold inside, of a field that is one or a list of them."""
    fields = _PLOVER_INSIDE.get(name)
    if fields is None:
        return value
    if isinstance(value, list):
        return [_inside(name, one) for one in value]
    return {field: value[field] for field in fields if value.get(field) not in (None, [])}


def _shaped(shape: str, header: bool) -> Callable[[Results, BinaryIO], None]:
    def write_rows(results: Results, stream: BinaryIO) -> None:
        if header:
            stream.write("\t".join(COLUMNS[shape]).encode() + b"\n")
        for result in results:
            for record in result:
                for row in SHAPES[shape](record):
                    stream.write("\t".join(map(_field, row)).encode() + b"\n")

    return write_rows


def _field(value: Any) -> str:
    """A field of a table without quotes: nothing in it may end the field or the line."""
    return "" if value is None else " ".join(str(value).split())


def _tabbed(header: bool) -> tuple[str, str]:
    """The lines that load a tab-separated table: codes stay strings, and quotes are no quotes."""
    head = "" if header else ", header=None"
    return (
        f'pandas.read_csv("FILE", sep="\\t", dtype=str, quoting=3, keep_default_na=False{head})',
        f'read.delim("FILE", quote = "", colClasses = "character"{"" if header else ", header = FALSE"})',
    )


_TSV = "text/tab-separated-values; charset=utf-8"
_LINES = "application/x-ndjson"
_STREAM_IN = 'jsonlite::stream_in(file("FILE"))'

FORMATS: dict[str, Format] = {
    "jsonl": Format(
        *(_jsonl, "jsonl", _LINES, "the records, one a line"),
        *('pandas.read_json("FILE", lines=True, dtype=False)', _STREAM_IN),
    ),
    "csv": Format(
        *(_csv, "csv", "text/csv; charset=utf-8", "a table with a header; of several values each behind a bar"),
        *('pandas.read_csv("FILE")', 'read.csv("FILE")'),
    ),
    "parquet": Format(
        *(_parquet, "parquet", "application/vnd.apache.parquet", "the table with its types"),
        *('pandas.read_parquet("FILE")', 'arrow::read_parquet("FILE")'),
    ),
}
EVENT_FORMATS: dict[str, Format] = {
    **FORMATS,
    "geojson": Format(
        *(write_geojson, "geojson", "application/geo+json", "points with how far off they may be"),
        *('pandas.json_normalize(json.load(open("FILE"))["features"])', 'sf::st_read("FILE")'),
    ),
    "plover": Format(
        *(_plover, "plover.jsonl", _LINES, "PLOVER's own fields and no others, one record a line"),
        *('pandas.read_json("FILE", lines=True, dtype=False)', _STREAM_IN),
    ),
    "gdelt": Format(
        *(_shaped("gdelt", False), "gdelt.tsv", _TSV, "shaped as GDELT 2.0 events: 61 columns, no header"),
        *_tabbed(False),
    ),
    "gdelt-mentions": Format(
        *(_shaped("gdelt-mentions", False), "mentions.tsv", _TSV, "shaped as GDELT 2.0 mentions: 16 columns, no header"),
        *_tabbed(False),
    ),
    "polecat": Format(
        *(_shaped("polecat", True), "polecat.tsv", _TSV, "shaped as POLECAT: 40 columns"),
        *_tabbed(True),
    ),
    "icews": Format(
        *(_shaped("icews", True), "icews.tsv", _TSV, "shaped as ICEWS's R package names it: 20 columns"),
        *_tabbed(True),
    ),
}  # fmt: skip
