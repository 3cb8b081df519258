"""The model's card: what it was trained on, its figures by type, its weaknesses, how to make it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tidings.ontology import TYPES
from training.calibrate import Judged, report
from training.corpus import Record

__all__ = ["write_card"]

_HEAD = """# Card of the coder's model

**What it is.** The 22-million-parameter MiniLM-L6 encoder (12 of its 22 million are its word table), trained
on with four small heads: whether any word reports an act, which word reports which, which phrase is its actor
and its recipient, what happens between two phrases. 8 bits, {size:.1f} MB, onnxruntime and numpy on one CPU core; no torch at run time.

**What it was trained on.** {seen} sentences of `training/corpus/`, drafted for this project with language
models, under the guide in that folder. No sentence comes from a newspaper or a data set. {none} of them
have no act; {acts} acts. The starting point is `all-MiniLM-L6-v2` (Apache 2.0).

**How it was measured.** A first network was trained without {held} of the sentences, whole files of several
hands. Its readings of those gave the weights of the confidence and the figures below; the release then
learned from all.

**Make it again.** `make train` (two hours on two CPU cores, fixed seeds): it writes this card too.
"""
_TAIL = """
## Known weaknesses

- The sentences set apart come from the same hands as the others, if not the same files, so these figures
  flatter: what counts is `docs/benchmarks.md`, on sentences and articles of newspapers.
- Many corpus sentences retell real affairs loosely, dates and numbers among them; they are samples of
  language, not a source of facts.
- Rare modes (`sexual`, `torture`, `unconventional`, `cyber`, `misinformation`, `hunger`, `territory`) have
  a handful of examples; the table of mode cues carries them.
- Recipients are the weakest part: the network prefers nobody where the sentence names the party behind a
  thing only by a possessor or a place.
- English of news agencies; headlines without verbs and long legal sentences are read less surely.
"""


def _by_type(judged: Sequence[Judged], gold: Counter[str], threshold: float) -> list[str]:
    lines = ["| type | acts | precision | recall |", "| --- | --- | --- | --- |"]
    for name in TYPES:
        taken = [j for j in judged if j.type == name and j.probability >= threshold]
        hits = sum(j.gold == name for j in taken)
        precision = f"{hits / len(taken):.2f}" if taken else "-"
        recall = f"{hits / gold[name]:.2f}" if gold[name] else "-"
        lines.append(f"| {name} | {gold[name]} | {precision} | {recall} |")
    return lines


def write_card(
    folder: Path, records: Sequence[Record], apart: Sequence[Record], judged: Sequence[Judged], threshold: float
) -> None:
    """Write `CARD.md` beside the model.

    Args:
        folder: the folder of the model.
        records: the records it was trained on.
        apart: those that the first network was not trained on.
        judged: the first network's readings of them, with their probability.
        threshold: the default threshold, for the figures by type.
    """
    gold = Counter(act.type for record in apart for act in record.acts)
    size = sum(p.stat().st_size for p in folder.glob("*") if p.suffix != ".md") / 1e6
    head = _HEAD.format(
        size=size,
        seen=len(records),
        held=len(apart),
        none=sum(not r.acts for r in records),
        acts=sum(len(r.acts) for r in records),
    )
    body = ["## On the sentences set apart", "", *report(judged, gold.total()), "", f"By type, at {threshold}:", ""]
    text = "\n".join([head, *body, *_by_type(judged, gold, threshold)]) + "\n" + _TAIL
    (folder / "CARD.md").write_text(text, encoding="utf-8")
