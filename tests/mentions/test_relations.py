"""How far off, and in what relation to a place, something is said to be."""

from __future__ import annotations

import pytest
from tests.mentions.reading import place, places


@pytest.mark.parametrize(
    ("text", "words", "relation", "kilometres"),
    [
        ("It fell about 90 kilometers (56 miles) from the city of Ghent.", "Ghent",
         "about 90 kilometers (56 miles) from", 90.0),
        ("The base lies 12 miles north of Homs.", "Homs", "12 miles north of", 19.3),
        ("A boat sank off the coast of Libya.", "Libya", "off the coast of", None),
        ("A boat sank off the western coast of Libya.", "Libya", "off the western coast of", None),
        ("Shots were fired near the border with Cameroon.", "Cameroon", "near the border with", None),
        ("They camped outside Warsaw.", "Warsaw", "outside", 20.0),
        ("Fighting went on near Kunduz.", "Kunduz", "near", 25.0),
        ("Troops stood on the outskirts of Aleppo.", "Aleppo", "on the outskirts of", None),
        ("They camped on the border between Niger and Chad.", "Niger", "on the border between", None),
    ],
)  # fmt: skip
def test_relations(text: str, words: str, relation: str, kilometres: float | None) -> None:
    found = place(text, words)
    assert found.relation == relation
    assert kilometres is None or found.uncertainty_km == pytest.approx(kilometres, abs=0.1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A flood cut off Pyongyang from its port.", "Pyongyang"),
        ("The army sealed off Homs.", "Homs"),
        ("She was born in Riga.", "Riga"),
    ],
)
def test_no_relation(text: str, words: str) -> None:
    assert [p.relation for p in places(text) if p.extracted_place == words] == [None]
