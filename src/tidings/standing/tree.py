"""Ways through a sentence's parse that this room shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.coding.lexicon import lemma_of as lemma
from tidings.coding.roles import is_passive as coded_passive
from tidings.mentions import MentionIndex
from tidings.records import Entity
from tidings.sentences import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["ancestors", "entity_of", "is_passive", "lemma", "no", "phrase", "subject"]

_PHRASE = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "case"})


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Climb from a word: each step as (word, its head), at most thirty."""
    for _ in range(30):
        head = token.head
        if head.i == token.i:
            return
        yield token, head
        token = head


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive as coding sees it, and no finite one that a parse hangs on a noun ("…, he said")."""
    return coded_passive(verb) and not any(c.dep_ == "nsubj" for c in verb.children)


def no(noun: Token) -> str | None:
    """Give the "no" of a noun, beside it or on its quantifier ("no more concessions")."""
    around = [noun, *(c for c in noun.children if c.dep_ == "amod")]
    none = next((c for w in around for c in w.children if c.lower_ in {"no", "neither"} and c.i < noun.i), None)
    return none.text if none is not None else None


def subject(verb: Token) -> Token | None:
    """Give the head of a verb's subject, its own or, in coordination and control, the one above."""
    for _ in range(5):
        subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
        # In "what Chad says was an attack" some parses give "says" both.
        own = next((c for c in subjects if c.lower_ != "what"), next(iter(subjects), None))
        if own is not None:
            if own.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                return verb.head
            return own
        if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp"} and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
        elif verb.dep_ in {"relcl", "acl"}:
            return verb.head
        else:
            return None
    return None


def phrase(parsed: Parsed, head: Token) -> tuple[str, int, int]:
    """Give the words of a noun phrase, without clauses, and its offsets into `Article.text`."""
    left = head.i
    right = head.i
    for child in head.children:
        if child.dep_ in _PHRASE and child.i < head.i:
            left = min(left, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ in {"of", "for", "at", "from", "in"} and child.i == right + 1:
            right = max(right, child.right_edge.i) if child.right_edge.i - head.i < 8 else right
    span = head.doc[left : right + 1]
    start, end = parsed.offsets(span)
    return span.text, start, end


def entity_of(parsed: Parsed, head: Token, index: MentionIndex) -> Entity:
    """Give the entity that a mention covering a word stands for; else its noun phrase as words."""
    start, end = parsed.offsets(head)
    mention = max(index.covering(start, end), key=lambda m: (m.end - m.start, -m.start), default=None)
    if mention is not None and mention.entity is not None:
        return mention.entity
    words, first, last = phrase(parsed, head)
    return Entity(words, first, last, row="text")
