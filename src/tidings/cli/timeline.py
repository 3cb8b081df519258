"""Stories as people read them in a terminal: a few lines each, a timeline for one, reasons for what is related."""

from __future__ import annotations

import textwrap
from typing import Any

from tidings.cli.render import cut

__all__ = ["related_lines", "story_lines", "timeline_lines"]

_INDENT = 12
_SHORT_ID = 8


def story_lines(record: dict[str, Any], columns: int) -> list[str]:
    """A story as two lines: when it began and its headline; its id, how long, how many, who."""
    first = f"{record.get('first_date', 'undated'):<{_INDENT}}{record.get('headline') or '(no headline)'}"
    second = f"{record['story_id'][:_SHORT_ID]:<{_INDENT}}{' · '.join(_counts(record))}"
    return [cut(first, columns), cut(second, columns)]


def _counts(record: dict[str, Any]) -> list[str]:
    last = record.get("last_date")
    known = [
        f"to {last}" if last and last != record.get("first_date") else "",
        _many(record["articles"], "article"),
        _many(record["outlets"], "outlet"),
        _many(record["copies"], "copy", "copies") if record["copies"] else "",
        _many(record["events"], "event"),
        record.get("section", ""),
        ", ".join(record.get("actors", ())[:3]),
    ]
    return [part for part in known if part]


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def timeline_lines(record: dict[str, Any], columns: int) -> list[str]:
    """A story as its timeline: day by day what happened, by how many outlets, and what was printed."""
    lines = [
        *textwrap.wrap(record.get("headline") or "(no headline)", columns),
        cut(f"{record['story_id']}  {' · '.join(_counts(record))}", columns),
    ]
    members = {m["article_id"]: m for m in record["members"]}
    for day in record["timeline"]:
        lines += ["", day.get("date", "undated")]
        for event in day["events"]:
            lines += _event(event, columns)
        lines += [_article(members[id], columns) for id in day["articles"]]
    return lines


def _event(event: dict[str, Any], columns: int) -> list[str]:
    """An event as what happened, who says so, and the words of its fullest report."""
    who = ", ".join(event["actor"]) + (f" → {', '.join(event['recipient'])}" if event.get("recipient") else "")
    kind = " ".join([event["event"][0], "/".join(event.get("mode", ()))]).strip()
    first = event["reports"][0]
    said = event["certainty"] + (f" by {first['source_text']}" if first.get("source_text") else "")
    details = [
        event["id"][:_SHORT_ID],
        _about_when(event),
        _many(event["outlets"], "outlet"),
        said + (f" [{', '.join(event['auxiliary'])}]" if event.get("auxiliary") else ""),
        event.get("place", ""),
        f"first {first['publication']}" if first.get("publication") and len(event["reports"]) > 1 else "",
    ]
    return [cut(f"  {kind:<20} {who}", columns), cut(f"  {'':<21}{' · '.join(d for d in details if d)}", columns)]


def _about_when(event: dict[str, Any]) -> str:
    """When an event happened, where it is not known to the day under which it stands."""
    length = {"year": 4, "month": 7}.get(event.get("date_precision", "day"))
    return f"in {event['date'][:length]}" if length and event.get("date") else ""


def _article(member: dict[str, Any], columns: int) -> str:
    where = f" ({member['publication']})" if member.get("publication") else ""
    copy = f", same text as {member['copy_of'][:_SHORT_ID]}" if member.get("copy_of") else ""
    printed = f"  {member['article_id'][:_SHORT_ID]:<21}"
    room = columns - len(printed) - len(where) - len(copy)
    return cut(printed + cut(member.get("headline") or "(no headline)", max(20, room)) + where + copy, columns)


def related_lines(record: dict[str, Any], columns: int) -> list[str]:
    """A related article as two lines: its day and headline; its id, of which kind it is and why."""
    first = f"{record.get('date', 'undated'):<{_INDENT}}{record.get('headline') or '(no headline)'}"
    second = f"{record['article_id'][: _INDENT - 2]:<{_INDENT}}{record['kind']}: {record['reason']}"
    return [cut(first, columns), cut(second, columns)]
