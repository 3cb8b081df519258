"""Places inside other names and before nouns, streets, and waters without a name."""

from __future__ import annotations

import pytest
from tests.mentions.reading import actors, places


def names(text: str) -> list[str]:
    return [p.extracted_place for p in places(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Rockford Police Department has a new chief.", "Rockford"),
        ("A Knoxville man was arrested on Sunday.", "Knoxville"),
        ("Residents praised the Fresno City Council.", "Fresno"),
        ("She studies law at the University of Kentucky.", "Kentucky"),
        ("The Stockholm-based group sent tents.", "Stockholm"),
        ("The bill was drafted by Rep. Ann Lowell, D-Ohio.", "Ohio"),
        ("Deputies of the Boone County Sheriff's Office found the car.", "Boone County"),
        ("A US soldier was wounded.", "US"),
        ("A New Zealand laboratory tested the samples.", "New Zealand"),
        ("The crash happened on Mill Pond Road.", "Mill Pond Road"),
        ("A lorry overturned on Interstate 95 at noon.", "Interstate 95"),
        ("Two rockets were fired toward the sea.", "the sea"),
    ],
)
def test_the_place_is_found(text: str, words: str) -> None:
    assert words in names(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Turkish army withdrew.", "Turkish"),
        ("The French police searched the house.", "French"),
        ("Ann Lincoln police union leader spoke.", "Ann"),
        ("He swam in the sea.", "the sea"),
        ("The High School was closed.", "High"),
        ("Officials met in the White House on Monday.", "White"),
    ],
)
def test_what_is_no_place(text: str, words: str) -> None:
    assert words not in names(text)


def test_the_actor_stays_beside_the_place() -> None:
    text = "Rockford police arrested two men."
    assert "Rockford" in names(text)
    assert "Rockford police" in [m.text for m in actors(text)]
