"""Act + Standing -> Event: the record that goes out, with its date, scores and identity."""

from __future__ import annotations

import datetime

from tidings.coding import Act, find_contexts
from tidings.ontology import TYPES, event_scale, quad_code
from tidings.records import Article, CiteInfo, Event, EventMention, TextInfo, TimeSpan, digest
from tidings.standing import Standing, rewrite

__all__ = ["record"]

# What the page prints today, and gives no other date for, is taken to have happened about today;
# background, plans and suppositions are not.
_UNDATED = frozenset({"historical", "future", "hypothetical"})
# An act of words happens when it is said, whatever day it is about ("will meet on Friday").
_OF_WORDS = frozenset({"AGREE", "CONCEDE", "THREATEN", "REQUEST", "REJECT"})


def record(article: Article, act: Act, standing: Standing, coder: str) -> Event:
    """Make the event record of an act.

    Args:
        article: the article it stands in.
        act: the act.
        standing: who says so, how surely, and its auxiliary modes.
        coder: the program's name and version.
    """
    sentence = act.parsed.sentence
    type, modes, auxiliary = rewrite(act.type, act.modes, standing.auxiliary, standing.own_word)
    block = article.blocks[sentence.block]
    paragraph = article.text[block.start : block.end] if block.end - block.start < 4000 else sentence.text
    date, enddate, precision, basis = _date(article, act, type, auxiliary)
    # The act's own word names it: two acts under one light verb ("made threats and promises") begin alike.
    own, _ = act.parsed.offsets(act.parsed.doc[act.trigger_token])
    stated = act.time if act.time is not None and date is not None and basis != "publication" else None
    return Event(
        id=digest("event", article.id, coder, type, str(sentence.start), str(own)),
        article=article.id,
        event=(type,),
        mode=modes,
        context=find_contexts(sentence.text, paragraph, modes),
        auxiliary=auxiliary,
        quad_code=quad_code(type) if type in TYPES else None,
        event_scale=event_scale(type, modes) if type in TYPES else None,
        actor=act.actors,
        recipient=act.recipients,
        date=date,
        enddate=enddate,
        date_precision=precision,
        date_basis=basis,
        event_loc=act.location,
        size=act.size,
        event_text=act.words,
        text=sentence.text,
        text_info=TextInfo(sentence.number, sentence.start, sentence.end, sentence.kind, *act.trigger),
        attribution=standing.attribution,
        confidence=round(act.probability, 3),
        mentions=(EventMention(sentence.text, sentence.start, sentence.end),),
        cite_info=CiteInfo(article.url, article.headline, article.publication, article.language, article.published),
        coder=coder,
        trace=(*act.trace, *standing.trace),
        date_mention=stated,
    )


def _lies_ahead(article: Article, time: TimeSpan) -> bool:
    return article.published is not None and time.date is not None and time.date > article.published


def _date(
    article: Article, act: Act, type: str, auxiliary: tuple[str, ...]
) -> tuple[datetime.date | None, datetime.date | None, str | None, str | None]:
    promised = type in _OF_WORDS and act.time is not None and _lies_ahead(article, act.time)
    if act.time is not None and act.time.date is not None and not promised:
        return act.time.date, act.time.enddate, act.time.precision, act.time.basis
    if article.published is None or _UNDATED & set(auxiliary):
        return None, None, None, None
    return article.published, None, "day", "publication"
