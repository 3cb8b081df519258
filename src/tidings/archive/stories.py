"""Keeping the stories of an archive up to date: new and changed articles are placed, and no other story touched.

What is there is loaded, new articles are compared with it, and what changed is written, a batch in one
transaction: a kill leaves the last batch whole. The file is free while articles are compared. What comes
out depends on the articles in the archive alone, however often and in whatever order they came.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from tidings.archive.file import transaction
from tidings.archive.flatten import Row, sketch_row
from tidings.archive.tell import story_rows
from tidings.archive.write import insert
from tidings.records import Article, Block

if TYPE_CHECKING:
    import duckdb

    from tidings.joining.sketch import Sketch
    from tidings.joining.stories import Group, Grouping, Link, Stories

__all__ = ["update"]

Open = Callable[[bool], AbstractContextManager["duckdb.DuckDBPyConnection"]]
# Of a placed article: its story, what it is a copy of, and its block.
Where = dict[str, tuple[str, str | None, str]]

# Articles placed in one transaction.
_BATCH = 2000
# Changes whenever anybody places an article, or changes one that was placed.
_STAMP = "SELECT count(*), coalesce(bit_xor(hash(article || story || block)), 0) FROM story_articles"
_COLUMNS = "s.terms, s.weights, s.headline_terms, s.headline_weights, s.shingles, s.bound"
_WAITING = (
    f"SELECT s.article, s.version, a.published, {_COLUMNS} FROM sketches s JOIN articles a ON a.id = s.article "
    "WHERE NOT EXISTS (SELECT 1 FROM story_articles p WHERE p.article = s.article) ORDER BY s.article"
)
_PLACED = (
    f"SELECT s.article, s.version, a.published, {_COLUMNS} FROM sketches s JOIN articles a ON a.id = s.article "
    "JOIN story_articles p ON p.article = s.article ORDER BY s.article"
)
_LINKS = (
    "WITH n AS (SELECT article, row_number() OVER (ORDER BY article) - 1 AS number FROM story_articles) "
    "SELECT o.number AS one, t.number AS other, l.likeness, l.copy FROM links l "
    "JOIN n o ON o.article = l.article JOIN n t ON t.article = l.other"
)
_UNSKETCHED = (
    "SELECT a.id, a.text, a.text_digest, a.headline, a.published, json_extract(a.record, '$.blocks') FROM articles a "
    "WHERE a.text IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sketches s WHERE s.article = a.id) ORDER BY a.id LIMIT ?"
)


def update(open: Open) -> int:
    """Place every article that is new or has changed, and bring the stories that it touches up to date.

    Args:
        open: opens the archive, for writing if so asked.

    Returns:
        How many articles were placed.

    Raises:
        ArchiveError: the file cannot be read or written.
    """
    _sketch_missing(open)
    placed = 0
    while True:
        with open(False) as connection:
            waiting = connection.execute(_WAITING).fetchall()
            if not waiting:
                return placed
            stamp = connection.execute(_STAMP).fetchone()
            stories, where = _load(connection)
        for batch in _batches(waiting):
            links = [link for row in batch for link in stories.add(_sketch(row), row[1])]
            changed = stories.group({article: block for article, (_, _, block) in where.items()})
            with open(True) as connection, transaction(connection):
                if connection.execute(_STAMP).fetchone() != stamp or not _is_current(connection, batch):
                    # Somebody else was here meanwhile: what was compared may be gone.
                    break
                _write(connection, links, changed, where)
                stamp = connection.execute(_STAMP).fetchone()
            placed += len(batch)


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[n : n + _BATCH] for n in range(0, len(rows), _BATCH))


def _is_current(connection: duckdb.DuckDBPyConnection, batch: Sequence[Row]) -> bool:
    query = (
        "SELECT count(*) FROM sketches s JOIN (SELECT unnest(?) AS article, unnest(?) AS version) b "
        "ON s.article = b.article AND s.version = b.version "
        "WHERE NOT EXISTS (SELECT 1 FROM story_articles p WHERE p.article = s.article)"
    )
    found = connection.execute(query, [[row[0] for row in batch], [row[1] for row in batch]]).fetchone()
    return found is not None and found[0] == len(batch)


def _load(connection: duckdb.DuckDBPyConnection) -> tuple[Stories, Where]:
    """What is placed already, ready to be compared with."""
    import numpy as np

    from tidings.joining.likeness import Loaded
    from tidings.joining.stories import Known, Stories

    rows = connection.execute(_PLACED).fetchall()
    columns = list(zip(*rows, strict=True)) or [()] * 9
    terms, headline_terms, shingles = ([np.frombuffer(b, "<u4") for b in columns[n]] for n in (3, 5, 7))
    weights, headline_weights = ([np.frombuffer(b, "<u2") for b in columns[n]] for n in (4, 6))

    def loaded(numbers: list[Any], values: list[Any]) -> Loaded:
        empty = np.zeros(0, np.uint32)
        lengths = np.array([len(n) for n in numbers], np.int64)
        return Loaded(np.concatenate([empty, *numbers]), np.concatenate([empty, *values]), lengths)

    links = connection.execute(_LINKS).fetchnumpy()
    stories = Stories()
    stories.load(
        Known(
            articles=columns[0],
            versions=columns[1],
            published=columns[2],
            whole=loaded(terms, weights),
            headlines=loaded(headline_terms, headline_weights),
            shingles=loaded(shingles, []),
            bounds=columns[8],
            ones=np.asarray(links["one"]),
            others=np.asarray(links["other"]),
            likeness=np.asarray(links["likeness"]),
            copies=np.asarray(links["copy"]),
        )
    )
    placed = connection.execute("SELECT article, story, copy_of, block FROM story_articles").fetchall()
    return stories, {article: (story, copy_of, block) for article, story, copy_of, block in placed}


def _sketch(row: Row) -> Sketch:
    from tidings.joining.sketch import Sketch

    article, _version, published, terms, weights, headline_terms, headline_weights, shingles, bound = row
    weighed = (_unpacked("I", terms), _unpacked("H", weights))
    headline = (_unpacked("I", headline_terms), _unpacked("H", headline_weights))
    return Sketch(article, published, *weighed, *headline, _unpacked("I", shingles), bound)


def _unpacked(size: str, data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // struct.calcsize(size)}{size}", data)


def _write(
    connection: duckdb.DuckDBPyConnection, links: Sequence[Link], changed: Sequence[Grouping], where: Where
) -> None:
    """Write links and groupings, and note in `where` what is placed now."""
    insert(connection, "links", [(link.article, link.other, link.likeness, link.copy) for link in links])
    now = {id: group for g in changed for id, group in g.stories.items()}
    told = _told_anew(connection, now, where)
    members = [p.article for group in now.values() for p in group.articles]
    connection.execute("DELETE FROM story_articles WHERE article IN (SELECT unnest(?))", [members])
    rows = [
        (p.article, id, p.copy_of, p.alias, g.block) for g in changed for id, s in g.stories.items() for p in s.articles
    ]
    insert(connection, "story_articles", rows)
    for table, column in (("stories", "id"), ("story_events", "story")):
        connection.execute(
            f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?)) "
            f"OR {column} NOT IN (SELECT story FROM story_articles)",
            [list(told)],
        )
    for table, found in story_rows(connection, told).items():
        insert(connection, table, found)
    where |= {article: (story, copy_of, block) for article, story, copy_of, _, block in rows}


def _told_anew(connection: duckdb.DuckDBPyConnection, now: dict[str, Group], where: Where) -> dict[str, Group]:
    """The stories that have gained or lost an article, or know another copy."""
    there = connection.execute("SELECT id, articles FROM stories WHERE id IN (SELECT unnest(?))", [list(now)])
    counts = dict(there.fetchall())

    def stays(id: str, group: Group) -> bool:
        # An article that was lost is in nobody's place any more: the story's own count still has it.
        return counts.get(id) == len(group.articles) and all(
            where.get(p.article, ("",))[:2] == (id, p.copy_of) for p in group.articles
        )

    return {id: group for id, group in now.items() if not stays(id, group)}


def _sketch_missing(open: Open) -> None:
    """Sketch the articles of an archive that was made before there were stories."""
    while True:
        with open(False) as connection:
            rows = connection.execute(_UNSKETCHED, [_BATCH]).fetchall()
        if not rows:
            return
        sketched = [sketch_row(_article(row)) for row in rows]
        with open(True) as connection, transaction(connection):
            # Whoever was quicker has sketched the same.
            found = connection.execute(
                "SELECT article FROM sketches WHERE article IN (SELECT unnest(?))", [[r[0] for r in sketched]]
            )
            known = {id for (id,) in found.fetchall()}
            insert(connection, "sketches", [row for row in sketched if row[0] not in known])


def _article(row: Row) -> Article:
    id, text, text_digest, headline, published, blocks = row
    return Article(
        id=id,
        text_digest=text_digest,
        source="",
        text=text,
        blocks=tuple(Block(b["kind"], b["start"], b["end"]) for b in json.loads(blocks or "[]")),
        headline=headline,
        published=published,
    )
