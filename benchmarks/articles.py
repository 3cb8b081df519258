"""Whole articles marked by hand (`benchmarks/marked/`): recall and precision of the events coded in them.

A record and a mark are of the same act where they stand in the same sentence, the record's type is one of
the mark's, and either their words overlap or a party of the one lies on the other's. Joined mentions count
for recall, as they are kept; precision is of the leading records, one a real event.

- *recall*: of the marked events, those that at least one record tells; an event told in three sentences
  is one event.
- *mentions*: of the single marks, those that a record tells.
- *precision*: of the leading records, those that a mark tells. Records that only a doubtful mark tells are
  left out, as are doubtful marks.
- *parties*: of the leading records that a mark tells, those with every marked party on its side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.marking import FOLDER, Mark, Marked, Span, article_of, load
from benchmarks.rows import Missing, Options, Row
from tidings import pipeline
from tidings.records import Article, Entity, Event, digest
from tidings.settings import Settings

__all__ = ["Counts", "compare", "marked_articles", "measure", "parties_right", "tells"]

_PRECISION = {"sport": 0.80, "entertainment": 0.80}
_RECALL = {"politics": 0.85}


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of some articles: marked events and marks, those told, and the leading records by outcome."""

    articles: int = 0
    events: int = 0
    events_told: int = 0
    marks: int = 0
    marks_told: int = 0
    records: int = 0
    right: int = 0
    parties: int = 0
    open: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def tells(event: Event, mark: Mark) -> bool:
    """Say whether a record and a mark are of the same act.

    Args:
        event: a record of the mark's article.
        mark: a mark.
    """
    info = event.text_info
    if event.event[0] not in mark.types or not _overlap((info.start, info.end), mark.sentence):
        return False
    if _overlap((info.trigger_start, info.trigger_end), mark.trigger):
        return True
    marked = (*mark.actors, *mark.recipients)
    return any(_covers(entity, head) for entity in (*event.actor, *event.recipient) for head in marked)


def compare(events: Sequence[Event], marks: Sequence[Mark]) -> Counts:
    """Compare the records of one article with its marks.

    Args:
        events: all records of the article, the joined ones among them.
        marks: its marks.
    """
    firm = [m for m in marks if not m.doubtful]
    told = [m for m in firm if any(tells(e, m) for e in events)]
    leading = [e for e in events if e.same_as is None]
    found = [[m for m in firm if tells(e, m)] for e in leading]
    unsure = [not f and any(tells(e, m) for m in marks) for e, f in zip(leading, found, strict=True)]
    return Counts(
        articles=1,
        events=len({m.event for m in firm}),
        events_told=len({m.event for m in told}),
        marks=len(firm),
        marks_told=len(told),
        records=len(leading) - sum(unsure),
        right=sum(bool(f) for f in found),
        parties=sum(any(parties_right(e, m) for m in f) for e, f in zip(leading, found, strict=True)),
        open=sum(unsure),
    )


def parties_right(event: Event, mark: Mark) -> bool:
    """Say whether each side that the mark fills has one of its heads, and a side it leaves empty is empty.

    Args:
        event: a record.
        mark: a mark that it tells.
    """
    together = event.event[0] in {"CONSULT", "AGREE", "COOPERATE", "ASSAULT"} and not event.recipient
    sides = ((event.actor, mark.actors), (event.actor if together else event.recipient, mark.recipients))
    return all(_side_right(entities, heads, together) for entities, heads in sides)


def _side_right(entities: Sequence[Entity], heads: Sequence[Span], together: bool) -> bool:
    if not heads:
        return together or not entities
    return any(_covers(entity, head) for entity in entities for head in heads)


def _covers(entity: Entity, head: Span) -> bool:
    return _overlap((entity.start, entity.end), head)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure recall and precision in each file of marked articles.

    Args:
        shared: the folder of the gold sets.
        options: `verbose` prints what is missed and what is false.

    Raises:
        Missing: the news is not there, or an article is not as it was when it was marked.
    """
    rows: list[Row] = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        total = Counts()
        for article, marked in marked_articles(shared, load(path)):
            events = pipeline.code_article(article, Settings()).events
            total += compare(events, marked.marks)
            if options.verbose:
                _print(article, events, marked)
        rows += _rows(path.stem, total)
    return rows


def marked_articles(shared: Path, marked: Sequence[Marked]) -> list[tuple[Article, Marked]]:
    """Read the articles that marks are of, by file and in the order of its rows.

    Args:
        shared: the folder of the gold sets.
        marked: what `marking.load` gave.

    Raises:
        Missing: the news is not there, or an article is not as it was when it was marked.
    """
    found = []
    for file in sorted({m.file for m in marked}):
        by_id = {m.article: m for m in marked if m.file == file}
        for _, article in article_of(shared, file, by_id):
            if digest(article.text) != by_id[article.id].digest:
                raise Missing(f"{article.id} of {file} is not as it was when it was marked")
            found.append((article, by_id[article.id]))
    return found


def _rows(name: str, total: Counts) -> list[Row]:
    def share(part: int, whole: int) -> float | None:
        return part / whole if whole else None

    of = f"articles.{name}"
    return [
        Row(f"{of}.recall", share(total.events_told, total.events), total.events, "marked events", _RECALL.get(name)),
        Row(f"{of}.mentions", share(total.marks_told, total.marks), total.marks, "marked acts, each telling"),
        Row(f"{of}.precision", share(total.right, total.records), total.records, "events coded", _PRECISION.get(name)),
        Row(f"{of}.parties", share(total.parties, total.right), total.right, "of the right ones: both parties"),
        Row(f"{of}.open", total.open, total.articles, "events on doubtful marks, left out; cases are articles"),
    ]


def _print(article: Article, events: Sequence[Event], marked: Marked) -> None:
    for mark in marked.marks:
        if not mark.doubtful and not any(tells(e, mark) for e in events):
            words = article.text[slice(*mark.trigger)]
            print(f"{article.id} missed {'|'.join(mark.types)} “{words}”: {article.text[slice(*mark.sentence)]}")
    for event in events:
        if event.same_as is None and not any(tells(event, m) for m in marked.marks):
            print(f"{article.id} false {event.event[0]} {event.confidence:.2f} {event.event_text}: {event.text}")
