"""What happens between two named parties of a text: the probability of each type, and of NONE."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tidings.coding.features import (
    head_of,
    party_candidates,
    role_features,
    rule_arguments,
    span_of,
    trigger_candidates,
    trigger_features,
)
from tidings.coding.network import softmax
from tidings.ontology import NONE
from tidings.sentences import split_text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from tidings.coding.network import Array, Encoded, Network

__all__ = ["relate_parties"]

# Share of the pair head's log-probabilities beside those of the words that may report an act.
PAIR_SHARE = 0.5
# A word speaks for the two parties by the chance that it is the one's doing to the other; this much
# weight it has even where the roles are not seen to fit.
_FLOOR = 0.02


def relate_parties(text: str, actor: str, recipient: str, nlp: Language, network: Network) -> dict[str, float]:
    """Give the probability of each type between two parties.

    Args:
        text: a sentence or short passage; the sentence that names most of them is read.
        actor: words that name who acts.
        recipient: words that name whom it is done to; empty where nobody is.
        nlp: the language model.
        network: the network.

    Returns:
        Probabilities by label, NONE among them, that sum to 1.
    """
    sentence = _sentence(text, actor, recipient)
    doc = nlp(sentence)
    encoded = network.encode(sentence)
    first, second = _find(sentence, actor), _find(sentence, recipient)
    told = np.log(_by_words(doc, encoded, first, second, network) + 1e-6)
    between = np.log(softmax(network.pair(encoded, first, second)) + 1e-6)
    chances = softmax((1 - PAIR_SHARE) * told + PAIR_SHARE * between)
    return {label: round(float(chance), 4) for label, chance in zip(network.labels, chances, strict=True)}


def _sentence(text: str, actor: str, recipient: str) -> str:
    """The sentence that names both; the first that names one; else the first. Of adjoining ones their stretch."""
    spans = split_text(text, 1200)
    if not spans:
        return text
    pieces = [text[start:end] for start, end in spans]
    return max(
        pieces, key=lambda p: ((_find(p, actor) is not None) + (_find(p, recipient) is not None), -pieces.index(p))
    )


def _find(sentence: str, words: str) -> tuple[int, int] | None:
    """The words in the sentence, whole if they can be; else their last word."""
    words = words.strip()
    for wanted in (words, words.split()[-1] if words else ""):
        if wanted:
            # From the start of a word: "Russia" stands in "Russian", "US" not in "Russia".
            found = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", sentence) or re.search(
                rf"(?<!\w){re.escape(wanted)}", sentence, re.IGNORECASE
            )
            if found:
                return found.span()
    return None


def _by_words(
    doc: Doc, encoded: Encoded, first: tuple[int, int] | None, second: tuple[int, int] | None, network: Network
) -> Array:
    tokens = trigger_candidates(doc, network.nouns)
    none = network.labels.index(NONE)
    if not tokens:
        nothing: Array = np.eye(len(network.labels), dtype=np.float32)[none]
        return nothing
    scores, _ = network.triggers(encoded, [span_of(t) for t in tokens], [trigger_features(t) for t in tokens])
    types = np.stack([softmax(row) for row in scores])
    heads = _heads(doc, (first, second))
    weights = np.array([_fit(encoded, t, row, heads, network) for t, row in zip(tokens, types, strict=True)])
    # Words speak in turn with how well the two fit as their parties, and with how surely they tell of an act.
    weights *= 1 - types[:, none] + 1e-3
    out: Array = (types * (weights / weights.sum())[:, None]).sum(0)
    return out


def _fit(encoded: Encoded, token: Token, types: Array, heads: Sequence[Token | None], network: Network) -> float:
    """The chance that a word tells what the first of two heads does to the second."""
    none = network.labels.index(NONE)
    guess = network.labels[int(np.argmax(np.delete(types, none)))]
    rules = rule_arguments(token)
    sides: list[tuple[float, float]] = []
    for head in heads:
        if head is None or head.i == token.i:
            sides.append((0.5, 0.5))
            continue
        features = [role_features(token, head, rules)]
        scores, _ = network.roles(encoded, span_of(token), guess, [span_of(head)], features)
        chance = 1 / (1 + np.exp(-scores[0]))
        sides.append((float(chance[0]), float(chance[1])))
    straight = sides[0][0] * sides[1][1]
    together = sides[0][0] * sides[1][0] if guess in {"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT"} else 0.0
    return max(straight, together, _FLOOR)


def _heads(doc: Doc, spans: Sequence[tuple[int, int] | None]) -> list[Token | None]:
    parties = {t.i for t in party_candidates(doc)}
    found: list[Token | None] = []
    for span in spans:
        head = head_of(doc, *span) if span is not None else None
        if head is not None and head.i not in parties:
            inside = [t for t in doc if t.i in parties and span is not None and span[0] <= t.idx < span[1]]
            head = inside[-1] if inside else head
        found.append(head)
    return found
