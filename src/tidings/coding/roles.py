"""Who does it to whom, by the parse: the arguments of a verb or noun that may report an act.

The parse is spaCy's (ClearNLP labels). Covered are passives, relative and reduced relative
clauses, coordination, control and raising, light verbs with a nominal act, possessives and
agentive modifiers, "between A and B", and the prepositions by which each type names its recipient.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tidings.coding.lexicon import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["LIGHT_VERBS", "Arguments", "arguments", "conjuncts", "subjects"]

# Verbs that lend their subject and their prepositions to the act named by their object.
LIGHT_VERBS = frozenset(
    (
        "hold launch conduct stage make issue give offer impose have take pay begin start open resume carry mount "
        "wage declare announce express voice extend reach conclude lodge file order continue step receive win "
        "deliver sign undertake perform commit attempt plan call join lead organise organize do seek strike break "
        "slap tighten lift ease suspend halt end cancel approve adopt renew break reject accept face send repeat "
        "tender submit hand"
    ).split()
)
# Verbs whose object is the subject of the clause below them.
_OBJECT_CONTROL = frozenset(
    (
        "ask order urge force allow tell invite persuade request direct instruct require permit help compel "
        "pressure press call beg implore encourage authorise authorize enable command warn"
    ).split()
)
# Verbs whose object is the doer of "of/for doing".
_BLAMERS = frozenset(
    (
        "accuse suspect convict charge blame condemn criticise criticize denounce sentence try indict arrest "
        "detain jail acquit thank praise fine sanction prosecute slam warn"
    ).split()
)
_SUBJECT = frozenset({"nsubj"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})


@dataclass(slots=True)
class Arguments:
    """Heads of noun phrases by their part in the act; `by_preposition` keeps what hangs on each."""

    actors: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    by_preposition: dict[str, list[Token]] = field(default_factory=dict)
    clauses: list[Token] = field(default_factory=list)
    passive: bool = False


def conjuncts(heads: Iterable[Token]) -> list[Token]:
    """Add to heads what is coordinated with them, in the order of the sentence, none twice."""
    found: dict[int, Token] = {}
    for head in heads:
        stack = [head]
        while stack:
            token = stack.pop()
            if token.i not in found:
                found[token.i] = token
                stack.extend(
                    c for c in token.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
                )
    return [found[i] for i in sorted(found)]


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, reduced relatives ("the man killed by") included."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"}:
        return not any(c.dep_ in {"dobj", "obj"} for c in verb.children)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ == "VERB" and is_passive(verb.head)


def _antecedent(token: Token, clause: Token) -> Token:
    if token.tag_ in _RELATIVE or (token.lower_ == "that" and token.pos_ in {"PRON", "SCONJ"}):
        verb = clause
        for _ in range(4):
            if verb.dep_ == "relcl":
                return verb.head
            verb = verb.head
    return token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Give the heads of what does the verb, found along control, coordination and relatives.

    Args:
        verb: a verb of the parse.
        depth: how far the search has climbed; it ends at six.
    """
    own = [_antecedent(c, verb) for c in verb.children if c.dep_ in _SUBJECT]
    if own or depth > 6:
        return own
    head = verb.head
    if verb.dep_ == "relcl" and not any(c.dep_ == "nsubjpass" for c in verb.children):
        return [head]
    if verb.dep_ == "acl":
        return _subject_of_acl(verb, depth)
    if verb.dep_ in {"conj", "xcomp", "ccomp", "advcl", "pcomp"}:
        return _subject_above(verb, depth)
    return []


def _subject_of_acl(verb: Token, depth: int) -> list[Token]:
    noun = verb.head
    if verb.tag_ in {"VBG", "VBZ", "VBP", "VBD"} and not is_passive(verb):
        return [noun]
    if any(c.lower_ == "to" for c in verb.children):
        owners = [c for c in noun.children if c.dep_ == "poss"]
        return owners or (subjects(noun.head, depth + 1) if noun.head.pos_ == "VERB" else [])
    return []


def _subject_above(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if verb.dep_ == "pcomp":
        governor = head.head
        if governor.pos_ == "NOUN":
            return _owners(governor) or ([] if governor.head.pos_ != "VERB" else subjects(governor.head, depth + 1))
        if lemma_of(governor) in _BLAMERS:
            return _patients(governor, depth + 1)
        return _doers(governor, depth + 1)
    if head.pos_ == "ADJ" and head.dep_ in {"acomp", "oprd"}:
        # "is likely to attack": the adjective lends the subject of its verb.
        return _doers(head.head, depth + 1)
    if head.pos_ not in {"VERB", "AUX"}:
        return []
    if verb.dep_ == "xcomp" and lemma_of(head) in _OBJECT_CONTROL:
        patients = _patients(head, depth + 1)
        if patients:
            return patients
    return _doers(head, depth + 1)


def _doers(verb: Token, depth: int) -> list[Token]:
    """Whoever the clause below a verb leaves unsaid: its subject, of a passive the passive one."""
    return subjects(verb, depth) or [_antecedent(c, verb) for c in verb.children if c.dep_ == "nsubjpass"]


def _patients(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of what the verb is done to, wherever the parse puts them."""
    passive = [_antecedent(c, verb) for c in verb.children if c.dep_ == "nsubjpass"]
    if passive:
        return passive
    direct = [_antecedent(c, verb) for c in verb.children if c.dep_ in {"dobj", "obj"}]
    direct += [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    if direct or depth > 4:
        return direct
    if verb.dep_ == "acl" and is_passive(verb):
        return [verb.head]
    if verb.dep_ == "relcl" and _leaves_a_gap(verb):
        return [verb.head]
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and is_passive(verb):
        return _patients(verb.head, depth + 1)
    return [p for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" for p in _patients(c, 9)][:1]


def _leaves_a_gap(verb: Token) -> bool:
    """Whether a relative clause without a pronoun wants its noun as object ("the town they shelled")."""
    adverbial = verb.head.ent_type_ in {"DATE", "TIME"} or any(c.tag_ == "WRB" for c in verb.children)
    pronouns = [t for c in verb.children for t in (c, *c.children) if t.tag_ in _RELATIVE or t.lower_ == "that"]
    stranded = any(c.dep_ == "prep" and not any(True for _ in c.children) for c in verb.children)
    own = any(c.dep_ == "nsubj" for c in verb.children)
    return own and not (adverbial or pronouns or stranded)


def _owners(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"]


def _prepositions(word: Token, into: dict[str, list[Token]]) -> None:
    for child in word.children:
        if child.dep_ in {"prep", "dative", "agent"} and child.pos_ in {"ADP", "SCONJ"}:
            name = "by" if child.dep_ == "agent" else child.lower_
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    into.setdefault(name, []).extend(conjuncts([_antecedent(grandchild, word)]))
                elif grandchild.dep_ == "prep":
                    # "out of the city", "because of"
                    into.setdefault(f"{name} {grandchild.lower_}", []).extend(
                        conjuncts(g for g in grandchild.children if g.dep_ == "pobj")
                    )


def arguments(trigger: Token) -> Arguments:
    """Find the arguments of a verb or noun that may report an act.

    Args:
        trigger: a token of the parse.
    """
    return _verb_arguments(trigger) if trigger.pos_ in {"VERB", "AUX"} else _noun_arguments(trigger)


def _verb_arguments(verb: Token) -> Arguments:
    found = Arguments(passive=is_passive(verb))
    _prepositions(verb, found.by_preposition)
    agents = found.by_preposition.pop("by", []) if found.passive else []
    # "killed by Tuesday": a time is no agent.
    found.actors = conjuncts(
        [a for a in agents if a.ent_type_ not in {"DATE", "TIME"}] if found.passive else subjects(verb)
    )
    found.objects = conjuncts(_patients(verb))
    found.clauses = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.pos_ in {"VERB", "AUX", "NOUN"}]
    return found


def _noun_arguments(noun: Token) -> Arguments:
    found = Arguments()
    _prepositions(noun, found.by_preposition)
    found.actors = _owners(noun)
    found.actors += [
        c
        for c in noun.children
        if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}
    ]
    found.actors += found.by_preposition.pop("by", [])
    governor = _light_governor(noun)
    if governor is not None:
        around = _verb_arguments(governor)
        found.passive = around.passive
        if not found.actors:
            found.actors = [a for a in around.actors if a.i != noun.i]
        for name, tokens in around.by_preposition.items():
            found.by_preposition.setdefault(name, []).extend(t for t in tokens if t.i != noun.i)
        if not around.passive:
            found.objects += [o for o in around.objects if o.i != noun.i and o.dep_ == "dative"]
    found.actors = conjuncts(found.actors)
    return found


def _light_governor(noun: Token) -> Token | None:
    head: Token = noun.head
    if noun.dep_ in {"dobj", "obj", "nsubjpass"} and lemma_of(head) in LIGHT_VERBS:
        return head
    if noun.dep_ == "pobj" and head.lower_ in {"in", "at", "for", "on", "during", "under"} and head.head.pos_ == "VERB":
        return head.head if lemma_of(head.head) in {"meet", "engage", "take", "join", "participate", "arrive"} else None
    return None
