"""PLOVER's auxiliary modes: historical, future, hypothetical, negation.

Read off auxiliaries, governing verbs, conjunctions, dates and background phrases of the clause that
reports the act (codebook, Auxiliary modes).
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from tidings.mentions import MentionIndex
from tidings.records import Article
from tidings.sentences import Parsed
from tidings.standing.tree import ancestors, lemma
from tidings.standing.words import SAY

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["auxiliary_modes"]

_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_SUPPOSING_AUX = frozenset({"would", "could", "might", "may", "should", "'d", "’d"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
_FUTURE_GOVERNORS = frozenset("plan intend expect schedule prepare set due about poised poise aim go propose".split())
_FAILING = frozenset("fail refuse decline neglect forget stop avoid prevent avert unable unwilling".split())
_PREVENTING = frozenset(
    "prevent avert avoid deter risk threaten consider contemplate discuss debate weigh mull".split()
)
_COMING = frozenset("upcoming planned forthcoming scheduled next proposed".split())
_SUPPOSED = frozenset(["possible", "potential", "any", "hypothetical", "eventual"])
_BACKGROUND = frozenset(
    (
        "invasion war occupation annexation coup conquest genocide revolution uprising massacre holocaust "
        "crackdown overthrow"
    ).split()
)
_ANNIVERSARY = frozenset({"anniversary", "aftermath", "memory", "legacy", "history", "wake"})
_NOMINAL_LINKS = frozenset({"dobj", "obj", "nsubj", "nsubjpass", "attr", "pobj", "prep", "conj", "acomp"})
# A date further back than this is another time than the page's own news.
_LONG_AGO = datetime.timedelta(days=250)


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
    governors = _governors(token)
    cues = {
        "historical": _historical(parsed, token, article, index),
        "future": _future(token, governors),
        "hypothetical": _hypothetical(token, governors),
        "negation": _negation(token, governors),
    }
    found = {name: cue for name, cue in cues.items() if cue is not None}
    if "hypothetical" in found:
        found.pop("future", None)
    return tuple(found), tuple(f"{name}:{cue}" for name, cue in found.items())


def _governors(token: Token) -> list[Token]:
    """The verbs that carry an act's word in their own tense and polarity: light verbs, control, raising."""
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


def _auxiliaries(word: Token) -> list[Token]:
    found = [c for c in word.children if c.dep_ in {"aux", "auxpass"}]
    if word.dep_ == "conj" and word.head.pos_ in {"VERB", "AUX"} and not found and word.tag_ == "VB":
        found = [c for c in word.head.children if c.dep_ == "aux"]
    return found


def _future(token: Token, governors: list[Token]) -> str | None:
    for word in (token, *governors):
        aux = next((c for c in _auxiliaries(word) if c.lower_ in _FUTURE_AUX), None) or _reported_will(word)
        if aux is not None:
            return aux.text
    for below, head in zip((token, *governors), governors, strict=False):
        if below.dep_ == "xcomp" and lemma(head) in _FUTURE_GOVERNORS and any(c.lower_ == "to" for c in below.children):
            return head.text
        # "is to meet", "are to hold talks"
        if below.dep_ == "xcomp" and lemma(head) == "be" and any(c.lower_ == "to" for c in below.children):
            return "is to"
    if token.pos_ in {"NOUN", "PROPN"}:
        coming = next((c for c in token.children if c.dep_ == "amod" and c.lower_ in _COMING), None)
        if coming is not None:
            return coming.text
    return None


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
        if aux is not None and not past and _reported_will(word) is None:
            return aux.text
        mark = next((c for c in word.children if c.dep_ == "mark" and c.lower_ in _CONDITIONS), None)
        if mark is not None:
            return mark.text
    for head in governors:
        if lemma(head) in _PREVENTING and token.pos_ != "VERB":
            return head.text
    if token.pos_ in {"NOUN", "PROPN"}:
        supposed = next((c for c in token.children if c.dep_ in {"amod", "det"} and c.lower_ in _SUPPOSED), None)
        if supposed is not None:
            return supposed.text
        if token.dep_ == "pobj" and lemma(token.head.head) in {"threat", "risk", "possibility", "fear", "case"}:
            return token.head.head.text
    return None


def _negation(token: Token, governors: list[Token]) -> str | None:
    for word in (token, *governors):
        negation = next((c for c in word.children if c.dep_ == "neg" or _neither(c)), None)
        if negation is not None:
            return negation.text
        nobody = next(
            (c for c in word.children if c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"nobody", "none"}), None
        )
        if nobody is not None:
            return nobody.text
    for below, head in zip((token, *governors), governors, strict=False):
        if below.dep_ == "xcomp" and lemma(head) in _FAILING:
            return head.text
    if token.dep_ in {"pcomp", "pobj"} and token.head.lower_ == "without":
        return "without"
    if token.pos_ in {"NOUN", "PROPN"}:
        none = next((c for c in token.children if c.dep_ == "det" and c.lower_ in {"no", "neither"}), None)
        if none is not None:
            return none.text
    return None


def _neither(token: Token) -> bool:
    return token.dep_ == "preconj" and token.lower_ == "neither"


def _historical(parsed: Parsed, token: Token, article: Article, index: MentionIndex) -> str | None:
    for mention in index.covering(parsed.sentence.start, parsed.sentence.end, "time"):
        span = mention.time
        if span is None or span.date is None or article.published is None or span.type == "DURATION":
            continue
        last = span.enddate or span.date
        if article.published - last > _LONG_AGO and _belongs(parsed, mention.start, token):
            return span.text
    if token.pos_ in {"NOUN", "PROPN"}:
        return _background_noun(token)
    return None


def _belongs(parsed: Parsed, start: int, token: Token) -> bool:
    """Tell whether a time stands in the clause of an act: the first verb above it, or the act's noun itself."""
    when = next(
        (t for t in parsed.doc if t.idx + parsed.sentence.start <= start < t.idx + parsed.sentence.start + len(t)), None
    )
    if when is None:
        return False
    if any(head.lower_ == "since" for head in (when.head, when.head.head)):
        # "their first talks since 2019" are not of 2019.
        return False
    carriers = {token.i, *(g.i for g in _governors(token))}
    if any(head.lower_ in {"after", "before", "until"} for _, head in [(when, when.head), (when, when.head.head)]):
        carriers = {token.i}
    for _, head in ancestors(when):
        if head.i in carriers:
            return True
        if head.pos_ == "VERB":
            return False
    return False


def _background_noun(token: Token) -> str | None:
    """ "for his invasion of X", "years after the massacre": a known deed that the sentence only leans on."""
    if token.dep_ != "pobj":
        return None
    preposition = token.head
    if lemma(preposition.head) in _ANNIVERSARY:
        return preposition.head.text
    years = [c for c in preposition.children if c.dep_ in {"npadvmod", "advmod"}]
    if preposition.lower_ in {"after", "since"} and any(lemma(y) in {"year", "decade", "century"} for y in years):
        return f"{years[0].text} {preposition.text}"
    owned = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in token.children)
    if (
        lemma(token) in _BACKGROUND
        and owned
        and preposition.lower_ in {"for", "since", "during", "over", "after", "before", "of", "with"}
    ):
        return f"{preposition.text} … {token.text}"
    return None
