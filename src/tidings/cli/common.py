"""What several commands share: their arguments, progress, and the account of what failed."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO

from tidings.errors import BadRecord, ConflictingText, SourceError
from tidings.records import Refusal, to_dict
from tidings.settings import Settings, from_environment

__all__ = [
    "Account",
    "add_archive",
    "add_query_output",
    "add_sources",
    "iso_date",
    "print_json",
    "settings_of",
    "stdin_of",
    "stdout_of",
]

DEFAULT_ARCHIVE = "tidings.duckdb"


def iso_date(text: str) -> datetime.date:
    """Parse a date argument: a day, a month or a year."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it as 2023-09-13") from None


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return int(text)


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add SOURCE… and the settings of reading."""
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a file, a folder, a glob, or - for stdin; gzipped or not"
    )
    parser.add_argument("--kind", help="kind of every source: html, text or jsonl; by content without it")
    parser.add_argument(
        "--workers",
        type=_positive,
        metavar="N",
        help="worker processes (default: the cores; 1 runs in the one process)",
    )
    parser.add_argument(
        "--clean", action="store_true", help="read the text of tables as crawler text; else it is kept whole"
    )


def add_archive(parser: argparse.ArgumentParser) -> None:
    """Add --archive."""
    parser.add_argument(
        "--archive",
        default=DEFAULT_ARCHIVE,
        metavar="FILE",
        help=f"the archive (default: {DEFAULT_ARCHIVE} in this folder)",
    )


def add_query_output(parser: argparse.ArgumentParser) -> None:
    """Add what the commands over the archive share: --archive, --format, --output and --limit."""
    add_archive(parser)
    parser.add_argument("--format", choices=("table", "jsonl", "csv", "parquet"), default="table")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of to the terminal")
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most so many rows (default: all)")


def settings_of(options: argparse.Namespace) -> Settings:
    """Settings from the environment, and over them what the command line gives."""
    given = {
        name: getattr(options, name)
        for name in Settings.names()
        if getattr(options, name, None) is not None and getattr(options, name) is not False
    }
    if getattr(options, "no_text", False):
        given["keep_text"] = False
    return dataclasses.replace(from_environment(), **given)


def stdin_of() -> BinaryIO:
    """The bytes of stdin."""
    return sys.stdin.buffer


def stdout_of(output: str | None) -> BinaryIO:
    """Open where bytes go: a file, or stdout."""
    return Path(output).open("wb") if output else sys.stdout.buffer


def print_json(record: Any) -> None:
    """Print a record as one line."""
    print(json.dumps(to_dict(record), ensure_ascii=False, separators=(",", ":")))


class Account:
    """Keeps count of what was read, and says at the end what failed and what was refused."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.read = 0
        self.made = 0
        self.failed = 0
        self.refused: Counter[str] = Counter()
        self._bad_lines: dict[str, list[SourceError]] = {}
        self._live = sys.stderr.isatty()

    def take(self, outcome: object, made: int = 0) -> None:
        """Count an outcome; name it on stderr at once where it is a failure."""
        if isinstance(outcome, SourceError):
            self.failed += 1
            if isinstance(outcome, (BadRecord, ConflictingText)):
                self._bad_lines.setdefault(_table_of(outcome.source), []).append(outcome)
            else:
                self._say(f"tidings: {outcome}")
        elif isinstance(outcome, Refusal):
            self.refused[outcome.reason] += 1
        else:
            self.read += 1
            self.made += made
        if self._live and (self.read + self.failed) % 10 == 0:
            print(f"\r{self.read} read, {self.made} {self.what}", end="", file=sys.stderr)

    def close(self, more: str = "") -> int:
        """Print the failed tables and the summary; give the exit status."""
        for table, errors in self._bad_lines.items():
            first = errors[0]
            if len(errors) == 1:
                self._say(f"tidings: {first}")
                continue
            lines = ", ".join(e.source.rpartition(":")[2] for e in errors[:8]) + (", …" if len(errors) > 8 else "")
            self._say(f"tidings: {table}: {len(errors)} bad lines ({lines}); the first: {first.reason}")
        refused = ""
        if self.refused:
            reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(self.refused.items()))
            refused = f"; refused: {reasons}"
        failed = f"; {self.failed} failed" if self.failed else ""
        articles = f"{self.read} article{'' if self.read == 1 else 's'} read"
        self._say(f"{articles}, {self.made} {self.what}{more}{refused}{failed}")
        return 1 if self.failed else 0

    def _say(self, line: str) -> None:
        start = "\r\x1b[K" if self._live else ""
        print(start + _plain(line), file=sys.stderr)


def _table_of(source: str) -> str:
    name, colon, line = source.rpartition(":")
    return name if colon and line.isdigit() else source


def _plain(line: str) -> str:
    """One line for a terminal: what a hostile file name or page could send to it is taken out."""
    return "".join(c if c.isprintable() else "�" for c in line)
