"""Find every actor, place and time of each source and print one Mention a line (JSONL)."""

from __future__ import annotations

import argparse

from tidings.cli.account import Account
from tidings.cli.common import add_sources, print_json, settings_of, stdin_of

HELP = "print every actor, place and time found, coded or not"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `mentions`."""
    add_sources(parser)


def run(options: argparse.Namespace) -> int:
    """Run `mentions`."""
    from tidings import pipeline

    with Account("mentions") as account:
        for outcome in pipeline.run_mentions(options.sources, settings_of(options), options.kind, stdin_of()):
            mentions = outcome if isinstance(outcome, tuple) else ()
            account.take(outcome, len(mentions))
            for mention in mentions:
                print_json(mention)
        return account.close()
