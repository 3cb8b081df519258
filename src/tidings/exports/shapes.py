"""Event records -> rows as GDELT 2.0, POLECAT and ICEWS shape them.

One record is one row. Where a shape has room for one actor only, the first acts, and of an event
without recipient the second actor stands in the recipient's place, as dyadic data has it. A column
that tidings knows nothing for is empty: a day that is known to the month only has no SQLDATE.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tidings.exports.columns import COLUMNS
from tidings.knowledge import load_tables
from tidings.ontology import cameo_code, cameo_root, read_table

__all__ = ["SHAPES", "number_of"]

Record = Mapping[str, Any]
Row = tuple[Any, ...]
Entity = Mapping[str, Any]

# PLOVER's codes of actors that are no country, as CAMEO files them: kinds of actors, and one known group.
_KINDS = frozenset({"IGO", "NGO", "MNC", "IMG"})
_GROUPS = frozenset({"UNO"})


def number_of(id: str) -> int:
    """Give the number that stands for a record's id where a shape wants one.

    The id's first 52 bits: R and JavaScript, which keep numbers as doubles, read it exactly, and of a
    million records two share one with a chance of about one in nine thousand.

    Args:
        id: the record's id.
    """
    try:
        return int(id[:13], 16)
    except ValueError:
        return int.from_bytes(id.encode()[:6], "big")


def _name(entity: Entity) -> str:
    name: str = entity.get("identifier_text") or entity.get("resolved") or entity["entity_text"]
    return name


def _pair(record: Record) -> tuple[Entity, Entity]:
    actors, recipients = record["actor"], record.get("recipient") or ()
    first = actors[0] if actors else {}
    second = recipients[0] if recipients else actors[1] if len(actors) > 1 else {}
    return first, second


def _day(record: Record) -> datetime.date | None:
    """The day of an event that is dated to the day."""
    dated = record.get("date") and record.get("date_precision", "day") == "day"
    return datetime.date.fromisoformat(record["date"]) if dated else None


def _months(record: Record) -> tuple[str, str]:
    """Month and year as GDELT writes them, as far as the date's precision bears them."""
    date: str = record.get("date") or ""
    end: str = record.get("enddate") or date
    if not date:
        return "", ""
    month = date[:7].replace("-", "") if date[:7] == end[:7] else ""
    return month, date[:4] if date[:4] == end[:4] else ""


def _fraction(day: datetime.date | None) -> str:
    if day is None:
        return ""
    return f"{day.year + min(0.9999, day.timetuple().tm_yday / 365):.4f}"


@functools.cache
def _fips() -> dict[str, str]:
    return {row["code"]: row["fips"] for row in read_table("tidings.exports", "fips.tsv")}


@functools.cache
def _country(code: str | None) -> str:
    row = load_tables().country_by_code.get(code or "")
    return row.name if row else ""


def _gdelt_actor(entity: Entity) -> Row:
    if not entity:
        return ("",) * 10
    code = entity.get("code") or ""
    known = code in _GROUPS, code in _KINDS
    types = [*([code] if known[1] else []), *entity.get("sector", ())][:3]
    country, group = ("" if any(known) else code), (code if known[0] else "")
    whole = "".join(dict.fromkeys([country or group, *types]))
    return (whole, _name(entity).upper(), country, group, "", "", "", *types, *([""] * (3 - len(types))))


# GDELT's kinds of places: 1 country, 2 and 3 state and city of the USA, 4 and 5 city and state elsewhere.
def _gdelt_place(place: Record | None) -> Row:
    if not place or place.get("country_code") is None:
        return ("",) * 8
    american, level = place["country_code"] == "USA", place.get("resolution") or 0
    kind = "1" if level == 1 else ("3" if american else "4") if level >= 4 else ("2" if american else "5")
    names = dict.fromkeys(place.get(k) for k in ("city", "province", "country") if place.get(k))
    full = ", ".join(str(n) for n in names) or place.get("resolved_place") or place["extracted_place"]
    return (kind, full, _fips().get(place["country_code"], ""), "", "", place.get("lat"), place.get("lon"), "")


def _gdelt(record: Record) -> Iterator[Row]:
    one, other = _pair(record)
    day, (month, year) = _day(record), _months(record)
    modes = tuple(record.get("mode", ()))
    code, root = cameo_code(record["event"][0], modes), cameo_root(record["event"][0], modes)
    info = record["text_info"]
    leads = info["sequence"] == 0 or info["block"] in {"headline", "standfirst"}
    yield (
        *(number_of(record["id"]), day.strftime("%Y%m%d") if day else "", month, year, _fraction(day)),
        *(*_gdelt_actor(one), *_gdelt_actor(other)),
        *(int(leads), code, code[:3], root, record["quad_code"], record["event_scale"]),
        *(max(1, len(record.get("mentions", ()))), 1, 1, ""),
        *(("",) * 16),
        *_gdelt_place(record.get("event_loc")),
        *("", (record.get("cite_info") or {}).get("url")),
    )


def _mentions(record: Record) -> Iterator[Row]:
    one, other = _pair(record)
    cite = record.get("cite_info") or {}
    day, info = _day(record), record["text_info"]
    when = day.strftime("%Y%m%d000000") if day else ""
    printed = f"{cite['date'].replace('-', '')}000000" if cite.get("date") else ""
    kind, name = ("1", cite["url"]) if cite.get("url") else ("2", record["article"])
    for mention in record.get("mentions") or ({"start": info["start"]},):
        own = mention["start"] == info["start"]
        places = (info["sequence"] + 1, one.get("start"), other.get("start"), info["trigger_start"])
        yield (
            *(number_of(record["id"]), when, printed, kind, cite.get("publication"), name),
            *(places if own else (None,) * 4),
            *(1, round(100 * record["confidence"]), "", "", "", ""),
        )


def _several(values: Iterable[Any]) -> str:
    return ";".join(dict.fromkeys(str(v).replace(";", ",") for v in values if v))


def _polecat_party(entities: Sequence[Entity]) -> Row:
    sectors = [s for e in entities for s in e.get("sector", ())]
    return (
        *(_several(map(_name, entities)), _several(e.get("code") for e in entities), ""),
        *(sectors[0] if sectors else "", _several(sectors), _several(e.get("office") for e in entities)),
        *(_several(e["entity_text"] for e in entities), _several(e.get("identifier_id") for e in entities)),
    )


def _polecat(record: Record) -> Iterator[Row]:
    place, cite = record.get("event_loc") or {}, record.get("cite_info") or {}
    day = _day(record)
    yield (
        *(record["id"], day.isoformat() if day else "", record["event"][0], _several(record.get("mode", ()))),
        *(record["event_scale"], record["quad_code"], _several(record.get("context", ()))),
        *_polecat_party(record["actor"]),
        *_polecat_party(record.get("recipient", ())),
        *(place.get(k) for k in ("resolved_place", "city", "district", "province", "country", "lat", "lon")),
        *(place.get(k) for k in ("geonameid", "extracted_place", "feature_code")),
        *(cite.get("publication"), cite.get("date"), "", "", "", cite.get("language"), record["coder"]),
    )


def _icews_party(entity: Entity) -> Row:
    if not entity:
        return ("", "", "")
    return (_name(entity), ",".join(entity.get("sector", ())), _country(entity.get("code")))


def _icews(record: Record) -> Iterator[Row]:
    place, cite = record.get("event_loc") or {}, record.get("cite_info") or {}
    one, other = _pair(record)
    day, modes = _day(record), tuple(record.get("mode", ()))
    words = " ".join([record["event"][0], *modes])
    yield (
        *(number_of(record["id"]), day.isoformat() if day else "", *_icews_party(one)),
        *(words, cameo_code(record["event"][0], modes), record["event_scale"], *_icews_party(other)),
        *(record["article"], record["text_info"]["sequence"] + 1, cite.get("publication")),
        *(place.get(k) for k in ("city", "district", "province", "country", "lat", "lon")),
    )


SHAPES = {"gdelt": _gdelt, "gdelt-mentions": _mentions, "polecat": _polecat, "icews": _icews}
assert SHAPES.keys() == COLUMNS.keys()
