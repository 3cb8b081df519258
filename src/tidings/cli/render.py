"""Records as people read them in a terminal: two lines an event, cut to its width."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import Any

__all__ = ["article_lines", "event_lines", "party", "quote_lines", "width"]

_INDENT = 12


def width() -> int:
    """Columns of the terminal; 80 where there is none."""
    return max(60, shutil.get_terminal_size((80, 24)).columns)


def cut(text: str, size: int) -> str:
    """Cut a text to so many columns, with an ellipsis."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= size else text[: max(0, size - 1)].rstrip() + "…"


def party(entity: dict[str, Any]) -> str:
    """An entity as one short phrase: its name, country and sectors."""
    name = entity.get("identifier_text") or entity.get("resolved") or entity["entity_text"]
    marks = " ".join([*([entity["code"]] if entity.get("code") else []), *entity.get("sector", ())])
    return f"{name} ({marks})" if marks else name


def parties(entities: Sequence[dict[str, Any]]) -> str:
    """Several entities, the third and later ones counted."""
    shown = [party(e) for e in entities[:2]]
    if len(entities) > 2:
        shown.append(f"+{len(entities) - 2}")
    return ", ".join(shown)


def event_lines(record: dict[str, Any], columns: int) -> list[str]:
    """An event as two lines: when, what, who to whom; then the words, where and how surely."""
    kind = " ".join([record["event"][0], "/".join(record.get("mode", ()))]).strip()
    who = parties(record["actor"]) or "(nobody named)"
    recipients = record.get("recipient", ())
    to = f" → {parties(recipients)}" if recipients else ""
    first = f"{_when(record):<{_INDENT}}{kind:<20} {who}{to}"
    said = record["attribution"]
    standing = said["certainty"] + (f" by {said['source_text']}" if said.get("source_text") else "")
    if record.get("auxiliary"):
        standing += f" [{', '.join(record['auxiliary'])}]"
    told = len(record.get("mentions", ()))
    words = " … ".join(record.get("event_text", ()))
    details = [
        f"“{words}”" if words else "",
        _where(record.get("event_loc")),
        standing,
        f"{record['confidence']:.2f}",
        f"{told} mentions" if told > 1 else "",
        f"same as {record['same_as'][:8]}" if record.get("same_as") else "",
        record["id"][:8],
    ]
    second = " " * _INDENT + " · ".join(d for d in details if d)
    return [cut(first, columns), cut(second, columns)]


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
    """A quote as two lines: who says it, and the words."""
    speaker = party(record["speaker"]) if record.get("speaker") else "(nobody named)"
    to = f" to {party(record['addressee'])}" if record.get("addressee") else ""
    via = f" via {record['via']}" if record.get("via") else ""
    first = f"{record['kind']:<{_INDENT}}{speaker}{to}{via}"
    return [cut(first, columns), cut(" " * _INDENT + f"“{record.get('text', '(words not kept)')}”", columns)]


def article_lines(record: dict[str, Any], columns: int, events: int) -> list[str]:
    """An article as two lines: date, headline; source and events."""
    first = f"{record.get('published', 'undated'):<{_INDENT}}{record.get('headline') or '(no headline)'}"
    same = f" · same text as {', '.join(i[:8] for i in record['same_text'])}" if record.get("same_text") else ""
    second = " " * _INDENT + f"{record['id'][:12]} · {events} events · {record['source']}{same}"
    return [cut(first, columns), cut(second, columns)]
