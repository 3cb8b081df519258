"""A whole invented page as a crawler saves it: every part of it comes out in its place."""

from __future__ import annotations

import datetime

from tidings.pages import read_page
from tidings.records import Article, Dropped, Image, Page, Related
from tidings.settings import Settings

PAGE = """Home
Video
Politics

Harbour talks end with a deal on fishing rights

By Ada Brook and Tom Reed, Vell
Published 4 March 2021 10:30 GMT

Share this article
Facebook
Advertisement

VELL (Coast Agency) — The governments of Orrin and Vell signed a treaty on Thursday that opens the strait.

The two navies will patrol it together from June, and each will answer for its own half of the lane.

Ministers from Orrin and Vell shake hands in the harbour of Vell. (Photo by Lena Moss/Coast Agency)

Image:
Ministers from Orrin and Vell shake hands in the harbour of Vell.

What comes next

"We have waited nine years for this day, and we will not waste it," said the foreign minister of Orrin.

Sign up for our daily newsletter to get the news in your inbox.

Related articles
Storm closes the strait for a third day
Vell sends a second patrol boat north

A spokesman for the fishing union said that its members would vote on the treaty in May. Smaller ports fear for it.

"We have waited nine years for this day, and we will not waste it," said the foreign minister of Orrin.

Comments (12)
Privacy policy
© 2021 The Vell Post
"""
QUOTE = '"We have waited nine years for this day, and we will not waste it," said the foreign minister of Orrin.'
HANDS = "Ministers from Orrin and Vell shake hands in the harbour of Vell."


def read() -> Article:
    article = read_page(Page("harbour.txt", PAGE, "text"), Settings())
    assert isinstance(article, Article)
    return article


def test_blocks_stand_in_reading_order() -> None:
    article = read()
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == [
        ("headline", "Harbour talks end with a deal on fishing rights"),
        ("paragraph", "The governments of Orrin and Vell signed a treaty on Thursday that opens the strait."),
        (
            "paragraph",
            "The two navies will patrol it together from June, and each will answer for its own half of the lane.",
        ),
        ("caption", HANDS),
        ("subhead", "What comes next"),
        ("paragraph", QUOTE),
        (
            "paragraph",
            "A spokesman for the fishing union said that its members would vote on the treaty in May. "
            "Smaller ports fear for it.",
        ),
    ]
    assert article.text == "\n\n".join(article.text[b.start : b.end] for b in article.blocks)


def test_what_the_page_says_of_itself() -> None:
    article = read()
    assert (article.section, article.headline, article.standfirst) == (
        "Politics",
        "Harbour talks end with a deal on fishing rights",
        None,
    )
    assert (article.authors, article.dateline) == (("Ada Brook", "Tom Reed"), "VELL (Coast Agency)")
    assert (article.published, article.published_basis) == (datetime.date(2021, 3, 4), "stated")
    assert article.language == "en"
    assert article.images == (Image(HANDS, "Lena Moss/Coast Agency"),)
    assert article.related == (
        Related("Storm closes the strait for a third day"),
        Related("Vell sends a second patrol boat north"),
    )


def test_what_is_set_aside_has_its_reason() -> None:
    assert read().dropped == (
        Dropped("Home", "navigation"),
        Dropped("Video", "label"),
        Dropped("By Ada Brook and Tom Reed, Vell", "byline"),
        Dropped("Published 4 March 2021 10:30 GMT", "byline"),
        Dropped("Share this article", "share"),
        Dropped("Facebook", "share"),
        Dropped("Advertisement", "advert"),
        Dropped("VELL (Coast Agency) —", "dateline"),
        Dropped("Image:", "label"),
        Dropped(HANDS, "duplicate"),
        Dropped("Sign up for our daily newsletter to get the news in your inbox.", "subscribe"),
        Dropped("Related articles", "label"),
        Dropped(QUOTE, "duplicate"),
        Dropped("Comments (12)", "comments"),
        Dropped("Privacy policy", "navigation"),
        Dropped("© 2021 The Vell Post", "navigation"),
    )
