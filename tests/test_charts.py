"""Charts as specifications: what the axes of counts and scores say."""

from __future__ import annotations

import datetime
from typing import Any

from tidings import charts
from tidings.archive import Group, Period

_DAY = datetime.date(2025, 3, 1)


def test_nothing_happened_and_a_score_of_nought_are_one_line() -> None:
    periods = [Period(_DAY, (1, 0, 0, 2), -3.0), Period(_DAY + datetime.timedelta(1), (0, 1, 0, 0), 5.0)]
    bars, line = charts.over_time("day", periods).to_dict()["layer"]
    counts: dict[str, Any] = bars["encoding"]["y"]
    assert counts["scale"]["domain"] == [-2, 2] and line["encoding"]["y"]["scale"]["domain"] == [-10, 10]
    # Half an event is none, and a count of conflicts is not negative.
    assert counts["axis"]["tickMinStep"] == 1 and "abs" in counts["axis"]["labelExpr"]


def test_without_events_a_chart_is_drawn_all_the_same() -> None:
    assert charts.over_time("day", []).to_dict()["layer"][0]["encoding"]["y"]["scale"]["domain"] == [-1, 1]


def test_groups_are_counted_in_whole_events() -> None:
    spec = charts.by_group([Group("AID", 2, 7.0)], "type").to_dict()
    assert spec["encoding"]["x"]["axis"]["tickMinStep"] == 1
