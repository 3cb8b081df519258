"""Texts of tables, kept whole; and what holds of every page: offsets point at their text, blocks stand in order."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.pages import read_page
from tidings.pages.compose import fold
from tidings.records import Article, Page
from tidings.settings import Settings

TEXT = "The judge in Orrin freed the two clerks on Friday. \n\n  They had been held for a year.\nShare this article\n"


def read(page: Page, clean: bool = False) -> Article:
    article = read_page(page, Settings(clean=clean))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(("title", "start"), [(None, 0), ("Clerks are freed", 18), (" Clerks \n are freed ", 18)])
def test_the_text_of_a_row_is_kept_as_it_is(title: str | None, start: int) -> None:
    article = read(Page("t:1", TEXT, "article", title=title, date=datetime.date(2020, 5, 1)))
    assert article.text_start == start
    assert article.text[start:] == TEXT
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == [
        *([("headline", "Clerks are freed")] if title else []),
        ("paragraph", "The judge in Orrin freed the two clerks on Friday."),
        ("paragraph", "They had been held for a year."),
        ("paragraph", "Share this article"),
    ]
    assert (article.published, article.published_basis) == (datetime.date(2020, 5, 1), "given")


def test_the_text_of_a_row_is_read_as_a_page_where_that_is_asked_for() -> None:
    article = read(Page("t:1", TEXT, "article", title="Clerks are freed"), clean=True)
    assert article.text == (
        "Clerks are freed\n\nThe judge in Orrin freed the two clerks on Friday.\n\nThey had been held for a year."
    )
    assert [d.reason for d in article.dropped] == ["share"]


def test_one_wire_text_has_one_digest_and_two_sources_two_ids() -> None:
    first = read(Page("a:1", TEXT, "article"))
    second = read(Page("b:7", TEXT.upper().replace("O", "o"), "article"))
    third = read(Page("a:1", TEXT.replace("two", "three"), "article"))
    assert first.text_digest == second.text_digest != third.text_digest
    assert len({first.id, second.id, third.id}) == 3


def test_the_given_id_stands_above_the_url_and_the_url_above_the_source() -> None:
    assert read(Page("a", TEXT, "article", given_id="mine", url="https://o.test/1")).id == "mine"
    by_url = {read(Page(source, TEXT, "article", url="https://o.test/1")).id for source in "ab"}
    assert len(by_url) == 1


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "The envoys of Orrin left for the coast on Monday, a clerk said.",
                "A boat lies in the harbour of Vell. Pic: Ida Holt",
                "Image:",
                "Read more:",
                "Fuel tax to rise in May",
                "By Kit Lowe",
                "VELL (AFP) — The harbour was closed on Tuesday for the third time this year.",
                "",
            ]
        ),
        st.text(max_size=60),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["text", "article", "html"]), st.one_of(st.none(), st.text(max_size=30)))
def test_blocks_are_in_order_and_offsets_point_at_their_text(lines: list[str], kind: str, title: str | None) -> None:
    content = "".join(f"<p>{line}</p>" for line in lines) if kind == "html" else "\n".join(lines)
    article = read_page(Page("p", content, kind, title=title, language="en"), Settings())
    if not isinstance(article, Article):
        return
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        # A block begins and ends with something to read, and between blocks is only white space.
        assert article.text[block.start : block.end].strip() == article.text[block.start : block.end]
        assert not article.text[end : block.start].strip()
        end = block.end
    assert not article.text[end:].strip()
    if kind == "article":
        assert article.text_start is not None and article.text[article.text_start :] == content
    else:
        pieces = [article.text[b.start : b.end] for b in article.blocks]
        assert article.text == "\n\n".join(pieces) and pieces == [fold(piece) for piece in pieces]


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
