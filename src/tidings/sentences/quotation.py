"""Quotation marks -> spans: what stands between an opening mark and its closing one.

Curly and straight, double and single, guillemets; a single mark only where it cannot be an
apostrophe. A quotation that its paragraph leaves open runs to the paragraph's end, as newspapers
write one that goes on in the next; where two such paragraphs were made one, to the next opening mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tidings.records import Article

__all__ = ["Span", "quoted_spans"]

_MARK = re.compile(r"[\"“”„«»]|''|``|(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
_PAIRS = {"“": "”", "„": "”", "«": "»", "‘": "’", "'": "'", "``": "''"}
# The reporter's own words at the end of what a mark left open: ", the Kremlin said."
_REPORTED = re.compile(r",\s(?:[\w.’'-]+\s){1,5}(?:said|says|added|told(?:\s[\w.’'-]+){1,4})[^,.!?]{0,40}[.!?]$")
# A single mark that closes nothing within this many characters was an apostrophe ("the '90s").
_SINGLE_REACH = 300
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Span:
    """The words between two marks: offsets into `Article.text`, the block, and whether it was closed."""

    start: int
    end: int
    block: int
    closed: bool


def quoted_spans(article: Article) -> list[Span]:
    """Find what an article puts between quotation marks, in order.

    Args:
        article: the article; no span crosses the border of a block.
    """
    spans: list[Span] = []
    for number, block in enumerate(article.blocks):
        spans.extend(_in_block(article.text, block.start, block.end, number))
    return spans


def _in_block(text: str, start: int, end: int, block: int) -> list[Span]:
    spans: list[Span] = []
    marks = list(_MARK.finditer(text, start, end))
    position = 0
    while position < len(marks):
        opening = marks[position]
        sign = opening.group()
        position += 1
        if sign in {"”", "»", "’", "''"} or (sign in {'"', "'"} and not _may_open(text, opening, start)):
            continue
        closing = _closing(text, marks, position, sign)
        single = sign in {"'", "‘"} and not _begins_speech(text, opening, start)
        if closing is not None and (not single or marks[closing].start() - opening.end() <= _SINGLE_REACH):
            _add(spans, text, opening.end(), marks[closing].start(), block, True)
            position = closing + 1
        elif closing is None and single:
            continue
        elif closing is None and (again := _opens_again(text, marks, position, sign)) is not None:
            if _runs_on(text, opening.end(), marks[again].start()):
                _add(spans, text, opening.end(), marks[again].start(), block, False)
                position = again
            # Else another quotation begins before this one ends: its closing mark is lost.
        elif not text[opening.end() : end].isspace() and end - opening.end() <= _LONGEST:
            _add(spans, text, opening.end(), end, block, False)
            break
    return spans


def _begins_speech(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a single mark begins whole sentences: at its paragraph's begin or behind a colon, before a capital."""
    before = text[start : mark.start()].rstrip()
    return text[mark.end() : mark.end() + 1].isupper() and (not before or before.endswith((":", ",")))


def _may_open(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a straight mark may begin a quotation: not behind a word, nor between a word's stop and a blank."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.start() == start or before.isspace() or not (before.isalnum() or after.isspace() or not after)


def _opens_again(text: str, marks: list[re.Match[str]], position: int, sign: str) -> int | None:
    """The number of the next mark that opens a quotation of the same kind."""
    again = (n for n in range(position, len(marks)) if marks[n].group() == sign)
    return next((n for n in again if sign not in {'"', "'"} or _only_opens(text, marks[n])), None)


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether the words between two opening marks are whole sentences that no reporter's "he said" ends."""
    words = text[start:end].strip()
    whole = words[:1].isupper() or not words[:1].isalpha()
    return whole and words.endswith((".", "!", "?", "…")) and not _REPORTED.search(words)


def _only_opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark stands before a word and after a blank, so that it cannot close."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return before.isspace() and after.isalnum()


def _closing(text: str, marks: list[re.Match[str]], position: int, sign: str) -> int | None:
    wanted = _PAIRS.get(sign, sign)
    reach = marks[position - 1].end() + _SINGLE_REACH if sign in {"'", "‘"} else None
    for number in range(position, len(marks)):
        if reach is not None and marks[number].start() > reach:
            # What comes so late closes nothing, and looking on to the end for each would take the square of a page.
            return None
        found = marks[number].group()
        if sign == "'" and found == sign and _only_opens(text, marks[number]):
            continue
        if sign == '"' and found == sign and _only_opens(text, marks[number]):
            return None
        if found in {"'", "’"} and sign in {"'", "‘"} and _ends_word(text, marks, number):
            continue
        if (
            found == wanted
            or (sign in {"“", "„"} and found == '"')
            or (sign == '"' and found == "”")
            or (sign == "'" and found == "’")
            or (sign == "‘" and found == "'")
        ):
            return number
        if found == sign and sign in {"“", "„", "«", "``"}:
            return None
    return None


def _ends_word(text: str, marks: list[re.Match[str]], number: int) -> bool:
    """Whether a single mark is the apostrophe of a plural ("the boys’ school"): another closes before the next opens."""
    mark = marks[number]
    if text[mark.start() - 1 : mark.start()] != "s" or not text[mark.end() : mark.end() + 1].isspace():
        return False
    following = next((m for m in marks[number + 1 :] if m.group() in {"'", "’", "‘"}), None)
    return following is not None and following.group() != "‘" and not _only_opens(text, following)


def _add(spans: list[Span], text: str, start: int, end: int, block: int, closed: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end, block, closed))
