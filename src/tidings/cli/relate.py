"""Say what a text reports between two parties: a probability for each PLOVER type, and for NONE.

tidings relate --text "Kenya sent doctors to Chad." --actor Kenya --recipient Chad
tidings relate --jsonl pairs.jsonl      fields: text, actor, recipient and, if given, id
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tidings.cli.common import settings_of
from tidings.errors import UnreadableSource, UsageError

HELP = "say what a text reports between two parties"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `relate`."""
    parser.add_argument("--text", help="a sentence or short passage")
    parser.add_argument("--actor", help="words of the text that name who acts")
    parser.add_argument("--recipient", default="", help="words that name whom it is done to")
    parser.add_argument("--jsonl", metavar="FILE", help="many at once; - for stdin")


def run(options: argparse.Namespace) -> int:
    """Run `relate`."""
    from tidings import pipeline

    settings = settings_of(options)
    if options.jsonl is None:
        if options.text is None or options.actor is None:
            raise UsageError("relate needs --text and --actor, or --jsonl FILE")
        types = pipeline.relate(options.text, options.actor, options.recipient, settings)
        print(json.dumps({"types": _ranked(types)}))
        return 0
    bad = 0
    for number, line in enumerate(_lines(options.jsonl), 1):
        row, fault = _row(line)
        answer: dict[str, Any] = {"id": row["id"]} if "id" in row else {}
        if fault is not None:
            bad += 1
            answer["error"] = f"line {number}: {fault}"
        else:
            answer["types"] = _ranked(pipeline.relate(row["text"], row["actor"], row.get("recipient") or "", settings))
        print(json.dumps(answer, ensure_ascii=False))
    if bad:
        print(f"tidings: {options.jsonl}: {bad} bad lines; each says why in its place", file=sys.stderr)
    return 1 if bad else 0


def _ranked(types: dict[str, float]) -> dict[str, float]:
    return dict(sorted(types.items(), key=lambda item: (-item[1], item[0])))


def _lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as stream:
            yield from stream
    except OSError as error:
        raise UnreadableSource(name, f"cannot be opened: {error.strerror}") from error


def _row(line: bytes) -> tuple[dict[str, Any], str | None]:
    try:
        row = json.loads(line)
    except ValueError as error:
        return {}, f"no JSON ({error})"
    if not isinstance(row, dict):
        return {}, "no JSON object"
    for name in ("text", "actor"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            return row, f"has no {name}"
    if not isinstance(row.get("recipient") or "", str):
        return row, "its recipient is no text"
    return row, None
