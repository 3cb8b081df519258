"""Bytes -> lines, however long one is: what is over the limit is passed over without being held."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["lines"]


def lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Give the lines of a stream with their numbers from 1; UTF-16 comes as UTF-8.

    Args:
        stream: the bytes.
        limit: bytes that a line may have; a longer one comes as None.
    """
    number = 0
    if stream.peek(2)[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        stream = _recoded(stream)
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield number, None


def _recoded(stream: io.BufferedReader) -> io.BufferedReader:
    # Lines are cut at a byte, which UTF-16 has inside of characters as well.
    return io.BufferedReader(_Recoder(io.TextIOWrapper(stream, "utf-16", errors="replace")), 1 << 16)


class _Recoder(io.RawIOBase):
    def __init__(self, text: io.TextIOWrapper) -> None:
        super().__init__()
        self.text = text

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        # A character takes four bytes at most.
        data = self.text.read(max(1, len(view) // 4)).encode("utf-8", "replace")
        view[: len(data)] = data
        return len(data)
