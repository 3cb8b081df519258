"""Names -> files and URLs, in an order that does not change: names as given, inside folders and globs sorted."""

from __future__ import annotations

import contextlib
import functools
import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidings.errors import Forbidden, SourceError, UnreadableSource
from tidings.records import Refusal
from tidings.seen import Seen
from tidings.sources.fetch import is_url

__all__ = ["STDIN", "Found", "find_files", "measure"]

STDIN = "-"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Found:
    """A file or URL to read, by the name that the user wrote; `inside` where a folder held it, so
    that the user never named the file itself."""

    name: str
    inside: bool = False

    @property
    def shown(self) -> str:
        """The name as text: what is no UTF-8 in it cannot be written into a record."""
        return self.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def find_files(names: Sequence[str]) -> Iterator[Found | Refusal | SourceError]:
    """Find the files that names stand for; a file that is named twice comes once.

    Args:
        names: files, folders, globs, URLs, or `-` for stdin.
    """
    seen = Seen()
    for name in names:
        for found in _expand(name):
            if isinstance(found, Found):
                key = found.name if found.name == STDIN or is_url(found.name) else os.path.realpath(found.name)
                if seen.put(key, "") is not None:
                    continue
            yield found


def measure(names: Sequence[str]) -> int:
    """Give the bytes that the files of some names hold; URLs and stdin count nothing.

    Args:
        names: files, folders, globs, URLs, or `-` for stdin.
    """
    total = 0
    for found in find_files([name for name in names if name != STDIN and not is_url(name)]):
        if isinstance(found, Found):
            with contextlib.suppress(OSError):
                total += Path(found.name).stat().st_size
    return total


def _expand(name: str) -> Iterator[Found | Refusal | SourceError]:
    if name == STDIN:
        yield Found(STDIN)
    elif not name or "\0" in name:
        yield UnreadableSource(name.replace("\0", "\\0") or "''", "is no name of a file")
    elif is_url(name):
        yield Found(name)
    elif os.path.lexists(name):
        yield from _named(name)
    elif _URL.match(name):
        yield Forbidden(name, "is a URL that is not fetched; give one of http or https, or a file")
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
    stack = [iter([folder])]
    while stack:
        name = next(stack[-1], None)
        if name is None:
            stack.pop()
        elif name != folder and Path(name).name.startswith("."):
            yield Refusal("source", "hidden", name, detail="its name begins with a dot; name it to have it read")
        elif not Path(name).is_dir():
            yield _plain(name)
        elif name == folder or os.path.realpath(name) not in visited:
            visited.add(os.path.realpath(name))
            try:
                entries = sorted(os.listdir(name))  # noqa: PTH208 - names, not paths, are wanted
            except OSError as error:
                yield UnreadableSource(name, f"cannot be listed: {error.strerror}")
                continue
            # Joined one by one as they are met: of a million names only the last part is held.
            stack.append(map(functools.partial(os.path.join, name), entries))  # keeps "./" as the user wrote it


def _plain(name: str) -> Found | Refusal:
    if Path(name).exists() and not Path(name).is_file():
        return Refusal("source", "unknown_kind", name, detail="a pipe, socket or device, not a file")
    return Found(name, inside=True)
