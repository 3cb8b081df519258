"""The kinds of content that are read, and which of them some bytes are.

To add a kind: write its file (a `recognise` over the first characters, or the bytes that it begins
with, and a `read` that makes pages) and name it in `KINDS`; the order is the order in which kinds
are tried.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tidings.errors import SourceError
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources import csvs, feed, html, jsonl, parquet, text, warc
from tidings.sources.encoding import decode, is_binary
from tidings.sources.origin import Origin
from tidings.sources.unread import is_unread

__all__ = ["KINDS", "SAMPLE", "Kind", "recognise"]

SAMPLE = 1 << 16

Reader = Callable[[io.BufferedReader, Origin, Settings], Iterator[Page | Refusal | SourceError]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content: how to read it, and how to know it by its first bytes or characters."""

    name: str
    read: Reader
    mark: bytes = b""
    recognise: Callable[[str], bool] | None = None


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("parquet", parquet.read, mark=parquet.MARK),
        Kind("warc", warc.read, mark=warc.MARK),
        Kind("feed", feed.read, recognise=feed.recognise),
        Kind("csv", csvs.read, recognise=csvs.recognise),
        Kind("jsonl", jsonl.read, recognise=jsonl.recognise),
        Kind("html", html.read, recognise=html.recognise),
        Kind("text", text.read, recognise=text.recognise),
    )
}


def recognise(data: bytes) -> str | None:
    """Name the kind of some content: one of `KINDS`, or None.

    Args:
        data: the first bytes of the content, unpacked; 64 KB are enough.
    """
    sample = data[:SAMPLE]
    for name, kind in KINDS.items():
        if kind.mark and sample.startswith(kind.mark):
            return name
    if is_binary(sample):
        return None
    head = decode(sample).lstrip("\ufeff \t\r\n\f\0")
    if is_unread(head):
        return None
    return next((name for name, kind in KINDS.items() if kind.recognise is not None and kind.recognise(head)), None)
