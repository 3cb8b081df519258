from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from benchmarks.reliability import above, bins, card_table, svg
from benchmarks.rows import Missing

from tidings.testing import make_article, make_event


def test_bins_are_tenths_and_empty_ones_are_left_out() -> None:
    found = bins([(0.31, True), (0.39, False), (1.0, True)])
    assert [(b.number, b.cases) for b in found] == [(3, 2), (9, 1)]
    assert found[0].confidence == pytest.approx(0.35)
    assert [b.right for b in found] == [0.5, 1.0]


def test_what_leads_no_more_frees_what_it_had_joined() -> None:
    article = make_article("They met. They met again.", id="x")
    leader = make_event(article, "met", id="1", confidence=0.4)
    joined = make_event(article, "met again", id="2", confidence=0.8, same_as="1", mentions=())
    (left,) = above(article, [leader, joined], 0.5)
    assert (left.id, left.same_as, len(left.mentions)) == ("2", None, 1)
    assert above(article, [leader, joined], 0.9) == ()


def test_the_plot_has_a_point_a_bin_at_its_place() -> None:
    root = ET.fromstring(svg({"relations": bins([(0.0, False), (0.95, True)]), "articles": []}))
    circles = [c for c in root.iter() if c.tag.endswith("circle")]
    low, high = circles
    assert float(low.get("cx", 0)) < float(high.get("cx", 0))
    assert float(low.get("cy", 0)) > float(high.get("cy", 0))


def test_the_cards_table_is_found_and_ends_where_it_ends() -> None:
    card = "# Card\n\n| threshold | events |\n| --- | --- |\n| 0.1 | 7 |\n\n| type | acts |\n"
    assert card_table(card) == "| threshold | events |\n| --- | --- |\n| 0.1 | 7 |\n"
    with pytest.raises(Missing):
        card_table("# Card\n")
