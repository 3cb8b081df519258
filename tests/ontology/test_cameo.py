"""The crosswalk between PLOVER and CAMEO, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.ontology import CONTEXTS, MODES, TYPES, cameo_code, cameo_root, from_cameo, read_table

TABLE = {row["cameo"]: row for row in read_table("tidings.ontology", "cameo.tsv")}
WITH_MODES = [(type, mode) for type in TYPES for mode in ("", *MODES[type])]
# What CAMEO has no code of its own for, or PLOVER's table files under a neighbour: there and back is elsewhere.
BACK_ELSEWHERE: dict[tuple[str, str], str | None] = {
    ("RETREAT", ""): "CONCEDE",
    ("RETREAT", "resign"): "CONCEDE",
    ("RETREAT", "withdraw"): "disarm",
    ("REQUEST", "yield"): "change",
    ("ACCUSE", "allege"): "disapprove",
    ("REJECT", "yield"): "change",
    ("THREATEN", "relations"): None,
    ("PROTEST", "strike"): "boycott",
    ("COERCE", "censor"): "restrict",
    ("ASSAULT", "explosives"): "suicide-attack",
    ("ASSAULT", "aerial"): "heavy-weapons",
    ("ASSAULT", "drone"): "heavy-weapons",
    ("ASSAULT", "crowd-control"): None,
}


@pytest.mark.parametrize(
    ("code", "type", "mode", "contexts"),
    [
        ("0312", "AGREE", None, ("military",)),
        ("0333", "AGREE", None, ("human_security",)),
        ("042", "CONSULT", "visit", ()),
        ("043", "CONSULT", "visit", ()),
        ("0841", "RETREAT", "release", ("legal",)),
        ("091", "ACCUSE", "investigate", ("crime", "corruption")),
        ("112", "ACCUSE", "disapprove", ()),
        ("1121", "ACCUSE", "allege", ("crime", "corruption")),
        ("1382", "THREATEN", "territory", ("military",)),
        ("145", "PROTEST", "riot", ()),
        ("191", "COERCE", "restrict", ("military",)),
        ("2042", "ASSAULT", "unconventional", ("cbrn",)),
        # Mended where the list of 2021 says otherwise than the codebook.
        ("116", "SANCTION", "convict", ("legal",)),
        ("163", "SANCTION", "discontinue", ("diplomatic",)),
        ("186", "ASSAULT", "targeted", ()),
        ("1712", "ASSAULT", "destroy", ("human_security",)),
        # Four digits of which the table has three.
        ("0759", "AID", None, ("asylum",)),
    ],
)
def test_from_cameo(code: str, type: str, mode: str | None, contexts: tuple[str, ...]) -> None:
    assert from_cameo(code) == (type, mode, contexts)


@pytest.mark.parametrize("code", ["", "0", "05", "010", "023", "999", "meet"])
def test_what_plover_dropped_has_no_type(code: str) -> None:
    assert from_cameo(code) is None


@pytest.mark.parametrize("code", TABLE)
def test_every_row_is_of_the_codebook(code: str) -> None:
    assert code.isdigit() and len(code) in {3, 4}
    found = from_cameo(code)
    assert found is not None
    type, mode, contexts = found
    assert type in TYPES
    assert mode is None or mode in MODES[type]
    assert set(contexts) <= set(CONTEXTS)


def test_rows_that_differ_from_the_list_say_so() -> None:
    mended = {code for code, row in TABLE.items() if row["note"]}
    assert {"116", "163", "185", "186", "1712"} <= mended


@given(st.text("0123456789", max_size=6))
def test_a_longer_code_is_its_row_or_that_of_its_beginning(code: str) -> None:
    found = from_cameo(code)
    beginnings = [code[:length] for length in range(3, len(code) + 1) if code[:length] in TABLE]
    assert (found is None) == (not beginnings)
    if beginnings:
        assert found == from_cameo(beginnings[-1])


@pytest.mark.parametrize(
    ("type", "modes", "root", "code"),
    [
        ("AGREE", (), "03", "030"),
        ("CONSULT", ("phone",), "04", "041"),
        ("AID", (), "07", "070"),
        ("RETREAT", ("release",), "08", "0841"),
        ("ACCUSE", ("investigate",), "09", "090"),
        ("ACCUSE", ("disapprove", "investigate"), "09", "111"),
        ("SANCTION", (), "16", "160"),
        ("SANCTION", ("convict",), "16", "160"),
        ("COERCE", ("arrest",), "17", "173"),
        ("ASSAULT", (), "19", "190"),
        ("ASSAULT", ("abduct",), "18", "181"),
        ("ASSAULT", ("crowd-control",), "17", "175"),
        ("ASSAULT", ("unconventional",), "20", "204"),
        ("ASSAULT", ("firearms", "abduct"), "18", "193"),
        ("THREATEN", ("no-such-mode",), "13", "130"),
    ],
)
def test_to_cameo(type: str, modes: tuple[str, ...], root: str, code: str) -> None:
    assert (cameo_root(type, modes), cameo_code(type, modes)) == (root, code)


@pytest.mark.parametrize(("type", "mode"), WITH_MODES)
def test_a_code_lies_under_its_root(type: str, mode: str) -> None:
    modes = (mode,) if mode else ()
    code = cameo_code(type, modes)
    assert code in TABLE
    # A mode without a code of its own has the general code of its type.
    assert code.startswith(cameo_root(type, modes)) or code == cameo_code(type)


@pytest.mark.parametrize(("type", "mode"), WITH_MODES)
def test_there_and_back(type: str, mode: str) -> None:
    code = cameo_code(type, (mode,) if mode else ())
    back = from_cameo(code)
    assert back is not None
    if (type, mode) in BACK_ELSEWHERE:
        assert back[0] == type or mode in {"", "resign"}
        assert BACK_ELSEWHERE[type, mode] in back[:2]
    elif code == cameo_code(type):
        assert back[0] == type
    else:
        assert back[:2] == (type, mode)
