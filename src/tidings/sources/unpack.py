"""A file or stream -> its bytes, gzip undone, with a guard against packed bombs."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from tidings.errors import OverLimit, UnreadableSource

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Stream", "read_all", "unpack"]

_GZIP = b"\x1f\x8b\x08"
_DEEPEST = 2
# Text packs to a tenth, markup of one template to a thirtieth; gzip reaches a thousandth.
_BOMB_RATIO = 200


class Stream(io.RawIOBase):
    """Bytes of one source, counted; every way of failing becomes an error that names the source.

    Args:
        inner: where bytes come from.
        name: the source as the user wrote it.
        limit: bytes after which a stream that was packed far too well is refused.
        packed: the outermost stream, where this one is unpacked from it.
    """

    def __init__(self, inner: BinaryIO, name: str, limit: int, packed: Stream | None = None) -> None:
        super().__init__()
        self.inner = inner
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
            data = self.inner.read(len(view)) or b""
        except EOFError as error:
            raise UnreadableSource(self.name, "gzip file is cut off before its end") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableSource(self.name, f"gzip file is damaged: {error}") from error
        except OSError as error:
            raise UnreadableSource(self.name, f"cannot be read: {error.strerror or error}") from error
        self.count += len(data)
        if self.packed is not None and self.count > max(self.limit, self.packed.count * _BOMB_RATIO):
            raise OverLimit(self.name, f"unpacks to over {_BOMB_RATIO} times its size and {self.limit:,} bytes")
        view[: len(data)] = data
        return len(data)


def unpack(raw: BinaryIO, name: str, limit: int) -> io.BufferedReader:
    """Open a stream of bytes, packed or not; gzip inside gzip is undone once more.

    Args:
        raw: the bytes as they lie.
        name: the source as the user wrote it.
        limit: bytes; see `Stream`.

    Raises:
        OverLimit: it is packed more than twice.
        UnreadableSource: it cannot be read.
    """
    outermost = Stream(raw, name, limit)
    stream: io.BufferedReader = io.BufferedReader(outermost, 1 << 16)
    for _ in range(_DEEPEST):
        if not stream.peek(3).startswith(_GZIP):
            return stream
        stream = io.BufferedReader(Stream(gzip.GzipFile(fileobj=stream), name, limit, outermost), 1 << 16)  # type: ignore[arg-type]
    if stream.peek(3).startswith(_GZIP):
        raise OverLimit(name, f"is packed more than {_DEEPEST} times")
    return stream


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
