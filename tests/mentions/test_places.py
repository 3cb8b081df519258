"""Which place of a name is meant, and what is no place."""

from __future__ import annotations

import pytest
from tests.mentions.reading import place, places


@pytest.mark.parametrize(
    ("text", "words", "country", "province"),
    [
        ("A fire broke out in Paris on Monday.", "Paris", "FRA", None),
        ("A fire broke out in Paris, Texas, on Monday.", "Paris", "USA", "Texas"),
        ("The mayor of London, Ontario, resigned.", "London", "CAN", "Ontario"),
        ("Police in Birmingham, Alabama, found it.", "Birmingham", "USA", "Alabama"),
        ("Clashes broke out in Tripoli, in northern Lebanon.", "Tripoli", "LBN", None),
        ("Clashes broke out in Tripoli, Libya.", "Tripoli", "LBY", None),
        ("The Syrian city of Hama was shelled.", "Hama", "SYR", None),
        ("Georgia and Russia fought over Gori.", "Gori", "GEO", None),
        ("Voters in Atlanta, Georgia, queued for hours.", "Atlanta", "USA", "Georgia"),
        ("Namibia’s Kunene region is dry.", "Kunene region", "NAM", None),
        ("Namibia's Kunene region is dry.", "Kunene region", "NAM", None),
        ("Rebels seized Mazar-i-Sharif in Afghanistan.", "Mazar-i-Sharif", "AFG", None),
        ("Shots were heard in Washington DC.", "Washington DC", "USA", None),
    ],
)
def test_the_right_one_of_a_name(text: str, words: str, country: str, province: str | None) -> None:
    found = place(text, words)
    assert found.country_code == country
    assert province is None or found.province == province


@pytest.mark.parametrize(
    ("text", "words", "name", "resolution"),
    [
        ("Aid reached Ukraine.", "Ukraine", "Ukraine", 1),
        ("Aid reached Bavaria.", "Bavaria", "Bavaria", 2),
        ("Aid reached Kharkiv.", "Kharkiv", "Kharkiv", 4),
        ("Engineers left the Zaporizhzhia nuclear power plant.", "Zaporizhzhia nuclear power plant",
         "Zaporizhzhia Nuclear Power Plant", 5),
        ("Ships crossed the Pacific Ocean.", "Pacific Ocean", "Pacific Ocean", None),
        ("A storm formed over the Pacific.", "Pacific", "Pacific Ocean", None),
        ("Rockets were fired from Gaza.", "Gaza", "Gaza Strip", None),
        ("Soldiers searched West Bank villages.", "West Bank", "West Bank", None),
    ],
)  # fmt: skip
def test_what_a_name_stands_for(text: str, words: str, name: str, resolution: int | None) -> None:
    found = place(text, words)
    assert found.resolved_place == name
    assert resolution is None or found.resolution == resolution


def test_the_rest_of_the_article_helps() -> None:
    """Springfield alone may be anywhere; beside Missouri it is not in Massachusetts."""
    text = "Police in Missouri closed a road. It leads to Springfield, the police said. Kansas City is near."
    assert place(text, "Springfield").province == "Missouri"
    again = "A bomb killed two in Birmingham, Alabama. Birmingham has mourned them."
    assert [p.country_code for p in places(again) if p.extracted_place == "Birmingham"] == ["USA", "USA"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Turkish army left.", "Turkish"),
        ("Paris has warned Rome.", "Paris"),
        ("Statistics Canada published figures.", "Canada"),
        ("The University of Chicago hired her.", "University of Chicago"),
        ("Ann Lincoln met a reporter. Lincoln was calm.", "Lincoln"),
        ("Investors trust AI.", "AI"),
        ("The South has agreed, North Korea said.", "The South"),
        ("Bill Richardson was governor of New Mexico.", "Mexico"),
        ("Prince Andrew was in Ghent.", "Prince Andrew"),
    ],
)
def test_what_is_no_place(text: str, words: str) -> None:
    assert words not in [p.extracted_place for p in places(text)]


def test_a_country_that_acts_is_a_place_too() -> None:
    assert [p.extracted_place for p in places("Norway thanked Chad.")] == ["Norway", "Chad"]


def test_a_place_told_as_such_once_is_one_wherever_it_is_named() -> None:
    text = "A truck hit a crowd in Nice, France. Residents of Nice mourn. Nice's seafront was empty."
    assert [p.extracted_place for p in places(text)].count("Nice") == 3


def test_the_town_of_somebodys_title_is_a_place() -> None:
    text = "Jan Velk, the mayor of Riga, resigned."
    assert [p.extracted_place for p in places(text)] == ["Riga"]


def test_a_name_in_a_list_of_places_is_one() -> None:
    text = "Snow fell in KwaZulu-Natal and Gauteng."
    assert [p.extracted_place for p in places(text)] == ["KwaZulu-Natal", "Gauteng"]


def test_the_outlets_country_counts_a_little() -> None:
    text = "Fire crews were called to Perth on Monday."
    assert place(text, "Perth").country_code == "AUS"
    assert place("Fire crews were called to Perth, Scotland, on Monday.", "Perth").country_code == "GBR"


def test_every_place_has_its_country_and_point() -> None:
    for found in places("Talks in Geneva, Oslo and Doha failed. Mali and Niger left Bamako for Niamey."):
        assert found.country_code and found.lat is not None and found.lon is not None
        assert found.row
