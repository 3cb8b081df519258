"""Query the quotes of the archive: who said what to whom.

tidings quotes --speaker PRK --kind direct
"""

from __future__ import annotations

import argparse

from tidings.cli.common import add_query_output
from tidings.cli.output import give
from tidings.cli.render import quote_lines

HELP = "query the quotes of the archive"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `quotes`."""
    parser.add_argument("--speaker", metavar="S", help="a country code or a name")
    parser.add_argument("--kind", choices=("direct", "indirect", "mixed"))
    parser.add_argument("--article", metavar="ID", help="quotes of one article")
    add_query_output(parser)


def run(options: argparse.Namespace) -> int:
    """Run `quotes`."""
    from tidings.archive import Archive

    archive = Archive(options.archive, create=False)
    found = archive.quotes(options.speaker, options.article, options.kind, options.limit)
    return give(found, options, quote_lines)
