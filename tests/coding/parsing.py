"""A sentence in, its parse out: what the tests of this room share."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from tidings.sentences import Parsed, Sentence, load_language_model
from tidings.settings import Settings

__all__ = ["all_words", "parsed", "token", "words"]


@functools.cache
def parsed(text: str, start: int = 0) -> Parsed:
    """Parse a sentence that begins at a character of its article."""
    nlp = load_language_model(Settings().language_model)
    return Parsed(Sentence(0, start, start + len(text), text, 0, "paragraph"), nlp(text))


def token(text: str, word: str) -> Any:
    """Give the first token of a sentence with that word."""
    return next(t for t in parsed(text).doc if t.text == word)


def words(tokens: Iterable[Any]) -> str:
    """Give the words of tokens, with a blank between them."""
    return " ".join(t.text for t in tokens)


def all_words(by_name: dict[str, list[Any]]) -> str:
    """Give what hangs on each preposition: "on: port in: May"."""
    return " ".join(f"{name}: {words(tokens)}" for name, tokens in by_name.items() if tokens)
