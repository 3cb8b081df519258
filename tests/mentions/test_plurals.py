"""The pair, the two leaders, both sides, they: whom they stand for together."""

from __future__ import annotations

import pytest
from tests.mentions.reading import actors

MEETING = "Kim Jong Un met Vladimir Putin in Russia. "


@pytest.mark.parametrize(
    ("text", "words", "members"),
    [
        (f"{MEETING}The pair shook hands.", "The pair", ["Kim Jong Un", "Vladimir Putin"]),
        (f"{MEETING}The two leaders held talks.", "The two leaders", ["Kim Jong Un", "Vladimir Putin"]),
        (f"{MEETING}Both men smiled.", "Both men", ["Kim Jong Un", "Vladimir Putin"]),
        (f"{MEETING}They shook hands.", "They", ["Kim Jong Un", "Vladimir Putin"]),
        (f"{MEETING}Crowds cheered while the pair smoked as they strolled along the quay.", "they",
         ["Kim Jong Un", "Vladimir Putin"]),
        (f"{MEETING}It rained.\n\nIt was cold. The two leaders dine tonight, their third meal of the week.", "their",
         ["Kim Jong Un", "Vladimir Putin"]),
        ("Kim Jong Un and Vladimir Putin met before their talks.", "their", ["Kim Jong Un", "Vladimir Putin"]),
        ("Iran fired on Israel. Both sides must stop.", "Both sides", ["Iran", "Israel"]),
        ("Iran fired on Israel. The two countries are foes.", "The two countries", ["Iran", "Israel"]),
        ("Talks between Ankara and Athens failed. Both governments blamed the weather.", "Both governments",
         ["Turkey", "Greece"]),
    ],
)  # fmt: skip
def test_pairs(text: str, words: str, members: list[str]) -> None:
    found = next(m for m in actors(text) if m.text == words)
    assert [member.identifier_text for member in found.members] == members
    assert {(member.entity_text, member.start) for member in found.members} == {(words, found.start)}
    assert found.entity is not None and found.entity.resolved == " and ".join(members)


def test_members_know_their_country_and_office() -> None:
    found = next(m for m in actors(f"{MEETING}The pair shook hands.") if m.text == "The pair")
    assert [(m.code, m.sector, m.office) for m in found.members] == [
        ("PRK", ("GOV",), "supreme leader"),
        ("RUS", ("GOV",), "president"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kim Jong Un met Vladimir Putin and Joe Biden. The pair laughed.", "The pair"),
        ("Kim Jong Un left. The two leaders had met.", "The two leaders"),
        ("Kim Jong Un met Vladimir Putin. Two other leaders stayed away.", "Two other leaders"),
        ("Kim Jong Un met Vladimir Putin. Many countries watched. They said nothing.", "They"),
        ("Kim Jong Un met Vladimir Putin. It rained. Joe Biden slept. They will pay.", "They"),
        ("Kim Jong Un met Vladimir Putin. Women saw them at the port.", "Women"),
    ],
)
def test_no_pair(text: str, words: str) -> None:
    assert not any(m.members for m in actors(text) if m.text == words)
