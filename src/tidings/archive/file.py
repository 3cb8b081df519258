"""The archive's file: made in one step, opened for a batch or a query, waited for, and brought up to date.

While one process writes a DuckDB file no other can open it, even to read: who finds it busy waits
and tries again, and nobody holds it longer than a batch or a query takes.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import duckdb

from tidings.archive.parts import is_folder, open_folder
from tidings.errors import ArchiveBusy, ArchiveError

__all__ = ["migrations", "open_file", "prepare", "transaction"]

# Rows are read back in the order of the query alone: one thread is enough and repeatable.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "autoinstall_known_extensions": False}
# DuckDB keeps what it has read of a file, up to most of the machine's memory; a writer needs its indexes and a batch.
_WRITING_MEMORY = {"memory_limit": "1GiB"}
_PAUSE = 0.05
_IN_USE = "in use by another program; close it and try again"
# Of the threads of one process, which DuckDB lets share a file, one writes at a time.
_WRITING = threading.Lock()


@contextlib.contextmanager
def open_file(path: Path, write: bool, wait: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an archive file for as long as the block takes.

    Args:
        path: the file.
        write: open it for writing; else others may read it too.
        wait: seconds to wait while another program holds it.

    Raises:
        ArchiveBusy: another program holds it for longer.
        ArchiveError: it cannot be opened, read or written.
    """
    with _alone(path, wait) if write else contextlib.nullcontext():
        connection = _connect_folder(path, write) if is_folder(path) else _connect(path, write, wait)
        # What takes longer than two seconds would show its progress on the standard output.
        connection.execute("SET enable_progress_bar = false")
        try:
            yield connection
        except duckdb.Error as error:
            raise ArchiveError(f"{path}: {_first_line(error)}") from error
        finally:
            connection.close()


@contextlib.contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Write all that the block writes, or nothing where it is left by whatever error, which goes on.

    Args:
        connection: the archive, open for writing.
    """
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def prepare(path: Path, create: bool, wait: float) -> None:
    """Make an archive file where there is none, and bring an older one up to date.

    Args:
        path: the file.
        create: make it where it is missing.
        wait: seconds to wait while another program holds it.

    Raises:
        ArchiveError: it is missing and not to be made, is no archive, or of a later version.
    """
    if is_folder(path):
        return
    if not path.exists() or (create and path.is_file() and path.stat().st_size == 0):
        if not create:
            raise ArchiveError(f"{path}: no archive here; `tidings code SOURCE --archive {path}` makes one")
        if not path.parent.is_dir():
            raise ArchiveError(f"{path}: the folder {path.parent} does not exist")
        _make(path, wait)
    with open_file(path, False, wait) as connection:
        have = _version(connection, path)
    if have < _newest():
        with open_file(path, True, wait) as connection:
            _migrate(connection)


def migrations() -> list[tuple[int, str]]:
    """Give every version of the schema with the statements that lead to it, the first version first."""
    folder = resources.files("tidings.archive") / "schema"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(f.name.split("_")[0]), f.read_text(encoding="utf-8")) for f in files]


def _newest() -> int:
    return migrations()[-1][0]


def _make(path: Path, wait: float) -> None:
    # Made beside and then put in place whole: a kill in between leaves no half of a file under the name.
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        new.unlink(missing_ok=True)
        with open_file(new, True, wait) as connection:
            _migrate(connection)
        if path.exists() and path.stat().st_size == 0:
            new.replace(path)
        else:
            with contextlib.suppress(FileExistsError):  # another process was first, and its archive is as good
                path.hardlink_to(new)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be made: {error.strerror}") from error
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(path: Path, wait: float) -> Iterator[None]:
    if not _WRITING.acquire(timeout=wait):
        raise ArchiveBusy(f"{path}: {_IN_USE}")
    try:
        yield
    finally:
        _WRITING.release()


def _connect(path: Path, write: bool, wait: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait
    while True:
        try:
            return duckdb.connect(str(path), read_only=not write, config=_CONFIG | (_WRITING_MEMORY if write else {}))
        except duckdb.Error as error:
            if not _is_busy(error):
                raise ArchiveError(f"{path}: {_reason(error)}") from error
            if time.monotonic() > deadline:
                raise ArchiveBusy(f"{path}: {_IN_USE}") from error
        time.sleep(_PAUSE)


def _connect_folder(path: Path, write: bool) -> duckdb.DuckDBPyConnection:
    if write:
        raise ArchiveError(f"{path}: a folder of Parquet files, which is only read; name a file to write to")
    connection = duckdb.connect(config=_CONFIG)
    _migrate(connection)
    open_folder(path, connection)
    return connection


def _is_busy(error: duckdb.Error) -> bool:
    """Another process holds the lock, or a thread of this one has the file open in the other mode or just now."""
    words = str(error)
    if isinstance(error, duckdb.IOException):
        return "lock" in words.lower()
    return "different configuration" in words or "Unique file handle conflict" in words


def _reason(error: duckdb.Error) -> str:
    words = _first_line(error)
    if "not a valid DuckDB database file" in words:
        return "no archive of tidings but a file of another kind; name another file"
    return words


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]


def _version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    try:
        version = _one(connection, "SELECT coalesce(max(version), 0) FROM schema_version")
    except duckdb.Error as error:
        if _one(connection, "SELECT count(*) FROM duckdb_tables()"):
            raise ArchiveError(f"{path}: a DuckDB file, but no archive of tidings; name another file") from error
        return 0
    if version > _newest():
        raise ArchiveError(f"{path}: made by a later tidings (schema {version}); install that version to use it")
    return version


def _migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring a file to the newest version in one transaction; statements that fail leave it as it was."""
    with transaction(connection):
        connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)")
        have = _one(connection, "SELECT coalesce(max(version), 0) FROM schema_version")
        for version, statements in migrations():
            if version > have:
                connection.execute(statements)
                connection.execute("INSERT INTO schema_version VALUES (?)", [version])


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
