"""Query the events of the archive.

tidings events --actor PRK --recipient RUS --type CONSULT --since 2023-09-01
tidings events --place UKR --certainty asserted --format csv -o events.csv
tidings events --format gdelt -o events.gdelt.tsv      docs/exports.md: the lines that load each format
"""

from __future__ import annotations

import argparse
import dataclasses

from tidings.cli.common import EVENT_FORMATS, add_query_output, iso_date, settings_of
from tidings.cli.filters import add_filters, event_filter
from tidings.cli.output import give
from tidings.cli.render import event_lines

HELP = "query the events of the archive"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `events`."""
    add_filters(parser)
    parser.add_argument("--since", type=iso_date, metavar="DATE", help="events that ended on this day or later")
    parser.add_argument("--until", type=iso_date, metavar="DATE", help="events that began on this day or before")
    parser.add_argument("--undated", action="store_true", help="with --since or --until: undated events too")
    parser.add_argument("--article", metavar="ID", help="events of one article: its id, or the first digits of it")
    parser.add_argument(
        "--story", metavar="ID", help="events of the articles of one story: its id, or the first digits"
    )
    parser.add_argument("--all", action="store_true", help="the joined mentions too")
    add_query_output(parser, EVENT_FORMATS)


def run(options: argparse.Namespace) -> int:
    """Run `events`."""
    from tidings.archive import Archive

    names = ("since", "until", "undated", "all")
    where = event_filter(options, **{name: getattr(options, name) for name in names})
    assert where is not None
    archive = Archive(options.archive, create=False, settings=settings_of(options))
    if options.article is not None:
        where = dataclasses.replace(where, article=archive.whole_id(options.article, "article"))
    if options.story is not None:
        where = dataclasses.replace(where, story=archive.story(options.story)["story_id"])
    return give(archive.stream_events(where, options.limit), options, event_lines)
