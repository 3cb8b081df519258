"""Read and code sources, keep the records in the archive, and print the events.

tidings code page.html
tidings code crawl/ --format jsonl --no-archive > events.jsonl
tidings code https://example.org/news/today.html
tidings code s3://bucket/crawl/ --engine ray --archive world/
zcat dump.gz | tidings code - --archive world.duckdb

The same command again goes on where it was ended: a page that the archive knows is not coded again.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tidings.cli.account import Account
from tidings.cli.common import (
    DEFAULT_ARCHIVE,
    add_archive,
    add_sources,
    hush,
    print_json,
    settings_of,
    share,
    stdin_of,
    types_folder,
)
from tidings.cli.render import event_lines, width
from tidings.errors import UsageError
from tidings.records import Coded, Event, to_dict
from tidings.resuming import Known
from tidings.settings import Settings

HELP = "read, code and archive sources, and print the events"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `code`."""
    add_sources(parser)
    add_archive(parser)
    parser.add_argument("--no-archive", action="store_true", help="keep nothing, only print")
    parser.add_argument("--no-text", action="store_true", help="archive offsets and digests, not the words of others")
    parser.add_argument(
        "--engine",
        choices=("local", "ray"),
        default="local",
        help="where pages are coded: worker processes of this machine, or a Ray cluster (RAY_ADDRESS), which writes "
        "a folder of Parquet files, --archive FOLDER, and prints no events",
    )
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")
    parser.add_argument("--all", action="store_true", help="print the joined mentions too")
    parser.add_argument("--again", action="store_true", help="code pages anew that the archive knows already")
    parser.add_argument("--full", action="store_true", help="look at every sentence, also those triage would pass over")
    parser.add_argument(
        "--threshold", type=share, metavar="P", help="confidence under which an act is refused (default: 0.3)"
    )
    parser.add_argument(
        "--types", metavar="DIR", help="folder of types of your own (default: in your settings folder; see `types`)"
    )


def run(options: argparse.Namespace) -> int:
    """Run `code`."""
    from tidings import pipeline

    settings = dataclasses.replace(settings_of(options), types=str(types_folder(options)))
    if options.engine == "ray":
        return _run_on_cluster(options, settings)
    archive = None
    if not options.no_archive:
        from tidings.archive import Archive

        archive = Archive(options.archive, settings=settings)
    with Account("events", options.sources) as account:
        shown = True
        outcomes = pipeline.run(
            options.sources, settings, options.kind, stdin_of(), archive, again=options.again, told=account.told
        )
        for outcome in outcomes:
            if not isinstance(outcome, (Coded, Known)):
                account.take(outcome)
                continue
            events, leading = told(outcome)
            account.take(outcome, len(leading))
            try:
                if shown and events:
                    with account.hide():
                        show(events if options.all else leading, options.format)
            except BrokenPipeError:
                if archive is None:
                    raise
                # `tidings code crawl/ | head`: nobody looks any more, but the archive is to be whole.
                hush()
                shown = False
        return account.close(f" in {options.archive}" if archive is not None else "")


def _run_on_cluster(options: argparse.Namespace, settings: Settings) -> int:
    from tidings.cluster import PartOutcome, run_cluster

    target = "tidings-archive" if options.archive == DEFAULT_ARCHIVE else options.archive
    if options.no_archive or Path(target).is_file():
        raise UsageError("--engine ray writes a folder of Parquet files; name it by --archive FOLDER")
    with Account("events") as account:
        for outcome in run_cluster(options.sources, settings, target, options.kind):
            account.take(outcome, outcome.events if isinstance(outcome, PartOutcome) else 0)
        return account.close(f" in {target}")


def told(outcome: Coded | Known) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the records of an article, coded now or known from before, and the leading ones of them.

    Args:
        outcome: what came of a page.
    """
    events = [to_dict(e) if isinstance(e, Event) else json.loads(e) for e in outcome.events]
    return events, [e for e in events if "same_as" not in e]


def show(events: Sequence[dict[str, Any]], format: str) -> None:
    """Print events.

    Args:
        events: records as plain data.
        format: `jsonl`, or `table` for people.
    """
    for event in events:
        if format == "jsonl":
            print_json(event)
        else:
            print("\n".join(event_lines(event, width())))
    if sys.stdout is not None:
        sys.stdout.flush()
