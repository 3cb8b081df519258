"""Modes of an act from cue words: those near the act first, then those of its whole clause."""

from __future__ import annotations

import functools
import re

from tidings.coding.cues import compile_cues
from tidings.ontology import MODES, read_table

__all__ = ["find_modes"]

# Types of which one sentence gives one mode: the content of a demand is one thing, in table order.
_ONE = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION", "RETREAT", "CONSULT", "MOBILIZE"})


@functools.cache
def _cues() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    table: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for row in read_table("tidings.ontology", "mode_cues.tsv"):
        table.setdefault(row["type"], []).append((row["mode"], compile_cues(row["cues"].split("|"))))
    return {type: tuple(rows) for type, rows in table.items()}


def find_modes(type: str, trigger: str, clause: str, read: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Find the modes of an act.

    Args:
        type: one of PLOVER's 16 types.
        trigger: the words that report the act.
        clause: the words of the act's clause: what hangs on the trigger in the parse.
        read: the modes that the reader itself gives.
    """
    cues = _cues().get(type, ())
    near = [mode for mode, pattern in cues if pattern.search(trigger)]
    if type in _ONE:
        wide = [mode for mode, pattern in cues if pattern.search(clause)]
        chosen = [*read] or near or wide
        return tuple(mode for mode in chosen[:1] if mode and mode in MODES[type])
    wide = [mode for mode, pattern in cues if mode in near or pattern.search(clause)]
    wide += [mode for mode in read if mode not in wide]
    return _settle(type, tuple(m for m in wide if m in MODES[type]))


def _settle(type: str, modes: tuple[str, ...]) -> tuple[str, ...]:
    if type == "PROTEST" and len(modes) > 1:
        # A demonstration is the residual mode: named only where no other is. A hunger strike lays no work down.
        return tuple(m for m in modes if m != "demo" and not (m == "strike" and "hunger" in modes))
    if type == "ASSAULT" and "drone" in modes:
        modes = tuple(m for m in modes if m != "aerial")
    if type == "ASSAULT" and "suicide-attack" in modes:
        modes = tuple(m for m in modes if m != "explosives")
    if type == "ASSAULT" and "destroy" in modes and len(modes) > 1:
        # Residual where the weapon is known (codebook, ASSAULT).
        modes = tuple(m for m in modes if m != "destroy")
    return modes
