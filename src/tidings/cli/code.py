"""Read and code sources, keep the records in the archive, and print the events.

tidings code page.html
tidings code crawl/ --format jsonl --no-archive > events.jsonl
zcat dump.gz | tidings code - --archive world.duckdb
"""

from __future__ import annotations

import argparse

from tidings.cli.common import Account, add_archive, add_sources, print_json, settings_of, stdin_of
from tidings.cli.render import event_lines, width
from tidings.records import Coded, to_dict

HELP = "read, code and archive sources, and print the events"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `code`."""
    add_sources(parser)
    add_archive(parser)
    parser.add_argument("--no-archive", action="store_true", help="keep nothing, only print")
    parser.add_argument("--no-text", action="store_true", help="archive offsets and digests, not the words of others")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")
    parser.add_argument("--all", action="store_true", help="print the joined mentions too")
    parser.add_argument(
        "--threshold", type=_share, metavar="P", help="confidence under which an act is refused (default: 0.5)"
    )


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return value


def run(options: argparse.Namespace) -> int:
    """Run `code`."""
    from tidings import pipeline

    settings = settings_of(options)
    archive = None
    if not options.no_archive:
        from tidings.archive import Archive

        archive = Archive(options.archive, keep_text=settings.keep_text)
    account = Account("events")
    columns = width()
    for outcome in pipeline.run(options.sources, settings, options.kind, stdin_of(), archive):
        if not isinstance(outcome, Coded):
            account.take(outcome)
            continue
        leading = [e for e in outcome.events if e.same_as is None]
        account.take(outcome, len(leading))
        for event in outcome.events if options.all else leading:
            if options.format == "jsonl":
                print_json(event)
            else:
                print("\n".join(event_lines(to_dict(event), columns)))
    return account.close(f" in {options.archive}" if archive is not None else "")
