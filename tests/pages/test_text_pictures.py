"""Pictures and links of crawler text: captions, credits, labels, repeats, and what is related."""

from __future__ import annotations

import pytest

from tidings.pages.captions import looks_like_caption, same_picture, split_credit
from tidings.pages.text import read_text
from tidings.records import Dropped, Image, Related

HEAD = "Bridge over the Senn falls into the river"
FIRST = "A bridge over the Senn fell into the river on Sunday while two lorries were crossing it."
LAST = "Divers found both drivers alive, the fire brigade of Lower Senn said in the evening."
CRANE = "A crane lifts a lorry out of the Senn on Sunday."
CROWD = "People watch the divers from the bank."


def read(*lines: str) -> tuple[list[tuple[str, str]], list[Image], list[Dropped]]:
    """Put lines between two paragraphs; give what stands between them, the pictures, and what was set aside."""
    parts = read_text("\n\n".join([HEAD, FIRST, "\n".join(lines), LAST]))
    assert (parts.blocks[:2], parts.blocks[-1]) == ([("headline", HEAD), ("paragraph", FIRST)], ("paragraph", LAST))
    return parts.blocks[2:-1], parts.images, parts.dropped


@pytest.mark.parametrize(
    ("caption", "words", "credit"),
    [
        (f"{CRANE} Pic: Ida Holt", CRANE, "Ida Holt"),
        (f"{CRANE} Pics: Ida Holt/North Agency", CRANE, "Ida Holt/North Agency"),
        (f"{CRANE} Photo: AP", CRANE, "AP"),
        (f"{CRANE} (Photo by Ida Holt)", CRANE, "Ida Holt"),
        (f"{CRANE} [Ida Holt/AFP]", CRANE, "Ida Holt/AFP"),
        (f"{CRANE} (Ida Holt/Pool via Reuters)", CRANE, "Ida Holt/Pool via Reuters"),
        (f"{CRANE} © Ida Holt", CRANE, "Ida Holt"),
        (f"{CRANE} - AFP pic", CRANE, "AFP"),
        (f"{CRANE} — Reuters", CRANE, "Reuters"),
        (f"{CRANE} Credit: Getty Images", CRANE, "Getty Images"),
        (f"{CRANE} Image source, North Agency", f"{CRANE} Image source, North Agency", None),
        ("Pic: Ida Holt", "", "Ida Holt"),
        (CRANE, CRANE, None),
        ("The crane (left) and the lorry (right).", "The crane (left) and the lorry (right).", None),
        ("The mayor said: “The photo is false.”", "The mayor said: “The photo is false.”", None),
    ],
)
def test_credits_are_split_off(caption: str, words: str, credit: str | None) -> None:
    assert split_credit(caption) == (words, credit)
    assert looks_like_caption(caption) is (credit is not None)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (CRANE, CRANE, True),
        (CRANE, f"{CRANE} Pic: Ida Holt", True),
        (CRANE.upper(), CRANE, True),
        (CRANE, CROWD, False),
        (CRANE, f"{CRANE} It weighed nine tons and was still loaded with sand, police said.", True),
        ("Ida Holt", "Ida Holt and her crane on the Senn", False),
        ("Pic: Ida Holt", "Pic: Ida Holt", False),
        ("", CRANE, False),
    ],
)
def test_captions_of_one_picture(first: str, second: str, same: bool) -> None:
    assert same_picture(first, second) is same
    assert same_picture(second, first) is same


@pytest.mark.parametrize(
    ("lines", "captions", "images", "dropped"),
    [
        ([f"{CRANE} Pic: Ida Holt"], [CRANE], [Image(CRANE, "Ida Holt")], []),
        (["Image:", CRANE], [CRANE], [Image(CRANE)], [("Image:", "label")]),
        (["Image:", "Ida Holt"], ["Ida Holt"], [Image("Ida Holt")], [("Image:", "label")]),
        (
            [f"{CRANE} Pic: Ida Holt", "Image:", CRANE],
            [CRANE],
            [Image(CRANE, "Ida Holt")],
            [("Image:", "label"), (CRANE, "duplicate")],
        ),
        ([CRANE, "Image:", CRANE], [CRANE], [Image(CRANE)], [("Image:", "label"), (CRANE, "duplicate")]),
        (
            [f"{CRANE} Pic: Ida Holt", f"{CROWD} (AFP)", f"{CRANE} Pic: Ida Holt"],
            [CRANE, CROWD],
            [Image(CRANE, "Ida Holt"), Image(CROWD, "AFP")],
            [(f"{CRANE} Pic: Ida Holt", "duplicate")],
        ),
        (["Pic: Ida Holt"], [], [Image(None, "Ida Holt")], []),
    ],
    ids=[
        "credit",
        "label",
        "label over a name",
        "label, repeated",
        "no credit, repeated",
        "two pictures",
        "bare credit",
    ],
)
def test_pictures(lines: list[str], captions: list[str], images: list[Image], dropped: list[tuple[str, str]]) -> None:
    assert read(*lines) == ([("caption", c) for c in captions], images, [Dropped(*pair) for pair in dropped])


def test_a_label_in_a_menu_is_no_picture() -> None:
    parts = read_text("\n".join(["Home", "Video", "Weather", "", HEAD, "", FIRST, "", LAST]))
    assert (parts.images, parts.section) == ([], "Weather")


def test_related_links_under_a_label() -> None:
    parts = read_text("\n\n".join([HEAD, FIRST, "Read more:\nLorry fees to rise\nWho pays for the Senn bridge?", LAST]))
    assert parts.related == [Related("Lorry fees to rise"), Related("Who pays for the Senn bridge?")]
    assert parts.blocks == [("headline", HEAD), ("paragraph", FIRST), ("paragraph", LAST)]
    assert parts.dropped == [Dropped("Read more:", "label")]


@pytest.mark.parametrize(
    "lines",
    [
        ["Image:", CRANE, "Image source: North Agency"],
        ["Image source, North Agency", f"Image caption, {CRANE}"],
        ["Image:", CRANE, "Pic: North Agency"],
    ],
)
def test_a_credit_on_a_line_of_its_own_goes_with_its_caption(lines: list[str]) -> None:
    blocks, images, dropped = read(*lines)
    assert (blocks, images) == ([("caption", CRANE)], [Image(CRANE, "North Agency")])
    assert {d.reason for d in dropped} == {"label"}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Read more: Ten years of the Senn line", "Ten years of the Senn line"),
        ("READ MORE: Who pays for the Senn bridge?", "Who pays for the Senn bridge?"),
        ("See also: Divers: the men under the Senn", "Divers: the men under the Senn"),
    ],
)
def test_a_link_on_the_line_of_its_label(line: str, title: str) -> None:
    for page in ([HEAD, FIRST, line, LAST], [HEAD, FIRST, LAST, line]):
        parts = read_text("\n\n".join(page))
        assert parts.related == [Related(title)]
        assert parts.blocks == [("headline", HEAD), ("paragraph", FIRST), ("paragraph", LAST)]


def test_titles_under_a_label_at_the_end() -> None:
    links = ["Lorry fees to rise in May", "Who pays for the Senn bridge?", "Ten years of the Senn line"]
    parts = read_text("\n".join([HEAD, FIRST, LAST, "Articles You May Like", *links]))
    assert parts.related == [Related(link) for link in links]
    assert parts.blocks[-1] == ("paragraph", LAST)
