"""Words that a rule could be cut in more ways than can be tried, and marks that nothing closes."""

from __future__ import annotations

import time

import pytest

from tidings.mentions.abbreviations import find_definitions
from tidings.pages.furniture import byline_names
from tidings.records import Article, Block
from tidings.sentences.quotation import quoted_spans


def test_a_long_word_in_a_bracket() -> None:
    begun = time.process_time()
    assert find_definitions(["The Council (V" + "r" * 1000 + ", and so on"]) == {}
    assert find_definitions(["Vell (V" + "r" * 1000 + ".)"]) == {}
    assert time.process_time() - begun < 1


def test_what_a_bracket_explains_is_still_read() -> None:
    texts = [
        "Isis (Institute of Sea and Inlet Studies) spoke.",
        "The Vell Harbour Council (VHC) met.",
        "ABC (Alde, Bure, and Colne) ran.",
    ]
    assert find_definitions(texts) == {
        "Isis": "Institute of Sea and Inlet Studies",
        "VHC": "Vell Harbour Council",
        "ABC": "Alde, Bure, and Colne",
    }


def test_a_byline_of_many_names() -> None:
    assert byline_names("By Ann Orr and Sam Poe, Nairobi") == ("Ann Orr", "Sam Poe")
    assert byline_names("By: Ann Orr and Sam Poe & Kit Ash") == ("Ann Orr", "Sam Poe", "Kit Ash")
    begun = time.process_time()
    assert byline_names("by " + "aaa and " * 60 + "aaa!") == ()
    byline_names("by" + " " * 20_000 + "!")
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("piece", ["'a ", "‘a ", "``a ", "“a ", '"a ', "« a ", "„a ", "'a “b ", "``a 'b "])
def test_marks_that_nothing_closes(piece: str) -> None:
    text = piece * 4_000
    begun = time.process_time()
    quoted_spans(Article("a", "d", "s", text, (Block("paragraph", 0, len(text)),)))
    assert time.process_time() - begun < 2
