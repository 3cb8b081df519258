"""How something lies to a place: "200 kilometers from X", "off the coast of X", "near X"."""

from __future__ import annotations

import re

from tidings.mentions.words import Words

__all__ = ["relation_to"]

_RELATION = re.compile(
    r"(?:(?<!\w)|(?<!\d)(?=\d))(?P<relation>"
    r"(?:(?:about|around|some|roughly|approximately|nearly|almost|just|more than|less than)\s+)?"
    r"(?P<count>\d[\d,.]{0,20}|a few|several|\w+)\s+(?P<unit>kilomet(?:er|re)s?|km|miles?|kms)\b"
    r"(?:\s*\([^()]{1,30}\))?(?:\s+(?:due\s+)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
    r"(?:ern)?)?(?:\s+(?:away|inland|offshore))?\s+(?:from|of|off))\s+(?:the\s+)?(?:[\w-]+\s+){0,3}\Z",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?P<relation>off the (?:[\w-]+ ){0,2}coast of|(?:on|near|along|at|across) (?:the|its) (?:[\w-]+ )?border (?:with|of|between)|"
    r"(?:on|in|to) the outskirts of|close to|in the vicinity of|"
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west) of|"
    r"near|outside|off|around|towards?|between)\s+(?:the\s+)?(?:(?:[\w-]+\s+){0,2}(?:city|town|village|port|island|capital)\s+"
    r"(?:of\s+)?)?\Z",
    re.IGNORECASE,
)
_UNCERTAIN = {"near": 25.0, "outside": 20.0, "close to": 25.0, "around": 25.0, "off": 50.0}
_MILE = 1.609344
_PARTING = frozenset(
    "cut cuts cutting sealed seal seals sealing called calls kick kicked took takes shut set blocked".split()
)


def relation_to(words: Words, first: int) -> tuple[str | None, float | None]:
    """Find the words that relate an event to a place, and how far off they put it in kilometres.

    Args:
        words: the tokens of a sentence.
        first: the first token of the place's name.
    """
    begin = words.starts[first]
    before = words.text[max(0, begin - 90) : begin]
    match = _RELATION.search(before)
    if match:
        count = match["count"].replace(",", "").rstrip(".")
        try:
            distance = float(count)
        except ValueError:
            return match["relation"], None
        return match["relation"], distance * (_MILE if match["unit"].lower().startswith("mile") else 1.0)
    match = _NEAR.search(before)
    if match:
        relation = match["relation"]
        if relation.lower() == "off" and _parted(words, first):
            return None, None
        return relation, _UNCERTAIN.get(relation.lower(), 50.0)
    return None, None


def _parted(words: Words, first: int) -> bool:
    """Whether "off" belongs to a verb: "cut off X"."""
    off = next((n for n in range(first - 1, max(-1, first - 4), -1) if words.low[n] == "off"), None)
    if off is None or off == 0:
        return False
    return words.dep[off] == "prt" or words.low[off - 1] in _PARTING
