"""The noun of this room: an act that a sentence reports, before anybody judged who says so."""

from __future__ import annotations

from dataclasses import dataclass

from tidings.records import Entity, Location, Size, TimeSpan
from tidings.sentences import Parsed

__all__ = ["Act"]


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """An act: the words that report it, its type and modes, its parties, place, time and counts.

    `trigger` are offsets into `Article.text`, `trigger_token` the index of the word in the
    sentence's parse; `probability` is calibrated; `trace` says what decided each part.
    """

    parsed: Parsed
    trigger: tuple[int, int]
    trigger_token: int
    words: tuple[str, ...]
    type: str
    modes: tuple[str, ...]
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    location: Location | None
    time: TimeSpan | None
    size: Size | None
    probability: float
    trace: tuple[str, ...]
