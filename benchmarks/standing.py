"""Who says it, how surely, and one record a real event: articles marked by hand (`benchmarks/marked/standing/`).

- *speakers*: of the marked quotations, those that tidings gives with the right speaker: its name, or what
  it stands for, has the marked words, or its own words are the marked ones.
- *certainty*, *auxiliary*, *standing* (both), *source*: of the marked acts that are judged at the marked
  word, whether the coder found them or not. The source counts where one is marked and the certainty is not
  `asserted`.
- *coded.…*: the same of the records, at the marked acts whose word the coder found. PLOVER's rewriting
  rules take future and hypothesis into the types AGREE, CONCEDE and THREATEN, and there both are right.
- *joined*: pairwise F1 of "tell of the same event" over the marked acts that the coder found.

Errors of every other article, from the first on, were read while the rules were mended (*seen*); the
others were only counted (*unseen*), and the targets are theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.joining import Pairs, judge_pairs
from benchmarks.rows import Missing, Options, Row
from benchmarks.standingmarks import FOLDER, MarkedAct, MarkedArticle, MarkedQuote, article_at, load
from tidings import pipeline
from tidings.knowledge import load_tables
from tidings.mentions import find_mentions, index_mentions
from tidings.records import Article, Attribution, Entity, Event, Quote, digest
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings
from tidings.standing import Standing, find_quotes, judge

__all__ = ["Reading", "Tally", "compare", "measure", "speaks"]

_REWRITTEN = frozenset({"AGREE", "CONCEDE", "THREATEN"})
_TAKEN_IN = frozenset({"future", "hypothetical"})
_WHAT = {
    "speakers": "quotes with the right speaker",
    "certainty": "acts judged at their word: certainty",
    "auxiliary": "acts judged at their word: auxiliary modes",
    "standing": "acts judged at their word: both",
    "source": "acts judged at their word: source, where one is named",
    "coded.certainty": "coded acts: certainty",
    "coded.auxiliary": "coded acts: auxiliary modes",
    "coded.standing": "coded acts: both",
    "coded.source": "coded acts: source, where one is named",
}
_TARGETS = {"speakers": 0.90, "certainty": 0.90, "auxiliary": 0.90, "standing": 0.90, "joined": 0.85}
_TARGETS |= {f"coded.{name}": 0.90 for name in ("certainty", "auxiliary", "standing")}


@dataclass(frozen=True, slots=True)
class Reading:
    """What tidings made of an article: its quotes, its records, and its judgement of each marked act."""

    article: Article
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    judged: tuple[Standing, ...]


class Tally:
    """Right and wrong of each measure, and the pairs of marks that are, and are told as, one event."""

    def __init__(self) -> None:
        self.right: dict[str, int] = {}
        self.cases: dict[str, int] = {}
        self.pairs = Pairs()

    def count(self, measure: str, right: bool) -> None:
        """Count one case.

        Args:
            measure: what is measured.
            right: whether it is right.
        """
        self.right[measure] = self.right.get(measure, 0) + right
        self.cases[measure] = self.cases.get(measure, 0) + 1

    def share(self, measure: str) -> float | None:
        """Give the share that is right; None where there was no case.

        Args:
            measure: what is measured.
        """
        cases = self.cases.get(measure, 0)
        return self.right[measure] / cases if cases else None


def speaks(speaker: Entity | None, marked: tuple[int, int] | None, text: str) -> bool:
    """Say whether a speaker or source is the marked one.

    Args:
        speaker: the entity that tidings names.
        marked: offsets of the words that name it most fully; None where nobody is named.
        text: the article's text.
    """
    if speaker is None or marked is None:
        return speaker is None and marked is None
    words = {_fold(w) for w in text[slice(*marked)].split()}
    names = (speaker.identifier_text, speaker.resolved, speaker.entity_text)
    if any(words <= {_fold(w) for w in name.split()} for name in names if name):
        return True
    return speaker.start < marked[1] and marked[0] < speaker.end


def _fold(word: str) -> str:
    return word.casefold().strip(".,;:\"“”‘’'()").removesuffix("'s").removesuffix("’s")


def compare(reading: Reading, marked: MarkedArticle, tally: Tally) -> list[str]:
    """Compare what was made of an article with its marks.

    Args:
        reading: what tidings made of it.
        marked: its marks.
        tally: where the counts are added.

    Returns:
        A line for every error.
    """
    errors = [*_quotes(reading, marked.quotes, tally)]
    for act, standing in zip(marked.acts, reading.judged, strict=True):
        errors += _act(reading.article, act, standing.attribution, [set(standing.auxiliary)], "", tally)
    found: list[tuple[MarkedAct, Event]] = []
    for act in marked.acts:
        event = _event_at(reading.events, act)
        if event is not None:
            found.append((act, event))
            either = [set(event.auxiliary)]
            if event.event[0] in _REWRITTEN:
                either += [either[0] | {mode} for mode in sorted(_TAKEN_IN)]
            errors += _act(reading.article, act, event.attribution, either, "coded.", tally)
    joined = judge_pairs(reading.article, combinations(found, 2), tally.pairs)
    errors += (f"joined: {error}" for error in joined)
    return errors


def _quotes(reading: Reading, marks: Iterable[MarkedQuote], tally: Tally) -> Iterator[str]:
    text = reading.article.text
    for mark in marks:
        over = [q for q in reading.quotes if q.start < mark.span[1] and mark.span[0] < q.end]
        quote = max(over, key=lambda q: (q.kind != "indirect", _overlap(q, mark), -q.start), default=None)
        speaker = quote.speaker if quote is not None else None
        right = speaks(speaker, mark.speaker, text)
        tally.count("speakers", right)
        if not right:
            wanted = text[slice(*mark.speaker)] if mark.speaker else None
            given = speaker.name if speaker else "none" if quote is not None else "no quote"
            yield f"speakers: {given} for {wanted}: {text[slice(*mark.span)]}"


def _overlap(quote: Quote, mark: MarkedQuote) -> int:
    return min(quote.end, mark.span[1]) - max(quote.start, mark.span[0])


def _event_at(events: Sequence[Event], act: MarkedAct) -> Event | None:
    """The record whose words overlap a mark: of several the one with the fewest words, then the first."""
    over = [
        e for e in events if e.text_info.trigger_start < act.trigger[1] and act.trigger[0] < e.text_info.trigger_end
    ]
    return min(over, key=lambda e: (e.text_info.trigger_end - e.text_info.trigger_start, e.id), default=None)


def _act(
    article: Article, act: MarkedAct, found: Attribution, auxiliary: Sequence[set[str]], prefix: str, tally: Tally
) -> Iterator[str]:
    text = article.text
    sure = found.certainty in act.certainty
    wanted = [set(modes) for modes in act.auxiliary]
    moded = any(modes in wanted for modes in auxiliary) or (
        len(auxiliary) > 1 and any(modes - _TAKEN_IN == auxiliary[0] for modes in wanted)
    )
    for name, right in (("certainty", sure), ("auxiliary", moded), ("standing", sure and moded)):
        tally.count(prefix + name, right)
    at = f"“{text[slice(*act.trigger)]}” in: {_around(article, act.trigger[0])}"
    if not sure:
        yield f"{prefix}certainty: {found.certainty} ({found.cue}) for {'|'.join(act.certainty)}: {at}"
    if not moded:
        given = "+".join(sorted(auxiliary[0])) or "none"
        yield f"{prefix}auxiliary: {given} for {'|'.join('+'.join(m) or 'none' for m in act.auxiliary)}: {at}"
    if act.source is not None and found.certainty != "asserted" and sure:
        named = speaks(found.source, act.source, text)
        tally.count(f"{prefix}source", named)
        if not named:
            yield f"{prefix}source: {found.source_text} for {text[slice(*act.source)]}: {at}"


def _around(article: Article, offset: int) -> str:
    return next((s.text for s in split(article) if s.start <= offset < s.end), "")


def read(article: Article, marked: MarkedArticle) -> Reading:
    """Code a marked article, and judge its marked acts.

    Args:
        article: the article.
        marked: its marks.
    """
    settings = Settings()
    coded = pipeline.code_article(article, settings)
    parsed = parse(split(article, settings.max_sentence), load_language_model(settings.language_model))
    mentions = find_mentions(article, parsed, load_tables())
    quotes = find_quotes(article, parsed, mentions)
    index = index_mentions(mentions)
    judged = []
    for act in marked.acts:
        sentence = next(p for p in parsed if p.sentence.start <= act.trigger[0] < p.sentence.end)
        judged.append(judge(sentence, act.trigger, article, mentions, quotes, index))
    return Reading(article, coded.quotes, coded.events, tuple(judged))


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure speakers, standing and joining on the marked articles.

    Args:
        shared: the folder of the gold sets.
        options: `verbose` prints the errors of the half that may be looked at.

    Raises:
        Missing: the news is not there, or no article is as it was when it was marked.
    """
    halves = {"seen": Tally(), "unseen": Tally()}
    changed = 0
    for number, marked in enumerate(m for path in sorted(FOLDER.glob("*.jsonl")) for m in load(path)):
        half = "unseen" if number % 2 else "seen"
        article = article_at(shared, marked.file, marked.row)
        if digest(article.text) != marked.digest:
            # A page is read otherwise than when it was marked: its offsets say nothing now.
            changed += 1
            continue
        errors = compare(read(article, marked), marked, halves[half])
        if options.verbose and half == "seen":
            print(*(f"{marked.file}:{marked.row} {error}" for error in errors), sep="\n")
    if not any(tally.cases for tally in halves.values()):
        raise Missing("no marked article is as it was when it was marked")
    rows = [row for half, tally in halves.items() for row in _rows(half, tally)]
    return [*rows, Row("standing.changed", changed, changed, "articles read otherwise than when marked, left out")]


def _rows(half: str, tally: Tally) -> Iterator[Row]:
    def target(name: str) -> float | None:
        return _TARGETS.get(name) if half == "unseen" else None

    for name, what in _WHAT.items():
        yield Row(f"standing.{half}.{name}", tally.share(name), tally.cases.get(name, 0), what, target(name))
    what = "pairs of marks, coded: F1 of joining"
    yield Row(f"standing.{half}.joined", tally.pairs.f1, tally.pairs.marked, what, target("joined"))
