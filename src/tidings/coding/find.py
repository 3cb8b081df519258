"""Parsed sentences and mentions -> Acts and Refusals: the room's one way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from tidings.coding.acts import Act
from tidings.coding.candidates import Candidate, act_words, find_candidates, recipients
from tidings.coding.lexicon import lemma_of
from tidings.coding.modes import find_modes
from tidings.coding.parties import to_entities
from tidings.coding.sizes import find_size
from tidings.mentions import MentionIndex
from tidings.ontology import NONE
from tidings.records import Entity, Location, Mention, Refusal, TimeSpan
from tidings.sentences import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Classifier", "find_acts"]

# Types whose parties are on one level: all are actors unless one hosts (codebook, CONSULT).
_RECIPROCAL_PREPOSITIONS = {"CONSULT": ("with", "between", "among"), "SUPPORT": ("with", "between"), "COOPERATE": ("with", "between"), "ASSAULT": ("with", "between", "among"), "AGREE": ("between",)}
_RECIPROCAL_VERBS = frozenset("meet talk negotiate confer discuss sign clash fight battle skirmish cooperate collaborate consult trade exchange speak".split())
_RECIPROCAL_NOUNS = frozenset("meeting talk talks summit negotiation negotiations clash clashes fighting battle skirmish dialogue discussion discussions handshake consultation exercise drill".split())
_CLAUSE_BORDER = frozenset({"relcl", "advcl", "conj", "ccomp", "parataxis"})
_HOSTS = frozenset("host welcome receive greet".split())


class Classifier(Protocol):
    """What says of which type a candidate is: the trigger table alone, or the trained model."""

    def classify(self, parsed: Parsed, candidate: Candidate, actors: Sequence[Entity], recipients: Sequence[Entity]) -> tuple[str, float, str]:
        """Give the type (or NONE), its calibrated probability, and what decided it."""
        ...


class TableClassifier:
    """Reads the type off the trigger table: the most specific row that the words meet."""

    def classify(self, parsed: Parsed, candidate: Candidate, actors: Sequence[Entity], recipients: Sequence[Entity]) -> tuple[str, float, str]:
        """Give the type of the first row; the probability is a mere count of known parties."""
        row = candidate.rows[0]
        known = sum(any(e.code or e.sector for e in side) for side in (actors, recipients))
        return row.type, (0.4, 0.6, 0.8)[known], row.row


def find_acts(parsed: Parsed, index: MentionIndex, classifier: Classifier, article: str) -> tuple[list[Act], list[Refusal]]:
    """Find the acts that a sentence reports.

    Args:
        parsed: the sentence.
        index: the mentions of its article.
        classifier: says of which type a candidate is.
        article: the article's id, for refusals.

    Returns:
        Acts in order, and the candidates that were refused with the reason.
    """
    acts: list[Act] = []
    refusals: list[Refusal] = []
    for candidate in find_candidates(parsed.doc):
        outcome = _judge(parsed, candidate, index, classifier)
        if isinstance(outcome, Act):
            acts.append(outcome)
        else:
            start, end = parsed.offsets(candidate.token)
            refusals.append(Refusal("act", outcome, article, start, end, candidate.token.text))
    return acts, refusals


def _judge(parsed: Parsed, candidate: Candidate, index: MentionIndex, classifier: Classifier) -> Act | str:
    if candidate.swallowed_by is not None:
        return "swallowed"
    type_guess = candidate.rows[0].type
    actor_heads, recipient_heads = _parties(candidate, type_guess)
    actors = to_entities(parsed, actor_heads, index, things=False)
    receiving = to_entities(parsed, recipient_heads, index, things=True)
    if not actors and not any(e.code or e.sector for e in receiving):
        return "no party"
    if not any(e.code or e.sector for e in (*actors, *receiving)):
        return "no political party"
    type, probability, why = classifier.classify(parsed, candidate, actors, receiving)
    if type == NONE:
        return "no act"
    taken = {(e.start, e.end) for e in actors}
    receiving = tuple(e for e in receiving if (e.start, e.end) not in taken)
    words = act_words(candidate)
    clause = _clause(candidate.token)
    listed = next((row.mode for row in candidate.rows if row.type == type and row.mode), None)
    modes = find_modes(type, " ".join(t.text for t in words), " ".join(t.text for t in clause), listed)
    first, last = parsed.offsets(words[0])[0], parsed.offsets(words[-1])[1]
    near = _near(parsed, clause, index)
    return Act(
        parsed=parsed,
        trigger=parsed.offsets(candidate.token) if last - first > 60 else (first, last),
        trigger_token=candidate.token.i,
        words=(" ".join(t.text for t in words),),
        type=type,
        modes=modes,
        actors=actors,
        recipients=receiving,
        location=_location(near, candidate.token, parsed, (*actors, *receiving)),
        time=_time(near, parsed, candidate.token),
        size=find_size(clause),
        probability=probability,
        trace=(why,),
    )


def _parties(candidate: Candidate, type: str) -> tuple[list[Token], list[Token]]:
    """Actors and recipients by PLOVER's conventions: reciprocal acts have actors alone, hosts receive."""
    found = candidate.arguments
    actors = list(found.actors)
    others = recipients(candidate, type)
    lemma = lemma_of(candidate.token)
    if type == "CONSULT" and lemma in _HOSTS:
        return (others, actors) if others else (actors, [])
    reciprocal = lemma in _RECIPROCAL_VERBS or lemma in _RECIPROCAL_NOUNS
    if reciprocal and type in _RECIPROCAL_PREPOSITIONS:
        by = [t for name in _RECIPROCAL_PREPOSITIONS[type] for t in found.by_preposition.get(name, [])]
        if type == "CONSULT" and candidate.token.pos_ == "VERB":
            by = [*found.objects, *by] if lemma == "meet" else by
        if by or type == "CONSULT":
            return [*actors, *(t for t in by if t not in actors)], [] if type != "ASSAULT" or by else others
    return actors, others


def _clause(token: Token) -> list[Token]:
    """The tokens that hang on a word without crossing into another clause."""
    found = [token]
    stack = list(token.children)
    while stack:
        child = stack.pop()
        if child.dep_ in _CLAUSE_BORDER and child.pos_ in {"VERB", "AUX"} and child.dep_ != "ccomp":
            continue
        found.append(child)
        stack.extend(child.children)
    return sorted(found, key=lambda t: t.i)


def _near(parsed: Parsed, clause: Iterable[Token], index: MentionIndex) -> list[Mention]:
    """The places and times of the sentence, those of the act's clause first."""
    spans = [parsed.offsets(t) for t in clause]
    inside: list[Mention] = []
    outside: list[Mention] = []
    for mention in index.covering(parsed.sentence.start, parsed.sentence.end):
        if mention.kind == "actor":
            continue
        hangs = any(start >= mention.start and end <= mention.end for start, end in spans)
        (inside if hangs else outside).append(mention)
    return [*inside, *outside]


def _distance(mention: Mention, parsed: Parsed, token: Token) -> int:
    return abs(mention.start - parsed.offsets(token)[0])


def _location(near: list[Mention], token: Token, parsed: Parsed, parties: Iterable[Entity]) -> Location | None:
    taken = [(e.start, e.end) for e in parties]
    places = [
        m for m in near if m.kind == "place" and m.location and not any(s <= m.start and m.end <= e for s, e in taken)
    ]
    if not places:
        return None
    # The finest place of the clause: "in Aleppo, Syria" is Aleppo.
    best = max(places, key=lambda m: ((m.location.resolution or 0) if m.location else 0, -_distance(m, parsed, token)))
    return best.location


def _time(near: list[Mention], parsed: Parsed, token: Token) -> TimeSpan | None:
    times = [m for m in near if m.kind == "time" and m.time is not None and m.time.type in {"DATE", "TIME"}]
    dated = [m for m in times if m.time and m.time.date] or times
    best = min(dated, key=lambda m: (near.index(m) if m in near else 0, _distance(m, parsed, token)), default=None)
    return best.time if best else None
