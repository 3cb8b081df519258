"""One labelled relation a sentence (`gold/plv_dev.tsv`): what the coder makes of it.

Types are folded as the file folds them: CONCEDE and RETREAT are YIELD. Macro-F1 is over the types
that the file has.

- *pair given*: `relate` is told both parties; the likeliest label after folding is taken, and NONE
  competes and counts as wrong.
- *end to end*: the sentence alone is coded, as an article whose text is kept whole. Of the leading
  events that one is taken whose parties are the labelled ones in their order, else in either order,
  else any; of several the surest. A sentence without event is wrong.
- *right*: the event taken has the right type and the right two parties in the right order.
- *calibration error*: the taken events in ten bins by `confidence`; the gap between its mean and the
  share that is right, weighted by their number.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching import IN_ORDER, NOT_BOTH, find_pair, order
from benchmarks.rows import Options, Row, need
from tidings import pipeline
from tidings.ontology import NONE
from tidings.records import Article, Event, Page, Refusal
from tidings.settings import Settings

__all__ = [
    "Relation",
    "Taken",
    "calibration_error",
    "coded_relations",
    "end_to_end",
    "fold",
    "macro_f1",
    "measure",
    "relations",
    "take",
]

_FOLDED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_BINS = 10


@dataclass(frozen=True, slots=True)
class Relation:
    """A sentence, its two labelled parties, and the labelled type."""

    sentence: str
    source: str
    target: str
    type: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What the coder made of a sentence: the event taken for the label, if any, and how it compares.

    `events` counts the leading events; `order` says how its parties compare (see `matching`).
    """

    gold: str
    type: str
    order: int
    confidence: float
    events: int
    refused: bool

    @property
    def right(self) -> bool:
        """Whether the event has the right type, and the right two parties in the right order."""
        return self.type == self.gold and self.order == IN_ORDER


def relations(shared: Path, every: int = 1) -> list[Relation]:
    """Read the labelled sentences.

    Args:
        shared: the folder of the gold sets.
        every: take each n-th sentence.

    Raises:
        Missing: the file is not there.
    """
    with need(shared / "gold" / "plv_dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [Relation(r["sentence"], r["source"], r["target"], r["gold_root"]) for r in rows[::every]]


def fold(type: str) -> str:
    """Fold a type as the file does: CONCEDE and RETREAT are YIELD."""
    return _FOLDED.get(type, type)


def macro_f1(golds: Sequence[str], found: Sequence[str]) -> float:
    """Average the F1 of each type that the gold has.

    Args:
        golds: the right type of each case.
        found: the type found for each.
    """
    scores = []
    for type in sorted(set(golds)):
        hits = sum(g == f == type for g, f in zip(golds, found, strict=True))
        scores.append(2 * hits / (golds.count(type) + found.count(type)))
    return sum(scores) / max(1, len(scores))


def calibration_error(cases: Sequence[tuple[float, bool]]) -> float:
    """Give the expected calibration error in ten bins.

    Args:
        cases: the confidence of each case, and whether it was right.
    """
    error = 0.0
    for number in range(_BINS):
        members = [(c, r) for c, r in cases if min(_BINS - 1, int(c * _BINS)) == number]
        error += abs(sum(c for c, _ in members) - sum(r for _, r in members))
    return error / max(1, len(cases))


def _given(relation: Relation) -> str:
    """The likeliest type between the two labelled parties."""
    chances: dict[str, float] = {}
    for type, chance in pipeline.relate(relation.sentence, relation.source, relation.target, Settings()).items():
        chances[fold(type)] = chances.get(fold(type), 0.0) + chance
    return max(sorted(chances), key=lambda t: chances[t])


@functools.lru_cache(maxsize=4)
def coded_relations(
    shared: Path, every: int, threshold: float
) -> tuple[tuple[Relation, Article | None, tuple[Event, ...]], ...]:
    """Code each sentence as an article of its own.

    Args:
        shared: the folder of the gold sets.
        every: take each n-th sentence.
        threshold: the threshold.

    Returns:
        Each relation with its article, None where reading refused it, and all the article's records.
    """
    settings = Settings(threshold=threshold)
    found: list[tuple[Relation, Article | None, tuple[Event, ...]]] = []
    for number, relation in enumerate(relations(shared, every)):
        article = pipeline.read_page(Page(f"relation:{number}", relation.sentence, "article"), settings)
        if isinstance(article, Refusal):
            found.append((relation, None, ()))
        else:
            found.append((relation, article, pipeline.code_article(article, settings).events))
    return tuple(found)


def end_to_end(shared: Path, every: int = 1, threshold: float | None = None) -> list[Taken]:
    """Code each sentence alone, and take the event that is to answer the label.

    Args:
        shared: the folder of the gold sets.
        every: take each n-th sentence.
        threshold: code with this threshold instead of the default.

    Raises:
        Missing: the file is not there.
    """
    lowest = Settings().threshold if threshold is None else threshold
    return [
        take(relation, [e for e in events if e.same_as is None], article is None)
        for relation, article, events in coded_relations(shared, every, lowest)
    ]


def take(relation: Relation, events: Sequence[Event], refused: bool = False) -> Taken:
    """Take the event that is to answer a label.

    Args:
        relation: the label.
        events: the leading events of its sentence.
        refused: page reading refused the sentence.
    """
    pair = find_pair(relation.sentence, relation.source, relation.target)
    ranked = [(order(e, pair), e.confidence, -e.text_info.trigger_start, fold(e.event[0])) for e in events]
    if not ranked:
        return Taken(relation.type, NONE, NOT_BOTH, 0.0, 0, refused)
    found, confidence, _, type = max(ranked)
    return Taken(relation.type, type, found, confidence, len(ranked), False)


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure the coder on labelled relations, with the pair given and from the sentence alone.

    Args:
        shared: the folder of the gold sets.
        options: `every` takes each n-th sentence.

    Raises:
        Missing: the gold set is not there.
    """
    cases = relations(shared, options.every)
    golds, given = [r.type for r in cases], [_given(r) for r in cases]
    count = len(cases)
    hits = sum(g == f for g, f in zip(golds, given, strict=True))
    rows = [
        Row("relations.pair.macro_f1", macro_f1(golds, given), count, "type, both parties told: macro-F1"),
        Row("relations.pair.accuracy", hits / count, count, "type, both parties told: share right"),
        Row("relations.pair.none", given.count(NONE), count, "of them taken for nothing"),
    ]
    rows += _taken_rows(end_to_end(shared, options.every))
    return rows


def _taken_rows(taken: Sequence[Taken]) -> list[Row]:
    count = len(taken)
    golds, found = [t.gold for t in taken], [t.type for t in taken]
    hits = sum(g == f for g, f in zip(golds, found, strict=True))
    sure = [(t.confidence, t.right) for t in taken if t.events]
    return [
        Row("relations.text.macro_f1", macro_f1(golds, found), count, "type, sentence alone: macro-F1"),
        Row("relations.text.accuracy", hits / count, count, "type, sentence alone: share right"),
        Row("relations.text.right", sum(t.right for t in taken) / count, count, "type and both parties right", 0.60),
        Row("relations.text.events", sum(t.events for t in taken) / count, count, "leading events a sentence"),
        Row("relations.text.none", sum(not t.events for t in taken), count, "sentences without an event"),
        Row("relations.text.refused", sum(t.refused for t in taken), count, "of them refused by page reading"),
        Row("relations.text.ece", calibration_error(sure), len(sure), "calibration error of confidence", 0.05, True),
    ]
