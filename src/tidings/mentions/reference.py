"""What words that only point at an actor stand for: surnames, titles, pronouns, pairs.

Everything is resolved inside the article, in reading order; where the words fit two, nothing is
said, for a wrong name is worse than none.
"""

from __future__ import annotations

import datetime
from collections import Counter

from tidings.knowledge import Knowledge, Person
from tidings.mentions.affiliation import role_at
from tidings.mentions.discourse import Discourse, Referent
from tidings.mentions.found import Found
from tidings.mentions.people import HONORIFICS, apply_person
from tidings.mentions.plurals import resolve_plural

__all__ = ["resolve"]

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves", "both"])
_NEUTER = frozenset(["it", "its", "itself"])
_HEADS_OF_STATE = (
    "supreme leader", "president", "prime minister", "chancellor", "king", "emir", "sultan", "crown prince", "taoiseach",
    "premier", "acting president", "interim president", "general secretary", "chairman", "acting prime minister",
    "queen", "taoiseach", "interim leader", "de facto leader",
)  # fmt: skip
_LEADERS = frozenset(["leader", "leaders", "ruler", "strongman", "dictator", "head"])
_SAME = {"premier": "prime minister", "pm": "prime minister"}


def resolve(sentences: list[list[Found]], tables: Knowledge, date: datetime.date | None) -> None:
    """Resolve every reference of an article, in place; what cannot be told keeps no name.

    Args:
        sentences: the actors of each sentence, in reading order.
        tables: the knowledge tables.
        date: the article's date.
    """
    _Resolver(sentences, tables, date).run()


class _Resolver:
    def __init__(self, sentences: list[list[Found]], tables: Knowledge, date: datetime.date | None) -> None:
        self.sentences = sentences
        self.tables = tables
        self.date = date
        self.discourse = Discourse()
        self.full: dict[str, list[Found]] = {}
        self.codes: Counter[str] = Counter()
        for found in (actor for actors in sentences for actor in actors):
            if found.code:
                self.codes[found.code] += 1
            if found.kind == "person" and found.reference is None and found.name:
                for key in dict.fromkeys((*found.surnames, found.name.split()[-1], found.name.split()[0])):
                    self.full.setdefault(key, []).append(found)

    def run(self) -> None:
        for actors in self.sentences:
            for found in actors:
                self._one(found)
        for actors in self.sentences:
            for found in actors:
                referent = self.discourse.of.get((found.words.number, found.head))
                if referent is not None and found.kind == "person" and found.reference in (None, "surname"):
                    referent.give(found, resolved=found.resolved is not None)

    def _one(self, found: Found) -> None:
        if found.kind == "pronoun":
            self._pronoun(found)
        elif found.reference == "surname":
            self._surname(found)
        elif found.kind == "role":
            self._role(found)
        else:
            self.discourse.meet(found)

    # Surnames

    def _surname(self, found: Found) -> None:
        word = found.name or ""
        found.gender = found.gender or self._title_gender(found)
        candidates = self.full.get(word, [])
        fitting = [c for c in candidates if not (found.gender and c.gender and found.gender != c.gender)]
        fitting = [c for c in fitting if not (found.code and c.code and found.code != c.code)]
        by_surname = [c for c in fitting if word in c.surnames]
        chosen = _nearest(found, by_surname or fitting)
        if chosen is not None:
            self._take(found, chosen)
        else:
            self._from_table(found, word)
        self.discourse.meet(found)

    def _take(self, found: Found, chosen: Found) -> None:
        found.name, found.resolved = chosen.name, chosen.name
        found.code, found.sectors = chosen.code or found.code, chosen.sectors or found.sectors
        found.office, found.row = chosen.office or found.office, chosen.row
        found.gender, found.surnames = chosen.gender or found.gender, chosen.surnames

    def _from_table(self, found: Found, word: str) -> None:
        """A surname alone, of whom the article never gives the full name: a leader whom papers need not
        introduce, if the country is spoken of or the title fits."""
        rows = [row for row in self.tables.by_surname.get(word, ()) if row.holds(self.date)]
        rows = [r for r in rows if not (found.gender and r.gender and found.gender != r.gender)]
        if found.code:
            rows = [row for row in rows if row.country == found.code]
        if found.office:
            rows = [row for row in rows if found.office in row.office] or rows
        names = {row.name for row in rows}
        if len(names) > 1:
            rows = [row for row in rows if row.country and self.codes[row.country]]
            names = {row.name for row in rows}
        if len(names) != 1:
            return
        row = rows[0]
        if row.table == "leaders" or found.code or found.office or (row.country and self.codes[row.country]):
            apply_person(found, self.tables.terms(row.name), self.date)
            found.resolved = row.name

    @staticmethod
    def _title_gender(found: Found) -> str | None:
        words = found.words
        return next(
            (HONORIFICS[words.low[n]] for n in range(found.start, found.head) if words.low[n] in HONORIFICS), None
        )

    # Titles and roles

    def _role(self, found: Found) -> None:
        words = found.words
        plural = resolve_plural(found, self.discourse)
        if plural:
            return
        if found.reference == "pair":
            found.drop = True
            return
        low = words.low[found.start]
        owner = self._owner(found)
        if owner is not None and found.code is None:
            found.code = owner.code
        definite = low in ("the", "his", "her", "its", "their") or words.dep[found.start] == "poss"
        if definite and not found.plural:
            self._definite(found)
        self.discourse.meet(found)

    def _owner(self, found: Found) -> Referent | None:
        """Whom "his", "its" or "their" before a role noun stands for."""
        words = found.words
        for number in range(found.start, found.head):
            if words.tag[number] == "PRP$":
                return self.discourse.of.get((words.number, number))
        return None

    def _definite(self, found: Found) -> None:
        words = found.words
        role = role_at(words, self.tables, found.start, found.head)
        noun = words.low[found.head]
        if role is None or role[0].kind not in ("person", "office"):
            return
        office = _SAME.get(role[0].office or noun, role[0].office or noun)
        leader = noun in _LEADERS

        def fits(referent: Referent) -> bool:
            if referent.kind != "person" or (found.code and referent.code != found.code):
                return False
            held = referent.office or ""
            if leader:
                return bool(found.code) and held in _HEADS_OF_STATE
            return bool(held) and (held == office or held.endswith(" " + office))

        chosen = self._last(found, fits)
        if chosen is not None:
            chosen.give(found, resolved=True)
            found.kind = "person"
            return
        self._holder(found, office, leader)

    def _last(self, found: Found, fits: object) -> Referent | None:
        assert callable(fits)
        people = [r for r in self.discourse.referents.values() if fits(r)]
        if len(people) == 1:
            return people[0]
        for _, near in self.discourse.recent(found, fits, 3):
            names = {referent.key: referent for _, referent in near}
            return next(iter(names.values())) if len(names) == 1 else None
        return None

    def _holder(self, found: Found, office: str, leader: bool) -> None:
        if not found.code:
            return
        holders: list[Person] = []
        for name in _HEADS_OF_STATE if leader else (office,):
            row = self.tables.holder(found.code, name, self.date)
            if row is not None:
                holders.append(row)
        names = {row.name for row in holders}
        if len(names) == 1 and self.date is not None:
            apply_person(found, self.tables.terms(holders[0].name), self.date)
            found.resolved = found.name

    # Pronouns

    def _pronoun(self, found: Found) -> None:
        word = found.words.low[found.head]
        referent: Referent | None
        if word in _GENDER:
            referent = self._personal(found, _GENDER[word])
        elif word in _NEUTER:
            referent = self._neuter(found)
        else:
            referent = self._they(found)
        if referent is None:
            if word not in _PLURAL or not resolve_plural(found, self.discourse):
                found.drop = True
            return
        kind = referent.kind
        referent.give(found, resolved=True)
        found.kind, found.plural = kind, referent.plural
        self.discourse.touch(referent, found)

    def _personal(self, found: Found, gender: str) -> Referent | None:
        def fits(referent: Referent) -> bool:
            single = referent.kind in ("person", "role") and not referent.plural
            return single and referent.gender in (None, gender)

        inside = self._climb(found, fits)
        if inside is not None:
            return inside
        for number, near in self.discourse.recent(found, fits, 2):
            if found.words.number - number > 1 and number != found.words.number:
                return None
            people = {ref.key: ref for _, ref in near}
            named = {key: ref for key, ref in people.items() if ref.gender == gender} or people
            if len(named) == 1:
                return next(iter(named.values()))
            subjects = {r.key: r for p, r in near if p.subject and r.key in named and p.depth <= 2}
            return next(iter(subjects.values())) if len(subjects) == 1 else None
        return None

    def _neuter(self, found: Found) -> Referent | None:
        def fits(referent: Referent) -> bool:
            return referent.kind in ("country", "organisation") or (referent.kind == "role" and not referent.plural)

        def names(referent: Referent) -> bool:
            return referent.kind in ("country", "organisation")

        words, above = found.words, found.words.heads[found.head]
        if words.dep[found.head] == "poss" and words.dep[above] == "conj":
            first = self.discourse.of.get((words.number, words.heads[above]))
            if first is not None and names(first):
                return first
        inside = self._climb(found, fits)
        if inside is not None:
            return inside if names(inside) or "body" in (inside.row or "") or inside.sectors else None
        if words.low[found.head] == "its":
            for number, near in self.discourse.recent(found, names, 1):
                refs = {ref.key: ref for _, ref in near}
                return next(iter(refs.values())) if len(refs) == 1 and number == words.number else None
        return None

    def _they(self, found: Found) -> Referent | None:
        def fits(referent: Referent) -> bool:
            return referent.plural

        return self._climb(found, fits)

    def _climb(self, found: Found, fits: object) -> Referent | None:
        """Look for the subject of the clause around a pronoun, then of the clause around that."""
        assert callable(fits)
        words, number = found.words, found.head
        own = words.dep[number] in ("dobj", "iobj", "dative") or (
            words.dep[number] == "pobj" and words.low[words.heads[number]] in ("to", "by", "against", "for", "from")
        )
        for _ in range(8):
            verb = words.verb_above(number)
            if verb is None:
                return None
            subject = words.child(verb, "nsubj", "nsubjpass")
            if subject is not None and not own and not _is_above(words.heads, subject, found.head):
                referent = self._subject(found, subject, verb)
                if referent is not None and fits(referent):
                    return referent
            own = own and subject is None
            number = verb
        return None

    def _subject(self, found: Found, subject: int, verb: int) -> Referent | None:
        words = found.words
        if words.low[subject] in ("who", "which", "that") and words.dep[verb] == "relcl":
            subject = words.heads[verb]
        return self.discourse.of.get((words.number, subject))


def _is_above(heads: list[int], upper: int, lower: int) -> bool:
    """Whether one token is an ancestor of another, or the same."""
    for _ in range(len(heads)):
        if lower == upper:
            return True
        if heads[lower] == lower:
            return False
        lower = heads[lower]
    return False


def _nearest(found: Found, candidates: list[Found]) -> Found | None:
    """The last one named before, else the first one named after; of two in one sentence the better
    known to the article."""
    before = [c for c in candidates if c.begin < found.begin]
    if not before:
        return candidates[0] if candidates else None
    names = Counter(c.name for c in before)
    if len(names) > 1:
        common = names.most_common(2)
        if common[0][1] >= 2 * common[1][1]:
            return next(c for c in reversed(before) if c.name == common[0][0])
    return before[-1]
