"""tidings reads news pages and writes event data.

The public face is small::

    import tidings

    article = tidings.read("page.html")
    events = tidings.code(article)
    tidings.Archive("world.duckdb").events(actor="PRK").df()

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any

from tidings.errors import TidingsError
from tidings.records import (
    Article,
    Attribution,
    Coded,
    Entity,
    Event,
    Events,
    Location,
    Mention,
    Quote,
    Refusal,
    Story,
    to_dict,
)
from tidings.settings import Settings

if TYPE_CHECKING:
    from tidings.archive import Archive

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "Article",
    "Attribution",
    "Coded",
    "Entity",
    "Event",
    "Events",
    "Location",
    "Mention",
    "Quote",
    "Refusal",
    "Settings",
    "Story",
    "TidingsError",
    "__version__",
    "code",
    "code_whole",
    "read",
    "relate",
    "to_dict",
]


def read(source: str | PathLike[str], settings: Settings | None = None) -> Article:
    """Read one page into an article.

    Args:
        source: a file of one page (HTML or text as a crawler saved it), or the text itself where
            it is a string that holds a line break.
        settings: settings; the defaults where none are given.

    Raises:
        SourceError: the source cannot be read, or holds no article; the reason says why.
    """
    from tidings import pipeline

    return pipeline.read(source, settings or Settings())


def code(article: Article | str | PathLike[str], settings: Settings | None = None) -> Events:
    """Code an article: the leading records, one a real event, in the order of the text.

    Args:
        article: an article that `read` gave, or a source that `read` takes.
        settings: settings; the defaults where none are given.

    Raises:
        SourceError: the source cannot be read, or holds no article.
        ModelError: the language model is missing.
    """
    from tidings import pipeline

    settings = settings or Settings()
    if not isinstance(article, Article):
        article = pipeline.read(article, settings)
    events = pipeline.code_article(article, settings).events
    return Events(event for event in events if event.same_as is None)


def code_whole(article: Article | str | PathLike[str], settings: Settings | None = None) -> Coded:
    """Code an article: all that came of it, which shows itself in a notebook as the text with its coding.

    Args:
        article: an article that `read` gave, or a source that `read` takes.
        settings: settings; the defaults where none are given.

    Returns:
        The article, its events with the joined ones, its quotes, and what was refused.

    Raises:
        SourceError: the source cannot be read, or holds no article.
        ModelError: the language model is missing.
    """
    from tidings import pipeline

    settings = settings or Settings()
    if not isinstance(article, Article):
        article = pipeline.read(article, settings)
    return pipeline.code_article(article, settings)


def relate(text: str, actor: str, recipient: str, settings: Settings | None = None) -> dict[str, float]:
    """Give the probability of each PLOVER type, and of NONE, between two parties of a sentence.

    Args:
        text: a sentence or short passage.
        actor: words of the text that name who acts.
        recipient: words of the text that name whom it is done to; empty where nobody is.
        settings: settings; the defaults where none are given.

    Raises:
        ModelError: the language model is missing.
    """
    from tidings import pipeline

    return pipeline.relate(text, actor, recipient, settings or Settings())


def __getattr__(name: str) -> Any:
    if name == "Archive":
        from tidings.archive import Archive

        return Archive
    raise AttributeError(f"module 'tidings' has no attribute {name!r}")
