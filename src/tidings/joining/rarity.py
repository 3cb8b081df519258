"""How rare a word is in English at large, from a table that ships: it never depends on what else was read.

Weights reckoned from the archive itself would shift with every article, and with them what is alike;
the vocabulary of the coder's word pieces lists whole words with the commonest first, and by Zipf's law
a word's place in such a list is the inverse of its frequency.
"""

from __future__ import annotations

import functools
import json
import math
import re
import unicodedata
from importlib import resources

from tidings.errors import ModelError

__all__ = ["rarity", "terms"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words before this place in the list tell next to nothing of a happening: chosen as `likeness.ALIKE` is, 20
# to 100 move the score by 0.007. A word outside the list is taken to stand right behind its last.
_COMMON = 20
_UNLISTED = 30_000


def terms(text: str) -> list[str]:
    """Cut a text into words in small letters, without accents, possessives and plural endings.

    Args:
        text: any text; its words come in their order.
    """
    return [_folded(word) for word in _WORD.findall(text)]


@functools.lru_cache(maxsize=65_536)
def rarity(term: str) -> float:
    """Weigh a term: from near 0 for `the` to 7.3 for a word that no list has.

    Args:
        term: one of `terms`.

    Raises:
        ModelError: the vocabulary is missing.
    """
    return math.log(1 + _places().get(term, _UNLISTED) / _COMMON)


@functools.lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    plain = word.replace("’", "'")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _singular(plain.casefold().removesuffix("'s"))


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("shes", "ches", "xes", "sses")) else word[:-1]


@functools.cache
def _places() -> dict[str, int]:
    """The place of each whole word, from 1; words that fold into one have that of the commonest."""
    try:
        file = resources.files("tidings.models") / "tokenizer.json"
        vocabulary: dict[str, int] = json.loads(file.read_text(encoding="utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError, ModuleNotFoundError) as error:
        raise ModelError(f"the vocabulary models/tokenizer.json: {error}; install tidings again to mend it") from error
    words = sorted((n, word) for word, n in vocabulary.items() if n >= vocabulary.get("the", 0) and word.isalnum())
    places: dict[str, int] = {}
    for number, word in words:
        places.setdefault(_singular(word), number - words[0][0] + 1)
    return places
