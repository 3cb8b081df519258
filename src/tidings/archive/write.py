"""Coded articles -> the archive, in one transaction: a kill at any instant leaves all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import duckdb

from tidings.archive.file import transaction
from tidings.archive.flatten import COLUMNS, NUMBERS, Row, rows_of, superseded_row, without_words
from tidings.archive.numbers import index_words, number_rows, put_in_order
from tidings.errors import ConflictingText, SourceError, UnreadableSource
from tidings.identity import conflict, is_given
from tidings.records import Coded

__all__ = ["insert", "keep"]

# The tables whose rows are looked at for a change, and the column that names the article.
_COMPARED = {"articles": "id", "events": "article", "quotes": "article", "refusals": "article", "sketches": "article"}
# What follows from an article and is made again once it has changed.
_FOLLOWING = (("links", "article"), ("links", "other"), ("story_articles", "article"))
# What a record that breaks the schema, or holds what DuckDB has no type for, makes of a statement; a
# full disk or a file that is gone is none of these and ends the run.
_FAULTS = (duckdb.DataError, duckdb.IntegrityError, RuntimeError, ValueError, TypeError, OverflowError)


def keep(
    connection: duckdb.DuckDBPyConnection, batch: Sequence[Coded], coder: str, keep_text: bool
) -> list[SourceError]:
    """Keep coded articles; what stood under their ids is replaced.

    Args:
        connection: the archive, open for writing.
        batch: coded articles, in order.
        coder: the program that coded them.
        keep_text: keep the words, not only offsets and digests.

    Returns:
        What was left out: conflicts, and articles that the archive cannot take.
    """
    kept, passed, conflicts = _sift(connection, batch)
    try:
        with transaction(connection):
            _replace(connection, kept, passed, coder, keep_text)
        return [*conflicts]
    except _FAULTS as error:
        if len(batch) == 1:
            return [_untakeable(batch[0], error)]
    # One article may not cost the others their place: each for itself now.
    return [fault for coded in batch for fault in keep(connection, [coded], coder, keep_text)]


def _replace(
    connection: duckdb.DuckDBPyConnection, kept: Sequence[Coded], passed: Sequence[Coded], coder: str, keep_text: bool
) -> None:
    old = _old_rows(connection, kept, keep_text) + [superseded_row(c, keep_text) for c in passed]
    new = {c.article.id: rows_of([c], coder, keep_text) for c in kept}
    there = _rows_there(connection, list(new))
    # DuckDB does not give back the room of single rows, so what is there as it would be written stays.
    changed = [id for id, rows in new.items() if _ordered(rows) != there[id]]
    _forget(connection, [id for id in changed if there[id]["articles"]])
    if changed:
        rows = {table: [row for id in changed for row in new[id][table]] for table in new[changed[0]]}
        for table, found in number_rows(connection, rows).items():
            insert(connection, table, found)
        index_words(connection, changed)
        put_in_order(connection)
    _supersede(connection, old, kept)


def _rows_there(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, dict[str, list[Row]]]:
    """Give the rows of some articles as they are in the archive, in a fixed order; parties follow from events."""
    found: dict[str, dict[str, list[Row]]] = {id: {table: [] for table in _COMPARED} for id in ids}
    for table, column in _COMPARED.items():
        names = _quoted(COLUMNS[table])
        query = f'SELECT {names} FROM {table} WHERE "{column}" IN (SELECT unnest(?))'
        at = COLUMNS[table].index(column)
        for row in connection.execute(query, [list(ids)]).fetchall():
            found[row[at]][table].append(row)
    return {id: _ordered(tables) for id, tables in found.items()}


def _ordered(tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    return {table: sorted(tables[table], key=repr) for table in _COMPARED}


def _untakeable(coded: Coded, error: Exception) -> SourceError:
    reason = f"cannot be archived ({type(error).__name__}: {error}); this is a fault of tidings, please report it"
    return UnreadableSource(coded.article.source, reason)


def _sift(
    connection: duckdb.DuckDBPyConnection, batch: Sequence[Coded]
) -> tuple[list[Coded], list[Coded], list[ConflictingText]]:
    """Part a batch into what is kept, what a later text of the same page passes, and conflicts."""
    ids = sorted({c.article.id for c in batch})
    rows = connection.execute(
        "SELECT id, text_digest, source FROM articles WHERE id IN (SELECT unnest(?))", [ids]
    ).fetchall()
    known = {id: (text_digest, source) for id, text_digest, source in rows}
    kept: dict[str, Coded] = {}
    passed: list[Coded] = []
    conflicts = []
    for coded in batch:
        article = coded.article
        text_digest, source = known.get(article.id, (article.text_digest, ""))
        if text_digest != article.text_digest:
            if is_given(article):
                conflicts.append(conflict(article, source))
                continue
            passed += [kept[article.id]] if article.id in kept else []
        known[article.id] = (article.text_digest, article.source)
        kept[article.id] = coded
    return list(kept.values()), passed, conflicts


def _old_rows(connection: duckdb.DuckDBPyConnection, kept: Sequence[Coded], keep_text: bool) -> list[Row]:
    """Give the rows of `superseded` for the articles in the archive whose page has another text now."""
    changed = (
        "SELECT a.id FROM articles a JOIN (SELECT unnest(?) AS id, unnest(?) AS text_digest) b ON a.id = b.id "
        "WHERE a.text_digest <> b.text_digest ORDER BY a.id"
    )
    articles = [c.article for c in kept]
    ids = connection.execute(changed, [[a.id for a in articles], [a.text_digest for a in articles]]).fetchall()
    query = (
        "SELECT a.id, a.text_digest, a.record, "
        "(SELECT list(e.record ORDER BY e.id) FROM events e WHERE e.article = a.id) FROM articles a WHERE a.id = ?"
    )
    rows: list[Row] = []
    for (id,) in ids:
        _, text_digest, record, events = connection.execute(query, [id]).fetchall()[0]
        records = [record, *(events or ())]
        if not keep_text:
            records = [_stripped(r) for r in records]
        rows.append((id, text_digest, records[0], f"[{','.join(records[1:])}]"))
    return rows


def _stripped(record: str) -> str:
    return json.dumps(without_words(json.loads(record)), ensure_ascii=False, separators=(",", ":"))


def _forget(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    if not ids:
        return
    chosen = "(SELECT unnest(?))"
    for table in ("known_as", "shown_as"):
        connection.execute(
            f"DELETE FROM {table} WHERE number IN (SELECT number FROM events WHERE article IN {chosen})", [list(ids)]
        )
    connection.execute(
        f"DELETE FROM words WHERE article IN (SELECT number FROM articles WHERE id IN {chosen})", [list(ids)]
    )
    for table, column in (*_COMPARED.items(), *_FOLLOWING):
        connection.execute(f'DELETE FROM {table} WHERE "{column}" IN {chosen}', [list(ids)])


def _supersede(connection: duckdb.DuckDBPyConnection, old: Sequence[Row], kept: Sequence[Coded]) -> None:
    """Keep each old text once, and none that stands in the archive again: a second run changes nothing."""
    once = {row[:2]: row for row in old}
    current = [(c.article.id, c.article.text_digest) for c in kept]
    for pair in (*once, *current):
        connection.execute("DELETE FROM superseded WHERE article = ? AND text_digest = ?", list(pair))
    insert(connection, "superseded", [row for pair, row in once.items() if pair not in current])


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows into a table.

    Args:
        connection: the archive, open for writing.
        table: one of `COLUMNS`.
        rows: its rows, with the columns of `NUMBERS` behind where it has any.
    """
    if not rows:
        return
    # A column at a time: thirty times as quick as a row at a time.
    names = _quoted((*COLUMNS[table], *NUMBERS.get(table, ())))
    columns = [list(column) for column in zip(*rows, strict=True)]
    marks = ", ".join("unnest(?)" for _ in columns)
    connection.execute(f"INSERT INTO {table} ({names}) SELECT {marks}", columns)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
