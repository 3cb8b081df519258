"""Confidence held against what is right, and what each setting of the threshold gives and costs.

Two sets, neither of which the coder was trained on: the events taken for the labelled relations (see
`relations`), right where type and both parties in their order are; and the leading events of the articles
marked by hand (see `articles`), right where a mark has the type and every marked party on its side. Events
on doubtful marks are left out.

- *ece*: the expected calibration error in ten bins (Naeini and others 2015).
- *at T*: coded with the threshold T. Of the relations, precision is the share right of the sentences with
  an event and recall that of all; of the articles, precision is the share of the events that a mark tells
  and recall that of the marked events that are told, both by type.

Sentences and articles are coded once with the lowest threshold; what stays above a higher one is joined
again. `python -m benchmarks.reliability` writes `docs/reliability.svg` and the tables of `docs/confidence.md`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import articles
from benchmarks.marking import FOLDER, Mark, load
from benchmarks.relations import calibration_error, coded_relations, take
from benchmarks.rows import Missing, Options, Row, find_shared
from tidings import pipeline
from tidings.coding.network import MODELS
from tidings.joining import join
from tidings.records import Article, Event, EventMention
from tidings.settings import Settings

__all__ = ["Bin", "above", "bins", "card_table", "main", "measure", "svg"]

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_LOWEST = THRESHOLDS[0]
_BINS = 10
_DOCS = Path(__file__).parents[1] / "docs"

Case = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases of one tenth of confidence: their number, mean confidence, and the share right."""

    number: int
    cases: int
    confidence: float
    right: float


def bins(cases: Sequence[Case]) -> list[Bin]:
    """Sort cases into tenths of confidence; a tenth without cases is left out.

    Args:
        cases: the confidence of each, and whether it was right.
    """
    found = []
    for number in range(_BINS):
        members = [(c, r) for c, r in cases if min(_BINS - 1, int(c * _BINS)) == number]
        if members:
            count = len(members)
            found.append(Bin(number, count, sum(c for c, _ in members) / count, sum(r for _, r in members) / count))
    return found


def above(article: Article, events: Sequence[Event], threshold: float) -> tuple[Event, ...]:
    """Give the events that coding with a higher threshold would give: those at least so sure, joined again.

    Args:
        article: the article.
        events: all its records, the joined ones among them.
        threshold: the threshold.
    """
    alone = [
        dataclasses.replace(e, same_as=None, mentions=(EventMention(e.text, e.text_info.start, e.text_info.end),))
        for e in events
        if e.confidence >= threshold
    ]
    return join(article, alone)


@functools.lru_cache(maxsize=2)
def _marked_articles(shared: Path) -> tuple[tuple[Article, tuple[Event, ...], tuple[Mark, ...]], ...]:
    settings = Settings(threshold=_LOWEST)
    marked = [m for path in sorted(FOLDER.glob("*.jsonl")) for m in load(path)]
    return tuple(
        (article, pipeline.code_article(article, settings).events, m.marks)
        for article, m in articles.marked_articles(shared, marked)
    )


def _relation_cases(shared: Path, every: int) -> list[Case]:
    taken = [take(r, _leading(a, e, Settings().threshold)) for r, a, e in coded_relations(shared, every, _LOWEST)]
    return [(t.confidence, t.right) for t in taken if t.events]


def _leading(article: Article | None, events: Sequence[Event], threshold: float) -> tuple[Event, ...]:
    found = above(article, events, threshold) if article is not None else ()
    return tuple(e for e in found if e.same_as is None)


def _article_cases(shared: Path) -> list[Case]:
    cases: list[Case] = []
    for article, events, marks in _marked_articles(shared):
        for event in _leading(article, events, Settings().threshold):
            firm = [m for m in marks if not m.doubtful and articles.tells(event, m)]
            if firm or not any(articles.tells(event, m) for m in marks):
                cases.append((event.confidence, any(articles.parties_right(event, m) for m in firm)))
    return cases


@dataclass(frozen=True, slots=True)
class _At:
    """What one threshold gives on one set."""

    threshold: float
    events: int
    precision: float
    recall: float


def _relations_at(shared: Path, every: int) -> list[_At]:
    coded = coded_relations(shared, every, _LOWEST)
    found = []
    for threshold in THRESHOLDS:
        taken = [take(relation, _leading(a, e, threshold)) for relation, a, e in coded]
        some, right = sum(t.events > 0 for t in taken), sum(t.right for t in taken)
        count = sum(t.events for t in taken)
        found.append(_At(threshold, count, right / max(1, some), right / max(1, len(taken))))
    return found


def _articles_at(shared: Path) -> list[_At]:
    found = []
    for threshold in THRESHOLDS:
        total = articles.Counts()
        for article, events, marks in _marked_articles(shared):
            total += articles.compare(above(article, events, threshold), marks)
        precision, recall = total.right / max(1, total.records), total.events_told / max(1, total.events)
        found.append(_At(threshold, total.records, precision, recall))
    return found


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure the calibration error, and precision and recall at each threshold.

    Args:
        shared: the folder of the gold sets.
        options: `every` takes each n-th relation.

    Raises:
        Missing: a set is not there.
    """
    rows: list[Row] = []
    for name, cases, table in _sets(shared, options.every):
        rows.append(
            Row(f"reliability.{name}.ece", calibration_error(cases), len(cases), "calibration error", 0.05, True)
        )
        for at in table:
            of = f"reliability.{name}.at_{at.threshold}"
            rows.append(Row(f"{of}.precision", at.precision, at.events, f"events coded with threshold {at.threshold}"))
            rows.append(Row(f"{of}.recall", at.recall, at.events, f"events coded with threshold {at.threshold}"))
    return rows


def _sets(shared: Path, every: int) -> list[tuple[str, list[Case], list[_At]]]:
    return [
        ("relations", _relation_cases(shared, every), _relations_at(shared, every)),
        ("articles", _article_cases(shared), _articles_at(shared)),
    ]


_SIZE, _EDGE = 320, 44
_COLOURS = {"relations": "#1b6ca8", "articles": "#c4571b"}


def svg(curves: dict[str, Sequence[Bin]]) -> str:
    """Draw a reliability plot: the share right over the mean confidence of each tenth; area is the number of cases.

    Args:
        curves: the bins of each set by its name, of `relations` and `articles`.
    """

    def at(x: float, y: float) -> tuple[float, float]:
        return round(_EDGE + x * _SIZE, 1), round(_EDGE + (1 - y) * _SIZE, 1)

    side = _SIZE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" font-family="sans-serif" font-size="11">',
        f'<rect width="{side}" height="{side}" fill="#fff"/>',
    ]
    for step in range(0, 11, 2):
        (x, bottom), (left, y) = at(step / 10, 0), at(0, step / 10)
        parts.append(f'<path d="M{x} {_EDGE}V{bottom}M{left} {y}H{_EDGE + _SIZE}" stroke="#ddd" fill="none"/>')
        parts.append(f'<text x="{x}" y="{bottom + 14}" text-anchor="middle">{step / 10:.1f}</text>')
        parts.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{step / 10:.1f}</text>')
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    parts.append(f'<path d="M{x0} {y0}L{x1} {y1}" stroke="#888" stroke-dasharray="4 3"/>')
    for row, (name, found) in enumerate(curves.items()):
        colour = _COLOURS[name]
        points = [at(b.confidence, b.right) for b in found]
        line = "L".join(f"{x} {y}" for x, y in points)
        parts.append(f'<path d="M{line}" stroke="{colour}" stroke-width="1.5" fill="none"/>' if points else "")
        most = max((b.cases for b in found), default=1)
        for b, (x, y) in zip(found, points, strict=True):
            radius = round(2 + 6 * (b.cases / most) ** 0.5, 1)
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"><title>{b.cases} events</title></circle>'
            )
        parts.append(f'<text x="{_EDGE + 10}" y="{_EDGE + 16 + 15 * row}" fill="{colour}">{name}</text>')
    parts.append(f'<text x="{side / 2}" y="{side - 8}" text-anchor="middle">confidence</text>')
    parts.append(
        f'<text x="12" y="{side / 2}" text-anchor="middle" transform="rotate(-90 12 {side / 2})">share right</text>'
    )
    return "\n".join([*filter(None, parts), "</svg>"]) + "\n"


def _tables(sets: Sequence[tuple[str, list[Case], list[_At]]]) -> str:
    lines = []
    for name, cases, table in sets:
        lines += [
            f"### On the {name}",
            "",
            f"Expected calibration error {calibration_error(cases):.3f} ({len(cases)} events).",
            "",
        ]
        lines += ["| confidence | events | mean | share right |", "| --- | ---: | ---: | ---: |"]
        lines += [
            f"| {b.number / 10:.1f}-{(b.number + 1) / 10:.1f} | {b.cases} | {b.confidence:.3f} | {b.right:.3f} |"
            for b in bins(cases)
        ]
        lines += ["", "| threshold | events | precision | recall |", "| --- | ---: | ---: | ---: |"]
        lines += [f"| {at.threshold} | {at.events:,} | {at.precision:.3f} | {at.recall:.3f} |" for at in table]
        lines.append("")
    return "\n".join(lines)


def card_table(card: str) -> str:
    """Give the table of precision and recall by threshold off the model's card.

    Args:
        card: the card's text.

    Raises:
        Missing: the card has none.
    """
    found = re.search(r"^\| threshold \|.*\n(?:\|.*\n)+", card, re.MULTILINE)
    if found is None:
        raise Missing("the model's card has no table by threshold")
    return found.group()


def main() -> None:
    """Write the plot and the tables of the page about confidence.

    Raises:
        Missing: the folder of the gold sets is not there.
    """
    shared = find_shared()
    if shared is None:
        raise Missing("no folder shared/ beside the repository")
    sets = _sets(shared, 1)
    (_DOCS / "reliability.svg").write_text(svg({name: bins(cases) for name, cases, _ in sets}), encoding="utf-8")
    page = _DOCS / "confidence.md"
    text = page.read_text(encoding="utf-8")
    model = f"Measured with model {pipeline.versions(Settings())['model']}."
    card = card_table((MODELS / "CARD.md").read_text(encoding="utf-8"))
    held_out = f"### On sentences of the corpus that were held out\n\nFrom the model's card.\n\n{card}\n"
    made = f"<!-- measured -->\n{model}\n\n{_tables(sets)}{held_out}<!-- end -->"
    page.write_text(
        re.sub(r"<!-- measured -->.*?<!-- end -->", lambda _: made, text, flags=re.DOTALL), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
