"""The kinds of content that are read, and which of them some bytes are.

To add a kind: write its file (a `recognise` over the first bytes, and a `read` that makes pages)
and name it in `KINDS`; the order is the order in which kinds are tried.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tidings.errors import SourceError
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources import html, jsonl, others, text
from tidings.sources.encoding import decode, is_binary

__all__ = ["KINDS", "SAMPLE", "Kind", "recognise"]

SAMPLE = 1 << 16

Reader = Callable[[io.BufferedReader, str, Settings], Iterator[Page | SourceError]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content: how to know it by its first characters, and how to read it."""

    name: str
    recognise: Callable[[str], bool]
    read: Reader


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("jsonl", jsonl.recognise, jsonl.read),
        Kind("html", html.recognise, html.read),
        Kind("text", text.recognise, text.read),
    )
}


def recognise(data: bytes) -> str | None:
    """Name the kind of some content: one of `KINDS`, one that is known and not read, or None.

    Args:
        data: the first bytes of the content, unpacked; 64 KB are enough.
    """
    sample = data[:SAMPLE]
    binary = others.recognise_bytes(sample)
    if binary or is_binary(sample):
        return binary
    head = decode(sample).lstrip("\ufeff \t\r\n\f\0")
    marked = others.recognise_text(head)
    if marked:
        return marked if marked in others.OTHERS else None
    return next((name for name, kind in KINDS.items() if kind.recognise(head)), None)
