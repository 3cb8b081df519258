"""Facts as tables: countries, people and offices, first names, organisations, roles, places, outlets; who
held which office when; and the gazetteer."""

from tidings.knowledge.gazetteer import Gazetteer, Place, fold_name, load_gazetteer
from tidings.knowledge.names import Hit, NameIndex
from tidings.knowledge.rows import (
    Country,
    Metonym,
    Organisation,
    Outlet,
    PartialState,
    Person,
    Region,
    Role,
)
from tidings.knowledge.tables import Knowledge, load_outlets, load_tables, versions

__all__ = [
    "Country",
    "Gazetteer",
    "Hit",
    "Knowledge",
    "Metonym",
    "NameIndex",
    "Organisation",
    "Outlet",
    "PartialState",
    "Person",
    "Place",
    "Region",
    "Role",
    "fold_name",
    "load_gazetteer",
    "load_outlets",
    "load_tables",
    "versions",
]
