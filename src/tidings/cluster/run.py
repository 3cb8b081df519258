"""The driver of a run on a cluster: deals files into shards, gathers their parts, and tells doubles apart.

What an article is decided by is the order of the sources, as in a run on one machine: the parts are
looked at in that order, whichever was done first.
"""

from __future__ import annotations

import dataclasses
import io
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidings import errors, pipeline
from tidings.archive.parts import LEFT_OUT, MANIFEST, OUTCOMES
from tidings.cluster.shard import Shard, code_shard
from tidings.cluster.stores import is_store, join, list_files, open_store, write_whole
from tidings.engines.ray import ray_map
from tidings.errors import SourceError, UsageError
from tidings.identity import Once
from tidings.records import Refusal, digest
from tidings.resuming import mark_of
from tidings.seen import Seen
from tidings.settings import Settings
from tidings.sources.find import STDIN, Found, find_files

__all__ = ["PartOutcome", "plan", "run_cluster"]

# Files of a shard, and their bytes: some minutes of work, which a killed worker has to do again.
_FILES = 512
_BYTES = 64 * 1024 * 1024
# How often the list of parts that can be read is brought up to date, in seconds.
_LISTED = 60.0


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """An article that a part holds, with the number of its leading events."""

    id: str
    text_digest: str
    source: str
    url: str | None
    events: int


def run_cluster(
    sources: Sequence[str], settings: Settings, target: str, kind: str | None = None
) -> Iterator[PartOutcome | Refusal | SourceError]:
    """Code sources on a Ray cluster into a folder of Parquet files, and hand on what came of each page.

    A run that was ended goes on where it was: parts that are whole are not made again.

    Args:
        sources: files, folders, globs and URLs that every machine of the cluster can read, or URIs of
            an object store.
        settings: the settings in force.
        target: the archive's folder, or its URI in an object store.
        kind: the kind of every source; recognised by content where it is None.

    Raises:
        UsageError: Ray or pyarrow is not installed, or a store is not known.
        ModelError: a model is missing.
    """
    if STDIN in sources:
        raise UsageError("a cluster cannot read stdin; name files, folders or URIs")
    system, root = open_store(target)
    system.create_dir(root, recursive=True)
    missing: list[Refusal | SourceError] = []
    shards = plan(sources, settings, target, kind, missing)
    gathered = _Gathered(system, root, settings)
    listed = time.monotonic()
    for result in ray_map(code_shard, shards, settings):
        yield from _drained(missing)
        if isinstance(result, SourceError):
            yield result
            continue
        yield from gathered.take(result)
        if time.monotonic() - listed > _LISTED:
            gathered.write()
            listed = time.monotonic()
    yield from _drained(missing)
    gathered.write()


def _drained(waiting: list[Refusal | SourceError]) -> Iterator[Refusal | SourceError]:
    while waiting:
        yield waiting.pop(0)


def plan(
    sources: Sequence[str], settings: Settings, target: str, kind: str | None, missing: list[Refusal | SourceError]
) -> Iterator[Shard]:
    """Deal files into shards, in their order; the same files give the same shards.

    Args:
        sources: what the user named.
        settings: the settings in force.
        target: the archive's folder or URI.
        kind: the kind of every source.
        missing: takes what is found instead of files.
    """
    mark = mark_of(settings)
    files: list[Found] = []
    stamps: list[str] = []
    size = 0
    for found, bytes in _files(sources, missing):
        if files and (len(files) >= _FILES or size + bytes > _BYTES):
            yield _shard(mark, files, stamps, target, settings, kind)
            files, stamps, size = [], [], 0
        files.append(found)
        stamps.append(f"{found.shown} {bytes}")
        size += bytes
    if files:
        yield _shard(mark, files, stamps, target, settings, kind)


def _shard(
    mark: str, files: list[Found], stamps: list[str], target: str, settings: Settings, kind: str | None
) -> Shard:
    where = target if is_store(target) else str(Path(target).absolute())
    return Shard(digest(mark, kind or "", *stamps), tuple(files), where, str(Path.cwd()), settings, kind)


def _files(sources: Sequence[str], missing: list[Refusal | SourceError]) -> Iterator[tuple[Found, int]]:
    for name in sources:
        if is_store(name):
            found = list_files(name)
            if not found:
                missing.append(errors.UnreadableSource(name, "holds no file"))
            yield from ((Found(uri, inside=uri != name), bytes) for uri, bytes in found)
            continue
        for item in find_files([name]):
            if isinstance(item, Found):
                path = Path(item.name)
                yield item, path.stat().st_size if path.is_file() else 0
            else:
                missing.append(item)


class _Gathered:
    """The parts that are done, in order, and the articles in them that do not count."""

    def __init__(self, system: Any, root: str, settings: Settings) -> None:
        self.system = system
        self.root = root
        self.settings = settings
        self.once = Once()
        self.parts: list[str] = []
        # Where each article stands that counts: the part it is in, by its id.
        self.places = Seen()
        self.left_out: list[tuple[str, str, str]] = []

    def take(self, part: str) -> Iterator[PartOutcome | Refusal | SourceError]:
        """Look at the pages of a part, in their order."""
        import pyarrow.parquet as pq

        self.parts.append(part)
        with self.system.open_input_file(join(self.root, f"part={part}", OUTCOMES)) as file:
            rows = pq.read_table(file).to_pylist()
        for row in rows:
            yield self._outcome(row, part)

    def _outcome(self, row: dict[str, Any], part: str) -> PartOutcome | Refusal | SourceError:
        if row["failure"]:
            kind: type[SourceError] = getattr(errors, row["failure"])
            return kind(row["source"], row["reason"])
        if row["article"] is None:
            return Refusal("source", row["reason"], row["source"], detail=row["detail"])
        found = PartOutcome(row["article"], row["text_digest"], row["source"], row["url"], row["events"])
        against = self.once.check(found)
        if against is not None:
            self.left_out.append((part, found.id, "double"))
            return against
        before = self.places.put(found.id, part)
        if before is not None and before != part:
            self.left_out.append((before, found.id, "superseded"))
            self.places.change(found.id, part)
        return found

    def write(self) -> None:
        """List the parts that can be read, and what in them does not count."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = list(zip(*self.left_out, strict=True)) or [()] * 3
        names = ("part", "article", "reason")
        table = pa.table({n: pa.array(list(c), pa.string()) for n, c in zip(names, columns, strict=True)})
        out = io.BytesIO()
        pq.write_table(table, out)
        write_whole(self.system, join(self.root, LEFT_OUT), out.getvalue())
        shown = {name: value for name, value in dataclasses.asdict(self.settings).items() if "fetch" not in name}
        manifest = {"coder": pipeline.coder_name(self.settings), "settings": shown, "parts": self.parts}
        data = json.dumps(manifest, indent=1).encode()
        write_whole(self.system, join(self.root, MANIFEST), data)
