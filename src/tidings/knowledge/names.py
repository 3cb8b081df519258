"""Finding the names of the tables in a text: longest name first, linear time.

A name matches as the tables write it or all in capitals, as headlines and datelines have it; short
names in capitals are left out, for they are initials more often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tidings.knowledge.rows import Country, Row

__all__ = ["Hit", "NameIndex", "plain"]

_WORD = re.compile(r"\w+")
_SHORTEST_IN_CAPITALS = 5
# One character for one, so that offsets stay true.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\n": " "})  # fmt: skip


def plain(text: str) -> str:
    """Give a text with straight apostrophes, plain hyphens and plain blanks, of the same length.

    Args:
        text: any text.
    """
    return text.translate(_PLAIN)


def _names_country(uses: tuple[tuple[str, Row], ...]) -> bool:
    return any(use == "name" and isinstance(row, Country) and row.name.isalpha() for use, row in uses)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the tables found in a text.

    `uses` holds, for each row of that name, how the row uses it (`name`, `adjective`, `people`,
    `capital`, `metonym`); offsets are into the text that was searched.
    """

    start: int
    end: int
    name: str
    uses: tuple[tuple[str, Row], ...]


class NameIndex:
    """Names of the tables by their first word.

    Args:
        entries: name, use and row of every name; of equal names the order is kept.
    """

    def __init__(self, entries: Iterable[tuple[str, str, Row]]) -> None:
        uses: dict[str, list[tuple[str, Row]]] = {}
        for name, use, row in entries:
            kept = uses.setdefault(plain(name), [])
            if (use, row) not in kept:
                kept.append((use, row))
        self._uses = {name: tuple(rows) for name, rows in uses.items()}
        for name, rows in list(self._uses.items()):
            capitals = name.upper()
            if len(capitals) == len(name) and (len(name) >= _SHORTEST_IN_CAPITALS or _names_country(rows)):
                self._uses.setdefault(capitals, rows)
        lengths: dict[str, set[int]] = {}
        for name in self._uses:
            first = _WORD.search(name)
            if first:
                lengths.setdefault(first.group(), set()).add(len(name) - first.start())
        self._lengths = {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()}

    def __len__(self) -> int:
        return len(self._uses)

    def get(self, name: str) -> tuple[tuple[str, Row], ...]:
        """Give the uses of one name, nothing where the tables do not have it.

        Args:
            name: a name as written.
        """
        return self._uses.get(plain(name), ())

    def find(self, text: str) -> list[Hit]:
        """Find the names in a text, from left to right, the longest at each place, none inside another.

        Args:
            text: any text; offsets of the hits point into it.
        """
        source = plain(text)
        hits: list[Hit] = []
        end = 0
        for word in _WORD.finditer(source):
            start = word.start()
            if start < end:
                continue
            for size in self._lengths.get(word.group(), ()):
                stop = start + size
                if stop > len(source):
                    continue
                uses = self._uses.get(source[start:stop])
                if uses is not None and not source[stop : stop + 1].isalnum():
                    hits.append(self._longer(source, Hit(start, stop, source[start:stop], uses)))
                    end = hits[-1].end
                    break
        return hits

    def _longer(self, source: str, hit: Hit) -> Hit:
        """Of "the Pacific" the longer name that begins behind the article, "Pacific Ocean", from the article on."""
        if hit.name[:4] not in ("the ", "The "):
            return hit
        start = hit.start + 4
        word = _WORD.match(source, start)
        for size in self._lengths.get(word.group(), ()) if word else ():
            stop = start + size
            uses = self._uses.get(source[start:stop]) if hit.end < stop <= len(source) else None
            if uses is not None and not source[stop : stop + 1].isalnum():
                return Hit(hit.start, stop, source[hit.start : stop], uses)
        return hit
