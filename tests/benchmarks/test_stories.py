"""The measure of stories, and the copies that it makes."""

from __future__ import annotations

import random

import pytest
from benchmarks.stories import bcubed, make_copies

from tidings.testing import make_article


def test_bcubed() -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert bcubed(gold, gold) == (1.0, 1.0, 1.0)
    assert bcubed(dict.fromkeys("abcd", 0), gold)[1:] == (0.5, 1.0)
    assert bcubed({name: name for name in "abcd"}, gold)[1:] == (1.0, 0.5)
    score, precision, recall = bcubed({"a": 1, "b": 1, "c": 1, "d": 2}, gold)
    assert (precision, recall) == (pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4), pytest.approx(0.75))
    assert score == pytest.approx(2 * precision * recall / (precision + recall))


def test_copies_are_cut_retitled_and_in_other_paragraphs() -> None:
    words = [f"word{n}" for n in range(400)]
    origin = make_article(f"A headline\n\n{' '.join(words)}", headline="A headline", id="o")
    for copy in make_copies(origin, random.Random(1)):
        head, *body = copy.text.split("\n\n")
        kept = " ".join(body).split()
        assert head == copy.headline != origin.headline
        assert copy.id.startswith("o#") and len(body) > 1
        assert 0.29 * 400 <= len(kept) <= 0.91 * 400
        assert kept == words[words.index(kept[0]) :][: len(kept)]
