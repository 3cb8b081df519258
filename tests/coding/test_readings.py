"""Readings of the network, by properties: what it must never read, whatever it learned."""

from __future__ import annotations

import pytest
from tests.coding.parsing import parsed

from tidings.coding import NetworkReader, load_network


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A militia in Sabha claimed responsibility for the bombing of the barracks.", "claimed"),
        ("Diplomats believe that Eritrea is arming the rebels.", "believe"),
        ("The envoy seemed to know that Chad had closed the border.", "seemed"),
    ],
)
def test_states_of_mind_and_claims_are_no_acts(text: str, word: str) -> None:
    assert word not in {r.token.text for r in NetworkReader(load_network()).read(parsed(text))}


def test_what_is_coordinated_stands_on_one_side() -> None:
    for reading in NetworkReader(load_network()).read(parsed("France praised Chad and its president on Monday.")):
        sides = [{t.i for t in reading.actors}, {t.i for t in reading.recipients}]
        for token in (*reading.actors, *reading.recipients):
            if token.dep_ == "conj":
                side = next(s for s in sides if token.i in s)
                assert token.head.i in side or not any(token.head.i in s for s in sides)
