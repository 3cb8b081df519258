"""What the classifier is told of a word and of a phrase beside their vectors: the parse, as names.

Features are short strings ("dep=xcomp", "path=nsubj", "lex=ASSAULT"). Training and coding use this
one module, so that a model is never shown other names than it learned.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tidings.coding.candidates import Candidate, recipients
from tidings.coding.lexicon import lemma_of, load_triggers, match
from tidings.coding.roles import LIGHT_VERBS, Arguments, arguments, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "head_of",
    "party_candidates",
    "role_features",
    "rule_arguments",
    "rule_candidate",
    "span_of",
    "trigger_candidates",
    "trigger_features",
]

_PARTY_TAGS = frozenset({"NOUN", "PROPN", "PRON"})
_MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})
_MODIFIER_ENTITIES = frozenset({"NORP", "GPE", "ORG", "PERSON", "LOC", "FAC"})
_NEVER_PARTY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_MODALS = frozenset("will would could may might should must can shall 'll 'd".split())
# Where a word hangs on another whose own word, modal and negation change what it reports ("refused to release").
_GOVERNED = frozenset({"xcomp", "ccomp", "dobj", "pcomp", "acl", "advcl", "nsubjpass"})
_HEDGES = frozenset("ready willing prepared likely set due unable able determined reluctant".split())


def trigger_candidates(doc: Doc, nouns: frozenset[str]) -> list[Token]:
    """Give the words of a sentence that may report an act: its verbs, and nouns that name acts.

    Args:
        doc: a sentence's parse.
        nouns: lemmas of nouns that named an act in the corpus or stand in the trigger table.
    """
    table = load_triggers()
    return [token for token in doc if _may_report(token, nouns, table)]


def _may_report(token: Token, nouns: frozenset[str], table: Mapping[tuple[str, str], object]) -> bool:
    if token.pos_ == "AUX":
        return any(c.dep_ in {"acomp", "attr"} and c.lower_ in _HEDGES for c in token.children)
    return token.pos_ == "VERB" or (token.pos_ in {"NOUN", "PROPN", "ADJ"} and _names_act(token, nouns, table))


def _names_act(token: Token, nouns: frozenset[str], table: Mapping[tuple[str, str], object]) -> bool:
    lemma = lemma_of(token)
    return lemma in nouns or token.lower_ in nouns or (lemma, "n") in table or (token.lower_, "n") in table


def party_candidates(doc: Doc) -> list[Token]:
    """Give the heads of the phrases that may name a party, modifiers and possessors among them."""
    found = []
    for token in doc:
        if token.ent_type_ in _NEVER_PARTY:
            continue
        if token.dep_ in _MODIFIER_DEPS:
            if token.ent_type_ in _MODIFIER_ENTITIES or token.dep_ == "poss":
                # One head a name: the last word of "Kim Jong" in "Kim Jong Un's".
                if token.dep_ != "compound" or not _inside_name(token):
                    found.append(token)
        elif token.dep_ == "conj" and token.pos_ == "ADJ" and token.ent_type_ in _MODIFIER_ENTITIES:
            # "Norwegian and British warships"
            found.append(token)
        elif token.pos_ in _PARTY_TAGS or (
            token.pos_ == "NUM" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
        ):
            found.append(token)
    return found


def _inside_name(token: Token) -> bool:
    head = token.head
    return (
        head.ent_type_ == token.ent_type_
        and token.ent_iob_ in {"B", "I"}
        and all(t.ent_iob_ == "I" for t in token.doc[token.i + 1 : head.i + 1])
    )


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """Give the head of the words between two characters of a sentence: the one whose own head lies outside.

    Args:
        doc: a sentence's parse.
        start: first character, from the sentence's start.
        end: past the last character.
    """
    inside = [t for t in doc if t.idx >= start and t.idx + len(t) <= end] or [
        t for t in doc if t.idx < end and t.idx + len(t) > start
    ]
    inside = [t for t in inside if not t.is_punct and not t.is_space] or inside
    numbers = {t.i for t in inside}
    outer = [t for t in inside if t.head.i not in numbers or t.head.i == t.i]
    nominal = [t for t in outer if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"}]
    return next(iter(nominal or outer or inside), None)


def span_of(token: Token) -> tuple[int, int]:
    """Give the characters of a word, from the sentence's start."""
    return token.idx, token.idx + len(token)


def trigger_features(token: Token) -> list[str]:
    """Name what the parse and the trigger table say of a word that may report an act."""
    rows = match(token)
    names = [f"pos={token.pos_}", f"tag={token.tag_}", f"dep={token.dep_}"]
    names += [f"lex={row.type}" for row in rows]
    names.append(f"lex1={rows[0].type}" if rows else "lex0")
    head = token.head
    if head.i != token.i:
        above = match(head)
        names.append(f"up={head.pos_}:{token.dep_}")
        names += [f"uplex={row.type}" for row in above[:1]]
        if token.dep_ in _GOVERNED:
            names.append(f"upw={lemma_of(head)}:{token.dep_}")
            names += [f"up{c.dep_}={c.lower_}" for c in head.children if c.dep_ in {"aux", "neg"}]
        if token.dep_ in {"dobj", "obj", "nsubjpass"} and lemma_of(head) in LIGHT_VERBS:
            names.append("light")
        if token.dep_ == "pobj":
            names.append(f"prep={head.lower_}")
            names += [f"up2lex={row.type}" for row in match(head.head)[:1]]
    for child in token.children:
        if child.dep_ in {"aux", "auxpass"}:
            names.append(f"aux={child.lower_}" if child.lower_ in _MODALS else f"aux={lemma_of(child)}")
        elif child.dep_ in {"neg", "prt", "agent", "dative"}:
            names.append(f"{child.dep_}={child.lower_}" if child.dep_ == "prt" else child.dep_)
        elif child.dep_ in {"xcomp", "ccomp", "dobj", "nsubj", "nsubjpass", "attr", "acomp"}:
            names += [f"has={child.dep_}", f"{child.dep_}e={child.ent_type_ or child.pos_}"]
            if child.dep_ in {"xcomp", "dobj", "nsubjpass"}:
                names.append(f"{child.dep_}w={lemma_of(child)}")
            names += [f"downlex={row.type}" for row in match(child)[:1]]
        elif child.dep_ == "prep":
            names.append(f"takes={child.lower_}")
    return sorted(set(names))


def rule_candidate(token: Token) -> Candidate:
    """Give a word with its rows of the trigger table and its arguments by rule."""
    return Candidate(token, match(token), arguments(token))


def rule_arguments(token: Token) -> tuple[Arguments, dict[str, list[Token]]]:
    """Give the arguments of a word by rule, and the recipients it would have as each type."""
    candidate = rule_candidate(token)
    types = {row.type for row in candidate.rows}
    return candidate.arguments, {type: recipients(candidate, type) for type in sorted(types)}


def _path(start: Token, end: Token) -> str:
    """The way through the parse from one word to another: up labels, then down labels."""
    above = {start.i: 0}
    node, steps_up = start, [start]
    while node.head.i != node.i:
        node = node.head
        above[node.i] = len(steps_up)
        steps_up.append(node)
    down: list[str] = []
    node = end
    while node.i not in above and node.head.i != node.i:
        label = f"{node.dep_}:{node.lower_}" if node.dep_ in {"prep", "agent"} else node.dep_
        down.append(label)
        node = node.head
    if node.i not in above:
        return "apart"
    up = [t.dep_ for t in steps_up[: above[node.i]]]
    if len(up) + len(down) > 6:
        return "far"
    return "^".join(up) + "|" + ">".join(reversed(down))


def role_features(trigger: Token, party: Token, rules: tuple[Arguments, dict[str, list[Token]]]) -> list[str]:
    """Name what the parse says of a phrase as a party of an act.

    Args:
        trigger: the word that may report the act.
        party: the head of the phrase.
        rules: what `rule_arguments` gave for the trigger.
    """
    found, receiving = rules
    path = _path(trigger, party)
    names = [f"path={path}", f"dep={party.dep_}", f"pos={party.pos_}", f"ent={party.ent_type_ or '-'}"]
    names.append("before" if party.i < trigger.i else "after")
    names.append(f"far={min(abs(party.i - trigger.i) // 4, 6)}")
    up, _, down = path.partition("|")
    names.append(f"up={up}")
    names.append(f"down={down}")
    names.append(f"voice={'p' if is_passive(trigger) else 'a'}:{down}")
    if party in found.actors:
        names.append("rule=actor")
    if party in found.objects:
        names.append("rule=object")
    for name, tokens in found.by_preposition.items():
        if party in tokens:
            names.append(f"by={name}")
    names += [f"receives={type}" for type, tokens in receiving.items() if party in tokens]
    if party.pos_ == "PRON":
        names.append(f"pron={party.lower_}")
    if any(c.dep_ == "poss" and c.ent_type_ in {"GPE", "ORG", "PERSON", "NORP"} for c in party.children):
        names.append("owned")
    return sorted(set(names))
