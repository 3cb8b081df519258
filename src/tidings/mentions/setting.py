"""Whose police, whose parliament, whose protesters: the country of actors that their own words leave out.

A paper at home writes "the health minister" and means its own; abroad it names the country once and
goes on. A place inside or behind the words decides; else the country of which the sentence, those
before it and the whole article speak, if they speak of one far more than of any other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tidings.knowledge import Country, Hit, Knowledge, Region
from tidings.mentions.affiliation import INTERNATIONAL
from tidings.mentions.discourse import Discourse, Referent
from tidings.mentions.found import Found
from tidings.mentions.people import apply_person
from tidings.mentions.words import Words
from tidings.records import Article, Mention

__all__ = ["settle"]

# What a mention of a country weighs in the sentence itself, in the one before and in the one before that;
# what the article's share of it weighs; and how far the first must lead. Tuned by reading the actors of sixty
# news articles, so that hardly any country was wrong.
_NEAR = (2.0, 1.0, 0.5)
_SHARE = 4.0
_HOME = 1.0
_LEAST = 1.5
_LEAD = 2.0
# A person of whom nothing is told but a name is of the article's country only where it has hardly another.
_ALONE = 0.8
_LEAST_NAMED = 4
_MOST_A_SENTENCE = 2
# Words before a noun that make it somebody of elsewhere, or of everywhere.
_ABROAD = frozenset(
    (
        "foreign international global world worldwide overseas western regional european african asian arab arabic "
        "american latin multinational transnational visiting exiled neighbouring neighboring islamic eu un"
    ).split()
)
# The same before bodies of a state: "other governments", "several ministers".
_OTHERS = frozenset("other various many most all any several both two three some such each every no".split())
_BODIES = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY"})
# Who is hardly ever of the country where he is spoken of.
_ROVING = frozenset(
    (
        "tourist tourists visitor visitors foreigner foreigners expatriate expatriates expat expats mercenary "
        "mercenaries astronaut astronauts cosmonaut cosmonauts hacker hackers investor investors scientist scientists "
        "researcher researchers astronomer astronomers expert experts analyst analysts economist economists "
        "ambassador ambassadors embassy embassies consulate envoy envoys peacekeeper peacekeepers user users "
        "diplomat diplomats traveller travellers historian historians "
        "market markets journalists reporters media press critics allies ally powers observers leaders "
        "fan fans source sources"
    ).split()
)
_PLACED = frozenset(["in", "of", "at", "from", "near", "for"])
_NOT_DOMESTIC = frozenset({"UNK", "REF", "UAF"})


def settle(
    article: Article,
    sentences: Sequence[tuple[Words, list[Found]]],
    places: Sequence[Mention],
    discourse: Discourse,
    tables: Knowledge,
) -> None:
    """Give actors without a country the one that the article leaves to be understood, in place.

    Args:
        article: the article, with its outlet and its whole text.
        sentences: the tokens and the resolved actors of each sentence.
        places: the places of the article, resolved.
        discourse: which mentions are of one actor.
        tables: the knowledge tables.
    """
    _Setting(article, sentences, places, discourse, tables).run()


class _Setting:
    def __init__(
        self,
        article: Article,
        sentences: Sequence[tuple[Words, list[Found]]],
        places: Sequence[Mention],
        discourse: Discourse,
        tables: Knowledge,
    ) -> None:
        self.sentences = sentences
        self.discourse = discourse
        self.tables = tables
        self.date = article.published
        self.places: list[list[tuple[int, int, str]]] = _by_sentence(sentences, places)
        self.told = [self._told(n) for n in range(len(sentences))]
        self.whole: Counter[str] = Counter()
        for told in self.told:
            self.whole.update(told)
        if sum(len(words.text) for words, _ in sentences) < 0.9 * len(article.text):
            # Only some sentences were parsed: the names in the rest tell the setting too.
            self.whole.update(_named(tables.names.find(article.text)))
        self.total = sum(self.whole.values())
        outlet = tables.outlet(article.publication)
        self.home = outlet.country if outlet else None
        self.bodies: dict[str, str] = {}

    def run(self) -> None:
        groups: dict[int, list[tuple[int, Found]]] = {}
        for number, (words, actors) in enumerate(self.sentences):
            for found in actors:
                referent = self.discourse.of.get((words.number, found.head))
                key = id(referent) if referent is not None and _same(referent, found) else id(found)
                groups.setdefault(key, []).append((number, found))
        for mentions in groups.values():
            if any(found.code for _, found in mentions):
                continue
            code = self._code(mentions)
            if code is not None:
                for _, found in mentions:
                    found.code = code
                    self._name_holder(found)

    def _code(self, mentions: list[tuple[int, Found]]) -> str | None:
        """The country of one actor, by all the places where the article speaks of it."""
        naming = [(n, found) for n, found in mentions if found.resolved is None or found.kind == "role"] or mentions
        if not all(_domestic(found) for _, found in naming):
            return None
        for number, found in naming:
            code = self._placed(number, found)
            if code is not None:
                return code
        number, found = naming[0]
        if not found.sectors:
            return self._of_article() if found.kind == "person" else None
        code = self._leading(number)
        bodies = [title for _, other in naming for title in other.titles if _BODIES & set(other.sectors)]
        if code is None:
            # "the government", once more: the one it was before, where that is the country of the article.
            before = {self.bodies[title] for title in bodies if title in self.bodies}
            first = self.whole.most_common(1)
            return before.pop() if len(before) == 1 and first[0][0] in before else None
        self.bodies.update(dict.fromkeys(bodies, code))
        return code

    def _placed(self, number: int, found: Found) -> str | None:
        """The country of a place or a person inside the words ("Durban police", "Putin's regime"), or of the place
        that they are said to be of ("police in Kisumu")."""
        words, actors = self.sentences[number]
        for other in actors:
            if found.start <= other.start and other.last < found.head and other.code and other is not found:
                return None if other.code in INTERNATIONAL else other.code
        inside = [code for first, last, code in self.places[number] if found.start <= first and last <= found.last]
        if inside:
            return inside[-1]
        code = self._named_after(words, found)
        if code is not None:
            return code
        after = _behind_age(words, found.last + 1)
        if after >= len(words) or words.low[after] not in _PLACED:
            return None
        if after == found.last + 1 and words.heads[after] not in (found.head, found.last):
            return None
        here = (code for first, last, code in self.places[number] if after < first <= after + 4)
        return next(here, None)

    def _named_after(self, words: Words, found: Found) -> str | None:
        """The country of the town that a body's name begins with: "Slidell Police Department"."""
        if found.noun not in ("group", "body") and found.kind != "organisation":
            return None
        first = found.start + (words.low[found.start] in ("the", "a", "an"))
        last = first
        while last < found.head and words.pos[last] == "PROPN" and words.words[last][:1].isupper():
            last += 1
        for stop in range(min(last, first + 3), first, -1):
            options = self.tables.gazetteer.lookup(words.span(first, stop - 1))
            known = {place.country for place in options if place.country in self.whole or place.country == self.home}
            if len(known) == 1:
                return known.pop()
        return None

    def _leading(self, number: int) -> str | None:
        points: defaultdict[str, float] = defaultdict(float)
        for back, weight in enumerate(_NEAR):
            if number - back >= 0:
                for code, count in self.told[number - back].items():
                    points[code] += weight * min(count, _MOST_A_SENTENCE)
        for code, count in self.whole.items():
            points[code] += _SHARE * count / self.total
        if self.home is not None and (self.home in self.whole or self.total <= 2):
            points[self.home] += _HOME
        ranked = sorted(points.items(), key=lambda item: (-item[1], item[0]))[:2]
        if not ranked or ranked[0][1] < _LEAST:
            return None
        if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
            return None
        return ranked[0][0]

    def _of_article(self) -> str | None:
        first = self.whole.most_common(1)
        if not first or self.total < _LEAST_NAMED or first[0][1] < _ALONE * self.total:
            return None
        return first[0][0]

    def _told(self, number: int) -> Counter[str]:
        """The countries that a sentence speaks of, by actors and places; what its sources are counts for nothing."""
        _, actors = self.sentences[number]
        told = Counter(
            found.code
            for found in actors
            if found.code
            and found.code not in INTERNATIONAL
            and found.code != "IMG"
            and found.kind != "pronoun"
            and not found.drop
            and "JRN" not in found.sectors
        )
        spans = {(found.start, found.last) for found in actors if found.code}
        told.update(
            code
            for first, last, code in self.places[number]
            if not any(start <= first and last <= stop for start, stop in spans)
        )
        return told

    def _name_holder(self, found: Found) -> None:
        """ "the president", where the country is understood: who held the office on the article's date."""
        words = found.words
        if found.kind not in ("role", "known role") or found.plural or not found.office or found.resolved:
            return
        if words.low[found.start] != "the" or found.last > found.head or self.date is None or not found.code:
            return
        row = self.tables.holder(found.code, found.office, self.date)
        if row is not None:
            apply_person(found, self.tables.terms(row.name), self.date)
            found.resolved = row.name


def _behind_age(words: Words, number: int) -> int:
    """The token behind an age between commas: "Martin Banfield, 30, from Croydon"."""
    if (
        number + 2 < len(words)
        and words.words[number] == words.words[number + 2] == ","
        and words.pos[number + 1] == "NUM"
    ):
        return number + 3
    return number


def _same(referent: Referent, found: Found) -> bool:
    """Whether a mention and its referent agree: a mention of several is no one's."""
    return not found.members and not referent.members


def _by_sentence(
    sentences: Sequence[tuple[Words, list[Found]]], places: Sequence[Mention]
) -> list[list[tuple[int, int, str]]]:
    """The places of each sentence that have a country: first token, last token, code."""
    ordered = sorted((m for m in places if m.location is not None and m.location.country_code), key=lambda m: m.start)
    found: list[list[tuple[int, int, str]]] = []
    position = 0
    for words, _ in sentences:
        here: list[tuple[int, int, str]] = []
        end = words.offset + len(words.text)
        while position < len(ordered) and ordered[position].start < end:
            mention = ordered[position]
            position += 1
            first, last = words.at(mention.start - words.offset), words.at(mention.end - 1 - words.offset)
            if first is not None and last is not None and mention.location is not None:
                here.append((first, last, mention.location.country_code or ""))
        found.append(here)
    return found


def _named(hits: Sequence[Hit]) -> Counter[str]:
    """The countries that a text names, by name, adjective or people."""
    codes: Counter[str] = Counter()
    for hit in hits:
        use, row = hit.uses[0]
        if isinstance(row, Country) and row.code and use in ("name", "adjective", "people"):
            codes[row.successor or row.code] += 1
        elif isinstance(row, Region) and row.country:
            codes[row.country] += 1
    return codes


def _domestic(found: Found) -> bool:
    """Whether an actor is one whose country a paper may leave out."""
    words = found.words
    if found.drop or found.members or found.noun == "equipment" or found.kind not in _KINDS:
        return False
    if found.kind == "organisation" and not found.sectors:
        return False
    if found.sectors and set(found.sectors) <= _NOT_DOMESTIC:
        return False
    if words.low[found.head] in _ROVING and found.kind != "person":
        return False
    before = {words.low[n] for n in range(found.start, found.head)}
    plural = words.tag[found.head] in ("NNS", "NNPS")
    return not (before & _ABROAD or (plural and before & _OTHERS and _BODIES & set(found.sectors)))


_KINDS = frozenset({"role", "known role", "person", "organisation", "pronoun"})
