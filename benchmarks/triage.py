"""Triage held against looking at every sentence: what it loses, and what it saves.

Triage is the gate and, behind it, the encoder's glance (see `tidings.sentences.triage`). Real articles: the
politics of the mixed stream (see `stream`), twelve of each of its five categories, and world news of 2016 to
2018, each coded with and without triage. Of the records that the full look gives (joined ones among them),
recall is the share that triage gives too, as the same type in the same sentence. Saved are sentences that are
neither parsed nor read, and time: coding with triage as a share of coding without, article by article in turn.
`for_quotes` is the share of the parsed sentences that only their quotation marks let in.

The corpus: of the sentences in which the coder reads a marked act as one of its type, the share that passes.
The gate was trained on these very sentences, so what counts are the articles.

A quick look takes each fourth article and each eighth sentence; `--full` takes all.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Options, Row, need
from benchmarks.stream import sample
from tidings import pipeline
from tidings.coding import NetworkReader, load_network
from tidings.records import Article, Event, Page, Refusal
from tidings.sentences import Parsed, Sentence, load_gate, load_language_model, select, split
from tidings.settings import Settings

__all__ = ["Saving", "lost", "measure"]

_WORLD_EACH = 60
# Of the stream, whose five categories come in turn; a step of four takes of each alike.
_MIXED = 60
_QUICK_ARTICLES, _QUICK_SENTENCES = 4, 8
_RECALL = 0.99


@dataclass(frozen=True, slots=True)
class Saving:
    """What triage did to some articles: records kept of those there are, sentences, and seconds."""

    records: int = 0
    kept: int = 0
    sentences: int = 0
    parsed: int = 0
    read: int = 0
    for_quotes: int = 0
    seconds: float = 0.0
    full_seconds: float = 0.0

    def __add__(self, other: Saving) -> Saving:
        return Saving(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def lost(full: Iterable[Event], triaged: Iterable[Event]) -> list[Event]:
    """Give the records of the full look that triage does not give: none of that type in that sentence.

    Args:
        full: records of an article without triage.
        triaged: its records with triage.
    """
    there = {(e.event, e.text_info.start) for e in triaged}
    return [e for e in full if (e.event, e.text_info.start) not in there]


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure recall and saving on articles, and recall on the corpus.

    Args:
        shared: the folder that holds `news`.
        options: `full` takes all articles and sentences; `verbose` prints what is lost.

    Raises:
        Missing: the news is not there.
    """
    stream = sample(shared)
    politics = [piece.page for piece in stream if piece.category == "politics"]
    mixed = [piece.page for piece in stream[:_MIXED]]
    rows: list[Row] = []
    for name, pages in (("politics", politics), ("mixed", mixed), ("world", _world(shared))):
        chosen = pages[:: 1 if options.full else _QUICK_ARTICLES]
        total = Saving()
        for article in _articles(chosen):
            total += _compare(article, options.verbose)
        rows += _rows(f"triage.{name}", total, len(chosen))
    return [*rows, _corpus(1 if options.full else _QUICK_SENTENCES)]


def _world(shared: Path) -> list[Page]:
    lines = need(shared / "news" / "events_2016_2018.jsonl").read_text(encoding="utf-8").splitlines()
    taken = [json.loads(lines[i * len(lines) // _WORLD_EACH]) for i in range(_WORLD_EACH)]
    return [Page(str(r["id"]), r["text"], "article", given_id=str(r["id"]), title=r.get("title")) for r in taken]


def _articles(pages: Iterable[Page]) -> Iterator[Article]:
    first = True
    for page in pages:
        article = pipeline.read_page(page, Settings())
        if isinstance(article, Refusal):
            continue
        if first:
            # Every model and table is loaded before the clock starts.
            pipeline.code_article(article, Settings(triage=False))
            first = False
        yield article


def _compare(article: Article, verbose: bool) -> Saving:
    begun = time.perf_counter()
    triaged = pipeline.code_article(article, Settings())
    between = time.perf_counter()
    # Else the full look would find its sentences read.
    load_network().forget()
    resumed = time.perf_counter()
    full = pipeline.code_article(article, Settings(triage=False))
    ended = time.perf_counter()
    missing = lost(full.events, triaged.events)
    if verbose:
        for event in missing:
            print(f"{article.id} lost {event.event[0]:9} {event.confidence:.2f} {event.event_text}: {event.text}")
    sentences = split(article, Settings().max_sentence)
    reader = NetworkReader(load_network())
    parsed, _ = select(sentences, load_gate(), glance=reader.glance)
    needed = {s.number for s in select(sentences, load_gate(), quotes=False, glance=reader.glance)[0]}
    return Saving(
        records=len(full.events),
        kept=len(full.events) - len(missing),
        sentences=len(sentences),
        parsed=len(parsed),
        read=sum(load_gate().passes(s.text) for s in sentences),
        for_quotes=sum(s.number not in needed for s in parsed),
        seconds=between - begun,
        full_seconds=ended - resumed,
    )


def _rows(name: str, total: Saving, articles: int) -> list[Row]:
    count = max(1, total.sentences)
    return [
        Row(
            f"{name}.recall",
            total.kept / max(1, total.records),
            total.records,
            "records of the full look kept",
            _RECALL,
        ),
        Row(f"{name}.not_read", 1 - total.read / count, count, "sentences that the encoder is spared"),
        Row(f"{name}.not_parsed", 1 - total.parsed / count, count, "sentences that the parser is spared"),
        Row(
            f"{name}.for_quotes",
            total.for_quotes / max(1, total.parsed),
            total.parsed,
            "of those parsed: for quotes alone",
        ),
        Row(f"{name}.time_saved", 1 - total.seconds / max(1e-9, total.full_seconds), articles, "of the time of coding"),
    ]


def _corpus(every: int) -> Row:
    from training.corpus import read_corpus

    nlp, gate, reader = load_language_model(Settings().language_model), load_gate(), NetworkReader(load_network())
    read = passing = 0
    for record in [r for r in read_corpus() if r.acts][::every]:
        sentence = Sentence(0, 0, len(record.text), record.text, 0, "paragraph")
        readings = reader.read(Parsed(sentence, nlp(record.text)))
        types = {act.type for act in record.acts}
        if any(r.type in types and r.probability >= Settings().threshold for r in readings):
            read += 1
            passing += gate.passes(record.text) and reader.glance(record.text)
    return Row("triage.corpus.recall", passing / max(1, read), read, "sentences with an act that is read", _RECALL)
