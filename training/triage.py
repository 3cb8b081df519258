"""`python -m training.triage`: corpus -> the gate in front of the full look.

A convolution over the word-piece vectors of the encoder that training starts from, projected to a few
dimensions (see `tidings.sentences.triage`). The threshold keeps the given share of the sentences with
an act in four-fold cross-validation.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from tidings.sentences.triage import MAX_PIECES
from training.corpus import read_corpus
from training.start import start_folder

SEED = 20260923
FOLDS = 4
# Of the corpus's sentences with an act, those that pass. What falls under is mostly what the coder itself
# would not read surely either: of the events it codes, more than 99% pass (see the benchmark).
RECALL = 0.98
WIDTH = 64
FILTERS = 64
EPOCHS = 8


class Network(nn.Module):
    """The gate while it learns: projection, convolution of width three, highest and mean of each filter."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        self.table = table
        self.project = nn.Linear(table.shape[1], WIDTH, bias=False)
        self.filters = nn.Conv1d(WIDTH, FILTERS, 3, padding=1)
        self.out = nn.Linear(2 * FILTERS, 1)
        self.drop = nn.Dropout(0.4)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Score sentences (n,) from their pieces (n, longest) and which of them there are."""
        words = self.project(self.table[ids]) * mask.unsqueeze(2)
        found = torch.relu(self.filters(self.drop(words).transpose(1, 2))) * mask.unsqueeze(1)
        pooled = torch.cat([found.amax(2), found.sum(2) / mask.sum(1, keepdim=True)], 1)
        scores: Tensor = self.out(self.drop(pooled))[:, 0]
        return scores


def _padded(ids: list[list[int]]) -> tuple[Tensor, Tensor]:
    longest = max(len(row) for row in ids)
    pieces, mask = torch.zeros(len(ids), longest, dtype=torch.long), torch.zeros(len(ids), longest)
    for n, row in enumerate(ids):
        pieces[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
    return pieces, mask


def fit(table: Tensor, ids: list[list[int]], labels: np.ndarray) -> Network:
    """Fit a gate.

    Args:
        table: (pieces, width) word-piece vectors; they stay as they are.
        ids: the pieces of each sentence.
        labels: (sentences,) 1 where it reports an act.
    """
    torch.manual_seed(SEED)
    network = Network(table)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1.5e-3, weight_decay=0.01)
    order = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        for batch in np.array_split(order.permutation(len(ids)), max(1, len(ids) // 32)):
            scores = network(*_padded([ids[i] for i in batch]))
            wanted = torch.tensor(labels[batch], dtype=torch.float32)
            loss = nn.functional.binary_cross_entropy_with_logits(scores, wanted)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return network.eval()


def held_out_scores(table: Tensor, ids: list[list[int]], labels: np.ndarray) -> np.ndarray:
    """Score each sentence by a gate that has not seen it."""
    folds = np.random.default_rng(SEED).permutation(len(ids)) % FOLDS
    scores = np.zeros(len(ids))
    for fold in range(FOLDS):
        seen, unseen = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        network = fit(table, [ids[i] for i in seen], labels[seen])
        with torch.no_grad():
            for part in np.array_split(unseen, 10):
                scores[part] = network(*_padded([ids[i] for i in part])).numpy()
    return scores


def write(network: Network, threshold: float, folder: Path) -> None:
    """Write the gate's files: its table in 8 bits, its filters, its threshold."""
    with torch.no_grad():
        table = network.project(network.table).numpy()
    scale = np.abs(table).max(1, keepdims=True) / 127
    scale[scale == 0] = 1
    filters = network.filters.weight.detach().permute(0, 2, 1).reshape(FILTERS, -1).numpy()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "triage.npz").open("wb") as file:
        np.savez_compressed(
            file,
            table=np.round(table / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            filters=filters,
            filter_bias=network.filters.bias.detach().numpy(),
            out=network.out.weight.detach().numpy()[0],
            out_bias=network.out.bias.detach().numpy()[0],
        )
    described = {"threshold": round(threshold, 4), "recall": RECALL}
    (folder / "triage.json").write_text(json.dumps(described, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, choose the threshold, write the gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("src/tidings/models"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    folder = start_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    table = BertModel.from_pretrained(folder, add_pooling_layer=False).embeddings.word_embeddings.weight.detach()
    records = list(read_corpus())
    ids = [tokenizer.encode(r.text).ids for r in records]
    labels = np.array([float(bool(r.acts)) for r in records])
    scores = held_out_scores(table, ids, labels)
    threshold = float(np.quantile(scores[labels == 1], 1 - RECALL))
    saved = float((scores[labels == 0] < threshold).mean())
    write(fit(table, ids, labels), threshold, options.output)
    print(f"{len(ids)} sentences: keeps {RECALL} of those with an act, saves {saved:.3f} of those without")


if __name__ == "__main__":
    main()
