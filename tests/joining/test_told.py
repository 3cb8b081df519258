"""Events across the articles of a story: what is one event, and how many outlets tell of it independently."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tidings.joining.told import Told, independent, join_told
from tidings.records import Report

RUDOLF = {"entity_text": "Rudolf", "identifier_text": "Rudolf Rassendyll", "code": "RUR", "sector": ["GOV"]}
FLAVIA = {"entity_text": "Flavia", "identifier_text": "Princess Flavia", "code": "RUR", "sector": ["ELI"]}
GRAUSTARK = {"entity_text": "Graustark", "identifier_text": "Graustark", "code": "GRS"}


def _told(number: int, outlet: str = "Post", text: str | None = None, **fields: Any) -> Told:
    record: dict[str, Any] = {
        "id": f"e{number}",
        "event": ["CONSULT"],
        "actor": [RUDOLF],
        "recipient": [GRAUSTARK],
        "date": "2023-09-13",
        "date_basis": "stated",
        "attribution": {"certainty": "asserted"},
        "confidence": 0.9,
    } | fields
    said = record["attribution"]
    day = datetime.date(2023, 9, 10 + number)
    report = Report(record["id"], f"a{number}", said["certainty"], outlet, day, None, said.get("source_text"))
    return Told(record, report, outlet, text or f"a{number}")


def _sizes(*told: Told) -> list[int]:
    joined = join_told(told)
    assert join_told(reversed(told)) == joined, "the order of reports does not matter"
    return sorted(len(event.reports) for event in joined)


@pytest.mark.parametrize(
    ("other", "sizes"),
    [
        ({}, [2]),
        ({"date": "2023-09-14"}, [2]),
        ({"date": "2023-09-16"}, [1, 1]),
        ({"date": "2023-09-16", "date_basis": "publication"}, [2]),
        ({"date": None, "date_basis": None}, [2]),
        ({"date": "2023-09-01", "enddate": "2023-09-30"}, [2]),
        ({"event": ["ASSAULT"]}, [1, 1]),
        ({"actor": [GRAUSTARK], "recipient": [RUDOLF]}, [2]),
        ({"actor": [RUDOLF, GRAUSTARK], "recipient": []}, [2]),
        ({"actor": [FLAVIA]}, [1, 1]),
        ({"auxiliary": ["historical"]}, [2]),
        ({"auxiliary": ["negation"]}, [1, 1]),
        ({"auxiliary": ["historical"], "date_basis": "publication"}, [1, 1]),
        ({"event_loc": {"extracted_place": "Zenda", "country_code": "RUR"}}, [2]),
        ({"mode": ["visit"]}, [2]),
    ],
)
def test_what_is_one_event(other: dict[str, Any], sizes: list[int]) -> None:
    assert _sizes(_told(1), _told(2, "Sun", **other)) == sizes


def test_places_and_modes_that_differ_are_two_events() -> None:
    zenda, strelsau = ({"extracted_place": p, "country_code": "RUR", "city": p} for p in ("Zenda", "Strelsau"))
    assert _sizes(_told(1, event_loc=zenda), _told(2, event_loc=strelsau)) == [1, 1]
    assert _sizes(_told(1, mode=["visit"]), _told(2, mode=["phone"])) == [1, 1]


def test_who_acts_on_whom_counts_where_only_one_acts() -> None:
    attack = {"event": ["ASSAULT"]}
    turned = attack | {"actor": [GRAUSTARK], "recipient": [RUDOLF]}
    assert _sizes(_told(1, **attack), _told(2, **turned)) == [1, 1]
    ship = {"entity_text": "the ship"}
    assert _sizes(_told(1, **attack), _told(2, **(attack | {"recipient": [ship]}))) == [2]
    assert _sizes(_told(1, **(attack | {"actor": []})), _told(2, **(attack | {"recipient": []}))) == [1, 1]


def test_the_fullest_leads_and_the_best_standing_wins() -> None:
    claimed = {"certainty": "claimed", "source_text": "a guard"}
    vague = _told(1, "Sun", attribution=claimed, date_basis="publication", date="2023-09-14")
    full = _told(2, "Post", event_loc={"extracted_place": "Zenda", "country_code": "RUR"}, mode=["visit"])
    (event,) = join_told([vague, full])
    assert (event.id, event.certainty, event.place, event.mode) == ("e2", "asserted", "Zenda", ("visit",))
    assert event.date == datetime.date(2023, 9, 13)
    assert [(r.event, r.certainty, r.source_text) for r in event.reports] == [
        ("e1", "claimed", "a guard"),
        ("e2", "asserted", None),
    ]
    assert (event.actor, event.actor_code, event.recipient) == (("Rudolf Rassendyll",), ("RUR",), ("Graustark",))


def test_outlets_of_an_event_are_counted_once_for_a_paper_and_once_for_a_text() -> None:
    told = [_told(1, "Post", "wire"), _told(2, "Sun", "wire"), _told(3, "Sun"), _told(4, "Times", "wire")]
    (event,) = join_told(told)
    assert (event.outlets, len(event.reports)) == (2, 4)


@pytest.mark.parametrize(
    ("pairs", "count"),
    [
        ([], 0),
        (["ax", "bx", "cx"], 1),
        (["ax", "ay"], 1),
        (["ax", "ay", "bx"], 2),
        (["ax", "bx", "by", "cy", "cz"], 3),
        (["ax", "bx", "cx", "ay", "by"], 2),
    ],
)
def test_independent_outlets(pairs: list[str], count: int) -> None:
    assert independent(tuple(p) for p in pairs) == count
