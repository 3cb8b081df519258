"""Words that may report an act, with their parties: what the classifier gets to judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tidings.coding.lexicon import Trigger, match
from tidings.coding.roles import Arguments, arguments, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Candidate", "find_candidates", "recipients"]

# By type, the prepositions that name its recipient, best first; objects come before them except
# where the type is listed in _PREPOSITION_FIRST.
_BY = {
    "AGREE": ("with", "to", "for", "on", "in"),
    "CONSULT": ("with", "to", "between", "among", "in", "by"),
    "SUPPORT": ("for", "to", "of", "with", "by"),
    "CONCEDE": ("on", "to", "against", "for", "of", "with"),
    "COOPERATE": ("with", "to", "between"),
    "AID": ("to", "for", "in", "of", "from"),
    "RETREAT": ("from", "to", "of", "with", "into"),
    "REQUEST": ("on", "upon", "to", "from", "of"),
    "ACCUSE": ("against", "of", "into", "over", "at", "for", "on", "about", "with"),
    "REJECT": ("of", "to", "by", "from", "with", "for"),
    "THREATEN": ("against", "to", "on", "with", "of"),
    "PROTEST": ("against", "at", "outside", "over", "of", "on"),
    "SANCTION": ("on", "against", "to", "with", "from", "of"),
    "MOBILIZE": ("against", "at"),
    "COERCE": ("on", "of", "against", "to", "for"),
    "ASSAULT": ("on", "against", "at", "of", "with", "into", "between", "upon"),
}
# What is given or said is the object; whom it is given or said to follows the preposition.
_PREPOSITION_FIRST = frozenset({"AID", "REQUEST", "CONCEDE", "SANCTION"})
_SWALLOWING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_SWALLOWED_BY = frozenset(
    {"xcomp", "ccomp", "dobj", "obj", "prep", "pobj", "conj", "acl", "pcomp", "compound", "dative", "nsubjpass"}
)


@dataclass(slots=True)
class Candidate:
    """A word that may report an act: the rows of the trigger table it meets, and its arguments."""

    token: Token
    rows: tuple[Trigger, ...]
    arguments: Arguments
    swallowed_by: Token | None = None
    inner: list[Token] = field(default_factory=list)


def find_candidates(doc: Doc) -> list[Candidate]:
    """Find the words of a sentence that may report an act, in order.

    Args:
        doc: a sentence's parse.

    Returns:
        Candidates; those that another swallows ("urged X to *release* Y") say by which.
    """
    found = {token.i: Candidate(token, rows, arguments(token)) for token in doc if (rows := match(token))}
    for candidate in list(found.values()):
        _merge_light_verb(candidate, found)
    for candidate in found.values():
        if candidate.rows[0].type in _SWALLOWING:
            _swallow(candidate, found)
    return [found[i] for i in sorted(found)]


def _merge_light_verb(candidate: Candidate, found: dict[int, Candidate]) -> None:
    noun = candidate.token
    if noun.pos_ in {"VERB", "AUX"} or noun.dep_ not in {"dobj", "obj", "nsubjpass"}:
        return
    verb = found.get(noun.head.i)
    if verb is None:
        return
    if verb.rows[0].type == candidate.rows[0].type:
        # "launched an attack on": the verb reports it, the noun knows the recipient.
        for name, tokens in candidate.arguments.by_preposition.items():
            verb.arguments.by_preposition.setdefault(name, []).extend(
                t for t in tokens if t not in verb.arguments.by_preposition.get(name, [])
            )
        verb.arguments.objects = [t for t in verb.arguments.objects if t.i != noun.i]
        verb.inner.append(noun)
        del found[noun.i]
    else:
        candidate.swallowed_by = verb.token if verb.rows[0].type in {"CONCEDE", "SUPPORT"} | _SWALLOWING else None


def _swallow(outer: Candidate, found: dict[int, Candidate]) -> None:
    stack = [c for c in outer.token.children if c.dep_ in _SWALLOWED_BY - {"conj", "nsubjpass"}]
    while stack:
        token = stack.pop()
        inner = found.get(token.i)
        if inner is not None and inner is not outer:
            inner.swallowed_by = outer.token
            outer.inner.append(token)
        stack.extend(c for c in token.children if c.dep_ in _SWALLOWED_BY)


def recipients(candidate: Candidate, type: str, depth: int = 0) -> list[Token]:
    """Give the heads of the phrases that an act of a type is done to, best reading first.

    Args:
        candidate: a word that may report an act.
        type: the type it is read as.
        depth: how many clauses down the search is; it ends at three.
    """
    found = candidate.arguments
    by_preposition = [t for name in _BY[type] for t in found.by_preposition.get(name, [])]
    first, second = (by_preposition, found.objects) if type in _PREPOSITION_FIRST else (found.objects, by_preposition)
    if type == "MOBILIZE":
        # Its object is what is moved, not whom it is moved against.
        second = first = by_preposition
    heads = [t for t in first if _may_receive(t)] or [t for t in second if _may_receive(t)]
    if type in {"REQUEST", "REJECT", "AGREE", "THREATEN"} and depth < 3:
        heads = [t for t in (found.objects or by_preposition) if _may_receive(t)]
        below = _below(candidate, type, depth)
        if not heads or (type != "REQUEST" and not found.objects):
            heads = below or heads
    return [t for t in conjuncts(heads) if t not in found.actors]


def _below(candidate: Candidate, type: str, depth: int) -> list[Token]:
    """Recipients that only the clause below an outer act names ("threatened to shell *Haifa*")."""
    for clause in candidate.arguments.clauses:
        own = [c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ != "PRON"]
        if own and type == "REQUEST":
            return own
        inner = Candidate(clause, (), arguments(clause))
        heads = inner.arguments.objects or [
            t
            for name in ("with", "to", "on", "against", "from", "for", "at", "in", "into")
            for t in inner.arguments.by_preposition.get(name, [])
        ]
        heads = [t for t in heads if _may_receive(t) and t not in candidate.arguments.actors]
        if heads:
            return heads
        if inner.arguments.clauses:
            return _below(inner, type, depth + 1)
    return []


def _may_receive(token: Token) -> bool:
    return token.ent_type_ not in {"DATE", "TIME", "MONEY", "PERCENT"} and token.pos_ in {
        "NOUN",
        "PROPN",
        "PRON",
        "NUM",
        "ADJ",
    }
