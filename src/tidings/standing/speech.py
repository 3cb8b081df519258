"""Quotes with their speakers: direct, mixed, and what is reported without marks.

A quotation belongs to the verb of saying that governs it in the parse, or stands beside it in its
sentence (`cues`); failing that to whose turn it is (`turns`): of the sentence before a colon, of who
was last told of, or of the speaker whose words go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tidings.mentions import index_mentions
from tidings.records import Article, Entity, Mention, Quote
from tidings.sentences import Parsed
from tidings.sentences.quotation import Span, quoted_spans
from tidings.standing.tree import lemma
from tidings.standing.turns import Part, Turns, speeches
from tidings.standing.voices import Scene, Voice, speaks
from tidings.standing.words import SAY

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_quotes"]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# A quotation of fewer words than this is part of the reporter's sentence, whatever its grammar.
_DIRECT_WORDS = 4


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
    scenes = [Scene(p, index, spans) for p in parsed]
    turns = Turns(article, scenes)
    quotes: list[Quote] = []
    for speech in speeches(spans):
        parts = []
        for span in speech:
            around = [s for s in scenes if _overlaps(s.parsed, span)]
            parts.append(Part(span, _kind(span, [s.parsed for s in around], article), around))
        for part, voice in zip(parts, turns.take(parts), strict=True):
            if voice is not None or part.kind == "direct":
                quotes.append(_quote(article, part.span.start, part.span.end, part.kind, voice))
    quotes += _indirect(article, scenes, spans)
    return tuple(sorted(quotes, key=lambda q: (q.start, q.end)))


def _quote(article: Article, start: int, end: int, kind: str, voice: Voice | None) -> Quote:
    if voice is None:
        return Quote(article.id, article.text[start:end], start, end, kind)
    return Quote(
        article.id, article.text[start:end], start, end, kind, voice.speaker, voice.addressee, voice.cue, voice.via
    )


def _overlaps(parsed: Parsed, span: Span) -> bool:
    return parsed.sentence.start < span.end and parsed.sentence.end > span.start


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


def _indirect(article: Article, scenes: Sequence[Scene], spans: Sequence[Span]) -> Iterator[Quote]:
    for scene in scenes:
        for verb in scene.parsed.doc:
            if lemma(verb) not in SAY or verb.pos_ != "VERB" or any(c.dep_ == "neg" for c in verb.children):
                # What somebody did not say is no quote.
                continue
            clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
            voice = speaks(scene, verb) if clause is not None else None
            if clause is None or voice is None or _is_nobody(voice.speaker):
                continue
            start, end = _clause(scene.parsed, clause, verb)
            if end > start and not any(s.start < end and s.end > start for s in spans):
                yield _quote(article, start, end, "indirect", voice)


def _is_nobody(speaker: Entity) -> bool:
    """Whether a speaker is an "it" that stands for nothing known."""
    return speaker.entity_text.lower() == "it" and speaker.name == speaker.entity_text


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
