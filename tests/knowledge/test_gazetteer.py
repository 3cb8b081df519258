"""The gazetteer: names folded, places by name with the most populous first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import TableError
from tidings.knowledge import Gazetteer, fold_name, load_gazetteer


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("São Paulo", "sao paulo"),
        ("Łódź", "lodz"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("Port-au-Prince", "port au prince"),
        ("  ST. LOUIS ", "st louis"),
        ("Malmö", "malmo"),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_in_ascii(name: str) -> None:
    folded = fold_name(name)
    assert folded == folded.strip() and "  " not in folded
    if folded.isascii():
        assert fold_name(folded) == folded


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Paris", "FRA", 48.85, 2.35),
        ("PARIS", "FRA", 48.85, 2.35),
        ("Pristina", "XKX", 42.67, 21.17),
        ("Aleppo", "SYR", 36.20, 37.16),
        ("Davos", "CHE", 46.80, 9.84),
        ("Lagos", "NGA", 6.45, 3.39),
    ],
)
def test_the_most_populous_comes_first(name: str, country: str, lat: float, lon: float) -> None:
    towns = [place for place in load_gazetteer().lookup(name) if place.feature_class == "P"]
    assert towns[0].country == country
    assert abs(towns[0].lat - lat) < 0.2 and abs(towns[0].lon - lon) < 0.2
    assert load_gazetteer().place(towns[0].id) == towns[0]


def test_what_is_not_there() -> None:
    assert load_gazetteer().lookup("Zzyzxia upon Nowhere") == ()
    assert load_gazetteer().lookup("") == ()
    assert load_gazetteer().place(0) is None


def test_every_thread_reads_for_itself() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(load_gazetteer().lookup, ["Kharkiv", "Homs", "Goma", "Quito"] * 8))
    assert all(places for places in found)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"none\.sqlite"):
        Gazetteer(tmp_path / "none.sqlite")


def test_second_level_regions_of_one_name_are_told_apart() -> None:
    found = [p for p in load_gazetteer().lookup("Greene County") if p.feature_code == "ADM2"]
    assert len({p.admin1 for p in found}) > 5 and all(p.country == "USA" for p in found)
    assert all(p.lat and p.lon for p in found)


def test_settlements_lie_in_the_regions_of_today() -> None:
    for town, region in (("Perth", "Scotland"), ("Lyon", "Auvergne-Rhône-Alpes"), ("Toulouse", "Occitanie")):
        seat = next(p for p in load_gazetteer().lookup(region) if p.feature_code == "ADM1")
        assert seat.id in {p.admin1 for p in load_gazetteer().lookup(town)}


def test_airports_go_by_short_names_too() -> None:
    for name in ("London Heathrow Airport", "Heathrow Airport"):
        assert "AIRP" in {p.feature_code for p in load_gazetteer().lookup(name)}
