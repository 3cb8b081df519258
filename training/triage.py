"""`python -m training.triage`: corpus -> the gate in front of the full look, with its recall and saving.

A logistic regression over hashed words (see `tidings.sentences.triage`). The threshold is the
highest that keeps 99.5% of the sentences with an act in five-fold cross-validation.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from tidings.sentences.triage import BUCKETS, features
from training.corpus import Record, read_corpus

SEED = 20260923
FOLDS = 5
RECALL = 0.995
# Chosen among 0, 1e-6, 3e-5, 1e-4 and 1e-3 by the saving at that recall in cross-validation.
PENALTY = 1e-6
EPOCHS = 8


def _bags(records: list[Record]) -> tuple[list[list[int]], np.ndarray]:
    return [features(r.text) for r in records], np.array([float(bool(r.acts)) for r in records])


def fit(bags: list[list[int]], labels: np.ndarray) -> tuple[Tensor, float]:
    """Fit weights and bias.

    Args:
        bags: the features of each sentence.
        labels: (sentences,) 1 where it reports an act.
    """
    torch.manual_seed(SEED)
    weights = nn.EmbeddingBag(BUCKETS, 1, mode="sum")
    nn.init.zeros_(weights.weight)
    bias = nn.Parameter(torch.zeros(()))
    optimiser = torch.optim.Adam([*weights.parameters(), bias], lr=0.03)
    order = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        for batch in np.array_split(order.permutation(len(bags)), max(1, len(bags) // 64)):
            loss = nn.functional.binary_cross_entropy_with_logits(
                _scores(weights, bias, [bags[i] for i in batch]), torch.tensor(labels[batch], dtype=torch.float32)
            )
            loss = loss + PENALTY * weights.weight.square().sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return weights.weight.detach()[:, 0], float(bias.detach())


def _scores(weights: nn.EmbeddingBag, bias: Tensor, bags: list[list[int]]) -> Tensor:
    starts = torch.tensor(np.cumsum([0, *(len(b) for b in bags[:-1])]))
    sums: Tensor = weights(torch.tensor([i for b in bags for i in b]), starts)[:, 0]
    return sums / torch.tensor([math.sqrt(len(b)) for b in bags]) + bias


def held_out_scores(bags: list[list[int]], labels: np.ndarray) -> np.ndarray:
    """Score each sentence by a model that has not seen it."""
    folds = np.random.default_rng(SEED).permutation(len(bags)) % FOLDS
    scores = np.zeros(len(bags))
    for fold in range(FOLDS):
        seen = np.flatnonzero(folds != fold)
        weights, bias = fit([bags[i] for i in seen], labels[seen])
        for i in np.flatnonzero(folds == fold):
            scores[i] = float(weights[bags[i]].sum()) / math.sqrt(len(bags[i])) + bias
    return scores


def main() -> None:
    """Fit, choose the threshold, write the gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("src/tidings/models"))
    options = parser.parse_args()
    bags, labels = _bags(list(read_corpus()))
    scores = held_out_scores(bags, labels)
    threshold = float(np.quantile(scores[labels == 1], 1 - RECALL))
    saved = float((scores[labels == 0] < threshold).mean())
    kept = float((scores[labels == 1] >= threshold).mean())
    weights, bias = fit(bags, labels)
    scale = float(weights.abs().max()) / 127
    options.output.mkdir(parents=True, exist_ok=True)
    np.save(options.output / "triage.npy", np.round(weights.numpy() / scale).astype(np.int8))
    described = {"bias": round(bias, 6), "scale": scale, "threshold": round(threshold, 4)}
    (options.output / "triage.json").write_text(json.dumps(described, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(bags)} sentences: keeps {kept:.3f} of those with an act, saves {saved:.3f} of those without")


if __name__ == "__main__":
    main()
