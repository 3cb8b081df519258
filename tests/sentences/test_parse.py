"""Parsed sentences: the model loads once, a sentence parses alike wherever it stands, and offsets stay true."""

from __future__ import annotations

import pytest

from tidings.errors import ModelError
from tidings.records import Article, Block
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings

LEAD = "Oh dear."
ACT = "The governor of Merrow sent two boats to the island of Vell."
TEXT = f"{LEAD}\n\n{ACT} Nobody thanked her."
PAGE = Article("a", "d", "s", TEXT, (Block("headline", 0, 8), Block("paragraph", 10, len(TEXT))))


def test_offsets_of_tokens_and_spans_point_into_the_article() -> None:
    parsed = parse(split(PAGE), load_language_model(Settings().language_model))
    assert [part.sentence.text for part in parsed] == [LEAD, ACT, "Nobody thanked her."]
    for part in parsed:
        for token in part.doc:
            start, end = part.offsets(token)
            assert TEXT[start:end] == token.text
        start, end = part.offsets(part.doc[1:3])
        assert TEXT[start:end] == part.doc[1:3].text


def test_a_sentence_parses_alike_wherever_it_stands() -> None:
    nlp = load_language_model(Settings().language_model)
    alone = Article("b", "d", "s", ACT, (Block("paragraph", 0, len(ACT)),))
    (there,) = parse(split(alone), nlp)
    here = parse(split(PAGE), nlp)[1]
    assert [(t.text, t.tag_, t.dep_, t.head.i) for t in here.doc] == [
        (t.text, t.tag_, t.dep_, t.head.i) for t in there.doc
    ]


def test_the_model_tags_and_parses() -> None:
    (part,) = parse(
        split(Article("b", "d", "s", ACT, (Block("paragraph", 0, len(ACT)),))),
        load_language_model(Settings().language_model),
    )
    root = next(token for token in part.doc if token.head is token or token.dep_ == "ROOT")
    assert (root.text, root.lemma_, root.pos_) == ("sent", "send", "VERB")


def test_a_model_is_loaded_once() -> None:
    name = Settings().language_model
    assert load_language_model(name) is load_language_model(name)


@pytest.mark.parametrize("package", ["no_such_model_of_ours", "json"])
def test_a_model_that_does_not_load_is_named(package: str) -> None:
    with pytest.raises(ModelError, match=rf"language model {package}: .*tidings doctor"):
        load_language_model(package)


def test_nothing_parses_to_nothing() -> None:
    assert parse((), load_language_model(Settings().language_model)) == ()
