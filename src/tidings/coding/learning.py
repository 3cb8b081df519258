"""Twenty sentences with an act marked -> a type of the user's own.

A weighted logistic regression on the released network's word vectors: the marked words against the other
words of the user's sentences, those of his counter-examples, and the words of ordinary news that come
nearest. Of logistic and ridge regression on word, sentence, hidden and static vectors, and of ridges from
0.03 to 10, this did best on the sentences of `benchmarks/data/customtypes` (see `docs/types.md`). Solved in
the dual, since there are fewer words than dimensions; plain numpy, no chance, the same bytes each time.

Each sentence of the user's is then judged by a model that has not seen it, with a share of the ordinary
ones: those scores give the estimate, and the slope and offset of the probability.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from tidings.coding.custom import CustomType, Estimate, one_phrase, type_name, vectors, words_of
from tidings.coding.features import head_of
from tidings.errors import UsageError
from tidings.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from tidings.coding.network import Array, Network

__all__ = ["Example", "learn", "parse_examples"]

_MARKED = re.compile(r"\{([^{}]+)\}")
_LEAST = 5
# Of the words of ordinary news, those nearest to the marked ones are learned against; the others teach nothing.
_HARDEST = 400
_RIDGE = 0.3
_ROUNDS = 25
# A piece of the vocabulary is a cue where its vector's cosine with that of a marked word's is at least this:
# on 75 held-out sentences of five types, 0.7 and 0.6 lost none.
_ALIKE = 0.6
# A piece in more than this share of ordinary sentences is no cue: "on" of "went on strike".
_COMMON = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and the stretches of it that report the act, in characters; none in a counter-example."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A sentence's words as rows, with 1 for the marked ones; `near` are those and the others of their phrase."""

    rows: Array
    labels: Array
    near: Array


def parse_examples(lines: Iterable[str]) -> tuple[Example, ...]:
    """Read examples: a sentence a line, the words that report the act in braces; without them, a counter-example.

    Args:
        lines: lines; empty ones and those that begin with # are passed over.

    Raises:
        UsageError: a brace without its partner, or too few sentences to learn from.
    """
    found = []
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        text, spans, end = "", [], 0
        for mark in _MARKED.finditer(line):
            text += line[end : mark.start()]
            spans.append((len(text), len(text) + len(mark.group(1))))
            text += mark.group(1)
            end = mark.end()
        text += line[end:]
        if "{" in text or "}" in text:
            raise UsageError(f"line {number} of the examples has a brace too many: {line[:60]}")
        found.append(Example(text, tuple(spans)))
    if sum(bool(e.spans) for e in found) < _LEAST:
        raise UsageError(f"give at least {_LEAST} sentences with the act in braces, better twenty: Dockers {{struck}}.")
    return tuple(found)


def learn(name: str, definition: str, lines: Sequence[str], network: Network, nlp: Language) -> CustomType:
    """Learn a type.

    Args:
        name: its name.
        definition: what it is, for people; nothing is learned from it.
        lines: its sentences, as `parse_examples` reads them.
        network: the released network.
        nlp: the language model.

    Raises:
        UsageError: the name or the sentences cannot be used.
    """
    name = type_name(name)
    examples = parse_examples(lines)
    background = _background()
    seen = _look(examples, network, nlp)
    ordinary = _look([Example(text, ()) for text in background], network, nlp)
    weights = _fit(seen, ordinary)
    held_out, ordinary_held_out = _held_out(seen, ordinary)
    slope, offset = _probability(examples, held_out, ordinary_held_out)
    estimate = _estimate(examples, seen, held_out, ordinary_held_out, slope, offset)
    cues = network.pieces_like([(e.text, e.spans) for e in examples if e.spans], _common(background, network), _ALIKE)
    kept = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return CustomType(name, definition, kept, network.version, _short(weights), slope, offset, cues, estimate)


def _short(weights: Array) -> Array:
    """As they are kept in the file, so that a type reads alike before and after."""
    return np.array([float(f"{value:.5g}") for value in weights.tolist()], dtype=np.float32)


def _background() -> list[str]:
    return (files("tidings.coding") / "data" / "background.txt").read_text(encoding="utf-8").splitlines()


def _common(background: Sequence[str], network: Network) -> frozenset[str]:
    counts = Counter(piece for text in background for piece in set(network.pieces(text)))
    return frozenset(piece for piece, count in counts.items() if count > max(3, _COMMON * len(background)))


def _look(examples: Sequence[Example], network: Network, nlp: Language) -> list[_Seen]:
    """Read sentences: of a marked stretch its head, whatever it is, and of the rest the words that may report an act."""
    found = []
    for example, doc in zip(examples, nlp.pipe([e.text for e in examples]), strict=True):
        heads = {head.i for span in example.spans if (head := head_of(doc, *span)) is not None}
        inside = {t.i for t in doc for s, e in example.spans if t.idx < e and t.idx + len(t) > s}
        tokens = [t for t in doc if t.i in heads or (t.i not in inside and t in words_of(doc))]
        if tokens:
            labels = np.array([float(t.i in heads) for t in tokens])
            near = np.array([any(one_phrase(t, doc[i]) for i in heads) for t in tokens])
            found.append(_Seen(vectors(network.encode(example.text), tokens).astype(np.float64), labels, near))
        else:
            found.append(_Seen(np.zeros((0, 1)), np.zeros(0), np.zeros(0)))
    return found


def _fit(seen: Sequence[_Seen], ordinary: Sequence[_Seen]) -> Array:
    """Fit the regression; marked and unmarked words weigh the same together."""
    rows = np.concatenate([s.rows for s in seen if len(s.labels)])
    labels = np.concatenate([s.labels for s in seen])
    against = np.concatenate([s.rows for s in ordinary if len(s.labels)])
    nearest = np.argsort(-(against @ rows[labels == 1].mean(0)), kind="stable")[:_HARDEST]
    rows = np.concatenate([rows, against[nearest]])
    labels = np.concatenate([labels, np.zeros(len(nearest))])
    weight = np.where(labels == 1, (labels == 0).sum() / (labels == 1).sum(), 1.0)
    return _logistic(rows, labels, weight / weight.mean())


def _logistic(rows: Array, labels: Array, weight: Array) -> Array:
    """Newton's method in the dual: kernel logistic regression with the linear kernel."""
    kernel = rows @ rows.T / _RIDGE
    dual = np.zeros(len(labels))
    for _ in range(_ROUNDS):
        scores = kernel @ dual
        chance = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        bend = np.maximum(weight * chance * (1 - chance), 1e-9)
        wanted = bend * scores + weight * (labels - chance)
        root = np.sqrt(bend)
        inner = np.eye(len(labels)) + root[:, None] * kernel * root
        step = wanted - root * np.linalg.solve(inner, root * (kernel @ wanted)) - dual
        dual = dual + step
        if float(np.abs(step).max()) < 1e-6:
            break
    out: Array = rows.T @ dual / _RIDGE
    return out


def _held_out(seen: Sequence[_Seen], ordinary: Sequence[_Seen]) -> tuple[list[Array], list[Array]]:
    """Scores of the words of each sentence by a model that has seen neither it nor its share of ordinary ones."""
    own: list[Array] = []
    others: list[Array] = [np.zeros(0)] * len(ordinary)
    for number, left_out in enumerate(seen):
        rest = [s for i, s in enumerate(seen) if i != number]
        share = range(number, len(ordinary), len(seen))
        weights = _fit(rest, [s for i, s in enumerate(ordinary) if i % len(seen) != number])
        own.append(left_out.rows @ weights if len(left_out.labels) else np.zeros(0))
        for i in share:
            others[i] = ordinary[i].rows @ weights if len(ordinary[i].labels) else np.zeros(0)
    return own, others


def _best(scores: Array) -> float:
    return float(scores.max()) if len(scores) else -10.0


def _probability(
    examples: Sequence[Example], held_out: Sequence[Array], ordinary: Sequence[Array]
) -> tuple[float, float]:
    """Fit slope and offset by Platt's method on the highest score of each sentence left out.

    The ends of the labels are drawn in as Platt has it, which keeps the slope finite where the scores part
    the sentences wholly (Platt 1999, Probabilistic outputs for support vector machines).
    """
    best = np.array([_best(s) for s in (*held_out, *ordinary)])
    has = np.array([bool(e.spans) for e in examples] + [False] * len(ordinary))
    positive, negative = int(has.sum()), int((~has).sum())
    target = np.where(has, (positive + 1) / (positive + 2), 1 / (negative + 2))
    rows = np.stack([best, np.ones(len(best))], 1)
    fitted = np.array([1.0, 0.0])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(rows @ fitted, -30, 30)))
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + 1e-6 * np.eye(2)
        step = np.linalg.solve(bend, rows.T @ (chance - target))
        fitted = fitted - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return round(float(max(fitted[0], 0.01)), 5), round(float(fitted[1]), 5)


def _estimate(
    examples: Sequence[Example],
    seen: Sequence[_Seen],
    held_out: Sequence[Array],
    ordinary: Sequence[Array],
    slope: float,
    offset: float,
) -> Estimate:
    def reads(scores: Array) -> bool:
        return bool(1 / (1 + np.exp(-(slope * _best(scores) + offset))) >= Settings().threshold)

    read = [reads(s) for s in held_out]
    at_mark = [bool(len(s) and x.near[int(s.argmax())]) for s, x in zip(held_out, seen, strict=True)]
    found = [r and a for r, a in zip(read, at_mark, strict=True)]
    return Estimate(
        examples=sum(bool(e.spans) for e in examples),
        found=sum(found),
        read=sum(read) + sum(reads(s) for s in ordinary),
        astray=tuple(e.text for e, f in zip(examples, found, strict=True) if e.spans and not f),
        taken=tuple(e.text for e, r in zip(examples, read, strict=True) if r and not e.spans),
    )
