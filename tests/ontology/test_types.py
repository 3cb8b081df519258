"""PLOVER's types, modes, contexts, sectors and scores, as the codebook has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.ontology import CONTEXTS, MODES, NONE, SECTORS, TYPES, event_scale, quad_code

CHOSEN = st.sampled_from(list(TYPES)).flatmap(
    lambda type: st.tuples(st.just(type), st.lists(st.sampled_from([*MODES[type], "no-such-mode"]), max_size=3))
)


@pytest.mark.parametrize(
    ("type", "quad", "score", "needs_recipient"),
    [
        ("AGREE", 1, 2.5, False),
        ("CONSULT", 1, 2.5, False),
        ("SUPPORT", 1, 5, False),
        ("CONCEDE", 1, 4.5, False),
        ("COOPERATE", 2, 9.5, True),
        ("AID", 2, 10, True),
        ("RETREAT", 2, 6.5, False),
        ("REQUEST", 3, 0, False),
        # Printed as 3 in the table of scores, against the scores of its modes.
        ("ACCUSE", 3, -3, False),
        ("REJECT", 3, -2, False),
        ("THREATEN", 3, -3.5, False),
        ("PROTEST", 4, -5, False),
        # Verbal conflict in older overviews, material in its own section.
        ("SANCTION", 4, -6, True),
        ("MOBILIZE", 4, -5.5, False),
        ("COERCE", 4, -7, False),
        ("ASSAULT", 4, -9, False),
    ],
)
def test_types(type: str, quad: int, score: float, needs_recipient: bool) -> None:
    found = TYPES[type]
    assert (found.name, found.quad_code, found.score, found.requires_recipient) == (type, quad, score, needs_recipient)
    assert quad_code(type) == quad
    assert event_scale(type) == score


def test_there_are_sixteen_types_and_none_is_not_one() -> None:
    assert len(TYPES) == 16
    assert NONE not in TYPES
    assert MODES.keys() == TYPES.keys()


@pytest.mark.parametrize(
    ("type", "modes"),
    [
        ("AGREE", ""),
        ("CONSULT", "visit third-party multilateral phone"),
        ("SUPPORT", ""),
        ("CONCEDE", ""),
        ("COOPERATE", ""),
        ("AID", ""),
        ("RETREAT", "withdraw release disarm ceasefire access resign"),
        ("REQUEST", "assist change yield meet"),
        ("ACCUSE", "disapprove investigate allege"),
        ("REJECT", "assist change yield meet"),
        ("THREATEN", "restrict arrest relations expel territory violence"),
        ("PROTEST", "demo riot strike hunger boycott obstruct vandalize"),
        ("SANCTION", "convict expel withdraw discontinue"),
        ("MOBILIZE", "troops weapons police militia"),
        ("COERCE", "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
        (
            "ASSAULT",
            "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
            "heavy-weapons crowd-control unconventional",
        ),
    ],
)
def test_modes(type: str, modes: str) -> None:
    assert set(MODES[type]) == set(modes.split())
    assert all((mode.type, mode.name) == (type, name) for name, mode in MODES[type].items())


@pytest.mark.parametrize(
    ("type", "modes", "score"),
    [
        ("CONSULT", ("phone",), 1.5),
        ("CONSULT", ("phone", "multilateral"), 4),
        ("RETREAT", ("disarm",), 10),
        ("REQUEST", ("assist",), 0.5),
        ("REQUEST", ("meet",), 0),
        ("REQUEST", ("assist", "yield"), -1),
        ("ACCUSE", ("disapprove",), -2),
        ("ACCUSE", ("disapprove", "allege"), -3.5),
        ("PROTEST", ("demo", "riot"), -7),
        ("SANCTION", ("expel",), -5.5),
        ("COERCE", ("martial-law",), -7.5),
        ("ASSAULT", ("unconventional",), -10),
        ("ASSAULT", ("beat",), -7.5),
        # A mode of another type counts for nothing.
        ("AID", ("beat",), 10),
    ],
)
def test_scores_with_modes(type: str, modes: tuple[str, ...], score: float) -> None:
    assert event_scale(type, modes) == score


@given(CHOSEN)
def test_a_score_is_that_of_the_type_or_of_one_of_its_modes(chosen: tuple[str, list[str]]) -> None:
    type, modes = chosen
    score = event_scale(type, tuple(modes))
    assert -10 <= score <= 10
    assert score in {TYPES[type].score, *(MODES[type][m].score for m in modes if m in MODES[type])}
    assert score == event_scale(type, tuple(reversed(modes)))


@pytest.mark.parametrize("type", list(TYPES))
def test_modes_stand_on_the_side_of_their_type(type: str) -> None:
    # A request for help is the one mode that stands above nought while its type stands on it.
    signs = {mode.score > 0 for mode in MODES[type].values() if mode.score and type != "REQUEST"}
    assert signs <= {TYPES[type].score > 0}


def test_contexts() -> None:
    assert set(CONTEXTS) == set(
        (
            "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy "
            "economic legal reparations human_rights rights_freedoms repression human_security gender lgbt "
            "religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters "
            "natural_resource environment technology terrorism cbrn cyber misinformation crime corruption "
            "illegal_drugs trafficking"
        ).split()
    )


def test_sectors() -> None:
    assert set(SECTORS) == set(
        ("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC").split()
    )


@pytest.mark.parametrize("table", [CONTEXTS, SECTORS])
def test_names_are_explained(table: dict[str, str]) -> None:
    assert all(definition.strip() for definition in table.values())


@pytest.mark.parametrize("type", list(TYPES))
def test_definitions_are_sentences(type: str) -> None:
    definitions = [TYPES[type].definition, *(mode.definition for mode in MODES[type].values())]
    assert all(text[:1].isupper() and text.endswith(".") for text in definitions)
