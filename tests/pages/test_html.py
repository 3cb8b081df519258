"""A whole invented page of markup, and one rule of its reading a case."""

from __future__ import annotations

import datetime
import json

import pytest

from tidings.pages import read_page
from tidings.pages.html import read_html
from tidings.records import Article, Dropped, Image, Page, Related
from tidings.settings import Settings

HEAD = "Salt workers of Merrow win a longer rest"
UNDER = "The owners of the pans give way after a week of marches along the coast"
FIRST = "The owners of the salt pans at Merrow agreed on Wednesday to a rest of two hours in the heat of the day."
SECOND = "The workers had marched along the coast for a week, and the governor of Merrow had asked both sides to talk."
THIRD = (
    "“We asked for shade and water, and now we have time as well,” said Rosa Pell, who has worked there for a decade."
)
PANS = "Workers rake salt in the pans at Merrow on Wednesday."

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head>
<title>{HEAD} | The Merrow Mail</title>
<link rel="canonical" href="https://mail.test/world/salt"/>
<meta property="og:title" content="{HEAD}"/><meta property="og:site_name" content="The Merrow Mail"/>
<meta property="og:description" content="{UNDER}"/><meta name="author" content="By Kit Lowe and Ann Bell"/>
<meta property="article:published_time" content="2022-06-01T18:00:00Z"/>
<meta property="article:section" content="World"/></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>{HEAD}</h1><h2>{UNDER}</h2>
<p>MERROW (Coast Agency) — {FIRST}</p>
<figure><img src="/img/pans.jpg"/><figcaption>{PANS} (Ida Holt/AFP)</figcaption></figure>
<p>{SECOND}</p>
<figure><img src="/img/pans-small.jpg"/><figcaption>{PANS}</figcaption></figure>
<h3>What the owners say</h3>
<p>{THIRD}</p>
<p>Read more: Who owns the pans of Merrow?</p>
<p>The agreement is to hold until the end of the summer, when both sides will meet again in the capital.</p>
</article>
<aside><h3>Related stories</h3><ul><li><a href="/a">Rain ruins a third of the salt</a></li></ul></aside>
<footer><p>© 2022 The Merrow Mail</p></footer></body></html>"""


def read() -> Article:
    article = read_page(Page("salt.html", PAGE, "html"), Settings())
    assert isinstance(article, Article)
    return article


def test_blocks_stand_in_reading_order() -> None:
    article = read()
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == [
        ("headline", HEAD),
        ("standfirst", UNDER),
        ("paragraph", FIRST),
        ("caption", PANS),
        ("paragraph", SECOND),
        ("subhead", "What the owners say"),
        ("paragraph", THIRD),
        ("paragraph", PAGE.split("?</p>\n<p>")[1].split("</p>")[0]),
    ]


def test_what_the_page_says_of_itself() -> None:
    article = read()
    assert (article.url, article.publication, article.section) == (
        "https://mail.test/world/salt",
        "The Merrow Mail",
        "World",
    )
    assert (article.headline, article.standfirst, article.language) == (HEAD, UNDER, "en-GB")
    assert (article.authors, article.dateline) == (("Kit Lowe", "Ann Bell"), "MERROW (Coast Agency)")
    assert (article.published, article.published_basis) == (datetime.date(2022, 6, 1), "given")
    assert article.images == (Image(PANS, "Ida Holt/AFP", "https://mail.test/img/pans.jpg"),)
    assert article.related == (Related("Rain ruins a third of the salt", "https://mail.test/a"),)
    assert set(article.dropped) == {
        Dropped("MERROW (Coast Agency) —", "dateline"),
        Dropped(PANS, "duplicate"),
        Dropped("Read more: Who owns the pans of Merrow?", "related"),
    }


BODY = f"<article><h1>{HEAD}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
LINKED = json.dumps(
    {
        "@type": "NewsArticle",
        "datePublished": "2022-06-03",
        "articleSection": ["Work", "Coast"],
        "author": {"name": "Rosa Pell"},
    }
)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta name="date" content="2022-06-02">', "dating", "2022-06-02 given"),
        ('<meta itemprop="datePublished" content="2 June 2022">', "dating", "2022-06-02 given"),
        (f'<script type="application/ld+json">{LINKED}</script>', "dating", "2022-06-03 given"),
        (f'<script type="application/ld+json">[{{"@graph": [{LINKED}]}}]</script>', "section", "Work"),
        (f'<script type="application/ld+json">{LINKED}</script>', "authors", "('Rosa Pell',)"),
        ('<script type="application/ld+json">{"@type": broken</script>', "dating", "None"),
        ('<meta property="og:section" content="Labour">', "section", "Labour"),
        ('<meta property="og:url" content="https://mail.test/x">', "url", "https://mail.test/x"),
        ('<meta property="og:locale" content="en_US">', "language", "en-US"),
        ("", "section", "None"),
        ("", "dating", "None"),
    ],
)
def test_metadata(head: str, field: str, value: str) -> None:
    found = getattr(read_html(f"<html><head>{head}</head><body>{BODY}</body></html>"), field)
    assert (f"{found.date} {found.basis}" if field == "dating" and found else str(found)) == value


def test_the_date_in_a_caption_is_stated() -> None:
    figure = (
        "<figure><img src='a.jpg'><figcaption>Salt is sold in Merrow on Wednesday, June 1, 2022.</figcaption></figure>"
    )
    dating = read_html(f"<html><body>{BODY.replace('</h1>', '</h1>' + figure)}</body></html>").dating
    assert dating is not None and (dating.date, dating.basis) == (datetime.date(2022, 6, 1), "stated")
