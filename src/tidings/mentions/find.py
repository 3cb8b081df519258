"""The room's spine: parsed sentences in, mentions out.

::

    names of the tables ─┬─> actors ──> references ──> places ──> setting ──┐
    parse ───────────────┘                                                  ├──> mentions, sorted
    characters ─────────────────────────────> times ────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Sequence

from tidings.knowledge import Knowledge
from tidings.mentions.abbreviations import apply_definitions, countries_told, find_definitions, own_hits
from tidings.mentions.actors import find_actors
from tidings.mentions.found import Found, Marked, mark
from tidings.mentions.places import find_places
from tidings.mentions.reference import resolve
from tidings.mentions.setting import settle
from tidings.mentions.surnames import add_surnames
from tidings.mentions.times import find_times, last_told
from tidings.mentions.words import Words
from tidings.records import Article, Mention, TimeSpan
from tidings.sentences import Parsed
from tidings.sentences.quotation import quoted_spans

__all__ = ["find_mentions"]


def find_mentions(article: Article, parsed: Sequence[Parsed], tables: Knowledge) -> tuple[Mention, ...]:
    """Find every actor, place and time of an article and resolve them over the whole of it.

    Args:
        article: the article; its date is the anchor of relative times and decides who holds an office.
        parsed: sentences of the article with their parse, in order; some may be left out.
        tables: the knowledge tables.
    """
    date = article.published
    every = [Words(part) for part in parsed]
    definitions = find_definitions(words.text for words in every)
    hits = [tables.names.find(words.text) for words in every]
    told = countries_told(hit for here in hits for hit in here)
    sentences: list[tuple[Words, list[Marked]]] = []
    actors: list[list[Found]] = []
    mentions: list[Mention] = []
    last: TimeSpan | None = None
    for words, here in zip(every, hits, strict=True):
        marks = mark(words, own_hits(here, definitions, told, tables), tables)
        sentences.append((words, marks))
        actors.append(find_actors(words, marks, tables, date))
        spans = find_times(words.text, words.offset, date, last)
        last = last_told(spans, last)
        mentions.extend(Mention(article.id, "time", span.text, span.start, span.end, time=span) for span in spans)
    apply_definitions(list(zip(every, actors, strict=True)), definitions, tables)
    add_surnames(list(zip(every, actors, strict=True)), tables, date)
    quoted = [(span.start, span.end) for span in quoted_spans(article)]
    discourse = resolve(actors, tables, date, quoted)
    places = find_places(article, sentences, actors, tables)
    settle(article, list(zip(every, actors, strict=True)), places, discourse, tables)
    mentions.extend(places)
    mentions.extend(actor.mention(article.id) for found in actors for actor in found if not actor.drop)
    return tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.kind)))
