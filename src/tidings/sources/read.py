"""Names -> pages: every source in turn, its errors handed on in its place."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tidings.errors import SourceError, UnknownKind, UnreadableSource, UsageError
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources.find import STDIN, Found, find_files
from tidings.sources.kinds import KINDS, SAMPLE, recognise
from tidings.sources.others import OTHERS
from tidings.sources.unpack import unpack

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["read_sources"]


def read_sources(
    names: Sequence[str], settings: Settings, kind: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Page | Refusal | SourceError]:
    """Read sources into pages: names in their order, files inside folders and globs sorted.

    An error of one source is handed on in its place, and the rest is read.

    Args:
        names: files, folders, globs, or `-` for stdin.
        settings: the settings in force.
        kind: the kind of every source; recognised by content where it is None.
        stdin: what `-` reads.

    Raises:
        UsageError: there is no such kind.
    """
    if kind is not None and kind not in KINDS and kind not in OTHERS:
        raise UsageError(f"no kind {kind!r}; give one of {', '.join(sorted([*KINDS, *OTHERS]))}")
    return _read(names, settings, kind, stdin)


def _read(
    names: Sequence[str], settings: Settings, kind: str | None, stdin: BinaryIO | None
) -> Iterator[Page | Refusal | SourceError]:
    for found in find_files(names):
        if not isinstance(found, Found):
            yield found
            continue
        try:
            with ExitStack() as stack:
                raw = _open(found, stdin, stack)
                yield from _read_one(unpack(raw, found.shown, settings.max_bytes), found, settings, kind)
        except UnknownKind as error:
            yield Refusal("source", "unknown_kind", found.shown, detail=error.reason) if found.inside else error
        except SourceError as error:
            yield error


def _open(found: Found, stdin: BinaryIO | None, stack: ExitStack) -> BinaryIO:
    if found.name == STDIN:
        if stdin is None:
            raise UnreadableSource(STDIN, "no stdin is given")
        return stdin
    try:
        return stack.enter_context(Path(found.name).open("rb", buffering=0))
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or os.strerror(error.errno or 0)}"
        raise UnreadableSource(found.shown, reason) from error


def _read_one(
    stream: io.BufferedReader, found: Found, settings: Settings, kind: str | None
) -> Iterator[Page | SourceError]:
    head = _Head(stream)
    if not head.sample.strip(b" \t\r\n\f\v"):
        raise UnreadableSource(found.shown, "is empty")
    recognised = kind or recognise(head.sample)
    if recognised is None:
        raise UnknownKind(found.shown, "its content is of no kind that tidings reads; --kind says which it is")
    if recognised in OTHERS:
        # Handed on, not raised: in a folder as well this is news that was missed, and no stray file.
        yield UnknownKind(found.shown, OTHERS[recognised])
        return
    yield from KINDS[recognised].read(io.BufferedReader(head, 1 << 16), found.shown, settings)


class _Head(io.RawIOBase):
    """A stream that can be looked at before it is read: stdin cannot be wound back."""

    def __init__(self, stream: io.BufferedReader) -> None:
        super().__init__()
        self.stream = stream
        self.sample = stream.read(SAMPLE)
        self.position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        if self.position < len(self.sample):
            data = self.sample[self.position : self.position + len(view)]
            self.position += len(data)
        else:
            data = self.stream.read(len(view)) or b""
        view[: len(data)] = data
        return len(data)
