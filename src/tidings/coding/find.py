"""Parsed sentences and mentions -> Acts and Refusals: the room's one way in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tidings.coding.acts import Act
from tidings.coding.lexicon import lemma_of
from tidings.coding.modes import find_modes
from tidings.coding.parties import to_entities
from tidings.coding.readings import Reader, Reading
from tidings.coding.receivers import owners_of_things, unnamed_recipients
from tidings.coding.roles import subjects
from tidings.coding.sizes import find_size
from tidings.mentions import MentionIndex
from tidings.ontology import TYPES
from tidings.records import Entity, Location, Mention, Quote, Refusal, TimeSpan
from tidings.sentences import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_acts"]

# Words for acts in which all parties do the same (codebook, CONSULT).
_RECIPROCAL = frozenset(
    (
        "meet talk negotiate confer discuss meeting talks summit negotiation negotiations dialogue "
        "discussion handshake consultation"
    ).split()
)
_CLAUSE_BORDER = frozenset({"relcl", "advcl", "conj", "ccomp", "parataxis"})
_ACCUSERS = frozenset({"accuse", "suspect"})
_HOSTS = frozenset(["host", "welcome", "receive", "greet"])
# Sectors of those whose acts are political by themselves; of anybody else at least one party's country must
# be known, except that a protest is political whoever protests.
_POLITICAL = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF CRM ELI REF OPP PRE".split())
# What a firm does to its like is business, though its country is known.
_FIRMS = frozenset({"BUS", "MNC"})
# Who is called after a place, wherever they are.
_SOMEBODY = frozenset(
    (
        "police officials official officers officer troops forces soldiers soldier army navy military government "
        "authorities prosecutors lawmakers diplomats residents man woman men women president minister citizens citizen"
    ).split()
)
# What is merely said is a threat only where the reader is sure: of eight such records read by eye none was one.
_SAYING = frozenset({"say", "tell", "add", "argue"})
_SURE = 0.6
_BOUNDING = frozenset({"since", "until", "till", "before"})
_FIRST_PERSON = frozenset({"we", "i", "us", "me"})
# Prepositions that say where an act happened, not with whom or about what.
_LOCATIVE = frozenset(
    "in at near outside inside off along around over across into on between throughout toward towards within beside "
    "opposite through onto aboard beyond above".split()
)


def find_acts(
    parsed: Parsed,
    index: MentionIndex,
    reader: Reader,
    article: str,
    threshold: float,
    quotes: Sequence[Quote] = (),
    leisure: bool = False,
) -> tuple[list[Act], list[Refusal]]:
    """Find the acts that a sentence reports.

    Args:
        parsed: the sentence.
        index: the mentions of its article.
        reader: reads acts off the sentence.
        article: the article's id, for refusals.
        threshold: the probability under which an act is refused.
        quotes: the article's quotes: whom "we" inside one stands for.
        leisure: the article is about sport or show business, where a country is a team: only a party of a political
            sector counts.

    Returns:
        Acts in order, and the readings that were refused with the reason.
    """
    acts: list[Act] = []
    refusals: list[Refusal] = []
    for reading in reader.read(parsed):
        outcome = _judge(parsed, reading, index, threshold, quotes, leisure)
        if isinstance(outcome, Act):
            acts.append(outcome)
        else:
            start, end = parsed.offsets(reading.token)
            detail = f"{reading.type} {reading.probability:.2f}: {reading.token.text}"
            refusals.append(Refusal("act", outcome, article, start, end, detail))
    return acts, refusals


def _judge(
    parsed: Parsed, reading: Reading, index: MentionIndex, threshold: float, quotes: Sequence[Quote], leisure: bool
) -> Act | str:
    actor_heads, recipient_heads = _conventions(reading)
    recipient_heads = owners_of_things(parsed, recipient_heads, index, reading.type)
    if not recipient_heads and not _is_reciprocal(reading):
        recipient_heads = unnamed_recipients(parsed, reading.token, reading.type, actor_heads, index)
    actors = tuple(_spoken(e, quotes) for e in to_entities(parsed, actor_heads, index, things=False))
    receiving = tuple(_spoken(e, quotes) for e in to_entities(parsed, recipient_heads, index, things=True))
    if reading.type in TYPES and not _is_political(reading.type, (*actors, *receiving), leisure):
        return "no political party"
    if reading.probability < max(threshold, _SURE if _is_said_threat(reading) else 0.0):
        return "unsure"
    receiving = _others(receiving, actors)
    clause = _clause(reading.token)
    words = reading.words
    first, last = parsed.offsets(words[0])[0], parsed.offsets(words[-1])[1]
    inside, outside = _near(parsed, clause, index)
    parties = (*actors, *receiving)
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
        location=_location(inside, reading.token, parsed, parties)
        or (_attacked(receiving, index) if reading.type == "ASSAULT" else None)
        or _location(outside, reading.token, parsed, parties),
        time=_time(inside, outside, parsed, reading.token),
        size=find_size(clause),
        probability=reading.probability,
        trace=reading.trace,
    )


def _others(receiving: Sequence[Entity], actors: Sequence[Entity]) -> tuple[Entity, ...]:
    """The recipients that are none of the actors, by their words or by whom the tables know there."""
    words = {(e.start, e.end) for e in actors}
    known = {(e.identifier_text, e.code, e.sector) for e in actors if e.identifier_text}
    return tuple(
        e for e in receiving if (e.start, e.end) not in words and (e.identifier_text, e.code, e.sector) not in known
    )


def _is_said_threat(reading: Reading) -> bool:
    return reading.type == "THREATEN" and lemma_of(reading.token) in _SAYING


def _is_political(type: str, parties: Sequence[Entity], leisure: bool) -> bool:
    if leisure:
        return any(_POLITICAL & set(e.sector) for e in parties)
    if type == "PROTEST":
        return any(e.code or e.sector for e in parties)
    return any(_POLITICAL & set(e.sector) or (e.code and not {e.code, *e.sector} & _FIRMS) for e in parties)


def _spoken(entity: Entity, quotes: Sequence[Quote]) -> Entity:
    """Whom "we" or "I" stands for: the speaker of the quote it stands in."""
    if entity.entity_text.lower() not in _FIRST_PERSON:
        return entity
    quote = next((q for q in quotes if q.start <= entity.start and entity.end <= q.end and q.speaker), None)
    if quote is None or quote.speaker is None:
        return entity
    speaker = quote.speaker
    return dataclasses.replace(
        speaker, entity_text=entity.entity_text, start=entity.start, end=entity.end, resolved=speaker.name
    )


def _conventions(reading: Reading) -> tuple[list[Token], list[Token]]:
    """Actors and recipients by PLOVER's conventions: reciprocal acts have actors alone, hosts receive."""
    actors, receiving = list(reading.actors), list(reading.recipients)
    lemma = lemma_of(reading.token)
    if lemma in _ACCUSERS and not receiving and not any(c.dep_ in {"dobj", "obj"} for c in reading.token.children):
        # "China accused of": a headline leaves the passive's auxiliary out.
        return [], actors
    if reading.type == "CONSULT" and lemma in _HOSTS:
        numbers = {t.i for t in subjects(reading.token)}
        hosts = [t for t in (*actors, *receiving) if t.i in numbers]
        guests = [t for t in (*actors, *receiving) if t.i not in numbers]
        if hosts and (guests or hosts == actors):
            return guests, hosts
    if _is_reciprocal(reading) and reading.type == "CONSULT":
        return [*actors, *receiving], []
    if not actors and len(receiving) > 1 and reading.type in {"CONSULT", "COOPERATE"}:
        # What all do alike has no recipients alone.
        return receiving, []
    return actors, receiving


def _is_reciprocal(reading: Reading) -> bool:
    """Whether all parties do the same: those of a meeting, or several of a deal, a clash, a joint work."""
    if reading.type == "CONSULT":
        return lemma_of(reading.token) in _RECIPROCAL and "visit" not in reading.modes
    return len(reading.actors) > 1 and reading.type in {"AGREE", "SUPPORT", "COOPERATE", "ASSAULT"}


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


def _near(parsed: Parsed, clause: Iterable[Token], index: MentionIndex) -> tuple[list[Mention], list[Mention]]:
    """The places and times of the sentence: those of the act's clause, and the others."""
    spans = [parsed.offsets(t) for t in clause]
    inside: list[Mention] = []
    outside: list[Mention] = []
    start, end = parsed.sentence.start, parsed.sentence.end
    for mention in (*index.covering(start, end, "place"), *index.covering(start, end, "time")):
        hangs = any(first >= mention.start and last <= mention.end for first, last in spans)
        (inside if hangs else outside).append(mention)
    return inside, outside


def _distance(mention: Mention, parsed: Parsed, token: Token) -> int:
    return abs(mention.start - parsed.offsets(token)[0])


def _location(near: list[Mention], token: Token, parsed: Parsed, parties: Iterable[Entity]) -> Location | None:
    taken = [(e.start, e.end) for e in parties]
    places = [
        m
        for m in near
        if m.kind == "place" and m.location and not any(s <= m.start and m.end <= e for s, e in taken)
        if m.location.relation or _is_locative(parsed, m)
    ]
    if not places:
        return None
    # The finest place of the clause: "in Aleppo, Syria" is Aleppo.
    best = max(places, key=lambda m: ((m.location.resolution or 0) if m.location else 0, -_distance(m, parsed, token)))
    return best.location


def _attacked(receiving: Sequence[Entity], index: MentionIndex) -> Location | None:
    """What is attacked is where it happened, where it is a place ("the invasion of Ukraine")."""
    places = [m for e in receiving for m in index.covering(e.start, e.end, "place") if m.end == e.end]
    return places[0].location if places else None


def _bounds(parsed: Parsed, mention: Mention) -> bool:
    """Whether a time only bounds the act ("the first since 2019", "before Friday") and is not when it happened."""
    base = parsed.sentence.start
    before = [word.lower() for word in parsed.doc.text[: mention.start - base].split()[-4:]]
    return bool(before) and (before[-1] in _BOUNDING or ("since" in before and before[-1] in {"the", "of", "early"}))


def _is_locative(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place hangs on a preposition of place, itself or through what it stands in apposition to."""
    base = parsed.sentence.start
    word = next((t for t in reversed(list(parsed.doc)) if mention.start <= t.idx + base < mention.end), None)
    for _ in range(6):
        if word is None or word.head.i == word.i:
            return False
        if word.dep_ == "pobj":
            return word.head.lower_ in _LOCATIVE
        if word.dep_ == "npadvmod":
            # "drafted in the US" it is not in "US-drafted".
            return word.i + 1 < len(parsed.doc) and parsed.doc[word.i + 1].text not in {"-", "‑"}
        if word.dep_ not in {"appos", "conj", "compound", "nmod", "amod", "poss"} or word.head.pos_ in {"VERB", "AUX"}:
            return False
        if word.head.lower_ in _SOMEBODY:
            # "to US officials": whose they are, not where.
            return False
        word = word.head
    return False


def _tells_when(time: TimeSpan) -> bool:
    """Whether a time says when something happened: a date, or hours before or after what did that day."""
    return time.type in {"DATE", "TIME"} or (time.date is not None and time.precision == "day")


def _time(inside: list[Mention], outside: list[Mention], parsed: Parsed, token: Token) -> TimeSpan | None:
    """The first date of the act's clause, else of what the clause hangs on; a time of day where there is none."""
    above = {t.i for t in token.ancestors} | {token.i}
    near = [m for m in inside if not _dates_a_thing(parsed, m, token)]
    near += [m for m in outside if not _dates_a_thing(parsed, m, token) and _carrier(parsed, m) in above]
    times = [m for m in near if m.kind == "time" and m.time is not None and _tells_when(m.time)]
    times = [m for m in times if not _bounds(parsed, m)]
    best = next((m for m in times if m.time and m.time.date), None) or next(iter(times), None)
    return best.time if best else None


def _dates_a_thing(parsed: Parsed, mention: Mention, token: Token) -> bool:
    """Whether a time tells of another thing than the act: "the 2020 election", "a law of 1991"."""
    word = parsed.word_at(mention.start, mention.end)
    if word is None or mention.kind != "time":
        return False
    if word.dep_ in {"compound", "nummod", "amod", "nmod", "poss"}:
        return bool(word.head.i != token.i and word.head.pos_ in {"NOUN", "PROPN"})
    if word.dep_ == "pobj" and word.head.lower_ in {"of", "from"}:
        thing = word.head.head
        return bool(thing.i != token.i and thing.pos_ in {"NOUN", "PROPN"})
    return False


def _carrier(parsed: Parsed, mention: Mention) -> int | None:
    """The verb that a time of another clause hangs on."""
    word = parsed.word_at(mention.start, mention.end)
    for _ in range(4):
        if word is None or word.pos_ in {"VERB", "AUX"}:
            break
        word = word.head
    return None if word is None else word.i
