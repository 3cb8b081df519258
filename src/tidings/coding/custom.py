"""Types of a user's own beside PLOVER's: the record, its file, and the reader that knows them.

A type is learned by `tidings.coding.learning` from some twenty sentences, and kept as one JSON file with
its definition and its sentences, so that it can be read, sent to others, and learned again with another
model. The released network is not touched: a type is one weight vector over its word vectors. Parties are
found by the network's own head, which is told the PLOVER type that the word comes nearest to.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tidings.coding.features import party_candidates, span_of, trigger_features
from tidings.coding.network import softmax
from tidings.coding.readings import NetworkReader, Reading
from tidings.errors import ModelError, UsageError
from tidings.ontology import NONE, TYPES
from tidings.records import digest
from tidings.sentences import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from tidings.coding.network import Array, Encoded, Network

__all__ = [
    "CustomReader",
    "CustomType",
    "Estimate",
    "load_type",
    "load_types",
    "one_phrase",
    "remove_type",
    "save_type",
    "type_name",
    "vectors",
    "words_of",
]

_NAME = re.compile(r"[A-Z][A-Z0-9_-]{1,39}")
_WORDS = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
# Under this a word is passed over without a refusal: almost every word of every sentence is.
_WORTH_A_REFUSAL = 0.1
# Words of one phrase that are read as the same act: "went on strike", "launched an attack".
_LINKED = frozenset(
    "dobj obj nsubjpass attr pobj prep pcomp xcomp compound amod advmod prt agent acl oprd nmod".split()
)
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """How a type does on its own sentences, each judged by a model that has not seen it.

    At the default threshold `found` of `examples` sentences with a marked act were read as having it, by the
    marked word or another of its phrase; `read` are
    all sentences read so, counter-examples and ordinary ones among them. `astray` are the examples not
    found, `taken` the counter-examples read as the act.
    """

    examples: int
    found: int
    read: int
    astray: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def precision(self) -> float | None:
        """The share right of the sentences read as the act; None where none is."""
        return self.found / self.read if self.read else None

    @property
    def recall(self) -> float:
        """The share found of the sentences that have it."""
        return self.found / self.examples


@dataclass(frozen=True, slots=True, eq=False)
class CustomType:
    """A type of a user's own.

    `weights` (2 * width + 1,) score a word: its vector, the sentence's, both of length 1, and 1. `slope` and
    `offset` turn a score into the probability that the word reports such an act. `cues` are word pieces: a
    sentence that has one is looked at whatever triage says. `model` names the network it was learned with.
    """

    name: str
    definition: str
    examples: tuple[str, ...]
    model: str
    weights: Array
    slope: float
    offset: float
    cues: tuple[str, ...]
    estimate: Estimate

    @property
    def digest(self) -> str:
        """Name what the type is made of: two that read alike have the same."""
        numbers = [f"{value:.5g}" for value in (*self.weights.tolist(), self.slope, self.offset)]
        return digest(self.name, self.model, *numbers, *self.cues, length=8)

    def probability(self, rows: Array) -> Array:
        """Give the probability of each row of `vectors` that its word reports such an act."""
        scores = self.slope * (rows @ self.weights) + self.offset
        out: Array = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        return out


def type_name(name: str) -> str:
    """Check the name of a type, and give it in capitals.

    Args:
        name: as the user wrote it.

    Raises:
        UsageError: it is PLOVER's, or none that can be written in a table.
    """
    name = name.upper()
    if name in TYPES or name == NONE:
        raise UsageError(f"{name} is PLOVER's; give your type another name")
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name} is no name for a type: give 2 to 40 letters, digits, - or _, a letter first")
    return name


def words_of(doc: Doc) -> list[Token]:
    """Give the words of a sentence that may report an act of a user's own type."""
    return [token for token in doc if token.pos_ in _WORDS]


def vectors(encoded: Encoded, tokens: Sequence[Token]) -> Array:
    """Give what a type is learned on and read by: (words, 2 * width + 1).

    Args:
        encoded: the encoded sentence.
        tokens: words of it.
    """
    words = np.stack([encoded.span(*span_of(token)) for token in tokens])
    words = words / np.linalg.norm(words, axis=1, keepdims=True)
    sentence = np.broadcast_to(encoded.sentence / np.linalg.norm(encoded.sentence), words.shape)
    # Numpy widens to the wider of its operands: kept in 32 bits, as the network's own.
    return np.concatenate([words, sentence, np.ones((len(words), 1), dtype=words.dtype)], 1)


class CustomReader(NetworkReader):
    """Reads with the trained network, and beside its types those of the user's own.

    Args:
        network: the released network.
        types: what `load_types` gave.

    Raises:
        ModelError: a type was learned with another network.
    """

    def __init__(self, network: Network, types: Sequence[CustomType]) -> None:
        super().__init__(network)
        self.types = types
        for type in types:
            if type.model != network.version:
                raise ModelError(
                    f"type {type.name} was learned with model {type.model}, and this is {network.version}: "
                    "`tidings types renew` learns it again from its sentences"
                )

    def read(self, parsed: Parsed) -> list[Reading]:
        """Give the readings of a sentence, PLOVER's first, then those of each type in the order of their words."""
        tokens = words_of(parsed.doc)
        found = super().read(parsed)
        if tokens and self.types:
            encoded = self.network.encode(parsed.sentence.text)
            rows = vectors(encoded, tokens)
            for type in self.types:
                found += self._own(parsed.doc, encoded, tokens, type, type.probability(rows))
        return found

    def _own(
        self, doc: Doc, encoded: Encoded, tokens: Sequence[Token], type: CustomType, chances: Array
    ) -> list[Reading]:
        chosen = {t.i: float(c) for t, c in zip(tokens, chances, strict=True) if c >= _WORTH_A_REFUSAL}
        kept = [t for t in tokens if t.i in chosen and not any(_outdone(t, o, chosen) for o in tokens)]
        if not kept:
            return []
        scores, modes = self.network.triggers(encoded, [span_of(t) for t in kept], [trigger_features(t) for t in kept])
        parties = party_candidates(doc)
        none = self.network.labels.index(NONE)
        readings = []
        for token, row, mode_row in zip(kept, scores, modes, strict=True):
            reading = self._reading(encoded, token, row, mode_row, parties)
            near = self.network.labels[int(np.argmax(np.delete(softmax(row), none)))]
            trace = (f"own:{type.name}={chosen[token.i]:.2f}", f"own:parties as of {near}")
            rest = tuple(line for line in reading.trace if line.startswith("model:party"))
            readings.append(
                dataclasses.replace(
                    reading, type=type.name, modes=(), probability=chosen[token.i], trace=(*trace, *rest)
                )
            )
        return readings


def _outdone(token: Token, other: Token, chances: dict[int, float]) -> bool:
    """Whether another word of the same phrase is read as the act more surely."""
    if other.i == token.i or other.i not in chances:
        return False
    return (chances[other.i], -other.i) > (chances[token.i], -token.i) and one_phrase(token, other)


def one_phrase(one: Token, other: Token) -> bool:
    """Tell whether two words report one act together, as "accused" and "rigging" do in "accused him of rigging"."""
    return _hangs_on(one, other) or _hangs_on(other, one)


def _hangs_on(lower: Token, upper: Token) -> bool:
    for _ in range(_STEPS):
        if lower.i == upper.i:
            return True
        if lower.dep_ not in _LINKED or lower.head.i == lower.i:
            return False
        lower = lower.head
    return lower.i == upper.i


def save_type(type: CustomType, folder: Path) -> Path:
    """Keep a type as `NAME.json` in a folder, which is made where it is missing.

    Args:
        type: the type.
        folder: the folder.

    Returns:
        The file.

    Raises:
        UsageError: it cannot be written.
    """
    kept = {f.name: getattr(type, f.name) for f in dataclasses.fields(type)}
    kept["weights"] = [float(f"{value:.5g}") for value in type.weights.tolist()]
    kept["estimate"] = dataclasses.asdict(type.estimate)
    path = folder / f"{type.name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f".{type.name}.new"
        new.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        new.replace(path)
    except OSError as error:
        raise UsageError(f"--types {folder}: {error.strerror}") from error
    return path


def load_type(folder: Path, name: str) -> CustomType:
    """Load one type.

    Args:
        folder: the folder of types.
        name: its name.

    Raises:
        UsageError: there is no such type.
        ModelError: its file is broken.
    """
    path = folder / f"{type_name(name)}.json"
    if not path.exists():
        raise UsageError(f"no type {type_name(name)} in {folder}; `tidings types list` names those there are")
    return _load(path)


def load_types(folder: str | Path) -> tuple[CustomType, ...]:
    """Load every type of a folder, by name; none where there is no folder.

    Args:
        folder: the folder; empty for none.

    Raises:
        ModelError: a file is broken.
    """
    if not str(folder):
        return ()
    paths = sorted(Path(folder).glob("[A-Z]*.json"))
    return _load_all(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths))


@functools.lru_cache(maxsize=4)
def _load_all(files: tuple[tuple[Path, int, int], ...]) -> tuple[CustomType, ...]:
    # Time and size are the key: the files of a folder change while a process lives.
    return tuple(_load(path) for path, _, _ in files)


def _load(path: Path) -> CustomType:
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        estimate: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in kept.pop("estimate").items()}
        return CustomType(
            estimate=Estimate(**estimate),
            weights=np.array(kept.pop("weights"), dtype=np.float32),
            examples=tuple(kept.pop("examples")),
            cues=tuple(kept.pop("cues")),
            **kept,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"the type in {path} is broken ({error}); remove the file and add the type again") from error


def remove_type(folder: Path, name: str) -> None:
    """Remove a type; the records that it made stay.

    Args:
        folder: the folder of types.
        name: its name.

    Raises:
        UsageError: there is no such type, or it cannot be removed.
    """
    path = folder / f"{type_name(name)}.json"
    try:
        path.unlink()
    except FileNotFoundError:
        raise UsageError(f"no type {type_name(name)} in {folder}; `tidings types list` names those there are") from None
    except OSError as error:
        raise UsageError(f"--types {folder}: {error.strerror}") from error
