"""Coding -> marks over a text -> pieces of the text, each with the marks that cover it.

Works on records as plain data, as the archive and JSONL hold them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["KINDS", "Mark", "Piece", "marks_of", "pieces", "standing_of"]

# Of marks over the same words the first of these gives its look: an act says more than its actor.
KINDS = ("act", "actor", "recipient", "place", "time", "quote")
_BACKGROUND = ("historical", "future", "hypothetical", "negation")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a record was read from: offsets into the article's text, end exclusive, and the record's id.

    `standing` is what is to be seen of the record: its certainty where it is not `asserted`, and its
    auxiliary modes.
    """

    kind: str
    start: int
    end: int
    event: str | None = None
    standing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; `opens` says that one of them starts here."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()
    opens: bool = False

    @property
    def kind(self) -> str | None:
        """The kind that gives the piece its look; None of plain text and of what is only quoted."""
        found = {mark.kind for mark in self.marks} - {"quote"}
        return next((kind for kind in KINDS if kind in found), None)

    @property
    def quoted(self) -> bool:
        """Whether a quote covers the piece."""
        return any(mark.kind == "quote" for mark in self.marks)

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the records that the piece belongs to, each once."""
        return tuple(dict.fromkeys(mark.event for mark in self.marks if mark.event))

    @property
    def standing(self) -> tuple[str, ...]:
        """What is to be seen of the standing of the records, each word once."""
        return tuple(dict.fromkeys(word for mark in self.marks for word in mark.standing))


def standing_of(event: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the words for an event's standing: its certainty unless asserted, and its auxiliary modes.

    Args:
        event: a record.
    """
    certainty = event["attribution"]["certainty"]
    background = [word for word in _BACKGROUND if word in event.get("auxiliary", ())]
    return (*([] if certainty == "asserted" else [certainty]), *background)


def marks_of(events: Iterable[Mapping[str, Any]], quotes: Iterable[Mapping[str, Any]] = ()) -> list[Mark]:
    """Give the marks of events and quotes, by start, of equal starts the longer first.

    The words of a joined mention belong to its leading record.

    Args:
        events: records of one article.
        quotes: its quotes.
    """
    found: list[Mark] = []
    for event in events:
        id, standing, info = event.get("same_as") or event["id"], standing_of(event), event["text_info"]
        spans = [("act", info["trigger_start"], info["trigger_end"])]
        spans += [("actor", e["start"], e["end"]) for e in event["actor"]]
        spans += [("recipient", e["start"], e["end"]) for e in event.get("recipient", ())]
        for kind, name in (("place", "event_loc"), ("time", "date_mention")):
            if event.get(name):
                spans.append((kind, event[name]["start"], event[name]["end"]))
        found += [Mark(kind, start, end, id, standing) for kind, start, end in spans if end > start]
    found += [Mark("quote", q["start"], q["end"]) for q in quotes]
    return sorted(set(found), key=lambda m: (m.start, -m.end, KINDS.index(m.kind), m.event or ""))


def pieces(text: str, marks: Sequence[Mark], start: int, end: int) -> list[Piece]:
    """Cut a stretch of a text where a mark starts or ends.

    Args:
        text: the article's text.
        marks: marks over it, by their start.
        start: offset of the first character.
        end: offset after the last.
    """
    over = [m for m in marks if m.start < end and m.end > start]
    cuts = {start, end, *(m.start for m in over), *(m.end for m in over)}
    borders = sorted(cut for cut in cuts if start <= cut <= end)
    found = []
    for at, stop in itertools.pairwise(borders):
        covering = tuple(m for m in over if m.start <= at and m.end >= stop)
        opens = any(m.start == at and m.kind != "quote" for m in covering)
        found.append(Piece(text[at:stop], at, covering, opens))
    return found
