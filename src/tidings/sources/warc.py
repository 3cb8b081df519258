"""WARC: the pages of a crawl, as Common Crawl's news crawl publishes them.

A response or resource is a page of the kind that its content is; a conversion (WET) is the text of one.
Requests, metadata and the like hold no page. Each page is known by the number of its record in the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tidings.errors import OverLimit, SourceError, UnreadableSource
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources import html, text
from tidings.sources.encoding import decode, is_binary
from tidings.sources.origin import Origin
from tidings.sources.unpack import read_all, unpack

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["MARK", "read"]

MARK = b"WARC/"
_UNPACKED = frozenset({"", "identity", "gzip", "x-gzip", "zstd"})
_HEAD = 1 << 16
_HEADER_BYTES = 1 << 16


def read(stream: io.BufferedReader, origin: Origin, settings: Settings) -> Iterator[Page | Refusal | SourceError]:
    """Read the pages of a crawl, each with the URL that it came from.

    Args:
        stream: the file's bytes, unpacked.
        origin: the source.
        settings: the settings in force; `max_bytes` is for each page.

    Raises:
        SourceError: it cannot be read on.
    """
    from fastwarc.warc import WarcRecordType as Types

    number = 0
    for number, record in enumerate(_records(stream, origin.name), 1):
        if record.record_type not in (Types.response, Types.resource, Types.conversion):
            continue
        name = f"{origin.name}:{number}"
        try:
            yield _page(record, record.record_type == Types.conversion, name, settings.max_bytes)
        except SourceError as error:
            yield error
    if not number:
        raise UnreadableSource(origin.name, "holds no record")


def _records(stream: io.BufferedReader, name: str) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator

    broken = _Kept(stream)
    try:
        yield from ArchiveIterator(
            broken,  # type: ignore[arg-type]
            parse_http=True,
            auto_decode="transfer",
            stream_detect=False,
            max_header_len=_HEADER_BYTES,
        )
    except (OSError, ValueError, RuntimeError, SourceError) as error:
        raise broken.error or UnreadableSource(name, f"WARC file is damaged: {error}") from error
    if broken.error is not None:
        raise broken.error


class _Kept:
    """A stream that remembers its own error, whatever a library in between makes of it."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream = stream
        self.error: SourceError | None = None
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Read some bytes; none after an error."""
        if self.error is not None:
            return b""
        try:
            data = self.stream.read1(size)
        except SourceError as error:
            self.error = error
            return b""
        self.count += len(data)
        return data

    def tell(self) -> int:
        """Give the bytes read so far."""
        return self.count


def _page(record: WarcRecord, is_text: bool, name: str, limit: int) -> Page | Refusal:
    headers = record.http_headers if record.is_http else None
    if headers is not None and headers.status_code is not None and headers.status_code != 200:
        return Refusal("source", "status", name, detail=f"the server answered {headers.status_code}")
    packing = (headers.get("Content-Encoding") or "").strip().lower() if headers is not None else ""
    if packing not in _UNPACKED:
        raise UnreadableSource(name, f"is packed as {packing[:20]!r}, which is not read")
    data = _content(record, name, limit)
    content = None if is_binary(data[:_HEAD]) else decode(data, _charset(record)).lstrip("\ufeff")
    head = content[:_HEAD].lstrip() if content else ""
    if content is None or not (html.recognise(head) or text.recognise(head)):
        return Refusal("source", "unknown_kind" if data else "empty", name, detail="no page but something else")
    is_html = not is_text and html.recognise(head)
    url = record.headers.get("WARC-Target-URI")
    return Page(name, content, "html" if is_html else "text", url=url.strip("<>") if url else None)


def _content(record: WarcRecord, name: str, limit: int) -> bytes:
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        raise OverLimit(name, f"holds more than {limit:,} bytes")
    return read_all(unpack(io.BytesIO(data), name, limit), name, limit)


def _charset(record: WarcRecord) -> str | None:
    charset: str | None = record.http_charset
    return charset
