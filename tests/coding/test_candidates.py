"""Which words may report an act, which of them another swallows, and whom each is done to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coding.parsing import parsed, token, words

from tidings.coding import TableReader
from tidings.coding.candidates import Candidate, find_candidates, recipients
from tidings.coding.lexicon import match
from tidings.coding.roles import arguments
from tidings.ontology import TYPES


def read(text: str) -> list[str]:
    """Give what the table reads off a sentence, as "TYPE: actors > recipients"."""
    return [f"{r.type}: {words(r.actors)} > {words(r.recipients)}".strip() for r in TableReader().read(parsed(text))]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Rebels attacked Aden on Monday.", ["ASSAULT: Rebels > Aden"]),
        ("The mayor was arrested by police.", ["COERCE: police > mayor"]),
        ("Two clerks were charged with fraud.", ["ACCUSE:  > clerks"]),
        ("Spain recognised the new government.", ["SUPPORT: Spain > government"]),
        ("The king pardoned forty prisoners.", ["CONCEDE: king > prisoners"]),
        ("Protesters marched against the government.", ["PROTEST: Protesters > government"]),
        ("Soldiers fired at farmers.", ["ASSAULT: Soldiers > farmers"]),
        # What is given is the object; who gets it follows the preposition.
        ("Germany donated ten trucks to Ukraine and Moldova.", ["AID: Germany > Ukraine Moldova"]),
        ("Norway sent food to Haiti.", ["AID: Norway > Haiti"]),
        ("Brazil gave asylum to the senator.", ["AID: Brazil > senator"]),
        # Without an object the best preposition of the type.
        ("Kim met with Putin.", ["CONSULT: Kim > Putin"]),
        ("Troops withdrew from Mosul.", ["RETREAT: Troops > Mosul"]),
        # A verb and the act that is its object are one, and the noun knows to whom.
        ("The navy launched an attack on the port.", ["ASSAULT: navy > port"]),
        ("Peru imposed sanctions on Chile.", ["SANCTION: Peru > Chile"]),
        ("Japan expressed support for Peru.", ["SUPPORT: Japan > Peru"]),
        # Nouns by themselves.
        ("Zambia's visit to Malawi ended.", ["CONSULT: Zambia > Malawi"]),
        ("Russian strikes on Kyiv ceased.", ["ASSAULT: Russian > Kyiv"]),
        ("Talks between India and Pakistan resumed.", ["CONSULT:  > India Pakistan"]),
        # An accusation and what it alleges are two.
        ("Peru accused Chile of arming rebels.", ["ACCUSE: Peru > Chile", "AID: Chile > rebels"]),
        (
            "Chile condemned the killing of a judge by rebels.",
            ["ACCUSE: Chile > killing", "ASSAULT: rebels > judge"],
        ),
        # No act.
        ("Norway sent a letter to Haiti.", []),
        ("The committee voted on Friday.", []),
        ("Cats sleep.", []),
    ],
)
def test_readings_by_the_table(text: str, readings: list[str]) -> None:
    assert read(text) == readings


@pytest.mark.parametrize(
    ("text", "reading", "swallowed"),
    [
        ("Egypt urged Israel to lift the blockade.", "REQUEST: Egypt > Israel", "lift blockade"),
        ("Egypt urged Israel to lift the blockade and open the crossing.", "REQUEST: Egypt > Israel",
         "lift blockade open"),
        ("Ghana called on Togo to free the editor.", "REQUEST: Ghana > Togo", "free"),
        ("Egypt called on Israel and Hamas to stop the fighting.", "REQUEST: Egypt > Israel Hamas", "fighting"),
        ("Ghana called for an inquiry.", "REQUEST: Ghana >", "inquiry"),
        ("Oman demanded that rebels release the crew.", "REQUEST: Oman > rebels", "release"),
        ("Poland threatened to bomb Minsk.", "THREATEN: Poland > Minsk", "bomb"),
        ("Ghana warned that it would expel the envoy.", "THREATEN: Ghana > envoy", "expel"),
        ("The general warned Chad that his army would invade.", "THREATEN: general > Chad", "invade"),
        ("Britain promised to help Ukraine.", "AGREE: Britain > Ukraine", "help"),
        ("Chad refused to withdraw its troops from Sudan.", "REJECT: Chad > troops", "withdraw"),
        ("Kenya rejected a demand by Somalia for talks.", "REJECT: Kenya > demand", "demand talks"),
        ("The minister vowed to punish Chile.", "THREATEN: minister > Chile", ""),
    ],
)  # fmt: skip
def test_what_is_asked_threatened_promised_or_refused_is_no_act_of_its_own(
    text: str, reading: str, swallowed: str
) -> None:
    assert read(text) == [reading]
    assert words(c.token for c in find_candidates(parsed(text).doc) if c.swallowed_by is not None) == swallowed


@pytest.mark.parametrize(
    ("text", "word", "inner"),
    [
        ("The navy launched an attack on the port.", "launched", "attack"),
        ("Peru imposed sanctions on Chile.", "imposed", "sanctions"),
        ("Egypt urged Israel to lift the blockade.", "urged", "lift blockade"),
    ],
)
def test_the_outer_word_keeps_what_it_took_in(text: str, word: str, inner: str) -> None:
    (outer,) = (c for c in find_candidates(parsed(text).doc) if c.token.text == word)
    assert words(sorted(outer.inner, key=lambda t: t.i)) == inner


@pytest.mark.parametrize(
    ("text", "word", "type", "received"),
    [
        ("Peru asked Chile for help.", "asked", "REQUEST", "Chile"),
        ("Poland threatened to close its border.", "threatened", "THREATEN", "border"),
        ("Iran accused Iraq of lies.", "accused", "ACCUSE", "Iraq"),
        # What is moved does not receive the move.
        ("Turkey deployed tanks against Syria.", "deployed", "MOBILIZE", "Syria"),
        ("Turkey deployed tanks.", "deployed", "MOBILIZE", ""),
        # Days and sums receive nothing.
        ("Rebels attacked on Monday.", "attacked", "ASSAULT", ""),
        # The same words, read as another type.
        ("Norway sent food to Haiti.", "sent", "AID", "Haiti"),
        ("Norway sent food to Haiti.", "sent", "ASSAULT", "food"),
    ],
)
def test_recipients_by_type(text: str, word: str, type: str, received: str) -> None:
    found = token(text, word)
    assert words(recipients(Candidate(found, match(found), arguments(found)), type)) == received


def test_the_reader_of_the_table_is_even_in_its_doubts_and_names_its_row() -> None:
    (reading,) = TableReader().read(parsed("The court turned down the plea."))
    assert (reading.probability, reading.modes, words(reading.words)) == (0.6, (), "turned down")
    assert [row.split(":")[0] for row in reading.trace] == ["triggers"]


def test_a_row_that_knows_the_mode_gives_it() -> None:
    (reading,) = TableReader().read(parsed("The minister resigned."))
    assert reading.modes == ("resign",)


WORDS = st.lists(
    st.sampled_from("Kenya Somalia the rebels urged threatened attack attacked agreed to talks with and of refused".split()),
    min_size=1,
    max_size=14,
)  # fmt: skip


@given(WORDS)
@settings(deadline=None)
def test_any_heap_of_words_is_read_in_order(heap: list[str]) -> None:
    text = " ".join(heap)
    candidates = find_candidates(parsed(text).doc)
    numbers = [c.token.i for c in candidates]
    assert numbers == sorted(set(numbers))
    for candidate in candidates:
        assert candidate.swallowed_by is not candidate.token
        for type in TYPES:
            received = recipients(candidate, type)
            assert not set(received) & set(candidate.arguments.actors)
    readings = TableReader().read(parsed(text))
    assert [r.token for r in readings] == [c.token for c in candidates if c.swallowed_by is None]
