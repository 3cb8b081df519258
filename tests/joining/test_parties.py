"""Whether two parties may be one."""

from __future__ import annotations

import pytest
from tests.joining.telling import KIM, KOREA, PUTIN, RUSSIA

from tidings.joining.parties import contradict, match
from tidings.records import Entity
from tidings.testing import make_entity

COURT = make_entity("A Syrian military court", code="SYR", sector=("JUD", "MIL"))
SYRIA = make_entity("Syria", identifier_text="Syria", code="SYR")
ENVOY = make_entity("the envoy", code="SYR", sector=("GOV",), office="envoy")
NOMADS = make_entity("nomads", code="SYR", sector=("CVL",))


def called(words: str, *sector: str, code: str | None = None) -> Entity:
    return make_entity(words, code=code, sector=sector)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (KIM, KIM, True),
        (KIM, PUTIN, False),
        (KOREA, KIM, True),
        (SYRIA, COURT, True),
        (SYRIA, NOMADS, False),
        (called("21 Miners"), called("40 of the miners from Oruro"), True),
        (called("a 16-year-old Basque girl", "CVL"), called("the girl"), True),
        (called("the Water Bill"), called("the bill"), True),
        (called("the court", code="SYR"), called("a court", code="FRA"), False),
        (called("two men", "CVL"), called("the men", "CVL"), False),
        (called("gangs of men"), called("gangs of boys"), True),
    ],
)
def test_match(one: Entity, other: Entity, same: bool) -> None:
    assert match([one], [other]) == match([other], [one]) == same


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (KIM, PUTIN, True),
        (KOREA, RUSSIA, True),
        (KIM, KOREA, False),
        (COURT, ENVOY, False),
        (called("the miners", "CVL"), called("a battalion", "MIL"), True),
        (called("the miners", "CVL"), called("Quispe"), False),
        (called("Quispe"), called("Mamani"), True),
        (called("Juan Quispe"), called("Quispe"), False),
    ],
)
def test_contradict(one: Entity, other: Entity, differ: bool) -> None:
    assert contradict([one], [other]) == contradict([other], [one]) == differ


def test_a_side_that_is_not_named_contradicts_nothing() -> None:
    assert not contradict([], [KIM])
    assert not contradict([KIM, PUTIN], [PUTIN])
