"""Who says that an act happened, and how surely: reported speech at any depth, hedges and denials.

From the words of the act the parse is climbed to the root; each clause above may report, doubt or
deny what is below it. The nearest to the act counts, except that doubt beats report ("X said the
army was believed to have…" is uncertain, by X).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidings.mentions import MentionIndex, index_mentions
from tidings.records import Article, Attribution, Entity, Mention, Quote
from tidings.sentences import Parsed
from tidings.sentences.quotation import quoted_spans
from tidings.standing.auxiliary import auxiliary_modes
from tidings.standing.background import leans_on
from tidings.standing.standing import Standing
from tidings.standing.tree import ancestors, entity_of, is_passive, lemma, no, subject
from tidings.standing.words import ADJECTIVES, ADVERBS, BELIEVE, CLAIM_NOUNS, DENY, RUMOUR_NOUNS, SAY

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["judge"]

_RANK = {"denied": 3, "uncertain": 2, "claimed": 1}
_CLAUSAL = frozenset({"ccomp", "advcl", "parataxis", "acl", "relcl", "pcomp"})
_RAISING = frozenset({"xcomp", "ccomp"})
_ACCUSERS = frozenset({"accuse", "suspect", "blame"})
_CONFIRMING = frozenset({"confirm", "verify", "corroborate", "substantiate", "prove"})
_PROFESSING = frozenset({"claim", "profess", "purport"})
# A clause that begins so stands beside a report, and is no part of it.
_BESIDE = frozenset({"after", "before", "since", "while", "because", "although", "though", "until", "when"})
_EVIDENCE = frozenset({"evidence", "sign", "proof", "indication", "confirmation", "hint"})
_CHARGES = frozenset({"charge", "count", "suspicion"})
# Longer quoted words are somebody's, not the press's own distance.
_QUOTED_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Claim:
    certainty: str
    cue: str
    source: Entity | None = None
    distance: int = 0


def judge(
    parsed: Parsed,
    trigger: tuple[int, int],
    article: Article,
    mentions: Sequence[Mention],
    quotes: Sequence[Quote],
    index: MentionIndex | None = None,
) -> Standing:
    """Judge how an act stands.

    Args:
        parsed: the sentence that reports it.
        trigger: offsets of the words that report it, into `Article.text`.
        article: its article.
        mentions: the article's mentions.
        quotes: the article's quotes.
        index: the mentions by place, where the caller has them so.
    """
    token = parsed.word_at(*trigger)
    if token is None:
        return Standing(Attribution())
    index = index if index is not None else index_mentions(mentions)
    # A known deed that the sentence leans on is not what it reports, doubts or denies.
    told = [] if leans_on(token) else _climb(parsed, token, index)
    claims = [
        *told,
        *_asides(parsed, token, index),
        *_according_to(parsed, token, index),
        *_hedges(token),
        *_asked(token),
    ]
    if not claims:
        claims = _from_quotes(trigger, quotes) or _press_quotes(trigger, parsed, article)
    auxiliary, why = auxiliary_modes(parsed, token, article, index)
    if not claims:
        return Standing(Attribution(), auxiliary, why)
    strongest = max(claims, key=lambda c: (_RANK[c.certainty], -c.distance))
    sourced = strongest.source or next((c.source for c in claims if c.source is not None), None)
    own = sourced is not None and _same_as_actor(parsed, token, sourced, index)
    if own and "future" in auxiliary and strongest.certainty == "claimed":
        # What a party says it will do is its own act of promising or threatening.
        return Standing(Attribution(), auxiliary, why, own_word=True)
    attribution = Attribution(strongest.certainty, sourced.entity_text if sourced else None, sourced, strongest.cue)
    return Standing(attribution, auxiliary, (f"cue:{strongest.cue}", *why), own)


def _climb(parsed: Parsed, token: Token, index: MentionIndex) -> list[_Claim]:
    claims: list[_Claim] = []
    relative = False
    for distance, (below, head) in enumerate(ancestors(token)):
        claim = None
        if head.pos_ in {"VERB", "AUX"}:
            claim = _from_verb(parsed, below, head, index)
        elif head.pos_ == "NOUN":
            claim = _from_noun(parsed, below, head, index)
        elif (below.dep_ == "pcomp" or head.lower_ == "of") and (accuser := _accuser(head)) is not None:
            certainty = "uncertain" if lemma(accuser) == "suspect" else "claimed"
            claim = _Claim(certainty, accuser.text, _source(parsed, accuser, index))
        if claim is not None and not (relative and claim.certainty != "claimed"):
            # Who doubts or denies a sentence does not doubt what a relative clause of it takes for granted.
            claims.append(_Claim(claim.certainty, claim.cue, claim.source, distance))
        relative = relative or below.dep_ == "relcl"
    return claims


def _accuser(preposition: Token) -> Token | None:
    """The verb of "accused him of …"; in "accused by X of …" some parses hang the "of" on X."""
    verb = preposition.head
    if verb.dep_ == "pobj" and verb.head.dep_ == "agent":
        verb = verb.head.head
    return verb if lemma(verb) in _ACCUSERS else None


def _asides(parsed: Parsed, token: Token, index: MentionIndex) -> list[_Claim]:
    """ "The army, officials said, has attacked": a report put inside the clause that it reports."""
    claims = []
    for distance, word in enumerate(_own_clause(token)):
        for verb in word.children:
            # "what Israel says was an attack" is put inside in another way.
            what = verb.dep_ == "csubj" and any(c.lower_ == "what" for c in verb.children)
            if not (what or verb.dep_ == "parataxis") or not any(c.dep_ == "nsubj" for c in verb.children):
                continue
            name = lemma(verb)
            kind = "denied" if name in DENY else "uncertain" if name in BELIEVE else "claimed" if name in SAY else None
            if kind is not None:
                claims.append(_Claim(kind, verb.text, _source(parsed, verb, index), distance))
    return claims


def _own_clause(token: Token) -> Iterator[Token]:
    """The act's word and what it hangs on, up to a participle that goes beside the reporter's clause ("citing …")."""
    yield token
    for below, head in ancestors(token):
        if below.tag_ == "VBG" and below.dep_ in {"csubj", "advcl"}:
            return
        yield head


def _from_verb(parsed: Parsed, below: Token, verb: Token, index: MentionIndex) -> _Claim | None:
    name = lemma(verb)
    if below.dep_ in _RAISING and is_passive(verb) and name in SAY | BELIEVE:
        # "is believed to be seeking", "are said to have": nobody says who.
        agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children), None)
        source = entity_of(parsed, agent, index) if agent is not None else None
        return _Claim("uncertain", verb.text, source)
    if name == "verify" or (name in _CONFIRMING and below.dep_ in {"nsubjpass", "dobj", "ccomp"}):
        negation = next((c for c in verb.children if c.dep_ == "neg"), None)
        if negation is not None:
            return _Claim("uncertain", f"{negation.text} {verb.text}")
    if below.dep_ == "ccomp" or (below.dep_ == "advcl" and name in SAY and _reported_first(below, verb)):
        return _reported(parsed, below, verb, index)
    if below.dep_ == "xcomp" and name in _PROFESSING and not is_passive(verb):
        return _Claim("claimed", verb.text, _source(parsed, verb, index))
    if below.dep_ in {"xcomp", "dobj", "obj"} and name == "deny":
        return _Claim("denied", verb.text, _source(parsed, verb, index))
    return None


def _reported(parsed: Parsed, below: Token, verb: Token, index: MentionIndex) -> _Claim | None:
    name = lemma(verb)
    if any(c.dep_ == "mark" and c.lower_ in _BESIDE for c in below.children) or _joined(below, verb):
        return None
    if name in DENY:
        return _Claim("denied", verb.text, _source(parsed, verb, index))
    if name in BELIEVE:
        return _Claim("uncertain", verb.text, _source(parsed, verb, index))
    if name == "find" and any(c.dep_ in {"oprd", "acomp"} and c.lower_ == "guilty" for c in verb.children):
        return None
    if name in SAY and not any(c.dep_ == "neg" for c in verb.children):
        return _Claim("claimed", verb.text, _source(parsed, verb, index))
    return None


def _reported_first(below: Token, verb: Token) -> bool:
    """ "The army attacked, officials said": some parses hang the report's clause on the verb as adverbial."""
    parts = {c.dep_ for c in below.children}
    return below.i < verb.i and "mark" not in parts and bool(parts & {"nsubj", "nsubjpass", "expl"})


def _joined(below: Token, verb: Token) -> bool:
    """ "He denied it, and the chancellor told reporters …": two sentences that the parse makes one of."""
    doc = verb.doc
    return any(
        c.dep_ == "cc"
        and doc[c.i - 1].text == ","
        and verb.is_ancestor(doc[c.i + 1])
        and not below.is_ancestor(doc[c.i + 1])
        for c in doc[below.i + 1 : verb.i]
    )


def _from_noun(parsed: Parsed, below: Token, noun: Token, index: MentionIndex) -> _Claim | None:
    name = lemma(noun)
    if name == "denial" and below.dep_ in {"acl", "ccomp", "prep"}:
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        return _Claim("denied", noun.text, entity_of(parsed, owner, index) if owner is not None else None)
    if name in _EVIDENCE and below.dep_ in {"acl", "ccomp", "prep"}:
        negation = no(noun) or next((c.text for c in noun.head.children if c.dep_ == "neg"), None)
        return _Claim("uncertain", f"{negation} {noun.text}") if negation is not None else None
    if name in _CHARGES and below.dep_ == "prep" and below.lower_ in {"of", "including"}:
        return _Claim("claimed" if name != "suspicion" else "uncertain", noun.text)
    if name not in CLAIM_NOUNS | RUMOUR_NOUNS or below.dep_ not in {"acl", "relcl", "ccomp", "prep", "pcomp"}:
        return None
    if below.dep_ == "relcl" and any(
        c.tag_ in {"WDT", "WP"} and c.dep_ in {"nsubj", "dobj"} and c.lower_ != "that" for c in below.children
    ):
        return None
    verb = noun.head
    if verb.pos_ == "VERB" and lemma(verb) in DENY:
        return _Claim("denied", f"{verb.text} {noun.text}", _source(parsed, verb, index))
    if below.dep_ == "prep" and below.lower_ not in {"of", "about"}:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None and name in CLAIM_NOUNS:
        # "Kyiv's claim that …": somebody says so.
        return _Claim("claimed", noun.text, entity_of(parsed, owner, index))
    return _Claim("uncertain", noun.text, entity_of(parsed, owner, index) if owner is not None else None)


def _source(parsed: Parsed, verb: Token, index: MentionIndex) -> Entity | None:
    if is_passive(verb):
        agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children), None)
        return entity_of(parsed, agent, index) if agent is not None else None
    head = subject(verb)
    if head is None or head.lower_ in {"it", "this", "that", "there", "which"}:
        return None
    return entity_of(parsed, head, index)


def _according_to(parsed: Parsed, token: Token, index: MentionIndex) -> list[_Claim]:
    """ "according to X" speaks for its whole sentence."""
    for word in parsed.doc:
        if word.lower_ != "according" or word.i + 1 >= len(parsed.doc) or parsed.doc[word.i + 1].lower_ != "to":
            continue
        source = next((p for c in word.subtree for p in c.children if c.lower_ == "to" and p.dep_ == "pobj"), None)
        return [_Claim("claimed", "according to", entity_of(parsed, source, index) if source is not None else None, 5)]
    return []


def _hedges(token: Token) -> list[_Claim]:
    """Adverbs and adjectives of doubt on the act's word or on the verb that carries it."""
    around = [token]
    if token.dep_ in {"dobj", "obj", "nsubjpass", "nsubj", "attr", "xcomp"}:
        around.append(token.head)
    for word in around:
        for child in word.children:
            if child.dep_ == "advmod" and child.lower_ in ADVERBS:
                return [_Claim("uncertain", child.text)]
            if child.dep_ == "amod" and child.lower_ in ADJECTIVES and word is token:
                return [_Claim("uncertain", child.text)]
        whether = next((c for c in word.children if c.dep_ == "mark" and c.lower_ == "whether"), None)
        if whether is not None and any(
            c.tag_ in {"VBD", "VBZ", "VBP"} or c.lower_ == "had" for c in (word, *word.children)
        ):
            return [_Claim("uncertain", whether.text)]
    modal = next((c for c in token.children if c.dep_ == "aux" and c.lower_ in {"may", "might", "could"}), None)
    if modal is not None and any(c.lower_ in {"have", "'ve"} for c in token.children if c.dep_ == "aux"):
        return [_Claim("uncertain", f"{modal.text} have")]
    return []


def _from_quotes(trigger: tuple[int, int], quotes: Sequence[Quote]) -> list[_Claim]:
    """An act told inside somebody's quoted words is that speaker's claim; words without marks the parse judges."""
    for quote in quotes:
        if quote.kind == "indirect":
            continue
        if quote.start <= trigger[0] and trigger[1] <= quote.end and quote.speaker is not None:
            return [_Claim("claimed", quote.cue or "quoted", quote.speaker)]
    return []


def _asked(token: Token) -> list[_Claim]:
    """ "Did Russia attack?": what a question of yes or no asks is not told."""
    doc = token.doc
    words = [t for t in doc if not t.is_punct]
    if not words or (doc[-1].text != "?" and "?" not in [t.text for t in doc[-3:]]):
        return []
    if words[0].tag_ not in {"MD", "VBD", "VBZ", "VBP"} or words[0].pos_ != "AUX":
        return []
    inside = any(below.dep_ in {"relcl", "advcl"} for below, _ in ancestors(token))
    return [] if inside or token.dep_ in {"relcl", "advcl"} else [_Claim("uncertain", "?")]


def _press_quotes(trigger: tuple[int, int], parsed: Parsed, article: Article) -> list[_Claim]:
    """ "Rebels 'kill' ten": a word that a headline puts between marks is not the press's own."""
    if parsed.sentence.kind not in {"headline", "subhead"}:
        return []
    for span in quoted_spans(article):
        if span.start <= trigger[0] and trigger[1] <= span.end:
            short = len(article.text[span.start : span.end].split()) <= _QUOTED_WORDS
            return [_Claim("claimed", "quotation marks")] if short else []
    return []


def _same_as_actor(parsed: Parsed, token: Token, source: Entity, index: MentionIndex) -> bool:
    doer = subject(token) if token.pos_ in {"VERB", "AUX"} else None
    if doer is None:
        return False
    actor = entity_of(parsed, doer, index)
    names = {actor.identifier_text, actor.resolved, actor.entity_text} - {None}
    return bool(names & ({source.identifier_text, source.resolved, source.entity_text} - {None})) or doer.lower_ in {
        "it",
        "we",
        "i",
    }
