"""Article -> Sketch: the few numbers by which an article is known again, as a copy and as part of a story.

A sketch has no words of the text, only digests of them: it may be kept where texts may not, and it is
all that copies and stories are found from. It depends on its article alone.
"""

from __future__ import annotations

import bisect
import datetime
import functools
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from tidings.joining.rarity import rarity, terms
from tidings.pages.furniture import furniture_reason
from tidings.records import Article

__all__ = ["SCALE", "Sketch", "sketch"]

# Weights are whole numbers so that sums of their products are exact in any order, 32-bit floats included.
SCALE = 2047
# What a word of the headline and of the beginning counts; where the beginning and the part that is read end,
# in words; the terms kept. Chosen as `likeness.ALIKE` is: headlines counting 2-4, beginnings of 40-100 words,
# ends at 400-1000, 40-100 terms move the score by 0.008 at most.
_HEADLINE_COUNTS = 3
_BEGINNING_COUNTS = 2
_BEGINNING = 60
_READ = 600
_TERMS = 64
_HEADLINE_TERMS = 16
# A body so short, in words, that says none of its headline's telling words is no body but a notice. Telling
# are words beyond about the 130th of the list of rarities. With it the score is 0.007 higher.
_NOTICE = 80
_TELLING = 2.0
# Words of a shingle; the share of shingles kept, the fewest of them (of a short text all) and the most.
_SHINGLE = 5
_KEPT = 2**32 // 3
_FEWEST = 16
_MOST = 400
# Odd numbers of 64 bits: the base of the polynomial, and the golden ratio.
_BASE = np.uint64(0x5851F42D4C957F2D)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
# Words of one article that are looked at: a page without end is a book, and no wire text.
_LONGEST = 20_000
# What any page might carry stands in short lines.
_LINE = 320


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an article is compared by.

    `terms` are digests (CRC-32) of its weightiest words and `weights` their weights, whole numbers whose
    squares sum to about `SCALE`²; `headline_terms` and `headline_weights` those of the headline alone.
    `shingles` are digests of five words in a row of the body, ascending: those under a fixed bound,
    so that two texts kept the same of what they share; `bound` is the least digest that was not kept.
    """

    article: str
    published: datetime.date | None
    terms: tuple[int, ...]
    weights: tuple[int, ...]
    headline_terms: tuple[int, ...]
    headline_weights: tuple[int, ...]
    shingles: tuple[int, ...]
    bound: int


def sketch(article: Article) -> Sketch:
    """Sketch an article.

    Args:
        article: the article, with its text.

    Raises:
        ModelError: the vocabulary that tells common words is missing.
    """
    head = terms(article.headline or "")
    body = list(islice((term for piece in _pieces(article) for term in terms(piece)), _LONGEST))
    if _is_notice(head, body):
        body = []
    counts = Counter(body[:_READ])
    for term in body[:_BEGINNING]:
        counts[term] += _BEGINNING_COUNTS - 1
    for term in head:
        counts[term] += _HEADLINE_COUNTS
    kept, bound = _shingles(body)
    return Sketch(
        article.id,
        article.published,
        *_weighed(counts, _TERMS),
        *_weighed(Counter(head), _HEADLINE_TERMS),
        kept,
        bound,
    )


def _pieces(article: Article) -> Iterable[str]:
    """The body's blocks without those that any page might carry."""
    for block in article.blocks:
        piece = article.text[block.start : block.end]
        if block.kind != "headline" and (len(piece) > _LINE or furniture_reason(piece) is None):
            yield piece


def _is_notice(head: Sequence[str], body: Sequence[str]) -> bool:
    telling = {term for term in head if rarity(term) > _TELLING}
    return bool(telling) and len(body) < _NOTICE and telling.isdisjoint(body)


def _weighed(counts: Mapping[str, int], most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Digests and weights of the weightiest terms, ascending by digest."""
    weights = {term: (1 + math.log(n)) * rarity(term) for term, n in counts.items()}
    chosen = sorted(weights, key=lambda term: (-weights[term], term))[:most]
    length = math.sqrt(sum(weights[term] ** 2 for term in chosen)) or 1.0
    digests: dict[int, int] = {}
    for term in chosen:
        digests.setdefault(_digest(term), round(SCALE * weights[term] / length))
    pairs = sorted((digest, weight) for digest, weight in digests.items() if weight)
    return tuple(d for d, _ in pairs), tuple(w for _, w in pairs)


def _digests(body: Sequence[str]) -> list[int]:
    """Digests of every five words in a row, ascending, each once: a polynomial of the words' own, mixed (Knuth 6.4)."""
    words = np.array([_digest(term) for term in body], np.uint64)
    count = len(words) - _SHINGLE + 1
    if count < 1:
        return []
    together = np.zeros(count, np.uint64)
    for place in range(_SHINGLE):
        together = together * _BASE + words[place : place + count]
    mixed = ((together ^ (together >> np.uint64(29))) * _GOLDEN) >> np.uint64(32)
    found: list[int] = np.unique(mixed).tolist()
    return found


@functools.lru_cache(maxsize=65_536)
def _digest(term: str) -> int:
    return zlib.crc32(term.encode())


def _shingles(body: Sequence[str]) -> tuple[tuple[int, ...], int]:
    found = _digests(body)
    under = bisect.bisect_left(found, _KEPT)
    kept = min(max(under, _FEWEST), _MOST)
    if kept == under:
        return tuple(found[:kept]), _KEPT
    return tuple(found[:kept]), found[kept] if kept < len(found) else 2**32
