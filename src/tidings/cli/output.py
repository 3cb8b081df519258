"""Giving out what a query found: lines for people, or a format for programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidings.cli.render import width
from tidings.errors import UsageError

if TYPE_CHECKING:
    from tidings.archive import Result

__all__ = ["give"]


def give(found: Result, options: argparse.Namespace, lines: Callable[[dict[str, Any], int], list[str]]) -> int:
    """Print or write what a query found.

    Args:
        found: what the archive gave.
        options: `format` and `output` of the command.
        lines: a record as lines for people.

    Raises:
        UsageError: Parquet on a terminal, or a file that cannot be written.
    """
    if options.format == "table":
        _table(found, options.output, lines)
        return 0
    from tidings.exports import write

    if options.output is None:
        if options.format == "parquet" and sys.stdout.isatty():
            raise UsageError("Parquet is no text: give --output FILE")
        sys.stdout.flush()
        write(found, options.format, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return 0
    try:
        with Path(options.output).open("wb") as stream:
            write(found, options.format, stream)
    except OSError as error:
        raise UsageError(f"--output {options.output}: {error.strerror}") from error
    return 0


def _table(found: Result, output: str | None, lines: Callable[[dict[str, Any], int], list[str]]) -> None:
    text = "".join("\n".join(lines(record, width())) + "\n" for record in found)
    if output is None:
        print(text, end="")
        print(f"{len(found)} found", file=sys.stderr)
        return
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error
