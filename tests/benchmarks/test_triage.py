from __future__ import annotations

from benchmarks.triage import Saving, lost

from tidings.testing import make_article, make_event


def test_a_record_is_lost_where_its_sentence_has_none_of_its_type() -> None:
    article = make_article("They met.\n\nThey agreed.", id="x")
    met, agreed = make_event(article, "met"), make_event(article, "agreed", type="AGREE")
    assert lost([met, agreed], [met]) == [agreed]
    assert lost([met], [make_event(article, "They", id="another word of the sentence")]) == []
    assert lost([met], [make_event(article, "agreed")]) == [met]


def test_savings_of_articles_add_up() -> None:
    total = Saving(records=3, kept=2, seconds=0.5) + Saving(records=1, kept=1, seconds=0.25)
    assert (total.records, total.kept, total.seconds) == (4, 3, 0.75)
