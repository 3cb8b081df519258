"""A large archive that is made up: invented articles about real countries, for the timing of the newsdesk.

A thousand articles of ten events each are written as `tidings code` would archive them, every fourth article the
first of a story, and these rows a hundred times over with their dates moved: a hundred thousand articles and a
million events. Words are drawn as in real text, a few often and most seldom, some 250 different ones an article;
a few countries act in most events, as the great powers do in the news. Of the record only its ids are those of the
copy; its days stay the template's.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tidings.archive import Archive
from tidings.archive.flatten import COLUMNS
from tidings.archive.tell import story_rows
from tidings.archive.write import insert
from tidings.joining.stories import Group, Placed
from tidings.knowledge import load_tables
from tidings.ontology import CONTEXTS, MODES, TYPES
from tidings.records import Article, Attribution, Coded, Entity, Event, Location
from tidings.testing import make_article, make_coded, make_entity, make_event

__all__ = ["RARE", "build"]

_TEMPLATES = 1000
_EVENTS = 10
_COPIES = 100
_A_STORY = 4
# Copies written in one statement: more would need more memory than a writer is given.
_AT_ONCE = 10
_ACTS = ("met", "visited", "struck", "warned", "aided", "thanked", "accused", "left", "joined", "arrested")
_SECTIONS = ("World", "Politics", "Business", "Europe", "Asia", None)
_CERTAINTIES = ("asserted", "asserted", "asserted", "claimed", "uncertain", "denied")
_VOCABULARY = 20_000
_FILLER = 30
# A word of the vocabulary that a handful of the templates have.
RARE = "w9001"
# Days by which the dates of a copy are moved.
_MOVED = "CAST({column} + n AS DATE)"
# Every id of a template is 17 to 20 hexadecimal digits; a copy's has the number of the copy behind it.
_RECORD = r"""regexp_replace(record, '"([0-9a-f]{17,20})"', '"\1' || s || '"', 'g')"""


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
        _tell_stories(connection, templates)
        for table, changed in _COPIED.items():
            connection.execute(f"CREATE TEMP TABLE t_{table} AS SELECT * FROM {table}")
            order = "ORDER BY 1, 2" if table in _IN_ORDER else ""
            for first in range(1, copies, _AT_ONCE):
                last = min(copies, first + _AT_ONCE)
                connection.execute(
                    f"INSERT INTO {table} SELECT t.* REPLACE ({changed}) FROM "
                    "(SELECT CAST(n AS INTEGER) AS n, lpad(CAST(n AS VARCHAR), 2, '0') AS s "
                    f"FROM range({first}, {last}) r(n)) r, t_{table} t {order}"
                )
        for sequence, each in (("article_numbers", _TEMPLATES), ("event_numbers", _TEMPLATES * _EVENTS)):
            connection.execute(f"SELECT count(nextval('{sequence}')) FROM range({(copies - 1) * each})")
        connection.execute("UPDATE in_order SET article = (SELECT max(number) FROM articles)")
    return archive


# As the archive itself does with so many articles.
_IN_ORDER = frozenset({"known_as", "words"})
_ARTICLE = f"n * {_TEMPLATES}"
_EVENT = f"n * {_TEMPLATES * _EVENTS}"
_COPIED = {
    "articles": f"id || s AS id, text_digest || s AS text_digest, {_MOVED.format(column='published')} AS published, "
    f"{_RECORD} AS record, number + {_ARTICLE} AS number",
    "events": f"id || s AS id, article || s AS article, {_MOVED.format(column='date')} AS date, {_RECORD} AS record, "
    f"number + {_EVENT} AS number, article_number + {_ARTICLE} AS article_number",
    "known_as": f"number + {_EVENT} AS number, article_number + {_ARTICLE} AS article_number, "
    f"{_MOVED.format(column='date')} AS date",
    "shown_as": f"number + {_EVENT} AS number",
    "words": f"article + {_ARTICLE} AS article",
    "story_articles": "article || s AS article, story || s AS story, alias || s AS alias, block || s AS block",
    "stories": f"id || s AS id, article || s AS article, {_MOVED.format(column='first_date')} AS first_date, "
    f"{_MOVED.format(column='last_date')} AS last_date, {_RECORD} AS record",
    "story_events": f"story || s AS story, id || s AS id, {_MOVED.format(column='date')} AS date, "
    f"list_transform(reports, lambda r: r || s) AS reports, {_RECORD} AS record",
}


def _tell_stories(connection: Any, templates: Sequence[Coded]) -> None:
    groups = {}
    for at in range(0, len(templates), _A_STORY):
        ids = [c.article.id for c in templates[at : at + _A_STORY]]
        groups[f"{at:04x}{ids[0][:16]}"] = Group(tuple(Placed(id, None, f"{id}f") for id in ids), ids[0])
    rows = {"story_articles": [(p.article, id, None, p.alias, id) for id, g in groups.items() for p in g.articles]}
    for table, found in (rows | story_rows(connection, groups)).items():
        assert len(found[0]) == len(COLUMNS[table])
        insert(connection, table, found)


@cache
def _countries() -> tuple[list[Any], list[float]]:
    """Countries that have a point, and how often each acts: the second half as often as the first, and so on."""
    found = [c for c in load_tables().countries if c.code and c.lat is not None and c.lon is not None]
    random.Random(0).shuffle(found)
    return found, [1 / (3 + n) for n in range(len(found))]


@cache
def _words() -> tuple[list[str], list[float]]:
    return [f"w{n}" for n in range(_VOCABULARY)], [1 / (10 + n) for n in range(_VOCABULARY)]


def _party(chance: random.Random, words: str, text: str, at: int, code: str) -> Entity:
    sector = chance.choice([(), ("GOV",), ("MIL",), ("REB",), ("CVL",)])
    return make_entity(words, text, at, code=code, sector=sector, identifier_text=words)


def _template(number: int) -> Coded:
    chance = random.Random(number)
    sentences, marks = [f"Report {number} of the day"], []
    at = len(sentences[0]) + 2
    for _ in range(_EVENTS):
        one, other, place = chance.choices(*_countries(), k=3)
        act = chance.choice(_ACTS)
        filler = " ".join(chance.choices(*_words(), k=_FILLER))
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


def _event(chance: random.Random, article: Article, day: datetime.date, mark: tuple[int, Any, str, Any, Any]) -> Event:
    at, one, act, other, place = mark
    text = article.text
    type = chance.choice(sorted(TYPES))
    second = at + len(one.name) + len(act) + 2
    where = Location(
        *(place.name, second, second),
        resolved_place=place.name,
        lat=place.lat + chance.uniform(-2, 2),
        lon=place.lon + chance.uniform(-2, 2),
        country=place.name,
        country_code=place.code,
        resolution=4,
    )
    return make_event(
        *(article, act, type),
        [_party(chance, one.name, text, at, one.code)],
        [_party(chance, other.name, text, second, other.code)],
        at + len(one.name) + 1,
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
