"""The noun of this room: how an act stands."""

from __future__ import annotations

from dataclasses import dataclass

from tidings.records import Attribution

__all__ = ["Standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Who says that an act happened and how surely, its auxiliary modes, and the words that decided it.

    `own_word`: the one who says it is the one who does it.
    """

    attribution: Attribution
    auxiliary: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    own_word: bool = False
