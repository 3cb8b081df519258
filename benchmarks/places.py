"""Places against two gold sets (`gold/geo`): detection of toponyms, the right point, the right country.

Detection counts spans that overlap. In LGL, where nationalities are marked as toponyms, an actor
mention that resolves to a country or place counts: as found where its code is a country's, as a
find that may be wrong only where it is the name or nationality of a country or place (an army of
the table is no toponym). `f1_names` leaves the gold's nationalities and the actors out.
`within_161` is the share put within 161 km of the gold point, `country` the share whose country is
right, both of the gold toponyms that were detected and have coordinates. LGL names its countries;
in GeoVirus the country is the one in whose borders (Natural Earth) the gold point lies, points at
sea left out. A place of ours that lies in no one country (a continent, a range) is where its point
is. GeoVirus counts its offsets from one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.borders import country_at
from benchmarks.rows import Options, Row, need
from tidings.knowledge import Knowledge, load_tables
from tidings.mentions import find_mentions
from tidings.mentions.geography import kilometres
from tidings.records import Article, Block, Mention, digest
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings

__all__ = ["Find", "Gold", "documents", "finds", "measure", "score"]

_NEAR_KM = 161.0
# Tables whose rows are countries and places.
_OF_PLACES = ("countries:", "partial_states:", "historical_states:", "regions:", "gazetteer:")
_TARGETS = {
    "lgl": {"f1": 0.75, "within_161": 0.72, "country": 0.92},
    "geovirus": {"f1": 0.90, "within_161": 0.90, "country": 0.96},
}
_WHAT = {
    "precision": ("found", "toponyms found, overlapping"),
    "recall": ("toponyms", "toponyms found, overlapping"),
    "f1": ("toponyms", "toponyms found, overlapping"),
    "f1_names": ("names", "the same without nationalities and actors"),
    "within_161": ("met", "of those found that have a point: within 161 km"),
    "country": ("landed", "of those found that have a point: country right"),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym of the gold: offsets from 0, its point and country where it has them, whether it is a nationality."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    nationality: bool = False


@dataclass(frozen=True, slots=True)
class Find:
    """What was found: `place` for a place; an actor counts against precision only where it is a `name` of one."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    country: str | None
    place: bool = True
    name: bool = True


def documents(path: Path, tables: Knowledge) -> Iterator[tuple[Article, list[Gold]]]:
    """Read a gold set, one article and its toponyms after the other.

    Args:
        path: `lgl.xml` or `GeoVirus.xml`.
        tables: the knowledge tables, which read the gold's countries and nationalities.
    """
    from lxml import etree

    first = 1 if "GeoVirus" in path.name else 0
    for number, node in enumerate(etree.parse(str(path)).getroot().iter("article")):
        text = node.findtext("text") or ""
        golds = []
        for item in node.iter("toponym", "location"):
            start, end = int(item.findtext("start")) - first, int(item.findtext("end")) - first
            lat, lon = (float(v) if v else None for v in (item.findtext(".//lat"), item.findtext(".//lon")))
            told = item.findtext(".//country")
            country = _code(told, tables) if told else country_at(lat, lon) if lat and lon and first else None
            golds.append(Gold(start, end, lat, lon, country, _is_nationality(text[start:end], tables)))
        block = Block("paragraph", 0, len(text))
        domain = node.findtext("domain")
        yield Article(str(number), digest(text), path.name, text, (block,), url=domain and f"https://{domain}/"), golds


def _code(country: str, tables: Knowledge) -> str | None:
    uses = tables.names.get(country)
    return next((row.code for use, row in uses if row.table == "countries" and use == "name"), None)


def _is_nationality(words: str, tables: Knowledge) -> bool:
    uses = {use for use, _ in tables.names.get(words)}
    return bool(uses & {"adjective", "people"}) and not uses & {"name", "capital"}


def finds(mentions: Iterable[Mention], tables: Knowledge) -> list[Find]:
    """Give the places found, and the actors that stand for a country or a place.

    Args:
        mentions: the mentions of an article.
        tables: the knowledge tables, which know where countries lie.
    """
    found = []
    for mention in mentions:
        place, actor = mention.location, mention.entity
        if place is not None:
            country = place.country_code
            if country is None and place.lat is not None and place.lon is not None:
                country = country_at(place.lat, place.lon)
            found.append(Find(mention.start, mention.end, place.lat, place.lon, country))
        elif actor is not None and actor.code in tables.country_by_code:
            row = tables.country_by_code[actor.code or ""]
            name = (actor.row or "").startswith(_OF_PLACES) and bool(tables.names.get(_bare(mention.text)))
            found.append(Find(mention.start, mention.end, row.lat, row.lon, row.code, False, name))
    return found


def _bare(words: str) -> str:
    return words[4:] if words[:4].lower() == "the " else words


def _overlap(one: Find, other: Gold | Find) -> bool:
    return one.start < other.end and other.start < one.end


def match(gold: Gold, found: Sequence[Find]) -> Find | None:
    """Give what was found for a gold toponym: places before actors, then what shares most with it.

    Args:
        gold: a toponym of the gold.
        found: what was found in its article.
    """
    hits = [f for f in found if _overlap(f, gold)]
    return max(hits, key=lambda f: (f.place, min(f.end, gold.end) - max(f.start, gold.start)), default=None)


def score(
    golds: Sequence[Sequence[Gold]], found: Sequence[Sequence[Find]], actors: bool = True, near_km: float = _NEAR_KM
) -> dict[str, float]:
    """Count detection, distance and country, and the cases of each share.

    Args:
        golds: the gold toponyms of each article.
        found: what was found in each.
        actors: whether actors that stand for a place count.
        near_km: how far off a right place may be, in kilometres.
    """
    totals = dict.fromkeys(("toponyms", "names", "found", "met", "landed"), 0)
    hits = right = near = same = 0
    for own, places in zip(golds, found, strict=True):
        every = [f for f in places if actors or f.place]
        counted = [f for f in every if f.name and (f.place or not any(p.place and _overlap(f, p) for p in every))]
        totals["found"] += len(counted)
        right += sum(any(_overlap(f, gold) for gold in own) for f in counted)
        totals["toponyms"] += len(own)
        for gold in own:
            best = match(gold, every)
            hits += best is not None
            if best is None or gold.lat is None or gold.lon is None:
                continue
            totals["met"] += 1
            near += _is_near(best, gold, near_km)
            totals["landed"] += gold.country is not None
            same += gold.country is not None and gold.country == best.country
    return totals | _shares(totals, hits, right, near, same)


def _is_near(find: Find, gold: Gold, near_km: float) -> bool:
    if None in (find.lat, find.lon, gold.lat, gold.lon):
        return False
    return kilometres(find.lat or 0.0, find.lon or 0.0, gold.lat or 0.0, gold.lon or 0.0) <= near_km


def _shares(totals: dict[str, int], hits: int, right: int, near: int, same: int) -> dict[str, float]:
    precision, recall = right / max(1, totals["found"]), hits / max(1, totals["toponyms"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "within_161": near / max(1, totals["met"]),
        "country": same / max(1, totals["landed"]),
    }


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure on both gold sets.

    Args:
        shared: the folder that holds `gold/geo`.
        options: none is looked at.

    Raises:
        Missing: a gold set, or the package that holds the borders, is not there.
    """
    rows: list[Row] = []
    for name, file in (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml")):
        numbers = _numbers(need(shared / "gold" / "geo" / file), actors=name == "lgl")
        for key, (cases, what) in _WHAT.items():
            if key in numbers:
                target = _TARGETS[name].get(key)
                rows.append(Row(f"places.{name}.{key}", numbers[key], int(numbers[cases]), what, target))
    return rows


def _numbers(path: Path, actors: bool) -> dict[str, float]:
    tables, nlp = load_tables(), load_language_model(Settings().language_model)
    golds, found = [], []
    for article, gold in documents(path, tables):
        golds.append(gold)
        found.append(finds(find_mentions(article, parse(split(article), nlp), tables), tables))
    numbers = score(golds, found, actors)
    if actors:
        bare = score([[g for g in own if not g.nationality] for own in golds], found, actors=False)
        numbers |= {"f1_names": bare["f1"], "names": bare["toponyms"]}
    return numbers
