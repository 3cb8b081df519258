"""The text around a time expression: whether it speaks of what was or of what is to come."""

from __future__ import annotations

import datetime
import re

__all__ = ["Context"]

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


class Context:
    """The text around a match, and the day from which relative words are reckoned."""

    def __init__(self, text: str, anchor: datetime.date | None) -> None:
        self.text = text
        self.anchor = anchor

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
        if not cues:
            return bool(_BY.search(before)) and not past
        return not past or cues[-1] > past[-1] or before[past[-1] - 4 : past[-1]] in ("said", "told")
