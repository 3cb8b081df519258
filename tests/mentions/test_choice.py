"""All names of an article together decide what each stands for."""

from __future__ import annotations

import pytest
from tests.mentions.reading import place, places

from tidings.mentions.find import find_mentions
from tidings.records import Article, Block


@pytest.mark.parametrize(
    ("text", "words", "country", "province"),
    [
        # The other places of the article lie near one of the name, or in its state.
        ("A barn burned in Paris. Crews came from Reno, Roxton and Sulphur Springs in Texas.", "Paris", "USA", "Texas"),
        ("A barn burned in Athens. Crews came from Watkinsville and Winder, Georgia.", "Athens", "USA", "Georgia"),
        ("The bridge at Athens was closed. Piraeus and Patras were cut off.", "Athens", "GRC", None),
        # A list of states, a list of countries, and what follows a comma outside of lists.
        ("Cases were found in Oregon, Georgia, Utah and Ohio.", "Georgia", "USA", "Georgia"),
        ("Cases were found in Mexico, China, Japan and Brazil.", "China", "CHN", None),
        ("Cases were found in Armenia, Georgia and Azerbaijan.", "Georgia", "GEO", None),
        # The country keeps its name against a state and towns of that name in it.
        ("The flood hit Mexico on Monday.", "Mexico", "MEX", None),
        # What lies between a place and what contains it.
        ("A blaze began in the Kent area of Ohio on Monday.", "Kent", "USA", "Ohio"),
        # Counties by their list and by their name.
        ("Schools closed in Lamar and Delta counties, Texas.", "Delta", "USA", "Texas"),
        ("Schools closed in Greene County, Missouri, on Monday.", "Greene County", "USA", "Missouri"),
        # What the gazetteer has in another form.
        ("Shots were heard in Mt. Pleasant, Texas.", "Mt. Pleasant", "USA", "Texas"),
        ("Shots were heard in North Dallas on Monday.", "North Dallas", "USA", "Texas"),
    ],
)
def test_the_right_one_of_a_name(text: str, words: str, country: str, province: str | None) -> None:
    found = place(text, words)
    assert found.country_code == country
    assert province is None or (found.province or "").endswith(province)


def test_one_name_is_one_place_unless_told_apart() -> None:
    text = "A barn burned in Paris, Texas. The mayor of Paris thanked the crews."
    assert [p.province for p in places(text) if p.extracted_place == "Paris"] == ["Texas", "Texas"]
    text = "He flew from Paris, France, to Paris, Texas."
    assert [p.country_code for p in places(text) if p.extracted_place == "Paris"] == ["FRA", "USA"]


def _countries(text: str, url: str, words: str) -> set[str | None]:
    from tidings.knowledge import load_tables
    from tidings.sentences import load_language_model, parse, split
    from tidings.settings import Settings

    article = Article("a", "d", "s", text, (Block("paragraph", 0, len(text)),), url=url)
    parsed = parse(split(article), load_language_model(Settings().language_model))
    found = (m.location for m in find_mentions(article, parsed, load_tables()))
    return {p.country_code for p in found if p is not None and p.extracted_place == words}


def test_the_ending_of_the_outlets_domain_tells_its_country() -> None:
    text = "Fire crews were called to a mill in Hamilton on Monday."
    assert _countries(text, "https://mail.test.co.nz/fire", "Hamilton") == {"NZL"}
    assert _countries(text, "https://mail.test.ca/fire", "Hamilton") == {"CAN"}


def test_a_town_without_a_row_of_its_own_says_how_far_off_it_may_be() -> None:
    found = place("Shots were heard in North Dallas on Monday.", "North Dallas")
    assert found.geonameid is None and found.uncertainty_km and found.row
    assert found.lat == pytest.approx(32.8, abs=0.2)


def test_a_place_of_no_table_lies_where_the_words_say() -> None:
    found = place("A shop burned down in Qorvexley, Auckland, on Monday.", "Qorvexley")
    assert found.country_code == "NZL" and found.geonameid is None
    assert found.lat == pytest.approx(-36.85, abs=0.2) and found.uncertainty_km == 25.0
    found = place("A shop burned down in Qorvexley, Maryland, on Monday.", "Qorvexley")
    assert (found.country_code, found.province, found.lat) == ("USA", "Maryland", None)
