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


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # What is said of what is said: the nearest who speaks, not who thinks, shows or is told of.
        ('Ann Ray said ministers should expect it to be "wholly rewritten".', "wholly", "Ann Ray"),
        ('Ann Ray said the vote showed the party had "lost all trust".', "lost", "Ann Ray"),
        ('Ann Ray said that Bob Lee should know that if he said things which were "off the mark", they would hurt.', "off", "Ann Ray"),
        ('Ann Ray said Bob Lee called the plan "a sham".', "a sham", "Bob Lee"),
        ('“We will stay,” the agency quoted Ann Ray as saying.', "We will", "Ann Ray"),
        # Participles speak for the subject of the clause that they go with.
        ('Ann Ray defended the move, saying it gave them "a bit of edge".', "a bit", "Ann Ray"),
        ('Ann Ray called it a trial, saying they wanted to "justify her arrest".', "justify", "Ann Ray"),
        ('Ann Ray told the paper Bob Lee was wrong, saying: "Nothing is worth such a price."', "Nothing", "Ann Ray"),
        # Whom an infinitive behind an object makes speak.
        ('That talk led Ann Ray to suggest on Monday, "She is going to lose this vote."', "She is", "Ann Ray"),
        # Words beside the quotation where the parse is of no use.
        ('SEOUL (Reuters) - Ann Ray said on Monday: "We are going home."', "We are", "Ann Ray"),
        ('When asked about it, Matthew O’Connor from Acme said, “We do not want to work six days.”', "We do", "Matthew O’Connor"),
        ('The expert, Ann Ray, a plant of hers does "its best when you neglect it", according to Bob Lee.', "its best", "Bob Lee"),
        ('As Ann Ray put it, “Had he written five books he would have been rich.”', "Had he", "Ann Ray"),
        ('Ann Ray\'s answer was plain: "Whoever will not say so is unfit to be president."', "Whoever", "Ann Ray"),
        ('# \'It is falling apart\': Ann Ray', "It is", "Ann Ray"),
        # Verbs that come with quoted words alone.
        ('“What a lovely day it is,” exclaimed Ann Ray.', "What", "Ann Ray"),
    ],
)  # fmt: skip
def test_who_speaks_in_the_sentence(text: str, words: str, speaker: str) -> None:
    found = quote(text, words).speaker
    assert found is not None and found.name == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # A speech that its paragraphs leave open has one speaker, wherever it is named.
        ("“We planted it.\n\n“It grows on its own,” explained Ann Ray.", "We planted", "Ann Ray"),
        ('Ann Ray said: "We left early. "We came back late."', "We came", "Ann Ray"),
        # The sentence before, and words that join two quotations.
        ('Ann Ray warned ministers of it. "They should have left it alone."', "They", "Ann Ray"),
        ('Ann Ray said: "It is very dear" but "we have no other costs".', "we have", "Ann Ray"),
        ("On Monday Ann Ray released a statement:\n\n“We are well known to the public.”", "We are", "Ann Ray"),
        # Descriptions and pronouns that stand for who was told of last.
        ("Ann Ray won in Rome.\n\n“It was a hard day for us,” said the 36-year-old.", "It was", "Ann Ray"),
        ('Bob Lee, a banker, left.\n\nBob Lee accused Ann Ray of "playing cards". "She is not fit," he said.', "She is", "Bob Lee"),
        ('A spokesman for Acme, Bob Lee, said it rained. He added that the "talks will go on".', "talks", "Bob Lee"),
        # Whom the words of a pronoun name is somebody else.
        ('Bob Lee met Tom Fox. Tom Fox was glad. He said Fox had spoken with "great warmth".', "great", "Bob Lee"),
    ],
)  # fmt: skip
def test_whose_turn_it_is(text: str, words: str, speaker: str) -> None:
    found = quote(text, words).speaker
    assert found is not None and found.name == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # The question is of no one, and so is what somebody is asked.
        (
            'Ann Ray spoke. "We are glad," she said. The question on the paper is: "Should we leave the union now?"',
            "Should",
        ),
        ("# ‘We are not alone’\n\nAnn Ray said so.", "We are"),
    ],
)
def test_nobody_speaks(text: str, words: str) -> None:
    assert quote(text, words).speaker is None


def test_what_somebody_is_asked_is_not_their_word() -> None:
    assert [q.text for q in quotes('Asked if it was a "fair" vote, Ann Ray left.')] == []
