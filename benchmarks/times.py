"""Time expressions against TIMEX3 annotations (`gold/timex`): relaxed detection F1 and value accuracy.

The anchor of every document is its creation time. An expression is found where a span of ours
overlaps it; its value is right where it equals the annotation's after folding the ways of writing
one value: decades, unknown amounts, weeks of one digit, unknown months (`1949-XX`).
"""

from __future__ import annotations

import datetime
import html
import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Options, Row, need
from tidings.mentions import find_times, last_told
from tidings.records import TimeSpan
from tidings.sentences import split_text

__all__ = ["Gold", "fold", "measure", "read_document"]

_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated expression: offsets into the document's plain text."""

    start: int
    end: int
    type: str
    value: str


def read_document(path: Path) -> tuple[str, datetime.date | None, list[Gold]]:
    """Read one document: its text, its creation date, and its annotations in the text.

    Args:
        path: a `.tml` file.
    """
    content = path.read_text(encoding="utf-8", errors="replace")
    _, _, body = content.partition("<TEXT>")
    body = body.partition("</TEXT>")[0] if body else content
    created = re.search(r'<TIMEX3\b[^>]*functionInDocument="CREATION_TIME"[^>]*>', content)
    anchor = None
    if created:
        digits = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", dict(_ATTRIBUTE.findall(created.group()))["value"])
        anchor = datetime.date(int(digits[1]), int(digits[2]), int(digits[3])) if digits else None
    golds: list[Gold] = []
    text, position = "", 0
    for match in _TIMEX.finditer(body):
        text += _plain(body[position : match.start()])
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        start = len(text)
        text += _plain(match[2])
        if attributes.get("functionInDocument") != "CREATION_TIME" and match[2].strip():
            golds.append(Gold(start, len(text), attributes.get("type", ""), attributes.get("value", "")))
        position = match.end()
    return text + _plain(body[position:]), anchor, golds


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))


def fold(value: str) -> str:
    """Fold the ways of writing one TIMEX3 value into one.

    Args:
        value: a value as annotated or found.
    """
    value = value.strip().upper()
    value = re.sub(r"^(\d{2,3})X+$", r"\1", value)
    value = re.sub(r"(?<=\d)(?:-XX)+$", "", re.sub(r"-W(\d)$", r"-W0\1", value))
    value = re.sub(r"(?<=P)X+|(?<=PT)X+", "X", value)
    value = re.sub(r"^P1DE$", "P10Y", re.sub(r"^P(\d+)DE$", r"P\g<1>0Y", value))
    value = re.sub(r"T(\d\d):(\d\d):00$", r"T\1:\2", value)
    return re.sub(r"T(\d\d)$", r"T\1:00", value)


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure on the annotated news texts.

    Args:
        shared: the folder that holds `gold/timex`.
        options: none is looked at.

    Raises:
        Missing: the gold set is not there.
    """
    folder = need(shared / "gold" / "timex")
    gold_count = found_count = hit_gold = hit_found = right = 0
    for path in sorted(folder.glob("*.tml")):
        text, anchor, golds = read_document(path)
        found = _find(text, anchor)
        gold_count += len(golds)
        found_count += len(found)
        for gold in golds:
            match = _best(gold, found)
            hit_gold += match is not None
            right += match is not None and fold(match.value) == fold(gold.value)
        hit_found += sum(any(g.start < f.end and f.start < g.end for g in golds) for f in found)
    precision, recall = hit_found / max(1, found_count), hit_gold / max(1, gold_count)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return [
        Row("times.precision", precision, found_count, "expressions found, overlapping"),
        Row("times.recall", recall, gold_count, "expressions found, overlapping"),
        Row("times.f1", f1, gold_count, "expressions found, overlapping", 0.92),
        Row("times.value_accuracy", right / max(1, hit_gold), hit_gold, "of those found: value right", 0.85),
        Row("times.value_recall", right / max(1, gold_count), gold_count, "found and value right"),
    ]


def _find(text: str, anchor: datetime.date | None) -> list[TimeSpan]:
    found: list[TimeSpan] = []
    told: TimeSpan | None = None
    for start, end in split_text(text):
        here = find_times(text[start:end], start, anchor, told)
        told = last_told(here, told)
        found.extend(here)
    return found


def _best(gold: Gold, found: list[TimeSpan]) -> TimeSpan | None:
    overlapping = [span for span in found if span.start < gold.end and gold.start < span.end]
    return max(overlapping, key=lambda s: min(s.end, gold.end) - max(s.start, gold.start), default=None)
