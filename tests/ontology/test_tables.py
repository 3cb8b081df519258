"""The tables of the ontology keep their form, and words that somebody gathered say where from."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from tidings.ontology import MODES, TYPES, read_table

NAMES = sorted(p.name for p in (files("tidings.ontology") / "data").iterdir() if p.name.endswith(".tsv"))
KEYS = {
    "types.tsv": ["name"],
    "modes.tsv": ["type", "name"],
    "contexts.tsv": ["name"],
    "sectors.tsv": ["code"],
    "show.tsv": ["words"],
    "sport.tsv": ["words"],
    "cameo.tsv": ["cameo"],
    "mode_cues.tsv": ["type", "mode"],
    "triggers.tsv": ["lemmas", "pos", "condition", "type"],
}
CONDITIONS = set("obj objent subj subjpass pobj prep prt comp attr oprd mod gov any".split())


def test_every_table_is_looked_at() -> None:
    assert sorted(KEYS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_whole_and_single(name: str) -> None:
    rows = read_table("tidings.ontology", name)
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(value == value.strip() for row in rows for value in row.values())
    keys = Counter(tuple(row[field] for field in KEYS[name]) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", ["triggers.tsv", "mode_cues.tsv"])
def test_gathered_words_have_a_source_a_type_and_a_mode_of_it(name: str) -> None:
    for row in read_table("tidings.ontology", name):
        assert row["source"]
        assert row["type"] in TYPES
        assert not row["mode"] or row["mode"] in MODES[row["type"]]


def test_every_mode_but_the_residual_has_cues() -> None:
    cued = {(row["type"], row["mode"]) for row in read_table("tidings.ontology", "mode_cues.tsv")}
    wanted = {(type, mode) for type in TYPES for mode in MODES[type]}
    # A condemnation is what an ACCUSE is where no cue says that it is more.
    assert wanted - cued <= {("ACCUSE", "disapprove")}


@pytest.mark.parametrize("name", ["contexts.tsv", "mode_cues.tsv"])
def test_cues_are_single(name: str) -> None:
    for row in read_table("tidings.ontology", name):
        cues = row["cues"].split("|")
        assert all(cue == cue.strip() and cue.strip("*") for cue in cues)
        assert [cue for cue, count in Counter(cues).items() if count > 1] == []


def test_conditions_of_triggers_are_known() -> None:
    for row in read_table("tidings.ontology", "triggers.tsv"):
        assert row["pos"] in {"v", "n"}
        for part in filter(None, row["condition"].split(";")):
            bare = part.removeprefix("!")
            names = [bare.split(sign)[0] for sign in "~=" if sign in bare][:1] or bare.split("|")
            assert set(names) <= CONDITIONS, row["condition"]
