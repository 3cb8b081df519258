"""What "the company", "the group", "the court" stand for."""

from __future__ import annotations

import pytest
from tests.mentions.reading import actor, actors


@pytest.mark.parametrize(
    ("text", "words", "name", "code", "sectors"),
    [
        ("Boko Haram raided a farm. The militant group took cattle.", "The militant group", "Boko Haram", "NGA", ("REB",)),
        ("The International Criminal Court sat. The court was full.", "The court", "International Criminal Court", "IGO",
         ("JUD",)),
        ("Toyota cut output. The company gave no reason.", "The company", "Toyota", "MNC", ()),
        ("Reuters was first. The agency cited a diplomat.", "The agency", "Reuters", "GBR", ("JRN",)),
        ("Hezbollah fired. The group said so.", "The group", "Hezbollah", "LBN", None),
        ("Quellstar AG sold a mine. The company is rich.", "The company", "Quellstar AG", None, ("BUS",)),
    ],
)  # fmt: skip
def test_a_noun_stands_for_the_body_told(
    text: str, words: str, name: str, code: str | None, sectors: tuple[str, ...] | None
) -> None:
    found = actor(text, words)
    assert (found.resolved, found.code) == (name, code)
    assert sectors is None or found.sector == sectors


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Boko Haram raided a farm. The other group watched.", "The other group"),
        ("Toyota and Honda cut output. The company gave no reason.", "The company"),
        ("Hezbollah and Hamas fired. The group said so.", "The group"),
        ("Reuters was first. The court sat.", "The court"),
    ],
)
def test_a_noun_that_fits_none_or_two_stands_for_neither(text: str, words: str) -> None:
    assert [m.entity.resolved for m in actors(text) if m.text == words and m.entity is not None] in ([], [None])


@pytest.mark.parametrize(
    ("text", "words", "sectors"),
    [
        ("The Quellmark Transportation Authority closed a bridge.", "The Quellmark Transportation Authority", ("GOV",)),
        ("The Quellmark Tribune broke the story.", "The Quellmark Tribune", ("JRN",)),
        ("Quellmark Holdings sold the mine.", "Quellmark Holdings", ("BUS",)),
    ],
)
def test_the_last_word_of_an_unknown_name_tells_its_sector(text: str, words: str, sectors: tuple[str, ...]) -> None:
    assert actor(text, words).sector == sectors


def test_an_abbreviation_may_spell_the_last_word() -> None:
    text = "The Quellmark Central Television (QCTV) reported it. A guest of the QCTV agreed."
    assert actor(text, "the QCTV").identifier_text == "Quellmark Central Television"
