"""Which words of its own sentence say whose a quotation is.

The parse is climbed from the quotation to the verbs of saying outside it; a quotation of whole sentences
may also belong to the verb that stands beside it, for a parse is often lost inside long quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidings.records import Entity
from tidings.sentences.quotation import Span
from tidings.standing.tree import ancestors, entity_of, is_passive, lemma
from tidings.standing.voices import Scene, Voice, reports, speaks, strong
from tidings.standing.words import DOCUMENTS, UTTER

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = "\"“”‘’'` "
_TITLED = re.compile(r"[\"”’']\s?(?::|\s[-–—])\s+(?P<name>[A-Z][\w.’'& -]{1,40})$")
_BEHIND = re.compile(r"[\W_]*according to\b")

__all__ = ["Silence", "told", "voice_in"]


class Silence:
    """The sentence says that the words are nobody's it names: of who asks, or of a passive without agent."""


def voice_in(scene: Scene, span: Span, kind: str) -> Voice | Silence | None:
    """Find who a quotation's sentence says it is by.

    Args:
        scene: a sentence that the quotation is in.
        span: the quotation.
        kind: `direct` or `mixed`.
    """
    above = list(_above(scene, span))
    if kind == "mixed" and above and _asked(above[0]):
        return Silence()
    according = _according(scene)
    if according is not None and _follows(scene, span):
        return according
    # "His face reflected “public disquiet”" is no speech.
    ways = [[v for v in above if strong(v) and (kind == "direct" or lemma(v) not in UTTER)]]
    if kind == "direct":
        ways.append(_beside(scene, span))
    # What is no party may say something, but things that show or find something do not speak.
    voice = next((v for v in (_first(scene, span, way) for way in ways) if v is not None), None) or according
    if voice is not None:
        return voice
    titled = _titled(scene, span)
    if titled is not None:
        return titled
    if kind == "direct" and _behind_colon(scene, span):
        # "The question is: “…”" is nobody's.
        return told(scene) or (
            Silence() if any(t.head.i == t.i and t.pos_ == "AUX" for t in scene.parsed.doc) else None
        )
    return _first(scene, span, above) or _acting(scene, span) or _first(scene, span, _beside(scene, span))


def _first(scene: Scene, span: Span, verbs: list[Token]) -> Voice | None:
    """The first verb at which somebody who can speak does, else the first strong one at which anything does."""
    fallback = None
    for verb in verbs:
        voice = speaks(scene, verb)
        if voice is None or (voice.speaker.start < span.end and span.start < voice.speaker.end):
            continue
        at = scene.parsed.word_at(voice.speaker.start, voice.speaker.end)
        if at is None or scene.names(at):
            return voice
        if strong(verb):
            fallback = fallback or voice
    return fallback


def _behind_colon(scene: Scene, span: Span) -> bool:
    before = scene.parsed.sentence.text[: max(0, span.start - scene.parsed.sentence.start)]
    return before.rstrip(_MARKS).endswith(":")


def _titled(scene: Scene, span: Span) -> Voice | None:
    """Whom a headline names behind its quotation: "“It is a disaster”: Brown"."""
    if scene.parsed.sentence.kind not in {"headline", "subhead"}:
        return None
    text, base = scene.parsed.sentence.text, scene.parsed.sentence.start
    behind = _TITLED.match(text, max(0, span.end - base))
    if behind is None:
        return None
    start, end = behind.span("name")
    covering = scene.index.covering(base + start, base + end)
    entity = next((m.entity for m in covering if m.entity is not None), None)
    return Voice(entity or Entity(text[start:end], base + start, base + end, row="text"))


def told(scene: Scene) -> Voice | None:
    """Give whom a sentence speaks of as its subject, or whose its subject is: "Christie’s answer was clear:".

    Args:
        scene: a sentence.
    """
    root = next((t for t in scene.parsed.doc if t.head.i == t.i and not scene.quoted(t)), None)
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None) if root is not None else None
    owner = next((c for c in subject.children if c.dep_ == "poss"), None) if subject is not None else None
    for head in (subject, owner):
        if head is not None and not scene.quoted(head) and scene.names(head) and lemma(head) not in DOCUMENTS:
            return Voice(entity_of(scene.parsed, head, scene.index))
    return None


def _follows(scene: Scene, span: Span) -> bool:
    """Whether "according to" stands right behind a quotation."""
    after = span.end - scene.parsed.sentence.start
    return after > 0 and _BEHIND.match(scene.parsed.sentence.text, after) is not None


def _top(scene: Scene, span: Span) -> Token | None:
    """The highest word of a quotation in its sentence's parse."""
    base = scene.parsed.sentence.start
    inside = [t for t in scene.parsed.doc if span.start <= base + t.idx < span.end]
    numbers = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in numbers or t.head.i == t.i), None)


def _above(scene: Scene, span: Span) -> Iterator[Token]:
    """The verbs of saying outside a quotation that govern it, or are put into a clause that does, nearest first."""
    top = _top(scene, span)
    if top is None:
        return
    apart = False
    for below, head in ancestors(top):
        # In "if he said things that were “wrong”" nobody says that they were.
        apart = apart or (below.dep_ == "relcl" and head.dep_ == "dobj")
        for verb in (head, *(c for c in head.children if c.dep_ == "parataxis")):
            if verb.pos_ != "VERB" or scene.quoted(verb) or not reports(verb):
                continue
            if apart and verb is head and not any(c.dep_ == "ccomp" for c in verb.children):
                continue
            yield verb


def _asked(verb: Token) -> bool:
    """Whether a verb says that somebody was asked, and not by whom: "Asked whether it was “fair”"."""
    passive = is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "advcl")
    return lemma(verb) == "ask" and passive and not any(c.dep_ == "agent" for c in verb.children)


def _beside(scene: Scene, span: Span) -> list[Token]:
    """The verbs of saying outside all marks, the strong before the weak, the nearest to the quotation first."""
    base = scene.parsed.sentence.start
    verbs = [t for t in scene.parsed.doc if reports(t) and not scene.quoted(t)]

    def far(token: Token) -> tuple[bool, int, int]:
        at = base + token.idx
        return not strong(token), min(abs(at - span.end), abs(at - span.start)), token.i

    return sorted(verbs, key=far)


def _according(scene: Scene) -> Voice | None:
    for word in scene.parsed.doc:
        if word.lower_ == "according" and not scene.quoted(word):
            source = next((p for c in word.subtree for p in c.children if c.lower_ == "to" and p.dep_ == "pobj"), None)
            if source is not None:
                return Voice(entity_of(scene.parsed, source, scene.index), "according to")
    return None


def _acting(scene: Scene, span: Span) -> Voice | None:
    """A quoted fragment in a clause whose subject is a party: its words, unless the verb says otherwise."""
    top = _top(scene, span)
    if top is None:
        return None
    for _, head in ancestors(top):
        if head.pos_ not in {"VERB", "AUX"} or scene.quoted(head) or is_passive(head):
            continue
        subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
        if subject is None or scene.quoted(subject):
            continue
        covering = scene.index.covering(*scene.parsed.offsets(subject))
        mention = next((m for m in covering if m.entity is not None), None)
        if mention is None or mention.entity is None or mention.members:
            return None
        return Voice(mention.entity) if mention.entity.identifier_text or mention.entity.resolved else None
    return None
