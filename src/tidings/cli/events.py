"""Query the events of the archive.

tidings events --actor PRK --recipient RUS --type CONSULT --since 2023-09-01
tidings events --place UKR --certainty asserted --format csv -o events.csv
"""

from __future__ import annotations

import argparse

from tidings.cli.common import add_query_output, iso_date
from tidings.cli.output import give
from tidings.cli.render import event_lines

HELP = "query the events of the archive"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `events`."""
    parser.add_argument("--actor", metavar="A", help="a country code, a sector or a name")
    parser.add_argument("--recipient", metavar="R", help="the same, of whom it is done to")
    parser.add_argument("--type", metavar="TYPE", help="a PLOVER type: CONSULT, ASSAULT, …")
    parser.add_argument("--mode", help="a mode of the type: visit, aerial, …")
    parser.add_argument("--context", help="a PLOVER context: military, election, …")
    parser.add_argument("--since", type=iso_date, metavar="DATE", help="events that ended on this day or later")
    parser.add_argument("--until", type=iso_date, metavar="DATE", help="events that began on this day or before")
    parser.add_argument("--undated", action="store_true", help="with --since or --until: undated events too")
    parser.add_argument("--place", metavar="P", help="where: a country code or the name of a place")
    parser.add_argument("--certainty", metavar="C", help="asserted, claimed, uncertain or denied")
    parser.add_argument("--min-confidence", type=float, metavar="P", help="confidence of at least this")
    parser.add_argument("--article", metavar="ID", help="events of one article")
    parser.add_argument("--all", action="store_true", help="the joined mentions too")
    add_query_output(parser)


def run(options: argparse.Namespace) -> int:
    """Run `events`."""
    from tidings.archive import Archive, EventFilter

    names = EventFilter.__dataclass_fields__
    where = EventFilter(**{name: getattr(options, name) for name in names})
    where.conditions()
    found = Archive(options.archive, create=False).events(where, limit=options.limit)
    return give(found, options, event_lines)
