"""Near-copies: cut, retitled, in other paragraphs; and what is none."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from tests.joining.papers import cut, happening, paper

from tidings.joining.copies import CopyIndex
from tidings.joining.sketch import Sketch, sketch

BODY = happening("flood", 77, words=300)


def _copies(*bodies: str) -> list[list[int]]:
    index = CopyIndex()
    return [index.add(sketch(paper("flood", n, body=body))) for n, body in enumerate(bodies)]


@pytest.mark.parametrize("share", [1.0, 0.7, 0.4, 0.2])
def test_a_cut_text_is_a_copy_whichever_comes_first(share: float) -> None:
    short = cut(BODY, share)
    assert _copies(BODY, short) == [[], [0]]
    assert _copies(short, BODY) == [[], [0]]


def test_other_paragraphs_and_a_new_ending_make_no_other_text() -> None:
    again = f"{BODY.replace('. ', '.').replace(chr(10) * 2, ' ')} More follows as it comes in from Strelsau."
    assert _copies(BODY, again) == [[], [0]]


def test_two_articles_on_one_happening_are_no_copies() -> None:
    assert _copies(*(happening("flood", n, words=300) for n in range(20))) == [[]] * 20


def test_a_shared_quote_makes_no_copy() -> None:
    quote = " ".join(BODY.split()[:60])
    texts = [f"{happening('flood', n, words=200)}\n\n{quote}" for n in (5, 6)]
    assert _copies(*texts) == [[], []]


def test_texts_too_short_to_tell_are_no_copies() -> None:
    assert _copies("The dam of Strelsau broke.", "The dam of Strelsau broke.") == [[], []]


def test_copies_do_not_depend_on_what_else_is_there() -> None:
    sketches = [sketch(paper(name, n)) for name in ("flood", "verdict", "strike") for n in range(10)]
    whole, short = sketch(paper("flood", 90, body=BODY)), sketch(paper("flood", 91, body=cut(BODY, 0.5)))
    index = CopyIndex()
    for other in (*sketches[:15], whole, *sketches[15:]):
        index.add(other)
    assert index.add(short) == [15]
    assert len(index) == 32 and index.bytes > 0


def test_a_notice_that_thousands_share_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tidings.joining.copies._NOTICE", 3)
    notice = np.arange(10, dtype=np.uint64)
    index = CopyIndex()
    index.load([notice] * 8, [2**32] * 8)
    assert index.add(_of(notice)) == []


def _of(shingles: np.ndarray) -> Sketch:
    return dataclasses.replace(sketch(paper("flood")), shingles=tuple(shingles.tolist()), bound=2**32)
