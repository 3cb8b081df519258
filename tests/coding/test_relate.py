"""What happens between two parties: seventeen probabilities, whatever words are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.coding import load_network, relate_parties
from tidings.ontology import NONE, TYPES
from tidings.sentences import load_language_model
from tidings.settings import Settings

ACT = "Rebels attacked the port of Aden on Monday."
OTHERS = "The weather was fine. " + ACT + " Nobody in Cairo spoke."


def relate(text: str, actor: str, recipient: str) -> dict[str, float]:
    return relate_parties(text, actor, recipient, load_language_model(Settings().language_model), load_network())


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        (ACT, "Rebels", "the port of Aden"),
        (ACT, "Rebels", ""),
        (ACT, "", ""),
        (ACT, "", "Aden"),
        # Words that are not in the text, by case, in part, or at all.
        (ACT, "rebels", "ADEN"),
        (ACT, "the Houthi Rebels", "Aden"),
        (ACT, "Ruritania", "Graustark"),
        (ACT, "  ", "?"),
        # One party for both.
        (ACT, "Rebels", "Rebels"),
        # The act's own word, and a mark.
        (ACT, "attacked", "."),
        # Nothing happens; nothing is written.
        ("Cold and blue.", "Cold", "blue"),
        ("", "Rebels", "Aden"),
        ("  ", "", ""),
        (OTHERS, "Rebels", "Aden"),
    ],
)
def test_seventeen_probabilities(text: str, actor: str, recipient: str) -> None:
    found = relate(text, actor, recipient)
    assert set(found) == {*TYPES, NONE}
    assert all(0 <= chance <= 1 for chance in found.values())
    assert sum(found.values()) == pytest.approx(1, abs=17 * 0.00005)
    assert relate(text, actor, recipient) == found


@pytest.mark.parametrize(("actor", "recipient"), [("Rebels", "Aden"), ("Rebels", ""), ("", "Aden")])
def test_of_several_sentences_the_one_that_names_them_is_read(actor: str, recipient: str) -> None:
    alone = relate(ACT, actor, recipient)
    assert relate(OTHERS, actor, recipient) == alone
    assert relate(f"Aden is hot. Rebels sang. {ACT}", "Rebels", "Aden") == relate(ACT, "Rebels", "Aden")


def test_where_no_sentence_names_them_the_first_is_read() -> None:
    assert relate(f"{ACT} It rained.", "Ruritania", "") == relate(ACT, "Ruritania", "")


def test_words_inside_another_word_are_not_the_party() -> None:
    text = "Belarus shelled Minsk."
    assert relate(text, "US", "Minsk") == relate(text, "Ruritania", "Minsk")


def test_a_party_may_be_the_beginning_of_a_word() -> None:
    text = "Russian troops shelled Minsk."
    assert relate(text, "Russia", "Minsk") == relate(text, "Russian", "Minsk")


@given(st.text(max_size=60), st.text(max_size=10), st.text(max_size=10))
@settings(max_examples=25, deadline=None)
def test_any_words_may_be_asked_for(text: str, actor: str, recipient: str) -> None:
    assert sum(relate(text, actor, recipient).values()) == pytest.approx(1, abs=17 * 0.00005)
