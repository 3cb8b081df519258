from __future__ import annotations

import pytest
from benchmarks.matching import EITHER, IN_ORDER, NOT_BOTH, find_pair, order

from tidings.records import Attribution, Entity, Event, TextInfo

TEXT = "The US military said Russian troops near the US border had fired on Kyiv, and that Mr Putin knew."


def entity(words: str, resolved: str | None = None) -> Entity:
    start = TEXT.index(words)
    return Entity(words, start, start + len(words), resolved=resolved)


def event(actor: list[Entity], recipient: list[Entity]) -> Event:
    info = TextInfo(0, 0, len(TEXT), "paragraph", 0, 1)
    return Event(
        "e", "a", ("ASSAULT",), tuple(actor), TEXT, info, ("fired",), 4, -9.0, Attribution(), 0.7, "tidings",
        recipient=tuple(recipient),
    )  # fmt: skip


TROOPS, KYIV, ARMY, PUTIN = (entity(w) for w in ("Russian troops", "Kyiv", "The US military", "Mr Putin"))


@pytest.mark.parametrize(
    ("actor", "recipient", "wanted"),
    [
        ([TROOPS], [KYIV], IN_ORDER),
        ([KYIV], [TROOPS], EITHER),
        ([TROOPS, KYIV], [], IN_ORDER),
        ([KYIV, TROOPS], [], IN_ORDER),
        ([TROOPS], [], NOT_BOTH),
        ([ARMY], [KYIV], NOT_BOTH),
        ([], [TROOPS, KYIV], EITHER),
        ([], [], NOT_BOTH),
    ],
)
def test_order(actor: list[Entity], recipient: list[Entity], wanted: int) -> None:
    assert order(event(actor, recipient), find_pair(TEXT, "Russian troops", "Kyiv")) == wanted


def test_a_party_on_the_other_ones_words_is_the_other_one() -> None:
    pair = find_pair(TEXT, "The US military", "US")
    assert order(event([ARMY], [ARMY]), pair) == NOT_BOTH
    border = TEXT.index("US border")
    assert order(event([ARMY], [Entity("US", border, border + 2)]), pair) == IN_ORDER


def test_a_party_elsewhere_is_known_by_what_it_stands_for() -> None:
    pair = find_pair(TEXT, "Russian President Vladimir Putin", "Kyiv")
    assert order(event([entity("Mr Putin", "Vladimir Putin")], [KYIV]), pair) == IN_ORDER
    assert order(event([TROOPS], [KYIV]), pair) == NOT_BOTH


def test_a_placeholder_is_met_by_anybody_and_nobody() -> None:
    pair = find_pair(TEXT, "Russian troops", "a recipient")
    assert order(event([TROOPS], []), pair) == IN_ORDER
    assert order(event([TROOPS], [KYIV]), pair) == IN_ORDER
    assert order(event([TROOPS, KYIV], []), pair) == IN_ORDER
    assert order(event([KYIV], []), pair) == NOT_BOTH
