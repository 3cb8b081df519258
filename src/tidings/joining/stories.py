"""Articles -> stories: what tells of one happening, found from sketches, in any order of arrival.

Copies of a text are found, and links between articles that are alike; links part the articles into
blocks; in a block, articles become stories by average link, in which the copies of one text together
count as one article. Each of these steps depends on the set of articles alone, so that bulk and one at a
time, in whatever order, end with the same stories under the same ids.

A story's id is the digest of its first article (by date of publication, then by id). An earlier article
that arrives later changes it; the former id is the digest of an article that is still there, and leads
to the story that this one is in.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tidings.joining.average import average_link
from tidings.joining.blocks import blocks, components
from tidings.joining.copies import CopyIndex
from tidings.joining.likeness import ALIKE, Likeness, Loaded
from tidings.joining.postings import Ints
from tidings.joining.sketch import Sketch
from tidings.records import digest

__all__ = ["Grouping", "Known", "Link", "Placed", "Stories", "story_id"]

# Articles a block: average link takes its square in memory (256 MB) and some seconds.
_BLOCK = 4000


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles that are alike; `copy` where one is a copy of the other, with likeness 1."""

    article: str
    other: str
    likeness: float
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Articles whose links are known, column by column: `shingles` with `bounds`, terms, and what tells them apart.

    `versions` are digests that change with an article's text and date.
    """

    articles: Sequence[str]
    versions: Sequence[str]
    published: Sequence[datetime.date | None]
    whole: Loaded
    headlines: Loaded
    shingles: Loaded
    bounds: Sequence[int]


@dataclass(frozen=True, slots=True)
class Placed:
    """An article in its story: `copy_of` is the article that it is a copy of, `alias` the id that the
    story would have if this were its first article."""

    article: str
    copy_of: str | None
    alias: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """A block of articles that was grouped anew: its key, and its stories by id."""

    block: str
    stories: Mapping[str, tuple[Placed, ...]]


def story_id(article: str) -> str:
    """Give the id of the story whose first article this is."""
    return digest("story", article)


class Stories:
    """Finds copies and stories, one article at a time or in bulk."""

    def __init__(self) -> None:
        self.articles: list[str] = []
        self._numbers: dict[str, int] = {}
        self._published: list[datetime.date | None] = []
        self._sizes: list[float] = []
        self._marks: list[int] = []
        self._ends: tuple[list[int], list[int], list[float]] = ([], [], [])
        self._copies: list[tuple[int, int]] = []
        self._copy_index = CopyIndex()
        self._likeness = Likeness()

    @property
    def bytes(self) -> int:
        """Memory that both indexes take."""
        return self._copy_index.bytes + self._likeness.bytes

    def load(self, known: Known, links: Iterable[Link]) -> None:
        """Add articles whose links are known.

        Args:
            known: the articles, none of which is there yet.
            links: links between them or to earlier ones.
        """
        ends = np.cumsum(known.shingles.lengths)[:-1] if len(known.articles) else []
        self._copy_index.load(np.split(known.shingles.terms, ends), known.bounds)
        self._likeness.load(known.whole, known.headlines, known.published)
        rows = zip(known.articles, known.versions, known.published, known.shingles.lengths, known.bounds, strict=True)
        for article, version, published, kept, bound in rows:
            self._note(article, version, published, int(kept) * 2**32 / bound)
        for link in links:
            self._link(link)

    def add(self, sketch: Sketch, version: str = "") -> list[Link]:
        """Add an article, and give its links to those that are there.

        Args:
            sketch: its sketch.
            version: a digest that changes with its text and date.
        """
        copies = set(self._copy_index.add(sketch))
        alike = dict(self._likeness.add(sketch)) | dict.fromkeys(copies, 1.0)
        links = [Link(sketch.article, self.articles[n], alike[n], n in copies) for n in sorted(alike)]
        self._note(sketch.article, version, sketch.published, len(sketch.shingles) * 2**32 / sketch.bound)
        for link in links:
            self._link(link)
        return links

    def _note(self, article: str, version: str, published: datetime.date | None, size: float) -> None:
        self._numbers[article] = len(self.articles)
        self.articles.append(article)
        self._published.append(published)
        self._sizes.append(size)
        self._marks.append(int(digest("mark", article, version, length=16), 16))

    def _link(self, link: Link) -> None:
        one, other = self._numbers[link.article], self._numbers[link.other]
        for column, value in zip(self._ends, (one, other, link.likeness), strict=True):
            column.append(value)  # type: ignore[arg-type]
        if link.copy:
            self._copies.append((one, other))

    def group(self, known: Mapping[str, str] | None = None) -> list[Grouping]:
        """Group the articles of every block that is not known.

        Args:
            known: the key of the block that each article was in when it was last grouped.

        Returns:
            The blocks that have changed, by the first article's number.
        """
        known = known or {}
        count = len(self.articles)
        ones, others = (np.asarray(ends, np.int64) for ends in self._ends[:2])
        found = blocks(count, ones, others, np.asarray(self._ends[2]), _BLOCK)
        originals = self._originals(count)
        # A block's key: how many it has, and the sum of their marks modulo 2⁶⁴ in place of all their names.
        sums = np.zeros(count, np.uint64)
        np.add.at(sums, found, np.asarray(self._marks, np.uint64))
        order = np.argsort(found, kind="stable")
        edges = np.flatnonzero(np.diff(found[order])) + 1
        groupings = []
        for members in np.split(order, edges) if count else []:
            key = f"{int(sums[found[members[0]]]):016x}-{len(members)}"
            if any(known.get(self.articles[n]) != key for n in members.tolist()):
                groupings.append(Grouping(key, self._stories(members.tolist(), originals)))
        return groupings

    def _order(self, number: int) -> tuple[bool, datetime.date, str]:
        day = self._published[number]
        return day is None, day or datetime.date.max, self.articles[number]

    def _originals(self, count: int) -> Ints:
        """Of each article the one that it, or it with others, is a copy of: the first printed, then the longest."""
        pairs = np.asarray(self._copies, np.int64).reshape(-1, 2)
        same = components(count, pairs[:, 0], pairs[:, 1])
        groups: dict[int, list[int]] = defaultdict(list)
        for number in set(pairs.ravel().tolist()):
            groups[int(same[number])].append(number)
        originals = np.arange(count)
        for group in groups.values():
            originals[group] = min(group, key=lambda n: (*self._order(n)[:2], -self._sizes[n], self.articles[n]))
        return originals

    def _stories(self, members: list[int], originals: Ints) -> dict[str, tuple[Placed, ...]]:
        members = sorted(members, key=self._order)
        texts = originals[members]
        stories = {}
        for group in self._grouped(members, texts):
            first = self.articles[members[group[0]]]
            stories[story_id(first)] = tuple(self._placed(members[n], int(texts[n])) for n in group)
        return stories

    def _grouped(self, members: list[int], texts: Ints) -> list[list[int]]:
        if len(members) == 1 or len(members) > _BLOCK:
            # Larger than a block may be are only the copies of one text.
            return [list(range(len(members)))]
        alike = self._likeness.among(members)
        same = texts[:, None] == texts[None, :]
        _, which, times = np.unique(texts, return_inverse=True, return_counts=True)
        return average_link(np.where(same, 1.0, alike), 1.0 / times[which], ALIKE)

    def _placed(self, number: int, original: int) -> Placed:
        copy_of = self.articles[original] if original != number else None
        return Placed(self.articles[number], copy_of, story_id(self.articles[number]))
