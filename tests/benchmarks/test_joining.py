"""Pairs of acts that are, and are told as, one event."""

from __future__ import annotations

import dataclasses

import pytest
from benchmarks.joining import FOLDER, Act, Pairs, compare, load
from tests.joining.telling import KIM, PUTIN, act, page

SENTENCES = ("Kim met Putin.", "They talked.", "Later Putin left.")


@pytest.mark.parametrize(
    ("numbers", "marked", "right", "f1"),
    [
        ((0, 0, 1), 1, 1, 1.0),
        ((0, 0, 0), 3, 1, 0.5),
        ((0, 1, 2), 0, 0, 0.0),
    ],
)
def test_pairs(numbers: tuple[int, ...], marked: int, right: int, f1: float) -> None:
    article = page(*SENTENCES)
    words = ("met", "talked", "left")
    events = [act(article, w, (KIM,), (PUTIN,)) for w in words]
    told = [events[0], dataclasses.replace(events[1], same_as=events[0].id), events[2]]
    acts = [
        Act((article.text.index(w), article.text.index(w) + len(w)), n) for w, n in zip(words, numbers, strict=True)
    ]
    pairs = Pairs()
    errors = compare(article, told, acts, pairs)
    assert (pairs.marked, pairs.found, pairs.right) == (marked, 1, right)
    assert pairs.f1 == pytest.approx(f1)
    assert len(errors) == marked + 1 - 2 * right


def test_an_act_that_is_not_coded_makes_no_pair() -> None:
    article = page(*SENTENCES)
    pairs = Pairs()
    compare(article, [act(article, "met", (KIM,), (PUTIN,))], [Act((4, 7), 0), Act((19, 25), 0)], pairs)
    assert (pairs.marked, pairs.f1) == (0, None)


@pytest.mark.parametrize(("name", "articles"), [("mending", 16), ("held_out", 17)])
def test_marks_are_offsets_and_numbers(name: str, articles: int) -> None:
    marked = load(FOLDER / f"{name}.jsonl")
    assert len(marked) == articles
    assert all(a.trigger[0] < a.trigger[1] for m in marked for a in m.acts)
