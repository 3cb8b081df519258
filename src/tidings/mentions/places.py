"""Places: which place on the map each toponym of an article stands for.

A country's name is a place and, where the sentence lets it act, an actor as well. A capital or a
palace that speaks for its government is an actor only; a demonym is never a place.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from tidings.knowledge import Knowledge
from tidings.mentions.choice import Scene, choose
from tidings.mentions.found import Found, Marked
from tidings.mentions.relations import relation_to
from tidings.mentions.surnames import known_surnames
from tidings.mentions.toponyms import Toponym, find_toponyms, sweep
from tidings.mentions.words import Words
from tidings.records import Article, Location, Mention

__all__ = ["find_places"]

# Domains of countries that anybody anywhere uses.
_OPEN = frozenset(["CO", "IO", "TV", "ME", "CC", "WS", "FM", "AI", "TO", "LY", "GG", "SH"])


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
    choose(toponyms, _scene(article, actors, found, tables))
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
    """Countries by how often actors are of them; what a name in an actor's words is, its place will tell."""
    codes: Counter[str] = Counter()
    for found, named in zip(actors, toponyms, strict=True):
        places = {n for t in named for n in range(t.first, t.last + 1)}
        told = (a for a in found if a.code and a.kind != "pronoun" and places.isdisjoint(range(a.start, a.last + 1)))
        codes.update(a.code for a in told if a.code)
    return Scene(codes, *_outlet(article, tables))


def _outlet(article: Article, tables: Knowledge) -> tuple[str | None, str]:
    """The country of the article's outlet, by table or by its domain's ending, and its name and domain, folded."""
    domain = (urlsplit(article.url or "").hostname or "").removeprefix("www.")
    own = "".join(char for char in f"{article.publication or ''} {domain}".casefold() if char.isalnum())
    for outlet in tables.outlets:
        names = (outlet.name, *outlet.aliases, outlet.domain)
        if article.publication in names or (outlet.domain and domain.endswith(outlet.domain)):
            return outlet.country, own
    ending = domain.rpartition(".")[2].upper()
    alpha2 = "GB" if ending == "UK" else ending
    country = next((c.code for c in tables.countries if c.alpha2 == alpha2), None) if alpha2 not in _OPEN else None
    return country, own


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
