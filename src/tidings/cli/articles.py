"""Query the articles of the archive; with --text, show the text that events were read from.

tidings articles --since 2023-09-01
tidings articles --actor PRK --type CONSULT    articles that have such an event
tidings articles --article 3f2a… --text
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tidings.cli.common import add_query_output, iso_date, settings_of
from tidings.cli.filters import add_filters, event_filter
from tidings.cli.output import give
from tidings.cli.render import article_lines, plain
from tidings.errors import ArchiveError, UsageError

HELP = "query the articles of the archive, or show the text of one"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `articles`."""
    parser.add_argument("--publication", metavar="NAME", help="the paper")
    parser.add_argument("--since", type=iso_date, metavar="DATE", help="published on this day or later")
    parser.add_argument("--until", type=iso_date, metavar="DATE", help="published on this day or before")
    add_filters(parser)
    parser.add_argument("--article", metavar="ID", help="one article: its id, or the first digits of it")
    parser.add_argument("--text", action="store_true", help="with --article: print its text as it was read")
    add_query_output(parser)


def run(options: argparse.Namespace) -> int:
    """Run `articles`."""
    from tidings.archive import Archive

    o = options
    where = event_filter(o)
    if o.text and o.article is None:
        raise UsageError("--text needs --article ID")
    archive = Archive(o.archive, create=False, settings=settings_of(o))
    article = None if o.article is None else archive.whole_id(o.article, "article")
    if o.text and article is not None:
        return _show_text(archive.text(article), article)
    found = archive.articles(o.publication, o.since, o.until, article, o.limit, events=where)
    at = found.names.index("events")
    counts = {row[0]: row[at] for row in found.rows}

    def lines(record: dict[str, Any], columns: int) -> list[str]:
        return article_lines(record, columns, counts[record["id"]])

    return give(found, options, lines)


def _show_text(text: str | None, article: str) -> int:
    if text is None:
        raise ArchiveError(f"the text of article {article} was not kept (--no-text); its source has it")
    # A file gets every character; a terminal none that would do something to it.
    print(plain(text) if sys.stdout.isatty() else text)
    return 0
