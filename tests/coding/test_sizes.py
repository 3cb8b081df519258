"""Counts of people that a sentence gives: digits and words in, numbers out, and nothing where none is given."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.parsing import parsed

from tidings.coding.sizes import find_size, number

UNITS = "zero one two three four five six seven eight nine ten eleven twelve".split()
TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(value: int) -> str:
    """Write a number under a thousand million in words."""
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            return f"{spell(value // size)} {name}" + (f" {spell(rest)}" if rest else "")
    if value < 20:
        return [*UNITS, *TEENS][value]
    return TENS[value // 10 - 2] + (f"-{UNITS[value % 10]}" if value % 10 else "")


def counts(text: str) -> dict[str, int]:
    """Give the counts of a whole sentence."""
    size = find_size(list(parsed(text).doc))
    return {} if size is None else {k: v for k, v in dataclasses.asdict(size).items() if v is not None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("twelve", 12),
        ("Twenty-five", 25),
        ("a hundred", 100),
        ("two hundred and five", 205),
        ("two thousand", 2000),
        ("5 thousand", 5000),
        ("two million three hundred thousand and six", 2_300_006),
        ("", None),
        ("a", None),
        ("and", None),
        ("dozens", None),
        ("several hundred", None),
        ("12.5", None),
        ("1.5 million", None),
        ("½", None),
        ("twelfth", None),
        # No more than a count can be.
        ("12345678901", None),
    ],
)
def test_numbers(text: str, value: int | None) -> None:
    assert number(text) == value


@given(st.integers(0, 999_999_999))
def test_numbers_in_words_and_digits_are_one(value: int) -> None:
    assert number(spell(value)) == number(str(value)) == number(f"{value:,}") == value


@given(st.text(max_size=40))
def test_a_number_is_never_below_nought(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At least 12 people were killed and 30 wounded in the blast.", {"dead": 12, "injured": 30}),
        ("At least 12 people were killed and 30 others were wounded.", {"dead": 12, "injured": 30}),
        ("Twelve people were killed and 30 hurt.", {"dead": 12, "injured": 30}),
        ("Rebels killed two soldiers and wounded five.", {"dead": 2, "injured": 5}),
        ("The bomb killed six people and injured 20.", {"dead": 6, "injured": 20}),
        ("Killing six, the rebels fled.", {"dead": 6}),
        ("An attack that killed six people shook Aden.", {"dead": 6}),
        ("Four died and seven were hurt.", {"dead": 4, "injured": 7}),
        ("Nine people died in an attack on a church.", {"dead": 9}),
        ("Two of the rebels were killed.", {"dead": 2}),
        ("Police shot dead two men.", {"dead": 2}),
        ("The raid left three people dead.", {"dead": 3}),
        ("The raid left three dead and six injured.", {"dead": 3, "injured": 6}),
        ("Three dead soldiers were found.", {"dead": 3}),
        ("Four people are dead.", {"dead": 4}),
        ("The deaths of four miners angered the town.", {"dead": 4}),
        ("Police arrested 14 men on Tuesday.", {"arrested": 14}),
        ("Police detained two hundred students.", {"arrested": 200}),
        ("Police rounded up 30 men.", {"arrested": 30}),
        ("Police made 30 arrests.", {"arrested": 30}),
        ("The arrest of fourteen men angered Lima.", {"arrested": 14}),
        ("About 500 students marched through Rome.", {"participants": 500}),
        ("Up to thirty workers protested outside the ministry.", {"participants": 30}),
        ("Two hundred workers struck for higher pay.", {"participants": 200}),
        ("Two million people demonstrated.", {"participants": 2_000_000}),
    ],
)
def test_counts(text: str, found: dict[str, int]) -> None:
    assert counts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        # Vague ones give no number, and nobody is not one.
        "Dozens were killed in the raid.",
        "Dozens of people were killed in the raid.",
        "Hundreds of students marched through Rome.",
        "A journalist was killed.",
        "Nobody was killed.",
        "No one was killed.",
        # Years, spans of time and ways.
        "The army killed him in 2014.",
        "The court jailed the editor for 12 years.",
        "The army shelled the town for 12 days.",
        "Protesters rallied for two days.",
        "Troops marched 40 kilometres to the border.",
        "Police arrested him after a chase of 20 miles.",
        # Arms and strikes are not people.
        "Soldiers shot 3 rounds.",
        "Two missiles struck a school.",
        "Two strikes hit the port.",
        "Three marches took place.",
        "The storm destroyed 40 houses.",
    ],
)
def test_no_counts(text: str) -> None:
    assert counts(text) == {}


def test_no_words_give_no_counts() -> None:
    assert find_size([]) is None
