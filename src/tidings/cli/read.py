"""Read pages into articles and print one Article a line (JSONL)."""

from __future__ import annotations

import argparse

from tidings.cli.account import Account
from tidings.cli.common import add_sources, print_json, settings_of, stdin_of
from tidings.records import Article

HELP = "print what page reading makes of each source"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `read`."""
    add_sources(parser)


def run(options: argparse.Namespace) -> int:
    """Run `read`."""
    from tidings import pipeline

    with Account("printed") as account:
        for outcome in pipeline.run_reading(options.sources, settings_of(options), options.kind, stdin_of()):
            account.take(outcome, 1)
            if isinstance(outcome, Article):
                print_json(outcome)
        return account.close()
