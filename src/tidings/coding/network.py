"""The trained network, run with onnxruntime and numpy: word vectors once a sentence, then small heads.

Files in `tidings/models`: `encoder.onnx` (8 bits, takes word vectors), `heads.npz` (word table in 8
bits with a scale a word, and the heads' matrices), `names.json` (labels, features), `tokenizer.json`.
One sentence is run at a time: scores of a dynamically quantised encoder depend on their batch.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tidings.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.floating[Any]]

__all__ = ["MODELS", "Encoded", "Network", "load_network", "softmax"]

MODELS = Path(__file__).parent.parent / "models"
MAX_PIECES = 160
# Sentences whose vectors are kept, some 80 KB each: those of a long article.
_KEPT = 256
# The layers of the heads, by whether they have a bias; what else the file of the heads holds; names that go with it.
_LINEAR = (
    *("glance", "trigger_words", "trigger_out", "mode_out", "role_words", "role_out"),
    *("pair_query", "pair_key", "pair_words", "pair_out"),
)
# Their rows are stored in 8 bits with a scale a row.
_ROWS = ("trigger_names", "role_names")
_BARE = ("trigger_names", "role_names", "role_type", "role_nobody")
_ARRAYS = frozenset(["table", "scale", "nobody"]).union(
    (f"{name}__{part}" for name in _LINEAR for part in ("weight", "bias")),
    (f"{name}__weight" for name in _BARE),
    (f"{name}__scale" for name in _ROWS),
)
_DESCRIBED = frozenset(["labels", "modes", "nouns", "trigger", "role"])


class Encoded:
    """A sentence after the encoder: vectors of its word pieces and where each piece stands.

    Args:
        vectors: (pieces, width).
        offsets: start and end of each piece, in characters of the sentence.
    """

    def __init__(self, vectors: Array, offsets: Sequence[tuple[int, int]]) -> None:
        self.vectors = vectors
        self.offsets = offsets
        self.sentence: Array = vectors.mean(0)

    def span(self, start: int, end: int) -> Array:
        """Average the pieces between two characters; the first piece where there is none (cut off)."""
        inside = [i for i, (s, e) in enumerate(self.offsets) if e > s and s < end and e > start] or [0]
        mean: Array = self.vectors[inside].mean(0)
        return mean


class Network:
    """The released network.

    Args:
        folder: the folder of its files.

    Raises:
        ModelError: a file is missing or broken, or of another version than the others.
    """

    def __init__(self, folder: Path = MODELS) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer

            options = onnxruntime.SessionOptions()
            # One thread: workers are processes, and sums in another order would be other scores.
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, ["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            described: dict[str, Any] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
            with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
                self._heads: dict[str, Any] = {name: _widened(arrays[name]) for name in arrays.files}
            _check(self._heads, described)
            for name in _ROWS:
                self._heads[f"{name}__weight"] = self._heads[f"{name}__weight"] * self._heads[f"{name}__scale"]
        except Exception as error:
            # onnxruntime and tokenizers raise bare Exceptions of their own for broken files.
            raise ModelError(f"the coder's model in {folder}: {error}; install tidings again to mend it") from error
        self.labels: tuple[str, ...] = tuple(described["labels"])
        self.modes: tuple[str, ...] = tuple(described["modes"])
        self.nouns: frozenset[str] = frozenset(described["nouns"])
        self.version: str = described.get("version", "unnamed")
        self.calibration: dict[str, Any] = described.get("calibration", {})
        self._trigger_names: dict[str, int] = described["trigger"]
        self._role_names: dict[str, int] = described["role"]
        self._least_glance: float = described.get("glance", -np.inf)
        # Triage glances at all sentences of an article before the first is read, and types of the user's own
        # read what the network has read.
        self._encoded = functools.lru_cache(maxsize=_KEPT)(self._encode)

    def encode(self, text: str) -> Encoded:
        """Run the encoder over a sentence; what lies beyond 160 word pieces is not seen."""
        return self._encoded(text)

    def forget(self) -> None:
        """Drop the sentences that are kept, so that the next one is read anew whatever it is."""
        self._encoded.cache_clear()

    def glance(self, text: str) -> float:
        """Score a sentence before it is parsed: the log-odds that one of its words reports an act.

        Args:
            text: the sentence.
        """
        return round(float(self._linear("glance", self.encode(text).vectors).max()), 4)

    def is_worth_parsing(self, text: str) -> bool:
        """Tell whether a sentence's glance reaches what nearly all with an act reached (see `training.train`)."""
        return self.glance(text) >= self._least_glance

    def _encode(self, text: str) -> Encoded:
        encoding = self._tokenizer.encode(text)
        ids = encoding.ids[:MAX_PIECES]
        words = self._heads["table"][ids].astype(np.float32) * self._heads["scale"][ids]
        vectors = self._session.run(None, {"words": words[None]})[0][0]
        return Encoded(vectors, encoding.offsets[:MAX_PIECES])

    def pieces(self, text: str) -> list[str]:
        """Cut a text into its word pieces, without those that mark its ends."""
        encoding = self._tokenizer.encode(text)
        return [t for t, (start, end) in zip(encoding.tokens, encoding.offsets, strict=True) if end > start]

    def pieces_like(
        self, marked: Sequence[tuple[str, Sequence[tuple[int, int]]]], common: frozenset[str], least: float
    ) -> tuple[str, ...]:
        """Give the pieces of the vocabulary that mean about what marked words mean, in order.

        Args:
            marked: texts, and stretches of each in characters.
            common: pieces that are none, unless a stretch has nothing else.
            least: the cosine of the stored word vectors from which on two pieces are alike.
        """
        wanted: set[int] = set()
        for text, spans in marked:
            encoding = self._tokenizer.encode(text)
            rows = zip(encoding.ids, encoding.tokens, encoding.offsets, strict=True)
            inside = [(i, t) for i, t, (s, e) in rows if any(s < end and e > start for start, end in spans)]
            rare = {i for i, t in inside if t not in common}
            wanted |= rare or {i for i, _ in inside}
        table = self._heads["table"].astype(np.float32)
        table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
        alike = (table @ table[sorted(wanted)].T).max(1) >= least
        found = {str(self._tokenizer.id_to_token(int(i))) for i in {*np.flatnonzero(alike), *wanted}}
        return tuple(sorted(found - common or found))

    def triggers(
        self, sentence: Encoded, spans: Sequence[tuple[int, int]], names: Sequence[Sequence[str]]
    ) -> tuple[Array, Array]:
        """Score words as triggers.

        Args:
            sentence: the encoded sentence.
            spans: the words, in characters of the sentence.
            names: the features of each.

        Returns:
            Scores of types (n, labels) and of modes (n, modes), before any softmax.
        """
        words = np.stack([np.concatenate([sentence.span(*span), sentence.sentence]) for span in spans])
        hidden = self._linear("trigger_words", words) + self._bags("trigger_names", names, self._trigger_names)
        activated = _gelu(hidden)
        return self._linear("trigger_out", activated), self._linear("mode_out", activated)

    def roles(
        self,
        sentence: Encoded,
        trigger: tuple[int, int],
        type: str,
        spans: Sequence[tuple[int, int]],
        names: Sequence[Sequence[str]],
    ) -> tuple[Array, Array]:
        """Score phrases as actor and recipient of an act.

        Args:
            sentence: the encoded sentence.
            trigger: the act's word, in characters of the sentence.
            type: the act's type.
            spans: the phrases' heads.
            names: the features of each.

        Returns:
            Scores (n, 2) before any sigmoid, and the scores (2,) of nobody, who competes with them.
        """
        at = self.labels.index(type)
        nobody: Array = self._heads["role_nobody__weight"][at]
        if not spans:
            return np.zeros((0, 2), dtype=np.float32), nobody
        word = sentence.span(*trigger)
        parties = np.stack([sentence.span(*span) for span in spans])
        words = np.concatenate([np.broadcast_to(word, parties.shape), parties, word * parties], 1)
        hidden = self._linear("role_words", words) + self._heads["role_type__weight"][at]
        hidden = _gelu(hidden + self._bags("role_names", names, self._role_names))
        return self._linear("role_out", hidden), nobody

    def pair(self, sentence: Encoded, actor: tuple[int, int] | None, recipient: tuple[int, int] | None) -> Array:
        """Score what happens between two spans: (labels,) before softmax; None where nobody is named."""
        sides = [self._heads["nobody"] if span is None else sentence.span(*span) for span in (actor, recipient)]
        query = self._linear("pair_query", np.concatenate(sides)[None])
        weights = (self._linear("pair_key", sentence.vectors) @ query[0]) / query.shape[1] ** 0.5
        weights = np.exp(weights - weights.max())
        between = (weights / weights.sum()) @ sentence.vectors
        hidden = _gelu(self._linear("pair_words", np.concatenate([sentence.sentence, *sides, between])[None]))
        scores: Array = self._linear("pair_out", hidden)[0]
        return scores

    def _linear(self, name: str, values: Array) -> Array:
        out: Array = values @ self._heads[f"{name}__weight"].T + self._heads[f"{name}__bias"]
        return out

    def _bags(self, name: str, lists: Sequence[Sequence[str]], numbers: dict[str, int]) -> Array:
        weights = self._heads[f"{name}__weight"]
        rows = [weights[[numbers[f] for f in features if f in numbers] or [0]].sum(0) for features in lists]
        return np.stack(rows)


def _check(heads: dict[str, Any], described: dict[str, Any]) -> None:
    """Raise ValueError where the heads' arrays or names are not all there, or do not fit each other."""
    missing = sorted((_ARRAYS - heads.keys()) | (_DESCRIBED - described.keys()))
    if missing:
        raise ValueError(f"{', '.join(missing)} missing")
    rows = {
        "trigger_out": len(described["labels"]),
        "mode_out": len(described["modes"]),
        "trigger_names": max(described["trigger"].values(), default=-1) + 1,
        "role_names": max(described["role"].values(), default=-1) + 1,
    }
    for name, wanted in rows.items():
        if len(heads[f"{name}__weight"]) < wanted:
            raise ValueError(f"{name} has {len(heads[f'{name}__weight'])} rows, not {wanted}")


def softmax(scores: Array) -> Array:
    """Turn scores into chances that sum to 1.

    Args:
        scores: (n,).
    """
    raised = np.exp(scores - scores.max())
    out: Array = raised / raised.sum()
    return out


def _widened(array: Array) -> Array:
    """Heads are stored in 16 bits and reckoned in 32; the word table stays in its 8."""
    return array.astype(np.float32) if array.dtype == np.float16 else array


def _gelu(values: Array) -> Array:
    out: Array = 0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values**3)))
    return out


@functools.cache
def load_network() -> Network:
    """Load the released network; the second call is free.

    Raises:
        ModelError: a file is missing or broken.
    """
    return Network()
