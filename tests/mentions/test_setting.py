"""The country that an article leaves to be understood."""

from __future__ import annotations

import pytest
from tests.mentions.reading import actor, actors


@pytest.mark.parametrize(
    ("text", "words", "code", "sectors"),
    [
        ("Ghana votes today. The government has promised calm.", "The government", "GHA", ("GOV",)),
        ("Kisumu was tense. Police in Kisumu fired tear gas.", "Police", "KEN", ("COP",)),
        ("Durban high court judge Mpho Zaleni reserved judgment.", "Durban high court judge Mpho Zaleni", "ZAF", ("JUD",)),
        ("Chile raised fares. Protesters burned buses in Santiago.", "Protesters", "CHL", ("CVL",)),
        ("Slidell Police Department officers in Louisiana arrested him.", "Slidell Police Department officers", "USA",
         ("COP",)),
        ("Tom Banfield, 30, from Croydon, was unhurt. Britain is relieved.", "Tom Banfield", "GBR", ()),
        ("Putin's aides were silent.", "Putin's aides", "RUS", ("GOV",)),
    ],
)  # fmt: skip
def test_the_country_understood(text: str, words: str, code: str, sectors: tuple[str, ...]) -> None:
    found = actor(text, words)
    assert (found.code, found.sector) == (code, sectors)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("France met Germany. The government was pleased.", "The government"),
        ("Rain fell. The government was pleased.", "The government"),
        ("Peru is calm. Foreign ministers arrived.", "Foreign ministers"),
        ("Peru is calm. Tourists arrived.", "Tourists"),
        ("Peru is calm. The refugees left.", "The refugees"),
    ],
)
def test_no_country_where_it_cannot_be_told(text: str, words: str) -> None:
    assert actor(text, words).code is None


def test_the_outlets_own_country_counts() -> None:
    text = "Senegal hosted the talks with France. The health minister said so. Senegal is hopeful."
    found = [m.entity for m in actors(text, publication="Le Soleil") if m.text == "The health minister"]
    assert found[0] is not None and found[0].code == "SEN"


def test_the_holder_of_an_office_understood() -> None:
    found = actor("Kenya is in mourning. Kenyans wept. At noon the president spoke.", "the president")
    assert (found.resolved, found.code) == ("William Ruto", "KEN")


def test_a_body_keeps_its_country_once_it_is_clear() -> None:
    text = (
        "Israel votes today. In Israel the army is on alert. Israel is calm. A settlement in the West Bank closed. "
        "The army said nothing."
    )
    assert actor(text, "The army").code == "ISR"
