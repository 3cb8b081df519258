"""The filters over events, as `events` and `articles` take them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tidings.cli.common import share

if TYPE_CHECKING:
    from tidings.archive import EventFilter

__all__ = ["add_filters", "event_filter"]

_NAMES = ("actor", "recipient", "party", "other", "type", "mode", "context", "place", "certainty", "min_confidence")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the filters that ask what happened, where, and between whom."""
    parser.add_argument("--actor", metavar="A", help="a country code, a sector or a name")
    parser.add_argument("--recipient", metavar="R", help="the same, of whom it is done to")
    parser.add_argument("--party", metavar="A", help="the same, of one that acts or to whom it is done")
    parser.add_argument("--other", metavar="B", help="with --party: the other of the two, in either direction")
    parser.add_argument("--type", metavar="TYPE", help="a PLOVER type, or one of your own: CONSULT, ASSAULT, …")
    parser.add_argument("--mode", help="a mode of the type: visit, aerial, …")
    parser.add_argument("--context", help="a PLOVER context: military, election, …")
    parser.add_argument("--place", metavar="P", help="where: the code or name of a country, or the name of a place")
    parser.add_argument("--certainty", metavar="C", help="asserted, claimed, uncertain or denied")
    parser.add_argument("--min-confidence", type=share, metavar="P", help="confidence of at least this")


def event_filter(options: argparse.Namespace, **more: Any) -> EventFilter | None:
    """Make the filter that the options ask for; None where they ask nothing.

    Args:
        options: of a command that `add_filters` served.
        more: fields of the filter that the command has beside.

    Raises:
        UsageError: a type, mode, context or certainty that does not exist.
    """
    from tidings.archive import EventFilter

    given = {name: getattr(options, name) for name in _NAMES} | more
    if all(value is None for value in given.values()):
        return None
    where = EventFilter(**given)
    if not where.asks_own_type:
        # Another type may be one of the user's own: the archive knows.
        where.conditions()
    return where
