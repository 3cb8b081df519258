"""Places against two gold sets (`gold/geo`): detection of toponyms, and the share of them put within 161 km.

Detection counts exact spans. `within_161` is the share of all located gold toponyms whose exact
span was found and put within 161 km of the gold point: unfound counts as wrong. `resolved_161` is
the same among the toponyms that were found. GeoVirus counts its offsets from one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Options, Row, need
from tidings.knowledge import load_tables
from tidings.mentions import find_mentions
from tidings.mentions.geography import kilometres
from tidings.records import Article, Block, Location, digest
from tidings.sentences import Parsed, load_language_model, parse, split
from tidings.settings import Settings

__all__ = ["Gold", "documents", "measure", "score"]

_NEAR_KM = 161.0
_WHAT = {
    "precision": "toponyms found, exact span",
    "recall": "toponyms found, exact span",
    "f1": "toponyms found, exact span",
    "within_161": "found and put within 161 km",
    "resolved_161": "of those found: within 161 km",
}
_CASES = {
    "precision": "found",
    "recall": "toponyms",
    "f1": "toponyms",
    "within_161": "located",
    "resolved_161": "met",
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym of the gold: offsets from 0, and its point where it has one."""

    start: int
    end: int
    lat: float | None
    lon: float | None


def documents(path: Path) -> Iterator[tuple[Article, list[Gold]]]:
    """Read a gold set, one article and its toponyms after the other.

    Args:
        path: `lgl.xml` or `GeoVirus.xml`.
    """
    from lxml import etree

    first = 1 if "GeoVirus" in path.name else 0
    for number, node in enumerate(etree.parse(str(path)).getroot().iter("article")):
        text = node.findtext("text") or ""
        golds = []
        for item in node.iter("toponym", "location"):
            start, end = int(item.findtext("start")) - first, int(item.findtext("end")) - first
            lat, lon = item.findtext(".//lat"), item.findtext(".//lon")
            golds.append(Gold(start, end, float(lat) if lat else None, float(lon) if lon else None))
        block = Block("paragraph", 0, len(text))
        domain = node.findtext("domain")
        yield Article(str(number), digest(text), path.name, text, (block,), url=domain and f"https://{domain}/"), golds


def score(pairs: Sequence[tuple[Gold, ...]], found: Sequence[dict[tuple[int, int], Location]]) -> dict[str, float]:
    """Count detection and distance, and the cases of each share.

    Args:
        pairs: the gold toponyms of each article.
        found: what was found in each, by span.
    """
    gold_count = found_count = hits = located = near = met = 0
    for golds, places in zip(pairs, found, strict=True):
        gold_count += len(golds)
        found_count += len(places)
        for gold in golds:
            place = places.get((gold.start, gold.end))
            hits += place is not None
            if gold.lat is None or gold.lon is None:
                continue
            located += 1
            met += place is not None
            if place is not None and place.lat is not None and place.lon is not None:
                near += kilometres(place.lat, place.lon, gold.lat, gold.lon) <= _NEAR_KM
    precision, recall = hits / max(1, found_count), hits / max(1, gold_count)
    return {
        "toponyms": gold_count,
        "found": found_count,
        "located": located,
        "met": met,
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "within_161": near / max(1, located),
        "resolved_161": near / max(1, met),
    }


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure on both gold sets.

    Args:
        shared: the folder that holds `gold/geo`.
        options: none is looked at.

    Raises:
        Missing: a gold set is not there.
    """
    rows: list[Row] = []
    for name, file in (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml")):
        numbers = _numbers(need(shared / "gold" / "geo" / file))
        for key, what in _WHAT.items():
            rows.append(Row(f"places.{name}.{key}", numbers[key], int(numbers[_CASES[key]]), what))
    return rows


def _numbers(path: Path) -> dict[str, float]:
    tables, nlp = load_tables(), load_language_model(Settings().language_model)
    golds, found = [], []
    for article, gold in documents(path):
        parsed: tuple[Parsed, ...] = parse(split(article), nlp)
        places = (m.location for m in find_mentions(article, parsed, tables) if m.location is not None)
        golds.append(tuple(gold))
        found.append({(place.start, place.end): place for place in places})
    return score(golds, found)
