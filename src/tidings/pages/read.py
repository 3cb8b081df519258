"""The room's one way in: a Page becomes an Article, or is refused with its reason."""

from __future__ import annotations

import dataclasses

from tidings.pages.compose import Parts, clean, compose, fold
from tidings.pages.dates import Dating
from tidings.pages.language import is_english
from tidings.pages.text import read_text
from tidings.records import Article, Block, Page, Refusal, digest
from tidings.settings import Settings

__all__ = ["read_page"]

_ENGLISH = frozenset({"en", "eng", "english"})
# A page of fewer words than this under a notice to subscribe is the stub of an article.
_STUB_WORDS = 60


def read_page(page: Page, settings: Settings) -> Article | Refusal:
    """Read one page.

    Args:
        page: a page that a source gave.
        settings: the settings in force.

    Returns:
        An article; or a refusal: `empty`, `no text`, `stub` or `language`.
    """
    if not page.content.strip():
        return Refusal("source", "empty", page.source)
    if page.kind == "article" and not settings.clean:
        return _checked(_whole(page), page)
    if page.kind == "html":
        from tidings.pages.html import read_html

        parts = read_html(page.content, page.url)
    else:
        parts = read_text(page.content, page.title)
    if page.title and parts.first("headline") is None:
        parts.blocks.insert(0, ("headline", page.title))
    outcome = compose(page, parts, settings)
    if isinstance(outcome, Refusal):
        return outcome
    if _is_stub(parts, outcome):
        return Refusal("source", "stub", page.source, detail="a notice to subscribe and no more than the first lines")
    return _checked(outcome, page)


def _checked(article: Article, page: Page) -> Article | Refusal:
    language = (page.language or "").lower().split("-")[0]
    if language and language not in _ENGLISH:
        return Refusal("source", "language", page.source, detail=page.language)
    if not is_english(article.text):
        return Refusal("source", "language", page.source, detail="not English by its commonest words")
    return article if article.language else dataclasses.replace(article, language="en")


def _is_stub(parts: Parts, article: Article) -> bool:
    asked = any(d.reason == "subscribe" for d in parts.dropped)
    prose = sum(
        len(article.text[b.start : b.end].split()) for b in article.blocks if b.kind in {"paragraph", "list", "quote"}
    )
    return asked and prose < _STUB_WORDS


def _whole(page: Page) -> Article:
    """A table's article: its text stays as it is, so that offsets a user has stay true."""
    text = page.content
    blocks: list[Block] = []
    head = fold(page.title) if page.title else ""
    shift = 0
    if head:
        blocks.append(Block("headline", 0, len(head)))
        shift = len(head) + 2
    start = 0
    for piece in _pieces(text):
        start = text.index(piece, start)
        blocks.append(Block("paragraph", shift + start, shift + start + len(piece)))
        start += len(piece)
    whole = f"{head}\n\n{text}" if head else text
    dating = Dating(page.date, "given") if page.date else None
    return Article(
        id=page.given_id or (digest("url", page.url) if page.url else digest("page", page.source, whole)),
        text_digest=digest("text", clean(text).casefold()),
        source=page.source,
        text=whole,
        blocks=tuple(blocks),
        url=page.url,
        publication=page.publication,
        language=page.language,
        headline=head or None,
        published=dating.date if dating else None,
        published_basis=dating.basis if dating else None,
        text_start=shift,
    )


def _pieces(text: str) -> list[str]:
    """Paragraphs of a table's text: its lines, where lines are paragraphs, else its blank-line blocks."""
    return [piece for line in text.split("\n") if (piece := line.strip())]
