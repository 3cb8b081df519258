"""PLOVER as data: event types, modes, contexts, sectors, scores, and the crosswalk to CAMEO.

Names, codes and scores are facts of the PLOVER codebook (draft 2.0, Open Event Data Alliance,
CC BY-SA 4.0); the definitions are in our own words. Where the codebook contradicts itself, the
score of ACCUSE is -3 and SANCTION is material conflict (quad code 4), as its own section has it.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib.resources import files

__all__ = [
    "CONTEXTS",
    "MODES",
    "NONE",
    "SECTORS",
    "TYPES",
    "EventType",
    "Mode",
    "cameo_code",
    "cameo_root",
    "event_scale",
    "from_cameo",
    "quad_code",
    "read_table",
]

NONE = "NONE"


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16 types: quad code 1 to 4, score from -10 to 10."""

    name: str
    quad_code: int
    score: float
    requires_recipient: bool
    definition: str


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type, with its own score."""

    type: str
    name: str
    score: float
    definition: str


def read_table(package: str, name: str) -> list[dict[str, str]]:
    """Read one tab-separated table that ships with tidings.

    Args:
        package: the package whose `data` folder holds the table.
        name: the file's name.
    """
    text = (files(package) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _types() -> dict[str, EventType]:
    rows = read_table("tidings.ontology", "types.tsv")
    return {
        row["name"]: EventType(
            row["name"],
            int(row["quad_code"]),
            float(row["score"]),
            row["requires_recipient"] == "1",
            row["definition"],
        )
        for row in rows
    }


def _modes() -> dict[str, dict[str, Mode]]:
    modes: dict[str, dict[str, Mode]] = {name: {} for name in TYPES}
    for row in read_table("tidings.ontology", "modes.tsv"):
        modes[row["type"]][row["name"]] = Mode(row["type"], row["name"], float(row["score"]), row["definition"])
    return modes


TYPES: dict[str, EventType] = _types()
MODES: dict[str, dict[str, Mode]] = _modes()
SECTORS: dict[str, str] = {row["code"]: row["definition"] for row in read_table("tidings.ontology", "sectors.tsv")}
CONTEXTS: dict[str, str] = {row["name"]: row["definition"] for row in read_table("tidings.ontology", "contexts.tsv")}


def quad_code(type: str) -> int:
    """Give the quad code of a type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return TYPES[type].quad_code


def event_scale(type: str, modes: tuple[str, ...] = ()) -> float:
    """Give PLOVER's conflict-cooperation score, from -10 to 10.

    Args:
        type: one of the 16 types.
        modes: its modes; of several the one furthest from zero counts.
    """
    scores = [MODES[type][mode].score for mode in modes if mode in MODES[type]]
    return max(scores, key=abs) if scores else TYPES[type].score


@functools.cache
def _crosswalk() -> dict[str, dict[str, str]]:
    return {row["cameo"]: row for row in read_table("tidings.ontology", "cameo.tsv")}


def from_cameo(code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Translate a CAMEO code into PLOVER's type, mode and contexts; None where PLOVER dropped it.

    Args:
        code: three or four digits; the most specific entry that fits is taken.

    Source: PLOVER's conversion table of 2021, mended where its modes are not the codebook's.
    """
    for length in range(len(code), 2, -1):
        row = _crosswalk().get(code[:length])
        if row:
            return row["type"], row["mode"] or None, tuple(c for c in row["context"].split("|") if c)
    return None


_ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "19",
}  # fmt: skip
# CAMEO keeps what PLOVER folds: investigations apart (09), unconventional violence apart from fighting (18, 20).
_MODE_ROOTS = {
    ("ACCUSE", "investigate"): "09",
    ("ASSAULT", "abduct"): "18",
    ("ASSAULT", "beat"): "18",
    ("ASSAULT", "torture"): "18",
    ("ASSAULT", "sexual"): "18",
    ("ASSAULT", "targeted"): "18",
    ("ASSAULT", "explosives"): "18",
    ("ASSAULT", "suicide-attack"): "18",
    ("ASSAULT", "primitive"): "18",
    ("ASSAULT", "crowd-control"): "17",
    ("ASSAULT", "destroy"): "17",
    ("ASSAULT", "unconventional"): "20",
}
_MODE_CODES = {
    ("CONSULT", "visit"): "042", ("CONSULT", "phone"): "041", ("CONSULT", "third-party"): "044",
    ("RETREAT", "release"): "0841", ("RETREAT", "withdraw"): "0874", ("RETREAT", "disarm"): "0873",
    ("RETREAT", "ceasefire"): "0871", ("RETREAT", "access"): "086", ("REQUEST", "assist"): "101",
    ("REQUEST", "change"): "104", ("REQUEST", "yield"): "105", ("REQUEST", "meet"): "106",
    ("ACCUSE", "disapprove"): "111", ("ACCUSE", "allege"): "112", ("ACCUSE", "investigate"): "090",
    ("REJECT", "assist"): "121", ("REJECT", "change"): "123", ("REJECT", "yield"): "124", ("REJECT", "meet"): "125",
    ("THREATEN", "restrict"): "132", ("THREATEN", "relations"): "131", ("THREATEN", "expel"): "136",
    ("THREATEN", "territory"): "1382", ("THREATEN", "violence"): "138", ("PROTEST", "demo"): "141",
    ("PROTEST", "hunger"): "142", ("PROTEST", "strike"): "143", ("PROTEST", "boycott"): "143",
    ("PROTEST", "obstruct"): "144", ("PROTEST", "riot"): "145", ("SANCTION", "expel"): "166",
    ("SANCTION", "withdraw"): "161", ("SANCTION", "discontinue"): "163", ("MOBILIZE", "troops"): "154",
    ("MOBILIZE", "police"): "153", ("COERCE", "seize"): "171", ("COERCE", "restrict"): "172",
    ("COERCE", "censor"): "1721", ("COERCE", "curfew"): "1723", ("COERCE", "martial-law"): "1724",
    ("COERCE", "arrest"): "173", ("COERCE", "deport"): "174", ("ASSAULT", "abduct"): "181", ("ASSAULT", "beat"): "182",
    ("ASSAULT", "sexual"): "1821", ("ASSAULT", "torture"): "1822", ("ASSAULT", "suicide-attack"): "1831",
    ("ASSAULT", "explosives"): "183", ("ASSAULT", "targeted"): "186", ("ASSAULT", "firearms"): "193",
    ("ASSAULT", "heavy-weapons"): "194", ("ASSAULT", "aerial"): "195", ("ASSAULT", "drone"): "195",
    ("ASSAULT", "unconventional"): "204", ("ASSAULT", "crowd-control"): "175", ("ASSAULT", "destroy"): "1712",
}  # fmt: skip


def cameo_root(type: str, modes: tuple[str, ...] = ()) -> str:
    """Give the two-digit CAMEO cue category of a PLOVER type and its modes.

    Args:
        type: one of the 16 types.
        modes: its modes, the first that CAMEO files elsewhere decides.
    """
    return next((_MODE_ROOTS[type, mode] for mode in modes if (type, mode) in _MODE_ROOTS), _ROOTS[type])


def cameo_code(type: str, modes: tuple[str, ...] = ()) -> str:
    """Give the most specific CAMEO code that a PLOVER type and its modes stand for.

    Args:
        type: one of the 16 types.
        modes: its modes, the first that has a code of its own decides.
    """
    return next((_MODE_CODES[type, mode] for mode in modes if (type, mode) in _MODE_CODES), _ROOTS[type] + "0")
