"""Whom an act is done to where the reader names nobody, or only a thing behind which a party stands.

The network prefers nobody to a doubtful phrase. PLOVER wants the party all the same: AID, COOPERATE and
SANCTION have no event without a recipient (codebook, the types' "Requires recipient"), and what is
rejected, praised or asked for is somebody's ("a call *from the president*").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tidings.coding.candidates import recipients
from tidings.coding.features import rule_candidate
from tidings.coding.parties import mention_at
from tidings.ontology import TYPES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tidings.mentions import MentionIndex
    from tidings.sentences import Parsed

__all__ = ["owners_of_things", "unnamed_recipients"]

# Acts of words are done to whoever stands behind the thing that is spoken of.
_VERBAL = frozenset("AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())
# Acts that happen to a country or town where nobody else is named ("sends aid to", "suspends deliveries in").
_TO_PLACES = frozenset("AID COOPERATE SANCTION".split())
_TOWARDS = frozenset("in to into for across throughout on against".split())


def owners_of_things(parsed: Parsed, heads: Iterable[Token], index: MentionIndex, type: str) -> list[Token]:
    """Put the party behind a thing in its place, where the act is one of words.

    Args:
        parsed: the sentence.
        heads: heads of the phrases that receive the act.
        index: the mentions of the article.
        type: the act's type.
    """
    found: list[Token] = []
    for head in heads:
        owner = None
        if type in _VERBAL and head.pos_ == "NOUN" and mention_at(parsed, head, index) is None:
            owner = next((t for t in _behind(head) if _is_party(parsed, t, index)), None)
        found.append(head if owner is None else owner)
    return found


def unnamed_recipients(
    parsed: Parsed, token: Token, type: str, actors: Sequence[Token], index: MentionIndex
) -> list[Token]:
    """Give the heads of whom an act is done to by the parse, where the reader saw nobody.

    Args:
        parsed: the sentence.
        token: the word that reports the act.
        type: its type; of one of a user's own nobody is named.
        actors: heads of the phrases that do it.
        index: the mentions of the article.
    """
    if type not in TYPES:
        return []
    taken = {a.i for a in actors}
    heads = [t for t in recipients(rule_candidate(token), type) if t.i not in taken]
    named = [t for t in owners_of_things(parsed, heads, index, type) if _is_party(parsed, t, index)]
    if not named and type in _TO_PLACES:
        named = [t for t in _places(token) if _is_party(parsed, t, index)][:1]
    own = {_name(parsed, a, index) for a in actors}
    return [t for t in named if t.i not in taken and _name(parsed, t, index) not in own]


def _behind(head: Token) -> Iterator[Token]:
    """The possessor of a thing, then whom it comes from or is by."""
    yield from (c for c in head.children if c.dep_ == "poss")
    for child in head.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"from", "by", "of"}:
            yield from (c for c in child.children if c.dep_ == "pobj")


def _places(token: Token) -> Iterator[Token]:
    """What hangs on the act or on its object by a preposition of direction or place."""
    for word in (token, *(c for c in token.children if c.dep_ in {"dobj", "obj", "nsubjpass"})):
        for child in word.children:
            if child.dep_ in {"prep", "dative"} and child.lower_ in _TOWARDS:
                yield from (c for c in child.children if c.dep_ == "pobj" and c.ent_type_ in {"GPE", "LOC"})


def _is_party(parsed: Parsed, token: Token, index: MentionIndex) -> bool:
    mention = mention_at(parsed, token, index)
    if mention is None:
        return False
    return bool(mention.members) or (mention.entity is not None and bool(mention.entity.code or mention.entity.sector))


def _name(parsed: Parsed, token: Token, index: MentionIndex) -> str:
    mention = mention_at(parsed, token, index)
    entity = mention.entity if mention is not None else None
    return token.text if entity is None else entity.identifier_text or entity.resolved or entity.entity_text
