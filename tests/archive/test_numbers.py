"""What pages ask by numbers is what the records say: after migrating, coding again, putting in order, on every page."""

from __future__ import annotations

import dataclasses
import datetime
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tidings.archive import GROUPS, ORDERS, Archive, EventFilter
from tidings.archive.file import migrations, open_file
from tidings.archive.flatten import COLUMNS, rows_of
from tidings.archive.numbers import put_in_order
from tidings.records import Attribution, Coded, Entity, Event, Location, digest
from tidings.testing import make_article, make_coded, make_entity, make_event

CODER = "tidings test"
NAMES = ("Ruritania", "Graustark", "the king", "Straße", "the King")
SECTORS = ((), ("GOV",), ("GOV", "MIL"))
# What the tables say, in ids and names.
SAID = {
    "known_as": "SELECT e.id, n.name, a.id, p.place, p.lat, k.event, k.quad_code, k.event_scale, k.date, k.enddate, "
    "k.certainty, k.confidence, k.leads, k.alone, k.acts, k.party, k.first, k.first_of_role FROM known_as k "
    "LEFT JOIN events e ON e.number = k.number LEFT JOIN names n ON n.number = k.name "
    "LEFT JOIN articles a ON a.number = k.article_number LEFT JOIN places p ON p.number = k.place_number",
    "shown_as": "SELECT e.id, n.name, s.acts, s.party FROM shown_as s LEFT JOIN events e ON e.number = s.number "
    "LEFT JOIN names n ON n.number = s.name",
    "parties": "SELECT event, role, number, name FROM parties",
    "words": "SELECT a.id, w.word FROM words w LEFT JOIN articles a ON a.number = w.article",
    "events": "SELECT e.id, a.id, p.* EXCLUDE (number) FROM events e LEFT JOIN articles a ON a.number = e.article_number "
    "LEFT JOIN places p ON p.number = e.place_number",
}


def _entity(chance: random.Random) -> Entity:
    name = chance.choice(NAMES)
    return make_entity(name, code=chance.choice(("RUS", "PRK", None)), sector=chance.choice(SECTORS))


def _event(chance: random.Random, article: Any, id: str, leader: str | None) -> Event:
    day = datetime.date(2021, 1, 1) + datetime.timedelta(days=chance.randrange(200))
    at = chance.choice((None, (50.0, 14.0), (50.04, 14.0), (10.0, 20.0)))
    loc = None
    if chance.random() < 0.8:
        lat, lon = at or (None, None)
        loc = Location(chance.choice(("Zenda", "Hentzau")), 0, 5, lat=lat, lon=lon, country_code="RUS", resolution=4)
    return make_event(
        *(article, "met", chance.choice(("CONSULT", "ASSAULT", "AID"))),
        [_entity(chance) for _ in range(chance.choice((1, 1, 2, 3)))],
        [_entity(chance) for _ in range(chance.choice((0, 1, 1, 2)))],
        id=id,
        date=chance.choice((day, day, day, None)),
        event_loc=loc,
        mode=chance.choice(((), ("visit",))),
        attribution=Attribution(chance.choice(("asserted", "denied"))),
        confidence=chance.choice((0.5, 0.7, 0.9)),
        same_as=leader,
    )


def _batch(seed: int = 1, version: str = "") -> list[Coded]:
    chance = random.Random(seed)
    found = []
    for number in range(12):
        url = f"https://paper.example/{number}"
        article = make_article(f"They met {version} in Zenda, {number} of them.", url=url)
        ids = [f"e{number:02}{letter}{version}" for letter in "abcd"]
        leaders = [None, ids[0] if chance.random() < 0.4 else None, None, None]
        found.append(make_coded(article, *(_event(chance, article, *pair) for pair in zip(ids, leaders, strict=True))))
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Forty-eight events of a few names, some joined, undated or nowhere."""
    made = Archive(tmp_path_factory.mktemp("numbers") / "a.duckdb")
    made.add(_batch(), CODER)
    return made


def _said(archive: Archive) -> dict[str, list[Any]]:
    with archive.look() as look:
        return {table: sorted(look.rows(query), key=repr) for table, query in SAID.items()}


def _leaders() -> list[Event]:
    return [e for c in _batch() for e in c.events if e.same_as is None]


def _older(path: Path, batch: Sequence[Coded]) -> None:
    """An archive of version 4, as tidings wrote it."""
    rows = rows_of(batch, CODER, True)
    columns = COLUMNS | {"parties": ("event", "role", "number", "name")}
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
        for version, statements in migrations()[:4]:
            connection.execute(statements)
            connection.execute("INSERT INTO schema_version VALUES (?)", [version])
        for table in ("articles", "events", "parties"):
            marks = ", ".join("?" for _ in columns[table])
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])
        connection.execute(
            "INSERT INTO words SELECT word_number(word), id "
            "FROM (SELECT id, unnest(list_distinct(words_of(text))) AS word FROM articles)"
        )


def test_an_archive_of_version_4_is_brought_up_to_date_whole(tmp_path: Path, archive: Archive) -> None:
    _older(tmp_path / "old.duckdb", _batch())
    old = Archive(tmp_path / "old.duckdb", create=False)
    assert _said(old) == _said(archive)
    assert [r["id"] for r in old.events(party="gov")] == [r["id"] for r in archive.events(party="gov")]
    assert old.events().names == archive.events().names
    old.add(_batch(2, "again"), CODER)
    new = Archive(tmp_path / "new.duckdb")
    new.add(_batch(2, "again"), CODER)
    assert _said(old) == _said(new)


def test_coding_again_leaves_nothing_of_what_was(tmp_path: Path) -> None:
    again = Archive(tmp_path / "again.duckdb")
    for batch in (_batch(), _batch(3, "other"), _batch(2, "again")):
        again.add(batch[:7], CODER)
        again.add(batch[7:], CODER)
    once = Archive(tmp_path / "once.duckdb")
    once.add(_batch(2, "again"), CODER)
    assert _said(again) == _said(once)
    with again.look() as look:
        assert look.search("other") == ([], 0) and look.search("again zenda")[1] == 12


def test_putting_in_order_changes_nothing_but_the_order(tmp_path: Path) -> None:
    made = Archive(tmp_path / "a.duckdb")
    made.add(_batch()[:6], CODER)
    with open_file(made.path, True, 1) as connection:
        put_in_order(connection, 5)
    made.add(_batch()[6:], CODER)
    before = _said(made)
    with open_file(made.path, True, 1) as connection:
        put_in_order(connection, 6)
        assert connection.execute("SELECT article FROM in_order").fetchone() == (6,)
        put_in_order(connection, 5)
        assert connection.execute("SELECT article FROM in_order").fetchone() == (12,)
        for table in ("known_as", "words"):
            rows = connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            middle = 1 + max(n for n in range(len(rows) - 1) if rows[n][:2] > rows[n + 1][:2])
            assert rows[:middle] == sorted(rows[:middle], key=lambda r: r[:2])
            assert rows[middle:] == sorted(rows[middle:], key=lambda r: r[:2])
    assert _said(made) == before


FILTERS: list[dict[str, Any]] = [
    *({}, {"party": "GOV"}, {"actor": "rus"}, {"recipient": "the king"}, {"actor": "rus", "recipient": "PRK"}),
    *({"party": "rus", "other": "gov"}, {"place": "hentzau"}, {"actor": "gov", "place": "zenda", "all": True}),
    *({"party": "gov", "other": "gov", "type": "AID"}, {"actor": "mil", "mode": "visit", "certainty": "denied"}),
    *({"party": "rus", "actor": "gov", "recipient": "prk"}, {"other": "straße"}, {"min_confidence": 0.6}),
    *({"party": "prk", "since": "2021-03-01", "undated": True, "without": ("e00a", "e01c")}, {"party": "nobody"}),
    *(
        {"actor": "gov", "recipient": "gov", "article": digest("url", "https://paper.example/3")},
        {"party": "gov", "id": "e02c"},
    ),
]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_pages_are_the_whole_in_parts(archive: Archive, filters: dict[str, Any]) -> None:
    where = EventFilter(**filters)
    wholes = {order: [r["id"] for part in archive.stream_events(where, order=order) for r in part] for order in ORDERS}
    with archive.look() as look:
        for order, whole in wholes.items():
            assert look.count(where) == len(whole)
            pages = [look.events(where, order, 7, 7 * n) for n in range(len(whole) // 7 + 1)]
            assert [e["id"] for page in pages for e in page] == whole
            assert look.events(where, order, 3, len(whole)) == []


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_groups_periods_and_points_count_what_the_filter_finds(archive: Archive, filters: dict[str, Any]) -> None:
    where = EventFilter(**filters)
    found = list(archive.events(where))
    with archive.look() as look:
        for by in ("actor", "recipient"):
            counted = Counter(n for e in found for n in {_name(p) for p in e.get(by, ())})
            assert {g.value: g.count for g in look.groups(where, by)} == counted
        for by in ("type", "certainty", "mode", "place", "country", "year", "month"):
            groups = look.groups(where, by)
            assert sum(g.count for g in groups) == sum(1 if by != "mode" else len(e["mode"]) for e in found)
        _, periods = look.periods(where)
        assert sum(sum(p.counts) for p in periods) == sum("date" in e for e in found)
        points = look.points(where)
        at = Counter(round(e["event_loc"]["lat"], 1) for e in found if e.get("event_loc", {}).get("lat") is not None)
        assert {round(p.lat, 1): p.count for p in points} == at
    assert set(GROUPS) >= {"actor", "recipient"}


def _name(party: dict[str, Any]) -> str:
    name: str = party.get("identifier_text") or party.get("resolved") or party["entity_text"]
    return name


@pytest.mark.parametrize("party", ["gov", "RUS", "the king", "prk", "mil", "nobody"])
def test_partners_are_the_other_side_or_who_acts_along(archive: Archive, party: str) -> None:
    wanted: Counter[str] = Counter()
    for event in _leaders():
        others = set()
        for role, entities in (("actor", event.actor), ("recipient", event.recipient)):
            for number, entity in enumerate(entities):
                names = {n.casefold() for n in (entity.code, entity.name, *entity.sector) if n}
                if party.casefold() in names:
                    along = [e for e in event.actor if [a.name for a in event.actor].index(e.name) != number]
                    side = event.actor if role == "recipient" else event.recipient or along
                    others |= {e.name for e in side}
        wanted.update(others)
    with archive.look() as look:
        assert {g.value: g.count for g in look.partners(party, 100)} == wanted


def test_names_and_places_are_found_with_their_events(archive: Archive) -> None:
    with archive.look() as look:
        assert dict(look.parties_like("king")) == {"the king": look.count(EventFilter(party="the king"))}
        ((name, country, count),) = look.places_like("ZEND")
        assert (name, country, count) == ("Zenda", "RUS", look.count(EventFilter(place="zenda")))


def test_articles_of_a_folder_of_parts_answer_as_those_of_a_file(tmp_path: Path, archive: Archive) -> None:
    """Numbers are of one file; over parts that hold none the same is asked."""
    import json

    from tidings.archive.parts import LEFT_OUT, MANIFEST, TABLES, rows_of_part

    folder = tmp_path / "parts"
    for part, batch in (("0", _batch()[:5]), ("1", _batch()[5:])):
        (folder / f"part={part}").mkdir(parents=True)
        made = Archive(tmp_path / f"{part}.duckdb")
        made.add(batch, CODER)
        with open_file(made.path, False, 1) as connection:
            for table in TABLES:
                path = folder / f"part={part}" / f"{table}.parquet"
                connection.execute(f"COPY ({rows_of_part(table)}) TO '{path}'")
                if table in ("articles", "events"):
                    names = [row[0] for row in connection.execute(f"DESCRIBE {rows_of_part(table)}").fetchall()]
                    assert "number" not in names
    (folder / MANIFEST).write_text(json.dumps({"parts": ["0", "1"]}), encoding="utf-8")
    duckdb.execute(
        "COPY (SELECT '' AS part, '' AS article, '' AS reason WHERE false) TO '" + str(folder / LEFT_OUT) + "'"
    )
    parts = Archive(folder, create=False)
    with parts.look() as look, archive.look() as file:
        for filters in FILTERS:
            where = EventFilter(**filters)
            assert [e["id"] for e in look.events(where, "date", 100)] == [
                e["id"] for e in file.events(where, "date", 100)
            ]
            assert look.groups(where, "actor") == file.groups(where, "actor")
            assert look.periods(where) == file.periods(where)
            assert [dataclasses.replace(p, place="") for p in look.points(where)] == [
                dataclasses.replace(p, place="") for p in file.points(where)
            ]
        assert look.partners("gov") == file.partners("gov")
        assert look.parties_like("king") == file.parties_like("king")
