"""The checker: overlaps, gaps and impossible dates, in made rows and in the tables that ship."""

from __future__ import annotations

import datetime

import pytest

from tidings.knowledge import Knowledge, Person, load_tables
from tidings.knowledge.check import gaps, impossible, overlaps

TODAY = datetime.date(2026, 6, 1)
OFFICES = {"president", "king", "prime minister", "premier", "chancellor", "foreign minister", "defence minister"}


def _term(name: str, since: str, until: str | None, office: str = "president") -> Person:
    first = datetime.date.fromisoformat(since)
    last = datetime.date.fromisoformat(until) if until else None
    return Person("leaders", name, first, last, (), (name,), None, "FRA", office, None, ("GOV",))


@pytest.fixture(scope="module")
def tables() -> Knowledge:
    return load_tables()


def test_two_at_once_are_found() -> None:
    rows = [_term("A", "2000-01-10", "2004-05-01"), _term("B", "2003-02-01", None)]
    assert len(list(overlaps(rows, {"president"}))) == 1


@pytest.mark.parametrize(
    ("until", "since"), [("2004-05-31", "2004-05-01"), ("2004-12-31", "2004-01-01"), ("2004-05-04", "2004-05-01")]
)
def test_one_handover_told_roughly_is_no_overlap(until: str, since: str) -> None:
    rows = [_term("A", "2000-01-10", until), _term("B", since, None)]
    assert list(overlaps(rows, {"president"})) == []


def test_an_office_of_another_name_does_not_overlap() -> None:
    rows = [_term("A", "2000-01-10", None), _term("B", "2003-02-01", None, "king")]
    assert list(overlaps(rows, {"president", "king"})) == []


def test_an_empty_seat_is_a_gap() -> None:
    rows = [_term("A", "2000-01-10", "2001-01-10"), _term("B", "2003-02-01", None)]
    assert list(gaps(rows, {"president"})) == ["FRA, president: 2001-01-10 to 2003-02-01"]


def test_a_change_of_hands_is_no_gap() -> None:
    rows = [_term("A", "2000-01-10", "2001-01-10"), _term("B", "2001-06-01", None)]
    assert list(gaps(rows, {"president"})) == []


@pytest.mark.parametrize(
    ("since", "until"), [("2026-09-01", None), ("1950-01-01", "2024-01-01"), ("1911-01-01", "1950-01-01")]
)
def test_impossible_terms_are_found(since: str, until: str | None) -> None:
    assert len(list(impossible([_term("A", since, until)], TODAY))) == 1


def test_the_tables_hold_no_overlap_and_no_impossible_term(tables: Knowledge) -> None:
    assert list(overlaps(tables.people, OFFICES)) == []
    assert list(impossible(tables.people, TODAY)) == []


def test_heads_are_known_for_nearly_every_member_of_the_united_nations(tables: Knowledge) -> None:
    heads = OFFICES - {"foreign minister", "defence minister"} | {"emir", "sultan", "supreme leader", "taoiseach"}
    day = datetime.date(2023, 6, 1)
    known = {p.country for p in tables.people if p.office in heads and p.holds(day)}
    states = {row.code for row in tables.countries if row.sovereign is None}
    assert len(known & states) >= 170


def test_gaps_of_the_tables_are_few(tables: Knowledge) -> None:
    """A gap is a fact that is missing or a seat that was empty; more than these means rows were lost."""
    assert len(list(gaps(tables.people, OFFICES - {"foreign minister", "defence minister"}))) <= 25
