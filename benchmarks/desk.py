"""`python -m benchmarks.desk [FILE]`: what each page of the newsdesk takes on the server, over a large archive.

The archive is made up: a thousand articles of ten events each, of invented sentences about real countries,
a hundred times over with their dates moved, which makes a hundred thousand articles and a million events.
It is made once where FILE names one that is not there yet; else in a folder that is gone afterwards.
"""

from __future__ import annotations

import datetime
import random
import sys
import time
from pathlib import Path

from tidings.archive import Archive
from tidings.knowledge import load_tables
from tidings.ontology import CONTEXTS, MODES, TYPES
from tidings.records import Article, Attribution, Coded, Entity, Event, Location
from tidings.testing import make_article, make_coded, make_entity, make_event

__all__ = ["build"]

_TEMPLATES = 1000
_EVENTS = 10
_COPIES = 100
_TARGET = 0.2
_ACTS = ("met", "visited", "struck", "warned", "aided", "thanked", "accused", "left", "joined", "arrested")
_FILLER = "envoy harbour council winter treaty border minister grain engine rail school bridge court river vote".split()
_SECTIONS = ("World", "Politics", "Business", "Europe", "Asia", None)
_CERTAINTIES = ("asserted", "asserted", "asserted", "claimed", "uncertain", "denied")


def _party(chance: random.Random, words: str, text: str, at: int, code: str) -> Entity:
    sector = chance.choice([(), ("GOV",), ("MIL",), ("REB",), ("CVL",)])
    return make_entity(words, text, at, code=code, sector=sector, identifier_text=words)


def _template(number: int) -> Coded:
    chance = random.Random(number)
    countries = [c for c in load_tables().countries if c.code and c.lat is not None and c.lon is not None]
    sentences, marks = [f"Report {number} of the day"], []
    at = len(sentences[0]) + 2
    for _ in range(_EVENTS):
        one, other, place = chance.choices(countries, weights=range(len(countries), 0, -1), k=3)
        act = chance.choice(_ACTS)
        filler = " ".join(chance.choices(_FILLER, k=30))
        sentence = f"{one.name} {act} {other.name} near {place.name} while the {filler} {number % 97} waited."
        marks.append((at, one, act, other, place))
        sentences.append(sentence)
        at += len(sentence) + 2
    text = "\n\n".join(sentences)
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=chance.randrange(3000))
    article = make_article(
        *(text,),
        id=f"{number:03x}{chance.getrandbits(64):016x}",
        headline=sentences[0],
        section=chance.choice(_SECTIONS),
        publication=f"Paper {chance.randrange(40)}",
        published=day,
        url=f"https://paper.example/{number}",
    )
    return make_coded(article, *(_event(chance, article, day, mark) for mark in marks))


def _event(
    chance: random.Random, article: Article, day: datetime.date, mark: tuple[int, object, str, object, object]
) -> Event:
    at, one, act, other, place = mark
    text = article.text
    type = chance.choice(sorted(TYPES))
    second = at + len(one.name) + len(act) + 2  # type: ignore[attr-defined]
    where = Location(
        *(place.name, second, second),  # type: ignore[attr-defined]
        resolved_place=place.name,  # type: ignore[attr-defined]
        lat=place.lat + chance.uniform(-2, 2),  # type: ignore[attr-defined]
        lon=place.lon + chance.uniform(-2, 2),  # type: ignore[attr-defined]
        country=place.name,  # type: ignore[attr-defined]
        country_code=place.code,  # type: ignore[attr-defined]
        resolution=4,
    )
    return make_event(
        *(article, act, type),
        [_party(chance, one.name, text, at, one.code)],  # type: ignore[attr-defined]
        [_party(chance, other.name, text, second, other.code)],  # type: ignore[attr-defined]
        at + len(one.name) + 1,  # type: ignore[attr-defined]
        id=f"{chance.getrandbits(68):017x}",
        mode=tuple(sorted(chance.sample(sorted(MODES[type]), min(1, len(MODES[type]))))),
        context=(chance.choice(sorted(CONTEXTS)),),
        date=day,
        date_precision="day",
        date_basis="publication",
        event_loc=where,
        confidence=round(chance.uniform(0.3, 1), 3),
        attribution=Attribution(chance.choice(_CERTAINTIES)),
    )


# A copy has the ids of its template with the copy's number behind, and its dates moved by as many days.
_COPY = {
    "articles": "id || s, text_digest || s, source, url || s, publication, language, section, headline, "
    "CAST(published + {n} AS DATE), published_basis, text, coder, "
    "replace(replace(record, id, id || s), CAST(published AS VARCHAR), CAST(CAST(published + {n} AS DATE) AS VARCHAR))",
    "events": "* REPLACE (id || s AS id, article || s AS article, CAST(date + {n} AS DATE) AS date, "
    "replace(replace(replace(record, id, id || s), article, article || s), CAST(date AS VARCHAR), "
    "CAST(CAST(date + {n} AS DATE) AS VARCHAR)) AS record)",
    "parties": "* REPLACE (event || s AS event)",
    "words": "* REPLACE (article || s AS article)",
}


def build(path: Path, copies: int = _COPIES) -> Archive:
    """Make the archive.

    Args:
        path: its file, which is not there yet.
        copies: how many times a thousand articles.

    Raises:
        ArchiveError: it cannot be made.
    """
    archive = Archive(path)
    templates = [_template(n) for n in range(_TEMPLATES)]
    for at in range(0, _TEMPLATES, 50):
        archive.add(templates[at : at + 50], "tidings test")
    with archive._open(write=True) as connection:
        for table in _COPY:
            connection.execute(f"CREATE TEMP TABLE t_{table} AS SELECT * FROM {table}")
        for n in range(1, copies):
            for table, columns in _COPY.items():
                chosen = columns.replace("{n}", str(n)).replace("|| s", f"|| '{n:02}'")
                connection.execute(f"INSERT INTO {table} SELECT {chosen} FROM t_{table}")
    return archive


if __name__ == "__main__":
    t = time.monotonic()
    build(Path(sys.argv[1]), int(sys.argv[2]))
    print(time.monotonic() - t)
