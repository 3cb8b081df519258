"""When two articles are one: the same id and text come once, and a given id stands for one text."""

from __future__ import annotations

from typing import Protocol

from tidings.errors import ConflictingText
from tidings.records import Refusal, digest
from tidings.seen import Seen

__all__ = ["Identified", "Once", "conflict", "is_given"]


class Identified(Protocol):
    """What says of an article which it is."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def text_digest(self) -> str:
        """Of its text."""

    @property
    def source(self) -> str:
        """Where it was read from."""

    @property
    def url(self) -> str | None:
        """Where it stands."""


def is_given(article: Identified) -> bool:
    """Say whether an article's id may stand for one text only.

    The page at a URL changes with time; a given id does not, and a digest of source and text cannot.

    Args:
        article: the article.
    """
    return article.url is None or article.id != digest("url", article.url)


def conflict(article: Identified, before: str) -> ConflictingText:
    """Make the failure of an article under whose given id there is another text.

    Args:
        article: the article.
        before: the source of the other text.
    """
    reason = f"another text than {before} under the one id {article.id}; give each its own"
    return ConflictingText(article.source, reason)


class Once:
    """Remembers the articles of a run, and says of each new one what speaks against it."""

    def __init__(self) -> None:
        self._seen = Seen()

    def check(self, article: Identified) -> Refusal | ConflictingText | None:
        """Give None for an article that is new, else why it does not count.

        Args:
            article: the next article of the run.
        """
        now = f"{article.text_digest} {article.source}"
        text_digest, source = (self._seen.put(article.id, now) or now).split(" ", 1)
        if source == article.source:
            return None
        if text_digest == article.text_digest:
            return Refusal("source", "double", article.source, detail=f"the same article as {source}")
        if is_given(article):
            return conflict(article, source)
        self._seen.change(article.id, now)
        return None
