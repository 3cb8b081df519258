"""Where sentences end: full stops, quotes and brackets; abbreviations, initials and numbers that end nothing."""

from __future__ import annotations

import pytest

from tidings.records import Article, Block
from tidings.sentences import Sentence, split, split_text


def cut(text: str, limit: int = 1200) -> list[str]:
    return [text[start:end] for start, end in split_text(text, limit)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Boats left at dawn.", "None came back."],
        ["Who sent them?", "Nobody knows!", "The navy is silent…", "Families wait."],
        ["“We waited.”", "She looked away."],
        ['"We waited." he said, and left.', "Nobody followed."],
        ["The mayor (of Vell) spoke.", "(Nobody listened.)", "He left."],
        ["He was told, “Go home!”", "“Never,” he said."],
        ["It sank in 2019.", "In 2020 it was raised."],
        ["It cost 3.5 million.", "$4 million was found."],
        ["Prices rose by 2.5 percent to 1,400.50 crowns.", "Then they fell."],
        ["Mr. Holt met Mrs. Bell and Gen. Okoro in St. Amand.", "Dr. Marsh came later."],
        [
            "Talks with the U.S. Treasury failed.",
            "Envoys left the U.S.",
            "The talks are over.",
        ],
        ["The U.N. Security Council met at 9 p.m. Friday.", "It rose at 11 p.m.", "The doors stayed shut."],
        ["J. R. Holt and Kit M. Lowe signed.", "They shook hands."],
        ["Troops crossed on Jan. 5 and Feb. 7.", "On Mar. 1 they left."],
        ["He bought Acme Inc. shares.", "He sold Acme Corp.", "The price fell."],
        ["He saw No. 10 and nothing else.", "He said no.", "The guard laughed."],
        ["They chose plan B.", "The rest is known."],
        ["The firm, e.g. its yard, i.e. the docks, closed.", "Others remain."],
        ["Is it true?!", "Yes..."],
        ["Visit tidings.test for more.", "Or write."],
        ["The site runs on node.js in v1.2 of the system.", "It is slow."],
        ["He left. and came back."],
        ["Orrin vs. Vell ended in a draw.", "Fans went home."],
        ["One line without an end mark"],
        ["Émile spoke.", "Élise answered."],
        ["“They (the guards) fired.”", "‘Why?’ she asked.", "—No answer came."],
    ],
    ids=lambda sentences: sentences[0][:24],
)
def test_sentences_are_found_again_when_they_stand_in_a_row(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n ", []),
        ("  One. \n Two.  ", ["One.", "Two."]),
        ("A line that wraps\nover two lines.", ["A line that wraps\nover two lines."]),
        ("A headline\n\nA paragraph.", ["A headline", "A paragraph."]),
        ("A headline\n \t\nA paragraph.", ["A headline", "A paragraph."]),
        ("One.Two.", ["One.Two."]),
    ],
)
def test_white_space_and_empty_lines(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(
    ("text", "limit", "sentences"),
    [
        ("one two three four", 9, ["one two", "three", "four"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("one two. Three four", 8, ["one two.", "Three", "four"]),
        ("exactly ten", 11, ["exactly ten"]),
        ("one\ntwo three", 8, ["one\ntwo", "three"]),
    ],
)
def test_a_sentence_over_the_limit_is_cut_at_a_blank(text: str, limit: int, sentences: list[str]) -> None:
    assert cut(text, limit) == sentences


def article(*blocks: tuple[str, str]) -> Article:
    text, made = "", []
    for kind, words in blocks:
        text += "\n\n" if text else ""
        made.append(Block(kind, len(text), len(text) + len(words)))
        text += words
    return Article("a", "d", "s", text, tuple(made))


def test_sentences_of_an_article_know_their_place() -> None:
    page = article(("headline", "Boats lost"), ("paragraph", "Boats left. None came back."), ("caption", "A pier."))
    assert split(page) == (
        Sentence(0, 0, 10, "Boats lost", 0, "headline"),
        Sentence(1, 12, 23, "Boats left.", 1, "paragraph"),
        Sentence(2, 24, 39, "None came back.", 1, "paragraph"),
        Sentence(3, 41, 48, "A pier.", 2, "caption"),
    )
