"""Contexts of an act from cue words of its sentence and paragraph (PLOVER: paragraph level)."""

from __future__ import annotations

import functools
import re

from tidings.coding.cues import compile_cues
from tidings.ontology import read_table

__all__ = ["find_contexts"]

# Modes that add the context of the same name (codebook, COERCE).
_BY_MODE = {"cyber": "cyber", "misinformation": "misinformation"}
# Where a narrower crime is named, `crime` is not (codebook, Crime).
_NARROW_CRIMES = frozenset({"trafficking", "corruption", "illegal_drugs", "terrorism"})


@functools.cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_table("tidings.ontology", "contexts.tsv")
    return tuple((row["name"], compile_cues(row["cues"].split("|"))) for row in rows)


@functools.lru_cache(maxsize=4096)
def _contexts_of(text: str) -> dict[str, int]:
    counts = {name: len({m.group().casefold() for m in pattern.finditer(text)}) for name, pattern in _cues()}
    return {name: count for name, count in counts.items() if count}


def find_contexts(sentence: str, paragraph: str, modes: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Find the contexts of an act, in the order of the codebook's table.

    Args:
        sentence: the sentence of the act; one cue in it is enough.
        paragraph: its block; there two different cues are asked for, so that a passing word does
            not colour every act of a long paragraph.
        modes: the act's modes.
    """
    found = set(_contexts_of(sentence))
    found |= {name for name, count in _contexts_of(paragraph).items() if count > 1}
    found |= {_BY_MODE[mode] for mode in modes if mode in _BY_MODE}
    if found & _NARROW_CRIMES:
        found.discard("crime")
    return tuple(name for name, _ in _cues() if name in found)
