"""An archive as a folder of Parquet files: a part for each shard of a run, readable as the file is.

::

    FOLDER/tidings.json                      which parts count, in the order of the sources
    FOLDER/left_out.parquet                  articles of a part that another part has, or has a later text of
    FOLDER/part=0f3a…/articles.parquet       and events, parties, quotes, refusals, superseded
    FOLDER/part=0f3a…/outcomes.parquet       one row a page; written last, so a part that has it is whole
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from tidings.archive.flatten import NUMBERS
from tidings.errors import ArchiveError

__all__ = ["LEFT_OUT", "MANIFEST", "OUTCOMES", "TABLES", "is_folder", "open_folder", "rows_of_part"]

MANIFEST = "tidings.json"
LEFT_OUT = "left_out.parquet"
OUTCOMES = "outcomes.parquet"
# Stories are found over the whole of an archive, so no part holds any.
TABLES = ("articles", "events", "parties", "quotes", "refusals", "superseded")
# The rows of an article that another part has are passed over; a party belongs to an event, which has one.
_COUNTS = "NOT EXISTS (SELECT 1 FROM left_out l WHERE l.part = t.part AND l.article = {article})"
# Numbers are of one file. Over many parts a hash of what they stand for, made as it is read, does the same.
_NUMBERS = {
    "articles": {"number": "hash(t.id)"},
    "events": {
        "number": "hash(t.id)",
        "article_number": "hash(t.article)",
        "place_number": "CASE WHEN t.place IS NOT NULL THEN hash(t.record->>'$.event_loc') END",
    },
}
_MADE = {
    "places": "SELECT DISTINCT ON (place_number) place_number AS number, place, loc->>'$.extracted_place' AS extracted_place, "
    "loc->>'$.country' AS country, country_code, lat, lon, CAST(loc->>'$.resolution' AS INTEGER) AS resolution, "
    "CAST(loc->>'$.uncertainty_km' AS DOUBLE) AS uncertainty_km "
    "FROM (SELECT *, record->'$.event_loc' AS loc FROM events WHERE place IS NOT NULL)",
    "known_as": "SELECT hash(p.name) AS name, e.number, e.article_number, e.place_number, e.event, e.quad_code, "
    "e.event_scale, e.date, e.enddate, e.certainty, e.confidence, e.same_as IS NULL AS leads, len(e.recipient) = 0 AS alone, "
    "p.role = 'actor' AS acts, p.number AS party, "
    "row_number() OVER (PARTITION BY p.event, p.name ORDER BY p.role, p.number) = 1 AS first, "
    "row_number() OVER (PARTITION BY p.event, p.name, p.role ORDER BY p.number) = 1 AS first_of_role "
    "FROM parties p JOIN events e ON e.id = p.event",
    "shown_as": "SELECT number, hash(name) AS name, acts, min(party) AS party FROM ("
    "SELECT number, unnest(actor) AS name, true AS acts, generate_subscripts(actor, 1) - 1 AS party FROM events "
    "UNION ALL SELECT number, unnest(recipient), false, generate_subscripts(recipient, 1) - 1 FROM events) GROUP BY ALL",
    "names": "SELECT DISTINCT hash(name) AS number, name FROM ("
    "SELECT name FROM parties UNION ALL SELECT unnest(actor) FROM events UNION ALL SELECT unnest(recipient) FROM events)",
}
_PARTIES = (
    "SELECT e.id AS event, CASE WHEN k.acts THEN 'actor' ELSE 'recipient' END AS role, k.party AS number, n.name "
    "FROM known_as k JOIN events e ON e.number = k.number JOIN names n ON n.number = k.name ORDER BY e.rowid, role, k.party, n.name"
)
_SUPERSEDED = """
SELECT a.id, a.text_digest, a.record, '[' || coalesce((
    SELECT string_agg(e.record, ',' ORDER BY e.id) FROM {events} e WHERE e.part = a.part AND e.article = a.id
), '') || ']'
FROM {articles} a JOIN left_out l ON l.part = a.part AND l.article = a.id WHERE l.reason = 'superseded'
"""


def is_folder(path: Path) -> bool:
    """Say whether a path is an archive of this form.

    Args:
        path: the path.
    """
    return path.is_dir()


def open_folder(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Put views over the parts of a folder in the place of an archive's tables.

    Args:
        path: the folder.
        connection: an archive in memory, of this version and empty.

    Raises:
        ArchiveError: the folder is no archive.
    """
    try:
        parts = json.loads((path / MANIFEST).read_text(encoding="utf-8"))["parts"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = "a folder, but no archive of tidings; `tidings code SOURCE --engine ray --archive FOLDER` makes one"
        raise ArchiveError(f"{path}: {reason}") from error
    if not parts:
        return
    left_out = str(path / LEFT_OUT).replace("'", "''")
    connection.execute(f"CREATE VIEW left_out AS SELECT * FROM read_parquet('{left_out}')")
    names = {table: _files([path / f"part={part}" / f"{table}.parquet" for part in parts]) for table in TABLES}
    for table in TABLES:
        _view(connection, table, names)
    for table, query in _MADE.items():
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"CREATE VIEW {table} AS {query}")


def rows_of_part(table: str) -> str:
    """Give the query for what a part holds of a table: all of it but the numbers, which are of one file.

    Args:
        table: one of `TABLES`.
    """
    if table == "parties":
        return _PARTIES
    left_out = f" EXCLUDE ({', '.join(NUMBERS[table])})" if table in NUMBERS else ""
    return f"SELECT *{left_out} FROM {table} ORDER BY rowid"


def _view(connection: duckdb.DuckDBPyConnection, table: str, names: dict[str, str]) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ? ORDER BY ordinal_position",
        [table],
    ).fetchall()
    # What a migration added since the parts were written is empty in them.
    there = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {names[table]}").fetchall()}
    made = _NUMBERS.get(table, {})
    chosen = ", ".join(
        f"{made[n]} AS {n}" if n in made else f"CAST({_quoted(n) if n in there else 'NULL'} AS {t}) AS {_quoted(n)}"
        for n, t in columns
    )
    query = f"SELECT {chosen} FROM {names[table]} t WHERE {_condition(table, names)}"
    if table == "superseded":
        query += f" UNION ALL {_SUPERSEDED.format(**names)}"
    connection.execute(f"DROP {'VIEW' if table == 'parties' else 'TABLE'} {table}")
    connection.execute(f"CREATE VIEW {table} AS {query}")


def _condition(table: str, names: dict[str, str]) -> str:
    if table == "parties":
        article = f"(SELECT e.article FROM {names['events']} e WHERE e.part = t.part AND e.id = t.event)"
    else:
        article = "t.id" if table == "articles" else "t.article"
    return _COUNTS.format(article=article)


def _files(paths: list[Path]) -> str:
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = true, hive_types = {{'part': VARCHAR}}, union_by_name = true)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
