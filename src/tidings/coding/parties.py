"""Heads of noun phrases -> Entities: the actor mention that covers each, else the words.

A phrase whose head no mention covers ("a clinic", "the plan") keeps its words, and takes country
and sector from a party inside it ("Serbia's decision", "a U.S. court ruling").
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tidings.mentions import MentionIndex
from tidings.records import Entity, Mention
from tidings.sentences import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_actor", "mention_at", "noun_phrase", "to_entities"]

_INSIDE = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "case", "advmod", "predet", "punct"}
)
_ATTACHED = frozenset({"of"})
_NO_PARTY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_EMPTY_PRONOUNS = frozenset(
    {"it", "this", "that", "there", "what", "which", "nothing", "anything", "something", "these", "those"}
)


def noun_phrase(head: Token) -> tuple[int, int]:
    """Give the first and last token of the noun phrase of a head, without clauses and appositives."""
    left = right = head.i
    for child in head.children:
        if child.dep_ in _INSIDE and child.i < head.i:
            left = min(left, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ in _ATTACHED and child.i == right + 1:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            right = max(right, noun_phrase(inner)[1] if inner is not None else right)
    doc = head.doc
    while left < head.i and (doc[left].is_punct or doc[left].is_space):
        left += 1
    return left, right


def _parties_inside(head: Token) -> Iterable[Token]:
    for child in head.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"}:
            yield child
            yield from _parties_inside(child)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from", "in"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner


def mention_at(parsed: Parsed, token: Token, index: MentionIndex) -> Mention | None:
    """Give the longest mention of an actor that covers a word.

    Args:
        parsed: the word's sentence.
        token: the word.
        index: the mentions of the article.
    """
    start, end = parsed.offsets(token)
    return max(index.covering(start, end), key=lambda m: (m.end - m.start, -m.start), default=None)


def is_actor(parsed: Parsed, head: Token, index: MentionIndex) -> bool:
    """Tell whether a mention of an actor covers the head of a noun phrase."""
    return mention_at(parsed, head, index) is not None


def to_entities(parsed: Parsed, heads: Iterable[Token], index: MentionIndex, things: bool) -> tuple[Entity, ...]:
    """Turn heads of noun phrases into entities, in order, none twice.

    Args:
        parsed: the sentence.
        heads: heads of noun phrases of its parse.
        index: the article's mentions.
        things: keep a phrase in which nobody is named; else it is passed over.
    """
    found: dict[tuple[object, ...], Entity] = {}
    for head in heads:
        for entity in _entities_of(parsed, head, index, things):
            known = entity.identifier_text or entity.resolved
            found.setdefault((known,) if known else (entity.start, entity.end, entity.entity_text), entity)
    spans = {(e.start, e.end) for e in found.values()}
    return tuple(e for e in found.values() if not any(_inside((e.start, e.end), s) for s in spans))


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a span is a part of another: "the consulate" in "the wall of the consulate"."""
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _entities_of(parsed: Parsed, head: Token, index: MentionIndex, things: bool) -> list[Entity]:
    mention = mention_at(parsed, head, index)
    if mention is not None:
        if mention.members:
            return list(mention.members)
        return [mention.entity] if mention.entity is not None else []
    if head.ent_type_ in _NO_PARTY or (head.like_num and not things):
        return []
    if head.pos_ == "PRON":
        # A personal pronoun that nothing resolves stays as words; "it" and "this" stand for anything.
        if head.lower_ in _EMPTY_PRONOUNS or head.tag_ in {"WDT", "WP", "WP$"}:
            return []
        return [_words(parsed, head)]
    inner = next((m for t in _parties_inside(head) if (m := mention_at(parsed, t, index)) and m.entity), None)
    if inner is None:
        return [_words(parsed, head)] if things else []
    assert inner.entity is not None
    return [
        dataclasses.replace(
            _words(parsed, head), code=inner.entity.code, sector=inner.entity.sector, row=inner.entity.row
        )
    ]


def _words(parsed: Parsed, head: Token) -> Entity:
    first, last = noun_phrase(head)
    span = head.doc[first : last + 1]
    start, end = parsed.offsets(span)
    return Entity(span.text, start, end, row="text")
