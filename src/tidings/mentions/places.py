"""Places: the toponyms of an article, and which place on the map each stands for.

A country's name is a place and, where the sentence lets it act, an actor as well. A capital or a
palace that speaks for its government is an actor only; a demonym is never a place.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from tidings.knowledge import Country, Knowledge, PartialState, Region
from tidings.knowledge.rows import Row
from tidings.mentions.found import Found, Marked
from tidings.mentions.geography import Candidate, Scene, candidates
from tidings.mentions.places_as_actors import capital_acts
from tidings.mentions.words import Words
from tidings.records import Article, Location, Mention

__all__ = ["find_places"]

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "from",
        "to",
        "toward",
        "towards",
        "across",
        "into",
        "throughout",
        "beyond",
        "via",
        "through",
        "off",
    ]
)
_CITY = frozenset(
    [
        "city",
        "town",
        "village",
        "capital",
        "suburb",
        "port",
        "settlement",
        "hamlet",
        "municipality",
        "township",
        "resort",
    ]
)
_PROVINCE = frozenset(
    [
        "province",
        "region",
        "oblast",
        "state",
        "governorate",
        "district",
        "county",
        "prefecture",
        "department",
        "krai",
        "republic",
        "territory",
        "canton",
        "provinces",
        "states",
        "region",
    ]
)
_GENERIC = frozenset(
    [
        "Province",
        "Region",
        "Oblast",
        "Governorate",
        "District",
        "County",
        "Prefecture",
        "Department",
        "Krai",
        "Island",
        "Islands",
        "River",
        "Sea",
        "Ocean",
        "Gulf",
        "Strait",
        "Bay",
        "Lake",
        "Mountains",
        "Valley",
        "Peninsula",
        "Airport",
        "Desert",
        "Coast",
        "City",
        "Parish",
        "Township",
        "Territory",
        "Canal",
        "Port",
        "Cosmodrome",
        "Square",
        "Bridge",
        "Street",
        "Avenue",
        "Stadium",
        "Park",
        "Airfield",
        "Base",
        "Dam",
        "Camp",
        "Canyon",
        "Hills",
        "Beach",
        "Highway",
        "Road",
    ]
)
_RELATION = re.compile(
    r"(?P<relation>(?:(?:about|around|some|roughly|approximately|nearly|almost|just|more than|less than)\s+)?"
    r"(?P<count>\d[\d,.]*|a few|several|\w+)\s+(?P<unit>kilomet(?:er|re)s?|km|miles?|kms)\b"
    r"(?:\s*\([^()]{1,30}\))?(?:\s+(?:due\s+)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
    r"(?:ern)?)?(?:\s+(?:away|inland|offshore))?\s+(?:from|of|off))\s+(?:the\s+)?(?:[\w-]+\s+){0,3}\Z",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?P<relation>off the (?:[\w-]+ ){0,2}coast of|(?:on|near|along|at|across) (?:the|its) (?:[\w-]+ )?border (?:with|of|between)|"
    r"(?:on|in|to) the outskirts of|close to|in the vicinity of|"
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west) of|"
    r"near|outside|off|around|towards?|between)\s+(?:the\s+)?(?:(?:[\w-]+\s+){0,2}(?:city|town|village|port|island|capital)\s+"
    r"(?:of\s+)?)?\Z",
    re.IGNORECASE,
)
_UNCERTAIN = {"near": 25.0, "outside": 20.0, "close to": 25.0, "around": 25.0, "off": 50.0}
_MILE = 1.609344


@dataclass(slots=True)
class _Toponym:
    words: Words
    first: int
    last: int
    rows: tuple[tuple[str, Row], ...] = ()
    options: list[Candidate] = field(default_factory=list)
    kind: str | None = None
    containers: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None
    sure: bool = False

    @property
    def text(self) -> str:
        return self.words.span(self.first, self.last)


def find_places(
    article: Article,
    sentences: list[tuple[Words, list[Marked]]],
    actors: list[list[Found]],
    tables: Knowledge,
) -> list[Mention]:
    """Find the places of an article and choose what each stands for.

    Args:
        article: the article, for its id and outlet.
        sentences: the tokens of each sentence, and the names of the tables in it.
        actors: the actors of each sentence, resolved; their countries are the article's scene.
        tables: the knowledge tables.
    """
    toponyms: list[_Toponym] = []
    for (words, marks), found in zip(sentences, actors, strict=True):
        toponyms.extend(_in_sentence(words, marks, found, tables))
    _choose(toponyms, _scene(article, actors, tables))
    return [_mention(article.id, toponym, tables) for toponym in toponyms]


def _scene(article: Article, actors: list[list[Found]], tables: Knowledge) -> Scene:
    codes = Counter(a.code for found in actors for a in found if a.code and a.kind != "pronoun")
    outlet = next((o for o in tables.outlets if article.publication in (o.name, *o.aliases)), None)
    return Scene(Counter({c: n for c, n in codes.items() if c}), outlet.country if outlet else None)


# Finding


def _in_sentence(words: Words, marks: list[Marked], actors: list[Found], tables: Knowledge) -> list[_Toponym]:
    taken: set[int] = set()
    for actor in actors:
        if actor.kind in ("person", "organisation") and actor.reference is None and actor.row != "text":
            first = actor.head
            while first > actor.start and words.pos[first - 1] == "PROPN" and words.ent[first - 1] == words.ent[first]:
                first -= 1
            taken.update(range(first, actor.head + 1))
    found = [t for t in (_marked(words, m) for m in marks) if t is not None and t.last not in taken]
    taken.update(n for t in found for n in range(t.first, t.last + 1))
    taken.update(n for m in marks for n in range(m.first, m.last + 1))
    found.extend(_labelled(words, taken, tables))
    found.sort(key=lambda t: t.first)
    for toponym in found:
        toponym.options = candidates(toponym.text, toponym.rows, tables)
        toponym.kind = _kind(toponym)
    for number, toponym in enumerate(found):
        toponym.containers = _containers(toponym, found[number + 1 : number + 3], marks, tables)
    return [t for t in found if t.options or words.ent[t.last] in _LABELS]


def _marked(words: Words, marked: Marked) -> _Toponym | None:
    last = marked.last
    uses = tuple(
        (use, row)
        for use, row in marked.hit.uses
        if isinstance(row, Region) or (use in ("name", "capital") and isinstance(row, (Country, PartialState)))
    )
    if not uses:
        return None
    kinds = {use for use, _ in marked.hit.uses}
    if "adjective" in kinds and words.dep[last] in ("amod", "compound", "nmod"):
        return None
    if "capital" in kinds and "name" not in kinds and capital_acts(words, last):
        return None
    return _Toponym(words, marked.first, last, uses)


def _labelled(words: Words, taken: set[int], tables: Knowledge) -> list[_Toponym]:
    """Toponyms by entity label, and capitalised words of the gazetteer after a locative preposition."""
    found: list[_Toponym] = []
    number = 0
    while number < len(words):
        if (
            number in taken
            or not words.words[number][:1].isupper()
            or words.pos[number] not in ("PROPN", "NOUN", "ADJ")
        ):
            number += 1
            continue
        last = number
        while last + 1 < len(words) and last + 1 not in taken and _continues(words, last + 1):
            last += 1
        if words.ent[number] in _LABELS or (
            _located(words, number)
            and words.ent[number] not in ("DATE", "TIME")
            and tables.gazetteer.lookup(words.span(number, last))
        ):
            found.append(_Toponym(words, number, last))
        number = last + 1
    return found


def _continues(words: Words, number: int) -> bool:
    if words.ent[number] != words.ent[number - 1] and words.words[number] not in _GENERIC:
        return False
    if words.ent_begin[number] and words.words[number] not in _GENERIC:
        return False
    word = words.words[number]
    if word in ("-", "of", "de", "del", "la", "al", "el", "upon", "on") and words.ent[number]:
        return number + 1 < len(words) and words.words[number + 1][:1].isupper() and bool(words.ent[number + 1])
    return word[:1].isupper() and words.pos[number] in ("PROPN", "NOUN", "ADJ")


def _located(words: Words, number: int) -> bool:
    """Whether the words before say that a place follows: "in X", "the city of X"."""
    before = number - 1
    if before >= 0 and words.low[before] == "the":
        before -= 1
    if before < 0:
        return False
    if words.low[before] == "of" and before > 0:
        return words.low[before - 1] in _CITY or words.low[before - 1] in _PROVINCE
    return words.low[before] in _LOCATIVE or words.low[before] in _CITY


def _kind(toponym: _Toponym) -> str | None:
    words = toponym.words
    after = words.low[toponym.last + 1] if toponym.last + 1 < len(words) else ""
    before = words.low[toponym.first - 1] if toponym.first else ""
    if before == "of" and toponym.first > 1:
        before = words.low[toponym.first - 2]
    if before in _CITY:
        return "city"
    if after in _PROVINCE or (before in _PROVINCE and before != "states"):
        return "province"
    return None


def _containers(
    toponym: _Toponym, following: list[_Toponym], marks: list[Marked], tables: Knowledge
) -> tuple[Candidate, ...]:
    """What the words say contains the place: "X, Texas", "the Syrian city of X", "Texas's X"."""
    words = toponym.words
    found: list[Candidate] = []
    last = toponym.last
    for other in following:
        between = words.low[last + 1 : other.first]
        if between in ([","], [",", "in"], ["in"], [",", "the"], ["in", "the"], ["region", ","], ["province", ","]):
            found.extend(_containing(other.options))
            last = other.last
        else:
            break
    for marked in marks:
        if marked.last < toponym.first and toponym.first - marked.last <= 5:
            uses = [row for use, row in marked.hit.uses if use in ("adjective", "name") and isinstance(row, Country)]
            between = words.low[marked.last + 1 : toponym.first]
            if uses and between and (set(between) & (_CITY | _PROVINCE) or between == ["'s"]):
                code = uses[0].code
                found.append(Candidate(uses[0].name, 9.0, None, None, code, None, "A", "PCLI"))
    return tuple(found)


def _containing(options: list[Candidate]) -> list[Candidate]:
    big = [c for c in options if c.resolution in (1, 2)]
    return sorted(big, key=lambda c: -c.fame)[:1]


# Choosing


def _choose(toponyms: list[_Toponym], scene: Scene) -> None:
    named: Counter[str] = Counter()
    for toponym in toponyms:
        best = [c for c in toponym.options if c.resolution == 1]
        if best and best[0].country:
            named[best[0].country] += 1
        for container in toponym.containers:
            if container.country:
                named[container.country] += 1
    scene.codes = scene.codes + named
    scene.total = max(1, sum(scene.codes.values()))
    order = sorted(range(len(toponyms)), key=lambda n: (not toponyms[n].containers, len(toponyms[n].options) != 1, n))
    settled: dict[str, Candidate] = {}
    for number in order:
        toponym = toponyms[number]
        if not toponym.options:
            continue
        before = settled.get(toponym.text)
        if before is not None and not toponym.containers:
            toponym.chosen = before
            continue
        toponym.chosen = max(
            toponym.options,
            key=lambda c: (scene.points_for(c, toponym.containers, toponym.kind), c.fame, -(c.geonameid or 0)),
        )
        scene.settle(toponym.chosen)
        settled.setdefault(toponym.text, toponym.chosen)


# Telling


def _mention(article: str, toponym: _Toponym, tables: Knowledge) -> Mention:
    words = toponym.words
    start, end = words.offset + words.starts[toponym.first], words.offset + words.ends[toponym.last]
    return Mention(article, "place", toponym.text, start, end, location=_location(toponym, start, end, tables))


def _location(toponym: _Toponym, start: int, end: int, tables: Knowledge) -> Location:
    relation, uncertainty = _relation(toponym)
    chosen = toponym.chosen
    if chosen is None:
        return Location(toponym.text, start, end, relation=relation, uncertainty_km=uncertainty)
    resolution = chosen.resolution
    country = tables.country_by_code.get(chosen.country or "")
    region = tables.gazetteer.place(chosen.admin1) if chosen.admin1 is not None and resolution != 2 else None
    return Location(
        extracted_place=toponym.text,
        start=start,
        end=end,
        resolved_place=chosen.name,
        geonameid=chosen.geonameid,
        lat=chosen.lat,
        lon=chosen.lon,
        city=chosen.name if resolution == 4 else None,
        district=chosen.name if resolution == 3 else None,
        province=chosen.name if resolution == 2 else chosen.province or (region.name if region else None),
        country=country.name if country else None,
        country_code=chosen.country,
        feature_class=chosen.feature_class,
        feature_code=chosen.feature_code,
        resolution=resolution,
        relation=relation,
        uncertainty_km=uncertainty if uncertainty is not None else chosen.radius_km,
        row=chosen.row or (f"gazetteer:{chosen.geonameid}" if chosen.geonameid else None),
    )


def _relation(toponym: _Toponym) -> tuple[str | None, float | None]:
    words = toponym.words
    begin = words.starts[toponym.first]
    before = words.text[max(0, begin - 90) : begin]
    match = _RELATION.search(before)
    if match:
        count = match["count"].replace(",", "").rstrip(".")
        try:
            distance = float(count)
        except ValueError:
            return match["relation"], None
        return match["relation"], distance * (_MILE if match["unit"].lower().startswith("mile") else 1.0)
    match = _NEAR.search(before)
    if match:
        relation = match["relation"]
        return relation, _UNCERTAIN.get(relation.lower(), 50.0)
    return None, None
