"""What holds of every article: sentences in order, inside their block, nothing but white space left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tidings.pages import read_page
from tidings.records import Article, Block, Page
from tidings.sentences import split, split_text
from tidings.settings import Settings

WORDS = st.sampled_from(
    [
        "Mr.",
        "U.S.",
        "Holt",
        "said",
        "“No.”",
        "(yes)",
        "2.5",
        "p.m.",
        "The",
        "“Why?”",
        "—",
        "J.",
        "boat",
        "!",
        "…",
        "\n",
        " ",
        "\u00a0",
    ]
)
PROSE = st.lists(WORDS, max_size=40).map(" ".join)
TEXTS = st.one_of(PROSE, st.text(max_size=120))


@given(TEXTS, st.integers(5, 60))
def test_nothing_but_white_space_stands_between_sentences(text: str, limit: int) -> None:
    end = 0
    for start, stop in split_text(text, limit):
        assert end <= start < stop <= start + limit
        assert not text[end:start].strip()
        assert text[start:stop].strip() == text[start:stop]
        end = stop
    assert not text[end:].strip()


@given(TEXTS)
def test_sentences_of_a_block_are_those_of_the_text_alone(text: str) -> None:
    """What stands before a block does not move its borders."""
    head = "A headline of Mr."
    page = Article(
        "a", "d", "s", f"{head}\n\n{text}", (Block("headline", 0, 17), Block("paragraph", 19, 19 + len(text)))
    )
    found = [(s.start - 19, s.end - 19) for s in split(page) if s.block == 1]
    assert found == split_text(text)


@given(st.lists(st.tuples(st.sampled_from(["headline", "paragraph", "caption", "quote"]), TEXTS), max_size=6))
def test_no_sentence_crosses_a_block(parts: list[tuple[str, str]]) -> None:
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        # No blank line between: the block's own border must do.
        text += words
    sentences = split(Article("a", "d", "s", text, tuple(blocks)))
    assert [s.number for s in sentences] == list(range(len(sentences)))
    assert [s.start for s in sentences] == sorted(s.start for s in sentences)
    for sentence in sentences:
        block = blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert (sentence.kind, sentence.text) == (block.kind, text[sentence.start : sentence.end])


@given(st.lists(TEXTS, max_size=5), st.one_of(st.none(), PROSE))
def test_every_word_of_a_tables_text_is_in_one_sentence(pieces: list[str], title: str | None) -> None:
    content = "\n".join(pieces)
    page = read_page(Page("t:1", content, "article", title=title, language="en"), Settings())
    if isinstance(page, Article):
        joined = "".join(s.text for s in split(page))
        assert "".join(joined.split()) == "".join(page.text.split())
