"""Follow feeds: ask them again and again, and code each new article that they tell of.

tidings follow feeds.opml
tidings follow https://example.org/world.xml --every 30
tidings follow feeds.txt --once --archive world.duckdb    # for cron

A feed that did not change is not sent again; hosts are asked one page at a time, with a pause, and
their robots.txt is kept to. What was seen is remembered in the archive, and others may read the
archive meanwhile. RSS and Atom; a list is OPML, or has the URL of a feed a line.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
from typing import TYPE_CHECKING

from tidings.cli.account import Account
from tidings.cli.code import show, told
from tidings.cli.common import add_archive, positive, settings_of
from tidings.errors import SourceError
from tidings.records import Coded
from tidings.resuming import Known

if TYPE_CHECKING:
    from tidings.following import Follower

HELP = "follow feeds and code what is new in them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `follow`."""
    parser.add_argument("sources", nargs="+", metavar="FEEDS", help="URLs of feeds, OPML files, or lists of URLs")
    add_archive(parser)
    parser.add_argument("--once", action="store_true", help="look once and end")
    parser.add_argument(
        "--every", type=positive, default=15, metavar="MINUTES", help="minutes between two looks (default: 15)"
    )
    parser.add_argument("--workers", type=positive, metavar="N", help="worker processes (default: the cores)")
    parser.add_argument("--no-text", action="store_true", help="archive offsets and digests, not the words of others")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")
    parser.add_argument("--all", action="store_true", help="print the joined mentions too")


def run(options: argparse.Namespace) -> int:
    """Run `follow`."""
    from tidings.archive import Archive
    from tidings.following import Follower, read_lists

    settings = dataclasses.replace(settings_of(options), clean=False)
    archive = Archive(options.archive, settings=settings)
    named = list(read_lists(options.sources))
    errors = [item for item in named if isinstance(item, SourceError)]
    follower = Follower([item for item in named if isinstance(item, str)], archive, settings)
    while True:
        status = _look(follower, options, errors)
        if options.once or not follower.feeds:
            return status
        errors = []
        time.sleep(options.every * 60)


def _look(follower: Follower, options: argparse.Namespace, errors: list[SourceError]) -> int:
    with Account("events") as account:
        for error in errors:
            account.take(error)
        for outcome in follower.round():
            if not isinstance(outcome, (Coded, Known)):
                account.take(outcome)
                continue
            events, leading = told(outcome)
            account.take(outcome, len(leading))
            show(events if options.all else leading, options.format)
        sys.stderr.flush()
        return account.close(f" in {options.archive}")
