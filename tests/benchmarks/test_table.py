from __future__ import annotations

import pytest
from benchmarks.rows import Row, missed
from benchmarks.table import WIDTH, as_markdown, as_text, number

ROWS = (
    Row("relations.text.right", 0.6123, 1050, "type and both parties right", 0.6),
    Row("relations.text.ece", 0.08, 900, "calibration error of confidence", 0.05, at_most=True),
    Row("stream.words_a_second", 2134.6, 120_000, "a long story of what is measured here, " * 3),
    Row("cameo", None, 0, "skipped: gold/petrarch2_validation.xml is not there"),
)
FLOORS = {"relations.text.right": 0.7, "relations.text.ece": 0.1}


def test_text_fits_and_shows_floor_and_target() -> None:
    lines = as_text(ROWS, FLOORS).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert lines[2].split() == "relations.text.right 0.612 ! 1,050 ≥0.7/0.6 type and both parties right".split()
    assert "≤0.1/0.05" in lines[3] and "!" not in lines[3]
    assert "skipped" in lines[-1] or "skipped" in lines[-2]


def test_markdown_has_a_row_a_measure() -> None:
    lines = as_markdown(ROWS, FLOORS).splitlines()
    assert len(lines) == len(ROWS) + 2
    assert all(line.count("|") == 6 for line in lines)


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "skipped"), (74, "74"), (1050, "1,050"), (0.6, "0.600"), (2134.6, "2,135"), (0.0, "0.000")],
)
def test_numbers(value: float | None, written: str) -> None:
    assert number(value) == written


def test_an_error_misses_its_floor_from_above() -> None:
    assert missed(ROWS[0], 0.62) and not missed(ROWS[0], 0.61)
    assert missed(ROWS[1], 0.07) and not missed(ROWS[1], 0.08)
    assert not missed(ROWS[0], None) and not missed(ROWS[3], 0.5)
