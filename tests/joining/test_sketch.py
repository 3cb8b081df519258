"""How rare words are, and what an article is known by again."""

from __future__ import annotations

import dataclasses

import pytest
from tests.joining.papers import happening, paper

from tidings.joining import rarity as rarities
from tidings.joining.rarity import rarity, terms
from tidings.joining.sketch import SCALE, sketch
from tidings.testing import make_article


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The President’s cities, 2 buses", ["the", "president", "city", "2", "buse"]),
        ("Śląsk's glasses; crashes & taxes", ["slask", "glass", "crash", "tax"]),
        ("As is this: gas, crisis, virus", ["as", "is", "this", "gas", "crisis", "virus"]),
        ("…", []),
    ],
)
def test_terms_are_folded(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_rare_words_weigh_more() -> None:
    weights = [rarity(term) for term in ("the", "government", "missile", "gorilla", "hentzau")]
    assert weights == sorted(weights) and weights[0] < 0.1 and weights[-1] > 7


def test_words_that_fold_into_one_have_the_weight_of_the_commonest() -> None:
    assert rarity("missile") <= min(rarities._places()["missile"], 10)
    assert "missiles" not in rarities._places()


def test_a_sketch_depends_on_words_and_not_on_paragraphs() -> None:
    body = happening("flood", 1)
    one, other = paper("flood", body=body), paper("flood", body=body.replace("\n\n", " "))
    assert sketch(one) == sketch(other)
    assert sketch(paper("flood", body=body, headline="Verdict")).shingles == sketch(one).shingles


def test_weights_are_whole_and_of_one_length() -> None:
    made = sketch(paper("flood"))
    assert list(made.terms) == sorted(made.terms) and list(made.shingles) == sorted(made.shingles)
    length = sum(w * w for w in made.weights) ** 0.5
    assert length == pytest.approx(SCALE, rel=0.01) and len(made.terms) == len(made.weights) <= 64
    assert len(made.headline_terms) == 4


def test_a_body_without_a_word_of_its_headline_is_a_notice() -> None:
    notice = "Chat with our newsroom on your telephone and learn what happens while it is still happening."
    made = sketch(paper("flood", body=notice))
    assert made.shingles == () and set(made.terms) == set(made.headline_terms)
    assert sketch(paper("flood", body=f"{notice} {happening('verdict', 1)}")).shingles


def test_lines_that_any_page_carries_do_not_count() -> None:
    body = happening("flood", 1)
    assert sketch(paper("flood", body=f"{body}\n\nAll rights reserved.")) == sketch(paper("flood", body=body))


def test_of_a_short_text_all_shingles_are_kept_and_of_a_long_one_a_bounded_number() -> None:
    short = sketch(paper("flood", body="A dam broke near Strelsau and the river took the old bridge with it."))
    assert len(short.shingles) == 10 and short.bound == 2**32
    long = sketch(paper("flood", body=happening("flood", 2, words=9000)))
    assert len(long.shingles) == 400 and long.shingles[-1] < long.bound < 2**32 // 3


def test_an_article_without_words_has_an_empty_sketch() -> None:
    made = sketch(dataclasses.replace(make_article("…"), headline=None))
    assert (made.terms, made.shingles, made.headline_terms) == ((), (), ())
