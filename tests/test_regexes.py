"""No regular expression of the library takes more than its text is long, whatever the text is."""

from __future__ import annotations

import math
import re

import pytest
from tests.regexes import Expression, expressions, near_texts, seconds

# What is slow on some text, and why no text that is slow comes to it.
BOUNDED = {
    "tidings.pages.furniture._BYLINE": "a line with more than seven “and” is not tried",
}
# A pattern that tries every way to cut its text shows on a short one.
SHORT, SHORT_SECONDS = (12, 24), 0.01
LONG, LONGER = 1000, 4000
# Under this a time says nothing; a text of 4,000 characters that takes less hurts nobody.
LEAST = 0.004
# A repetition of up to 120 is not yet straight at these lengths, and a busy machine adds to it; the square is 2.
POWER = 1.6


def slow(expression: Expression) -> str | None:
    """Give the first text that an expression is slow on, and how time follows its length."""
    sizes = (*SHORT, LONG, LONGER)
    for number, (*short, long, longer) in enumerate(
        zip(*(near_texts(expression.pattern, size) for size in sizes), strict=True)
    ):
        if any(seconds(expression, text) > SHORT_SECONDS for text in short):
            if min(seconds(expression, short[-1]) for _ in range(3)) > SHORT_SECONDS:
                return f"text {number}, {short[-1]!r}: hangs"
            continue
        if seconds(expression, long) < LEAST / 40:
            continue
        before = min(seconds(expression, long) for _ in range(3))
        after = min(seconds(expression, longer) for _ in range(3))
        power = math.log(after / max(before, 1e-6)) / math.log(len(longer) / len(long))
        if after > LEAST and power > POWER:
            return f"text {number}, {long[:40]!r}…: {after:.3f} s, power {power:.2f}"
    return None


def test_search_finds_what_is_slow() -> None:
    for pattern in (r"\((?:[^\W\d_]\w*,? ?){2,9}\)", r"\s+and\b", r"[.!?]+\s"):
        assert slow(Expression("here", re.compile(pattern), False)), pattern


def test_expressions_are_found() -> None:
    found = {expression.where for expression in expressions()}
    assert len(found) > 100
    assert {"tidings.sentences.split._BORDER", "tidings.mentions.timerules.RULES[0]"} <= found


@pytest.mark.parametrize("room", sorted({e.where.split(".")[1].split(":")[0] for e in expressions()}))
def test_time_follows_the_length_of_a_text(room: str) -> None:
    found = {
        e.where: late
        for e in expressions()
        if e.where.split(".")[1].split(":")[0] == room and e.where not in BOUNDED and (late := slow(e))
    }
    assert not found
