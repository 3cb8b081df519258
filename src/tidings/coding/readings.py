"""A sentence -> Readings: which words report an act, of which type, between whom.

Two readers know how. `TableReader` takes the type off the trigger table and the parties off the
parse; `NetworkReader` lets the trained network judge words and phrases. Both give heads of phrases
in the parse; resolving them is not their work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from tidings.coding.candidates import Candidate, find_candidates, recipients
from tidings.coding.features import (
    party_candidates,
    role_features,
    rule_arguments,
    trigger_candidates,
    trigger_features,
)
from tidings.coding.lexicon import lemma_of, match
from tidings.coding.roles import LIGHT_VERBS
from tidings.ontology import NONE
from tidings.sentences import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tidings.coding.network import Array, Encoded, Network

__all__ = ["NetworkReader", "Reader", "Reading", "TableReader"]

# A word is looked at further where the network gives all types together at least this much; low,
# because the parties and the pair head still speak.
_WORTH_A_LOOK = 0.3
_PARTY = 0.5
# A party that is the best there is, and no better, is taken from here on.
_BEST_PARTY = 0.25
# Share of the pair head beside the trigger head in the sum of their scores.
PAIR_SHARE = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A word read as reporting an act: type, modes, heads of the parties, and how surely.

    `words` are the tokens that report it; `modes` are those the reader itself is sure of.
    """

    token: Token
    words: tuple[Token, ...]
    type: str
    modes: tuple[str, ...]
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    probability: float
    trace: tuple[str, ...]


class Reader(Protocol):
    """What reads acts off a parsed sentence."""

    def read(self, parsed: Parsed) -> list[Reading]:
        """Give the readings of a sentence, in the order of their words."""
        ...


class TableReader:
    """Reads by the trigger table and the parse alone; the probability is a fixed 0.6."""

    def read(self, parsed: Parsed) -> list[Reading]:
        """Give a reading for each word that meets a row of the table and that no other word swallows."""
        readings = []
        for candidate in find_candidates(parsed.doc):
            if candidate.swallowed_by is None:
                row = candidate.rows[0]
                found = tuple(candidate.arguments.actors), tuple(recipients(candidate, row.type))
                modes = (row.mode,) if row.mode else ()
                words = tuple(_words(candidate))
                readings.append(Reading(candidate.token, words, row.type, modes, *found, 0.6, (row.row,)))
        return readings


class NetworkReader:
    """Reads with the trained network.

    Args:
        network: the released network, or another of the same form.
    """

    def __init__(self, network: Network) -> None:
        self.network = network

    def read(self, parsed: Parsed) -> list[Reading]:
        """Give the readings of a sentence, in the order of their words."""
        doc = parsed.doc
        tokens = trigger_candidates(doc, self.network.nouns)
        if not tokens:
            return []
        encoded = self.network.encode(parsed.sentence.text)
        scores, modes = self.network.triggers(
            encoded, [_span(t) for t in tokens], [trigger_features(t) for t in tokens]
        )
        parties = party_candidates(doc)
        readings = []
        for token, row, mode_row in zip(tokens, scores, modes, strict=True):
            if 1 - _softmax(row)[self.network.labels.index(NONE)] >= _WORTH_A_LOOK:
                readings.append(self._reading(encoded, token, row, mode_row, parties))
        return _without_doubles(readings)

    def _reading(self, encoded: Encoded, token: Token, scores: Array, modes: Array, parties: list[Token]) -> Reading:
        none = self.network.labels.index(NONE)
        guess = self.network.labels[int(np.argmax(np.delete(scores, none)))]
        others = [p for p in parties if p.i != token.i]
        rules = rule_arguments(token)
        names = [role_features(token, p, rules) for p in others]
        chances = (
            self.network.roles(encoded, _span(token), guess, [_span(p) for p in others], names)
            if others
            else np.zeros((0, 2))
        )
        actors = _choose(others, chances[:, 0], chances[:, 1])
        receiving = [p for p in _choose(others, chances[:, 1], chances[:, 0]) if p not in actors]
        first = _span(actors[0]) if actors else None
        second = _span(receiving[0]) if receiving else _span(actors[1]) if len(actors) > 1 else None
        both = _softmax(scores + PAIR_SHARE * self.network.pair(encoded, first, second))
        type = self.network.labels[int(np.argmax(np.delete(both, none)))]
        certain = float(both[self.network.labels.index(type)])
        surest = [
            float(chances[others.index(p), side])
            for side, side_parties in enumerate((actors, receiving))
            for p in side_parties
        ]
        probability = certain * (float(np.mean(surest)) if surest else 0.5)
        return Reading(
            token,
            _act_words(token),
            type,
            self._modes(type, modes),
            tuple(actors),
            tuple(receiving),
            self.calibrated(probability),
            (
                f"model:{type}={certain:.2f}",
                *(f"model:party={c:.2f}" for c in surest),
                *(r.row for r in match(token)[:1]),
            ),
        )

    def _modes(self, type: str, scores: Array) -> tuple[str, ...]:
        wanted = [(i, name) for i, name in enumerate(self.network.modes) if name.startswith(f"{type}/")]
        return tuple(name.partition("/")[2] for i, name in wanted if scores[i] > 0)

    def calibrated(self, score: float) -> float:
        """Turn a raw score into a probability by the curve that training fitted on held-out sentences."""
        curve = self.network.calibration
        if not curve:
            return score
        return float(np.interp(score, curve["score"], curve["probability"]))


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max())
    out: Array = raised / raised.sum()
    return out


def _choose(parties: list[Token], chances: Array, others: Array) -> list[Token]:
    chosen = [p for p, c, o in zip(parties, chances, others, strict=True) if c >= _PARTY and c >= o]
    if not chosen and len(parties):
        best = int(np.argmax(chances))
        if chances[best] >= _BEST_PARTY and chances[best] > others[best]:
            chosen = [parties[best]]
    numbers = {p.i for p in chosen}
    # "Russian" in "Russian troops" is no party beside "troops".
    return [p for p in chosen if not (p.head.i in numbers and p.dep_ in {"amod", "compound", "nmod", "poss"})]


def _without_doubles(readings: list[Reading]) -> list[Reading]:
    """Of a verb and its nominal object read as the same act ("launched an attack") keep the surer."""
    by_word = {r.token.i: r for r in readings}
    dropped: set[int] = set()
    for reading in readings:
        head = by_word.get(reading.token.head.i)
        linked = reading.token.dep_ in {"dobj", "obj", "nsubjpass", "attr", "pobj", "xcomp"}
        if head is not None and head is not reading and linked and head.type == reading.type:
            dropped.add(min((reading, head), key=lambda r: (r.probability, r.token.i)).token.i)
    return [r for r in readings if r.token.i not in dropped]


def _words(candidate: Candidate) -> list[Token]:
    words = [*_act_words(candidate.token), *candidate.inner[:1]]
    return sorted(set(words), key=lambda t: t.i)


def _act_words(token: Token) -> tuple[Token, ...]:
    """The word, its particle, and the light verb or the nominal object beside it."""
    words = [token, *(c for c in token.children if c.dep_ == "prt")]
    if token.pos_ != "VERB" and token.dep_ in {"dobj", "obj", "nsubjpass"} and lemma_of(token.head) in LIGHT_VERBS:
        words.append(token.head)
    if token.pos_ == "VERB" and lemma_of(token) in LIGHT_VERBS:
        words += [c for c in token.children if c.dep_ in {"dobj", "obj"} and c.pos_ == "NOUN"][:1]
    return tuple(sorted(set(words), key=lambda t: t.i))
