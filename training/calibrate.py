"""Fits the confidence: how what the heads say turns into the probability that a reading is right."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tidings.coding import NetworkReader
from tidings.coding.confidence import EVIDENCE, probability
from tidings.coding.network import Network
from tidings.sentences import Parsed, Sentence
from training.corpus import Record
from training.examples import acts_by_trigger, party_heads

__all__ = ["KEPT", "Judged", "fit_confidence", "judge_readings", "least_glance", "report", "weighed"]

# Of the readings that count, those whose sentence must be parsed.
KEPT = 0.998

# Ridge on the weights; the sum of squares of a dozen small numbers, so its size hardly matters.
_RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading of a held-out sentence: its evidence, type, and whether type and parties are right.

    `glance` is what the sentence scored before it was parsed.
    """

    evidence: tuple[float, ...]
    type: str
    gold: str | None
    right: bool
    glance: float = 0.0
    probability: float = 0.0


def judge_readings(records: Iterable[Record], network: Network, nlp: Any) -> tuple[list[Judged], int]:
    """Read sentences and hold the readings against the corpus.

    Args:
        records: records that the network did not train on.
        network: the exported network.
        nlp: the language model.

    Returns:
        The readings, and how many acts the records have.
    """
    reader = NetworkReader(network)
    judged: list[Judged] = []
    total = 0
    for number, record in enumerate(records):
        total += len(record.acts)
        doc = nlp(record.text)
        acts, heads = acts_by_trigger(record, doc), party_heads(record, doc)
        sentence = Sentence(number, 0, len(record.text), record.text, 0, "paragraph")
        for reading in reader.read(Parsed(sentence, doc)):
            act = _act_at(record, reading.token, acts)
            gold = record.acts[act - 1].type if act else None
            right = gold == reading.type and act is not None
            if right:
                sides = (("a", reading.actors), ("r", reading.recipients))
                right = all(_side_right({t.i for t in ts}, heads.get((act or 0, side), set())) for side, ts in sides)
            judged.append(Judged(reading.evidence, reading.type, gold, right, network.glance(record.text)))
    return judged, total


def _side_right(taken: set[int], gold: set[int]) -> bool:
    """A side is right where it names one of the marked parties, or nobody where nobody is marked."""
    return bool(taken & gold) if gold else not taken


def _act_at(record: Record, token: Any, acts: dict[int, int]) -> int | None:
    """The act whose trigger is the token, or whose marked words hold it."""
    if token.i in acts:
        return acts[token.i]
    for span in record.spans:
        if span.role == "t" and span.start <= token.idx < span.end:
            return span.acts[0]
    return None


def fit_confidence(judged: Sequence[Judged]) -> dict[str, float]:
    """Fit the logistic regression of rightness on evidence by Newton's method.

    Args:
        judged: readings of held-out sentences.

    Returns:
        A weight by the names of `EVIDENCE`, and `bias`.
    """
    values = np.array([[1.0, *j.evidence] for j in judged])
    right = np.array([float(j.right) for j in judged])
    scale = np.maximum(values.std(0), 1e-6)
    scale[0] = 1.0
    values = values / scale
    weights = np.zeros(values.shape[1])
    ridge = np.full(values.shape[1], _RIDGE)
    ridge[0] = 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-values @ weights))
        gradient = values.T @ (chance - right) + ridge * weights
        curvature = (values * (chance * (1 - chance))[:, None]).T @ values + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    fitted = weights / scale
    return {"bias": round(float(fitted[0]), 5)} | {
        n: round(float(w), 5) for n, w in zip(EVIDENCE, fitted[1:], strict=True)
    }


def weighed(judged: Sequence[Judged], weights: dict[str, float]) -> list[Judged]:
    """Give readings their probability.

    Args:
        judged: readings of held-out sentences.
        weights: what `fit_confidence` gave.
    """
    return [dataclasses.replace(j, probability=probability(j.evidence, weights)) for j in judged]


def least_glance(judged: Sequence[Judged], threshold: float) -> float:
    """Choose the glance from which on a sentence is parsed: `KEPT` of the readings that count reach it.

    Args:
        judged: readings of held-out sentences, with their probability.
        threshold: the probability from which on a reading counts.
    """
    return round(float(np.quantile([j.glance for j in judged if j.probability >= threshold], 1 - KEPT)), 4)


def report(judged: Sequence[Judged], total: int) -> list[str]:
    """Give lines for the card: precision and recall by threshold, and the calibration error.

    Args:
        judged: readings of held-out sentences, with their probability.
        total: how many acts the sentences have.
    """
    chances = np.array([j.probability for j in judged])
    right = np.array([j.right for j in judged])
    typed = np.array([j.gold == j.type for j in judged])
    lines = [
        "| threshold | events | precision (type, actor, recipient) | precision (type) | recall (type) |",
        "| --- | --- | --- | --- | --- |",
    ]
    for threshold in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept = chances >= threshold
        count = max(1, int(kept.sum()))
        shares = (right[kept].sum() / count, typed[kept].sum() / count, typed[kept].sum() / max(1, total))
        lines.append(f"| {threshold} | {kept.sum()} | " + " | ".join(f"{share:.3f}" for share in shares) + " |")
    bins = np.minimum((chances * 10).astype(int), 9)
    found = [bins == b for b in range(10) if (bins == b).any()]
    error = sum(abs(right[b].mean() - chances[b].mean()) * b.mean() for b in found)
    lines += [
        "",
        f"Expected calibration error on the sentences it was fitted on: {error:.3f} ({len(judged)} readings).",
    ]
    return lines
