"""How alike two articles are: by their weightiest words, by their headlines, and by the days between them.

Likeness depends on the two alone, never on what else was read, so it is the same in whatever order
articles come. Every pair that is alike enough is found: the index asks for all words of an article.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tidings.joining.postings import Ints, Postings
from tidings.joining.ragged import Ragged
from tidings.joining.sketch import SCALE, Sketch

__all__ = ["ALIKE", "Likeness", "Loaded"]

# What two articles are at least that tell of one happening, on average over a story. With the share of the
# headline, the drift and the numbers of a sketch chosen by sweeps over `news/events_2016_2018.jsonl` (BCubed
# F1 0.96): 0.19 to 0.23 stay within 0.01 of the best. Where threshold and one of the others were chosen on a
# half of its events, in twenty splits, the other half's articles came to 0.963 on average, 0.932 at worst.
ALIKE = 0.21
_HEADLINE = 0.2
# A happening drifts as time passes, as far as the root of the days: 60 days cost a tenth, 1000 over a quarter.
_DRIFT = 80.0
_UNDATED = -1
# Pairs that are summed up in one go.
_CHUNK = 4_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rows of one kind of terms of many articles, one behind the other.

    `terms` and `weights` hold the rows, `lengths` how long each is.
    """

    terms: Ints
    weights: Ints
    lengths: Ints


class _Terms:
    """One kind of terms: of whole articles, or of headlines."""

    def __init__(self) -> None:
        self._postings = Postings()
        self._terms = Ragged(np.uint32)
        self._weights = Ragged(np.uint16)

    @property
    def bytes(self) -> int:
        return self._postings.bytes + self._terms.bytes + self._weights.bytes

    def extend(self, rows: Loaded) -> None:
        first = len(self._terms)
        numbers = np.repeat(np.arange(first, first + len(rows.lengths), dtype=np.uint64), rows.lengths)
        if len(numbers):
            self._postings.add(rows.terms, numbers, rows.weights)
        self._terms.extend(rows.terms, rows.lengths)
        self._weights.extend(rows.weights, rows.lengths)

    def with_all(self, rows: Loaded) -> Ints:
        """Products of one row with every article, by its number."""
        where, who, what = self._postings.find(rows.terms)
        return np.bincount(who, rows.weights.astype(np.int64)[where] * what, len(self._terms))

    def among(self, articles: Ints) -> Ints:
        """Products of some articles with each other; whole numbers, exact in 64-bit floats."""
        count = len(articles)
        terms = self._terms.take(articles)
        order = np.argsort(terms, kind="stable")
        places = np.repeat(np.arange(count), self._terms.lengths(articles))[order]
        weights = self._weights.take(articles).astype(np.float64)[order]
        _, firsts, sizes = np.unique(terms[order], return_index=True, return_counts=True)
        total = np.zeros(count * count)
        for group in _groups(sizes):
            ones, others = _pairs(firsts[group], sizes[group])
            keys = places[ones] * count + places[others]
            total += np.bincount(keys, weights[ones] * weights[others], count * count)
        return total.reshape(count, count)

    def has(self, articles: Ints) -> Ints:
        return self._terms.lengths(articles) > 0


class Likeness:
    """The index of likeness; articles are numbered from 0 in the order in which they are added."""

    def __init__(self) -> None:
        self._whole = _Terms()
        self._headlines = _Terms()
        self._days: Ints = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self._days)

    @property
    def bytes(self) -> int:
        """Memory that the index takes."""
        return self._whole.bytes + self._headlines.bytes + self._days.nbytes

    def add(self, sketch: Sketch) -> list[tuple[int, float]]:
        """Add an article, and give those that are alike enough, with their likeness.

        Args:
            sketch: its sketch.
        """
        whole = _one(sketch.terms, sketch.weights)
        headline = _one(sketch.headline_terms, sketch.headline_weights)
        days = _days(sketch.published)
        found: list[tuple[int, float]] = []
        if len(self):
            products, heads = self._whole.with_all(whole), self._headlines.with_all(headline)
            # Who shares no word but in the headline is not alike enough.
            near = np.flatnonzero(products)
            headed = self._headlines.has(near) & bool(sketch.headline_terms)
            like = _mixed(products[near], heads[near], headed) * _nearness(self._days[near], np.asarray(days))
            found = [(int(n), float(x)) for n, x in zip(near[like >= ALIKE], like[like >= ALIKE], strict=True)]
        self.load(whole, headline, [sketch.published])
        return found

    def load(self, whole: Loaded, headlines: Loaded, published: Sequence[datetime.date | None]) -> None:
        """Add articles whose likeness to the others is known.

        Args:
            whole: the terms of each.
            headlines: the terms of their headlines.
            published: when each was published.
        """
        self._whole.extend(whole)
        self._headlines.extend(headlines)
        self._days = np.concatenate((self._days, np.array([_days(day) for day in published], np.int32)))

    def among(self, articles: Sequence[int]) -> Ints:
        """Give the likeness of some articles to each other, as a matrix.

        Args:
            articles: their numbers.
        """
        numbers = np.asarray(articles, np.int64)
        headed = self._headlines.has(numbers)
        days = self._days[numbers]
        like = _mixed(self._whole.among(numbers), self._headlines.among(numbers), headed[:, None] & headed[None, :])
        return np.asarray(like * _nearness(days[:, None], days[None, :]))


def _one(terms: Sequence[int], weights: Sequence[int]) -> Loaded:
    return Loaded(np.asarray(terms, np.uint32), np.asarray(weights, np.uint16), np.asarray([len(terms)]))


def _days(published: datetime.date | None) -> int:
    return published.toordinal() if published is not None else _UNDATED


def _mixed(whole: Ints, headlines: Ints, headed: Ints) -> Ints:
    # Where one has no headline the whole stands for both.
    mixed = (1 - _HEADLINE) * whole + _HEADLINE * np.where(headed, headlines, whole)
    return np.asarray(mixed / float(SCALE * SCALE))


def _nearness(days: Ints, others: Ints) -> Ints:
    apart = np.where((days == _UNDATED) | (others == _UNDATED), 0, np.abs(days - others))
    return np.asarray(1.0 / (1.0 + np.sqrt(apart) / _DRIFT))


def _groups(sizes: Ints) -> list[slice]:
    """Cut terms into groups of about `_CHUNK` pairs."""
    ends = np.cumsum(sizes.astype(np.int64) ** 2)
    cuts = np.unique(np.searchsorted(ends, np.arange(_CHUNK, int(ends[-1]) if len(ends) else 0, _CHUNK)) + 1)
    edges = [0, *cuts.tolist(), len(sizes)]
    return [slice(a, b) for a, b in itertools.pairwise(edges) if a < b]


def _pairs(firsts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Every entry of each stretch with every entry of the same stretch."""
    of_one = np.repeat(firsts, sizes) + np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    times = np.repeat(sizes, sizes)
    starts = np.repeat(np.repeat(firsts, sizes), times)
    within = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(of_one, times), starts + within
