"""PLOVER's auxiliary modes: historical, future, hypothetical, negation.

Read off auxiliaries, governing verbs, conjunctions, dates and background phrases of the clause that
reports the act (codebook, Auxiliary modes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidings.coding.roles import LIGHT_VERBS
from tidings.mentions import MentionIndex
from tidings.records import Article
from tidings.sentences import Parsed
from tidings.standing.background import historical
from tidings.standing.tree import ancestors, lemma, no, subject
from tidings.standing.words import SAY

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["auxiliary_modes", "carriers"]

_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_SUPPOSING_AUX = frozenset({"would", "could", "might", "may", "should", "'d", "’d"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
# Verbs and adjectives whose infinitive lies ahead.
_FUTURE_GOVERNORS = frozenset(
    (
        "plan intend expect schedule prepare set due about poised poise aim go propose pledge promise vow agree offer "
        "threaten likely ready"
    ).split()
)
# Verbs whose object is an act to come.
_PLANNING = frozenset("plan schedule prepare propose promise pledge".split())
_FAILING = frozenset("fail refuse decline neglect forget stop avoid prevent avert unable unwilling".split())
_FAILING_NOUNS = frozenset("failure refusal inability reluctance unwillingness".split())
_WISHING_NOUNS = frozenset("desire intention plan wish need reason attempt effort".split())
_CONSIDERING = frozenset("consider contemplate discuss debate weigh mull explore".split())
_PREVENTING = frozenset("prevent avert avoid deter risk threaten".split()) | _CONSIDERING
# Verbs whose infinitive or object is wished for by another.
_WANTING = frozenset(
    "urge ask demand request want seek wish hope beg implore propose suggest recommend unlikely".split()
)
_CALLING = frozenset("call appeal push press ask plead".split())
_SUPPOSING_NOUNS = frozenset(
    (
        "threat risk possibility fear case option proposal idea prospect chance danger bid call demand need push hope "
        "appeal request plea"
    ).split()
)
_COMING = frozenset("upcoming planned forthcoming scheduled next proposed".split())
_SUPPOSED = frozenset(["possible", "potential", "any", "hypothetical", "eventual"])
# Beside light verbs: verbs by which an act that is a noun is said to happen. What else is said of it
# ("condemned the attack", "the attack could strengthen") has its own tense and polarity.
_HAPPENING = frozenset(
    "be happen occur take erupt break come ensue follow continue re-emerge emerge go carry need".split()
)
_CARRYING = (LIGHT_VERBS - {"accept", "reject", "plan"}) | _HAPPENING


def auxiliary_modes(
    parsed: Parsed, token: Token, article: Article, index: MentionIndex
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the auxiliary modes of an act.

    Args:
        parsed: the sentence.
        token: the act's word.
        article: its article; the publication date tells what is long ago.
        index: the article's mentions.

    Returns:
        The modes in the codebook's order, and the words that decided each.
    """
    above = carriers(token)
    cues = {
        "historical": historical(parsed, token, above, article, index),
        "future": _future(parsed, token, above),
        "hypothetical": _hypothetical(token, above) or _supposed(token, _governors(token)),
        "negation": _negation(token, above),
    }
    found = {name: cue for name, cue in cues.items() if cue is not None}
    if "hypothetical" in found:
        found.pop("future", None)
    return tuple(found), tuple(f"{name}:{cue}" for name, cue in found.items())


def _governors(token: Token) -> list[Token]:
    """The verbs above an act's word that take it as argument: light verbs, control, raising, and any verb of a noun."""
    found = []
    for below, head in ancestors(token):
        if head.pos_ in {"VERB", "AUX"}:
            if below.dep_ in {"xcomp", "acomp"} or (
                below.dep_ in {"dobj", "obj", "nsubj", "nsubjpass", "attr"} and below.pos_ not in {"VERB", "AUX"}
            ):
                found.append(head)
                continue
            return found
        if below.dep_ == "xcomp":
            # "is due to meet", "was not able to attack"
            found.append(head)
            continue
        if below.pos_ in {"VERB", "AUX"} or below.dep_ not in {"conj"}:
            return found
    return found


def carriers(token: Token) -> list[Token]:
    """Give the verbs that carry an act's word in their own tense and polarity.

    Args:
        token: the act's word.
    """
    found = _governors(token)
    if token.pos_ in {"NOUN", "PROPN"} and found and lemma(found[0]) not in _CARRYING:
        return []
    return found


def _auxiliaries(word: Token) -> list[Token]:
    found = [c for c in word.children if c.dep_ in {"aux", "auxpass"}]
    if word.dep_ == "conj" and word.head.pos_ in {"VERB", "AUX"} and not found and word.tag_ == "VB":
        found = [c for c in word.head.children if c.dep_ == "aux"]
    return found


def _future(parsed: Parsed, token: Token, governors: list[Token]) -> str | None:
    for word in (token, *governors):
        aux = next((c for c in _auxiliaries(word) if c.lower_ in _FUTURE_AUX), None) or _reported_will(word)
        if aux is not None:
            return aux.text
    for below, head in zip((token, *governors), governors, strict=False):
        if below.dep_ == "xcomp" and lemma(head) in _FUTURE_GOVERNORS and _infinitive(below):
            return head.text
        # "is to meet", "are to hold talks"
        if below.dep_ == "xcomp" and lemma(head) == "be" and _infinitive(below):
            return "is to"
    if _announced(parsed, (token, *governors)[-1]):
        return "to"
    return _coming(token) if token.pos_ in {"NOUN", "PROPN"} else None


def _infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _announced(parsed: Parsed, verb: Token) -> bool:
    """ "Minister to visit Paris": a headline's infinitive, its sentence's own verb, is what will be."""
    if not _infinitive(verb):
        return False
    if verb.dep_ == "ROOT":
        return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    who = verb.head.dep_ == "ROOT" and verb.head.tag_ in {"NNP", "NNPS", "NNS"} and verb.head.i < verb.i
    plans = lemma(verb.head) in _SUPPOSING_NOUNS | _WISHING_NOUNS
    return parsed.sentence.kind == "headline" and verb.dep_ in {"acl", "relcl"} and who and not plans


def _coming(noun: Token) -> str | None:
    for child in noun.children:
        # What is "regularly scheduled" happens as a rule.
        if child.dep_ == "amod" and child.lower_ in _COMING and not any(c.dep_ == "advmod" for c in child.children):
            return child.text
    verb = noun.head
    return verb.text if noun.dep_ in {"dobj", "obj"} and lemma(verb) in _PLANNING else None


def _reported_will(word: Token) -> Token | None:
    """ "announced that it would withdraw": what was "will" when it was said, unless a condition goes with it."""
    would = next((c for c in _auxiliaries(word) if c.lower_ in {"would", "'d", "’d"}), None)
    clause = word
    while clause.dep_ == "conj" and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    verb = clause.head
    said = clause.dep_ == "ccomp" and verb.tag_ in {"VBD", "VBN"} and lemma(verb) in SAY
    past = any(c.lower_ in {"have", "'ve", "’ve"} for c in _auxiliaries(word))
    if would is None or not said or past or any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in verb.subtree):
        return None
    return would


def _hypothetical(token: Token, governors: list[Token]) -> str | None:
    for word in (token, *governors):
        aux = next((c for c in _auxiliaries(word) if c.lower_ in _SUPPOSING_AUX), None)
        past = any(c.lower_ in {"have", "'ve", "’ve"} for c in _auxiliaries(word))
        # "may have attacked" doubts that it happened; "would have attacked" says that it did not.
        past = past and aux is not None and aux.lower_ in {"may", "might", "could"}
        if aux is not None and not past and _reported_will(word) is None and not _declines(word, aux):
            return aux.text
        mark = next((c for c in word.children if c.dep_ == "mark" and c.lower_ in _CONDITIONS), None)
        if mark is not None:
            return mark.text
        if _inverted(word):
            return "had"
    return None


def _declines(verb: Token, aux: Token) -> bool:
    """ "He would not discuss it": a refusal that was made, where no condition goes with it."""
    if aux.lower_ not in {"would", "'d", "’d"} or not any(c.dep_ == "neg" for c in verb.children):
        return False
    below = verb.dep_ in {"ccomp", "advcl", "relcl"}
    having = any(c.lower_ in {"have", "be"} for c in _auxiliaries(verb)) or lemma(verb) == "be"
    return not below and not having and not any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in verb.subtree)


def _inverted(verb: Token) -> bool:
    """ "Had Japan attacked, it would …": a condition by word order."""
    had = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "had"), None)
    own = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return had is not None and own is not None and had.i < own.i and verb.dep_ in {"advcl", "ccomp"}


def _supposed(token: Token, governors: list[Token]) -> str | None:
    """What is only wished for, weighed or warded off, by the verb or noun that the act hangs on."""
    for below, head in zip((token, *governors), governors, strict=False):
        name = lemma(head)
        noun = below.pos_ not in {"VERB", "AUX"}
        if (name in _PREVENTING and noun) or (name in _CONSIDERING and below.dep_ == "xcomp"):
            return head.text
        if name in _WANTING and (noun or _infinitive(below)) and below.dep_ in {"xcomp", "dobj", "obj"}:
            return head.text
        if name == "include" and (what := subject(head)) is not None and lemma(what) in _SUPPOSING_NOUNS:
            return what.text
    if token.dep_ in {"ccomp", "xcomp"} and lemma(token.head) in _WANTING and _infinitive(token):
        return token.head.text
    if token.pos_ in {"NOUN", "PROPN"}:
        supposed = next((c for c in token.children if c.dep_ in {"amod", "det"} and c.lower_ in _SUPPOSED), None)
        if supposed is not None:
            return supposed.text
    if token.dep_ in {"pobj", "pcomp"} and token.head.dep_ in {"prep", "agent"}:
        governor = token.head.head
        if lemma(governor) in _SUPPOSING_NOUNS and token.head.lower_ in {"of", "for"}:
            return governor.text
        if lemma(governor) in _CALLING and governor.pos_ == "VERB" and token.head.lower_ == "for":
            return governor.text
        if token.head.lower_ == "from":
            warding = next((w for w in (governor, governor.head) if lemma(w) in _PREVENTING), None)
            return warding.text if warding is not None else None
    if token.dep_ == "acl" and lemma(token.head) in _SUPPOSING_NOUNS and _infinitive(token):
        return token.head.text
    return None


def _negation(token: Token, governors: list[Token]) -> str | None:
    for word in (token, *governors):
        negation = _negated(word)
        if negation is not None:
            return negation
    for below, head in zip((token, *governors), governors, strict=False):
        if below.dep_ == "xcomp" and lemma(head) in _FAILING:
            return head.text
    last = (token, *governors)[-1]
    if last.dep_ == "acl" and lemma(last.head) in _FAILING_NOUNS:
        return last.head.text
    if last.dep_ == "acl" and lemma(last.head) in _WISHING_NOUNS and (none := no(last.head)) is not None:
        return none
    if token.dep_ == "ccomp" and lemma(token.head) in {"let", "allow"} and (let := _negated(token.head)) is not None:
        return let
    if token.dep_ in {"pcomp", "pobj"} and token.head.lower_ == "without":
        return "without"
    return no(token) if token.pos_ in {"NOUN", "PROPN"} else None


def _negated(verb: Token) -> str | None:
    negation = next((c for c in verb.children if (c.dep_ == "neg" and c.lower_ != "no") or _neither(c)), None)
    if negation is not None:
        return negation.text
    nobody = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and _nobody(c)), None)
    if nobody is not None:
        return nobody.text
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _own(verb):
        # "has not sent troops or set up a base", "did not meet and talk"
        joint = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in verb.head.children) or verb.tag_ == "VB"
        return _negated(verb.head) if joint else None
    return None


def _own(verb: Token) -> bool:
    return any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children)


def _nobody(head: Token) -> bool:
    return head.lower_ in {"nobody", "none"} or (head.pos_ == "NOUN" and no(head) is not None)


def _neither(token: Token) -> bool:
    return token.dep_ == "preconj" and token.lower_ == "neither"
