"""Giving out what a query found: lines for people, or a format for programs."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from tidings.cli.render import width
from tidings.errors import UsageError

if TYPE_CHECKING:
    from tidings.archive import Result

__all__ = ["give"]

Lines = Callable[[dict[str, Any], int], list[str]]


def give(found: Result | Iterator[Result], options: argparse.Namespace, lines: Lines) -> int:
    """Print or write what a query found, and say on stderr how much it is.

    Args:
        found: what the archive gave, whole or in parts.
        options: `format` and `output` of the command.
        lines: a record as lines for people.

    Raises:
        UsageError: Parquet on a terminal, or a file that cannot be written.
    """
    parts = _Counted(found if isinstance(found, Iterator) else [found])
    if options.output is None:
        if options.format == "parquet" and sys.stdout.isatty():
            raise UsageError("Parquet is no text: give --output FILE")
        sys.stdout.flush()
        _write(parts, options.format, sys.stdout.buffer, lines)
        sys.stdout.buffer.flush()
    else:
        try:
            with Path(options.output).open("wb") as stream:
                _write(parts, options.format, stream, lines)
        except OSError as error:
            raise UsageError(f"--output {options.output}: {error.strerror}") from error
    print(f"{parts.count} found", file=sys.stderr)
    return 0


class _Counted:
    """Parts of a result, the first of them at hand before anything is written: what cannot be read spoils no file."""

    def __init__(self, parts: Iterable[Result]) -> None:
        rest = iter(parts)
        self._parts = itertools.chain(list(itertools.islice(rest, 1)), rest)
        self.count = 0

    def __iter__(self) -> Iterator[Result]:
        for part in self._parts:
            self.count += len(part)
            yield part


def _write(parts: Iterable[Result], format: str, stream: BinaryIO, lines: Lines) -> None:
    if format == "table":
        columns = width()
        for record in itertools.chain.from_iterable(parts):
            stream.write(("\n".join(lines(record, columns)) + "\n").encode("utf-8", "replace"))
        return
    from tidings.exports import write

    write(parts, format, stream)
