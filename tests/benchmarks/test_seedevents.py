"""A coder that gets the seed page wholly right passes every check of its events."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from benchmarks.seedevents import absence_checks, event_checks, own_words_check

from tidings.records import Article, Attribution, Block, Entity, Event, EventMention, Location, TextInfo

DAY = datetime.date(2023, 9, 13)
KIM = Entity("Mr Kim", 0, 6, resolved="Kim Jong Un", code="PRK", sector=("GOV",))
SISTER = Entity("Kim Yo Jong", 0, 6, code="PRK", sector=("GOV",))
PUTIN = Entity("Mr Putin", 0, 6, identifier_text="Vladimir Putin", code="RUS", sector=("GOV",))
KOREA, RUSSIA, UKRAINE = (Entity(n, 0, 1, code=c) for n, c in (("N", "PRK"), ("R", "RUS"), ("U", "UKR")))
TEXT = (
    "He himself compared it to the conquests of a tsar, Peter the Great. Economic cooperation is one of the agenda "
    "items. The TV channel shows it. It lasted about 40 seconds. He travelled by train."
).replace("Economic", "economic")
ARTICLE = Article("a", "d", "s", TEXT, (Block("paragraph", 0, len(TEXT)),))


def event(type: str, actor: list[Entity], recipient: list[Entity], trigger: str = "He", **fields: Any) -> Event:
    at = TEXT.index(trigger)
    defaults: dict[str, Any] = {
        "id": f"{type}{actor}{recipient}",
        "article": "a",
        "text": TEXT,
        "text_info": TextInfo(0, 0, len(TEXT), "paragraph", at, at + len(trigger)),
        "event_text": (trigger,),
        "quad_code": 1,
        "event_scale": 0.0,
        "attribution": Attribution(),
        "confidence": 0.9,
        "coder": "tidings",
    }
    return Event(event=(type,), actor=tuple(actor), recipient=tuple(recipient), **(defaults | fields))


PLACE = Location("Vostochny", 0, 1, lat=51.88, lon=128.33, country_code="RUS")
UNSURE = Attribution("uncertain")
EVENTS = [
    event("AGREE", [KIM], [RUSSIA], date=DAY),
    event(
        "CONSULT", [KIM, SISTER], [PUTIN], mode=("visit",), date=DAY, event_loc=PLACE,
        mentions=tuple(EventMention("m", i, i + 1) for i in range(8)),
    ),
    event("REQUEST", [PUTIN], [KOREA], mode=("assist",), attribution=UNSURE, context=("military",)),
    event(
        "REQUEST", [KIM], [RUSSIA], mode=("assist",), attribution=Attribution("uncertain", "Experts"),
        context=("technology",),
    ),
    event("MOBILIZE", [KOREA], [], mode=("weapons",), date=DAY, date_basis="relative", event_loc=Location("sea", 0, 1)),
    event(
        "ASSAULT", [PUTIN], [UKRAINE], auxiliary=("historical",), event_loc=Location("U", 0, 1, country_code="UKR")
    ),
    event(
        "CONSULT", [KIM, PUTIN], [], auxiliary=("historical",), date=datetime.date(2019, 1, 1), date_precision="year"
    ),
]  # fmt: skip


def test_what_is_wanted_passes_every_check() -> None:
    assert [c.name for c in event_checks(EVENTS) if not c.passed] == []
    assert [c.name for c in absence_checks(ARTICLE, EVENTS) if not c.passed] == []
    assert own_words_check(EVENTS, "It lasted").passed


def test_no_events_pass_no_check_of_events() -> None:
    assert not any(c.passed for c in event_checks([]))
    assert not own_words_check([], "It lasted").passed


def test_a_part_that_is_wrong_fails_alone() -> None:
    wrong = [e for e in EVENTS if e.event != ("MOBILIZE",)]
    wrong.append(event("MOBILIZE", [KOREA], [], mode=("weapons",), date=DAY, date_basis="publication"))
    failed = [c.name for c in event_checks(wrong) if not c.passed]
    assert failed == ["missiles: date is relative", "missiles: toward the sea"]


def test_events_where_none_is() -> None:
    found = [
        event("CONSULT", [KIM], [PUTIN], "travelled by train"),
        event("SUPPORT", [KIM], [PUTIN], "shows"),
        event("ASSAULT", [PUTIN], [UKRAINE], "compared"),
    ]
    failed = [c.name for c in absence_checks(ARTICLE, found) if not c.passed]
    assert failed == ["no event: what Putin compared the war to", "no event: the TV channel"]


def test_talks_of_the_day_are_not_those_of_2019() -> None:
    talks = dataclasses.replace(EVENTS[-1], event_text=("holding talks",))
    failed = [c.name for c in event_checks([*EVENTS[:-1], talks]) if not c.passed]
    assert failed == ["2019 meeting: type and parties", "2019 meeting: historical", "2019 meeting: in 2019"]
