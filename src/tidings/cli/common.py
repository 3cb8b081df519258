"""What several commands share: their arguments, their settings, and the streams they read and write."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import datetime
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from tidings.records import to_dict
from tidings.settings import Settings, from_environment

__all__ = [
    "DEFAULT_ARCHIVE",
    "EVENT_FORMATS",
    "FORMATS",
    "add_archive",
    "add_query_output",
    "add_sources",
    "hush",
    "iso_date",
    "positive",
    "print_json",
    "settings_of",
    "share",
    "stdin_of",
    "types_folder",
]

DEFAULT_ARCHIVE = "tidings.duckdb"
# What `tidings.exports` writes; named here so that a parser is built without loading it.
FORMATS = ("jsonl", "csv", "parquet")
EVENT_FORMATS = (*FORMATS, "geojson", "plover", "gdelt", "gdelt-mentions", "polecat", "icews")
KINDS = ("html", "text", "jsonl", "csv", "parquet", "feed", "warc")


def iso_date(text: str) -> datetime.date:
    """Parse a date argument: a day."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it as 2023-09-13") from None


def positive(text: str) -> int:
    """Parse a number from 1 up."""
    if not text.isdecimal() or len(text) > 15 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return int(text)


def share(text: str) -> float:
    """Parse a number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return value


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add SOURCE… and the settings of reading."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="a file, a folder, a glob, a URL, or - for stdin; packed by gzip or zstd or not",
    )
    parser.add_argument("--kind", choices=KINDS, help="kind of every source (default: told by the content of each)")
    parser.add_argument(
        "--workers",
        type=positive,
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


def add_query_output(parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    """Add what the commands over the archive share: --archive, --format, --output and --limit.

    Args:
        parser: the command's parser.
        formats: what it writes beside a table for people.
    """
    add_archive(parser)
    parser.add_argument("--format", choices=("table", *formats), default="table")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of to the terminal")
    parser.add_argument("--limit", type=positive, metavar="N", help="at most so many rows (default: all)")


def settings_of(options: argparse.Namespace) -> Settings:
    """Settings from the environment, and over them what the command line gives."""
    given = {
        name: getattr(options, name)
        for name in Settings.names()
        if getattr(options, name, None) is not None and getattr(options, name) is not False
    }
    for flag, setting in (("no_text", "keep_text"), ("full", "triage")):
        if getattr(options, flag, False):
            given[setting] = False
    return dataclasses.replace(from_environment(), **given)


def types_folder(options: argparse.Namespace) -> Path:
    """The folder of the user's own types: that of --types or TIDINGS_TYPES, else in the settings folder.

    Args:
        options: of a command that takes --types.
    """
    import platformdirs

    given = settings_of(options).types
    return Path(given) if given else Path(platformdirs.user_config_dir("tidings", appauthor=False)) / "types"


def stdin_of() -> BinaryIO | None:
    """The bytes of stdin; None where the process has none."""
    return sys.stdin.buffer if sys.stdin is not None else None


def hush() -> None:
    """Send what is still to be printed nowhere: whoever read our output has closed it."""
    # A stdout that a caller put in place of the process's own has no file beneath it, and no harm comes of it.
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def print_json(record: Any) -> None:
    """Print a record as one line."""
    print(json.dumps(to_dict(record), ensure_ascii=False, separators=(",", ":")))
