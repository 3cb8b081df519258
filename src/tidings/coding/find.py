"""Parsed sentences and mentions -> Acts and Refusals: the room's one way in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tidings.coding.acts import Act
from tidings.coding.lexicon import lemma_of
from tidings.coding.modes import find_modes
from tidings.coding.parties import to_entities
from tidings.coding.readings import Reader, Reading
from tidings.coding.sizes import find_size
from tidings.mentions import MentionIndex
from tidings.records import Entity, Location, Mention, Refusal, TimeSpan
from tidings.sentences import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_acts"]

# Words for acts in which all parties do the same (codebook, CONSULT).
_RECIPROCAL = frozenset(
    (
        "meet talk negotiate confer discuss meeting talk talks summit negotiation negotiations dialogue "
        "discussion handshake consultation"
    ).split()
)
_CLAUSE_BORDER = frozenset({"relcl", "advcl", "conj", "ccomp", "parataxis"})
_HOSTS = frozenset(["host", "welcome", "receive", "greet"])


def find_acts(
    parsed: Parsed, index: MentionIndex, reader: Reader, article: str, threshold: float
) -> tuple[list[Act], list[Refusal]]:
    """Find the acts that a sentence reports.

    Args:
        parsed: the sentence.
        index: the mentions of its article.
        reader: reads acts off the sentence.
        article: the article's id, for refusals.
        threshold: the probability under which an act is refused.

    Returns:
        Acts in order, and the readings that were refused with the reason.
    """
    acts: list[Act] = []
    refusals: list[Refusal] = []
    for reading in reader.read(parsed):
        outcome = _judge(parsed, reading, index, threshold)
        if isinstance(outcome, Act):
            acts.append(outcome)
        else:
            start, end = parsed.offsets(reading.token)
            refusals.append(
                Refusal(
                    "act",
                    outcome,
                    article,
                    start,
                    end,
                    f"{reading.type} {reading.probability:.2f}: {reading.token.text}",
                )
            )
    return acts, refusals


def _judge(parsed: Parsed, reading: Reading, index: MentionIndex, threshold: float) -> Act | str:
    actor_heads, recipient_heads = _conventions(reading)
    actors = to_entities(parsed, actor_heads, index, things=False)
    receiving = to_entities(parsed, recipient_heads, index, things=True)
    if not any(e.code or e.sector for e in (*actors, *receiving)):
        return "no political party"
    if reading.probability < threshold:
        return "unsure"
    taken = {(e.start, e.end) for e in actors}
    receiving = tuple(e for e in receiving if (e.start, e.end) not in taken)
    clause = _clause(reading.token)
    words = reading.words
    first, last = parsed.offsets(words[0])[0], parsed.offsets(words[-1])[1]
    near = _near(parsed, clause, index)
    return Act(
        parsed=parsed,
        trigger=parsed.offsets(reading.token) if last - first > 60 else (first, last),
        trigger_token=reading.token.i,
        words=(" ".join(t.text for t in words),),
        type=reading.type,
        modes=find_modes(
            reading.type, " ".join(t.text for t in words), " ".join(t.text for t in clause), reading.modes
        ),
        actors=actors,
        recipients=receiving,
        location=_location(near, reading.token, parsed, (*actors, *receiving)),
        time=_time(near, parsed, reading.token),
        size=find_size(clause),
        probability=reading.probability,
        trace=reading.trace,
    )


def _conventions(reading: Reading) -> tuple[list[Token], list[Token]]:
    """Actors and recipients by PLOVER's conventions: reciprocal acts have actors alone, hosts receive."""
    actors, receiving = list(reading.actors), list(reading.recipients)
    lemma = lemma_of(reading.token)
    if reading.type == "CONSULT" and lemma in _HOSTS and "rule" in reading.trace:
        return receiving, actors
    if reading.type == "CONSULT" and lemma in _RECIPROCAL and "visit" not in reading.modes:
        return [*actors, *receiving], []
    return actors, receiving


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
    start, end = parsed.sentence.start, parsed.sentence.end
    for mention in (*index.covering(start, end, "place"), *index.covering(start, end, "time")):
        hangs = any(first >= mention.start and last <= mention.end for first, last in spans)
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
