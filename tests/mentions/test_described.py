"""People whom only the text tells: titles before the name, appositions behind it, and what they were."""

from __future__ import annotations

import pytest
from tests.mentions.reading import actor


@pytest.mark.parametrize(
    ("text", "words", "code", "sectors", "office"),
    [
        ("Kenya's Interior Cabinet Secretary Kip Maro spoke.", "Kenya's Interior Cabinet Secretary Kip Maro", "KEN",
         ("GOV",), "interior minister"),
        ("Zambian minister of mines and energy Tom Ekandjo told reporters.",
         "Zambian minister of mines and energy Tom Ekandjo", "ZMB", ("GOV",), "minister"),
        ("Ali Haddad, a spokesman for the Iraqi army, said so.", "Ali Haddad", "IRQ", ("MIL",), None),
        ("Lt. Gen. Hiro Maeda, the commander of the Japan Air Self-Defense Force, said so.", "Lt. Gen. Hiro Maeda",
         "JPN", ("MIL",), None),
        ("A Somali lawmaker, Abdi Nur, was shot.", "Abdi Nur", "SOM", ("LEG",), None),
        ("Mallam Garba Umaru, spokesman for the Nigerian president, said so.", "Mallam Garba Umaru", "NGA", ("GOV",),
         None),
        ("Former Ghanaian health minister Ben Okoro was jailed.", "Former Ghanaian health minister Ben Okoro", "GHA",
         ("ELI",), None),
        ("US Secretary of Agriculture Jim Dole arrived.", "US Secretary of Agriculture Jim Dole", "USA", ("GOV",), None),
        ("The lawyer Greta Holm spoke.", "Greta Holm", None, ("CVL",), None),
        ("Hezbollah spokesman Karim Daher denied it.", "Hezbollah spokesman Karim Daher", "LBN", ("REB", "PTY"), None),
        ("A Unicef spokeswoman, Ana Prell, agreed.", "Ana Prell", "UNO", (), None),
    ],
)  # fmt: skip
def test_people_whom_the_text_describes(
    text: str, words: str, code: str | None, sectors: tuple[str, ...], office: str | None
) -> None:
    found = actor(text, words)
    assert (found.code, found.sector, found.office) == (code, sectors, office)


@pytest.mark.parametrize(
    ("text", "words", "code", "sectors"),
    [
        ("A company spokesman declined.", "A company spokesman", None, ("BUS",)),
        ("A UN official declined.", "A UN official", "UNO", ()),
        ("A spokesman for the Chadian rebels declined.", "A spokesman for the Chadian rebels", "TCD", ("REB",)),
        ("The director of the Lima hospital declined.", "The director of the Lima hospital", "PER", ("MED",)),
        ("A Quellmark Transport spokesman declined.", "A Quellmark Transport spokesman", None, ()),
        ("A Russian spokesman declined.", "A Russian spokesman", "RUS", ("GOV",)),
        ("A former Polish minister declined.", "A former Polish minister", "POL", ("ELI",)),
        ("The son of President Vladimir Putin declined.", "The son of President Vladimir Putin", "RUS", ("ELI",)),
        ("A Labour MP declined in Britain.", "A Labour MP", "GBR", ("LEG", "PTY")),
        ("Somaliland police declined.", "Somaliland police", "SOM", ("COP", "PRE")),
        ("Greenland's government declined.", "Greenland's government", "DNK", ("GOV",)),
    ],
)
def test_weak_nouns_give_way(text: str, words: str, code: str | None, sectors: tuple[str, ...]) -> None:
    found = actor(text, words)
    assert (found.code, found.sector) == (code, sectors)


def test_he_said_means_who_spoke_last() -> None:
    text = "Doctor Amin Wardak spoke. “Two of the wounded are children,” said Wardak. Some were in danger, he added."
    assert actor(text, "he").resolved == "Amin Wardak"


def test_a_subject_told_since_is_who_he_said_means() -> None:
    text = "Ben Fisk said so. Joe Gellner drives a van. He said it was hard."
    assert actor(text, "He").resolved == "Joe Gellner"


def test_a_noun_is_who_the_sentence_says_it_is() -> None:
    text = "The first witness was Major Omar Bello. He spoke for an hour."
    assert actor(text, "He").resolved == "Omar Bello"


def test_a_country_decides_whose_surname_it_is() -> None:
    text = "North Korea's Kim offered talks. Kim Coghill wrote this."
    assert actor(text, "North Korea's Kim").resolved == "Kim Jong Un"


def test_the_minister_is_no_prime_minister() -> None:
    text = "Prime Minister Anwar Ibrahim of Malaysia spoke. The minister of rubber was absent."
    assert actor(text, "The minister of rubber").resolved is None
