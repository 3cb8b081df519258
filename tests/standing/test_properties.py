"""What holds of every text: nothing raises, and what is found points at its words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mentions.reading import article

from tidings.knowledge import load_tables
from tidings.mentions import find_mentions, index_mentions
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings
from tidings.standing import find_quotes, judge

WORDS = [
    "Kim Jong Un", "he", "said", "that", "“", "”", '"', "'", "‘", "’", "denied", "claims", "allegedly", "believed", "to", "have",
    "attacked", "the", "village", "if", "will", "would", "not", "according to", "via a translator", ",", ".", ":", "—",
    "in 1999", "years after", "his", "invasion of", "told", "reporters", "is", "are", "no", "without", "may", "experts", "\n",
]  # fmt: skip
ODD = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
CERTAINTY = {"asserted", "claimed", "uncertain", "denied"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(ODD, st.text(max_size=40)), min_size=1, max_size=3))
def test_odd_texts(parts: list[str]) -> None:
    page = article("\n\n".join(part.replace("\n\n", " ") for part in parts))
    parsed = parse(split(page), load_language_model(Settings().language_model))
    mentions = find_mentions(page, parsed, load_tables())
    quotes = find_quotes(page, parsed, mentions)
    for quote in quotes:
        assert page.text[quote.start : quote.end] == quote.text != ""
        assert quote.kind in {"direct", "indirect", "mixed"}
    index = index_mentions(mentions)
    for sentence in parsed:
        for token in sentence.doc:
            found = judge(sentence, sentence.offsets(token), page, mentions, quotes, index)
            assert found.attribution.certainty in CERTAINTY
            assert len(set(found.auxiliary)) == len(found.auxiliary)
            source = found.attribution.source
            assert source is None or page.text[source.start : source.end] == source.entity_text
