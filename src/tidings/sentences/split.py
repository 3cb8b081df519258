"""Article -> Sentences, by rules on characters alone, so that nothing is parsed to find borders.

A border is a full stop, question or exclamation mark (with closing quotes and brackets) before
white space and something that may begin a sentence. Abbreviations, initials, numbers and dots
inside names are no borders. No sentence crosses the border of a block.
"""

from __future__ import annotations

import re

from tidings.records import Article
from tidings.sentences.sentence import Sentence

__all__ = ["split", "split_text"]

_CLOSERS = "\"'”’)\\]»"
_OPENERS = "\"'“‘(\\[«"
_BORDER = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]+)(?P<close>[{_CLOSERS}]*)(?P<gap>\s+)(?=[{_OPENERS}—–-]*\s?[\w$£€#@])", re.UNICODE
)

# Words whose dot hardly ever ends a sentence: what follows is part of the same name or phrase.
_NEVER = frozenset(
    (
        "mr mrs ms messrs dr prof rev fr sr st hon gen lt col maj capt cmdr sgt cpl pvt adm brig gov sen rep reps "
        "sens pres supt det insp amb atty ald vs no nos vol pp art fig cf viz approx al dep min e.g i.e u.n u.s "
        "u.k"
    ).split()
)
# Words whose dot ends a sentence only where the next word begins one for sure.
_PERHAPS = frozenset(
    (
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc ltd co "
        "corp plc jr etc a.m p.m d.c ph.d b.a m.a u.s.a u.s.s.r ca calif fla ariz conn mass mich minn miss mo "
        "okla ore pa tenn tex va wash wis ave blvd ft mt est dept km kg lb lbs oz sq"
    ).split()
)
_PERHAPS_ENDS = _PERHAPS | {"u.s", "u.k", "u.n"}
# Words that begin a sentence after an abbreviation that may end one.
_STARTERS = frozenset(
    (
        "The A An He She It They We You I In On At But And However Meanwhile This That These Those His Her Its "
        "Their There When While After Before If As For Police Officials President Prime Mr Mrs Ms Earlier Later "
        "Also Both Some Many Most Several One Two Three No Not So Such Under Since Until With Without What Who "
        "Why How Where According Another More Last Among During Although Despite Authorities Government Residents "
        "Witnesses"
    ).split()
)
_WORD_BEFORE = re.compile(r"(?<![^\s\"'“”‘’()\[\]«»—–-])[^\s\"'“”‘’()\[\]«»—–-]*\Z")
_WORD_AFTER = re.compile(rf"[{_OPENERS}—–-]*\s?(\w[\w’'-]*)")


def split(article: Article, max_sentence: int = 1200) -> tuple[Sentence, ...]:
    """Cut an article into sentences, in reading order.

    Args:
        article: an article; the offsets of its blocks are kept.
        max_sentence: characters; a longer sentence is cut at a blank.
    """
    sentences: list[Sentence] = []
    for index, block in enumerate(article.blocks):
        for start, end in split_text(article.text[block.start : block.end], max_sentence):
            start, end = start + block.start, end + block.start
            sentences.append(Sentence(len(sentences), start, end, article.text[start:end], index, block.kind))
    return tuple(sentences)


def split_text(text: str, max_sentence: int = 1200) -> list[tuple[int, int]]:
    """Give the offsets of each sentence of a text, white space at both ends left out.

    Args:
        text: the text of one block; an empty line ends a sentence.
        max_sentence: characters; a longer sentence is cut at a blank.
    """
    spans: list[tuple[int, int]] = []
    for paragraph in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        begin = paragraph.start()
        for border in _BORDER.finditer(text, paragraph.start(), paragraph.end()):
            if _ends_sentence(text, border):
                _add(spans, text, begin, border.end("close"), max_sentence)
                begin = border.end()
        _add(spans, text, begin, paragraph.end(), max_sentence)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int, limit: int) -> None:
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            return
        if end - start <= limit:
            spans.append((start, end))
            return
        cut = max(text.rfind(" ", start + 1, start + limit), text.rfind("\n", start + 1, start + limit))
        cut = cut if cut > start else start + limit
        _add(spans, text, start, cut, limit)
        start = cut


def _ends_sentence(text: str, border: re.Match[str]) -> bool:
    following = _WORD_AFTER.match(text, border.end())
    after = following.group(1) if following else ""
    lower = after[:1].islower()
    if border.group("stop") != ".":
        return not lower
    window = text[max(0, border.start() - 40) : border.start()]
    word = _WORD_BEFORE.search(window)
    before = word.group() if word else ""
    key = before.lower()
    if border.group("close"):
        return not lower
    if key in _PERHAPS_ENDS:
        return after in _STARTERS
    if key in _NEVER:
        return key == "no" and after in _STARTERS
    if lower:
        return False
    return not _is_initial(before, window, after)


def _is_initial(before: str, window: str, after: str) -> bool:
    if len(before) == 1 and before.isupper():
        # "Hussein M. Ali" goes on; "in plan B. The" ends.
        return after not in _STARTERS
    # "J.K. Rowling", "U.N.-backed": dotted capitals before a name.
    return bool(re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", before)) and after not in _STARTERS
