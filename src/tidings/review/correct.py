"""What a reviewer writes -> the record that is right, in the form of every other record."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.errors import UsageError
from tidings.ontology import MODES, SECTORS, TYPES, event_scale, quad_code
from tidings.records import digest

__all__ = ["Changes", "added", "corrected"]

Record = Mapping[str, Any]

# "the envoys (PRK GOV)": words, then a country's code and sectors.
_PARTY = re.compile(r"(?P<words>.*?)(?:(?<!\s)\s*\((?P<marks>[A-Z]{3}(?:[\s,]+[A-Z]{3})*)\))?\Z", re.DOTALL)
_CERTAINTIES = ("asserted", "claimed", "uncertain", "denied")
_AUXILIARIES = ("historical", "future", "hypothetical", "negation")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reviewer says is right; None leaves a field as it is, an empty string clears it.

    `actor` and `recipient` name one party a line, with its country's code and sectors in brackets;
    `mode` and `auxiliary` are words with commas between.
    """

    type: str | None = None
    mode: str | None = None
    actor: str | None = None
    recipient: str | None = None
    date: str | None = None
    place: str | None = None
    certainty: str | None = None
    auxiliary: str | None = None


def corrected(record: Record, text: str, changes: Changes) -> dict[str, Any]:
    """Give the record as it should be.

    Args:
        record: the record as it was coded.
        text: the article's text.
        changes: what is right.

    Raises:
        UsageError: a type, mode, date or certainty that does not exist, or words that the article has not.
    """
    right = dict(record)
    near = record["text_info"]["trigger_start"]
    if changes.type:
        right["event"] = [_one_of(changes.type.upper(), TYPES, "type")]
    type = right["event"][0]
    if changes.mode is not None or changes.type:
        given = _words(changes.mode) if changes.mode is not None else right.get("mode", ())
        right["mode"] = [_one_of(m.lower(), MODES[type], f"mode of {type}") for m in given]
    right["quad_code"] = quad_code(type)
    right["event_scale"] = event_scale(type, tuple(right.get("mode", ())))
    for role in ("actor", "recipient"):
        lines = getattr(changes, role)
        if lines is not None:
            known = [*record.get(role, ()), *record.get("actor", ()), *record.get("recipient", ())]
            right[role] = _parties(lines, known, text, near)
    if changes.auxiliary is not None:
        right["auxiliary"] = [_one_of(w.lower(), _AUXILIARIES, "auxiliary mode") for w in _words(changes.auxiliary)]
    if changes.certainty:
        right["attribution"] = {
            **record["attribution"],
            "certainty": _one_of(changes.certainty, _CERTAINTIES, "certainty"),
        }
    _set_date(right, changes.date)
    _set_place(right, text, changes.place, near)
    return right


def added(article: Record, text: str, words: str, changes: Changes) -> dict[str, Any]:
    """Give the record of an event that the coder missed.

    Args:
        article: the article's record.
        text: its text.
        words: words of the text that report the event.
        changes: what is right of it; its type is needed.

    Raises:
        UsageError: the type is missing, or something that `corrected` refuses.
    """
    if not changes.type:
        raise UsageError("an event that is added needs its type")
    start, end = _find(words.strip(), text, 0)
    block = next((b for b in article["blocks"] if b["start"] <= start < b["end"]), None)
    if block is None:
        raise UsageError("the words stand in no block of the article")
    type = _one_of(changes.type.upper(), TYPES, "type")
    bare = {
        "id": digest("event", article["id"], "by hand", type, str(start)),
        "article": article["id"],
        "event": [type],
        "mode": [],
        "context": [],
        "auxiliary": [],
        "actor": [],
        "recipient": [],
        "text": text[block["start"] : block["end"]],
        "text_info": {
            "sequence": 0,
            "start": block["start"],
            "end": block["end"],
            "block": block["kind"],
            "trigger_start": start,
            "trigger_end": end,
        },
        "event_text": [text[start:end]],
        "attribution": {"certainty": "asserted"},
        "confidence": 1.0,
        "coder": "by hand",
    }
    return corrected(bare, text, changes)


def _words(given: str) -> list[str]:
    return [word.strip() for word in given.split(",") if word.strip()]


def _one_of(value: str, values: Mapping[str, Any] | Sequence[str], what: str) -> str:
    if value not in values:
        raise UsageError(f"no {what} {value}; give one of {', '.join(values)}")
    return value


def _find(words: str, text: str, near: int) -> tuple[int, int]:
    """Where words stand in the text, of several places the nearest."""
    found = [m.start() for m in re.finditer(re.escape(words), text)] if words else []
    if not found:
        raise UsageError(f"the article has no words “{words}”: name what is right by words that stand in it")
    start = min(found, key=lambda at: (abs(at - near), at))
    return start, start + len(words)


def _name(entity: Record) -> str:
    found: str = entity.get("identifier_text") or entity.get("resolved") or entity["entity_text"]
    return found


def _parties(lines: str, known: Sequence[Record], text: str, near: int) -> list[dict[str, Any]]:
    found = []
    for line in lines.splitlines():
        match = _PARTY.match(line.strip())
        if match is None or not match["words"]:
            continue
        marks = re.split(r"[\s,]+", match["marks"]) if match["marks"] else []
        entity = dict(next((e for e in known if _name(e) == match["words"]), {}))
        if not entity:
            start, end = _find(match["words"], text, near)
            entity = {"entity_text": match["words"], "start": start, "end": end, "row": "by hand"}
        entity["sector"] = [m for m in marks if m in SECTORS]
        codes = [m for m in marks if m not in SECTORS]
        if len(codes) > 1:
            raise UsageError(f"{match['words']} has more than one code that is no sector: {', '.join(codes)}")
        entity.pop("code", None)
        found.append(entity | ({"code": codes[0]} if codes else {}))
    return found


def _set_date(record: dict[str, Any], date: str | None) -> None:
    if date is None or date == record.get("date", ""):
        return
    for name in ("date", "enddate", "date_precision", "date_basis", "date_mention"):
        record.pop(name, None)
    if not date:
        return
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError as error:
        raise UsageError(f"{date} is no date; write it as 2023-09-13") from error
    record |= {"date": day.isoformat(), "date_precision": "day", "date_basis": "stated"}


def _set_place(record: dict[str, Any], text: str, place: str | None, near: int) -> None:
    old = record.get("event_loc")
    if place is None or (old and place in (old.get("resolved_place"), old["extracted_place"])):
        return
    record.pop("event_loc", None)
    if place:
        start, end = _find(place, text, near)
        record["event_loc"] = {"extracted_place": place, "start": start, "end": end, "row": "by hand"}
