"""Query the quotes of the archive: who said what to whom.

tidings quotes --speaker PRK --kind direct
"""

from __future__ import annotations

import argparse

from tidings.cli.common import add_query_output, iso_date, settings_of
from tidings.cli.output import give
from tidings.cli.render import quote_lines

HELP = "query the quotes of the archive"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `quotes`."""
    parser.add_argument("--speaker", "--actor", metavar="S", help="a country code or a name")
    parser.add_argument("--addressee", "--recipient", metavar="A", help="the name of who is spoken to")
    parser.add_argument("--kind", choices=("direct", "indirect", "mixed"))
    parser.add_argument("--since", type=iso_date, metavar="DATE", help="printed on this day or later")
    parser.add_argument("--until", type=iso_date, metavar="DATE", help="printed on this day or before")
    parser.add_argument("--article", metavar="ID", help="quotes of one article: its id, or the first digits of it")
    add_query_output(parser)


def run(options: argparse.Namespace) -> int:
    """Run `quotes`."""
    from tidings.archive import Archive

    o = options
    archive = Archive(o.archive, create=False, settings=settings_of(o))
    article = None if o.article is None else archive.whole_id(o.article, "article")
    found = archive.quotes(o.speaker, article, o.kind, o.limit, addressee=o.addressee, since=o.since, until=o.until)
    return give(found, options, quote_lines)
