"""The trigger table: which words may report an act, of which type, and under which condition.

A row of `ontology/data/triggers.tsv` names lemmas, a part of speech (`v`, `n`) and a condition.
Conditions are joined by `;` (all must hold), alternatives inside one by `|`:

=============  ==========================================================
``obj``        the verb has an object
``obj~a|b``    the object's head or its compounds have one of these lemmas
``objent=``    the object is a name of one of these kinds (``PERSON``, ``ORG``, …)
``subj~``      likewise the subject, ``subjpass`` a passive subject
``pobj~``      likewise the object of any preposition
``prep=to``    a preposition (or agent) hangs on the word
``prt=out``    a particle
``comp``       a clause hangs on it; ``comp~a`` one whose verb has the lemma
``attr~``      the attribute or adjective complement; ``oprd~`` the object predicate
``mod~``       a modifier of the noun
``gov~``       the verb that governs the noun
``any~``       anywhere in the sentence
``!``          in front: the condition must not hold
=============  ==========================================================
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidings.errors import TableError
from tidings.ontology import TYPES, read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Trigger", "lemmas", "load_triggers", "match"]

OBJECTS = frozenset({"dobj", "obj"})
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
CLAUSES = frozenset({"xcomp", "ccomp"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the trigger table; `row` names it for `tidings explain`."""

    lemma: str
    pos: str
    condition: str
    type: str
    mode: str | None
    row: str


def lemma_of(token: Token) -> str:
    """Give the lemma in small letters (a capitalised headline word too)."""
    lemma: str = token.lemma_.lower()
    return lemma


def lemmas(tokens: Iterable[Token]) -> set[str]:
    """Give the lemmas and the plain words of some tokens, in small letters."""
    return {word for token in tokens for word in (lemma_of(token), token.lower_)}


@functools.cache
def load_triggers() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Load the trigger table by lemma and part of speech; rows that ask for more come first.

    Raises:
        TableError: a row names a type that PLOVER has not.
    """
    table: defaultdict[tuple[str, str], list[Trigger]] = defaultdict(list)
    for number, row in enumerate(read_table("tidings.ontology", "triggers.tsv"), 2):
        if row["type"] not in TYPES:
            raise TableError(f"triggers.tsv:{number}: no type {row['type']}")
        for lemma in row["lemmas"].split("|"):
            name = f"triggers:{number}:{lemma}"
            table[lemma, row["pos"]].append(
                Trigger(lemma, row["pos"], row["condition"], row["type"], row["mode"] or None, name)
            )
    return {key: tuple(sorted(rows, key=_looseness)) for key, rows in table.items()}


def _looseness(row: Trigger) -> tuple[int, int]:
    """How little a row asks for: conditions that name words count before bare ones ("obj~ban" before "obj")."""
    parts = [part for part in row.condition.split(";") if part]
    return -sum("~" in part or "=" in part for part in parts if not part.startswith("!")), -len(parts)


def match(token: Token) -> tuple[Trigger, ...]:
    """Give the rows of the trigger table whose word and condition a token meets, best first."""
    pos = "v" if token.pos_ in {"VERB", "AUX"} else "n" if token.pos_ in {"NOUN", "PROPN"} else None
    if pos is None:
        return ()
    table = load_triggers()
    rows = table.get((lemma_of(token), pos)) or (table.get((token.lower_, pos), ()) if pos == "n" else ())
    return tuple(row for row in rows if all(_holds(part, token) for part in row.condition.split(";") if part))


def _holds(part: str, token: Token) -> bool:
    if part.startswith("!"):
        return not _holds(part[1:], token)
    # "obj|subjpass" is an alternative of bare conditions; "obj~a|b" one condition with alternatives.
    if "~" not in part and "=" not in part:
        return any(_CONDITIONS[name](token, None) for name in part.split("|"))
    name, _sign, words = part.partition("~") if "~" in part else part.partition("=")
    return _CONDITIONS[name](token, frozenset(words.split("|")))


def _children(token: Token, deps: frozenset[str]) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def _have(tokens: list[Token], words: frozenset[str] | None) -> bool:
    if words is None:
        return bool(tokens)
    around = [
        t for token in tokens for t in (token, *(c for c in token.children if c.dep_ in _MODIFIERS or c.dep_ == "conj"))
    ]
    return bool(words & lemmas(around))


def _object(token: Token, words: frozenset[str] | None) -> bool:
    found = _children(token, OBJECTS)
    if not found and token.dep_ == "relcl":
        found = [token.head]
    return (
        _have(found, words)
        or (words is not None and _have(_children(token, PASSIVE_SUBJECTS), words))
        or (words is not None and token.dep_ == "acl" and token.tag_ == "VBN" and _have([token.head], words))
    )


def _object_entity(token: Token, words: frozenset[str] | None) -> bool:
    return any(c.ent_type_ in (words or ()) for c in _children(token, OBJECTS | PASSIVE_SUBJECTS))


def _subject(token: Token, words: frozenset[str] | None) -> bool:
    found = _children(token, SUBJECTS)
    found += [p for agent in token.children if agent.dep_ == "agent" for p in agent.children if p.dep_ == "pobj"]
    if token.dep_ == "conj":
        found += _children(token.head, SUBJECTS)
    if token.dep_ in {"relcl", "acl"}:
        found += [token.head]
    if token.dep_ in {"xcomp", "advcl"}:
        found += _children(token.head, SUBJECTS)
    return _have(found, words)


def _passive_subject(token: Token, words: frozenset[str] | None) -> bool:
    found = _children(token, PASSIVE_SUBJECTS)
    if token.dep_ == "acl" and token.tag_ == "VBN":
        found = [*found, token.head]
    return _have(found, words)


def _preposition(token: Token, words: frozenset[str] | None) -> bool:
    return any(c.dep_ in {"prep", "agent", "dative"} and (not words or c.lower_ in words) for c in token.children)


def _preposition_object(token: Token, words: frozenset[str] | None) -> bool:
    return _have(
        [p for c in token.children if c.dep_ in {"prep", "dative"} for p in c.children if p.dep_ == "pobj"], words
    )


def _particle(token: Token, words: frozenset[str] | None) -> bool:
    return any(c.dep_ in {"prt", "advmod"} and (not words or c.lower_ in words) for c in token.children)


def _clause(token: Token, words: frozenset[str] | None) -> bool:
    return _have(_children(token, CLAUSES), words)


def _governor(token: Token, words: frozenset[str] | None) -> bool:
    return token.head.pos_ in {"VERB", "AUX"} and (words is None or lemma_of(token.head) in words)


_CONDITIONS: dict[str, Callable[[Token, frozenset[str] | None], bool]] = {
    "obj": _object,
    "objent": _object_entity,
    "subj": _subject,
    "subjpass": _passive_subject,
    "prep": _preposition,
    "pobj": _preposition_object,
    "prt": _particle,
    "comp": _clause,
    "attr": lambda t, w: _have(_children(t, frozenset({"attr", "acomp"})), w),
    "oprd": lambda t, w: _have(_children(t, frozenset({"oprd", "ccomp", "acomp"})), w),
    "mod": lambda t, w: _have([c for c in t.children if c.dep_ in _MODIFIERS], w),
    "gov": _governor,
    "any": lambda t, w: bool((w or frozenset()) & lemmas(t.doc)),
}
