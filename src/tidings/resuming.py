"""Which pages of a run were read before by the same program under the same settings, and what came of them.

A run that was ended at any instant goes on where it was: a page whose key the archive knows is not
coded again, what came of it is handed on from there. Failures are not remembered, so they are tried
again.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from tidings.records import Coded, Page, Refusal, digest
from tidings.settings import Settings

if TYPE_CHECKING:
    from tidings.archive import Archive, SeenPage

__all__ = ["Known", "Recall", "mark_of"]

# What of the settings decides what comes out.
_DECISIVE = ("language_model", "max_sentence", "clean", "keep_text", "threshold", "triage")
# Pages looked up at once, and the characters that they may have together.
_CHUNK = 256
_CHUNK_LENGTH = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the archive has of this page already; `events` are its records as JSON."""

    id: str
    text_digest: str
    source: str
    url: str | None
    events: tuple[str, ...]


def mark_of(settings: Settings) -> str:
    """Name the program and the settings, so that another of either reads everything anew.

    Args:
        settings: the settings in force.
    """
    return digest(_program(), *(f"{name}={getattr(settings, name)}" for name in _DECISIVE))


@functools.cache
def _program() -> str:
    """Digest every file of the package: code, tables and models."""
    return digest(*_files(resources.files("tidings"), ""), length=40)


def _files(folder: Traversable, path: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry, name)
        else:
            yield f"{name} {digest(entry.read_bytes().hex() if entry.name.endswith('.py') else _stamp(entry))}"


def _stamp(entry: Traversable) -> str:
    # Tens of megabytes of models and tables: their size and time are as good, and read in an instant.
    try:
        found = entry.stat()  # type: ignore[attr-defined]
    except AttributeError:  # inside an archive of code
        return digest(entry.read_bytes().hex())
    return f"{found.st_size} {found.st_mtime_ns}"


class Recall:
    """Sifts the pages of a run, and says of each outcome what is to be remembered.

    Args:
        archive: the archive of the run.
        settings: the settings in force.
        again: read everything anew.
        chunk: pages that may be looked up at once; 1 where each is wanted as soon as it is there.
    """

    def __init__(self, archive: Archive, settings: Settings, again: bool = False, chunk: int = _CHUNK) -> None:
        self.archive = archive
        self.mark = mark_of(settings)
        self.chunk = chunk
        self.fresh = again or not archive.has_seen()
        # The engine keeps the order of what it is given, so keys wait here for their outcomes.
        self.keys: deque[str | None] = deque()

    def sift(self, pages: Iterable[Any]) -> Iterator[Any]:
        """Give the pages, and in the place of one that is known what came of it.

        Args:
            pages: pages, and refusals and errors among them.
        """
        for chunk in self._chunks(iter(pages)):
            keys = [self._key(page) if isinstance(page, Page) else None for page in chunk]
            known = {} if self.fresh else self.archive.seen([key for key in keys if key is not None])
            for page, key in zip(chunk, keys, strict=True):
                seen = known.get(key) if key is not None else None
                self.keys.append(None if seen else key)
                yield page if seen is None else _recalled(page, seen)

    def outcomes(self, outcomes: Iterable[Any]) -> Iterator[tuple[Any, SeenPage | None]]:
        """Give each outcome with what is to be remembered of its page.

        Args:
            outcomes: what the engine made of the pages that `sift` gave, in their order.
        """
        from tidings.archive import SeenPage

        for outcome in outcomes:
            key = self.keys.popleft()
            seen = None
            if key is not None and isinstance(outcome, Coded):
                seen = SeenPage(key, outcome.article.id, outcome.article.text_digest, None, None)
            elif key is not None and isinstance(outcome, Refusal):
                seen = SeenPage(key, None, None, outcome.reason, outcome.detail)
            yield outcome, seen

    def _chunks(self, pages: Iterator[Any]) -> Iterator[list[Any]]:
        if self.fresh or self.chunk == 1:
            yield from ([page] for page in pages)
            return
        chunk: list[Any] = []
        length = 0
        for page in pages:
            chunk.append(page)
            length += len(page.content) if isinstance(page, Page) else 0
            if len(chunk) >= self.chunk or length > _CHUNK_LENGTH:
                yield chunk
                chunk, length = [], 0
        yield chunk

    def _key(self, page: Page) -> str:
        return digest(self.mark, *(str(value) for value in astuple(page)), length=24)


def _recalled(page: Page, seen: SeenPage) -> Known | Refusal:
    if seen.article is None or seen.text_digest is None:
        return Refusal("source", seen.reason or "", page.source, detail=seen.detail)
    return Known(seen.article, seen.text_digest, page.source, seen.url, seen.events)
