"""Heads of phrases in, the words of the phrase out; whose mention covers them decides the entity."""

from __future__ import annotations

import pytest
from tests.coding.parsing import parsed, token

from tidings.coding.parties import is_actor, noun_phrase, to_entities
from tidings.mentions import index_mentions
from tidings.records import Entity, Mention


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("The old town fell.", "town", "The old town"),
        ("The president of France left.", "president", "The president of France"),
        ("The head of the army of Peru left.", "head", "The head of the army of Peru"),
        ("Peru's ailing prime minister left.", "minister", "Peru's ailing prime minister"),
        ("Six men of the village left.", "men", "Six men of the village"),
        # Clauses, appositives and other prepositions stay outside.
        ("The man who ran fell.", "man", "The man"),
        ("Rome, the capital, fell.", "Rome", "Rome"),
        ("The man in the hat left.", "man", "The man"),
        ("Kim left.", "Kim", "Kim"),
    ],
)
def test_noun_phrases(text: str, head: str, phrase: str) -> None:
    first, last = noun_phrase(token(text, head))
    assert parsed(text).doc[first : last + 1].text == phrase


TEXT = "The Kenyan army and the Kenyan army shelled a clinic."


def mention(words: str, start: int) -> Mention:
    return Mention("a", "actor", words, start, start + len(words), Entity(words, start, start + len(words), code="KEN"))


def test_the_longest_mention_decides_and_nobody_comes_twice() -> None:
    sentence = parsed(TEXT)
    army = token(TEXT, "army")
    index = index_mentions([mention("Kenyan", 4), mention("The Kenyan army", 0), mention("army", 11)])
    assert [e.entity_text for e in to_entities(sentence, [army, army], index, things=False)] == ["The Kenyan army"]
    assert is_actor(sentence, army, index)
    assert not is_actor(sentence, token(TEXT, "clinic"), index)


def test_the_same_words_elsewhere_are_another_entity() -> None:
    sentence = parsed(TEXT)
    second = sentence.doc[6]
    index = index_mentions([mention("The Kenyan army", 0), mention("the Kenyan army", 20)])
    found = to_entities(sentence, [token(TEXT, "army"), second], index, things=False)
    assert [(e.start, e.end) for e in found] == [(0, 15), (20, 35)]


@pytest.mark.parametrize(("things", "found"), [(True, ["a clinic"]), (False, [])])
def test_a_thing_is_kept_where_it_may_stand(things: bool, found: list[str]) -> None:
    clinic = token(TEXT, "clinic")
    assert [e.entity_text for e in to_entities(parsed(TEXT), [clinic], index_mentions([]), things)] == found


@pytest.mark.parametrize("word", ["Monday", "it", "who"])
def test_days_and_empty_pronouns_are_nobody(word: str) -> None:
    text = "On Monday the army, who had burned it, left."
    assert to_entities(parsed(text), [token(text, word)], index_mentions([]), things=True) == ()


def test_one_whom_the_tables_know_comes_once_by_whatever_name() -> None:
    text = "The leader and Kim shelled a clinic."
    named = [
        Mention("a", "actor", words, start, start + len(words), Entity(words, start, start + len(words), "Kim Jong Un"))
        for words, start in (("The leader", 0), ("Kim", 15))
    ]
    heads = [token(text, "leader"), token(text, "Kim")]
    assert [e.entity_text for e in to_entities(parsed(text), heads, index_mentions(named), things=False)] == [
        "The leader"
    ]


def test_a_part_of_another_phrase_is_no_second_party() -> None:
    text = "A car rammed the wall of the consulate."
    heads = [token(text, "wall"), token(text, "consulate")]
    assert [e.entity_text for e in to_entities(parsed(text), heads, index_mentions([]), things=True)] == [
        "the wall of the consulate"
    ]
