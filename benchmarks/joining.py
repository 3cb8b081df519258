"""One record a real event: pairwise F1 of joining over every act that the coder found in marked articles.

- *mending*, *held_out* (`benchmarks/marked/joining/`): the coder's own acts, marked for which are one event.
  Errors of the first were read while the rules were mended, the second was only counted.
- *politics* (`benchmarks/marked/politics.jsonl`): acts marked blind; a record stands for the mark at its word.

A pair counts where both acts are found: right if marked as one event and told by one record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Protocol

from benchmarks import marking
from benchmarks.articles import marked_articles
from benchmarks.marking import Span, as_span
from benchmarks.rows import Missing, Options, Row
from benchmarks.standingmarks import article_at
from tidings import pipeline
from tidings.records import Article, Event, digest
from tidings.settings import Settings

__all__ = ["FOLDER", "Act", "MarkedActs", "Pairs", "Told", "compare", "judge_pairs", "load", "measure"]

FOLDER = Path(__file__).with_name("marked") / "joining"
_TARGET = 0.85


@dataclass(frozen=True, slots=True)
class Act:
    """The words of an act, and the number of its real event in the article."""

    trigger: Span
    event: int


@dataclass(frozen=True, slots=True)
class MarkedActs:
    """An article whose acts were marked: where it stands, a digest of its text, its acts."""

    file: str
    row: int | None
    digest: str
    acts: tuple[Act, ...]


@dataclass(slots=True)
class Pairs:
    """How many pairs of acts are marked as one event, told as one, and both."""

    marked: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float | None:
        """Pairwise F1; None where no pair is marked or found."""
        both = self.marked + self.found
        return 2 * self.right / both if both else None


def load(path: Path) -> list[MarkedActs]:
    """Read a file of marked articles.

    Args:
        path: a file of `benchmarks/marked/joining/`.
    """
    return [_marked(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _marked(line: dict[str, object]) -> MarkedActs:
    acts, row = line["acts"], line.get("row")
    assert isinstance(acts, list)
    return MarkedActs(
        str(line["file"]),
        int(str(row)) if row is not None else None,
        str(line["digest"]),
        tuple(Act(as_span(a["trigger"]), a["event"]) for a in acts),
    )


def compare(article: Article, events: Sequence[Event], acts: Sequence[Act], pairs: Pairs) -> list[str]:
    """Compare the joined records of an article with its marks.

    Args:
        article: the article.
        events: all its records.
        acts: its marks.
        pairs: where the counts are added.

    Returns:
        A line for every pair that is joined or left apart in error.
    """
    found = [(act, event) for act in acts if (event := _at(events, act)) is not None]
    # A record that stands for two marks tells nothing of joining.
    couples = [(one, other) for one, other in combinations(found, 2) if one[1] is not other[1]]
    return judge_pairs(article, couples, pairs)


class Told(Protocol):
    """A mark of an act: its words, and the number of its real event in the article."""

    @property
    def trigger(self) -> Span:
        """The words."""
        ...

    @property
    def event(self) -> int:
        """The number."""
        ...


def judge_pairs(
    article: Article, couples: Iterable[tuple[tuple[Told, Event], tuple[Told, Event]]], pairs: Pairs
) -> list[str]:
    """Judge pairs of marks whose records were found.

    Args:
        article: the article.
        couples: two marks each, with the record at the words of either.
        pairs: where the counts are added.

    Returns:
        A line for every pair that is joined or left apart in error.
    """
    errors = []
    for (one, first), (other, second) in couples:
        wanted = one.event == other.event
        together = (first.same_as or first.id) == (second.same_as or second.id)
        pairs.marked += wanted
        pairs.found += together
        pairs.right += wanted and together
        if wanted != together:
            told = [
                f"{e.event[0]} “{article.text[slice(*a.trigger)]}” {e.text}" for a, e in ((one, first), (other, second))
            ]
            errors.append(f"{'apart' if wanted else 'together'}: {' || '.join(told)}")
    return errors


def _at(events: Sequence[Event], act: Act) -> Event | None:
    """The record whose words overlap a mark's most; of equals the one with the fewest words."""
    over = [
        e for e in events if e.text_info.trigger_start < act.trigger[1] and act.trigger[0] < e.text_info.trigger_end
    ]
    return min(over, key=lambda e: (_off(e, act), e.id), default=None)


def _off(event: Event, act: Act) -> int:
    info = event.text_info
    return abs(info.trigger_start - act.trigger[0]) + abs(info.trigger_end - act.trigger[1])


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure joining inside articles.

    Args:
        shared: the folder of the gold sets.
        options: `verbose` prints the errors of the half that may be looked at.

    Raises:
        Missing: the news is not there, or no article is as it was when it was marked.
    """
    rows = [_row(half, shared, options.verbose and half == "mending") for half in ("mending", "held_out")]
    return [*rows, _politics(shared)]


def _row(half: str, shared: Path, verbose: bool) -> Row:
    pairs = Pairs()
    for marked in load(FOLDER / f"{half}.jsonl"):
        article = article_at(shared, marked.file, marked.row)
        if digest(article.text) != marked.digest:
            raise Missing(f"{marked.file}:{marked.row} is read otherwise than when it was marked")
        for error in compare(article, pipeline.code_article(article, Settings()).events, marked.acts, pairs):
            if verbose:
                print(f"{marked.file}:{marked.row} {error}")
    return Row(
        f"joining.{half}", pairs.f1, pairs.marked, "pairs of coded acts: F1", _TARGET if half != "mending" else None
    )


def _politics(shared: Path) -> Row:
    pairs = Pairs()
    for article, marked in marked_articles(shared, marking.load(marking.FOLDER / "politics.jsonl")):
        acts = tuple(Act(m.trigger, m.event) for m in marked.marks if not m.doubtful)
        compare(article, pipeline.code_article(article, Settings()).events, acts, pairs)
    return Row("joining.politics", pairs.f1, pairs.marked, "pairs of acts marked blind, coded: F1")
