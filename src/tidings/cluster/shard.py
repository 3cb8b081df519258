"""One shard of a run: its files are read and coded, and what comes of them becomes a part of the archive.

Run anywhere and again, it writes the same part: a shard whose worker was killed is done by another.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidings import pipeline
from tidings.archive import Archive
from tidings.archive.parts import OUTCOMES, TABLES, rows_of_part
from tidings.cluster.stores import exists, is_store, join, open_store, write_whole
from tidings.engines import hush_libraries
from tidings.errors import SourceError, UnreadableSource
from tidings.records import Coded, Page, Refusal
from tidings.resuming import Known
from tidings.settings import Settings
from tidings.sources.find import Found
from tidings.sources.read import read_found, read_stream

__all__ = ["Shard", "code_shard"]

_ROWS = 4096
# article and refusal where there is one; the leading events; the error's class and words of a failure.
_COLUMNS = ("source", "article", "text_digest", "url", "events", "reason", "detail", "failure")


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that are coded together: `name` is that of their part, `target` the archive's folder,
    `base` the folder that their names start from."""

    name: str
    files: tuple[Found, ...]
    target: str
    base: str
    settings: Settings
    kind: str | None = None

    @property
    def source(self) -> str:
        """The files, as a failure names them."""
        more = f" and {len(self.files) - 1} files more" if len(self.files) > 1 else ""
        return f"{self.files[0].shown}{more}"


def code_shard(shard: Shard) -> str:
    """Code a shard into its part, unless that is there already; give the part's name.

    Args:
        shard: the shard.

    Raises:
        ModelError: a model is missing.
    """
    hush_libraries()
    with contextlib.suppress(OSError):
        os.chdir(shard.base)
    system, root = open_store(shard.target)
    folder = join(root, f"part={shard.name}")
    if exists(system, join(folder, OUTCOMES)):
        return shard.name
    # One worker of our own: what hangs or takes too much memory ends it, and not the shard.
    settings = dataclasses.replace(shard.settings, workers=1)
    with tempfile.TemporaryDirectory(prefix="tidings-") as place:
        archive = Archive(Path(place) / "part.duckdb", settings=settings)
        outcomes = [
            _row(outcome) for outcome in pipeline.run_pages(_pages(shard), settings, archive, again=True, apart=True)
        ]
        system.create_dir(folder, recursive=True)
        with archive._open(write=False) as connection:
            for table in TABLES:
                found = connection.execute(rows_of_part(table))
                write_whole(system, join(folder, f"{table}.parquet"), _parquet(found))
        write_whole(system, join(folder, OUTCOMES), _outcomes(outcomes))
    return shard.name


def _pages(shard: Shard) -> Iterator[Page | Refusal | SourceError]:
    for found in shard.files:
        if is_store(found.name):
            yield from _from_store(found.name, shard)
        else:
            yield from read_found(found, shard.settings, shard.kind)


def _from_store(name: str, shard: Shard) -> Iterator[Page | Refusal | SourceError]:
    system, path = open_store(name)
    try:
        with system.open_input_stream(path, compression=None) as stream:
            yield from read_stream(stream, name, shard.settings, shard.kind)
    except OSError as error:
        yield UnreadableSource(name, f"cannot be read: {error}")


def _row(outcome: pipeline.Outcome) -> tuple[Any, ...]:
    if isinstance(outcome, Coded):
        article = outcome.article
        leading = sum(e.same_as is None for e in outcome.events)
        return (article.source, article.id, article.text_digest, article.url, leading, None, None, None)
    if isinstance(outcome, Refusal):
        return (outcome.source, None, None, None, 0, outcome.reason, outcome.detail, None)
    if isinstance(outcome, Known):
        raise AssertionError("a part begins empty")
    return (outcome.source, None, None, None, 0, outcome.reason, None, type(outcome).__name__)


def _parquet(found: Any) -> bytes:
    import pyarrow.parquet as pq

    batches = found.fetch_record_batch(_ROWS)
    out = io.BytesIO()
    with pq.ParquetWriter(out, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
    return out.getvalue()


def _outcomes(rows: list[tuple[Any, ...]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    types = [pa.int64() if name == "events" else pa.string() for name in _COLUMNS]
    arrays = [pa.array(list(column), type) for column, type in zip(columns, types, strict=True)]
    out = io.BytesIO()
    pq.write_table(pa.table(dict(zip(_COLUMNS, arrays, strict=True))), out, compression="zstd")
    return out.getvalue()
