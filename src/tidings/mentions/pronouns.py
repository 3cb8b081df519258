"""What pronouns stand for: the subject of the clause around them, else whom the sentence before names.

Where two fit, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable

from tidings.mentions.discourse import SAYING, Discourse, Place, Referent
from tidings.mentions.found import Found
from tidings.mentions.plurals import resolve_plural, take_members
from tidings.mentions.words import Words

__all__ = ["resolve_pronoun"]

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_NEUTER = frozenset(["it", "its", "itself"])
_BODIES = frozenset({"group", "body"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# For so many sentences "he said" goes on to mean who spoke last.
_SPOKEN_FOR = 4
_OBJECTS = frozenset({"dobj", "iobj", "dative"})
_TOWARDS = frozenset({"to", "by", "against", "for", "from", "of", "with", "at", "on", "about"})

Fits = Callable[[Referent], bool]


def resolve_pronoun(found: Found, discourse: Discourse) -> None:
    """Resolve a pronoun in place; one that stands for nobody known is dropped.

    Args:
        found: the pronoun.
        discourse: whom the article has spoken of so far.
    """
    word = found.words.low[found.head]
    if word in _GENDER:
        referent = _personal(found, discourse, _GENDER[word])
    elif word in _NEUTER:
        referent = _neuter(found, discourse)
    else:
        referent = _climb(found, discourse, lambda r: r.plural)
        if referent is None and (_several(found, discourse) or resolve_plural(found, discourse)):
            discourse.meet_several(found)
            return
    if referent is None:
        found.drop = True
        return
    referent.give(found, resolved=True)
    found.kind, found.plural, found.noun = referent.kind, referent.plural, referent.noun
    discourse.touch(referent, found)


def _single(referent: Referent, gender: str) -> bool:
    person = referent.kind == "person" or (referent.kind == "role" and referent.noun in ("person", "office"))
    return person and not referent.plural and referent.gender in (None, gender)


def _personal(found: Found, discourse: Discourse, gender: str) -> Referent | None:
    after = _named_after(found)

    def fits(referent: Referent) -> bool:
        # "He said Mr Blair had spoken": somebody else did.
        return _single(referent, gender) and not (after and after & set(referent.name.split()[-1:]))

    inside = _climb(found, discourse, fits)
    if inside is not None:
        inside.gender = gender
        return inside
    after_words = _says_what_stands_before(found)
    if after_words or _says(found.words, found.head):
        # "…, he said": who spoke last, not whom the words before speak of.
        speaker = _newly_told(found, discourse, fits) or discourse.speaker
        if speaker is not None and fits(speaker) and found.words.number - discourse.spoke <= _SPOKEN_FOR:
            return speaker
    outside = not discourse.is_quoted(found.begin) and _says(found.words, found.head)
    for number, every in discourse.recent(found, fits, 2):
        if found.words.number - number > 1:
            return None
        if after_words and number == found.words.number:
            continue
        # Who says something was told of by the reporter, as a rule, not by somebody quoted.
        near = [(place, ref) for place, ref in every if not (outside and place.quoted)]
        if not near:
            continue
        return _most_likely(near, gender, found.words.dep[found.head] in _SUBJECTS)
    return None


def _named_after(found: Found) -> frozenset[str]:
    """The capitalised words of the clause that a pronoun says, outside quotation marks."""
    words, number = found.words, found.head
    if not _says(words, number):
        return frozenset()
    verb = words.heads[number]
    clause = next((n for n in words.children[verb] if n > verb and words.dep[n] == "ccomp"), None)
    if clause is None:
        return frozenset()
    named: set[str] = set()
    for n in range(verb + 1, len(words)):
        if words.low[n] in ('"', "“", "``", "‘"):
            break
        if words.words[n][:1].isupper() and words.pos[n] == "PROPN":
            named.add(words.words[n])
    return frozenset(named)


def _newly_told(found: Found, discourse: Discourse, fits: Fits) -> Referent | None:
    """Who came up as a subject outside quotation marks since somebody spoke: whom "he said" means then."""
    here = found.words.number
    for number, near in discourse.recent(found, fits, here - discourse.spoke - 1):
        subjects = [ref for place, ref in near if place.subject and place.depth <= 1 and not place.quoted]
        if number < here and subjects:
            return subjects[-1]
    return None


def _says(words: Words, number: int) -> bool:
    return words.dep[number] in _SUBJECTS and words.low[words.heads[number]] in SAYING


def _says_what_stands_before(found: Found) -> bool:
    """Whether a pronoun says the clause that stands before it: "Some are in danger, he added"."""
    words, number = found.words, found.head
    verb = words.heads[number]
    return _says(words, number) and any(n < number and words.dep[n] == "ccomp" for n in words.children[verb])


def _most_likely(near: list[tuple[Place, Referent]], gender: str, acts: bool) -> Referent | None:
    """Of those a sentence speaks of: the only one, the subject where the pronoun is one too, or the only
    one of that gender."""
    people = {ref.key: ref for _, ref in near}
    if len(people) == 1:
        return next(iter(people.values()))
    top = min((place.depth for place, _ in near if place.subject), default=None)
    subjects = {ref.key: ref for place, ref in near if place.subject and place.depth == top and place.depth <= 2}
    known = {key: ref for key, ref in people.items() if ref.gender == gender}
    if acts and len(subjects) == 1:
        subject = next(iter(subjects.values()))
        if subject.gender == gender or subject.kind == "person" or not known:
            return subject
    return next(iter(known.values())) if len(known) == 1 else None


def _neuter(found: Found, discourse: Discourse) -> Referent | None:
    def names(referent: Referent) -> bool:
        return referent.kind in ("country", "organisation")

    def fits(referent: Referent) -> bool:
        return names(referent) or (
            referent.kind == "role" and referent.noun in _BODIES and not referent.many and bool(referent.sectors)
        )

    words, above = found.words, found.words.heads[found.head]
    if words.dep[found.head] == "poss" and words.dep[above] == "conj":
        # "Russia and its president"
        first = discourse.of.get((words.number, words.heads[above]))
        if first is not None and names(first):
            return first
    inside = _climb(found, discourse, fits)
    if inside is not None or words.low[found.head] != "its":
        return inside
    for number, near in discourse.recent(found, fits, 1):
        refs = {ref.key: ref for _, ref in near}
        return next(iter(refs.values())) if len(refs) == 1 and number == words.number else None
    return None


def _several(found: Found, discourse: Discourse) -> bool:
    """ "Kim and Putin met before their talks": the people joined in the subject of the clause around."""
    words, number = found.words, found.head
    for _ in range(6):
        verb = words.verb_above(number)
        if verb is None:
            return False
        subject = words.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            joined = [subject]
            for token in joined:
                joined += [n for n in words.children[token] if words.dep[n] == "conj"]
            people = [discourse.of.get((words.number, n)) for n in joined]
            named = [r for r in people if r is not None and r.kind in ("person", "country", "organisation")]
            if len(named) > 1 and len(named) == len(joined):
                take_members(found, named)
                return True
        number = verb
    return False


def _climb(found: Found, discourse: Discourse, fits: Fits) -> Referent | None:
    """Look for the subject of the clause around a pronoun, then of the clause around that."""
    words, number = found.words, found.head
    own = _is_object(words, number)
    for _ in range(8):
        verb = words.verb_above(number)
        if verb is None:
            return None
        subject = words.child(verb, "nsubj", "nsubjpass")
        if subject is None and not own:
            inner = _relative_between(words, verb)
            subject, verb_of = (words.child(inner, "nsubj", "nsubjpass"), inner) if inner else (None, verb)
        else:
            verb_of = verb
        if subject is not None and not own and not _is_above(words.heads, subject, found.head):
            referent = _subject(words, discourse, subject, verb_of)
            if referent is not None and fits(referent):
                return referent
        own = own and subject is None
        number = verb
    return None


def _is_object(words: Words, number: int) -> bool:
    """Whether a pronoun is what its verb is done to: its subject is somebody else then."""
    if words.dep[number] in _OBJECTS:
        return True
    return words.dep[number] == "pobj" and words.low[words.heads[number]] in _TOWARDS


def _relative_between(words: Words, verb: int) -> int | None:
    """The relative clause that a participle behind it goes on: "Kim, who arrived, having travelled"."""
    above = words.heads[verb]
    if words.dep[verb] != "advcl" or words.tag[verb] not in ("VBG", "VBN") or above > verb:
        return None
    clauses = [n for n in range(above + 1, verb) if words.dep[n] == "relcl"]
    return clauses[-1] if clauses else None


def _subject(words: Words, discourse: Discourse, subject: int, verb: int) -> Referent | None:
    if words.low[subject] in ("who", "which", "that") and words.dep[verb] == "relcl":
        subject = words.heads[verb]
    return discourse.of.get((words.number, subject))


def _is_above(heads: list[int], upper: int, lower: int) -> bool:
    """Whether one token is an ancestor of another, or the same."""
    for _ in range(len(heads)):
        if lower == upper:
            return True
        if heads[lower] == lower:
            return False
        lower = heads[lower]
    return False
