"""JSONL: one article a line; read line by line, so that a table of any length fits."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tidings.errors import BadRecord, OverLimit, SourceError, UnreadableSource
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources.rows import page_from_row

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["json_object", "read", "recognise"]

_NAMED_LINES = 20


def recognise(head: str) -> bool:
    """Say whether content is JSONL: most lines are objects, or the first begins as one.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    if head.startswith("{"):
        return head[1:].lstrip()[:1] in {'"', "}"}
    lines = [line.strip() for line in head.split("\n")[:20] if line.strip()]
    return sum(line.startswith('{"') for line in lines) * 2 > len(lines)


def read(stream: io.BufferedReader, name: str, settings: Settings) -> Iterator[Page | SourceError]:
    """Read a table of articles, a page a line; bad lines come together as one error at its end.

    Args:
        stream: the table's bytes.
        name: the source as the user wrote it.
        settings: the settings in force; `max_bytes` is for each line.

    Raises:
        SourceError: the table is empty or cannot be read on.
    """
    bad: list[tuple[int, str]] = []
    broken: SourceError | None = None
    pages = 0
    lines = _lines(stream, settings.max_bytes)
    while True:
        try:
            number, line = next(lines)
        except StopIteration:
            break
        except SourceError as error:
            broken = error
            break
        try:
            page = _page(line, f"{name}:{number}", settings.max_bytes)
        except (ValueError, RecursionError) as error:
            bad.append((number, _reason(error)))
            continue
        pages += 1
        yield page
    if bad:
        yield _bad_lines(name, bad)
    if broken is not None:
        raise broken
    if not pages and not bad:
        raise UnreadableSource(name, "is empty")


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    # A line over the limit is passed over without being held: it comes as None.
    number = 0
    if stream.peek(2)[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        stream = _recoded(stream)
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            if line.strip(b" \t\r\n\f\v\0"):
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


def _page(line: bytes | None, source: str, limit: int) -> Page:
    if line is None:
        raise ValueError(f"longer than the limit of {limit:,} bytes")
    return page_from_row(json_object(line), source)


def json_object(line: bytes) -> dict[str, Any]:
    """Read a line as one JSON object.

    Args:
        line: the line's bytes.

    Raises:
        ValueError: it is none; the message goes on from "the line".
    """
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg} at column {error.colno})") from error
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
    if not isinstance(row, dict):
        raise ValueError("is no JSON object")
    return row


def _reason(error: ValueError | RecursionError) -> str:
    return "is nested too deep" if isinstance(error, RecursionError) else str(error)


def _bad_lines(name: str, bad: list[tuple[int, str]]) -> SourceError:
    first, reason = bad[0]
    if len(bad) == 1:
        kind = OverLimit if reason.startswith("longer than the limit") else BadRecord
        return kind(f"{name}:{first}", f"is no article: the line {reason}" if kind is BadRecord else f"is {reason}")
    named = ", ".join(str(number) for number, _ in bad[:_NAMED_LINES])
    more = f" and {len(bad) - _NAMED_LINES} more" if len(bad) > _NAMED_LINES else ""
    return BadRecord(f"{name}:{first}", f"{len(bad)} lines are no articles: {named}{more}; line {first} {reason}")
