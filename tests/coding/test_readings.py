"""Readings of the network, by properties: what it must never read, whatever it learned."""

from __future__ import annotations

import numpy as np
import pytest
from tests.coding.parsing import parsed

from tidings.coding import NetworkReader, load_network, readings


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


def test_a_noun_is_the_act_of_its_possessor_where_somebody_else_receives_it() -> None:
    text = "The president wants shells from Chad for his invasion of Mali."
    doc = parsed(text).doc
    invasion, his, mali = (next(t for t in doc if t.text == w) for w in ("invasion", "his", "Mali"))
    assert readings._possessor(invasion, [his, mali], [mali]) == [his]
    # What nobody else receives may be done to its possessor: "her arrest".
    assert readings._possessor(invasion, [his, mali], []) == []
    assert readings._possessor(invasion, [his, mali], [his]) == []


def test_a_second_party_stands_where_it_is_coordinated_or_all_but_sure() -> None:
    doc = parsed("Chad and Niger told Mali that Togo was ready.").doc
    chad, niger, mali, togo = (next(t for t in doc if t.text == w) for w in ("Chad", "Niger", "Mali", "Togo"))
    parties = [chad, niger, mali, togo]
    chances = np.array([0.8, 0.4, 0.5, 0.95])
    assert readings._coordinated([chad, niger, mali], parties, chances) == [chad, niger]
    assert readings._coordinated([chad, togo], parties, chances) == [togo]
    assert readings._coordinated([chad, togo], parties, np.array([0.96, 0.4, 0.5, 0.95])) == [chad, togo]
    assert readings._coordinated([], parties, chances) == []
