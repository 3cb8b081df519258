"""The archive: one DuckDB file of articles, events, quotes and refusals.

While one process writes a DuckDB file no other can open it, even to read, so the file is opened for
a batch or a query and closed again; who finds it busy waits and tries again. Every batch is one
transaction: a kill at any instant leaves all of it or nothing.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from tidings.archive.filters import EventFilter
from tidings.archive.flatten import rows_of
from tidings.errors import ArchiveError, ConflictingText, UsageError
from tidings.records import Coded, digest

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Archive", "Result"]

_BY_ARTICLE = ("quotes", "refusals")
_PATIENCE = 30.0


class Result:
    """What a query gave: rows in a fixed order, to be had as records or as a table.

    Args:
        names: the columns of the table.
        types: their types in DuckDB.
        rows: its rows; the last column of each is the record as JSON.
    """

    def __init__(self, names: Sequence[str], types: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        self.names = tuple(names[:-1])
        self.types = tuple(types[:-1])
        self.rows = tuple(row[:-1] for row in rows)
        self._records = tuple(row[-1] for row in rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for record in self._records:
            yield json.loads(record)

    def jsonl(self) -> Iterator[str]:
        """Give each record as one line of JSON."""
        yield from self._records

    def df(self) -> pandas.DataFrame:
        """Give the table as a pandas data frame.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise UsageError("data frames need pandas: pip install 'tidings[frames]'") from error
        return pandas.DataFrame(list(self.rows), columns=list(self.names))

    def pl(self) -> polars.DataFrame:
        """Give the table as a polars data frame.

        Raises:
            UsageError: polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise UsageError("polars frames need polars: pip install 'tidings[frames]'") from error
        return polars.DataFrame(
            [list(row) for row in self.rows], schema=list(self.names), orient="row", infer_schema_length=None
        )


class Archive:
    """An archive file; made where there is none.

    Args:
        path: the file.
        create: make it where it is missing.
        keep_text: keep the words of articles, not only offsets and digests.

    Raises:
        ArchiveError: it is missing and not to be made, is no archive, or of a later version.
    """

    def __init__(self, path: str | Path = "tidings.duckdb", create: bool = True, keep_text: bool = True) -> None:
        self.path = Path(path)
        self.keep_text = keep_text
        if not self.path.exists():
            if not create:
                raise ArchiveError(
                    f"{self.path}: no archive here; `tidings code SOURCE --archive {self.path}` makes one"
                )
            if not self.path.parent.is_dir():
                raise ArchiveError(f"{self.path}: the folder {self.path.parent} does not exist")
        if not self.path.exists() or self._version() < len(_migrations()):
            with self._open(write=True) as connection:
                _migrate(connection)

    def add(self, batch: Sequence[Coded], coder: str) -> list[ConflictingText]:
        """Keep coded articles; one that is there already is kept once.

        The same article with the same text replaces its records. Another text under a given id is
        a conflict and is left out; another text of the same URL supersedes what was there.

        Args:
            batch: coded articles; of two with one id the first counts.
            coder: the program that coded them.

        Returns:
            The conflicts.

        Raises:
            ArchiveError: the file cannot be written.
        """
        if not batch:
            return []
        with self._open(write=True) as connection:
            kept, conflicts = _sift(connection, batch)
            ids = [c.article.id for c in kept]
            connection.execute("BEGIN")
            _supersede(connection, kept)
            _forget(connection, ids)
            for table, rows in rows_of(kept, coder, self.keep_text).items():
                _insert(connection, table, rows)
            connection.execute("COMMIT")
        return conflicts

    def events(self, where: EventFilter | None = None, limit: int | None = None, **filters: Any) -> Result:
        """Give events: the leading records, by date and place in the text.

        Args:
            where: the filter; or give its fields by name (`actor="PRK"`).
            limit: how many at most.
            filters: fields of `EventFilter`.

        Raises:
            UsageError: no such filter, type or certainty.
            ArchiveError: the file cannot be read.
        """
        if where is None:
            try:
                where = EventFilter(**filters)
            except TypeError as error:
                known = ", ".join(EventFilter.__dataclass_fields__)
                raise UsageError(f"no such filter; give some of {known}") from error
        clause, values = where.conditions()
        order = "e.date NULLS LAST, e.article, e.sentence, e.text_start, e.id"
        return self._query(f"SELECT e.* FROM events e WHERE {clause} ORDER BY {order}", values, limit)

    def quotes(
        self, speaker: str | None = None, article: str | None = None, kind: str | None = None, limit: int | None = None
    ) -> Result:
        """Give quotes in the order of articles and text.

        Args:
            speaker: the speaker's country code or name.
            article: the article's id.
            kind: `direct`, `indirect` or `mixed`.
            limit: how many at most.

        Raises:
            ArchiveError: the file cannot be read.
        """
        parts, values = ["true"], []
        if speaker is not None:
            parts.append("(q.speaker_code = ? OR lower(q.speaker) = ?)")
            values += [speaker.upper(), speaker.lower()]
        for column, value in (("article", article), ("kind", kind)):
            if value is not None:
                parts.append(f"q.{column} = ?")
                values.append(value)
        return self._query(
            f'SELECT q.* FROM quotes q WHERE {" AND ".join(parts)} ORDER BY q.article, q.start, q."end"', values, limit
        )

    def articles(
        self,
        publication: str | None = None,
        since: Any = None,
        until: Any = None,
        article: str | None = None,
        limit: int | None = None,
    ) -> Result:
        """Give articles by date of publication; `same_text` names those that print the same text.

        Args:
            publication: the paper.
            since: the first date of publication, inclusive.
            until: the last one, inclusive.
            article: the article's id.
            limit: how many at most.

        Raises:
            ArchiveError: the file cannot be read.
        """
        parts, values = ["true"], []
        if publication is not None:
            parts.append("lower(a.publication) = ?")
            values.append(publication.lower())
        for condition, value in (("a.published >= ?", since), ("a.published <= ?", until), ("a.id = ?", article)):
            if value is not None:
                parts.append(condition)
                values.append(value)
        same = "coalesce((SELECT list(s.other ORDER BY s.other) FROM same_text s WHERE s.article = a.id), [])"
        counted = "(SELECT count(*) FROM events e WHERE e.article = a.id AND e.same_as IS NULL)"
        query = (
            f"SELECT a.* EXCLUDE (text, record), {counted} AS events, {same} AS same_text, a.record "
            f"FROM articles a WHERE {' AND '.join(parts)} ORDER BY a.published NULLS LAST, a.id"
        )
        found = self._query(query, values, limit)
        return _with_same_text(found)

    def text(self, article: str) -> str | None:
        """Give the text that the events of an article were read from; None where texts are not kept.

        Args:
            article: the article's id.

        Raises:
            ArchiveError: there is no such article.
        """
        with self._open(write=False) as connection:
            row = connection.execute("SELECT text FROM articles WHERE id = ?", [article]).fetchone()
        if row is None:
            raise ArchiveError(f"{self.path}: no article {article}")
        found: str | None = row[0]
        return found

    def event(self, id: str) -> dict[str, Any]:
        """Give one record by its id, or by the first digits of it where they are enough.

        Args:
            id: the record's id.

        Raises:
            ArchiveError: no record, or more than one, begins so.
        """
        with self._open(write=False) as connection:
            rows = connection.execute(
                "SELECT record FROM events WHERE starts_with(id, ?) ORDER BY id LIMIT 2", [id]
            ).fetchall()
        if len(rows) != 1:
            raise ArchiveError(
                f"{self.path}: {'no event' if not rows else 'more than one event'} with id {id}; `tidings events` lists them"
            )
        record: dict[str, Any] = json.loads(rows[0][0])
        return record

    def counts(self) -> dict[str, int]:
        """Count the articles, leading events, joined mentions, quotes and refusals.

        Raises:
            ArchiveError: the file cannot be read.
        """
        queries = {
            "articles": "SELECT count(*) FROM articles",
            "events": "SELECT count(*) FROM events WHERE same_as IS NULL",
            "joined": "SELECT count(*) FROM events WHERE same_as IS NOT NULL",
            "quotes": "SELECT count(*) FROM quotes",
            "refusals": "SELECT count(*) FROM refusals",
        }
        with self._open(write=False) as connection:
            return {name: _one(connection, query) for name, query in queries.items()}

    def _query(self, query: str, values: Sequence[Any], limit: int | None) -> Result:
        if limit is not None:
            query = f"{query} LIMIT {int(limit)}"
        with self._open(write=False) as connection:
            found = connection.execute(query, list(values))
            names = [column[0] for column in found.description]
            return Result(names, [str(column[1]) for column in found.description], found.fetchall())

    def _version(self) -> int:
        with self._open(write=False) as connection:
            try:
                version = _one(connection, "SELECT coalesce(max(version), 0) FROM schema_version")
            except duckdb.CatalogException as error:
                if _one(connection, "SELECT count(*) FROM duckdb_tables()"):
                    raise ArchiveError(
                        f"{self.path}: a DuckDB file, but no archive of tidings; name another file"
                    ) from error
                return 0
        if version > len(_migrations()):
            raise ArchiveError(f"{self.path}: made by a later tidings (schema {version}); install that version")
        return version

    @contextlib.contextmanager
    def _open(self, write: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        connection = _connect(self.path, write)
        try:
            yield connection
        except duckdb.Error as error:
            raise ArchiveError(f"{self.path}: {_first_line(error)}") from error
        finally:
            connection.close()


def _connect(path: Path, write: bool) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            # Rows are read back in the order of the query alone: one thread is enough and repeatable.
            return duckdb.connect(
                str(path), read_only=not write, config={"threads": 1, "autoinstall_known_extensions": False}
            )
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise ArchiveError(f"{path}: {_first_line(error)}") from error
            if time.monotonic() > deadline:
                raise ArchiveError(f"{path}: in use by another program; close it and try again") from error
            time.sleep(0.05)
        except duckdb.Error as error:
            raise ArchiveError(f"{path}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _migrations() -> list[tuple[int, str]]:
    folder = resources.files("tidings.archive") / "schema"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(f.name.split("_")[0]), f.read_text(encoding="utf-8")) for f in files]


def _migrate(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)")
    have = _one(connection, "SELECT coalesce(max(version), 0) FROM schema_version")
    for version, statements in _migrations():
        if version > have:
            connection.execute(statements)
            connection.execute("INSERT INTO schema_version VALUES (?)", [version])
    connection.execute("COMMIT")


def _sift(connection: duckdb.DuckDBPyConnection, batch: Sequence[Coded]) -> tuple[list[Coded], list[ConflictingText]]:
    """Leave out doubles within a batch, and texts that contradict what stands under their id."""
    ids = sorted({c.article.id for c in batch})
    rows = connection.execute(
        "SELECT id, text_digest, source FROM articles WHERE id IN (SELECT unnest(?))", [ids]
    ).fetchall()
    known = {id: (text_digest, source) for id, text_digest, source in rows}
    kept: dict[str, Coded] = {}
    conflicts = []
    for coded in batch:
        article = coded.article
        before = known.get(article.id)
        if before is not None and before[0] != article.text_digest and not _changes_with_its_page(coded):
            conflicts.append(
                ConflictingText(
                    article.source, f"another text than {before[1]} under the one id {article.id}; give each its own"
                )
            )
            continue
        known[article.id] = (article.text_digest, article.source)
        kept[article.id] = coded
    return list(kept.values()), conflicts


def _changes_with_its_page(coded: Coded) -> bool:
    return coded.article.url is not None and coded.article.id == digest("url", coded.article.url)


def _supersede(connection: duckdb.DuckDBPyConnection, kept: Sequence[Coded]) -> None:
    for coded in kept:
        connection.execute(
            "INSERT INTO superseded SELECT id, text_digest, record, "
            "coalesce((SELECT to_json(list(e.record ORDER BY e.id)) FROM events e WHERE e.article = a.id), '[]') "
            "FROM articles a WHERE a.id = ? AND a.text_digest <> ?",
            [coded.article.id, coded.article.text_digest],
        )


def _forget(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    chosen = "(SELECT unnest(?))"
    connection.execute(
        f"DELETE FROM parties WHERE event IN (SELECT id FROM events WHERE article IN {chosen})", [list(ids)]
    )
    for table, column in (("events", "article"), *((t, "article") for t in _BY_ARTICLE), ("articles", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} IN {chosen}", [list(ids)])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", [list(row) for row in rows])


def _with_same_text(found: Result) -> Result:
    """Write into each article's record which others print its text."""
    at = found.names.index("same_text")
    rows = []
    for row, record in zip(found.rows, found, strict=True):
        if row[at]:
            record["same_text"] = list(row[at])
        rows.append((*row, json.dumps(record, ensure_ascii=False, separators=(",", ":"))))
    return Result([*found.names, "record"], [*found.types, "JSON"], rows)
