"""Cues in, modes and contexts out: which words speak, how near they must be, and which mode gives way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.coding.contexts import find_contexts
from tidings.coding.cues import compile_cues
from tidings.coding.modes import find_modes
from tidings.ontology import CONTEXTS, MODES, TYPES


@pytest.mark.parametrize(
    ("cues", "text", "found"),
    [
        (["ban"], "The ban holds.", ["ban"]),
        (["ban"], "Bandits of Bangui.", []),
        (["ban"], "A turban.", []),
        (["migra*"], "Migrants left; migration grew.", ["Migrants", "migration"]),
        (["peace talks"], "Peace  talks\nfailed.", ["Peace  talks"]),
        (["peace talks"], "Peace failed; talks.", []),
        # The longer cue first.
        (["ban", "ban on"], "a ban on tea", ["ban on"]),
        # Capitals alone match case.
        (["WHO"], "those who ran", []),
        (["WHO"], "The WHO ran", ["WHO"]),
        (["shi'ite*", "5g"], "Shi'ites got 5G.", ["Shi'ites", "5G"]),
        (["u.s."], "the US army", []),
    ],
)
def test_cues(cues: list[str], text: str, found: list[str]) -> None:
    assert [m.group() for m in compile_cues(cues).finditer(text)] == found


@pytest.mark.parametrize(
    ("type", "trigger", "clause", "modes"),
    [
        ("CONSULT", "spoke", "Kim spoke with Putin by telephone", ("phone",)),
        ("CONSULT", "met", "Kim met Putin", ()),
        ("RETREAT", "resigned", "The mayor resigned", ("resign",)),
        ("REQUEST", "urged", "Peru urged Chile to send aid", ("assist",)),
        ("REQUEST", "called", "Ghana called on Togo to free the editor", ("yield",)),
        ("REQUEST", "asked", "Ghana asked for talks", ("meet",)),
        ("REQUEST", "demanded", "They demanded that the premier resign", ("change",)),
        ("REJECT", "refused", "Peru refused to meet", ("meet",)),
        ("ACCUSE", "sued", "Chile sued Peru", ("allege",)),
        ("THREATEN", "threatened", "Peru threatened to expel the envoy", ("expel",)),
        ("SANCTION", "expelled", "Peru expelled the envoy", ("expel",)),
        ("SANCTION", "dropped", "Peru dropped several ties", ()),
        ("MOBILIZE", "deployed", "Peru deployed police", ("police",)),
        ("COERCE", "arrested", "Police arrested an editor", ("arrest",)),
        ("COERCE", "shut", "Bangladesh shut the bank", ()),
        ("ASSAULT", "shot", "Rebels shot a nurse with a rifle", ("firearms",)),
        ("ASSAULT", "attacked", "Rebels attacked the executive of a stable firm", ()),
        # No type of these has modes.
        ("AGREE", "agreed", "Peru agreed to send aid", ()),
        ("AID", "sent", "Peru sent aid", ()),
    ],
)
def test_modes_by_cue(type: str, trigger: str, clause: str, modes: tuple[str, ...]) -> None:
    assert find_modes(type, trigger, clause) == modes


@pytest.mark.parametrize(
    ("type", "trigger", "clause", "read", "modes"),
    [
        # What the reader is sure of goes before cues; the trigger's before the clause's.
        ("REQUEST", "urged", "urged talks", ("yield",), ("yield",)),
        ("RETREAT", "withdrew", "withdrew after the release", (), ("withdraw",)),
        ("ACCUSE", "charged", "charged after an investigation", (), ("allege",)),
        # Of an ASSAULT the reader's comes to the others.
        ("ASSAULT", "attacked", "attacked with knives", ("abduct",), ("primitive", "abduct")),
        # What is no mode of the type is left out.
        ("SUPPORT", "praised", "praised", ("visit",), ()),
        ("ASSAULT", "attacked", "attacked", ("visit",), ()),
    ],
)
def test_modes_that_the_reader_gives(
    type: str, trigger: str, clause: str, read: tuple[str, ...], modes: tuple[str, ...]
) -> None:
    assert find_modes(type, trigger, clause, read) == modes


@pytest.mark.parametrize(
    ("type", "clause", "modes"),
    [
        ("PROTEST", "students rallied", ("demo",)),
        ("PROTEST", "students rallied and burned tyres", ("riot",)),
        ("PROTEST", "workers marched on strike", ("strike",)),
        ("PROTEST", "prisoners began a hunger strike", ("hunger",)),
        ("ASSAULT", "soldiers burned houses", ("destroy",)),
        ("ASSAULT", "artillery destroyed houses", ("heavy-weapons",)),
        ("ASSAULT", "a drone strike by aircraft", ("drone",)),
        ("ASSAULT", "a suicide bomb", ("suicide-attack",)),
        ("ASSAULT", "a bomb", ("explosives",)),
    ],
)
def test_residual_modes_give_way(type: str, clause: str, modes: tuple[str, ...]) -> None:
    assert find_modes(type, "", clause) == modes


TEXT = st.lists(st.sampled_from("a strike bomb talks WHO court tear gas release of rifle burned drone".split())).map(
    " ".join
)


@given(st.sampled_from(list(TYPES)), TEXT, TEXT)
@settings(deadline=None)
def test_modes_are_of_the_type_and_single(type: str, trigger: str, clause: str) -> None:
    modes = find_modes(type, trigger, clause)
    assert set(modes) <= set(MODES[type])
    assert len(set(modes)) == len(modes)


@pytest.mark.parametrize(
    ("sentence", "contexts"),
    [
        ("Turkey bought crude.", ("natural_resource",)),
        ("The envoys met.", ("diplomatic",)),
        ("Soldiers shot a bishop.", ("military", "religion_ethnicity")),
        ("WHO doctors left.", ("health",)),
        # Words that only look like a cue.
        ("Those who ran were safe.", ()),
        ("The tanker of Bill came by courtesy of the hospitality of a helicopter.", ()),
        ("Crowds storm the gate.", ()),
        # Where a narrower crime is named, crime is not.
        ("The murder shocked Lima.", ("crime",)),
        ("The murder of a smuggler shocked Lima.", ("trafficking",)),
        ("", ()),
    ],
)
def test_contexts_of_a_sentence(sentence: str, contexts: tuple[str, ...]) -> None:
    assert find_contexts(sentence, sentence) == contexts


@pytest.mark.parametrize(
    ("paragraph", "contexts"),
    [
        ("They met. The court sat.", ()),
        ("They met. The court sat. The court rose.", ()),
        ("They met. The court sat. The judge rose.", ("legal",)),
    ],
)
def test_a_paragraph_must_say_it_in_two_words(paragraph: str, contexts: tuple[str, ...]) -> None:
    assert find_contexts("They met.", paragraph) == contexts


@pytest.mark.parametrize("mode", ["cyber", "misinformation"])
def test_some_modes_are_contexts_too(mode: str) -> None:
    assert find_contexts("It was done.", "It was done.", (mode,)) == (mode,)


@given(TEXT, TEXT)
@settings(deadline=None)
def test_contexts_come_in_the_order_of_the_table(sentence: str, paragraph: str) -> None:
    found = find_contexts(sentence, paragraph)
    assert list(found) == [name for name in CONTEXTS if name in found]
    assert set(find_contexts(sentence, "")) <= set(find_contexts(sentence, paragraph)) | {"crime"}
