"""Parts of a page -> Article: characters cleaned, blocks laid out, identity given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from tidings.pages.dates import Dating
from tidings.records import Article, Block, Dropped, Image, Page, Refusal, Related, digest
from tidings.settings import Settings

__all__ = ["Parts", "clean", "compose", "fold", "normal"]

# Control and format characters: they draw nothing, or (bidirectional marks) draw something else
# than the text says. The zero-width joiners stay: names in many scripts need them.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_WHITE = re.compile(r"\s+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_FOLDED = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "}
)


def clean(text: str) -> str:
    """Take out characters that draw nothing or reorder the line, and lone surrogates."""
    return _SURROGATES.sub("\ufffd", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def fold(text: str) -> str:
    """Clean a text and fold each run of white space to one space."""
    return _WHITE.sub(" ", clean(text)).strip()


def normal(text: str) -> str:
    """Give the form in which texts are compared: case, quotes, dashes and white space folded."""
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold()
    return _WHITE.sub(" ", folded).strip()


@dataclass(slots=True)
class Parts:
    """What a reader made of a page: blocks as (kind, text) in reading order, and the rest."""

    blocks: list[tuple[str, str]] = field(default_factory=list)
    section: str | None = None
    authors: tuple[str, ...] = ()
    dating: Dating | None = None
    dateline: str | None = None
    images: list[Image] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    url: str | None = None
    publication: str | None = None
    language: str | None = None

    def first(self, kind: str) -> str | None:
        """Give the first block of a kind."""
        return next((text for name, text in self.blocks if name == kind), None)


def compose(page: Page, parts: Parts, settings: Settings) -> Article | Refusal:
    """Lay the parts out as an article.

    Args:
        page: the page; what its source says of it stands above what the page says of itself.
        parts: what was read.
        settings: the settings in force.
    """
    blocks, text = layout(parts.blocks)
    if not any(block.kind in {"paragraph", "quote", "list", "caption"} for block in blocks):
        return Refusal("source", "no text", page.source, detail="no paragraph on the page")
    url = page.url or parts.url
    date, basis = (
        (page.date, "given") if page.date else (parts.dating.date, parts.dating.basis) if parts.dating else (None, None)
    )
    return Article(
        id=page.given_id or (digest("url", url) if url else digest("page", page.source, text)),
        text_digest=digest("text", normal(text)),
        source=page.source,
        text=text,
        blocks=tuple(blocks),
        url=url,
        publication=page.publication or parts.publication,
        language=page.language or parts.language,
        section=parts.section,
        headline=parts.first("headline"),
        standfirst=parts.first("standfirst"),
        authors=parts.authors,
        published=date,
        published_basis=basis,
        dateline=parts.dateline,
        images=tuple(parts.images),
        related=tuple(parts.related),
        dropped=tuple(parts.dropped),
    )


def layout(parts: Iterable[tuple[str, str]]) -> tuple[list[Block], str]:
    """Join blocks into one text, a blank line between them.

    Args:
        parts: (kind, text) in reading order; empty texts are passed over.
    """
    blocks: list[Block] = []
    pieces: list[str] = []
    length = 0
    for kind, raw in parts:
        text = fold(raw)
        if not text:
            continue
        if pieces:
            length += 2
        pieces.append(text)
        blocks.append(Block(kind, length, length + len(text)))
        length += len(text)
    return blocks, "\n\n".join(pieces)
