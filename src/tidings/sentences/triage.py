"""Triage: which sentences get the full look, and which others those need beside them.

Most sentences of a news stream report no political act. A small convolution over word pieces scores
each sentence in some hundred microseconds; those under its threshold are neither parsed nor read by
the encoder. It was trained on `training/corpus/` (`python -m training.triage`). Those that pass are
read by the encoder, and parsed only where one of their words looks like an act to it (the coder's
reader says so). What both keep and save is in the benchmark.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tidings.errors import ModelError
from tidings.knowledge import load_tables
from tidings.sentences.sentence import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MAX_PIECES", "Gate", "load_gate", "select"]

_FOLDER = Path(__file__).parent.parent / "models"
# Word pieces of a sentence that are looked at; training cuts there too.
MAX_PIECES = 128
_REFERENCE = re.compile(
    r"\b(?:he|she|they|it|him|her|them|his|its|their|both|pair|two|former|latter|president|minister|premier|leader|"
    r"ministry|government|group|party|army|military|organi[sz]ation|side|sides|country|Mr|Mrs|Ms|Dr)\b",
    re.IGNORECASE,
)
# A capitalised word that does not begin the sentence: a name, as a rule.
_NAME = re.compile(r"(?<=[^.!?:“”\"‘’\s]\s)[A-Z][\w-]+")
# Double marks, and single ones where they cannot be apostrophes.
_QUOTED = re.compile(r"[\"“”«»‘]|(?:^|\s)'(?=\w)|[.,!?…]['’](?!\w)")
# A quotation that begins its sentence, or is said by somebody whom only a sentence before names.
_SAID_BEFORE = re.compile(r"^[\"“‘'«]|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he)\b")
# A sentence that names somebody, be it with its first word.
_NAMES = re.compile(
    r"(?<=[^.!?:“”\"‘’\s]\s)[A-Z][\w-]+"
    r"|^(?!(?:He|She|It|They|We|I|You|The|A|An|This|That|These|Those|There|But|And|In|On|At|As|If|So|For|His|Her|Their|"
    r"Its|When|While|After|Before|However)\b)[A-Z]"
)
# How many sentences before one that points back are parsed with it.
_BACK = 1
# How far back who says a quotation is looked for.
_BACK_FOR_SPEAKER = 3


class Gate:
    """The released gate: word-piece vectors, one convolution, the highest and the mean of each filter.

    Args:
        tokenizer: cuts a sentence into numbered word pieces.
        arrays: `table` (pieces, width) in 8 bits with `scale` (pieces, 1), `filters` (filters, 3 * width),
            `filter_bias`, `out` (2 * filters), `out_bias`.
        threshold: a sentence with at least this score is looked at.
    """

    def __init__(self, tokenizer: Any, arrays: Mapping[str, NDArray[Any]], threshold: float) -> None:
        self._tokenizer = tokenizer
        self._arrays = arrays
        self.threshold = threshold

    def score(self, text: str) -> float:
        """Score a sentence: the log-odds that it reports an act.

        Args:
            text: the sentence.
        """
        ids = self._tokenizer.encode(text).ids[:MAX_PIECES]
        words = self._arrays["table"][ids].astype(np.float32) * self._arrays["scale"][ids]
        padded = np.pad(words, ((1, 1), (0, 0)))
        windows = np.concatenate([padded[:-2], padded[1:-1], padded[2:]], 1)
        found = np.maximum(windows @ self._arrays["filters"].T + self._arrays["filter_bias"], 0)
        pooled = np.concatenate([found.max(0), found.mean(0)])
        return round(float(pooled @ self._arrays["out"] + self._arrays["out_bias"]), 4)

    def passes(self, text: str) -> bool:
        """Tell whether a sentence is worth the full look."""
        return self.score(text) >= self.threshold

    def has_cue(self, text: str, cues: frozenset[str]) -> bool:
        """Tell whether a sentence has one of some word pieces.

        Args:
            text: the sentence.
            cues: word pieces, as types of the user's own name them.
        """
        return not cues.isdisjoint(self._tokenizer.encode(text).tokens)


@functools.cache
def load_gate() -> Gate:
    """Load the released gate; the second call is free.

    Raises:
        ModelError: its files are missing or broken.
    """
    try:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(_FOLDER / "tokenizer.json"))
        threshold = float(json.loads((_FOLDER / "triage.json").read_text(encoding="utf-8"))["threshold"])
        with np.load(_FOLDER / "triage.npz", allow_pickle=False) as arrays:
            return Gate(tokenizer, {name: arrays[name] for name in arrays.files}, threshold)
    except Exception as error:
        # tokenizers raises bare Exceptions of its own for a broken file.
        raise ModelError(f"the triage model in {_FOLDER}: {error}; install tidings again to mend it") from error


def select(
    sentences: Sequence[Sentence],
    gate: Gate,
    cues: frozenset[str] = frozenset(),
    quotes: bool = True,
    glance: Callable[[str], bool] | None = None,
) -> tuple[tuple[Sentence, ...], frozenset[int]]:
    """Choose the sentences of an article that are parsed, and those of them that are coded.

    Beside the ones that pass, reference needs the headline, the lead, the sentence before one that
    points back, and the first that names whom a passing one names again and no table knows; quotes
    need the sentences with quotation marks, and the nearest before that names who speaks. Where nothing
    passes, nothing is parsed.

    Args:
        sentences: the sentences of an article, in order.
        gate: scores them.
        cues: word pieces that let a sentence pass, for types of the user's own.
        quotes: parse the sentences with quotation marks too.
        glance: tells of a sentence's text whether it may report an act; asked where the gate lets it through.

    Returns:
        The sentences to parse, in order, and the numbers of those to code.
    """
    passing = frozenset(i for i, s in enumerate(sentences) if _passes(s.text, gate, cues, glance))
    if not passing:
        return (), frozenset()
    names = [_NAME.findall(sentence.text) for sentence in sentences]
    named: dict[str, int] = {}
    for i, found in enumerate(names):
        for name in found:
            named.setdefault(name, i)
    known = load_tables().names
    wanted = set(passing) | _leads(sentences)
    for i in passing:
        if _REFERENCE.search(sentences[i].text):
            wanted.update(range(max(0, i - _BACK), i))
        wanted.update(named[name] for name in names[i] if not known.get(name))
    if quotes:
        wanted.update(_for_quotes(sentences))
    return tuple(sentences[i] for i in sorted(wanted)), frozenset(sentences[i].number for i in passing)


def _passes(text: str, gate: Gate, cues: frozenset[str], glance: Callable[[str], bool] | None) -> bool:
    if cues and gate.has_cue(text, cues):
        return True
    return gate.passes(text) and (glance is None or glance(text))


def _for_quotes(sentences: Sequence[Sentence]) -> set[int]:
    """The sentences with quotation marks, and before one that does not name its speaker those back to a name."""
    wanted: set[int] = set()
    for i, sentence in enumerate(sentences):
        if not _QUOTED.search(sentence.text):
            continue
        wanted.add(i)
        if not _SAID_BEFORE.search(sentence.text):
            continue
        for before in range(i - 1, max(-1, i - 1 - _BACK_FOR_SPEAKER), -1):
            wanted.add(before)
            if _NAMES.search(sentences[before].text) and not _QUOTED.search(sentences[before].text):
                break
    return wanted


def _leads(sentences: Sequence[Sentence]) -> set[int]:
    """The headline and the first sentence of the body."""
    headline = next((i for i, s in enumerate(sentences) if s.kind == "headline"), None)
    lead = next((i for i, s in enumerate(sentences) if s.kind == "paragraph"), None)
    return {i for i in (headline, lead) if i is not None}
