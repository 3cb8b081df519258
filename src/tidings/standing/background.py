"""The auxiliary mode `historical`: acts of another time, and known deeds that a sentence only leans on.

A date of the act's own clause decides, however it is hung there: on a conjunct, on the clause that the
act goes along with, on the noun that names it. Without one, background phrases do (codebook, Auxiliary
modes; "for his invasion of", "five years after").
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tidings.mentions import MentionIndex
from tidings.records import Article, Mention
from tidings.sentences import Parsed
from tidings.standing.tree import ancestors, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["historical", "leans_on"]

_BACKGROUND = frozenset(
    (
        "invasion war occupation annexation coup conquest genocide revolution uprising massacre holocaust "
        "crackdown overthrow ouster"
    ).split()
)
_ANNIVERSARY = frozenset({"anniversary", "aftermath", "memory", "legacy", "history", "wake"})
_LEANING = frozenset({"for", "since", "during", "over", "after", "before", "of", "with", "following"})
_LONG = frozenset({"year", "decade", "century"})
_ALONG = frozenset({"as", "when", "while", "where"})
_INSIDE = frozenset({"amod", "compound", "nmod", "nummod", "poss"})
# A date further back than this is another time than the page's own news.
_LONG_AGO = datetime.timedelta(days=250)


def historical(
    parsed: Parsed, token: Token, carriers: Sequence[Token], article: Article, index: MentionIndex
) -> str | None:
    """Give the words by which an act is of another time; None where there are none.

    Args:
        parsed: the sentence.
        token: the act's word.
        carriers: the verbs that carry it in their own tense.
        article: its article; the publication date tells what is long ago.
        index: the article's mentions.
    """
    times = index.covering(parsed.sentence.start, parsed.sentence.end, "time")
    for words in _shared(token, carriers):
        own = [m for m in times if _belongs(parsed, m, *words)]
        old = next((m for m in own if _long_ago(m, article)), None)
        if old is not None:
            return old.text
        if own:
            # Its own time says when: the time of a clause further up is not its.
            break
    for word in (token, *carriers):
        if (long := _long_after(word)) is not None:
            return long
    return leans_on(token)


def _long_ago(mention: Mention, article: Article) -> bool:
    span = mention.time
    if span is None or span.date is None or article.published is None or span.type == "DURATION":
        return False
    return article.published - (span.enddate or span.date) > _LONG_AGO


def _shared(token: Token, carriers: Sequence[Token]) -> list[tuple[Token, tuple[Token, ...]]]:
    """The act with its carriers, then the clauses whose time it shares: "met him in 2012 and praised …"."""
    found = [(token, tuple(carriers))]
    word = carriers[-1] if carriers else token
    for _ in range(4):
        verb = word.head
        along = word.dep_ == "advcl" and any(c.lower_ in _ALONG for c in word.children)
        participle = word.dep_ == "advcl" and word.tag_ == "VBG" and not any(c.dep_ == "mark" for c in word.children)
        joint = word.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in word.children)
        if verb.i == word.i or verb.pos_ not in {"VERB", "AUX", "NOUN"} or not (along or participle or joint):
            break
        found.append((verb, ()))
        word = verb
    return found


def _belongs(parsed: Parsed, mention: Mention, token: Token, governors: Sequence[Token]) -> bool:
    """Tell whether a time stands in the clause of an act: the first verb above it, or the act's noun itself."""
    start, end = mention.start - parsed.sentence.start, mention.end - parsed.sentence.start
    when = next((t for t in parsed.doc if t.idx <= start < t.idx + len(t)), None)
    if when is None:
        return False
    if any(head.lower_ == "since" for head in (when.head, when.head.head)):
        # "their first talks since 2019" are not of 2019.
        return False
    if token.dep_ == "relcl" and token.head.i in {when.i, when.head.i} and token.head.pos_ != "VERB":
        # "in 2015, when she bit a soldier"
        return True
    carriers = {token.i, *(g.i for g in governors)}
    if any(head.lower_ in {"after", "before", "until"} for _, head in [(when, when.head), (when, when.head.head)]):
        carriers = {token.i}
    for below, head in ancestors(when):
        if head.i in carriers:
            return True
        # The year of "the 2015 festival" is the festival's.
        if head.pos_ == "VERB" or (below.dep_ in _INSIDE and head.idx >= end):
            return False
    return False


def _long_after(word: Token) -> str | None:
    """ "two years after hundreds were robbed": the clause that the years are counted from, and its conjuncts."""
    for _ in range(4):
        if word.dep_ != "conj" or word.pos_ != "VERB":
            break
        word = word.head
    mark = next((c for c in word.children if c.dep_ == "mark" and c.lower_ in {"after", "since"}), None)
    years = next((c for c in word.children if c.dep_ in {"npadvmod", "advmod"} and lemma(c) in _LONG), None)
    if word.dep_ != "advcl" or mark is None or years is None or years.i > mark.i:
        return None
    return f"{years.text} {mark.text}"


def leans_on(token: Token) -> str | None:
    """Give the words that only lean on a known deed: "for his invasion of X", "years after the massacre".

    Args:
        token: the act's word.
    """
    if token.dep_ != "pobj" or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    preposition = token.head
    if lemma(preposition.head) in _ANNIVERSARY:
        return preposition.head.text
    years = [c for c in preposition.children if c.dep_ in {"npadvmod", "advmod"}]
    if preposition.lower_ in {"after", "since"} and any(lemma(y) in _LONG for y in years):
        return f"{years[0].text} {preposition.text}"
    owned = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in token.children)
    if lemma(token) in _BACKGROUND and owned and preposition.lower_ in _LEANING:
        return f"{preposition.text} … {token.text}"
    return None
