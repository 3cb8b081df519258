"""A memory of what was seen that does not grow with it: beyond some megabytes it lies on the disk."""

from __future__ import annotations

import sqlite3

__all__ = ["Seen"]

# Kilobytes of the table that are held in memory.
_CACHE = 16 * 1024


class Seen:
    """Remembers a value for each key, in a file of the system's own that ends with the process."""

    def __init__(self) -> None:
        # The empty name is SQLite's for a database on disk that is its own and is gone when it is closed.
        self._table = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._table.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._table.execute("PRAGMA journal_mode = OFF")
        self._table.execute("PRAGMA synchronous = OFF")
        self._table.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")

    def put(self, key: str, value: str) -> str | None:
        """Remember a value for a new key; give the value of one that was seen before.

        Args:
            key: any string.
            value: any string.
        """
        name = _storable(key)
        row = self._table.execute("SELECT value FROM seen WHERE key = ?", (name,)).fetchone()
        if row is not None:
            found: str = row[0]
            return found
        self._table.execute("INSERT INTO seen VALUES (?, ?)", (name, _storable(value)))
        return None

    def change(self, key: str, value: str) -> None:
        """Remember another value for a key.

        Args:
            key: the key.
            value: its value from now on.
        """
        self._table.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", (_storable(key), _storable(value)))


def _storable(text: str) -> str:
    # Names of files may hold bytes that are no text, and records half of a character.
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "backslashreplace")
