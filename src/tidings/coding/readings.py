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
from tidings.coding.confidence import evidence, probability
from tidings.coding.features import (
    party_candidates,
    role_features,
    rule_arguments,
    span_of,
    trigger_candidates,
    trigger_features,
)
from tidings.coding.lexicon import lemma_of, match
from tidings.coding.network import softmax
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
# A phrase is a party from this chance on; the likeliest one from less, where nobody is less likely than this.
# For `_PARTY`, 0.35 beat 0.5 on held-out sentences of the corpus with an earlier model; 0.3 beat 0.4 with the
# released one on every fourth sentence of the labelled file (right type and parties 0.487 against 0.471), where
# 0.75 for `_NOBODY` gained a point less.
_PARTY = 0.3
_NOBODY = 0.5
# Share of the pair head beside the trigger head in the sum of their scores: of 0, 0.35, 0.7 and 1 the best in type
# on held-out sentences of the corpus, with an earlier model.
PAIR_SHARE = 0.35

# A second party that is not coordinated with the likeliest stands only from this chance on: under it, 1 in 4 was
# right on files that an earlier network had not seen (39 of 161).
_APART = 0.9
# Types of which all parties may be actors though they stand apart ("Egypt signed a treaty with Sudan").
_ALIKE = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})

# Types whose act is never done by what the verb is done to ("bombed the consulate").
_ONE_SIDED = frozenset({"ACCUSE", "AID", "ASSAULT", "COERCE", "REJECT", "REQUEST", "SANCTION", "THREATEN"})
# Keeping silent towards a reporter is no act.
_SILENT = frozenset("comment respond reply answer elaborate discuss say speculate disclose confirm".split())

# What somebody believes or knows is no act towards anybody; the act believed is read by its own word.
_STATES_OF_MIND = frozenset("believe think know feel seem appear hear remember".split())


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A word read as reporting an act: type, modes, heads of the parties, and how surely.

    `words` are the tokens that report it; `modes` are those the reader itself is sure of; `evidence`
    is what the probability was weighed from.
    """

    token: Token
    words: tuple[Token, ...]
    type: str
    modes: tuple[str, ...]
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    probability: float
    trace: tuple[str, ...]
    evidence: tuple[float, ...] = ()


class Reader(Protocol):
    """What reads acts off a parsed sentence."""

    def glance(self, text: str) -> bool:
        """Tell, before it is parsed, whether a sentence may report an act."""
        ...

    def read(self, parsed: Parsed) -> list[Reading]:
        """Give the readings of a sentence, in the order of their words."""
        ...


class TableReader:
    """Reads by the trigger table and the parse alone; the probability is a fixed 0.6."""

    def glance(self, text: str) -> bool:
        """Tell that any sentence may: the table needs its parse."""
        return bool(text)

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

    def glance(self, text: str) -> bool:
        """Tell, before it is parsed, whether a sentence may report an act."""
        return self.network.is_worth_parsing(text)

    def read(self, parsed: Parsed) -> list[Reading]:
        """Give the readings of a sentence, in the order of their words."""
        doc = parsed.doc
        tokens = [t for t in trigger_candidates(doc, self.network.nouns) if not _reports_nothing(t)]
        if not tokens:
            return []
        encoded = self.network.encode(parsed.sentence.text)
        scores, modes = self.network.triggers(
            encoded, [span_of(t) for t in tokens], [trigger_features(t) for t in tokens]
        )
        parties = party_candidates(doc)
        readings = []
        for token, row, mode_row in zip(tokens, scores, modes, strict=True):
            if 1 - softmax(row)[self.network.labels.index(NONE)] >= _WORTH_A_LOOK:
                readings.append(self._reading(encoded, token, row, mode_row, parties))
        return _without_doubles(readings)

    def _reading(self, encoded: Encoded, token: Token, scores: Array, modes: Array, parties: list[Token]) -> Reading:
        labels = self.network.labels
        none = labels.index(NONE)
        guess = labels[int(np.argmax(np.delete(scores, none)))]
        others = [p for p in parties if p.i != token.i]
        chances, nobody = self._party_chances(encoded, token, guess, others)
        actors, receiving = _sides(token, guess, others, chances, nobody)
        first = span_of(actors[0]) if actors else None
        second = span_of(receiving[0]) if receiving else span_of(actors[1]) if len(actors) > 1 else None
        pair = self.network.pair(encoded, first, second)
        both = softmax(scores + PAIR_SHARE * pair)
        type = labels[int(np.argmax(np.delete(both, none)))]
        at = labels.index(type)
        rows = match(token)
        found = evidence(
            act=float(1 - softmax(scores)[none]),
            type=float(both[at]),
            pair=(float(softmax(pair)[at]), float(softmax(pair)[none])),
            actors=_taken_and_left(others, chances[:, 0], actors),
            recipients=_taken_and_left(others, chances[:, 1], receiving),
            nobody=nobody,
            table=(any(r.type == type for r in rows), any(r.type != type for r in rows)),
        )
        surest = [float(chances[others.index(p), side]) for side, ps in enumerate((actors, receiving)) for p in ps]
        return Reading(
            token,
            _act_words(token),
            type,
            self._modes(type, modes),
            tuple(actors),
            tuple(receiving),
            probability(found, self.network.calibration) if self.network.calibration else float(both[at]),
            (f"model:{type}={both[at]:.2f}", *(f"model:party={c:.2f}" for c in surest), *(r.row for r in rows[:1])),
            found,
        )

    def _party_chances(
        self, encoded: Encoded, token: Token, type: str, parties: list[Token]
    ) -> tuple[Array, tuple[float, float]]:
        """Chances (parties, 2) of each phrase as actor and as recipient, and that nobody is either.

        What a verb is done to has no chance of doing it, where the type has two sides.
        """
        rules = rule_arguments(token)
        names = [role_features(token, p, rules) for p in parties]
        scores, nobody = self.network.roles(encoded, span_of(token), type, [span_of(p) for p in parties], names)
        absent = [float(softmax(np.append(scores[:, side], nobody[side]))[-1]) for side in (0, 1)]
        chances = 1 / (1 + np.exp(-scores))
        if token.pos_ == "VERB" and type in _ONE_SIDED:
            objects = {t.i for t in rules[0].objects}
            chances[[i for i, p in enumerate(parties) if p.i in objects], 0] = 0.0
        return chances, (absent[0], absent[1])

    def _modes(self, type: str, scores: Array) -> tuple[str, ...]:
        wanted = [(i, name) for i, name in enumerate(self.network.modes) if name.startswith(f"{type}/")]
        return tuple(name.partition("/")[2] for i, name in wanted if scores[i] > 0)


def _sides(
    token: Token, type: str, parties: list[Token], chances: Array, nobody: tuple[float, float]
) -> tuple[list[Token], list[Token]]:
    """Who acts and who receives, of the phrases with their chances; where a rule decides, `chances` follow it."""
    actors = _choose(parties, chances[:, 0], chances[:, 1], nobody[0])
    receiving = [p for p in _choose(parties, chances[:, 1], chances[:, 0], nobody[1]) if p not in actors]
    if type not in _ALIKE:
        actors = _coordinated(actors, parties, chances[:, 0])
    receiving = _coordinated(receiving, parties, chances[:, 1])
    actors = _whole_list(actors, parties, chances[:, 0], chances[:, 1])
    receiving = _whole_list(receiving, parties, chances[:, 1], chances[:, 0])
    receiving = [p for p in receiving if p not in actors]
    owners = _possessor(token, parties, receiving)
    if owners:
        # It stands as surely as what it takes the place of.
        chances[[parties.index(o) for o in owners], 0] = chances[:, 0].max()
        actors = owners
    actors, receiving = _together(actors, receiving)
    # Whose offer is rejected does not reject it: "Seoul" in "dismissed Seoul's offer".
    return [a for a in actors if not any(_modifies(a, r) for r in receiving)] or actors, receiving


def _choose(parties: list[Token], chances: Array, others: Array, nobody: float) -> list[Token]:
    """The likeliest phrase, where it is likelier than nobody, and each that is likely by itself."""
    chosen = [p for p, c, o in zip(parties, chances, others, strict=True) if c >= _PARTY and c >= o]
    if not chosen and parties:
        best = int(np.argmax(chances))
        if nobody < _NOBODY and chances[best] > others[best]:
            chosen = [parties[best]]
    # "Russian" in "Russian troops" is no party beside "troops".
    return [p for p in chosen if not any(_modifies(p, other) for other in chosen)]


def _possessor(token: Token, parties: list[Token], receiving: list[Token]) -> list[Token]:
    """Whose act a noun names, where somebody else receives it: "his" in "sought arms for his invasion of Ukraine".

    In the corpus it is the actor of 31 of 38 such acts.
    """
    taken = {t.i for t in receiving}
    owners = [c for c in token.children if c.dep_ == "poss" and c in parties and c.i not in taken]
    return owners if token.pos_ == "NOUN" and receiving else []


def _coordinated(chosen: list[Token], parties: list[Token], chances: Array) -> list[Token]:
    """The likeliest of the chosen, what is coordinated with it, and what is all but sure."""
    if len(chosen) < 2:
        return chosen
    by_word = {p.i: float(chance) for p, chance in zip(parties, chances, strict=True)}
    best = max(chosen, key=lambda p: (by_word[p.i], -p.i))
    return [p for p in chosen if p.i == best.i or p in best.conjuncts or by_word[p.i] >= _APART]


def _whole_list(chosen: list[Token], parties: list[Token], chances: Array, others: Array) -> list[Token]:
    """The chosen, with what is coordinated with them and is no likelier on the other side ("A, B, C and D condemned")."""
    numbers = {p.i for p in chosen}
    listed = {c.i for p in chosen for c in p.conjuncts if c.pos_ in {"NOUN", "PROPN"}}
    rest = [p for p, c, o in zip(parties, chances, others, strict=True) if p.i in listed - numbers and c >= o]
    return sorted([*chosen, *rest], key=lambda p: p.i)


def _together(actors: list[Token], receiving: list[Token]) -> tuple[list[Token], list[Token]]:
    """What is coordinated with a party stands on its side: "praised Russia and its president"."""
    mine, theirs = {a.i for a in actors}, {r.i for r in receiving}
    crossed = [a for a in actors if a.dep_ == "conj" and a.head.i in theirs]
    crossed_back = [r for r in receiving if r.dep_ == "conj" and r.head.i in mine]
    actors = [a for a in actors if a not in crossed] + crossed_back
    receiving = [r for r in receiving if r not in crossed_back] + crossed
    return sorted(actors, key=lambda t: t.i), sorted(receiving, key=lambda t: t.i)


def _reports_nothing(token: Token) -> bool:
    """Whether a word is a state of mind, silence towards a reporter, or the claim of an act told by its own word."""
    lemma = lemma_of(token)
    if lemma in {"decline", "refuse"} and any(c.dep_ == "xcomp" and lemma_of(c) in _SILENT for c in token.children):
        return True
    claimed = lemma == "claim" and any(lemma_of(c) in {"responsibility", "credit"} for c in token.children)
    return lemma in _STATES_OF_MIND or claimed


def _modifies(part: Token, whole: Token) -> bool:
    return part.head.i == whole.i and part.dep_ in {"amod", "compound", "nmod", "poss"}


def _taken_and_left(parties: list[Token], chances: Array, chosen: list[Token]) -> tuple[list[float], list[float]]:
    numbers = {p.i for p in chosen}
    taken = [float(c) for p, c in zip(parties, chances, strict=True) if p.i in numbers]
    left = [float(c) for p, c in zip(parties, chances, strict=True) if p.i not in numbers]
    return taken, left


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
