"""Whose turn it is to speak: quotations that go on over paragraphs, and those whose own sentence names nobody.

A speech is a quotation with those that go on where it was left open. Its speaker is whom any sentence
of it names, else who spoke or was told of right before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tidings.knowledge import load_tables
from tidings.records import Article, Entity
from tidings.sentences.quotation import Span
from tidings.standing.cues import Silence, told, voice_in
from tidings.standing.tree import entity_of
from tidings.standing.voices import Scene, Voice, speaks, strong
from tidings.standing.words import DOCUMENTS, PERSONS

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Part", "Turns", "speeches"]

_GENDER = {"he": "m", "she": "f"}
_BODILY = frozenset({"it", "they"})
# For so many paragraphs "the minister said" goes on to mean who was named before.
_NAMED_FOR = 3
_LONGEST_JOIN = 30
_JOINED = re.compile(r"[^\w.!?]*(?:and|but|or|then|yet|to|also|while)?[^\w.!?]*", re.IGNORECASE)
_FURTHER = re.compile(r"\s(?:who|which|that|for|from|at|in|of|behind)\b")
# What is said so is nobody's who may go on to speak.
_DOCUMENT = re.compile(r"\b(?:" + "|".join(sorted(DOCUMENTS)) + r")s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A quotation with its kind and the parsed sentences that it lies in."""

    span: Span
    kind: str
    around: Sequence[Scene]


def speeches(spans: Iterable[Span]) -> list[list[Span]]:
    """Put quotations together that go on where the one before was left open.

    Args:
        spans: an article's quotations, in order.
    """
    found: list[list[Span]] = []
    for span in spans:
        last = found[-1][-1] if found else None
        if last is not None and not last.closed and span.block - last.block <= 1:
            found[-1].append(span)
        else:
            found.append([span])
    return found


class Turns:
    """Goes through the speeches of an article in order, and keeps who spoke last.

    Args:
        article: the article.
        scenes: its parsed sentences, in order.
    """

    def __init__(self, article: Article, scenes: Sequence[Scene]) -> None:
        self._article = article
        self._scenes = scenes
        self._last: tuple[Span, Voice | None] | None = None
        self._named: tuple[Span, Entity] | None = None
        self._body: tuple[Span, Entity] | None = None

    def take(self, parts: Sequence[Part]) -> list[Voice | None]:
        """Give the voice of each quotation of a speech.

        Args:
            parts: the quotations of the next speech.
        """
        own = [self._own(part) for part in parts]
        voices = [voice if isinstance(voice, Voice) else None for voice in own]
        voice = next((v for v in voices if v is not None), None)
        if voice is None and not any(isinstance(v, Silence) for v in own):
            voice = self._beside(parts[0])
            if voice is None and parts[0].kind == "direct":
                voice = self._from_before(parts[0])
        given: list[Voice | None] = []
        for part, said in zip(parts, voices, strict=True):
            voice = said or voice
            given.append(self._known(part, voice) if voice is not None else None)
            if part.kind == "direct" or given[-1] is not None:
                self._last = (part.span, given[-1])
        return given

    def _own(self, part: Part) -> Voice | Silence | None:
        """What the quotation's own sentences say: the last of them first, then the others."""
        silence = None
        for scene in (*reversed(part.around[-1:]), *part.around[:-1]):
            found = voice_in(scene, part.span, part.kind)
            if isinstance(found, Voice):
                return found
            silence = silence or found
        return silence

    def _beside(self, part: Part) -> Voice | None:
        """Who was just quoted, where a word or two join the quotations: "“it is dear” but “we have no other”"."""
        if self._last is None or self._last[0].block != part.span.block:
            return None
        between = self._article.text[self._last[0].end : part.span.start]
        joined = len(between) <= _LONGEST_JOIN and _JOINED.fullmatch(between) is not None
        return self._last[1] if joined else None

    def _from_before(self, part: Part) -> Voice | None:
        """Whose words a quotation gives that its own sentences ascribe to nobody."""
        before = self._preceding(part)
        if before is None:
            return None
        sentence = before.parsed.sentence
        if sentence.text.rstrip().endswith(":"):
            return reporter(before) or told(before)
        if part.span.block - sentence.block > 1 or self._is_title(part.span):
            return None
        last = self._last if self._last is not None and part.span.block - self._last[0].block <= 1 else None
        if last is not None and last[0].end >= sentence.start:
            return last[1] or reporter(before)
        voice = reporter(before)
        if voice is not None and not _DOCUMENT.search(voice.speaker.entity_text):
            return voice
        if last is not None and (last[0].block == part.span.block or last[0].block == sentence.block):
            return last[1]
        return _actor(before) or (last[1] if last is not None else None)

    def _is_title(self, span: Span) -> bool:
        return self._article.blocks[span.block].kind in {"headline", "subhead"}

    def _preceding(self, part: Part) -> Scene | None:
        start = part.around[0].parsed.sentence.start if part.around else part.span.start
        return next((s for s in reversed(self._scenes) if s.parsed.sentence.end <= start), None)

    def _known(self, part: Part, voice: Voice) -> Voice:
        """Give a pronoun or a description that stands for nobody known the name of who spoke last."""
        speaker = voice.speaker
        if speaker.entity_text.lower() in _BODILY:
            if speaker.identifier_text or speaker.resolved:
                return voice
            body = self._body
            known = body is not None and part.span.block - body[0].block <= 1
            return replace(voice, speaker=_standing_for(speaker, body[1])) if known and body is not None else voice
        if not self._is_person(speaker):
            self._body = (part.span, speaker)
        elif _is_name(speaker.name):
            self._named = (part.span, speaker)
        if speaker.identifier_text or (speaker.resolved and not speaker.resolved.startswith("the ")):
            return voice
        others = voice.addressee.name if voice.addressee is not None else None
        lately = (e for e in self._lately(part) if e.name != others)
        named = next((e for e in lately if all(_refers(w, e.name) for w in {speaker.entity_text, speaker.name})), None)
        if named is None or not self._is_new(speaker) or _told_further(self._article.text, speaker):
            return voice
        self._named = (part.span, named)
        return replace(voice, speaker=_standing_for(speaker, named))

    def _lately(self, part: Part) -> Iterator[Entity]:
        """The named people who spoke or were told of before a quotation, the last first."""
        start = part.around[0].parsed.sentence.start if part.around else part.span.start
        quoted = self._named if self._named is not None else None
        for scene in reversed(self._scenes):
            sentence = scene.parsed.sentence
            if sentence.end > start:
                continue
            if part.span.block - sentence.block > 1 or (quoted is not None and sentence.start <= quoted[0].end):
                break
            voice = reporter(scene) or _actor(scene)
            if voice is not None and (voice.speaker.identifier_text or voice.speaker.resolved):
                if self._is_person(voice.speaker) and _is_name(voice.speaker.name):
                    yield voice.speaker
        if quoted is not None and part.span.block - quoted[0].block <= _NAMED_FOR:
            yield quoted[1]

    def _is_person(self, entity: Entity) -> bool:
        if entity.entity_text.lower() in _GENDER or entity.office or (entity.row or "").startswith("leaders:"):
            return True
        if _gender_of(entity.entity_text.lower().split()) != "":
            return True
        return any(
            t.ent_type_ == "PERSON"
            for s in self._scenes
            if s.parsed.sentence.start <= entity.start < s.parsed.sentence.end
            for t in s.parsed.doc
            if entity.start <= s.parsed.sentence.start + t.idx < entity.end
        )

    def _is_new(self, speaker: Entity) -> bool:
        """Whether nobody was told of as "a minister" before "the minister"; a pronoun is always new."""
        words = speaker.name.lower().split()
        if len(words) == 1:
            return True
        before = self._article.text[: speaker.start].lower()
        return not any(f"{article} {' '.join(words[1:])}" in before for article in ("a", "an", "another", "one"))


def _is_name(name: str) -> bool:
    return name[:1].isupper() and not name.startswith(("The ", "A ", "An ")) and name.lower() not in _GENDER


def _told_further(text: str, speaker: Entity) -> bool:
    """Whether words behind "the minister" say which: "the minister who resigned"."""
    return " " in speaker.entity_text and _FURTHER.match(text, speaker.end) is not None


def _standing_for(words: Entity, named: Entity) -> Entity:
    """An entity with the words and place of one and all that is known of the other."""
    return replace(named, entity_text=words.entity_text, start=words.start, end=words.end, resolved=named.name)


def _refers(words: str, name: str) -> bool:
    """Whether a pronoun or "the" and a noun for a person may stand for somebody of a name."""
    first = name.split()[0]
    gender = load_tables().gender(first)
    low = words.lower().split()
    if low[0] in _GENDER and len(low) == 1:
        return gender is None or _GENDER[low[0]] in (None, gender)
    if len(low) < 2 or low[0] != "the":
        return False
    wanted = _gender_of(low)
    return wanted != "" and (wanted is None or gender is None or wanted == gender)


def _gender_of(words: Sequence[str]) -> str | None:
    """The gender that the noun of a description tells; an empty string where it is none for a person."""
    noun = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    noun = noun.rpartition("co-")[2]
    if noun.endswith("woman"):
        return "f"
    if noun.endswith("man"):
        return "m"
    return None if noun.endswith("-year-old") else PERSONS.get(noun, "")


def reporter(scene: Scene) -> Voice | None:
    """Give who speaks in a sentence, outside its quotation marks: by the verb that stands highest.

    Args:
        scene: a sentence.
    """
    verbs = [t for t in scene.parsed.doc if strong(t) and t.pos_ == "VERB" and not scene.quoted(t)]
    for verb in sorted(verbs, key=lambda t: (sum(1 for _ in t.ancestors), t.i)):
        voice = speaks(scene, verb)
        if voice is not None:
            return voice
    return None


def _actor(scene: Scene) -> Voice | None:
    """The person who is the subject of a sentence: whose words a quotation behind it gives, as a rule."""
    root = next((t for t in scene.parsed.doc if t.head.i == t.i and not scene.quoted(t)), None)
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None) if root is not None else None
    if subject is None or scene.quoted(subject) or not _personal(subject):
        return None
    return Voice(entity_of(scene.parsed, subject, scene.index))


def _personal(subject: Token) -> bool:
    return subject.ent_type_ == "PERSON" or subject.lower_ in {"he", "she"}
