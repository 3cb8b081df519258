"""Who speaks at a verb of saying: its subject in the parse, or the words around it where the parse is of no use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tidings.mentions import MentionIndex
from tidings.records import Entity
from tidings.sentences import Parsed
from tidings.sentences.quotation import Span
from tidings.standing.tree import entity_of, is_passive, lemma, phrase
from tidings.standing.words import ALL_REPORTING, DESCRIBE, DOCUMENTS, PRESS, UTTER, VIA, WEAK

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Scene", "Voice", "reports", "speaks", "strong"]

_VIA_PREPOSITIONS = frozenset({"via", "through", "in", "on", "by"})
_EXPLETIVES = frozenset({"this", "that", "there", "which", "what", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PERSONAL = frozenset({"he", "she", "they", "i", "we", "who", "one", "someone", "somebody", "everyone", "others"})
_TOLD = frozenset({"tell", "inform", "ask", "warn", "urge", "assure"})
_ISSUED = frozenset({"issue", "release", "publish", "make", "send", "write", "post", "give", "sign", "read", "deliver"})
_CLAUSAL = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "csubj", "dep", "parataxis"})
# What may be done to things too: "adds value", "claimed lives".
_ALSO_DEEDS = frozenset({"add", "claim", "report", "answer", "point", "continue", "read", "find", "show", "demand"})
_BREAKS = frozenset({",", ";", ":", "—", "–", "”", '"', "’", "''", "(", ")"})
_FUNCTION = frozenset({"ADP", "SCONJ", "CCONJ", "DET", "PRON", "AUX", "VERB", "PART"})
# Whose object does what an infinitive behind it says: "led Christie to suggest".
_LEADING = frozenset(
    (
        "lead prompt urge ask tell force allow cause inspire encourage expect invite persuade order call get compel "
        "drive push move hear"
    ).split()
)
_QUOTING = frozenset({"quote", "cite"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, by which word the text says so, to whom and through what."""

    speaker: Entity
    cue: str | None = None
    addressee: Entity | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what the rules of speech ask of it: its parse, the article's mentions and quotations."""

    parsed: Parsed
    index: MentionIndex
    spans: Sequence[Span]

    def quoted(self, token: Token) -> bool:
        """Tell whether a word stands inside quotation marks.

        Args:
            token: a word of the sentence.
        """
        at = self.parsed.sentence.start + token.idx
        return any(s.start <= at < s.end for s in self.spans)

    def names(self, token: Token) -> bool:
        """Tell whether a word is of an actor's mention, or of what else can speak.

        Args:
            token: the head of a noun phrase.
        """
        if token.lower_ in _PERSONAL or lemma(token) in DOCUMENTS | PRESS or token.ent_type_ in {"PERSON", "NORP"}:
            return True
        return bool(self.index.covering(*self.parsed.offsets(token)))


def reports(verb: Token) -> bool:
    """Tell whether a word is a verb of saying, thinking, denying or describing.

    Args:
        verb: a word.
    """
    name = lemma(verb)
    if name in _ALSO_DEEDS and any(c.dep_ == "dobj" and c.pos_ in {"NOUN", "PROPN", "PRON"} for c in verb.children):
        return any(c.dep_ == "ccomp" for c in verb.children)
    if name == "put":
        return any(c.dep_ == "dobj" and c.lower_ in {"it", "this"} for c in verb.children)
    return name in ALL_REPORTING or name in DESCRIBE or name in UTTER


def strong(verb: Token) -> bool:
    """Tell whether a verb reports words rather than a thought or what something shows.

    Args:
        verb: a word.
    """
    return reports(verb) and lemma(verb) not in WEAK


def speaks(scene: Scene, verb: Token) -> Voice | None:
    """Give who speaks at a verb; None where it is no verb of saying or nobody who can speak does.

    Args:
        scene: the verb's sentence.
        verb: a word of it.
    """
    if not reports(verb):
        return None
    head = _quoted_speaker(verb) or _speaker(scene, verb)
    if head is None:
        return None
    head = _author(head) if lemma(head) in DOCUMENTS else head
    parsed, index = scene.parsed, scene.index
    return Voice(_entity(scene, head), verb.text, _addressee(parsed, verb, index), _via(parsed, verb))


def _entity(scene: Scene, head: Token) -> Entity:
    """The entity of a speaker; of a name that the mentions have but a part of, the whole name."""
    entity = entity_of(scene.parsed, head, scene.index)
    doc = head.doc
    if head.i + 2 < len(doc) and doc[head.i + 1].text == "-" and not head.whitespace_:
        # "The co-chairman": some parses take "co" for the noun.
        phrase_of = doc[head.left_edge.i : head.i + 3]
        start, end = scene.parsed.offsets(phrase_of)
        known = entity_of(scene.parsed, doc[head.i + 2], scene.index)
        return replace(known, entity_text=phrase_of.text, start=start, end=end)
    if head.pos_ in {"NOUN", "PRON"} or entity.identifier_text not in (None, entity.entity_text):
        return entity
    first = last = head.i
    while first > 0 and _of_name(doc[first - 1]):
        first -= 1
    while last + 1 < len(doc) and _of_name(doc[last + 1]):
        last += 1
    start, end = scene.parsed.offsets(doc[first : last + 1])
    if start < entity.start or entity.end < end:
        return Entity(doc[first : last + 1].text, start, end, row="text")
    return entity


def _of_name(token: Token) -> bool:
    word = token.text
    return word[:1].isupper() and word.replace("’", "").replace("'", "").isalpha() and token.pos_ not in _FUNCTION


def _quoted_speaker(verb: Token) -> Token | None:
    """Whom somebody else quotes: "the agency quoted Kim as saying", "Kim was quoted by the agency as saying"."""
    quoting = next((t for t in (verb, verb.head, verb.head.head) if lemma(t) in _QUOTING and t.pos_ == "VERB"), None)
    if quoting is None or (verb is not quoting and verb.tag_ != "VBG"):
        return None
    saying = any(c.lower_ == "as" for c in quoting.children) or verb is not quoting
    quoted = ("nsubjpass",) if is_passive(quoting) else ("dobj",)
    # Some parses make a clause of "Kim as saying".
    inner = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not quoting else None
    return inner or next((c for c in quoting.children if saying and c.dep_ in quoted), None)


def _speaker(scene: Scene, verb: Token) -> Token | None:
    if is_passive(verb):
        agents = (c for c in verb.children if c.dep_ == "agent")
        return next((p for c in agents for p in c.children if p.dep_ == "pobj"), None)
    head = _subject(scene, verb)
    if head is None or scene.quoted(head) or _in_brackets(verb, head) or _strays(scene, verb, head):
        head = _neighbour(scene, verb) or head
    if head is None or head.lower_ in _EXPLETIVES or scene.quoted(head):
        return None
    if head.lower_ == "it" and (head.dep_ != "nsubj" or lemma(verb) in WEAK):
        return None
    return _named_beside(scene, head)


def _named_beside(scene: Scene, head: Token) -> Token:
    """The name beside a noun that the mentions leave without one: "his aunt, Jane Starner, said"."""
    entity = entity_of(scene.parsed, head, scene.index)
    if head.pos_ != "NOUN" or entity.identifier_text or entity.resolved:
        return head
    beside = (c for c in head.children if c.dep_ == "appos" and c.ent_type_ == "PERSON" and not scene.quoted(c))
    return next(beside, head)


def _subject(scene: Scene, verb: Token) -> Token | None:
    """The head of the subject of a verb; of a participle the subject of the clause that it goes with."""
    participle = verb.tag_ == "VBG"
    fallback = None
    for step in range(6):
        own = [c for c in verb.children if c.dep_ in _SUBJECTS and c.lower_ != "what"]
        if own and own[0].tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
            return verb.head
        if own and (not (participle and step) or scene.names(own[0])):
            return own[0]
        fallback = fallback or next(iter(own), None)
        above = verb.head
        if above.i == verb.i:
            return fallback
        if step == 0 and verb.dep_ == "xcomp" and lemma(above) in _LEADING:
            # "led Christie to suggest": whom it led.
            led = next((c for c in above.children if c.dep_ == "dobj" and c.i < verb.i and scene.names(c)), None)
            if led is not None:
                return led
        if verb.dep_ in {"acl", "relcl"} and above.pos_ in {"NOUN", "PROPN", "PRON"}:
            if _speaks_itself(scene, above, verb):
                return above
            above = _clause_of(above)
        elif verb.dep_ not in _CLAUSAL:
            return fallback
        while above.pos_ not in {"VERB", "AUX"} and above.head.i != above.i:
            above = above.head
        if above.pos_ not in {"VERB", "AUX"}:
            return fallback
        if participle and above.dep_ == "ccomp" and strong(above.head) and not strong(above):
            # "He told them the deal was dead, saying …": who told says so.
            above = above.head
        verb = above
    return fallback


def _speaks_itself(scene: Scene, noun: Token, participle: Token) -> bool:
    """Whether a noun, not the subject of its clause, says what a participle behind it says: "a report saying …"."""
    if participle.dep_ == "relcl" or noun.dep_ in _SUBJECTS or noun.head.i == noun.i:
        return True
    if lemma(noun) in DOCUMENTS:
        return lemma(_clause_of(noun)) not in _ISSUED or _author(noun) is not noun
    return participle.i == noun.i + 1 and noun.dep_ == "dobj" and scene.names(noun)


def _clause_of(noun: Token) -> Token:
    """The verb above a noun; the noun itself where there is none."""
    head = noun
    for _ in range(20):
        if head.pos_ in {"VERB", "AUX"}:
            return head
        if head.head.i == head.i:
            return noun
        head = head.head
    return noun


def _in_brackets(verb: Token, head: Token) -> bool:
    """Whether a subject stands in brackets that the verb is no part of: "(Reuters) - The army said"."""
    doc = verb.doc
    between = {t.text for t in doc[min(verb.i, head.i) : max(verb.i, head.i)]}
    return bool(between & {")", "）"}) and "(" not in between


def _strays(scene: Scene, verb: Token, head: Token) -> bool:
    """Whether an actor stands right before a finite verb that the parse gives another subject."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i == 0:
        return False
    before = verb.doc[verb.i - 1]
    nominal = before.pos_ in {"PROPN", "PRON"} and not scene.quoted(before) and scene.names(before)
    return nominal and head.i != before.i and not head.is_ancestor(before) and before.dep_ not in {"dobj", "dative"}


def _neighbour(scene: Scene, verb: Token) -> Token | None:
    """The actor that stands right before a verb, else right behind it, outside quotation marks."""
    before = verb.i - 1
    while before >= 0 and verb.doc[before].pos_ in {"ADV", "AUX"}:
        before -= 1
    for number in (before, verb.i + 1) if lemma(verb) not in _TOLD else (before,):
        if not 0 <= number < len(verb.doc):
            continue
        word = verb.doc[number]
        if number > verb.i and word.pos_ in {"DET", "ADJ"} and number + 1 < len(verb.doc):
            word = word.head if word.head.i > word.i and word.head.pos_ in {"NOUN", "PROPN"} else word
        if word.pos_ in {"NOUN", "PROPN", "PRON"} and not scene.quoted(word) and scene.names(word):
            return word
    return _before_commas(scene, verb) or _by_words(scene, verb)


def _by_words(scene: Scene, verb: Token) -> Token | None:
    """The name that begins the words between the last comma and a verb, whatever the parse makes of them."""
    doc, first = verb.doc, verb.i
    while first > 0 and doc[first - 1].text not in _BREAKS and not scene.quoted(doc[first - 1]):
        first -= 1
    while first < verb.i and doc[first].lower_ in {"but", "and", "however", "then", "meanwhile"}:
        first += 1
    if first == verb.i or not _of_name(doc[first]):
        return None
    return doc[first] if first > 0 or doc[first].pos_ == "PROPN" else None


def _before_commas(scene: Scene, verb: Token) -> Token | None:
    """The actor that a phrase between commas parts from its verb: "Ali, leader of the group, said"."""
    doc, number = verb.doc, verb.i - 1
    if number < 1 or doc[number].text != ",":
        return None
    opening = next((n for n in range(number - 1, 0, -1) if doc[n].text == "," and not scene.quoted(doc[n])), None)
    if opening is None:
        return None
    word = doc[opening - 1]
    return word if word.pos_ == "PROPN" and not scene.quoted(word) and scene.names(word) else None


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


def _addressee(parsed: Parsed, verb: Token, index: MentionIndex) -> Entity | None:
    heads = [c for c in verb.children if c.dep_ in {"dobj", "dative"} and lemma(verb) in _TOLD]
    heads += [
        p
        for c in verb.children
        if c.dep_ in {"prep", "dative"} and c.lower_ == "to"
        for p in c.children
        if p.dep_ == "pobj"
    ]
    for head in heads:
        if index.covering(*parsed.offsets(head)):
            return entity_of(parsed, head, index)
    return None


def _via(parsed: Parsed, verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _VIA_PREPOSITIONS:
            for inner in child.children:
                if inner.dep_ == "pobj" and lemma(inner) in VIA:
                    return phrase(parsed, inner)[0]
    return None
