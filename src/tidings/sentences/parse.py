"""Sentences -> parsed sentences, by spaCy's small English model, one sentence at a time.

One at a time and not in batches: padding changes the last digits of the scores, and the same
sentence must get the same parse whatever stands beside it.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tidings.errors import ModelError
from tidings.sentences.sentence import Parsed, Sentence

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load_language_model", "parse"]


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


def parse(sentences: Iterable[Sentence], nlp: Language) -> tuple[Parsed, ...]:
    """Parse sentences one by one.

    Args:
        sentences: sentences of one article, in order.
        nlp: what `load_language_model` gave.
    """
    return tuple(Parsed(sentence, nlp(sentence.text)) for sentence in sentences)
