"""Plain text as a crawler saved it -> Parts.

A page without markup still has a form: the article is a run of long lines that end in full stops;
what surrounds it is short, unpunctuated, repeated or announced by a label. Each line gets a role
from its own form and from its neighbours, in passes that each do one thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tidings.pages.captions import NEARBY, looks_like_caption, same_picture, split_credit
from tidings.pages.compose import Parts, fold, normal
from tidings.pages.dates import settle, state_date
from tidings.pages.furniture import (
    byline_names,
    dateline_of,
    furniture_reason,
    is_caption_label,
    is_credit_label,
    is_related_label,
    is_sentence,
    is_title,
    related_title,
    words,
)
from tidings.records import Dropped, Image, Related

__all__ = ["read_text"]

# A page of more lines than this is no article; the rest is not looked at.
_MOST_LINES = 20_000
# Lines without prose that end the article: pages put links, comments and notices behind it.
_END_RUN = 8
# "Image caption, A ship": label and caption on one line.
_LABELLED = re.compile(
    r"(?P<label>(?:image|media|picture|photo) (?:caption|source|credit))\s*[,:]\s*(?=\S)", re.IGNORECASE
)


@dataclass(slots=True)
class _Line:
    text: str
    gap: bool
    role: str | None = None


def read_text(content: str, title: str | None = None) -> Parts:
    """Read crawler text.

    Args:
        content: the text, lines as the crawler saved them.
        title: the headline, where the source gives it.
    """
    lines = _lines(content)
    _mark_furniture(lines)
    _mark_captions(lines)
    _mark_related(lines)
    _mark_headline(lines, title)
    _mark_body(lines)
    return _parts(lines)


def _lines(content: str) -> list[_Line]:
    found: list[_Line] = []
    gap = True
    for raw in content.split("\n")[:_MOST_LINES]:
        text = fold(raw)
        labelled = _LABELLED.match(text)
        if labelled:
            found.append(_Line(labelled.group("label"), gap))
            text, gap = text[labelled.end() :], False
        if text:
            found.append(_Line(text, gap))
        gap = not text
    return found


def _mark_furniture(lines: list[_Line]) -> None:
    for line in lines:
        reason = furniture_reason(line.text)
        if reason is not None:
            line.role = reason


def _mark_captions(lines: list[_Line]) -> None:
    """Captions end in a credit, or stand under a label; repeats nearby are of the same picture."""
    for line in lines:
        if is_caption_label(line.text):
            line.role = "label"
        elif line.role is None and looks_like_caption(line.text):
            line.role = "caption"
    for i, line in enumerate(lines):
        if line.role != "label" or i + 1 >= len(lines):
            continue
        follower = lines[i + 1]
        above = lines[i - 1] if i else None
        if follower.gap or follower.role not in {None, "caption"}:
            continue
        if is_credit_label(line.text):
            follower.role = "credit"
            continue
        if follower.role is None and len(words(follower.text)) < 3 and not line.text.endswith(":"):
            # "Video" over "Politics" is a menu, no picture.
            continue
        if above is not None and above.role in {None, "caption"} and same_picture(above.text, follower.text):
            above.role = "caption"
            follower.role = "repeat"
        else:
            follower.role = "caption"
    captions = [line for line in lines if line.role == "caption"]
    for i, line in enumerate(captions):
        if any(same_picture(line.text, other.text) for other in captions[max(0, i - NEARBY) : i]):
            line.role = "repeat"


def _mark_related(lines: list[_Line]) -> None:
    """A label announces titles: the unpunctuated lines under it, until prose begins again."""
    prose = next((i for i, line in enumerate(lines) if line.role is None and is_sentence(line.text)), len(lines))
    for line in lines[prose:]:
        if line.role is None and related_title(line.text):
            line.role = "related"
    i = 0
    while i < len(lines):
        if lines[i].role is None and is_related_label(lines[i].text):
            lines[i].role = "label"
            i += 1
            while i < len(lines) and lines[i].role in {None, "byline"} and _may_be_link(lines, i):
                lines[i].role = "related"
                i += 1
        else:
            i += 1


def _may_be_link(lines: list[_Line], i: int) -> bool:
    line = lines[i].text
    if is_title(line) and not is_sentence(line):
        return True
    # A title may end in a question mark or be a sentence of its own among other titles.
    neighbours = [lines[j].text for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return (
        len(words(line)) <= 18
        and not line.endswith(".")
        and any(is_title(n) and not is_sentence(n) for n in neighbours)
    )


def _mark_headline(lines: list[_Line], title: str | None) -> None:
    """The headline is the last title-like line before the first prose; a short line above it is the section."""
    first = next((i for i, line in enumerate(lines) if line.role is None and is_sentence(line.text)), len(lines))
    above = [i for i in range(first) if lines[i].role is None]
    if title is not None:
        same = [i for i in range(len(lines)) if normal(lines[i].text) == normal(title)]
        chosen = same[:1]
    else:
        titles = [i for i in above if len(words(lines[i].text)) >= 4]
        # Long titles near the text are headlines; navigation above them is short.
        chosen = sorted(titles, key=lambda i: (len(words(lines[i].text)) >= 5, -abs(first - i)))[-1:]
    if not chosen:
        return
    head = chosen[0]
    lines[head].role = "headline"
    for i in above:
        if head < i < first and len(words(lines[i].text)) >= 6:
            lines[i].role = "standfirst"
            break
    sections = [i for i in above if i < head and _may_be_section(lines[i].text)]
    if sections:
        lines[sections[-1]].role = "section"
    for i in above:
        if lines[i].role is None:
            lines[i].role = "repeat" if normal(lines[i].text) == normal(lines[head].text) else "navigation"


def _may_be_section(line: str) -> bool:
    return 1 <= len(words(line)) <= 3 and bool(re.match(r"^[A-Z][\w&.' -]*$", line)) and not is_caption_label(line)


def _mark_body(lines: list[_Line]) -> None:
    """The body runs from the first prose to the last before a long stretch without any."""
    prose = [i for i, line in enumerate(lines) if line.role is None and is_sentence(line.text)]
    if not prose:
        for line in lines:
            # A page of one short notice: what ends like a sentence is still its text.
            if line.role is None:
                line.role = "paragraph" if re.search(r"[.!?…][\"'”’)]*$", line.text) else "navigation"
        return
    last = prose[0]
    for i in prose[1:]:
        between = [j for j in range(last + 1, i) if lines[j].role not in {"caption", "repeat", "paragraph"}]
        if len(between) >= _END_RUN and sum(1 for j in prose if j >= i) < sum(1 for j in prose if j <= last):
            break
        last = i
    for i, line in enumerate(lines):
        if line.role is None:
            line.role = _role_inside(lines, i) if prose[0] <= i <= last else "navigation"
    _mark_tail(lines, last)


def _mark_tail(lines: list[_Line], last: int) -> None:
    """Short closing sentences right under the last prose are of the article too."""
    for i in range(last + 1, len(lines)):
        line = lines[i]
        if line.role == "navigation" and re.search(r"[.!?…][\"'”’)]*$", line.text) and len(words(line.text)) >= 3:
            line.role = "paragraph"
        else:
            break


def _role_inside(lines: list[_Line], i: int) -> str:
    line = lines[i].text
    if is_sentence(line) or re.search(r"[.!?…][\"'”’)]*$", line):
        return "paragraph"
    if re.match(r"^(?:[•*·▪-]|\d{1,2}[.)])\s", line):
        return "list"
    if re.search(r"[\"'”’:;,–—-]$", line) and len(words(line)) >= 4:
        return "paragraph"
    neighbours = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    if (
        any(n.role == "navigation" or (n.role is None and len(words(n.text)) <= 3) for n in neighbours)
        and len(words(line)) <= 3
    ):
        return "navigation"
    return "subhead" if len(words(line)) <= 14 else "paragraph"


_REASONS = {
    "label": "label",
    "section": "label",
    "repeat": "duplicate",
    "navigation": "navigation",
    "related": "related",
}


def _parts(lines: list[_Line]) -> Parts:
    parts = Parts()
    seen: set[str] = set()
    stamps: list[str] = []
    beside = False
    for line in lines:
        role = line.role or "navigation"
        key = normal(line.text)
        if role == "section":
            parts.section = line.text
        elif role == "related":
            parts.related.append(Related(related_title(line.text) or line.text))
        elif role in {"caption", "credit"}:
            text, credit = split_credit(line.text) if role == "caption" else ("", line.text)
            _add_picture(parts, text, credit, beside)
            if text:
                parts.blocks.append(("caption", text))
        elif role in {"headline", "standfirst", "paragraph", "subhead", "list"}:
            if key in seen and len(key) > 20:
                parts.dropped.append(Dropped(line.text, "duplicate"))
                continue
            seen.add(key)
            _add_block(parts, role, line.text, stamps)
        else:
            if role == "byline":
                stamps.append(line.text)
                parts.authors = parts.authors or byline_names(line.text)
            parts.dropped.append(Dropped(line.text, _REASONS.get(role, role)))
        beside = role in {"caption", "credit"} or (beside and role in {"label", "repeat"})
    captions = [line.text for line in lines if line.role == "caption"]
    paragraphs = [text for kind, text in parts.blocks if kind == "paragraph"]
    parts.dating = settle(state_date(stamps, captions, paragraphs), None, paragraphs)
    return parts


def _add_picture(parts: Parts, caption: str, credit: str | None, beside: bool) -> None:
    """Add a picture; a credit on a line of its own goes with the caption beside it."""
    last = parts.images[-1] if beside and parts.images else None
    if last is not None and not caption and last.credit is None:
        parts.images[-1] = Image(last.caption, credit)
    elif last is not None and last.caption is None and credit is None:
        parts.images[-1] = Image(caption, last.credit)
    else:
        parts.images.append(Image(caption or None, credit))


def _add_block(parts: Parts, kind: str, text: str, stamps: list[str]) -> None:
    dateline = dateline_of(text) if kind == "paragraph" and parts.dateline is None else None
    if dateline:
        parts.dateline = dateline.strip(" —–-:")
        parts.dropped.append(Dropped(dateline.strip(), "dateline"))
        stamps.append(parts.dateline)
        text = text[len(dateline) :]
    parts.blocks.append((kind, text))
