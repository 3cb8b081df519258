"""A sentence of an article, and the same after parsing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Parsed", "Sentence"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its number in the article from 0, its offsets, and the block it stands in.

    `block` is the index into `Article.blocks`, `kind` that block's kind.
    """

    number: int
    start: int
    end: int
    text: str
    block: int
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A sentence with its parse: one spaCy Doc a sentence, whose character 0 is the sentence's
    start, so that `token.idx + sentence.start` is an offset into `Article.text`."""

    sentence: Sentence
    doc: Doc

    def offsets(self, part: Token | Span) -> tuple[int, int]:
        """Give a token's or span's start and end in `Article.text`."""
        base = self.sentence.start
        if hasattr(part, "idx"):
            return base + part.idx, base + part.idx + len(part)
        return base + part.start_char, base + part.end_char

    def word_at(self, start: int, end: int) -> Token | None:
        """Give the word of a span that stands highest in the parse: the one whose head lies outside.

        Args:
            start: offset into `Article.text`.
            end: offset after the last character.
        """
        base = self.sentence.start
        inside = [t for t in self.doc if t.idx + base < end and t.idx + len(t) + base > start]
        numbers = {t.i for t in inside}
        return next((t for t in inside if t.head.i not in numbers or t.head.i == t.i), None)
