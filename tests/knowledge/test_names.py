"""Finding names in text: the longest at each place, at offsets that point at the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tidings.knowledge import Metonym, NameIndex
from tidings.knowledge.names import plain

NAMES = ("Red", "Red Hall", "Red Hall East", "O'Dun", "Ås-Gate", "ABC", "Oli")
ROWS = {name: Metonym("metonyms", name, None, None, (), "NOR", ("GOV",), "Norway") for name in NAMES}
INDEX = NameIndex((name, "metonym", row) for name, row in ROWS.items())


def _names(text: str) -> list[str]:
    return [hit.name for hit in INDEX.find(text)]


def test_the_longest_name_wins_and_none_lies_inside_another() -> None:
    assert _names("The Red Hall East and the Red Hall saw Red.") == ["Red Hall East", "Red Hall", "Red"]


def test_names_are_whole_words() -> None:
    assert _names("Redder, Red Hallway, ABCD and Oligarch") == ["Red"]


def test_case_counts_but_for_capitals_of_long_names() -> None:
    assert _names("red hall") == []
    assert _names("RED HALL EAST") == ["RED HALL EAST"]
    assert _names("OLI and RED") == []
    assert INDEX.get("RED HALL") == INDEX.get("Red Hall") == (("metonym", ROWS["Red Hall"]),)


def test_apostrophes_hyphens_and_breaks_are_one() -> None:
    assert _names("O’Dun met Ås‑Gate at Red\nHall") == ["O'Dun", "Ås-Gate", "Red Hall"]


def test_uses_keep_the_order_of_the_tables() -> None:
    first = Metonym("metonyms", "Hall", None, None, (), "NOR", (), "Norway")
    second = Metonym("metonyms", "Hall", None, None, (), "SWE", (), "Sweden")
    index = NameIndex([("Hall", "metonym", first), ("Hall", "metonym", second), ("Hall", "metonym", first)])
    assert [row for _, row in index.get("Hall")] == [first, second]
    assert len(index) == 1


@given(st.lists(st.sampled_from([*NAMES, "and", ",", "’", "\n", "Ø", "RED HALL"]), max_size=12).map(" ".join))
def test_hits_point_at_the_text_from_left_to_right(text: str) -> None:
    end = 0
    for hit in INDEX.find(text):
        assert end <= hit.start < hit.end <= len(text)
        assert plain(text)[hit.start : hit.end] == hit.name
        end = hit.end


@given(st.text())
def test_plain_keeps_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)
