"""Draw a selection of events: PNG, SVG, Vega-Lite's JSON or a page, by the name of the file.

tidings chart time --party PRK -o prk.png
tidings chart map --type ASSAULT --since 2023-01-01 -o attacks.svg
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.cli.common import add_archive, iso_date, settings_of
from tidings.cli.filters import add_filters, event_filter

if TYPE_CHECKING:
    from tidings.archive import Archive, EventFilter

HELP = "draw a selection of events as PNG or SVG"

KINDS = ("time", "types", "actors", "countries", "map")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `chart`."""
    parser.add_argument("kind", choices=KINDS, help="over time, by type, by actor, by country of the place, or a map")
    add_filters(parser)
    parser.add_argument("--since", type=iso_date, metavar="DATE", help="events that ended on this day or later")
    parser.add_argument("--until", type=iso_date, metavar="DATE", help="events that began on this day or before")
    parser.add_argument("--title", default="", help="the chart's title")
    add_archive(parser)
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="a name in .png, .svg, .json or .html")


def run(options: argparse.Namespace) -> int:
    """Run `chart`."""
    from tidings import charts
    from tidings.archive import Archive, EventFilter

    where = event_filter(options, since=options.since, until=options.until) or EventFilter()
    archive = Archive(options.archive, create=False, settings=settings_of(options))
    charts.save(charts.chart(archive, options.kind, where, options.title), Path(options.output))
    print(f"drawn in {options.output}: {_shown(archive, options.kind, where)}", file=sys.stderr)
    return 0


def _shown(archive: Archive, kind: str, where: EventFilter) -> str:
    """How many events a chart shows: an empty one looks like one of a quiet world."""
    with archive.look() as look:
        count = look.count(where)
        told = f"{count:,} event{'' if count == 1 else 's'}"
        if kind == "map":
            return f"{sum(p.count for p in look.points(where)):,} of {told}, those whose place is known"
        return told
