"""Rows of articles and events -> rows as they are written: with numbers, and numbers in the place of names.

Words are slow to compare a million times over. Names and places are written once, and an event has their numbers;
see version 5 of the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb

from tidings.archive.flatten import COLUMNS, NUMBERS, Row

__all__ = ["index_words", "number_rows", "put_in_order"]

# Articles whose names and words wait to be put in order: what asks for one reads all of them, which takes milliseconds.
_LATE = 4000
_COUNTED = (
    *("number", "article_number", "place_number", "event", "quad_code", "event_scale", "date", "enddate"),
    *("certainty", "confidence"),
)


def number_rows(connection: duckdb.DuckDBPyConnection, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Give rows as they are written, by table.

    Args:
        connection: the archive, open for writing, in whose transaction they are written.
        rows: what `rows_of` gave, of articles that are not there.
    """
    articles = _next(connection, "article_numbers", [row[0] for row in rows["articles"]])
    events = _next(connection, "event_numbers", [row[0] for row in rows["events"]])
    place_of = {event: tuple(place) for event, *place in rows["placed"]}
    places, new_places = _known(connection, "places", place_of.values())
    names, new_names = _known(connection, "names", [row[3:] for what in ("parties", "shown") for row in rows[what]])
    found: dict[str, list[Row]] = {table: list(rows[table]) for table in ("quotes", "refusals", "sketches")}
    found |= {"names": new_names, "places": new_places}
    found["articles"] = [(*row, articles[row[0]]) for row in rows["articles"]]
    found["events"] = [
        (*row, events[row[0]], articles[row[1]], places[place_of[row[0]]] if row[0] in place_of else None)
        for row in rows["events"]
    ]
    counted = {row[0]: _counted(row) for row in found["events"]}
    found["known_as"] = [
        (names[(name,)], *counted[event], role == "actor", party, *first)
        for (event, role, party, name), first in zip(rows["parties"], _firsts(rows["parties"]), strict=True)
    ]
    found["shown_as"] = [
        (events[event], names[(name,)], role == "actor", party) for event, role, party, name in rows["shown"]
    ]
    return found


def _counted(row: Row) -> Row:
    """What stands of an event with each name of it."""
    event = dict(zip((*COLUMNS["events"], *NUMBERS["events"]), row, strict=True))
    return (*(event[name] for name in _COUNTED), event["same_as"] is None, not event["recipient"])


def _firsts(parties: Sequence[Row]) -> Iterator[tuple[bool, bool]]:
    """Whether each is the first of its event that goes by its name; and of its actors or recipients."""
    names: set[Row] = set()
    for event, role, _party, name in parties:
        yield (event, name) not in names, (event, name, role) not in names
        names |= {(event, name), (event, name, role)}


def _next(connection: duckdb.DuckDBPyConnection, sequence: str, ids: Sequence[str]) -> dict[str, int]:
    """A number for each id that no other had, not one that is gone either: words are noted by them."""
    rows = connection.execute(f"SELECT nextval('{sequence}') FROM range(?)", [len(ids)]).fetchall()
    return {id: number for id, (number,) in zip(ids, rows, strict=True)}


def _known(
    connection: duckdb.DuckDBPyConnection, table: str, wanted: Iterable[tuple[Any, ...]]
) -> tuple[dict[tuple[Any, ...], int], list[Row]]:
    """The numbers of names or places, and the rows of those that are new."""
    _number, *columns = COLUMNS[table]
    wanted = set(wanted)
    rows = connection.execute(
        f"SELECT number, {', '.join(columns)} FROM {table} WHERE {columns[0]} IN (SELECT unnest(?))",
        [sorted({value[0] for value in wanted})],
    ).fetchall()
    found = {tuple(value): number for number, *value in rows}
    last = connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchall()[0][0]
    new: list[Row] = [(last + n, *value) for n, value in enumerate(sorted(wanted - found.keys(), key=repr), 1)]
    return found | {tuple(value): number for number, *value in new}, new


def index_words(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    """Keep the words of articles whose text is kept, for the search.

    Args:
        connection: the archive, open for writing.
        ids: ids of articles that are in it and whose words are not.
    """
    connection.execute(
        "INSERT INTO words SELECT DISTINCT word_number(word), number FROM (SELECT number, unnest(words_of(text)) AS word "
        "FROM articles WHERE id IN (SELECT unnest(?)) AND text IS NOT NULL)",
        [list(ids)],
    )


def put_in_order(connection: duckdb.DuckDBPyConnection, most: int = _LATE) -> None:
    """Put names and words of the latest articles in order, once those are many.

    Args:
        connection: the archive, open for writing.
        most: articles that may wait.
    """
    last, newest = connection.execute(
        "SELECT article, (SELECT coalesce(max(number), 0) FROM articles) FROM in_order"
    ).fetchall()[0]
    if newest - last <= most:
        return
    for table, column in (("known_as", "article_number"), ("words", "article")):
        connection.execute(f"CREATE TEMP TABLE late AS SELECT * FROM {table} WHERE {column} > ?", [last])
        connection.execute(f"DELETE FROM {table} WHERE {column} > ?", [last])
        connection.execute(f"INSERT INTO {table} SELECT * FROM late ORDER BY 1, 2")
        connection.execute("DROP TABLE late")
    connection.execute("UPDATE in_order SET article = ?", [newest])
