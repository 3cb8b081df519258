"""The gazetteer: settlements and regions of the world by name, in one read-only SQLite file.

Data: GeoNames (CC BY 4.0), settlements of 500 people and more, first- and second-level regions;
airports from airportsdata (MIT). `training/build_gazetteer.py` builds the file; a place whose
GeoNames id its package does not tell has an id below zero. Names are matched without case,
accents, apostrophes and hyphens.
"""

from __future__ import annotations

import functools
import sqlite3
import threading
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from tidings.errors import TableError

__all__ = ["SCHEMA", "Gazetteer", "Place", "fold_name", "load_gazetteer"]

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    lat INTEGER NOT NULL,
    lon INTEGER NOT NULL,
    country TEXT,
    admin1 INTEGER,
    feature_class TEXT NOT NULL,
    feature_code TEXT NOT NULL,
    population INTEGER NOT NULL
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_DEGREE = 10_000
# The file has PLOVER's code of Kosovo; records have the one that ISO leaves to its users.
_CODES = {"KOS": "XKX"}
_DROPPED = {ord(char): None for char in "'’‘ʻʼ`´.\u0060"} | {ord(char): " " for char in "-–—_/"}
# Letters that Unicode does not take apart into a base letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer: degrees in WGS 84, `country` alpha-3, `admin1` the id of its region."""

    id: int
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: int | None
    feature_class: str
    feature_code: str
    population: int


def fold_name(name: str) -> str:
    """Fold a name for matching: lower case, without accents and apostrophes, hyphens as blanks.

    Args:
        name: a place's name as written.
    """
    if name.isascii():
        folded = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name.lower())
        folded = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_PLAIN)
    return " ".join(folded.translate(_DROPPED).split())


class Gazetteer:
    """Places by name, looked up lazily; one connection for each thread.

    Args:
        path: the SQLite file.

    Raises:
        TableError: the file is missing.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise TableError(f"{path.name}: the gazetteer is missing; `tidings doctor` says how to mend it")
        self._path = path
        self._local = threading.local()
        self.lookup = functools.lru_cache(maxsize=50_000)(self._lookup)
        self.place = functools.lru_cache(maxsize=20_000)(self._place)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True)
            self._local.connection = connection
        return connection

    def _lookup(self, name: str) -> tuple[Place, ...]:
        """Give every place of that name, the most populous first.

        Args:
            name: a name as written; case, accents, apostrophes and hyphens do not count.
        """
        rows = self._connection().execute(
            "SELECT place.* FROM name JOIN place ON place.id = name.place WHERE name.key = ? "
            "ORDER BY population DESC, place.id LIMIT 200",
            (fold_name(name),),
        )
        return tuple(_read(row) for row in rows)

    def _place(self, ident: int) -> Place | None:
        """Give a place by its GeoNames id.

        Args:
            ident: the id.
        """
        row = self._connection().execute("SELECT * FROM place WHERE id = ?", (ident,)).fetchone()
        return _read(row) if row else None


def _read(row: tuple[int, str, int, int, str | None, int | None, str, str, int]) -> Place:
    country = row[4] and _CODES.get(row[4], row[4])
    return Place(row[0], row[1], row[2] / _DEGREE, row[3] / _DEGREE, country, *row[5:])


@functools.lru_cache(maxsize=2)
def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """Open the gazetteer that ships with tidings, or another; the second call is free.

    Args:
        path: an SQLite file of the same schema.

    Raises:
        TableError: the file is missing.
    """
    return Gazetteer(path or Path(str(files("tidings.knowledge") / "data" / "gazetteer.sqlite")))
