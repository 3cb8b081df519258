"""Records as people read them in a terminal: a few lines each, cut to its width."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Sequence
from typing import Any

__all__ = ["article_lines", "event_lines", "party", "plain", "quote_lines", "width"]

_INDENT = 12
_SHORT_ID = 8


def width() -> int:
    """Columns of the terminal; 80 where there is none."""
    return max(60, shutil.get_terminal_size((80, 24)).columns)


def cells(character: str) -> int:
    """Columns that a character takes: none for a mark on the one before, two for a wide one."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def plain(text: str) -> str:
    """Take out what would do something to a terminal; line breaks stay."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def cut(text: str, size: int) -> str:
    """Cut a text to so many columns of one line, with an ellipsis."""
    text = plain(text).replace("\n", " ")
    if sum(map(cells, text)) <= size:
        return text
    kept, taken = [], 1
    for character in text:
        taken += cells(character)
        if taken > size:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def cut_front(text: str, size: int) -> str:
    """Cut a text of one line to its last columns, with an ellipsis in front."""
    return cut(plain(text)[::-1].replace("\n", " "), max(1, size))[::-1]


def party(entity: dict[str, Any]) -> str:
    """An entity as one short phrase: its name, country and sectors."""
    name = entity.get("identifier_text") or entity.get("resolved") or entity["entity_text"]
    marks = " ".join([*([entity["code"]] if entity.get("code") else []), *entity.get("sector", ())])
    return f"{name} ({marks})" if marks else name


def parties(entities: Sequence[dict[str, Any]], size: int) -> str:
    """Several entities in so many columns: of a long list the first, and how many more."""
    named = [party(e) for e in entities]
    for shown in range(len(named), 0, -1):
        more = f" +{len(named) - shown}" if shown < len(named) else ""
        line = ", ".join(named[:shown]) + more
        if shown == 1 or sum(map(cells, line)) <= size:
            return cut(", ".join(named[:shown]), max(1, size - len(more))) + more
    return "(nobody named)"


def event_lines(record: dict[str, Any], columns: int) -> list[str]:
    """An event as two lines: when, what, who to whom; then its id, the words, where and how surely."""
    kind = " ".join([record["event"][0], "/".join(record.get("mode", ()))]).strip()
    first = f"{_when(record):<{_INDENT}}{kind:<20} "
    room = columns - len(first)
    recipients = record.get("recipient", ())
    # Either side has half of the line at least, and what the other leaves of its own.
    asked = sum(map(cells, parties(record["actor"], room)))
    to = f" → {parties(recipients, max(room // 2, room - asked) - 3)}" if recipients else ""
    who = parties(record["actor"], room - sum(map(cells, to)))
    said = record["attribution"]
    # Of a pronoun, whom it stands for.
    source = (said.get("source") or {}).get("resolved") or said.get("source_text")
    standing = said["certainty"] + (f" by {source}" if source else "")
    if record.get("auxiliary"):
        standing += f" [{', '.join(record['auxiliary'])}]"
    told = len(record.get("mentions", ()))
    words = " … ".join(record.get("event_text", ()))
    details = [
        f"“{words}”" if words else "",
        f"{record['confidence']:.2f}",
        standing,
        _where(record.get("event_loc")),
        f"{told} mentions" if told > 1 else "",
    ]
    same = f"same as {record['same_as'][:_SHORT_ID]}" if record.get("same_as") else ""
    second = f"{record['id'][:_SHORT_ID]:<{_INDENT}}" + " · ".join(d for d in (same, *details) if d)
    return [cut(first + who + to, columns), cut(second, columns)]


def _when(record: dict[str, Any]) -> str:
    date = record.get("date")
    if not date:
        return "undated"
    precision = record.get("date_precision", "day")
    length = {"year": 4, "month": 7}.get(precision, 10)
    shown: str = date[:length]
    return shown


def _where(place: dict[str, Any] | None) -> str:
    if not place:
        return ""
    name = place.get("resolved_place") or place["extracted_place"]
    code = place.get("country_code")
    return f"{name} ({code})" if code and place.get("resolution") != 1 else name


def quote_lines(record: dict[str, Any], columns: int) -> list[str]:
    """A quote as two lines: who says it; its article's id, or the first digits of it, and the words."""
    speaker = party(record["speaker"]) if record.get("speaker") else "(nobody named)"
    to = f" to {party(record['addressee'])}" if record.get("addressee") else ""
    via = f" via {record['via']}" if record.get("via") else ""
    words = f"“{record['text']}”" if "text" in record else "(words not kept)"
    first = f"{record['kind']:<{_INDENT}}{speaker}{to}{via}"
    return [cut(first, columns), cut(f"{record['article'][: _INDENT - 2]:<{_INDENT}}{words}", columns)]


def article_lines(record: dict[str, Any], columns: int, events: int) -> list[str]:
    """An article as lines: date and headline; id, events and source; and who prints the same text."""
    first = f"{record.get('published', 'undated'):<{_INDENT}}{record.get('headline') or '(no headline)'}"
    known = [record["id"], f"{events} event{'' if events == 1 else 's'}", record.get("publication")]
    second = " " * _INDENT + " · ".join(k for k in known if k) + " · "
    # The end of a path tells more than its beginning.
    lines = [first, second + cut_front(record["source"], columns - sum(map(cells, second)))]
    same = record.get("same_text", ())
    if same:
        more = f" +{len(same) - 2}" if len(same) > 2 else ""
        lines.append(" " * _INDENT + f"same text as {', '.join(same[:2])}{more}")
    return [cut(line, columns) for line in lines]
