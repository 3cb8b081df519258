"""Looking mentions up by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tidings.records import Mention

__all__ = ["MentionIndex", "index_mentions"]


class MentionIndex:
    """Mentions by offset.

    Args:
        mentions: mentions of one article, in any order.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_kind: dict[str, _Spans] = {}
        grouped: dict[str, list[Mention]] = {"actor": [], "place": [], "time": []}
        for mention in mentions:
            grouped.setdefault(mention.kind, []).append(mention)
        for kind, items in grouped.items():
            self._by_kind[kind] = _Spans(sorted(items, key=lambda m: (m.start, -m.end)))

    def covering(self, start: int, end: int, kind: str = "actor") -> tuple[Mention, ...]:
        """Give the mentions that overlap a span, by their start, of equal starts the longer first.

        Args:
            start: offset into `Article.text`.
            end: offset after the last character.
            kind: `actor`, `place` or `time`.
        """
        return self._by_kind[kind].overlapping(start, end) if kind in self._by_kind else ()

    def within(self, start: int, end: int, kind: str = "actor") -> tuple[Mention, ...]:
        """Give the mentions that lie wholly inside a span, by their start.

        Args:
            start: offset into `Article.text`.
            end: offset after the last character.
            kind: `actor`, `place` or `time`.
        """
        return tuple(m for m in self.covering(start, end, kind) if start <= m.start and m.end <= end)


class _Spans:
    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        # The furthest end of a mention and all before it: where to stop looking left.
        self._reach: list[int] = []
        for mention in mentions:
            self._reach.append(max(mention.end, self._reach[-1] if self._reach else 0))

    def overlapping(self, start: int, end: int) -> tuple[Mention, ...]:
        first = bisect_right(self._reach, start)
        stop = bisect_left(self._starts, end)
        return tuple(m for m in self._mentions[first:stop] if m.end > start)


def index_mentions(mentions: Iterable[Mention]) -> MentionIndex:
    """Index mentions for lookups by span.

    Args:
        mentions: mentions of one article.
    """
    return MentionIndex(mentions)
