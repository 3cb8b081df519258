"""Quotes with their speakers: direct, mixed, and what is reported without marks.

A quotation belongs to the verb of saying that governs it in the parse, or stands beside it in its
sentence; failing that to the sentence before a colon, or to the speaker whose words go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidings.mentions import MentionIndex, index_mentions
from tidings.records import Article, Entity, Mention, Quote
from tidings.sentences import Parsed
from tidings.standing.quotation import Span, quoted_spans
from tidings.standing.tree import ancestors, entity_of, is_passive, lemma, phrase, subject
from tidings.standing.words import ALL_REPORTING, DOCUMENTS, SAY, VIA

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_quotes"]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VIA_PREPOSITIONS = frozenset({"via", "through", "in", "on", "by"})
# A quotation of fewer words than this is part of the reporter's sentence, whatever its grammar.
_DIRECT_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Voice:
    speaker: Entity
    cue: str | None = None
    addressee: Entity | None = None
    via: str | None = None


def find_quotes(article: Article, parsed: Sequence[Parsed], mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """Find what an article quotes, who says it, to whom, and through whom.

    Args:
        article: the article.
        parsed: its parsed sentences, in order.
        mentions: its mentions.

    Returns:
        Quotes in the order of the text; offsets are those of the words inside the marks.
    """
    index = index_mentions(mentions)
    spans = quoted_spans(article)
    quotes: list[Quote] = []
    last: tuple[Span, _Voice | None] | None = None
    for span in spans:
        around = [p for p in parsed if p.sentence.start < span.end and p.sentence.end > span.start]
        voice = _voice_of(span, spans, around, parsed, index)
        kind = _kind(span, around, article)
        if voice is None and kind == "direct" and last is not None and _goes_on(last[0], span):
            voice = last[1]
        if kind == "direct":
            last = (span, voice)
        if voice is not None or kind == "direct":
            quotes.append(_quote(article, span.start, span.end, kind, voice))
    quotes += _indirect(article, parsed, spans, index)
    return tuple(sorted(quotes, key=lambda q: (q.start, q.end)))


def _quote(article: Article, start: int, end: int, kind: str, voice: _Voice | None) -> Quote:
    if voice is None:
        return Quote(article.id, article.text[start:end], start, end, kind)
    return Quote(
        article.id, article.text[start:end], start, end, kind, voice.speaker, voice.addressee, voice.cue, voice.via
    )


def _goes_on(before: Span, span: Span) -> bool:
    """Whether a direct quotation continues another: in the same paragraph, or in the next one."""
    return span.block - before.block <= 1


def _kind(span: Span, around: Sequence[Parsed], article: Article) -> str:
    words = article.text[span.start : span.end].split()
    inside = [t for p in around for t in p.doc if span.start <= p.sentence.start + t.idx < span.end]
    if len(words) < _DIRECT_WORDS or not any(t.tag_ in _FINITE or _commands(t) for t in inside):
        return "mixed"
    if not inside or inside[0].i == 0 or not _introduced(inside[0]):
        return "direct"
    return "direct" if words[0][:1].isupper() and inside[0].doc[inside[0].i - 1].lower_ in '"“‘,:' else "mixed"


def _commands(token: Token) -> bool:
    return token.tag_ == "VB" and not any(c.dep_ in {"aux", "auxpass"} for c in token.children)


def _introduced(first: Token) -> bool:
    """Whether the reporter's words run into the quotation without a comma or colon."""
    before = [t for t in first.doc[max(0, first.i - 3) : first.i] if t.text not in {'"', "“", "‘", "'", "``"}]
    return bool(before) and before[-1].text not in {",", ":", ".", "—", "–", "-"}


def _voice_of(
    span: Span, spans: Sequence[Span], around: Sequence[Parsed], parsed: Sequence[Parsed], index: MentionIndex
) -> _Voice | None:
    for sentence in (*reversed(around[-1:]), *around[:-1]):
        voice = _governing(span, spans, sentence, index) or _beside(span, spans, sentence, index)
        if voice is not None:
            return voice
    if not around:
        return None
    before = next((p for p in reversed(parsed) if p.sentence.end <= around[0].sentence.start), None)
    if before is not None and before.sentence.text.rstrip().endswith(":"):
        return next((v for t in before.doc if (v := _speaks(before, t, index))), None)
    return None


def _within(parsed: Parsed, token: Token, spans: Sequence[Span]) -> bool:
    at = parsed.sentence.start + token.idx
    return any(s.start <= at < s.end for s in spans)


def _governing(span: Span, spans: Sequence[Span], parsed: Parsed, index: MentionIndex) -> _Voice | None:
    """Climb from the quotation's highest word to the first verb outside that can speak."""
    inside = [t for t in parsed.doc if span.start <= parsed.sentence.start + t.idx < span.end]
    numbers = {t.i for t in inside}
    top = next((t for t in inside if t.head.i not in numbers or t.head.i == t.i), None)
    if top is None:
        return None
    fallback = None
    for _, head in ancestors(top):
        if head.pos_ != "VERB" or _within(parsed, head, spans):
            continue
        voice = _speaks(parsed, head, index)
        if voice is not None:
            return voice
        fallback = fallback or _acts(parsed, head, spans, index)
    return fallback


def _beside(span: Span, spans: Sequence[Span], parsed: Parsed, index: MentionIndex) -> _Voice | None:
    """The verb of saying of the sentence that stands nearest to the quotation, outside all marks."""
    verbs = [t for t in parsed.doc if lemma(t) in ALL_REPORTING and not _within(parsed, t, spans)]
    base = parsed.sentence.start
    for verb in sorted(verbs, key=lambda t: (min(abs(base + t.idx - span.end), abs(base + t.idx - span.start)), t.i)):
        voice = _speaks(parsed, verb, index)
        if voice is not None:
            return voice
    for word in parsed.doc:
        if word.lower_ == "according" and not _within(parsed, word, spans):
            source = next((p for c in word.subtree for p in c.children if c.lower_ == "to" and p.dep_ == "pobj"), None)
            if source is not None:
                return _Voice(entity_of(parsed, source, index), "according to")
    return None


def _speaks(parsed: Parsed, verb: Token, index: MentionIndex) -> _Voice | None:
    if lemma(verb) not in ALL_REPORTING and not _describes(verb):
        return None
    head = _speaker(verb)
    if head is None:
        return None
    head = _author(head) if lemma(head) in DOCUMENTS else head
    return _Voice(entity_of(parsed, head, index), verb.text, _addressee(parsed, verb, index), _via(parsed, verb))


def _describes(verb: Token) -> bool:
    return lemma(verb) in {"describe", "compare", "dub", "label", "term", "brand", "praise", "hail", "denounce", "list"}


def _speaker(verb: Token) -> Token | None:
    if is_passive(verb):
        return next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    head = own if own is not None else subject(verb)
    if head is None or head.lower_ in {"it", "this", "that", "there", "which", "what"}:
        return None
    return head


def _author(document: Token) -> Token:
    """Whose words a document has: "a statement issued by the ministry", "the army's report"; else itself."""
    for child in document.children:
        if child.dep_ == "poss" and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            return child
        agents = [child] if child.lower_ in {"by", "from"} and child.dep_ == "prep" else []
        if child.dep_ == "acl" and child.tag_ == "VBN":
            agents = [c for c in child.children if c.lower_ in {"by", "from"}]
        author = next((p for agent in agents for p in agent.children if p.dep_ == "pobj"), None)
        if author is not None:
            return author
    return document


def _acts(parsed: Parsed, verb: Token, spans: Sequence[Span], index: MentionIndex) -> _Voice | None:
    """A quoted fragment in a clause whose subject is a party: its words, unless the verb says otherwise."""
    head = _speaker(verb)
    if head is None or _within(parsed, head, spans):
        return None
    start, end = parsed.offsets(head)
    mention = next((m for m in index.covering(start, end) if m.entity is not None), None)
    if mention is None or mention.entity is None or mention.members:
        return None
    return _Voice(mention.entity, None) if mention.entity.identifier_text or mention.entity.resolved else None


def _addressee(parsed: Parsed, verb: Token, index: MentionIndex) -> Entity | None:
    heads = [
        c
        for c in verb.children
        if c.dep_ in {"dobj", "dative"} and lemma(verb) in {"tell", "inform", "ask", "warn", "urge", "assure"}
    ]
    heads += [
        p
        for c in verb.children
        if c.dep_ in {"prep", "dative"} and c.lower_ == "to"
        for p in c.children
        if p.dep_ == "pobj"
    ]
    for head in heads:
        start, end = parsed.offsets(head)
        if index.covering(start, end):
            return entity_of(parsed, head, index)
    return None


def _via(parsed: Parsed, verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _VIA_PREPOSITIONS:
            for inner in child.children:
                if inner.dep_ == "pobj" and lemma(inner) in VIA:
                    return phrase(parsed, inner)[0]
    return None


def _indirect(
    article: Article, parsed: Sequence[Parsed], spans: Sequence[Span], index: MentionIndex
) -> Iterator[Quote]:
    for sentence in parsed:
        for verb in sentence.doc:
            if lemma(verb) not in SAY or verb.pos_ != "VERB" or any(c.dep_ == "neg" for c in verb.children):
                # What somebody did not say is no quote.
                continue
            clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
            voice = _speaks(sentence, verb, index) if clause is not None else None
            if clause is None or voice is None:
                continue
            start, end = _clause(sentence, clause, verb)
            if end > start and not any(s.start < end and s.end > start for s in spans):
                yield _quote(article, start, end, "indirect", voice)


def _clause(parsed: Parsed, clause: Token, verb: Token) -> tuple[int, int]:
    tokens = sorted((t for t in clause.subtree if t.i != verb.i), key=lambda t: t.i)
    # A clause that the verb interrupts ("the army, he said, will leave") is taken up to the verb.
    tokens = [t for t in tokens if (t.i < verb.i) == (clause.i < verb.i)]
    while tokens and (tokens[0].dep_ == "mark" or tokens[0].is_punct):
        tokens.pop(0)
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    if not tokens:
        return 0, 0
    return parsed.offsets(tokens[0])[0], parsed.offsets(tokens[-1])[1]
