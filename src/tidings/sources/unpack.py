"""A file or stream -> its bytes, gzip and zstd undone, with a guard against packed bombs."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from tidings.errors import OverLimit, UnreadableSource

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Stream", "read_all", "unpack"]

_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_DEEPEST = 2
# Of zstd a byte may unpack to 32 KB, so that little is handed in at once.
_ZSTD_CHUNK = 1024
# Text packs to a tenth, markup of one template to a thirtieth; gzip reaches a thousandth.
_BOMB_RATIO = 200


class Stream(io.RawIOBase):
    """Bytes of one source, counted; every way of failing becomes an error that names the source.

    Args:
        inner: where bytes come from.
        name: the source as the user wrote it.
        limit: bytes after which a stream that was packed far too well is refused.
        packed: the outermost stream, where this one is unpacked from it.
        form: how it is packed, for errors.
        told: called with the number of bytes each time that some were read.
    """

    def __init__(
        self,
        inner: BinaryIO,
        name: str,
        limit: int,
        packed: Stream | None = None,
        form: str = "gzip",
        told: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__()
        self.form = form
        self.told = told
        # What is there now, not as much as fits: what came before an error is not lost with it.
        self.take: Callable[[int], bytes | None] = getattr(inner, "read1", inner.read)
        self.name = name
        self.limit = limit
        self.packed = packed
        self.count = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read into a buffer.

        Raises:
            UnreadableSource: the file cannot be read on, or is packed and cut off.
            OverLimit: it unpacks to far more than any text would.
        """
        view = memoryview(buffer)
        try:
            data = self.take(len(view)) or b""
        except EOFError as error:
            raise UnreadableSource(self.name, f"{self.form} file is cut off before its end") from error
        except (gzip.BadGzipFile, zlib.error, _Damaged) as error:
            raise UnreadableSource(self.name, f"{self.form} file is damaged: {error}") from error
        except OSError as error:
            raise UnreadableSource(self.name, f"cannot be read: {error.strerror or error}") from error
        self.count += len(data)
        if self.told is not None:
            self.told(len(data))
        if self.packed is not None and self.count > max(self.limit, self.packed.count * _BOMB_RATIO):
            raise OverLimit(self.name, f"unpacks to over {_BOMB_RATIO} times its size and {self.limit:,} bytes")
        view[: len(data)] = data
        return len(data)


def unpack(raw: BinaryIO, name: str, limit: int, told: Callable[[int], None] | None = None) -> io.BufferedReader:
    """Open a stream of bytes, packed or not; what is packed inside of what is packed is undone once more.

    Args:
        raw: the bytes as they lie.
        name: the source as the user wrote it.
        limit: bytes; see `Stream`.
        told: called with the number of bytes each time that some were read of `raw`.

    Raises:
        OverLimit: it is packed more than twice.
        UnreadableSource: it cannot be read.
    """
    outermost = Stream(raw, name, limit, told=told)
    stream: io.BufferedReader = io.BufferedReader(outermost, 1 << 16)
    for _ in range(_DEEPEST):
        opened = _opened(stream)
        if opened is None:
            return stream
        inner, form = opened
        stream = io.BufferedReader(Stream(inner, name, limit, outermost, form), 1 << 16)
    if _opened(stream) is not None:
        raise OverLimit(name, f"is packed more than {_DEEPEST} times")
    return stream


def _opened(stream: io.BufferedReader) -> tuple[Any, str] | None:
    head = stream.peek(4)
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=stream), "gzip"
    return (_Zstd(stream), "zstd") if head.startswith(_ZSTD) else None


class _Damaged(Exception):
    """What is said to be zstd is none."""


class _Zstd:
    """Frames of zstd one after the other, read as one stream."""

    def __init__(self, stream: io.BufferedReader) -> None:
        # Loaded here: most sources are not packed so.
        import zstandard

        self.error = zstandard.ZstdError
        self.open = zstandard.ZstdDecompressor().decompressobj
        self.stream = stream
        self.frame: Any = None
        self.rest = b""
        self.ready = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Give up to so many bytes; none at the end.

        Raises:
            EOFError: the last frame is cut off.
            _Damaged: it is no zstd.
        """
        while not self.ready:
            packed = self.rest or self.stream.read(_ZSTD_CHUNK)
            if not packed:
                if self.frame is not None:
                    raise EOFError
                return b""
            self.frame = self.frame or self.open()
            try:
                self.ready = memoryview(self.frame.decompress(packed))
            except (self.error, MemoryError) as error:
                raise _Damaged(str(error)) from error
            self.rest = self.frame.unused_data if self.frame.eof else b""
            if self.frame.eof:
                self.frame = None
        data, self.ready = bytes(self.ready[:size]), self.ready[size:]
        return data


def read_all(stream: io.BufferedReader, name: str, limit: int) -> bytes:
    """Read a source to its end.

    Args:
        stream: what `unpack` gave.
        name: the source as the user wrote it.
        limit: the most bytes that it may hold.

    Raises:
        OverLimit: it holds more.
        UnreadableSource: it cannot be read.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise OverLimit(name, f"holds more than {limit:,} bytes of text")
    return data
