"""Names -> files, in an order that does not change: names as given, and inside folders and globs sorted."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidings.errors import SourceError, UnreadableSource
from tidings.records import Refusal

__all__ = ["STDIN", "Found", "find_files"]

STDIN = "-"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, by the name that the user wrote; `inside` where a folder held it, so that
    the user never named the file itself."""

    name: str
    inside: bool = False

    @property
    def shown(self) -> str:
        """The name as text: what is no UTF-8 in it cannot be written into a record."""
        return self.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def find_files(names: Sequence[str]) -> Iterator[Found | Refusal | SourceError]:
    """Find the files that names stand for; a file that is named twice comes once.

    Args:
        names: files, folders, globs, or `-` for stdin.
    """
    seen: set[str] = set()
    for name in names:
        for found in _expand(name):
            if isinstance(found, Found):
                key = found.name if found.name == STDIN else os.path.realpath(found.name)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _expand(name: str) -> Iterator[Found | Refusal | SourceError]:
    if name == STDIN:
        yield Found(STDIN)
    elif not name or "\0" in name:
        yield UnreadableSource(name.replace("\0", "\\0") or "''", "is no name of a file")
    elif os.path.lexists(name):
        yield from _named(name)
    elif _URL.match(name):
        yield UnreadableSource(name, "is a URL, which this release does not fetch; save the page and give its file")
    elif _GLOB.search(name):
        # The shell would have named each match, so a match counts as named here too.
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a Path would rewrite the user's name
        if not matches:
            yield UnreadableSource(name, "matches no file")
        for match in matches:
            if not ("**" in name and Path(match).is_dir()):
                yield from _named(match)
    else:
        yield UnreadableSource(name, "no such file or folder")


def _named(name: str) -> Iterator[Found | Refusal | SourceError]:
    if not Path(name).is_dir():
        yield Found(name)
        return
    empty = True
    for found in _walk(name):
        empty = False
        yield found
    if empty:
        yield UnreadableSource(name, "is a folder without a file")


def _walk(folder: str) -> Iterator[Found | Refusal | SourceError]:
    # A stack of our own, so that no depth of folders ends the run; links in a circle are met once.
    visited = {os.path.realpath(folder)}
    stack = [folder]
    while stack:
        name = stack.pop()
        if name != folder and Path(name).name.startswith("."):
            yield Refusal("source", "hidden", name, detail="its name begins with a dot; name it to have it read")
        elif not Path(name).is_dir():
            yield _plain(name)
        elif name == folder or os.path.realpath(name) not in visited:
            visited.add(os.path.realpath(name))
            try:
                entries = sorted(os.listdir(name), reverse=True)  # noqa: PTH208 - names, not paths, are wanted
            except OSError as error:
                yield UnreadableSource(name, f"cannot be listed: {error.strerror}")
                continue
            stack += [os.path.join(name, entry) for entry in entries]  # noqa: PTH118 - keeps "./" as the user wrote it


def _plain(name: str) -> Found | Refusal:
    if Path(name).exists() and not Path(name).is_file():
        return Refusal("source", "unknown_kind", name, detail="a pipe, socket or device, not a file")
    return Found(name, inside=True)
