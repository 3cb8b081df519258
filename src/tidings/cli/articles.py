"""Query the articles of the archive; with --text, show the text that events were read from.

tidings articles --since 2023-09-01
tidings articles --article 3f2a… --text
"""

from __future__ import annotations

import argparse
from typing import Any

from tidings.cli.common import add_query_output, iso_date
from tidings.cli.output import give
from tidings.cli.render import article_lines
from tidings.errors import UsageError

HELP = "query the articles of the archive, or show the text of one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `articles`."""
    parser.add_argument("--publication", metavar="NAME", help="the paper")
    parser.add_argument("--since", type=iso_date, metavar="DATE", help="published on this day or later")
    parser.add_argument("--until", type=iso_date, metavar="DATE", help="published on this day or before")
    parser.add_argument("--article", metavar="ID", help="one article")
    parser.add_argument("--text", action="store_true", help="with --article: print its text as it was read")
    add_query_output(parser)


def run(options: argparse.Namespace) -> int:
    """Run `articles`."""
    from tidings.archive import Archive

    archive = Archive(options.archive, create=False)
    if options.text:
        if options.article is None:
            raise UsageError("--text needs --article ID")
        text = archive.text(options.article)
        print(text if text is not None else "(its text was not kept)")
        return 0
    found = archive.articles(options.publication, options.since, options.until, options.article, options.limit)
    at = found.names.index("events")
    counts = {row[0]: row[at] for row in found.rows}

    def lines(record: dict[str, Any], columns: int) -> list[str]:
        return article_lines(record, columns, counts[record["id"]])

    return give(found, options, lines)
