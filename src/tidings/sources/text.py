"""Plain text as a crawler saved it: one page a file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from tidings.errors import SourceError, UnreadableSource
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources.encoding import decode, is_binary
from tidings.sources.origin import Origin
from tidings.sources.unpack import read_all

__all__ = ["read", "read_content", "recognise"]


def recognise(head: str) -> bool:
    """Say whether content is plain text: whatever has a letter and was no other kind.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    return any(map(str.isalpha, head))


def read(stream: io.BufferedReader, origin: Origin, settings: Settings) -> Iterator[Page | SourceError]:
    """Read a page of plain text.

    Args:
        stream: the page's bytes.
        origin: the source.
        settings: the settings in force.

    Raises:
        SourceError: it is empty, too large or cannot be read.
    """
    yield Page(origin.name, read_content(stream, origin, settings), "text", url=origin.url)


def read_content(stream: io.BufferedReader, origin: Origin, settings: Settings) -> str:
    """Read and decode a source that is one page.

    Args:
        stream: the page's bytes.
        origin: the source.
        settings: the settings in force.

    Raises:
        SourceError: it is empty, too large, not text, or cannot be read.
    """
    data = read_all(stream, origin.name, settings.max_bytes)
    if is_binary(data[:4096]):
        raise UnreadableSource(origin.name, "is not text")
    content = decode(data, origin.charset)
    if not content.strip("\ufeff \t\r\n\f\v\0"):
        raise UnreadableSource(origin.name, "is empty")
    return content
