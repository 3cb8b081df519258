"""Regions and sites: every spelling that papers use finds them, and they lie where they are."""

from __future__ import annotations

import pytest

from tidings.knowledge import Knowledge, Region, load_tables
from tidings.mentions.geography import candidates, kilometres


@pytest.fixture(scope="module")
def tables() -> Knowledge:
    return load_tables()


def _region(tables: Knowledge, name: str) -> Region:
    found = [row for _, row in tables.names.get(name) if isinstance(row, Region)]
    assert len(found) == 1, name
    return found[0]


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Vostochny Cosmodrome", "RUS", 51.88, 128.33),
        ("Baikonur Cosmodrome", "KAZ", 45.96, 63.31),
        ("Zaporizhzhia nuclear power plant", "UKR", 47.51, 34.59),
        ("Natanz", "IRN", 33.72, 51.73),
        ("Fordow", "IRN", 34.88, 50.99),
        ("Yongbyon", "PRK", 39.80, 125.75),
        ("Punggye-ri", "PRK", 41.28, 129.08),
        ("Rafah crossing", "PSE", 31.25, 34.26),
        ("Torkham", None, 34.12, 71.09),
        ("Hmeimim", "SYR", 35.40, 35.95),
        ("Bagram", "AFG", 34.95, 69.26),
        ("Incirlik", "TUR", 37.00, 35.43),
        ("Ramstein", "DEU", 49.44, 7.60),
        ("Diego Garcia", "GBR", -7.32, 72.42),
        ("Zaatari", "JOR", 32.29, 36.33),
        ("Kutupalong", "BGD", 21.21, 92.16),
        ("Scarborough Shoal", None, 15.15, 117.76),
        ("Snake Island", "UKR", 45.25, 30.20),
        ("Camp David", "USA", 39.65, -77.46),
        ("Kola Nuclear Power Plant", "RUS", 67.47, 32.47),
        ("Islam Qala", "AFG", 34.66, 61.07),
    ],
)
def test_where_a_site_lies(tables: Knowledge, name: str, country: str | None, lat: float, lon: float) -> None:
    region = _region(tables, name)
    assert region.lat is not None and region.lon is not None
    assert kilometres(region.lat, region.lon, lat, lon) < 25
    assert country is None or region.country == country


@pytest.mark.parametrize(
    "name",
    [
        "Vostochny Cosmodrome",
        "Vostochny cosmodrome",
        "VOSTOCHNY COSMODROME",
        "Russia's Vostochny Cosmodrome",
        "RUSSIA'S VOSTOCHNY COSMODROME",
    ],
)
def test_every_capitalisation_is_one_place(tables: Knowledge, name: str) -> None:
    assert _region(tables, name).name == "Vostochny Cosmodrome"
    found = candidates(name, tables.names.get(name), tables)
    assert found[0].province == "Amur" and found[0].resolution == 5


@pytest.mark.parametrize(
    ("one", "other"), [("Rafah crossing", "Rafah Crossing"), ("eastern Ukraine", "Eastern Ukraine")]
)
def test_last_word_and_first_letter_in_either_case(tables: Knowledge, one: str, other: str) -> None:
    assert _region(tables, one) is _region(tables, other)


def test_directions_are_not_regions(tables: Knowledge) -> None:
    assert tables.names.get("the west") == ()
