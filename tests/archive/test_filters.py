"""Filters of events, each against what plain Python says of the same records."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path
from typing import Any

import pytest

from tidings.archive import Archive, EventFilter
from tidings.errors import UsageError
from tidings.records import Attribution, Entity, Event, Location
from tidings.testing import make_article, make_coded, make_entity, make_event

DAY = datetime.date(2023, 9, 13)
PARTIES = {
    "army": make_entity("the army", identifier_text="Ruritanian Army", code="RUS", sector=("MIL",)),
    "king": make_entity("he", resolved="Rudolf", code="RUS", sector=("GOV", "ELI")),
    "other": make_entity("Graustark", code="PRK"),
    "crowd": make_entity("Straße der Bauern", sector=("CVL",)),
}
WORDS = ["RUS", "prk", "MIL", "Rudolf", "strasse der bauern", "nobody"]


def _events() -> list[Event]:
    article = make_article("They met.", id="x")
    sides = [(), ("army",), ("other",), ("crowd",), ("army", "king"), ("king", "other")]
    made = []
    for n, (actors, recipients) in enumerate(itertools.product(sides, sides)):
        actor, recipient = [PARTIES[a] for a in actors], [PARTIES[r] for r in recipients]
        made.append(make_event(article, "met", actor=actor, recipient=recipient, id=f"{n:04}"))
    return made


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of every pair of sides."""
    archive = Archive(tmp_path_factory.mktemp("parties") / "a.duckdb")
    archive.add([make_coded(make_article("They met.", id="x"), *_events())], "tidings test")
    return archive


def _is(entity: Entity, word: str) -> bool:
    names = (entity.entity_text, entity.resolved, entity.identifier_text, entity.code, *entity.sector)
    return word.casefold() in {n.casefold() for n in names if n}


def _meets(event: Event, actor: str | None, recipient: str | None) -> bool:
    acts = actor is None or any(_is(e, actor) for e in event.actor)
    receives = recipient is None or any(_is(e, recipient) for e in event.recipient)
    if acts and receives:
        return True
    if event.recipient or actor is None or recipient is None:
        return False
    return any(_is(a, actor) and _is(b, recipient) for a, b in itertools.permutations(event.actor, 2))


@pytest.mark.parametrize("actor", [None, *WORDS])
def test_parties(parties: Archive, actor: str | None) -> None:
    for recipient in [None, *WORDS]:
        wanted = [e.id for e in _events() if _meets(e, actor, recipient)]
        assert [r["id"] for r in parties.events(actor=actor, recipient=recipient)] == wanted, (actor, recipient)


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of events that differ in date, place, certainty, mode, context and joining."""
    article = make_article("They met.", id="x")
    spans: dict[str, dict[str, Any]] = {
        "day": {"date": DAY, "event_loc": Location("Zenda", 0, 5, resolved_place="Zenda Castle", country_code="RUS")},
        "month": {"date": datetime.date(2023, 9, 1), "enddate": datetime.date(2023, 9, 30), "mode": ("visit",)},
        "year": {"date": datetime.date(2022, 1, 1), "enddate": datetime.date(2022, 12, 31), "context": ("military",)},
        "none": {"attribution": Attribution("denied"), "event_loc": Location("x", 0, 1, country="Russia")},
        "same": {"date": DAY, "same_as": "day", "confidence": 0.5},
    }
    events = [make_event(article, "met", id=name, **fields) for name, fields in spans.items()]
    archive = Archive(tmp_path_factory.mktemp("dated") / "a.duckdb")
    archive.add([make_coded(article, *events)], "tidings test")
    return archive


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, "year month day none"),
        ({"all": True}, "year month day same none"),
        ({"since": DAY}, "month day"),
        ({"since": "2023-09-14"}, "month"),
        ({"until": datetime.date(2023, 9, 12)}, "year month"),
        ({"since": "2022-12-31", "until": "2022-12-31"}, "year"),
        ({"since": "2023-10-01"}, ""),
        ({"since": "2023-10-01", "undated": True}, "none"),
        ({"undated": True}, "year month day none"),
        ({"place": "rus"}, "day"),
        ({"place": "zenda castle"}, "day"),
        ({"place": "Zenda"}, "day"),
        ({"place": "RUSSIA"}, "none"),
        ({"mode": "Visit"}, "month"),
        ({"context": "military"}, "year"),
        ({"certainty": "Denied"}, "none"),
        ({"type": "consult", "min_confidence": 0.9, "all": True}, "year month day none"),
        ({"min_confidence": 0.91}, ""),
        ({"article": "x", "certainty": "asserted"}, "year month day"),
        ({"article": "y"}, ""),
        ({"id": "same", "all": True}, "same"),
        ({"place": "'; DROP TABLE events; --"}, ""),
    ],
    ids=str,
)
def test_other_filters(dated: Archive, filters: dict[str, Any], ids: str) -> None:
    assert [r["id"] for r in dated.events(**filters)] == ids.split()


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"type": "MEET"}, "no type MEET; give one of AGREE"),
        ({"mode": "walk"}, "no mode walk; give one of"),
        ({"context": "fun"}, "no context fun; give one of military"),
        ({"certainty": "sure"}, "no certainty sure; give one of asserted, claimed, uncertain, denied"),
        ({"since": "lately"}, "since lately is no date; write it as 2023-09-13"),
    ],
)
def test_what_there_is_not(filters: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        EventFilter(**filters).conditions()


def test_the_limit(dated: Archive) -> None:
    assert [r["id"] for r in dated.events(limit=2)] == ["year", "month"]
    assert len(dated.events(limit=None)) == 4


def test_a_filter_is_the_same_for_the_articles_that_have_such_an_event(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.duckdb")
    for name in ("one", "two"):
        article = make_article(f"They met {name}.", id=name)
        event = make_event(article, "met", actor=[PARTIES["king" if name == "one" else "other"]])
        archive.add([make_coded(article, event)], "tidings test")
    assert [r["id"] for r in archive.articles(events=EventFilter(actor="GOV"))] == ["one"]


def test_a_type_of_the_users_own_is_kept_and_asked_for_by_name(tmp_path: Path) -> None:
    article = make_article("Dockers walked out. Ruritania met Graustark.", id="x")
    own = make_event(article, "walked out", type="WALKOUT", id="1")
    archive = Archive(tmp_path / "a.duckdb")
    archive.add([make_coded(article, own, make_event(article, "met", id="2"))], "tidings 0.1.0 (+WALKOUT:0)")
    (record,) = archive.events(type="walkout")
    assert record["event"] == ["WALKOUT"]
    assert not {"quad_code", "event_scale"} & record.keys()
    assert [e["id"] for e in archive.events(type="CONSULT")] == ["2"]
    assert len(archive.articles(events=EventFilter(type="WALKOUT"))) == 1
    with pytest.raises(UsageError, match="WALKOUT"):
        archive.events(type="WALKOUTS")
