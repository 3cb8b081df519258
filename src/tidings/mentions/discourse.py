"""Who has been spoken of so far in an article: referents, and how often and where each was named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from tidings.mentions.found import Found
from tidings.mentions.words import Words
from tidings.records import Entity

__all__ = ["SAYING", "Discourse", "Place", "Referent"]

# Verbs whose subject speaks, as the parse finds them in news.
SAYING = frozenset(
    (
        "said says say saying told tells added adds tweeted wrote writes explained explains stated states noted notes "
        "warned warns insisted insists continued continues concluded argued argues recalled recalls replied responded "
        "claimed claims stressed stresses announced admitted acknowledged declared asked asks remarked commented "
        "observed emphasised emphasized reports reported posted quipped reiterated confirmed believes thinks suggested suggests"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a referent was named: the sentence's number, the character, whether as a subject, how deep in the
    parse, and whether inside quotation marks."""

    sentence: int
    begin: int
    subject: bool
    depth: int
    quoted: bool


@dataclass(slots=True)
class Referent:
    """Somebody an article speaks of.

    `noun` is the kind of a role's noun, `titles` the role nouns told of it; `plural` is a group or
    several, `many` what the grammar makes several.
    """

    key: str
    kind: str
    name: str
    noun: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    row: str | None = None
    gender: str | None = None
    titles: set[str] = field(default_factory=set)
    plural: bool = False
    many: bool = False
    members: tuple[Entity, ...] = ()
    places: list[Place] = field(default_factory=list)

    def learn(self, found: Found) -> None:
        """Take over what a mention knows and the referent does not.

        Args:
            found: a mention of it.
        """
        if self.row is None or (self.row == "text" and found.row is not None):
            self.row = found.row
        self.code = self.code or found.code
        self.sectors = self.sectors or found.sectors
        self.office = self.office or found.office
        self.gender = self.gender or found.gender
        self.titles.update(found.titles)

    def give(self, found: Found, resolved: bool) -> None:
        """Write what is known into a mention.

        Args:
            found: a mention, changed in place.
            resolved: whether its words are a reference.
        """
        found.name = self.name if self.kind in ("person", "organisation", "country", "people") else None
        found.code, found.sectors, found.office = self.code, self.sectors, self.office
        found.row, found.gender = self.row, self.gender
        found.members = tuple(
            replace(member, entity_text=found.text, start=found.begin, end=found.end) for member in self.members
        )
        if resolved:
            found.resolved = self.name


class Discourse:
    """The referents of an article in the order in which they came.

    Args:
        quoted: what the article puts between quotation marks: offsets into its text, in order.
    """

    def __init__(self, quoted: Sequence[tuple[int, int]] = ()) -> None:
        self.quoted = quoted
        self._starts = [start for start, _ in quoted]
        self.referents: dict[str, Referent] = {}
        self.of: dict[tuple[int, int], Referent] = {}
        self.speaker: Referent | None = None
        self.spoke = -1

    def meet(self, found: Found) -> Referent:
        """Enter a mention that names its actor, and give its referent.

        Args:
            found: a mention that is no reference, or is resolved already.
        """
        key = f"{'person' if found.kind == 'person' else 'other'}:{found.name}" if found.name else ""
        if not key or found.kind == "role":
            key = f"text:{found.begin}"
        referent = self.referents.get(key)
        if referent is None:
            name = found.name or found.text
            many = found.words.tag[found.head] in ("NNS", "NNPS") and found.kind != "country"
            referent = Referent(key, found.kind, name, found.noun, plural=found.plural, many=many)
            self.referents[key] = referent
        referent.learn(found)
        self.touch(referent, found)
        return referent

    def meet_several(self, found: Found) -> Referent:
        """Enter a mention that stands for several together: what "they" after it stands for.

        Args:
            found: a mention whose members are known.
        """
        key = f"several:{found.resolved}"
        referent = self.referents.get(key)
        if referent is None:
            referent = Referent(key, "role", found.resolved or found.text, plural=True, members=found.members)
            referent.code, referent.sectors = found.code, found.sectors
            self.referents[key] = referent
        self.touch(referent, found)
        return referent

    def touch(self, referent: Referent, found: Found) -> None:
        """Note that a referent was spoken of.

        Args:
            referent: somebody the article speaks of.
            found: where.
        """
        words = found.words
        top = words.top(found.head)
        while words.dep[top] == "conj" and words.heads[top] != top:
            top = words.heads[top]
        subject = words.dep[top] in ("nsubj", "nsubjpass")
        quoted = self.is_quoted(found.begin)
        place = Place(words.number, found.begin, subject, _depth(found), quoted)
        referent.places.append(place)
        self.of[words.number, found.head] = referent
        verb = words.heads[top]
        told = subject and words.low[verb] in SAYING and not quoted and not _is_reported(words, verb)
        if told and referent.kind in ("person", "role", "known role"):
            self.speaker, self.spoke = referent, words.number

    def is_quoted(self, offset: int) -> bool:
        """Tell whether a character stands inside quotation marks.

        Args:
            offset: offset into `Article.text`.
        """
        before = bisect_right(self._starts, offset) - 1
        return before >= 0 and offset < self.quoted[before][1]

    def recent(
        self, found: Found, fits: Callable[[Referent], bool], sentences: int
    ) -> Iterable[tuple[int, list[tuple[Place, Referent]]]]:
        """Give the referents named before a mention, one sentence after another, the nearest first.

        Args:
            found: the mention from which to look back.
            fits: which referents count.
            sentences: how many sentences to look back.
        """
        here, begin = found.words.number, found.begin
        by_sentence: dict[int, list[tuple[Place, Referent]]] = {}
        for referent in self.referents.values():
            if not fits(referent):
                continue
            for place in referent.places:
                if place.begin < begin and here - place.sentence <= sentences:
                    by_sentence.setdefault(place.sentence, []).append((place, referent))
        for number in sorted(by_sentence, reverse=True):
            yield number, sorted(by_sentence[number], key=lambda pair: pair[0].begin)


def _is_reported(words: Words, verb: int) -> bool:
    """Whether a verb of saying is itself told by somebody: "Ali said that Ben had told the court"."""
    for _ in range(20):
        above = words.heads[verb]
        if above == verb:
            return False
        if words.low[above] in SAYING and words.dep[verb] in ("ccomp", "advcl", "relcl"):
            return bool(above < verb)
        verb = above
    return False


def _depth(found: Found) -> int:
    words, number, depth = found.words, found.words.top(found.head), 0
    while words.heads[number] != number and depth < 40:
        number = words.heads[number]
        depth += 1
    return depth
