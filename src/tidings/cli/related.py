"""Show what to read beside an article: what led to it, what followed, the same event elsewhere, the same actors before.

tidings related 3f2a91c0             the first digits of the article's id are enough
tidings related 3f2a91c0 --limit 4
"""

from __future__ import annotations

import argparse

from tidings.cli.common import add_query_output, settings_of
from tidings.cli.output import give
from tidings.cli.timeline import related_lines

HELP = "show what to read beside an article, with reasons"
_LIMIT = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `related`."""
    parser.add_argument("article", metavar="ARTICLE", help="the article's id, or the first digits of it")
    add_query_output(parser)
    # The one command with a limit of its own: a list to choose from is short.
    parser.set_defaults(limit=_LIMIT)


def run(options: argparse.Namespace) -> int:
    """Run `related`."""
    from tidings.archive import Archive

    archive = Archive(options.archive, create=False, settings=settings_of(options))
    return give(archive.related(options.article, options.limit), options, related_lines)
