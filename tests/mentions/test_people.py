"""People: office at the article's date by table, and by the words alone where no table has them."""

from __future__ import annotations

import pytest
from tests.mentions.reading import actor, actors


@pytest.mark.parametrize(
    ("text", "date", "words", "name", "code", "sectors", "office"),
    [
        ("Vladimir Putin spoke.", "2010-05-01", "Vladimir Putin", "Vladimir Putin", "RUS", ("GOV",), "prime minister"),
        ("Vladimir Putin spoke.", "2023-05-01", "Vladimir Putin", "Vladimir Putin", "RUS", ("GOV",), "president"),
        ("Barack Obama spoke.", "2012-05-01", "Barack Obama", "Barack Obama", "USA", ("GOV",), "president"),
        ("Barack Obama spoke.", "2019-05-01", "Barack Obama", "Barack Obama", "USA", ("ELI",), None),
        ("Former President Bill Clinton spoke.", "2012-05-01", "Former President Bill Clinton", "Bill Clinton", "USA",
         ("ELI",), None),
        ("Emmanuel Macron met her.", None, "Emmanuel Macron", "Emmanuel Macron", "FRA", ("GOV",), "president"),
        ("President Emmanuel Macron left.", "2023-05-01", "President Emmanuel Macron", "Emmanuel Macron", "FRA",
         ("GOV",), "president"),
        ("Foreign Minister Sergei Lavrov left.", "2020-05-01", "Foreign Minister Sergei Lavrov", "Sergei Lavrov",
         "RUS", ("GOV",), "foreign minister"),
    ],
)  # fmt: skip
def test_people_of_the_tables(
    text: str,
    date: str | None,
    words: str,
    name: str,
    code: str | None,
    sectors: tuple[str, ...],
    office: str | None,
) -> None:
    found = actor(text, words, date)
    assert (found.identifier_text, found.code, found.sector, found.office) == (name, code, sectors, office)


@pytest.mark.parametrize(
    ("text", "words", "name", "code", "sectors", "office"),
    [
        ("Russian Foreign Minister Igor Melkin left.", "Russian Foreign Minister Igor Melkin", "Igor Melkin", "RUS",
         ("GOV",), "foreign minister"),
        ("Chad's defence minister, Ali Noubou, resigned.", "Ali Noubou", "Ali Noubou", "TCD", ("GOV",),
         "defence minister"),
        ("Ali Noubou, Chad's defence minister, resigned.", "Ali Noubou", "Ali Noubou", "TCD", ("GOV",),
         "defence minister"),
        ("Jan Velk, who leads the Czech parliament, resigned.", "Jan Velk", "Jan Velk", "CZE", ("LEG",), None),
        ("Kenyan police chief John Otundo denied it.", "Kenyan police chief John Otundo", "John Otundo", "KEN",
         ("COP",), "police chief"),
        ("Gen. Luis Farado ordered the attack.", "Gen. Luis Farado", "Luis Farado", None, ("MIL",), None),
        ("The lawyer Greta Holm spoke.", "Greta Holm", "Greta Holm", None, ("CVL",), None),
        ("Park Min-su, a spokesman for the South Korean army, spoke.", "Park Min-su", "Park Min-su", "KOR",
         ("MIL",), None),
    ],
)  # fmt: skip
def test_people_whom_only_the_text_names(
    text: str, words: str, name: str, code: str | None, sectors: tuple[str, ...], office: str | None
) -> None:
    found = actor(text, words)
    assert (found.identifier_text, found.code, found.sector, found.office) == (name, code, sectors, office)


@pytest.mark.parametrize(
    ("text", "date", "words", "sectors", "office"),
    [
        # The table knows another office of theirs at that date, or none: the words before the name decide.
        ("US President Donald Trump left.", "2012-05-10", "US President Donald Trump", ("GOV",), "president"),
        ("Education Minister Naftali Bennett left.", "2018-01-01", "Education Minister Naftali Bennett", ("GOV",),
         "education minister"),
    ],
)  # fmt: skip
def test_a_title_in_the_text_counts_more_than_the_date(
    text: str, date: str, words: str, sectors: tuple[str, ...], office: str
) -> None:
    found = actor(text, words, date)
    assert found.sector == sectors
    assert found.office == office


@pytest.mark.parametrize(
    "text",
    [
        "The World Governments Summit opened in Dubai.",
        "The Treasury Board approved it.",
        "The National Capital Region is growing.",
        "Business Brief is a newsletter.",
    ],
)
def test_names_of_bodies_are_no_people(text: str) -> None:
    offices = {m.entity.identifier_text for m in actors(text) if m.entity and m.entity.identifier_text}
    assert not offices & {"Summit", "Board", "Region", "Brief", "Capital Region"}


def test_a_byname_is_of_the_name() -> None:
    text = "He spoke of the conquests of Peter the Great."
    assert [m.text for m in actors(text)] == ["Peter the Great"]


def test_a_person_is_no_place() -> None:
    text = "Ann Lincoln met Bo Jackson in Reno. Lincoln thanked Jackson."
    assert [(m.text, m.kind) for m in actors(text) if m.text in ("Lincoln", "Jackson")] == [
        ("Lincoln", "actor"),
        ("Jackson", "actor"),
    ]
