"""Sentences -> parsed sentences, by spaCy's small English model, the sentences of an article together.

Together, because one at a time costs twice as much; but no other article's beside them: sums over
another batch differ in their last digits, and an article must get the same parse whatever is read
beside it.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tidings.errors import ModelError
from tidings.sentences.sentence import Parsed, Sentence

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load_language_model", "parse"]

# Sentences that go through the model together; bounds memory on an article without end.
_BATCH = 64


@functools.lru_cache(maxsize=2)
def load_language_model(package: str) -> Language:
    """Load the language model; the second call is free.

    Args:
        package: the importable name of a spaCy model package.

    Raises:
        ModelError: the package is missing or does not load.
    """
    try:
        module = importlib.import_module(package)
        nlp: Language = module.load()
    except (ImportError, OSError, AttributeError, TypeError, ValueError) as error:
        raise ModelError(f"language model {package}: {error}; `tidings doctor` says how to mend it") from error
    return nlp


def parse(sentences: Sequence[Sentence], nlp: Language) -> tuple[Parsed, ...]:
    """Parse the sentences of one article, each into a Doc of its own.

    Args:
        sentences: sentences of one article, in order.
        nlp: what `load_language_model` gave.
    """
    docs = nlp.pipe((sentence.text for sentence in sentences), batch_size=_BATCH)
    return tuple(Parsed(sentence, doc) for sentence, doc in zip(sentences, docs, strict=True))
