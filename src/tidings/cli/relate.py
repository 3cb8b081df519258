"""Say what a text reports between two parties: a probability for each PLOVER type, and for NONE.

tidings relate --text "Kenya sent doctors to Chad." --actor Kenya --recipient Chad
tidings relate --jsonl pairs.jsonl      fields: text, actor, recipient and, if given, id
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from tidings.cli.common import settings_of, stdin_of
from tidings.errors import BadRecord, TidingsError, UnreadableSource, UsageError
from tidings.settings import Settings
from tidings.sources import json_object

HELP = "say what a text reports between two parties"

_SPOILT = re.compile(r"[\ud800-\udfff\0]")
_FIELDS = ("text", "actor", "recipient")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `relate`."""
    parser.add_argument("--text", help="a sentence or short passage")
    parser.add_argument("--actor", help="words of the text that name who acts")
    parser.add_argument("--recipient", help="words that name whom it is done to; without it, nobody is")
    parser.add_argument("--jsonl", metavar="FILE", help="many at once, gzipped or not; - for stdin")


def run(options: argparse.Namespace) -> int:
    """Run `relate`."""
    settings = settings_of(options)
    if options.jsonl is not None:
        if any(getattr(options, name) is not None for name in _FIELDS):
            raise UsageError("give --jsonl FILE, or --text and --actor, not both")
        return _relate_many(options.jsonl, settings)
    row = {name: getattr(options, name) for name in _FIELDS}
    if row["text"] is None or row["actor"] is None:
        raise UsageError("relate needs --text and --actor, or --jsonl FILE")
    try:
        types = _relate(row, settings)
    except ValueError as error:
        raise UsageError(f"relate {error}") from error
    print(json.dumps({"types": types}))
    return 0


def _relate_many(name: str, settings: Settings) -> int:
    """Answer a table line by line; a bad line has its answer too, which says what is wrong."""
    count, bad = 0, []
    for number, line in enumerate(_lines(name, settings.max_bytes), 1):
        count = number
        answer: dict[str, Any] = {}
        try:
            row = _row(line)
            if "id" in row:
                answer["id"] = row["id"]
            answer["types"] = _relate(row, settings)
        except ValueError as error:
            bad.append(number)
            answer["error"] = f"line {number} {error}"
        print(json.dumps(answer, ensure_ascii=False))
    if not count:
        raise UnreadableSource(name, "is empty")
    if bad:
        named = ", ".join(map(str, bad[:20])) + (f" and {len(bad) - 20} more" if len(bad) > 20 else "")
        print(f"tidings: {BadRecord(name, f'bad lines: {named}; the answer to each says why')}", file=sys.stderr)
    return 1 if bad else 0


def _relate(row: dict[str, Any], settings: Settings) -> dict[str, float]:
    """Relate the parties of a row, the likeliest type first.

    Raises:
        ValueError: a field is missing or no text; or the row cannot be related.
    """
    from tidings import pipeline

    for name in ("text", "actor"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise ValueError(f"has no {name}")
    if not isinstance(row.get("recipient") or "", str):
        raise ValueError("has a recipient that is no text")
    text, actor, recipient = (_SPOILT.sub("\ufffd", row.get(name) or "") for name in _FIELDS)
    try:
        types = pipeline.relate(text, actor, recipient, settings)
    except (TidingsError, MemoryError):
        raise
    except Exception as error:
        # No line may break a run; the reason stands in its answer.
        raise ValueError(f"cannot be related ({type(error).__name__}: {error}); please report it") from error
    return dict(sorted(types.items(), key=lambda item: (-item[1], item[0])))


def _row(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise ValueError("is longer than the setting max_bytes allows")
    return json_object(line)


def _lines(name: str, limit: int) -> Iterator[bytes | None]:
    """The lines of a table; None for one that is over the limit."""
    from tidings.sources.unpack import unpack

    with ExitStack() as stack:
        stream = unpack(_open(name, stack), name, limit)
        while line := stream.readline(limit + 1):
            if len(line) <= limit:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield None


def _open(name: str, stack: ExitStack) -> BinaryIO:
    if name == "-":
        stdin = stdin_of()
        if stdin is None:
            raise UnreadableSource(name, "no stdin is given")
        return stdin
    try:
        return stack.enter_context(Path(name).open("rb", buffering=0))
    except OSError as error:
        raise UnreadableSource(name, f"cannot be opened: {error.strerror}") from error
