"""Names -> pages: every source in turn, its errors handed on in its place."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from tidings.errors import SourceError, UnknownKind, UnreadableSource, UsageError
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources.fetch import Answer, Client, is_url
from tidings.sources.find import STDIN, Found, find_files
from tidings.sources.kinds import KINDS, SAMPLE, recognise
from tidings.sources.origin import Origin
from tidings.sources.unpack import unpack

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["answered", "read_answer", "read_found", "read_sources", "read_stream"]

Told = Callable[[int], None]

_PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "zstd"})


def read_sources(
    names: Sequence[str],
    settings: Settings,
    kind: str | None = None,
    stdin: BinaryIO | None = None,
    told: Told | None = None,
) -> Iterator[Page | Refusal | SourceError]:
    """Read sources into pages: names in their order, files inside folders and globs sorted.

    An error of one source is handed on in its place, and the rest is read.

    Args:
        names: files, folders, globs, URLs, or `-` for stdin.
        settings: the settings in force.
        kind: the kind of every source; recognised by content where it is None.
        stdin: what `-` reads.
        told: called with the number of bytes each time that some of a source were read.

    Raises:
        UsageError: there is no such kind.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"no kind {kind!r}; give one of {', '.join(sorted(KINDS))}")
    return _read(find_files(names), _Opener(settings, stdin, told), settings, kind)


def read_answer(answer: Answer, name: str, settings: Settings) -> Iterator[Page | Refusal | SourceError]:
    """Read what a server answered into pages; an error comes last and in its place.

    Args:
        answer: the answer.
        name: the source as the user wrote it.
        settings: the settings in force.
    """
    origin = Origin(name, answer.url, answer.charset)
    try:
        yield from _read_one(unpack(answered(answer, name), name, settings.max_bytes), origin, settings, None)
    except SourceError as error:
        yield error


def read_found(found: Found, settings: Settings, kind: str | None = None) -> Iterator[Page | Refusal | SourceError]:
    """Read one file that was found before into pages.

    Args:
        found: the file.
        settings: the settings in force.
        kind: its kind; recognised by content where it is None.
    """
    return _read(iter([found]), _Opener(settings, None, None), settings, kind)


def read_stream(
    raw: BinaryIO, name: str, settings: Settings, kind: str | None = None
) -> Iterator[Page | Refusal | SourceError]:
    """Read the bytes of one source of a folder into pages; an error comes last and in its place.

    Args:
        raw: the bytes as they lie.
        name: the source as the user wrote it.
        settings: the settings in force.
        kind: its kind; recognised by content where it is None.
    """
    try:
        yield from _read_one(unpack(raw, name, settings.max_bytes), Origin(name), settings, kind)
    except UnknownKind as error:
        yield Refusal("source", "unknown_kind", name, detail=error.reason)
    except SourceError as error:
        yield error


def _read(
    files: Iterator[Found | Refusal | SourceError], opener: _Opener, settings: Settings, kind: str | None
) -> Iterator[Page | Refusal | SourceError]:
    for found in files:
        if not isinstance(found, Found):
            yield found
            continue
        try:
            with ExitStack() as stack:
                raw, origin = opener.open(found, stack)
                stream = unpack(raw, found.shown, settings.max_bytes, opener.told)
                yield from _read_one(stream, origin, settings, kind)
        except UnknownKind as error:
            yield Refusal("source", "unknown_kind", found.shown, detail=error.reason) if found.inside else error
        except SourceError as error:
            yield error


class _Opener:
    """Opens files, stdin and URLs."""

    def __init__(self, settings: Settings, stdin: BinaryIO | None, told: Told | None) -> None:
        self.settings = settings
        self.stdin = stdin
        self.told = told
        self.client: Client | None = None

    def open(self, found: Found, stack: ExitStack) -> tuple[BinaryIO, Origin]:
        if is_url(found.name):
            self.client = self.client or Client(self.settings)
            answer = stack.enter_context(self.client.open(found.name))
            return answered(answer, found.name), Origin(found.name, answer.url, answer.charset)
        if found.name == STDIN:
            if self.stdin is None:
                raise UnreadableSource(STDIN, "no stdin is given")
            return self.stdin, Origin(STDIN)
        try:
            file = stack.enter_context(Path(found.name).open("rb", buffering=0))  # noqa: SIM115 - entered here
        except OSError as error:
            reason = f"cannot be opened: {error.strerror or os.strerror(error.errno or 0)}"
            raise UnreadableSource(found.shown, reason) from error
        return file, Origin(found.shown, path=Path(found.name))


def answered(answer: Answer, name: str) -> BinaryIO:
    """Give the bytes of an answer that is one.

    Args:
        answer: what a server answered.
        name: the source as the user wrote it.

    Raises:
        UnreadableSource: the server sends no content, or packs it as nothing that is read.
    """
    if answer.status != 200:
        raise UnreadableSource(name, f"its server answers {answer.status} {answer.reason}".rstrip())
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in _PACKINGS:
        raise UnreadableSource(name, f"its server packs it as {packing[:20]!r}, which was not asked for")
    return cast("BinaryIO", answer.body)


def _read_one(
    stream: io.BufferedReader, origin: Origin, settings: Settings, kind: str | None
) -> Iterator[Page | Refusal | SourceError]:
    head = _Head(stream)
    if not head.sample.strip(b" \t\r\n\f\v"):
        if head.error is not None:
            raise head.error
        raise UnreadableSource(origin.name, "is empty")
    recognised = kind or recognise(head.sample)
    if recognised is None:
        raise UnknownKind(origin.name, "its content is of no kind that tidings reads; --kind says which it is")
    yield from KINDS[recognised].read(io.BufferedReader(head, 1 << 16), origin, settings)


class _Head(io.RawIOBase):
    """A stream that can be looked at before it is read: stdin cannot be wound back."""

    def __init__(self, stream: io.BufferedReader) -> None:
        super().__init__()
        self.stream = stream
        self.sample = b""
        self.position = 0
        self.error: SourceError | None = None
        try:
            while len(self.sample) < SAMPLE and (data := stream.read1(SAMPLE)):
                self.sample += data
        except SourceError as error:
            # Met again once all that came before it is read.
            self.error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        if self.position < len(self.sample):
            data = self.sample[self.position : self.position + len(view)]
            self.position += len(data)
        elif self.error is not None:
            raise self.error
        else:
            data = self.stream.read1(len(view))
        view[: len(data)] = data
        return len(data)
