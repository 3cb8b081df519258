"""Quotation marks -> spans: what stands between an opening mark and its closing one.

Curly and straight, double and single, guillemets; a single mark only where it cannot be an
apostrophe. A quotation that its paragraph leaves open runs to the paragraph's end, as newspapers
write one that goes on in the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tidings.records import Article

__all__ = ["Span", "quoted_spans"]

_MARK = re.compile(r"[\"“”„«»]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)|''|``")
_PAIRS = {"“": "”", "„": "”", "«": "»", "‘": "’", "'": "'", "``": "''"}
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
        if sign in {"”", "»", "’", "''"} or (sign == '"' and not _may_open(text, opening.start(), start)):
            continue
        closing = _closing(marks, position, sign)
        single = sign in {"'", "‘"}
        if closing is not None and (not single or marks[closing].start() - opening.end() <= _SINGLE_REACH):
            _add(spans, text, opening.end(), marks[closing].start(), block, True)
            position = closing + 1
        elif not single and not text[opening.end() : end].isspace() and end - opening.end() <= _LONGEST:
            _add(spans, text, opening.end(), end, block, False)
            break
    return spans


def _may_open(text: str, at: int, start: int) -> bool:
    return at == start or not text[at - 1].isalnum()


def _closing(marks: list[re.Match[str]], position: int, sign: str) -> int | None:
    wanted = _PAIRS.get(sign, sign)
    for number in range(position, len(marks)):
        found = marks[number].group()
        if (
            found == wanted
            or (sign in {"“", "„"} and found == '"')
            or (sign == "'" and found == "’")
            or (sign == "‘" and found == "'")
        ):
            return number
        if found == sign and sign in {"“", "„", "«"}:
            return None
    return None


def _add(spans: list[Span], text: str, start: int, end: int, block: int, closed: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end, block, closed))
