"""Types of a user's own (`data/customtypes/`): five invented ones, learned and held against other sentences.

Each has twenty sentences with the act marked and six counter-examples to learn from, and thirty others:
fifteen with the act and fifteen near misses ("struck a deal", "walked out of parliament"), all written for
this project. A sentence is read as the type where the reader gives a word of it a probability of at least the
default threshold; whether that is the marked word is a row of its own. So many near misses are far more than news has: the
precision among ordinary sentences is the estimate that `tidings types add` prints. The head was chosen among
six on these very sentences, so the figures flatter a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Options, Row
from tidings.coding import CustomReader, CustomType, learn, load_network
from tidings.coding.learning import Example, parse_examples
from tidings.sentences import Parsed, Sentence, load_gate, load_language_model
from tidings.settings import Settings

__all__ = ["FOLDER", "Read", "measure", "score"]

FOLDER = Path(__file__).with_name("data") / "customtypes"


@dataclass(frozen=True, slots=True)
class Read:
    """What a sentence has and what was made of it: read as the type, at the marked word, let through by triage."""

    has: bool
    read: bool
    at_mark: bool
    passes: bool


def score(cases: Sequence[Read]) -> tuple[float, float, float]:
    """Give precision, recall, and the share of the sentences with the act that triage lets through.

    Args:
        cases: sentences with and without the act.
    """
    hits, read, has = sum(c.has and c.read for c in cases), sum(c.read for c in cases), sum(c.has for c in cases)
    passing = sum(c.has and c.passes for c in cases)
    return hits / max(1, read), hits / max(1, has), passing / max(1, has)


def _read(type: CustomType, examples: Sequence[Example]) -> list[Read]:
    nlp, gate = load_language_model(Settings().language_model), load_gate()
    reader = CustomReader(load_network(), [type])
    cues = frozenset(type.cues)
    found = []
    for example in examples:
        sentence = Sentence(0, 0, len(example.text), example.text, 0, "paragraph")
        parsed = Parsed(sentence, nlp(example.text))
        words = [r.token for r in reader.read(parsed) if r.type == type.name and r.probability >= Settings().threshold]
        at_mark = any(s < w.idx + len(w) and w.idx < e for w in words for s, e in example.spans)
        found.append(
            Read(
                bool(example.spans), bool(words), at_mark, gate.passes(example.text) or gate.has_cue(example.text, cues)
            )
        )
    return found


def measure(shared: Path, options: Options) -> list[Row]:
    """Learn each type and measure precision and recall on the sentences it has not seen.

    Args:
        shared: not looked at.
        options: `verbose` prints what is read wrongly.
    """
    nlp, network = load_language_model(Settings().language_model), load_network()
    rows: list[Row] = []
    every: list[Read] = []
    for path in sorted(FOLDER.glob("*.train.txt")):
        name = path.name.partition(".")[0]
        lines = path.read_text(encoding="utf-8").splitlines()
        type = learn(name, lines[0].removeprefix("# "), lines, network, nlp)
        test = parse_examples((FOLDER / f"{name}.test.txt").read_text(encoding="utf-8").splitlines())
        cases = _read(type, test)
        every += cases
        rows += _rows(f"customtypes.{name.lower()}", cases, type)
        if options.verbose:
            for example, case in zip(test, cases, strict=True):
                if case.has != case.read:
                    print(f"{name} {'missed' if case.has else 'false'}: {example.text}")
    precision, recall, passing = score(every)
    at_mark = sum(c.at_mark for c in every) / max(1, sum(c.has and c.read for c in every))
    return [
        *rows,
        Row(
            "customtypes.precision",
            precision,
            sum(c.read for c in every),
            "all five; half of the sentences near misses",
        ),
        Row("customtypes.recall", recall, sum(c.has for c in every), "all five"),
        Row("customtypes.at_mark", at_mark, sum(c.has and c.read for c in every), "of those found: by the marked word"),
        Row("customtypes.triage", passing, sum(c.has for c in every), "sentences with the act that are looked at"),
    ]


def _rows(name: str, cases: Sequence[Read], type: CustomType) -> list[Row]:
    precision, recall, _ = score(cases)
    e = type.estimate
    return [
        Row(f"{name}.precision", precision, sum(c.read for c in cases), "among fifteen near misses"),
        Row(f"{name}.recall", recall, sum(c.has for c in cases), f"of held-out sentences; estimate {e.recall:.2f}"),
        Row(f"{name}.estimate", e.precision, e.read, "precision that `types add` prints, among ordinary news"),
    ]
