"""Quotes: their kind, their speaker, whom they are said to, and through whom."""

from __future__ import annotations

import pytest
from tests.standing.telling import quote, quotes

KADYROV = "Ramzan Kadyrov"
STAY = "We will never leave this valley"


@pytest.mark.parametrize(
    ("text", "words", "kind", "cue"),
    [
        # Before, within and after the quotation.
        (f'{KADYROV} said: "{STAY}."', STAY, "direct", "said"),
        (f'{KADYROV} said, "{STAY}."', STAY, "direct", "said"),
        (f'"{STAY}," {KADYROV} said.', STAY, "direct", "said"),
        (f'"{STAY}," said {KADYROV}, who met the envoy.', STAY, "direct", "said"),
        (f"'{STAY},' {KADYROV} said.", STAY, "direct", "said"),
        (f"“{STAY},” {KADYROV} said, “and our sons will stay too.”", STAY, "direct", "said"),
        (f"“{STAY},” {KADYROV} said, “and our sons will stay too.”", "and our sons", "direct", "said"),
        (f'According to {KADYROV}, "{STAY}".', STAY, "direct", "according to"),
        (f'"Leave this valley now," {KADYROV} urged the villagers.', "Leave", "direct", "urged"),
        # In the same paragraph, and in the paragraph above.
        (f'"Leave this valley now," {KADYROV} said. "It is not safe here."', "It is not", "direct", "said"),
        (f'{KADYROV} came to Grozny and said this:\n\n"{STAY}."', STAY, "direct", "said"),
        (f"“{STAY},” {KADYROV} said.\n\n“Our sons will stay here too.”", "Our sons", "direct", "said"),
        # Marks that stay open at the paragraph's end.
        (f"{KADYROV} said: “{STAY}.\n\n“Our sons will stay here too.”", STAY, "direct", "said"),
        (f"{KADYROV} said: “{STAY}.\n\n“Our sons will stay here too.”", "Our sons", "direct", "said"),
        # Parts of the reporter's sentence.
        (f'{KADYROV} called the raid "a cowardly crime" on Monday.', "a cowardly crime", "mixed", "called"),
        (f'{KADYROV} said his men were "ready to die" in the valley.', "ready to die", "mixed", "said"),
        (f'The plan was criticised as "naive and dangerous" by {KADYROV}.', "naive", "mixed", "criticised"),
        # Without marks.
        (f"{KADYROV} said the army would never leave.", "the army would never leave", "indirect", "said"),
        (f"The army will leave, {KADYROV} said.", "The army will leave", "indirect", "said"),
        (f"Villagers were told by {KADYROV} that all were safe.", "all were safe", "indirect", "told"),
    ],
)
def test_kind_and_speaker(text: str, words: str, kind: str, cue: str) -> None:
    found = quote(text, words)
    assert found.speaker is not None
    assert (found.kind, found.speaker.entity_text, found.cue) == (kind, KADYROV, cue)


@pytest.mark.parametrize(
    ("rest", "addressee", "via"),
    [
        ("said through a translator", None, "a translator"),
        ("said in a statement", None, "a statement"),
        ("told state television", "state television", None),
        ("told reporters in Grozny", "reporters", None),
        ("told Vladimir Putin", "Vladimir Putin", None),
        ("said to Vladimir Putin", "Vladimir Putin", None),
        ("said in Grozny", None, None),
    ],
)
def test_to_whom_and_through_whom(rest: str, addressee: str | None, via: str | None) -> None:
    found = quote(f'"{STAY}," {KADYROV} {rest}.', STAY)
    assert found.speaker is not None and found.speaker.entity_text == KADYROV
    assert (found.addressee.entity_text if found.addressee else None, found.via) == (addressee, via)


def test_a_pronoun_that_speaks_is_resolved() -> None:
    found = quote('Kim Jong Un met the envoy.\n\n"The talks were very useful," he said.', "The talks")
    assert found.speaker is not None
    assert (found.speaker.entity_text, found.speaker.identifier_text) == ("he", "Kim Jong Un")


@pytest.mark.parametrize(
    "text",
    [
        f'"{STAY}." {KADYROV} left the hall.',
        f'"{STAY}, {KADYROV} said.',
        f'Songs were sung in the square.\n\n"{STAY}."',
    ],
)
def test_words_of_nobody_known_have_no_speaker(text: str) -> None:
    assert [(q.kind, q.speaker) for q in quotes(text)] == [("direct", None)]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "valley deal" was signed on Monday.',
        "The boys' school and the soldiers' mess didn't burn.",
        "The minister did not say whether the army will leave.",
        "The army left the valley.",
    ],
)
def test_no_quotes(text: str) -> None:
    assert quotes(text) == ()


def test_a_mark_too_many_puts_no_reporters_words_into_a_mouth() -> None:
    found = quotes('It was a "special raid, the Kremlin said. "We were never told," Kim Jong Un said.')
    marked = [(q.text, q.speaker.entity_text) for q in found if q.kind == "direct" and q.speaker is not None]
    assert marked == [("We were never told,", "Kim Jong Un")]


def test_a_continued_quotation_ends_where_the_reporter_takes_over() -> None:
    text = f'"{STAY}," {KADYROV} said.\n\nThe army has left.\n\nSongs were sung.\n\n"It was a very sad day."'
    assert [q.speaker is not None for q in quotes(text)] == [True, False]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A statement issued by the Iraqi army said that the road is open.", "the Iraqi army"),
        ("The ministry's report said that the road is open.", "The ministry"),
        ("The statement said that the road is open.", "The statement"),
    ],
)
def test_a_document_speaks_for_its_author(text: str, speaker: str) -> None:
    found = [q.speaker.entity_text for q in quotes(text) if q.speaker is not None]
    assert found == [speaker]
