"""Query the stories of the archive, or show one with its timeline.

tidings stories --since 2023-09-01 --min-outlets 3
tidings stories 3f2a91c0             the timeline of one: the first digits of its id are enough
tidings stories --update             place what is new first; `tidings code` does so at its end
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from typing import TYPE_CHECKING

from tidings.cli.common import add_query_output, iso_date, positive, settings_of
from tidings.cli.filters import add_filters, event_filter
from tidings.cli.output import give
from tidings.cli.timeline import story_lines, timeline_lines

if TYPE_CHECKING:
    from tidings.archive import Archive, Result

HELP = "query the stories of the archive, or show one with its timeline"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `stories`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="one story: its id, or the first digits of it")
    parser.add_argument("--update", action="store_true", help="first place articles that are in no story yet")
    parser.add_argument("--since", type=iso_date, metavar="DATE", help="with an article of this day or later")
    parser.add_argument("--until", type=iso_date, metavar="DATE", help="with an article of this day or before")
    parser.add_argument("--section", metavar="NAME", help="the section that most of its articles are in")
    parser.add_argument("--publication", metavar="NAME", help="a paper that has an article in it")
    parser.add_argument("--article", metavar="ID", help="the story of one article: its id, or the first digits of it")
    parser.add_argument("--min-articles", type=positive, metavar="N", help="of at least so many articles")
    parser.add_argument("--min-outlets", type=positive, metavar="N", help="told by at least so many outlets")
    add_filters(parser)
    add_query_output(parser)


def run(options: argparse.Namespace) -> int:
    """Run `stories`."""
    from tidings.archive import Archive

    archive = Archive(options.archive, create=False, settings=settings_of(options))
    where = event_filter(options)
    if options.update:
        archive.update_stories()
    elif waiting := archive.unplaced():
        print(f"tidings: {waiting} articles wait for a story: `tidings stories --update`", file=sys.stderr)
    if options.story is not None:
        return _one(archive, options)
    article = None if options.article is None else archive.whole_id(options.article, "article")
    o = options
    found = archive.stories(
        *(o.since, o.until, o.section, o.publication, article, o.limit),
        min_articles=o.min_articles,
        min_outlets=o.min_outlets,
        events=where,
    )
    return give(found, options, story_lines)


def _one(archive: Archive, options: argparse.Namespace) -> int:
    """One story: its timeline for people, the whole record as a line of JSON, its events as a table."""
    story = archive.story(options.story)
    if options.format in {"table", "jsonl"}:
        found = archive.stories(article=story["article_id"])
        whole = json.dumps(story, ensure_ascii=False, separators=(",", ":"))
        return give(found.with_records([whole]), options, timeline_lines)
    return give(_events(archive, story["story_id"], options), options, timeline_lines)


def _events(archive: Archive, story: str, options: argparse.Namespace) -> Result:
    where = event_filter(options, story=story)
    assert where is not None
    return archive.events(dataclasses.replace(where, since=options.since, until=options.until), limit=options.limit)
