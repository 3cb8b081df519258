"""Rules of markup one by one, and pages that are broken, hostile or odd."""

from __future__ import annotations

import pytest

from tidings.pages.html import read_html
from tidings.records import Dropped, Image, Related

HEAD = "Ferrymen of Lake Ombo strike for a day"
FIRST = "Ferrymen on Lake Ombo stayed ashore on Saturday to protest against a new tax on fuel for their boats."
SECOND = (
    "The tax was announced in April, and the minister of transport said that it would stay until the end of the year."
)
THIRD = "Traders on the eastern shore waited in vain with their fish, and most of them had gone home before noon."
PIER = "Empty boats lie at the pier of Ombo on Saturday."


def page(*inside: str, head: str = "", after: str = "") -> str:
    body = "".join([f"<h1>{HEAD}</h1><p>{FIRST}</p><p>{SECOND}</p>", *inside, f"<p>{THIRD}</p>"])
    return f"<html><head>{head}</head><body><article>{body}</article>{after}</body></html>"


FRAME = [("headline", HEAD), ("paragraph", FIRST), ("paragraph", SECOND), ("paragraph", THIRD)]


@pytest.mark.parametrize(
    ("inside", "blocks"),
    [
        ("<h2>On the shore</h2>", [("subhead", "On the shore")]),
        (
            "<ul><li>Fuel costs twice as much as last year</li><li>Fares may not rise before June</li></ul>",
            [("list", "Fuel costs twice as much as last year"), ("list", "Fares may not rise before June")],
        ),
        (
            "<blockquote><p>We cannot row across this lake for ever.</p></blockquote>",
            [("quote", "We cannot row across this lake for ever.")],
        ),
        (f"<figure><img src='x.jpg'><figcaption>{PIER}</figcaption></figure>", [("caption", PIER)]),
        (
            "<p>Nobody <b>was</b> hu<i>rt</i> in the&nbsp;protest, the\n police of the lake district said.</p>",
            [("paragraph", "Nobody was hurt in the protest, the police of the lake district said.")],
        ),
        ("<script>alert('The tax falls.')</script><style>p {color: red}</style>", []),
        ("<!-- The tax was a secret until Friday, one ferryman wrote in a letter. -->", []),
    ],
    ids="subhead list quote figure inline script comment".split(),
)
def test_blocks_inside_the_body(inside: str, blocks: list[tuple[str, str]]) -> None:
    assert read_html(page(inside)).blocks == [*FRAME[:3], *blocks, FRAME[3]]


@pytest.mark.parametrize(
    ("caption", "image"),
    [
        (f"{PIER} Pic: Ida Holt", Image(PIER, "Ida Holt", "x.jpg")),
        (f"{PIER} <span>(Ida Holt/Pool via AP)</span>", Image(PIER, "Ida Holt/Pool via AP", "x.jpg")),
        ("Ida Holt", Image(None, "Ida Holt", "x.jpg")),
    ],
)
def test_credits_of_figures(caption: str, image: Image) -> None:
    parts = read_html(page(f"<figure><img src='x.jpg'><figcaption>{caption}</figcaption></figure>"))
    assert parts.images == [image]
    assert [text for kind, text in parts.blocks if kind == "caption"] == ([PIER] if image.caption else [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Sign up for our daily newsletter and never miss a boat.", "subscribe"),
        ("By Ida Holt and Jon Marsh", "byline"),
        ("READ MORE: Ten years of the Ombo ferry", "related"),
    ],
)
def test_furniture_inside_the_body_is_set_aside(line: str, reason: str) -> None:
    parts = read_html(page(f"<p>{line}</p>"))
    assert parts.blocks == FRAME
    assert parts.dropped == [Dropped(line, reason)]


@pytest.mark.parametrize(
    ("after", "related"),
    [
        ("<div><h3>Related</h3><a href='/a'>Fuel tax to rise in May</a></div>", [("Fuel tax to rise in May", "/a")]),
        (
            "<div><h3>Most read</h3><a href='javascript:x()'>Fuel tax to rise in May</a></div>",
            [("Fuel tax to rise in May", None)],
        ),
        (
            "<aside class='read-more'><a href='https://o.test/b'>Who owns the boats of Ombo?</a></aside>",
            [("Who owns the boats of Ombo?", "https://o.test/b")],
        ),
        ("<div><h3>Our services</h3><a href='/a'>Fuel tax to rise in May</a></div>", []),
        ("<div><h3>Related</h3><a href='/a'>More</a></div>", []),
    ],
)
def test_related_links(after: str, related: list[tuple[str, str | None]]) -> None:
    parts = read_html(page(after=after))
    assert parts.related == [Related(*pair) for pair in related]
    assert parts.blocks == FRAME


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("", HEAD),
        (f"<title>{HEAD} | Ombo Times</title>", HEAD),
        (
            "<meta property='og:title' content='A strike on the lake, and a minister at sea'>",
            "A strike on the lake, and a minister at sea",
        ),
        (f"<meta property='og:title' content='{HEAD.upper()} - Ombo Times'>", HEAD),
    ],
)
def test_the_headline(head: str, first: str) -> None:
    assert read_html(page(head=head)).first("headline") == first


@pytest.mark.parametrize(
    ("inside", "images", "related"),
    [
        (f"<figure><img src='http://[pier'><figcaption>{PIER}</figcaption></figure>", [Image(PIER)], []),
        (
            "<div><h3>Related</h3><a href='http://[tax'>Fuel tax to rise in May</a></div>",
            [],
            [Related("Fuel tax to rise in May")],
        ),
        ('<script type="application/ld+json">{"@type": [["NewsArticle"]]}</script>', [], []),
        ('<script type="application/ld+json">{"@type": {"a": 1}}</script>', [], []),
        (
            '<script type="application/ld+json">{"@type": "Article", "author": 5, "headline": [1], "publisher": [], '
            '"datePublished": [], "articleSection": [3]}</script>',
            [],
            [],
        ),
        ("<time datetime='2020-99-99T'></time>", [], []),
    ],
    ids=["picture's address", "link's address", "types in a list", "type an object", "wrong types", "no date"],
)
def test_values_of_no_form_are_passed_over(inside: str, images: list[Image], related: list[Related]) -> None:
    parts = read_html(page(inside), "https://o.test/")
    assert (parts.first("headline"), parts.images, parts.related) == (HEAD, images, related)
    assert (parts.authors, parts.dating, parts.section, parts.publication) == ((), None, None, None)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<",
        "\0\0<p>",
        "<html>",
        "<div>" * 3000,
        "<a href='http://[bad'>x</a>" * 3,
        "<p>" + "x" * 10_000,
        "<?xml version='1.0'?>",
    ],
)
def test_odd_markup_gives_parts_without_a_headline(content: str) -> None:
    assert read_html(content, "https://o.test/").first("headline") is None


@pytest.mark.parametrize("said", [FIRST, FIRST[:70]])
def test_a_description_that_the_body_begins_with_is_no_standfirst(said: str) -> None:
    parts = read_html(page(f"<p>{said}</p>", head=f'<meta name="description" content="{said}">'))
    assert parts.first("standfirst") is None


def test_a_description_that_the_page_does_not_print_is_no_standfirst() -> None:
    head = '<meta name="description" content="A day without boats on the lake of Ombo">'
    assert read_html(page(head=head)).blocks == FRAME
