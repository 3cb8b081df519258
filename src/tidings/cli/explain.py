"""Show what decided a record: the words, the rows of the tables, and the scores.

tidings explain 3f2a91c0      the first digits of an id are enough
"""

from __future__ import annotations

import argparse
import textwrap
from typing import Any

from tidings.cli.common import add_archive, settings_of
from tidings.cli.render import party, plain, width

HELP = "show the words, table rows and scores behind an event"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `explain`."""
    parser.add_argument("event", metavar="EVENT", help="the event's id, or its first digits")
    add_archive(parser)


def run(options: argparse.Namespace) -> int:
    """Run `explain`."""
    from tidings.archive import Archive

    archive = Archive(options.archive, create=False, settings=settings_of(options))
    record = archive.event(options.event)
    text = archive.text(record["article"])
    print("\n".join(_lines(record, text, width())))
    return 0


def _lines(record: dict[str, Any], text: str | None, columns: int) -> list[str]:
    info = record["text_info"]
    lines = [f"{record['id']}  {record['event'][0]} {'/'.join(record.get('mode', []))}".rstrip(), ""]
    lines += textwrap.wrap(_marked(record, text), columns - 2, initial_indent="  ", subsequent_indent="  ")
    where = f"article {record['article']}, characters {info['start']}-{info['end']}, sentence {info['sequence']}, {info['block']}"
    lines += ["", f"  {where}", ""]
    for role in ("actor", "recipient"):
        for entity in record.get(role, ()):
            lines += _entity(role, entity)
    lines += _place(record.get("event_loc")) + _date(record) + _standing(record)
    lines += [f"{'confidence':<12}{record['confidence']}", f"{'decided by':<12}{_reasons(record)}"]
    others = [m for m in record.get("mentions", ()) if (m["start"], m["end"]) != (info["start"], info["end"])]
    for number, mention in enumerate(others):
        words = text[mention["start"] : mention["end"]] if text else "(words not kept)"
        lines.append(f"{'also told' if not number else '':<12}{words}")
    lines.append(f"{'coder':<12}{record['coder']}")
    return [
        line for long in map(plain, lines) for line in textwrap.wrap(long, columns, subsequent_indent=" " * 12) or [""]
    ]


def _marked(record: dict[str, Any], text: str | None) -> str:
    """The sentence with the act's words between marks."""
    if text is None:
        return "(its words were not kept)"
    info = record["text_info"]
    before, act = text[info["start"] : info["trigger_start"]], text[info["trigger_start"] : info["trigger_end"]]
    return f"{before}»{act}«{text[info['trigger_end'] : info['end']]}"


def _entity(role: str, entity: dict[str, Any]) -> list[str]:
    row = entity.get("row")
    why = "by the words alone" if row in (None, "text") else f"by table row {row}"
    stands = f", which stands for {entity['resolved']}" if entity.get("resolved") else ""
    return [
        f"{role:<12}{party(entity)}",
        f"{'':<12}“{entity['entity_text']}” at {entity['start']}-{entity['end']}{stands}, {why}",
    ]


def _place(place: dict[str, Any] | None) -> list[str]:
    if place is None:
        return []
    known = [str(place[k]) for k in ("city", "district", "province", "country") if place.get(k)]
    point = f", {place['lat']:.2f} {place['lon']:.2f}" if place.get("lat") is not None else ""
    why = f" by table row {place['row']}" if place.get("row") else ""
    return [
        f"{'place':<12}{', '.join(dict.fromkeys(known)) or place['extracted_place']}{point}",
        f"{'':<12}“{place['extracted_place']}”{why}",
    ]


def _date(record: dict[str, Any]) -> list[str]:
    if not record.get("date"):
        return []
    end = f" to {record['enddate']}" if record.get("enddate") else ""
    known = [f"to the {record['date_precision']}" if "date_precision" in record else "", record.get("date_basis")]
    return [f"{'date':<12}{', '.join([record['date'] + end, *filter(None, known)])}"]


def _standing(record: dict[str, Any]) -> list[str]:
    said = record["attribution"]
    by = f" by {said['source_text']}" if said.get("source_text") else ""
    cue = f" (“{said['cue']}”)" if said.get("cue") else ""
    lines = [f"{'standing':<12}{said['certainty']}{by}{cue}"]
    if record.get("auxiliary"):
        lines.append(f"{'':<12}{', '.join(record['auxiliary'])}")
    if record.get("context"):
        lines.append(f"{'context':<12}{', '.join(record['context'])}")
    return lines


def _reasons(record: dict[str, Any]) -> str:
    return "; ".join(record.get("trace", ())) or "nothing kept"
