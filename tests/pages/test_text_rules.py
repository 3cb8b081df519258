"""One rule of crawler text a case: some lines put inside or around two paragraphs, and what becomes of them."""

from __future__ import annotations

import pytest

from tidings.pages.text import read_text

HEAD = "Miners in Tarn walk out over pay"
FIRST = "Miners in the hills of Tarn walked out on Tuesday after talks with the owners failed."
LAST = "The owners said that they would wait for a week before they hired other men."
FRAME = [("headline", HEAD), ("paragraph", FIRST), ("paragraph", LAST)]
LONG_QUOTE = "“We were promised more than this in the spring,” said Mara Dell, who leads the union."
CROWD = "Miners gather outside the gates of the pit in Tarn on Tuesday."


def inside(*lines: str) -> str:
    return "\n\n".join([HEAD, FIRST, "\n".join(lines), LAST])


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["Advertisement"], "advert"),
        (["Story continues below advertisement"], "advert"),
        (["Share"], "share"),
        (["WhatsApp"], "share"),
        (["Copy link"], "share"),
        (["Follow us on Facebook for more of the same"], "share"),
        (["23 shares"], "share"),
        (["Subscribe to our newsletter"], "subscribe"),
        (["Already a subscriber? Log in to read on."], "subscribe"),
        (["Get the best of Tarn in your inbox"], "subscribe"),
        (["14 Comments"], "comments"),
        (["Join the conversation"], "comments"),
        (["We use cookies to make this page work."], "navigation"),
        (["© 2018 The Tarn Herald"], "navigation"),
        (["(c) The Tarn Herald"], "navigation"),
        (["Skip to main content"], "navigation"),
        (["By Mara Dell"], "byline"),
        (["Updated: 5 May 2018"], "byline"),
        (["3 hours ago"], "byline"),
        (["4 min read"], "byline"),
        (["Image:"], "label"),
        (["Read more:"], "label"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_furniture_is_set_aside_with_its_reason(lines: list[str], reason: str) -> None:
    parts = read_text(inside(*lines, ""))
    assert parts.blocks == FRAME
    assert [(d.text, d.reason) for d in parts.dropped] == [(lines[0], reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Shares in the mine fell by a tenth on Wednesday and did not rise again.",
        "By Friday the pits were silent and the trains stood still in the yard.",
        "Facebook posts by the owners spoke of sabotage, which the union denied at once.",
        "Images of the empty pits were shown by the state broadcaster all evening long.",
        "Comments by the minister on Tuesday made matters worse, the union's leader said.",
        "Print workers in Vell stopped work for an hour in support of the miners of Tarn.",
        "Related strikes in two other valleys ended last week without any agreement on pay.",
        LONG_QUOTE,
        "“Not a coin more.”",
    ],
)
def test_prose_that_begins_like_furniture_stays(line: str) -> None:
    parts = read_text(inside(line))
    assert parts.blocks == [FRAME[0], FRAME[1], ("paragraph", line), FRAME[2]]
    assert parts.dropped == []


@pytest.mark.parametrize(
    ("lines", "block"),
    [
        (["A valley without work"], ("subhead", "A valley without work")),
        (["• The pit at Tarn employs 900 men"], ("list", "• The pit at Tarn employs 900 men")),
        (["2. Nobody was hurt"], ("list", "2. Nobody was hurt")),
        (["She asked the owners for four things:"], ("paragraph", "She asked the owners for four things:")),
    ],
)
def test_short_lines_inside_the_body(lines: list[str], block: tuple[str, str]) -> None:
    assert read_text(inside(*lines)).blocks == [FRAME[0], FRAME[1], block, FRAME[2]]


def test_a_pull_quote_that_repeats_the_body_is_a_duplicate() -> None:
    parts = read_text(inside(LONG_QUOTE, "", LAST, "", LONG_QUOTE, ""))
    assert parts.blocks == [*FRAME[:2], ("paragraph", LONG_QUOTE), FRAME[2]]
    assert [(d.text, d.reason) for d in parts.dropped] == [(LONG_QUOTE, "duplicate"), (LAST, "duplicate")]


def test_short_lines_may_come_twice() -> None:
    parts = read_text(inside("“No,” she said.", "", LONG_QUOTE, "", "“No,” she said.", ""))
    assert [text for _, text in parts.blocks].count("“No,” she said.") == 2


def test_a_headline_that_is_repeated_is_a_duplicate() -> None:
    parts = read_text("\n\n".join(["Tarn Herald", HEAD, HEAD, FIRST, LAST]))
    assert parts.blocks == FRAME
    assert sorted((d.text, d.reason) for d in parts.dropped) == [(HEAD, "duplicate")]


def test_a_short_closing_sentence_right_under_the_prose_is_of_the_article() -> None:
    parts = read_text("\n\n".join([HEAD, FIRST, LAST, "Nobody was hurt.", "Contact us", "Terms apply here."]))
    assert parts.blocks == [*FRAME, ("paragraph", "Nobody was hurt.")]
    assert [(d.text, d.reason) for d in parts.dropped] == [
        ("Contact us", "navigation"),
        ("Terms apply here.", "navigation"),
    ]


def test_prose_after_a_long_stretch_of_links_is_not_of_the_article() -> None:
    links = [f"Pit number {n} sold" for n in ("one", "two", "three", "four", "five", "six", "seven", "eight")]
    notice = "The Tarn Herald is printed every weekday in the old mill and sold in all the villages."
    parts = read_text("\n\n".join([HEAD, FIRST, LAST, *links, notice]))
    assert parts.blocks == FRAME
    assert [d.reason for d in parts.dropped] == ["navigation"] * 9


def test_the_first_dateline_is_of_the_page_and_a_later_one_stays_in_its_paragraph() -> None:
    later = f"VELL (AFP) — {LAST}"
    parts = read_text("\n\n".join([HEAD, f"TARN (AFP) — {FIRST}", later]))
    assert parts.dateline == "TARN (AFP)"
    assert parts.blocks == [FRAME[0], FRAME[1], ("paragraph", later)]
