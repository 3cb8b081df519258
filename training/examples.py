"""Corpus records -> what the network learns from: words, candidates, parties and their labels."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tidings.coding.features import (
    head_of,
    party_candidates,
    role_features,
    rule_arguments,
    trigger_candidates,
    trigger_features,
)
from tidings.coding.lexicon import lemma_of
from tidings.coding.roles import LIGHT_VERBS
from tidings.ontology import MODES, NONE, TYPES
from training.corpus import Record, Span

__all__ = [
    "LABELS",
    "MODE_LABELS",
    "Example",
    "Pair",
    "Role",
    "Trigger",
    "act_nouns",
    "acts_by_trigger",
    "make_example",
    "party_heads",
]

LABELS = (*TYPES, NONE)
MODE_LABELS = tuple(f"{type}/{mode}" for type in TYPES for mode in MODES[type])

_REPORTING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


@dataclass(slots=True)
class Trigger:
    """A word that may report an act, by its character span, with its type (NONE where it reports none)."""

    start: int
    end: int
    features: list[str]
    label: int
    modes: list[int]


@dataclass(slots=True)
class Role:
    """A phrase that may be a party of the act of a trigger."""

    trigger: int
    start: int
    end: int
    features: list[str]
    type: int
    actor: float
    recipient: float


@dataclass(slots=True)
class Pair:
    """Two spans and the types between them; a share for each of several types."""

    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    labels: dict[int, float]


@dataclass(slots=True)
class Example:
    """One sentence for the network."""

    name: str
    text: str
    triggers: list[Trigger] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def act_nouns(records: Iterable[Record], nlp: Any, least: int = 2) -> frozenset[str]:
    """Collect the lemmas of nouns and adjectives that head a trigger in the corpus.

    Args:
        records: records of the training part.
        nlp: the language model.
        least: how often a lemma must have done so.
    """
    counts: Counter[str] = Counter()
    for record in records:
        doc = nlp(record.text)
        for span in record.spans:
            if span.role == "t":
                head = head_of(doc, span.start, span.end)
                if head is not None and head.pos_ in {"NOUN", "PROPN", "ADJ"}:
                    counts[lemma_of(head)] += 1
    return frozenset(lemma for lemma, count in counts.items() if count >= least)


def make_example(record: Record, nlp: Any, nouns: frozenset[str], chance: random.Random) -> Example:
    """Make what the network learns from a record.

    Args:
        record: a record of the corpus.
        nlp: the language model.
        nouns: what `act_nouns` gave.
        chance: draws the pairs of parties between which nothing happens.
    """
    doc = nlp(record.text)
    example = Example(record.name, record.text)
    acts = acts_by_trigger(record, doc)
    parties = party_candidates(doc)
    heads = party_heads(record, doc)
    tokens = {t.i: t for t in trigger_candidates(doc, nouns)}
    tokens.update({i: doc[i] for i in acts})
    for i in sorted(tokens.keys() - _beside_triggers(record, doc, acts)):
        token = tokens[i]
        number = acts.get(i)
        label = LABELS.index(record.acts[number - 1].type) if number else LABELS.index(NONE)
        modes = (
            [MODE_LABELS.index(f"{record.acts[number - 1].type}/{m}") for m in record.acts[number - 1].modes]
            if number
            else []
        )
        example.triggers.append(Trigger(token.idx, token.idx + len(token), trigger_features(token), label, modes))
        if number:
            _add_roles(example, token, parties, heads, number, label)
    _add_pairs(example, record, parties, chance)
    return example


def _beside_triggers(record: Record, doc: Any, acts: dict[int, int]) -> set[int]:
    """The other words of a trigger, and the light verb above a nominal one: neither act nor none."""
    spans = [s for s in record.spans if s.role == "t"]
    beside = {t.i for t in doc if any(s.start <= t.idx < s.end for s in spans)}
    beside |= {doc[i].head.i for i in acts if doc[i].pos_ == "NOUN" and lemma_of(doc[i].head) in LIGHT_VERBS}
    return beside - acts.keys()


def acts_by_trigger(record: Record, doc: Any) -> dict[int, int]:
    """Give the token that stands for each act, with the act's number from 1.

    Args:
        record: a record of the corpus.
        doc: its parse.
    """
    found: dict[int, int] = {}
    for number in range(1, len(record.acts) + 1):
        heads = [h for s in record.of(number, "t") if (h := _trigger_head(doc, s)) is not None]
        chosen = [h for h in heads if h.pos_ in _REPORTING] or heads
        for head in chosen[:1]:
            found.setdefault(head.i, number)
    return found


def _trigger_head(doc: Any, span: Span) -> Any:
    """The word that stands for a trigger: its head, or a verb or noun in it where that only helps ("are to meet")."""
    head = head_of(doc, span.start, span.end)
    if head is None or head.pos_ in _REPORTING:
        return head
    inside = [t for t in doc if span.start <= t.idx < span.end]
    return next((t for pos in ("VERB", "NOUN", "ADJ") for t in inside if t.pos_ == pos), head)


def party_heads(record: Record, doc: Any) -> dict[tuple[int, str], set[int]]:
    """Give the heads of the marked parties by act and side (`a`, `r`).

    Args:
        record: a record of the corpus.
        doc: its parse.
    """
    heads: dict[tuple[int, str], set[int]] = {}
    for span in record.spans:
        if span.role in "ar":
            head = head_of(doc, span.start, span.end)
            if head is not None:
                for number in span.acts:
                    heads.setdefault((number, span.role), set()).add(head.i)
    return heads


def _add_roles(
    example: Example,
    token: Any,
    parties: Sequence[Any],
    heads: dict[tuple[int, str], set[int]],
    number: int,
    label: int,
) -> None:
    rules = rule_arguments(token)
    for party in parties:
        if party.i == token.i:
            continue
        actor = float(party.i in heads.get((number, "a"), ()))
        recipient = float(party.i in heads.get((number, "r"), ()))
        example.roles.append(
            Role(
                len(example.triggers) - 1,
                party.idx,
                party.idx + len(party),
                role_features(token, party, rules),
                label,
                actor,
                recipient,
            )
        )


def _add_pairs(example: Example, record: Record, parties: Sequence[Any], chance: random.Random) -> None:
    none = LABELS.index(NONE)
    known: dict[tuple[tuple[int, int] | None, tuple[int, int] | None], dict[int, float]] = {}
    for number, act in enumerate(record.acts, 1):
        label = LABELS.index(act.type)
        actors: list[tuple[int, int] | None] = [(s.start, s.end) for s in record.of(number, "a")]
        receiving: list[tuple[int, int] | None] = [(s.start, s.end) for s in record.of(number, "r")]
        if not receiving and len(actors) > 1:
            # Parties of a reciprocal act: the first with each other, as `relate` is asked.
            actors, receiving = actors[:1], actors[1:]
        for actor in actors[:2] or [None]:
            for recipient in receiving[:2] or [None]:
                known.setdefault((actor, recipient), {})[label] = 1.0
        # Who asks what was done "in Niger" asks of the act: a place stands as well for whom it is done to, and for
        # who did it where nobody is named.
        for place in [(s.start, s.end) for s in record.of(number, "p")][:1]:
            known.setdefault((actors[0] if actors else None, place), {})[label] = 1.0
            if receiving and not actors:
                known.setdefault((place, receiving[0]), {})[label] = 1.0
    for (actor, recipient), labels in known.items():
        share = 1.0 / len(labels)
        example.pairs.append(Pair(actor, recipient, dict.fromkeys(labels, share)))
    spans = [(t.left_edge.idx if t.left_edge.i > t.i - 4 else t.idx, t.idx + len(t)) for t in parties]
    taken = {span[1] for pair in known for span in pair if span}
    free = [s for s in spans if s[1] not in taken] if known else spans
    if len(spans) > 1:
        for _ in range(1 if known else 2):
            first = chance.choice(free or spans)
            second = chance.choice([s for s in spans if s != first] or [first])
            # Both ends free of any act, so that nothing untrue is taught.
            if not known or (first in free and second in free and first != second):
                example.pairs.append(Pair(first, second, {none: 1.0}))
