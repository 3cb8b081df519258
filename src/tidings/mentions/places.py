"""Places: which place on the map each toponym of an article stands for.

A country's name is a place and, where the sentence lets it act, an actor as well. A capital or a
palace that speaks for its government is an actor only; a demonym is never a place.
"""

from __future__ import annotations

from collections import Counter

from tidings.knowledge import Knowledge
from tidings.mentions.found import Found, Marked
from tidings.mentions.geography import Candidate, Scene, lies_in
from tidings.mentions.relations import relation_to
from tidings.mentions.surnames import known_surnames
from tidings.mentions.toponyms import Toponym, find_toponyms, sweep
from tidings.mentions.words import Words
from tidings.records import Article, Location, Mention

__all__ = ["find_places"]


def find_places(
    article: Article,
    sentences: list[tuple[Words, list[Marked]]],
    actors: list[list[Found]],
    tables: Knowledge,
) -> list[Mention]:
    """Find the places of an article and choose what each stands for.

    An actor that only a label made one, and whose words are a place, is dropped.

    Args:
        article: the article, for its id and outlet.
        sentences: the tokens of each sentence, and the names of the tables in it.
        actors: the actors of each sentence, resolved; their countries are the article's scene.
        tables: the knowledge tables.
    """
    people = frozenset(known_surnames(actors))
    found = [
        find_toponyms(words, marks, here, people, tables)
        for (words, marks), here in zip(sentences, actors, strict=True)
    ]
    names = (t.text for here in found for t in here if t.sure and t.options and t.first == t.last and not t.rows)
    known = frozenset(names) - people
    for (words, _), here, toponyms in zip(sentences, actors, found, strict=True):
        toponyms.extend(sweep(words, known, toponyms, here, tables))
        toponyms.sort(key=lambda t: t.first)
        _drop_actors(toponyms, here)
    toponyms = [t for here in found for t in here]
    _choose(toponyms, _scene(article, actors, found, tables))
    for chosen, named in zip(found, actors, strict=True):
        _tell_actors(chosen, named)
    return [_mention(article.id, toponym, tables) for toponym in toponyms]


def _drop_actors(toponyms: list[Toponym], actors: list[Found]) -> None:
    for toponym in toponyms:
        for actor in actors:
            inside = toponym.first <= actor.head <= toponym.last and actor.last <= toponym.last
            if inside and actor.row in (None, "text") and actor.resolved is None and actor.code is None:
                actor.drop = actor.drop or actor.kind in ("organisation", "people", "person")


def _scene(article: Article, actors: list[list[Found]], toponyms: list[list[Toponym]], tables: Knowledge) -> Scene:
    """Countries by how often the article speaks of them; a name that several share speaks for none."""
    codes: Counter[str] = Counter()
    for found, named in zip(actors, toponyms, strict=True):
        shared = {n for t in named if _shared(t) for n in range(t.first, t.last + 1)}
        codes.update(a.code for a in found if a.code and a.kind != "pronoun" and a.head not in shared)
    outlet = next((o for o in tables.outlets if article.publication in (o.name, *o.aliases)), None)
    return Scene(codes, outlet.country if outlet else None)


def _shared(toponym: Toponym) -> bool:
    """Whether a country and a province elsewhere have one name: Georgia."""
    big = {c.country for c in toponym.options if c.resolution in (1, 2)}
    return len(big) > 1


def _tell_actors(toponyms: list[Toponym], actors: list[Found]) -> None:
    """An actor by the name of a country that is a province here is that province."""
    for toponym in toponyms:
        chosen = toponym.chosen
        if chosen is None or chosen.resolution != 2 or not _shared(toponym):
            continue
        for actor in actors:
            if actor.kind == "country" and actor.head == toponym.last and actor.code != chosen.country:
                actor.code, actor.name = chosen.country, chosen.name
                actor.row = chosen.row or f"gazetteer:{chosen.geonameid}"


def _choose(toponyms: list[Toponym], scene: Scene) -> None:
    named: Counter[str] = Counter()
    for toponym in toponyms:
        best = [c for c in toponym.options if c.resolution == 1]
        if best and best[0].country and not _shared(toponym):
            named[best[0].country] += 1
        for container in toponym.containers:
            if container.toponym is None and container.options[0].country:
                named[container.options[0].country] += 1
    scene.codes = scene.codes + named
    scene.total = max(1, sum(scene.codes.values()))
    order = sorted(range(len(toponyms)), key=lambda n: (not toponyms[n].containers, len(toponyms[n].options) != 1, n))
    settled: dict[str, Candidate] = {}
    for number in order:
        toponym = toponyms[number]
        if not toponym.options or toponym.chosen is not None:
            continue
        before = settled.get(toponym.text)
        if before is not None and not toponym.containers:
            toponym.chosen = before
            continue
        containers = [container.options for container in toponym.containers]
        toponym.chosen = max(
            _contained(toponym.options, containers),
            key=lambda c: (scene.points_for(c, containers, toponym.kind), c.fame, -(c.geonameid or 0)),
        )
        _settle_containers(toponym)
        scene.settle(toponym.chosen)
        settled.setdefault(toponym.text, toponym.chosen)


def _contained(options: list[Candidate], containers: list[list[Candidate]]) -> list[Candidate]:
    """The options that lie where the words say, if any does."""
    for around in containers:
        options = [c for c in options if any(lies_in(c, option) for option in around)] or options
    return options


def _settle_containers(toponym: Toponym) -> None:
    """What contains a place is the one of its name that does: the state of Georgia after "Atlanta"."""
    for container in toponym.containers:
        around = [c for c in container.options if toponym.chosen is not None and lies_in(toponym.chosen, c)]
        if around and container.toponym is not None:
            container.toponym.chosen = max(around, key=lambda c: c.fame)


def _mention(article: str, toponym: Toponym, tables: Knowledge) -> Mention:
    words = toponym.words
    start, end = words.offset + words.starts[toponym.first], words.offset + words.ends[toponym.last]
    return Mention(article, "place", toponym.text, start, end, location=_location(toponym, start, end, tables))


def _location(toponym: Toponym, start: int, end: int, tables: Knowledge) -> Location:
    relation, uncertainty = relation_to(toponym.words, toponym.first)
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
