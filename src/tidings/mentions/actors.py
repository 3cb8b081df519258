"""Actors in a sentence: every noun phrase that names one, by table, entity label or role noun.

A country's bare name is an actor with its code and no sector: the words do not say which of its
bodies acts, and PLOVER files the country alone. A sector comes only from words that name one
("government", "president", a metonym such as a palace, a capital that speaks).
"""

from __future__ import annotations

import datetime

from tidings.knowledge import Country, Knowledge, Metonym, Organisation, Outlet, PartialState, Person, Region
from tidings.mentions.affiliation import Affiliation, affiliate, choose, role_at, state_code
from tidings.mentions.found import Found, Marked
from tidings.mentions.people import named_person, table_person
from tidings.mentions.places_as_actors import capital_acts, metonym_acts
from tidings.mentions.plurals import PAIR_NOUNS
from tidings.mentions.words import Phrase, Words, phrases

__all__ = ["find_actors"]

_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
        "hers",
        "theirs",
        "himself",
        "herself",
        "themselves",
        "itself",
        "both",
    ]
)
_ACTOR_LABELS = frozenset({"ORG", "NORP"})
_OF = frozenset({"of", "for", "from", "to", "with", "at"})
_NOT_ACTORS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "LAW"})


class _Finder:
    def __init__(self, words: Words, marks: list[Marked], tables: Knowledge, date: datetime.date | None) -> None:
        self.words = words
        self.marks = marks
        self.tables = tables
        self.date = date
        self.by_last = {marked.last: marked for marked in marks}

    def find(self) -> list[Found]:
        found = []
        for phrase in phrases(self.words):
            actor = self._classify(phrase)
            if actor is not None:
                found.append(actor)
        covered = {n for actor in found for n in range(actor.start, actor.last + 1) if actor.kind != "pronoun"}
        for marked in self.marks:
            if marked.last not in covered:
                actor = self._of_mark(marked, Phrase(marked.first, marked.last))
                if actor is not None:
                    found.append(actor)
        return sorted(found, key=lambda actor: (actor.start, -actor.last))

    def _classify(self, phrase: Phrase) -> Found | None:
        words, head = self.words, phrase.head
        if words.pos[head] == "PRON" or words.low[head] == "both":
            if words.low[head] in _PRONOUNS:
                return Found(words, phrase.head, head, head, "pronoun", reference=words.low[head])
            return None
        marked = self._mark_at(phrase)
        if marked is not None:
            actor = self._of_mark(marked, phrase)
            if actor is not None or marked.last == head:
                return actor
        if words.ent[head] == "PERSON":
            return named_person(words, phrase, self.tables, self.marks, self.date)
        actor = self._role(phrase)
        if actor is not None:
            return actor
        if words.low[head] in PAIR_NOUNS and words.low[phrase.start] in ("the", "both", "this", "that"):
            return Found(words, phrase.start, head, head, "role", plural=True, reference="pair")
        if words.ent[head] in _NOT_ACTORS:
            return None
        person = named_person(words, phrase, self.tables, self.marks, self.date, titled=True)
        if person is not None:
            return person
        if words.ent[head] in _ACTOR_LABELS and words.pos[head] == "PROPN":
            return self._labelled(phrase)
        return None

    def _mark_at(self, phrase: Phrase) -> Marked | None:
        """The name that ends at the phrase's head."""
        marked = self.by_last.get(phrase.head)
        return marked if marked is not None and marked.first >= 0 else None

    def _of_mark(self, marked: Marked, phrase: Phrase) -> Found | None:
        words = self.words
        use, row = choose(marked, self.date)
        start = min(phrase.start, marked.first) if phrase.head == marked.last else marked.first
        base = Found(words, start, marked.last, marked.last, "", row=row.reference)
        if isinstance(row, Person):
            return table_person(base, marked, self.tables, self.date)
        if isinstance(row, (Country, PartialState)):
            return self._state(base, marked, use, row)
        if isinstance(row, Organisation):
            base.kind, base.name, base.code = "organisation", row.name, row.code or row.country
            base.sectors = row.sectors or _party_sectors(row)
            return base
        if isinstance(row, Metonym):
            if not metonym_acts(words, marked):
                return None
            base.kind, base.name, base.code, base.sectors = "country", row.stands_for, row.country, row.sectors
            return base
        if isinstance(row, Outlet):
            base.kind, base.name, base.code, base.sectors = "organisation", row.name, row.country, ("JRN",)
            return base
        if isinstance(row, Region) and row.acts and capital_acts(words, marked.last):
            base.kind, base.name, base.code = "country", row.name, row.country
            return base
        return None

    def _state(self, base: Found, marked: Marked, use: str, row: Country | PartialState) -> Found | None:
        words = self.words
        base.name, base.code = row.name, state_code(row)
        if use == "capital":
            if not capital_acts(words, marked.last):
                return None
            base.kind, base.sectors = "country", ("GOV",)
            base.start = marked.first
            return base
        if use == "metonym":
            if not metonym_acts(words, marked):
                return None
            base.kind, base.sectors = "country", ("GOV",)
            return base
        uses = {kind for kind, _ in marked.hit.uses}
        if use == "name" and (words.dep[base.head] != "amod" or "adjective" not in uses):
            base.kind = "country"
        else:
            base.kind = "people"
            base.plural = words.tag[base.head] in ("NNS", "NNPS") or words.low[base.start] in ("the", "many", "some")
        if isinstance(row, PartialState):
            base.sectors = ("PRE",)
        return base

    def _role(self, phrase: Phrase) -> Found | None:
        words, head = self.words, phrase.head
        role = role_at(words, self.tables, phrase.start, head)
        if role is None:
            return None
        row, plural, first = role
        before = affiliate(words, self.tables, self.marks, (phrase.start, first), self.date)
        last, after = head, Affiliation()
        if row.kind != "equipment":
            last, after = self._complement(head)
        own = Affiliation(None, row.sectors)
        affiliation = before.joined(own).joined(after) if before.sectors else own.joined(before).joined(after)
        if affiliation.code is None and (row.kind == "equipment" or not self._somebody(phrase, row.sectors)):
            return None
        actor = Found(words, phrase.start, head, last, "role", code=affiliation.code, sectors=affiliation.sectors)
        actor.plural = plural or words.tag[head] in ("NNS", "NNPS") or row.kind == "group"
        actor.office = row.office
        actor.row = affiliation.row.reference if affiliation.row else row.reference
        return actor

    def _somebody(self, phrase: Phrase, sectors: tuple[str, ...]) -> bool:
        """Whether a noun without sector is an actor at all: "his country" is, "the region" is a place."""
        words = self.words
        before = range(phrase.start, phrase.head)
        return bool(sectors) or words.tag[phrase.head] == "NNS" or any(words.tag[n] == "PRP$" for n in before)

    def _complement(self, head: int) -> tuple[int, Affiliation]:
        """The "of" or "for" phrase right after a role noun: its last token and what it says."""
        words = self.words
        last, found = head, Affiliation()
        for _ in range(2):
            prep = next((n for n in words.children[head] if n == last + 1 and words.dep[n] == "prep"), None)
            if prep is None or words.low[prep] not in _OF:
                break
            noun = words.child(prep, "pobj")
            if noun is None or noun - prep > 8:
                break
            if words.low[prep] not in ("of", "for") and self.by_last.get(noun) is None:
                break
            found = found.joined(affiliate(words, self.tables, self.marks, (prep + 1, noun + 1), self.date))
            last = noun
        return last, found

    def _labelled(self, phrase: Phrase) -> Found:
        words, head = self.words, phrase.head
        first = head
        while first > phrase.start and not words.ent_begin[first] and words.ent[first - 1] == words.ent[head]:
            first -= 1
        affiliation = affiliate(words, self.tables, self.marks, (phrase.start, head + 1), self.date)
        name_first = first + 1 if words.low[first] in ("the", "a", "an") and first < head else first
        name = words.span(name_first, head)
        kind = "organisation" if words.ent[head] == "ORG" else "people"
        actor = Found(words, phrase.start, head, head, kind, name=name)
        actor.code, actor.sectors = affiliation.code, affiliation.sectors
        actor.row = affiliation.row.reference if affiliation.row else "text"
        actor.plural = words.tag[head] == "NNPS"
        return actor


def _party_sectors(row: Organisation) -> tuple[str, ...]:
    return ("PTY",) if row.table == "parties" else ()


def find_actors(words: Words, marks: list[Marked], tables: Knowledge, date: datetime.date | None) -> list[Found]:
    """Find the actors of a sentence, from left to right; references are found, not yet resolved.

    Args:
        words: the tokens of the sentence.
        marks: the names of the tables in it.
        tables: the knowledge tables.
        date: the article's date, for offices.
    """
    return _Finder(words, marks, tables, date).find()
