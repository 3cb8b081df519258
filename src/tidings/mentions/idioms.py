"""Role nouns that name nobody where they stand: "in person", "to court", "made public", "a source of heat"."""

from __future__ import annotations

from tidings.knowledge import Role
from tidings.mentions.words import Phrase, Words

__all__ = ["stands_idle"]

# Bare nouns that make a phrase of manner or place with the prepositions after them.
_WITHIN = frozenset({"in", "into", "at", "out", "of", "from", "to", "by", "on"})
_BARE = {
    "person": frozenset({"in"}),
    "exile": _WITHIN,
    "court": _WITHIN,
    "school": _WITHIN,
    "church": _WITHIN,
    "hospital": _WITHIN,
    "university": _WITHIN,
    "public": frozenset({"in"}),
    "private": frozenset({"in"}),
    "general": frozenset({"in"}),
    "office": frozenset({"in", "into", "from", "out", "of"}),
    "business": frozenset({"in", "on", "of", "out"}),
    "industry": frozenset({"in"}),
    "opposition": frozenset({"in", "into"}),
    "government": frozenset({"in", "into"}),
    "power": frozenset({"in", "to"}),
}
_MODIFIERS = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "predet"})
_SPEAKING = frozenset({"source", "sources", "person", "persons", "man"})
_THINGS_TOO = frozenset({"source", "sources", "producer", "producers", "supplier", "suppliers"})


def stands_idle(words: Words, phrase: Phrase, role: Role) -> bool:
    """Tell whether a role noun names nobody where it stands.

    Args:
        words: the tokens of the sentence.
        phrase: the noun phrase that ends in it.
        role: its row.
    """
    head = phrase.head
    low, above = words.low[head], words.heads[head]
    if words.pos[head] == "ADJ" and words.tag[head] not in ("NNS", "NNPS"):
        # "made public", "left nine dead": a noun only behind an article.
        return words.child(head, "det") is None
    bare = not any(words.dep[n] in _MODIFIERS for n in words.children[head])
    if bare and words.dep[head] == "pobj" and words.low[above] in _BARE.get(low, ()):
        return True
    if role.sectors == ("UNK",) and words.dep[head] == "pobj" and words.low[above] != "by" and low not in _SPEAKING:
        # "the minister of mines", "the scene of the explosion": a thing that does nothing here.
        return True
    # A source, producer or supplier of things is no party.
    of = next((n for n in words.children[head] if n == head + 1 and words.low[n] == "of"), None)
    return low in _THINGS_TOO and of is not None and role.kind == "person"
