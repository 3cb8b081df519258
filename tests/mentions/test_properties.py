"""What holds of every text: nothing raises, offsets point at their words, other articles do not matter."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mentions.reading import article, mentions

from tidings.knowledge import load_tables
from tidings.mentions import find_mentions, find_times
from tidings.records import Mention
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings

WORDS = [
    "Kim Jong Un", "Mr", "Putin", "the pair", "both sides", "he", "They", "his", "The North", "Korea", "Paris", ",", "Texas",
    "(", ")", "ANA", "Gen.", "-", "’s", "'", "“", "”", "of", "the", "President", "in", "said", "met", "Ankara", "U.S.", "AI",
    "on", "Tuesday", "10", "p.m.", "2019", "hours", "after", "\u00a0", "\n", "İstanbul", "Mazar-i-Sharif", "Ind.", "W.Va.",
    "minister", "and", "former", "Bank", "Canada", "off the coast of", "about 200 kilometers from", "Ⅷ", "ﬁ", "🙂", "北京",
]  # fmt: skip
ODD = st.one_of(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.text(max_size=80))
DATES = st.one_of(st.none(), st.dates())
PAGES = [
    "Kim Jong Un met Vladimir Putin in Russia. The pair shook hands. Mr Kim left on Tuesday.",
    "Ann Doyle met a reporter in Paris, Texas. She said that Doyle Ltd. had closed.",
    "South Korea fired back. The North said nothing. Both sides met on the border.",
    "",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(ODD, min_size=1, max_size=3), DATES)
def test_odd_texts(parts: list[str], day: datetime.date | None) -> None:
    text = "\n\n".join(part.replace("\n\n", " ") for part in parts)
    for mention in mentions(text, day.isoformat() if day else None):
        assert 0 <= mention.start < mention.end <= len(text)
        inner = mention.entity or mention.location or mention.time
        assert inner is not None and (inner.start, inner.end) == (mention.start, mention.end)
        assert [mention.entity, mention.location, mention.time].count(None) == 2


@settings(max_examples=300, deadline=None)
@given(ODD, DATES, st.integers(0, 1000))
def test_times_of_odd_texts(text: str, day: datetime.date | None, offset: int) -> None:
    end = offset
    for span in find_times(text, offset, day):
        assert span.start >= end and span.text == text[span.start - offset : span.end - offset]
        assert span.date is None or (span.enddate or span.date) >= span.date
        assert (span.date is None) or (span.precision is not None and span.basis is not None)
        end = span.end


def _found(text: str) -> tuple[Mention, ...]:
    page = article(text)
    nlp = load_language_model(Settings().language_model)
    return find_mentions(page, parse(split(page), nlp), load_tables())


def test_other_articles_do_not_matter() -> None:
    alone = [_found(text) for text in PAGES]
    assert [_found(text) for text in reversed(PAGES)] == alone[::-1]
    assert [_found(text) for text in PAGES] == alone


def test_sentences_may_be_left_out() -> None:
    page = article(PAGES[0])
    nlp = load_language_model(Settings().language_model)
    whole = parse(split(page), nlp)
    some = find_mentions(page, whole[::2], load_tables())
    assert all(page.text[m.start : m.end] == m.text for m in some)
    assert "The pair" not in [m.text for m in some]
    assert next(m.entity.resolved for m in some if m.text == "Mr Kim" and m.entity) == "Kim Jong Un"


def test_mentions_stand_in_order() -> None:
    found = _found(" ".join(PAGES))
    assert list(found) == sorted(found, key=lambda m: (m.start, -m.end, m.kind))
