"""What the network is told of a word and of a phrase: names as strings, sorted, the same each time."""

from __future__ import annotations

import pytest
from tests.coding.parsing import parsed, token, words

from tidings.coding.features import (
    head_of,
    party_candidates,
    role_features,
    rule_arguments,
    trigger_candidates,
    trigger_features,
)
from tidings.sentences import load_language_model
from tidings.settings import Settings

SENTENCES = (
    "Russian strikes on Kyiv killed ten people on Monday.",
    "Egypt urged Israel to lift the blockade of the port.",
    "The mayor was arrested by police, who had sought him for 40 days.",
    "Talks between India and Pakistan will resume if both agree.",
)


@pytest.mark.parametrize(
    ("text", "nouns", "found"),
    [
        ("Russia's invasion of Ukraine shocked Europe.", "", "invasion shocked"),
        ("They launched an attack on the port.", "", "launched attack"),
        # A noun that named an act in the corpus is looked at too.
        ("They launched an attack on the port.", "port", "launched attack port"),
        ("Oil prices rose.", "", "rose"),
        # "is" alone reports nothing; with "ready" it may.
        ("The president is ill.", "", ""),
        ("The president is ready to meet rebels.", "", "is meet"),
        ("The old town of Aden.", "", ""),
    ],
)
def test_words_that_may_report_an_act(text: str, nouns: str, found: str) -> None:
    assert words(trigger_candidates(parsed(text).doc, frozenset(nouns.split()))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Possessors and modifiers that name somebody.
        ("Russia's invasion of Ukraine shocked Europe.", "Russia invasion Ukraine Europe"),
        ("Russian strikes on Kyiv killed ten people on Monday.", "Russian strikes Kyiv people"),
        # One head a name; each of two coordinated modifiers.
        ("Kim Jong Un's sister urged the Norwegian and British warships to leave.",
         "Un sister Norwegian British warships"),
        # Pronouns, and numbers that stand for people.
        ("Police arrested him.", "Police him"),
        ("Six were killed.", "Six"),
        # Plain modifiers and times are no parties.
        ("Oil prices rose in May 2020.", "prices"),
    ],
)  # fmt: skip
def test_phrases_that_may_be_parties(text: str, found: str) -> None:
    assert words(party_candidates(parsed(text).doc)) == found


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Rebels attacked Aden.", "attacked", {"pos=VERB", "dep=ROOT", "lex=ASSAULT", "lex1=ASSAULT", "has=dobj"}),
        ("They launched an attack on the port.", "attack", {"light", "takes=on", "uplex=ASSAULT", "up=VERB:dobj"}),
        ("Egypt urged Israel to lift it.", "lift", {"lex0", "aux=to", "uplex=REQUEST"}),
        ("The mayor was not shot by rebels.", "shot", {"neg", "agent", "aux=be", "has=nsubjpass"}),
        ("Peru would attack Chile.", "attack", {"aux=would"}),
        ("The court turned down the plea.", "turned", {"prt=down"}),
        # What stands above a word, and what it is done to.
        ("Peru refused to release six sailors.", "release", {"upw=refuse:xcomp", "dobjw=sailor", "dobje=NOUN"}),
        ("Peru will not agree to release them.", "release", {"upw=agree:xcomp", "upaux=will", "upneg=not"}),
    ],
)
def test_names_of_a_word(text: str, word: str, names: set[str]) -> None:
    assert names <= set(trigger_features(token(text, word)))


@pytest.mark.parametrize(
    ("text", "word", "party", "names"),
    [
        ("Rebels attacked Aden.", "attacked", "Rebels", {"rule=actor", "before", "path=|nsubj", "voice=a:nsubj"}),
        ("Rebels attacked Aden.", "attacked", "Aden", {"rule=object", "receives=ASSAULT", "after"}),
        ("The mayor was shot by rebels.", "shot", "rebels", {"rule=actor", "voice=p:agent:by>pobj"}),
        ("Egypt's talks with Iran failed.", "talks", "Egypt", {"rule=actor", "path=|poss"}),
        ("Egypt's talks with Iran failed.", "talks", "Iran", {"by=with", "receives=CONSULT"}),
        ("They struck Aden.", "struck", "They", {"pron=they"}),
        ("Spain's king praised Peru.", "praised", "king", {"owned"}),
    ],
)
def test_names_of_a_phrase(text: str, word: str, party: str, names: set[str]) -> None:
    act = token(text, word)
    assert names <= set(role_features(act, token(text, party), rule_arguments(act)))


@pytest.mark.parametrize("text", SENTENCES)
def test_names_are_sorted_strings_and_a_second_parse_gives_the_same(text: str) -> None:
    def names(doc):
        acts = trigger_candidates(doc, frozenset())
        for act in acts:
            yield trigger_features(act)
            rules = rule_arguments(act)
            yield from (role_features(act, party, rules) for party in party_candidates(doc))

    first = list(names(parsed(text).doc))
    assert first
    for found in first:
        assert all(isinstance(name, str) and name and not name.isspace() for name in found)
        assert found == sorted(set(found))
    load = load_language_model(Settings().language_model)
    load("Something else in between.")
    assert list(names(load(text))) == first


@pytest.mark.parametrize(
    ("words_", "head"),
    [
        ("The president of France", "president"),
        ("the king of Spain", "king"),
        ("Rome, the capital", "Rome"),
        ("met in Rome", "met"),
        ("presid", "president"),
        ("on Monday", "on"),
    ],
)
def test_head_of_words(words_: str, head: str) -> None:
    doc = parsed("The president of France and the king of Spain met in Rome, the capital, on Monday.").doc
    start = doc.text.find(words_)
    found = head_of(doc, start, start + len(words_))
    assert found is not None and found.text == head


@pytest.mark.parametrize(("start", "end"), [(0, 0), (500, 510)])
def test_no_words_have_no_head(start: int, end: int) -> None:
    assert head_of(parsed("Kim met Putin.").doc, start, end) is None
