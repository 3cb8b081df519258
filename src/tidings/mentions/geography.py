"""What a name may stand for: candidates from tables and gazetteer, how well known each is, and how they lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tidings.knowledge import Country, Knowledge, PartialState, Place, Region, fold_name
from tidings.knowledge.rows import Row

__all__ = ["Candidate", "candidates", "kilometres", "lies_in"]

_EARTH = 6371.0
# Regions of the table that the gazetteer may have as well.
_SAME = frozenset({"RGN", "ADM1", "CONT", "ISL", "ISLS"})
# How well known, at most, a place is that bears the name of the country in which it lies.
_NAMESAKE = 3.0
# What a name that is not a place's main one takes from how well known it is.
_BY_ANOTHER_NAME = 0.8
_RESOLUTION = {"P": 4, "S": 5, "R": 5, "V": 5}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for; `fame` is how likely the bare name means it, in points."""

    name: str
    fame: float
    lat: float | None
    lon: float | None
    country: str | None
    admin1: int | None
    feature_class: str | None
    feature_code: str | None
    geonameid: int | None = None
    row: str | None = None
    province: str | None = None
    radius_km: float | None = None

    @property
    def resolution(self) -> int | None:
        """PLOVER's resolution: 5 below a city, 4 city, 3 district, 2 province, 1 country."""
        code = self.feature_code or ""
        if code.startswith("PCL") or code == "TERR":
            return 1
        if code == "ADM1":
            return 2
        if code.startswith("ADM"):
            return 3
        return _RESOLUTION.get(self.feature_class or "")


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the distance between two points on the globe.

    Args:
        lat: degrees north.
        lon: degrees east.
        other_lat: degrees north.
        other_lon: degrees east.
    """
    phi, other = math.radians(lat), math.radians(other_lat)
    half = math.sin((other - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(other) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def _of_country(row: Country, tables: Knowledge) -> Candidate:
    now = tables.country_by_code.get(row.successor or "") or row
    lat, lon = (row.lat, row.lon) if row.lat is not None else (now.lat, now.lon)
    return Candidate(
        row.name, 8.0, lat, lon, row.successor or row.code, None, "A", "PCLI" if not row.successor else "PCLH",
        geonameid=row.geonameid, row=row.reference,
    )  # fmt: skip


def _of_region(row: Region, tables: Knowledge) -> Candidate:
    """A region of the table under the gazetteer's id, and at its point where the table tells none."""
    places = tables.gazetteer.lookup(row.name) if row.feature_code in _SAME else ()
    if not places and row.feature_code == "ADM1" and row.province:
        places = tables.gazetteer.lookup(row.province)
    same = [p for p in places if p.country == row.country and p.feature_code in ("ADM1", "RGN", "CONT")]
    if same and same[0].feature_code == "ADM1":
        found = replace(_of_place(same[0]), name=row.name, fame=7.5, row=row.reference)
        return replace(found, lat=row.lat, lon=row.lon) if row.lat is not None else found
    own = row.lat is not None and row.feature_code != "CONT"
    lat, lon = (row.lat, row.lon) if own or not same else (same[0].lat, same[0].lon)
    return Candidate(
        row.name, 7.5, lat, lon, row.country, None, row.feature_class, row.feature_code,
        geonameid=same[0].id if same else None, row=row.reference, province=row.province, radius_km=row.radius_km,
    )  # fmt: skip


def _of_place(place: Place) -> Candidate:
    code = place.feature_code
    if code == "ADM1":
        fame = 3.6 + 0.3 * math.log10(place.population + 1)
    elif code.startswith("ADM"):
        fame = 3.2 if code == "ADM2" else 2.6
    elif code == "CONT":
        fame = 8.0
    elif code == "RGN":
        fame = 2.8 + 0.3 * math.log10(place.population + 1)
    elif code == "AIRP":
        fame = 3.5
    else:
        fame = math.log10(place.population + 10) + (0.7 if code == "PPLC" else 0.0)
    return Candidate(
        place.name, fame, place.lat, place.lon, place.country, place.admin1, place.feature_class, code,
        geonameid=place.id if place.id > 0 else None, row=None if place.id > 0 else f"gazetteer:{place.id}",
    )  # fmt: skip


def candidates(name: str, rows: Sequence[tuple[str, Row]], tables: Knowledge) -> list[Candidate]:
    """Gather the places that a name may stand for.

    Args:
        name: the name as written.
        rows: the uses and rows of the tables for that name.
        tables: the knowledge tables.
    """
    found: list[Candidate] = []
    capital_of: set[str] = set()
    region = any(isinstance(row, Region) for _, row in rows)
    for use, row in rows:
        if isinstance(row, Country) and use == "name":
            # "Gaza" is a region, though it may act for all of Palestine.
            if not region or row.name == name:
                found.append(_of_country(row, tables))
        elif isinstance(row, Region):
            found.append(_of_region(row, tables))
        elif use == "capital" and isinstance(row, (Country, PartialState)):
            capital_of.add((row.code if isinstance(row, Country) else row.country) or "")
        elif isinstance(row, PartialState) and use == "name":
            found.append(_of_partial(row, tables))
    places, key = tables.gazetteer.lookup(name), fold_name(name)
    whole = {candidate.country for candidate in found if candidate.resolution == 1}
    towns = {p.country: math.log10(p.population + 10) for p in reversed(places) if p.feature_class == "P"}
    for place in places:
        candidate = _of_place(place)
        if fold_name(place.name) != key and place.feature_code in ("PPL", "RGN", "ADM1"):
            # Berea may be Aleppo, though hardly anybody calls it so.
            candidate = replace(candidate, fame=candidate.fame - _BY_ANOTHER_NAME)
        if place.feature_code == "ADM1" and place.country in towns and fold_name(place.name) != key:
            # "Kharkiv" is the town; its region is called after it, and not by that name alone.
            candidate = replace(candidate, fame=min(candidate.fame, towns[place.country] - 0.3))
        if place.country in whole:
            # "Mexico" is the country, though its capital bears that name as well.
            candidate = replace(candidate, fame=min(candidate.fame, _NAMESAKE))
        elif capital_of and place.country in capital_of and place.feature_class == "P":
            candidate = _known_capital(candidate)
            capital_of.discard(place.country or "")
        found.append(candidate)
    for code in sorted(capital_of):
        for use, row in rows:
            if use == "capital" and isinstance(row, Country) and row.code == code and row.capital != name:
                found.extend(_capital(row.capital or "", code, tables))
    return found


def _capital(name: str, country: str, tables: Knowledge) -> list[Candidate]:
    places = [p for p in tables.gazetteer.lookup(name) if p.country == country and p.feature_class == "P"]
    return [_known_capital(_of_place(p)) for p in places[:1]]


def _of_partial(row: PartialState, tables: Knowledge) -> Candidate:
    named = [p for p in tables.gazetteer.lookup(row.name) if p.feature_class in ("A", "L")]
    seat = [p for p in tables.gazetteer.lookup(row.capital or "") if p.country == row.country]
    place = next(iter(named or seat), None)
    lat, lon = (place.lat, place.lon) if place else (None, None)
    return Candidate(row.name, 7.5, lat, lon, row.country, None, "A", "ADM1", row=row.reference)


def _known_capital(candidate: Candidate) -> Candidate:
    return Candidate(
        candidate.name, candidate.fame + 1.0, candidate.lat, candidate.lon, candidate.country, candidate.admin1,
        candidate.feature_class, "PPLC", geonameid=candidate.geonameid,
    )  # fmt: skip


def lies_in(candidate: Candidate, container: Candidate) -> bool:
    """Tell whether a place lies in another, as far as the tables say.

    Args:
        candidate: the smaller place.
        container: the larger one.
    """
    if candidate.country != container.country:
        return False
    if container.resolution == 1:
        return candidate.resolution != 1
    if container.resolution == 2:
        return candidate.admin1 is not None and candidate.admin1 == container.geonameid and candidate != container
    if candidate.lat is None or candidate.lon is None or container.lat is None or container.lon is None:
        return False
    return kilometres(candidate.lat, candidate.lon, container.lat, container.lon) < 120
