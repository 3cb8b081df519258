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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tidings.joining.average import average_link
from tidings.joining.blocks import blocks, components
from tidings.joining.copies import CopyIndex
from tidings.joining.likeness import ALIKE, Likeness, Loaded
from tidings.joining.postings import Ints
from tidings.joining.sketch import Sketch
from tidings.records import digest

__all__ = ["Group", "Grouping", "Known", "Link", "Placed", "Stories", "story_id"]

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

    `versions` are digests that change with an article's text and date. Of the links between them `ones`
    and `others` are the ends, positions in `articles`.
    """

    articles: Sequence[str]
    versions: Sequence[str]
    published: Sequence[datetime.date | None]
    whole: Loaded
    headlines: Loaded
    shingles: Loaded
    bounds: Sequence[int]
    ones: Ints
    others: Ints
    likeness: Ints
    copies: Ints


@dataclass(frozen=True, slots=True)
class Placed:
    """An article in its story: `copy_of` is the article that it is a copy of, `alias` the id that the
    story would have if this were its first article."""

    article: str
    copy_of: str | None
    alias: str


@dataclass(frozen=True, slots=True)
class Group:
    """A story's articles by the day of publication; `centre` is the one that is most like the rest."""

    articles: tuple[Placed, ...]
    centre: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """A block of articles that was grouped anew: its key, and its stories by id."""

    block: str
    stories: Mapping[str, Group]


def story_id(article: str) -> str:
    """Give the id of the story whose first article this is."""
    return digest("story", article)


class Stories:
    """Finds copies and stories, one article at a time or in bulk."""

    def __init__(self) -> None:
        self.articles: list[str] = []
        self._published: list[datetime.date | None] = []
        self._sizes: list[float] = []
        self._marks: list[int] = []
        self._links: list[tuple[Ints, Ints, Ints, Ints]] = []
        self._fresh: list[tuple[int, int, float, bool]] = []
        self._copy_index = CopyIndex()
        self._likeness = Likeness()

    @property
    def bytes(self) -> int:
        """Memory that both indexes take."""
        return self._copy_index.bytes + self._likeness.bytes

    def load(self, known: Known) -> None:
        """Add articles whose links are known.

        Args:
            known: the articles, none of which is there yet.
        """
        first = len(self.articles)
        ends = np.cumsum(known.shingles.lengths)[:-1]
        self._copy_index.load(np.split(known.shingles.terms, ends)[: len(known.articles)], known.bounds)
        self._likeness.load(known.whole, known.headlines, known.published)
        rows = zip(known.articles, known.versions, known.published, known.shingles.lengths, known.bounds, strict=True)
        for article, version, published, kept, bound in rows:
            self._note(article, version, published, int(kept) * 2**32 / bound)
        self._links.append((known.ones + first, known.others + first, known.likeness, known.copies.astype(bool)))

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
        self._fresh += [(len(self.articles) - 1, n, alike[n], n in copies) for n in sorted(alike)]
        return links

    def _note(self, article: str, version: str, published: datetime.date | None, size: float) -> None:
        self.articles.append(article)
        self._published.append(published)
        self._sizes.append(size)
        self._marks.append(int(digest("mark", article, version, length=16), 16))

    def _all_links(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Ends, likeness, and whether it is of copies, of all links."""
        if self._fresh:
            ones, others, likeness, copies = zip(*self._fresh, strict=True)
            self._links.append(
                (np.array(ones, np.int64), np.array(others, np.int64), np.array(likeness), np.array(copies, bool))
            )
            self._fresh = []
        if len(self._links) > 1:
            self._links = [_joined(self._links)]
        return self._links[0] if self._links else _joined([])

    def group(self, known: Mapping[str, str] | None = None) -> list[Grouping]:
        """Group the articles of every block that is not known.

        Args:
            known: the key of the block that each article was in when it was last grouped.

        Returns:
            The blocks that have changed, by the first article's number.
        """
        known = known or {}
        count = len(self.articles)
        ones, others, likeness, copies = self._all_links()
        found = blocks(count, ones, others, likeness, _BLOCK)
        originals = self._originals(count, ones[copies], others[copies])
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

    def _originals(self, count: int, ones: Ints, others: Ints) -> Ints:
        """Of each article the one that it, or it with others, is a copy of: the first printed, then the longest."""
        same = components(count, ones, others)
        groups: dict[int, list[int]] = defaultdict(list)
        for number in {*ones.tolist(), *others.tolist()}:
            groups[int(same[number])].append(number)
        originals = np.arange(count)
        for group in groups.values():
            originals[group] = min(group, key=lambda n: (*self._order(n)[:2], -self._sizes[n], self.articles[n]))
        return originals

    def _stories(self, members: list[int], originals: Ints) -> dict[str, Group]:
        members = sorted(members, key=self._order)
        texts = originals[members]
        stories = {}
        for group, centre in self._grouped(members, texts):
            placed = tuple(self._placed(members[n], int(texts[n])) for n in group)
            stories[story_id(placed[0].article)] = Group(placed, self.articles[members[centre]])
        return stories

    def _grouped(self, members: list[int], texts: Ints) -> list[tuple[list[int], int]]:
        """Positions in `members` that are a story, each with the position of its centre."""
        if len(members) == 1 or len(members) > _BLOCK:
            # Larger than a block may be are only the copies of one text.
            return [(list(range(len(members))), 0)]
        alike = self._likeness.among(members)
        same = texts[:, None] == texts[None, :]
        _, which, times = np.unique(texts, return_inverse=True, return_counts=True)
        weights = 1.0 / times[which]
        groups = average_link(np.where(same, 1.0, alike), weights, ALIKE)
        return [(g, g[int((alike[np.ix_(g, g)] @ weights[g]).argmax())]) for g in groups]

    def _placed(self, number: int, original: int) -> Placed:
        copy_of = self.articles[original] if original != number else None
        return Placed(self.articles[number], copy_of, story_id(self.articles[number]))


def _joined(links: Sequence[tuple[Ints, Ints, Ints, Ints]]) -> tuple[Ints, Ints, Ints, Ints]:
    empty = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0, bool))
    ones, others, likeness, copies = (np.concatenate(columns) for columns in zip(empty, *links, strict=True))
    return ones, others, likeness, copies
