"""The text around a time expression: whether it speaks of what was or of what is to come."""

from __future__ import annotations

import datetime
import re

from tidings.mentions.dates import Value

__all__ = ["Context"]

_AS_FINE = {"D": ("day",), "W": ("day", "week"), "M": ("day", "week", "month"), "Y": ("day", "week", "month", "year")}

_FUTURE = re.compile(
    r"\b(?:will|'ll|won't|shall|would|to be|due|scheduled|plan|plans|planned|planning|expected|expects|going to|set to|"
    r"upcoming|until|deadline|expires?|as soon as|as early as|ahead of|next(?! to\b)|headed|heads|must)\b"
)
# "by Friday", "by the end of the month": to come, unless something past is told.
_BY = re.compile(r"\bby\s+(?:(?:the|early|late|mid)[\s-]+)*(?:(?:end|start|beginning|middle)\s+of\s+)?(?:the\s+)?\Z")
_PAST = re.compile(
    r"\b(?:said|says|was|were|had|did|told|met|went|came|took|made|won|shot|fell|left|has|have|since|after|"
    r"(?<!\bbe )(?!(?:plann|schedul|expect|head)ed)[a-z]{3,}ed)\b"
)

# "on Sunday issued": a verb of the past right behind the day.
_TOLD_AFTER = re.compile(r"\s+(?:said|told|met|was|were|had|[a-z]{3,}ed)\b")


# "Wednesday's ruling" has been made; "ahead of Friday's vote" tells otherwise.
_OWNING = re.compile(r"['’]s\b")
_TOWARD = re.compile(r"\b(?:ahead of|until|upcoming|run-up to|in time for|before|will|expected|due|scheduled)\b")
# Where nothing before a time tells, the first verb behind it does: "On Friday, the chamber will vote".
_AHEAD = re.compile(
    r"[^.;]{0,70}?\b(?:(?P<ahead>will|plans? to|(?:is|are) (?:to|due|set|scheduled|expected)|expects? to|intends? to)|"
    r"said|says|was|were|had|has|have|[a-z]{3,}ed)\b"
)


class Context:
    """The text around a match, and the days from which relative words are reckoned.

    `told` is the day that the article has named last, which "the next morning" and "that year" go on from.
    """

    def __init__(self, text: str, anchor: datetime.date | None, told: Value | None = None) -> None:
        self.text = text
        self.anchor = anchor
        self._told = told

    def told(self, unit: str) -> datetime.date | None:
        """Give the day told last, where what was told is as fine as the unit; None where nothing was.

        Args:
            unit: D, W, M or Y; another is as fine as a day.
        """
        told = self._told
        if told is None or told.date is None or told.precision not in _AS_FINE.get(unit, _AS_FINE["D"]):
            return None
        return told.date

    def future(self, match: re.Match[str]) -> bool:
        """Whether the words around a time speak of what is to come: the nearest cue before it decides.

        Args:
            match: the time expression in the text.
        """
        before = self.text[max(0, match.start() - 70) : match.start()]
        cues = [m.end() for m in _FUTURE.finditer(before)]
        past = [m.end() for m in _PAST.finditer(before)]
        if _TOLD_AFTER.match(self.text, match.end()):
            return False
        if _OWNING.match(self.text, match.end()):
            return bool(_TOWARD.search(before[-40:]))
        if not cues and not past and not _BY.search(before):
            behind = _AHEAD.match(self.text, match.end())
            return behind is not None and behind["ahead"] is not None
        if not cues:
            return bool(_BY.search(before)) and not past
        return not past or cues[-1] > past[-1] or before[past[-1] - 4 : past[-1]] in ("said", "told")
