"""Who says that an act happened, and how surely."""

from __future__ import annotations

import pytest
from tests.standing.telling import stand

from tidings.records import Attribution

MALI = "attacked a village in Mali"


@pytest.mark.parametrize(
    ("text", "word", "certainty", "source", "cue"),
    [
        (f"Rebels {MALI} on Monday.", "attacked", "asserted", None, None),
        # One who says so.
        (f"Rebels {MALI}, the army said.", "attacked", "claimed", "the army", "said"),
        (f"The army said rebels {MALI}.", "attacked", "claimed", "The army", "said"),
        (f"Witnesses told reporters that rebels {MALI}.", "attacked", "claimed", "Witnesses", "told"),
        (
            f"Officials said on Monday that, despite the truce, rebels {MALI}.",
            "attacked",
            "claimed",
            "Officials",
            "said",
        ),
        ("The army, Amadou Diallo said, shelled the valley.", "shelled", "claimed", "Amadou Diallo", "said"),
        ("The rebels, the army says, burned a village.", "burned", "claimed", "the army", "says"),
        (f"According to the army, rebels {MALI}.", "attacked", "claimed", "the army", "according to"),
        (f"Rebels {MALI}, according to witnesses.", "attacked", "claimed", "witnesses", "according to"),
        ("Police clashed with monks, state television reported.", "clashed", "claimed", "state television", "reported"),
        ("France accused Russia of attacking a village.", "attacking", "claimed", "France", "accused"),
        ("France accused Russia of an attack on a ship.", "attack", "claimed", "France", "accused"),
        ("He was accused by prosecutors of attacking a village.", "attacking", "claimed", "prosecutors", "accused"),
        # One who thinks so, or nobody in particular.
        (f"Rebels are believed to have {MALI}.", "attacked", "uncertain", None, "believed"),
        (f"Rebels were said to have {MALI}.", "attacked", "uncertain", None, "said"),
        (f"It was claimed that rebels {MALI}.", "attacked", "uncertain", None, "claimed"),
        (f"Experts believe rebels {MALI}.", "attacked", "uncertain", "Experts", "believe"),
        (f"The minister doubts that rebels {MALI}.", "attacked", "uncertain", "The minister", "doubts"),
        ("The men are suspected of attacking a village.", "attacking", "uncertain", None, "suspected"),
        ("The two men are suspected of the murder of a judge.", "murder", "uncertain", None, "suspected"),
        # Those whom a participle speaks of are not its source.
        ("Rebels suspected of attacking a village in Mali fled.", "attacking", "uncertain", None, "suspected"),
        ("Police detained a man thought to have bombed the station.", "bombed", "uncertain", None, "thought"),
        ("Police held men accused by France of bombing a school.", "bombing", "claimed", "France", "accused"),
        # Doubt beats report, and keeps its source.
        ("Turkey said the army was believed to have shelled a town.", "shelled", "uncertain", "Turkey", "believed"),
        ("The army probably shelled the valley, the UN said.", "shelled", "uncertain", "the UN", "probably"),
        # Nothing speaks for it, or it is only asked.
        (f"There is no evidence that rebels {MALI}.", "attacked", "uncertain", None, "no evidence"),
        (f"There was no sign that rebels {MALI}.", "attacked", "uncertain", None, "no sign"),
        (f"The army has not confirmed that rebels {MALI}.", "attacked", "uncertain", None, "not confirmed"),
        ("The release of the miners could not be verified.", "release", "uncertain", None, "not verified"),
        (f"It is unclear whether rebels {MALI}.", "attacked", "uncertain", None, "whether"),
        ("Did rebels attack the village?", "attack", "uncertain", None, "?"),
        ("Why did rebels attack the village?", "attack", "asserted", None, None),
        # Depth.
        (
            f"The paper said officials had told it that rebels {MALI}.",
            "attacked",
            "claimed",
            "officials",
            "told",
        ),
        ("The rebels claimed to have killed a general.", "killed", "claimed", "The rebels", "claimed"),
        ("It fought off what Chad says was an attack on a convoy.", "attack", "claimed", "Chad", "says"),
        ("Chad's claim that Libya bombed a bridge was repeated.", "bombed", "claimed", "Chad", "claim"),
        ("The man was arrested on charges of bombing a bridge.", "bombing", "claimed", None, "charges"),
        ("He would not discuss reports the rebels bombed a bridge.", "bombed", "uncertain", None, "reports"),
        # What goes beside a report is none of it, nor what it takes for granted of what it doubts.
        ("Two weeks after rebels bombed a bridge, Chad said the road was open.", "bombed", "asserted", None, None),
        ("Experts believe the rebels who bombed a bridge fled.", "bombed", "asserted", None, None),
        ("A man found guilty of murder was jailed.", "jailed", "asserted", None, None),
        # Hedges.
        (f"Rebels allegedly {MALI}.", "attacked", "uncertain", None, "allegedly"),
        ("Maybe the army shelled the valley.", "shelled", "uncertain", None, "Maybe"),
        ("An alleged attack on a convoy killed three soldiers.", "attack", "uncertain", None, "alleged"),
        (f"Rebels may have {MALI}.", "attacked", "uncertain", None, "may have"),
        (f"There were reports that rebels {MALI}.", "attacked", "uncertain", None, "reports"),
        (f"Rumours that rebels {MALI} spread on Monday.", "attacked", "uncertain", None, "Rumours"),
        # Denials.
        (f"The army denied that rebels {MALI}.", "attacked", "denied", "The army", "denied"),
        ("The army denied attacking a village.", "attacking", "denied", "The army", "denied"),
        ("Iran denied an attack on the tanker.", "attack", "denied", "Iran", "denied"),
        (f"The army rejected claims that rebels {MALI}.", "attacked", "denied", "The army", "rejected claims"),
        ("Moscow dismissed reports that it shelled a market.", "shelled", "denied", "Moscow", "dismissed reports"),
        ("Iran's denial that it armed the rebels convinced nobody.", "armed", "denied", "Iran", "denial"),
        # What somebody did not say is not that one's claim.
        (f"The army did not say that rebels {MALI}.", "attacked", "asserted", None, None),
        # An adjective of somebody else, and a clause beside it, say nothing of the act.
        ("Police arrested the alleged killers of a judge.", "arrested", "asserted", None, None),
        ("Russia's envoy left the talks, which France had hosted.", "left", "asserted", None, None),
    ],
)
def test_who_says_so_and_how_surely(text: str, word: str, certainty: str, source: str | None, cue: str | None) -> None:
    found = stand(text, word).attribution
    assert (found.certainty, found.source_text, found.cue) == (certainty, source, cue)


@pytest.mark.parametrize(
    ("text", "word", "source", "cue"),
    [
        ('"Rebels attacked us and burned the houses," Amadou Diallo said.', "burned", "Amadou Diallo", "said"),
        # The sentence of the act has no verb of saying; its quotation has a speaker.
        ('"Rebels attacked us. They burned the houses," Amadou Diallo said.', "attacked", "Amadou Diallo", "said"),
        (
            '"Rebels came on Monday," Amadou Diallo said.\n\n"They burned all our houses."',
            "burned",
            "Amadou Diallo",
            "said",
        ),
        ('The army called it a "punitive strike" on the rebels.', "strike", "The army", "called"),
    ],
)
def test_quoted_words_are_their_speakers_claim(text: str, word: str, source: str, cue: str) -> None:
    found = stand(text, word).attribution
    assert (found.certainty, found.source_text, found.cue) == ("claimed", source, cue)


def test_quoted_words_of_nobody_are_the_reporters() -> None:
    assert (
        stand('The so-called "liberation" of the village ended on Monday.', "liberation").attribution == Attribution()
    )


@pytest.mark.parametrize(
    ("headline", "word", "certainty"),
    [("Rebels 'kill' ten in Mali", "kill", "claimed"), ("Rebels kill ten in 'safe' zone", "kill", "asserted")],
)
def test_what_a_headline_puts_between_marks_is_not_its_own(headline: str, word: str, certainty: str) -> None:
    assert stand(f"# {headline}\n\nThe army spoke on Monday.", word).attribution.certainty == certainty


def test_a_source_is_what_its_mention_stands_for() -> None:
    source = stand("Kim Jong Un met Putin. Kim said rebels attacked a village.", "attacked").attribution.source
    assert source is not None
    assert (source.entity_text, source.identifier_text, source.code) == ("Kim", "Kim Jong Un", "PRK")


@pytest.mark.parametrize(
    ("text", "word", "own", "certainty"),
    [
        # What a party says it will do is its own act.
        ("Turkey said it will invade Syria.", "invade", True, "asserted"),
        ("Turkey said it would invade Syria.", "invade", True, "asserted"),
        ('"We will attack Israel if it bombs Beirut," Hezbollah said.', "attack", True, "asserted"),
        # What it says it did remains its claim.
        ("Police said they arrested ten protesters.", "arrested", False, "claimed"),
        ("The Kremlin said Putin will visit China.", "visit", False, "claimed"),
    ],
)
def test_own_word(text: str, word: str, own: bool, certainty: str) -> None:
    found = stand(text, word)
    assert (found.own_word and "future" in found.auxiliary, found.attribution.certainty) == (own, certainty)


def test_the_words_that_decided_are_traced() -> None:
    assert stand("The Kremlin said Putin will visit China.", "visit").trace == ("cue:said", "future:will")


def test_words_that_are_not_in_the_sentence_stand_as_asserted() -> None:
    found = stand("Rebels attacked.", "")
    assert (found.attribution, found.auxiliary, found.trace) == (Attribution(), (), ())
