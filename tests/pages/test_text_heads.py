"""What stands around the body of crawler text: section, headline, byline, dateline and the page's own date."""

from __future__ import annotations

import datetime

import pytest

from tidings.pages.dates import Dating, find_date, is_date, parse_date
from tidings.pages.furniture import byline_names
from tidings.pages.text import read_text

HEAD = "Glaziers of Port Amory go back to work"
FIRST = "Glaziers in Port Amory went back to work on Thursday after nine weeks on strike."
LAST = "Their leader said that the men had won less than they wanted and more than they feared."
PICTURE = "Glaziers leave the hall in Port Amory on Thursday, Oct. 7, 2021. (AP Photo/Kit Lowe)"


@pytest.mark.parametrize(
    ("above", "section", "headline"),
    [
        ([HEAD], None, HEAD),
        (["WORLD", HEAD], "WORLD", HEAD),
        (["Home", "Sport", "Business", HEAD], "Business", HEAD),
        (["Middle East", HEAD, "Kit Lowe"], "Middle East", HEAD),
        (["Our readers ask", "World", HEAD], "World", HEAD),
        (["Skip to main content", "World", HEAD, "Share", "5 min read"], "World", HEAD),
        ([], None, None),
    ],
)
def test_section_and_headline(above: list[str], section: str | None, headline: str | None) -> None:
    parts = read_text("\n".join([*above, FIRST, LAST]))
    assert (parts.section, parts.first("headline")) == (section, headline)
    assert [text for kind, text in parts.blocks if kind != "headline"] == [FIRST, LAST]


def test_a_given_title_chooses_the_headline_and_the_line_under_it_is_the_standfirst() -> None:
    under = "Nine weeks of silence end in the kilns of the old town"
    parts = read_text("\n".join(["World", HEAD, under, FIRST, LAST]), title=HEAD.upper())
    assert parts.blocks == [("headline", HEAD), ("standfirst", under), ("paragraph", FIRST), ("paragraph", LAST)]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Kit Lowe", ("Kit Lowe",)),
        ("By Kit Lowe and Ann de Witt", ("Kit Lowe", "Ann de Witt")),
        ("By Kit Lowe, Ann Bell & Joe Dunn", ("Kit Lowe", "Ann Bell", "Joe Dunn")),
        ("By KIT LOWE, Amory", ("KIT LOWE",)),
        ("Written by: Kit Lowe", ("Kit Lowe",)),
        ("(Reporting by Kit Lowe; Editing by Ann Bell)", ("Kit Lowe",)),
        ("By Kit Lowe | Amory Times", ("Kit Lowe",)),
        ("By Reuters", ("Reuters",)),
        ("Kit Lowe", ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert byline_names(line) == names
    assert read_text("\n".join([HEAD, line, FIRST, LAST])).authors == names


@pytest.mark.parametrize(
    ("head", "dateline"),
    [
        ("PORT AMORY — ", "PORT AMORY"),
        ("PORT AMORY, Oct 7 (Reuters) - ", "PORT AMORY, Oct 7 (Reuters)"),
        ("PORT AMORY, Westland (AP) — ", "PORT AMORY, Westland (AP)"),
        ("AMORY: ", "AMORY"),
        ("Amory has waited - ", None),
        ("NATO", None),
    ],
)
def test_datelines(head: str, dateline: str | None) -> None:
    parts = read_text("\n".join([HEAD, head + FIRST, LAST]))
    assert parts.dateline == dateline
    assert parts.blocks[1] == ("paragraph", FIRST if dateline else head + FIRST)
    assert [(d.text, d.reason) for d in parts.dropped] == ([(head.strip(), "dateline")] if dateline else [])


@pytest.mark.parametrize(
    ("lines", "day", "basis"),
    [
        ([HEAD, "Published: 7 October 2021 09:15", FIRST, LAST], "2021-10-07", "stated"),
        ([HEAD, "Thursday, October 7th, 2021", FIRST, LAST], "2021-10-07", "stated"),
        ([HEAD, "2021-10-07", FIRST, LAST], "2021-10-07", "stated"),
        ([HEAD, f"PORT AMORY, Oct. 7, 2021 (AP) - {FIRST}", LAST], "2021-10-07", "stated"),
        ([HEAD, FIRST, PICTURE, LAST], "2021-10-07", "stated"),
        ([HEAD, "Updated 8 October 2021", FIRST, PICTURE, LAST], "2021-10-08", "stated"),
        (
            [HEAD, FIRST, PICTURE, PICTURE.replace("Oct. 7", "Sept. 9").replace("leave", "enter an old")],
            "2021-10-07",
            "stated",
        ),
        (
            [HEAD, FIRST, "They had laid down their tools on Thursday, 5 August 2021, in the morning."],
            "2021-08-05",
            "inferred",
        ),
        ([HEAD, FIRST, "They had laid down their tools on Monday, 5 August 2021, in the morning."], None, None),
        ([HEAD, FIRST, "The guild was founded on 5 August 1921 by eleven men of the town."], None, None),
        ([HEAD, FIRST, LAST], None, None),
    ],
)
def test_the_date_that_a_page_states(lines: list[str], day: str | None, basis: str | None) -> None:
    expected = Dating(datetime.date.fromisoformat(day), basis) if day and basis else None
    assert read_text("\n\n".join(lines)).dating == expected


@pytest.mark.parametrize(
    ("text", "day", "alone"),
    [
        ("7 Oct 2021", "2021-10-07", True),
        ("Thu 7 October, 2021", "2021-10-07", True),
        ("the 31 February 2021 or 1 March 2021", "2021-03-01", False),
        ("Oct 2021", None, False),
        ("2021-13-40", None, False),
    ],
)
def test_dates_in_words(text: str, day: str | None, alone: bool) -> None:
    expected = datetime.date.fromisoformat(day) if day else None
    assert (find_date(text), parse_date(text)) == (expected, expected)
    assert is_date(text) is alone


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00Z", "0000-00-00", "9999-12-31"])
def test_a_date_that_stands_for_none_is_none(value: str) -> None:
    assert parse_date(value) is None
