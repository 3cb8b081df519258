"""The builders and fakes: what they make is what the program would."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.coding import Reader
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings
from tidings.testing import FakeReader, Told, make_article, make_coded, make_entity, make_event, make_quote

DAY = datetime.date(2020, 5, 1)


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1))
def test_blocks_cover_the_text(pieces: list[str]) -> None:
    article = make_article("\n\n".join(pieces))
    assert [article.text[b.start : b.end] for b in article.blocks] == pieces


def test_an_article_as_pages_make_it() -> None:
    article = make_article("Head\n\nBody.", headline="Head", published=DAY, url="https://post.test/1")
    assert [b.kind for b in article.blocks] == ["headline", "paragraph"]
    assert (article.published, article.published_basis) == (DAY, "given")
    assert make_article("Head\n\nBody.", url="https://post.test/1").id == article.id
    assert make_article("Body.").id != make_article("Body.", source="other.txt").id
    assert make_article("Body.").text_digest == make_article("body.", source="other.txt").text_digest


def test_offsets_point_into_the_article() -> None:
    article = make_article("Head.\n\nKenya sent aid to Chad. “Thanks”, Chad said.")
    event = make_event(
        article,
        "sent aid",
        "AID",
        [make_entity("Kenya", article, code="KEN")],
        [make_entity("Chad", article)],
        date=DAY,
    )
    info = event.text_info
    assert article.text[info.trigger_start : info.trigger_end] == "sent aid" and info.sequence == 1
    assert article.text[info.start : info.end] == event.text == "Kenya sent aid to Chad. “Thanks”, Chad said."
    assert [article.text[e.start : e.end] for e in (*event.actor, *event.recipient)] == ["Kenya", "Chad"]
    assert (event.quad_code, event.date) == (2, DAY)
    quote = make_quote(article, "Thanks")
    assert article.text[quote.start : quote.end] == "Thanks" and quote.kind == "direct"
    assert make_coded(article, event, quotes=[quote]).quotes == (quote,)
    second = make_entity("Chad", article, at=article.text.rindex("Chad"))
    assert article.text[second.start : second.end] == "Chad"
    with pytest.raises(ValueError, match="not found"):
        make_event(article, "never said")


def test_a_reader_reads_what_it_is_told() -> None:
    article = make_article("Kenya met Chad and left. Chad met nobody.")
    settings = Settings()
    sentences = parse(split(article, settings.max_sentence), load_language_model(settings.language_model))
    reader: Reader = FakeReader(Told("met", "CONSULT", ["Kenya"], ["Chad", "Mali"], ["visit"], 0.7))
    first, second = (reader.read(sentence) for sentence in sentences)
    (reading,) = first
    assert (reading.type, reading.modes, reading.probability) == ("CONSULT", ("visit",), 0.7)
    assert [t.text for t in reading.actors] == ["Kenya"] and [t.text for t in reading.recipients] == ["Chad"]
    assert [t.text for t in second[0].recipients] == ["Chad"] and second[0].actors == ()
