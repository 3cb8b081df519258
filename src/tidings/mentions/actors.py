"""Actors in a sentence: every noun phrase that names one, by table, entity label or role noun.

A country's bare name is an actor with its code and no sector: the words do not say which of its
bodies acts, and PLOVER files the country alone. A sector comes only from words that name one
("government", "president", a metonym such as a palace, a capital that speaks).
"""

from __future__ import annotations

import datetime

from tidings.knowledge import Country, Knowledge, Metonym, Organisation, Outlet, PartialState, Person, Region, Role
from tidings.mentions.affiliation import Affiliation, affiliate, choose, combine, role_at, state_code
from tidings.mentions.bodies import OUTLET_NOUNS, kind_of, sector_of_name
from tidings.mentions.described import KIN, OFFICIAL, apposed_role, gender_of, is_former
from tidings.mentions.found import Found, Marked
from tidings.mentions.idioms import stands_idle
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
# What may stand behind the head of a name: "Department for Education and Skills".
_IN_NAMES = frozenset({"PROPN", "NOUN", "ADP", "CCONJ", "DET", "PART", "ADJ", "SCONJ"})
_CLOCKS = frozenset({"gmt", "utc", "est", "edt", "pst", "pdt", "cet", "bst", "ist", "cst", "am", "pm"})
_NOT_ACTORS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "LAW"})


class _Finder:
    def __init__(self, words: Words, marks: list[Marked], tables: Knowledge, date: datetime.date | None) -> None:
        self.words = words
        self.marks = marks
        self.tables = tables
        self.date = date
        self.by_token = {n: marked for marked in marks for n in range(marked.first, marked.last + 1)}

    def find(self) -> list[Found]:
        found = []
        for phrase in phrases(self.words):
            actor = self._classify(self._behind_verb(phrase) if self.words.shouting else phrase)
            if actor is not None:
                found.append(actor)
        covered = {n for actor in found for n in range(actor.start, actor.last + 1) if actor.kind != "pronoun"}
        for marked in self.marks:
            if marked.last not in covered and not marked.part:
                actor = self._of_mark(marked, Phrase(marked.first, marked.last))
                if actor is not None:
                    found.append(actor)
        return sorted(found, key=lambda actor: (actor.start, -actor.last))

    def _behind_verb(self, phrase: Phrase) -> Phrase:
        """In a headline that capitalises every word, a phrase without the country and the verb that the parse
        took into it: "South Korea Returns Trawler"."""
        marked = self.by_token.get(phrase.start)
        verb = marked.last + 1 if marked is not None else phrase.head
        if verb < phrase.head and self.words.tag[verb] in ("NNS", "NNPS", "VBZ", "VBD"):
            return Phrase(verb + 1, phrase.head)
        return phrase

    def _classify(self, phrase: Phrase) -> Found | None:
        words, head = self.words, phrase.head
        if words.pos[head] == "PRON" or words.low[head] == "both":
            if words.low[head] in _PRONOUNS:
                return Found(words, phrase.head, head, head, "pronoun", reference=words.low[head])
            return None
        marked = self.by_token.get(head)
        if marked is not None and not marked.part:
            return self._of_mark(marked, phrase) if marked.top == head else None
        if words.ent[head] in ("DATE", "TIME") and words.pos[head] == "PROPN":
            return None
        if words.ent[head] == "PERSON":
            return named_person(words, phrase, self.tables, self.marks, self.date)
        actor = self._role(phrase)
        if actor is not None:
            return actor
        if words.low[head] in PAIR_NOUNS and words.low[phrase.start] in ("the", "both", "this", "that"):
            return Found(words, phrase.start, head, head, "role", plural=True, reference="pair")
        if words.words[head] in ("North", "South") and words.low[phrase.start] == "the":
            return Found(words, phrase.start, head, head, "country", reference="half")
        if words.ent[head] in _NOT_ACTORS:
            return None
        person = named_person(words, phrase, self.tables, self.marks, self.date, titled=True)
        if person is not None:
            return person
        if words.ent[head] in _ACTOR_LABELS and words.pos[head] == "PROPN":
            if words.ent[head] == "ORG" and (self._is_full_name(head) or self._is_apposed(head)):
                return named_person(words, phrase, self.tables, self.marks, self.date)
            return self._labelled(phrase)
        return None

    def _is_full_name(self, head: int) -> bool:
        """Whether a label is a first name and one or two more: the model takes rare surnames for firms."""
        first, last = self._entity(head)
        plain = all(self.words.pos[n] == "PROPN" for n in range(first, last + 1))
        return plain and 1 <= last - first <= 2 and self.tables.gender(self.words.words[first]) is not None

    def _is_apposed(self, head: int) -> bool:
        """Whether a label of two words and more is a person's, for a person's role stands behind its comma:
        "Mallam Garba Shehu, spokesman for the president"."""
        first, last = self._entity(head)
        name = all(self.words.pos[n] == "PROPN" for n in range(first, last + 1))
        return name and 1 <= last - first <= 3 and apposed_role(self.words, last, self.tables) is not None

    def _of_mark(self, marked: Marked, phrase: Phrase) -> Found | None:
        words = self.words
        use, row = choose(marked, self.date)
        start = min(phrase.start, marked.first) if marked.first <= phrase.head <= marked.last else marked.first
        base = Found(words, start, marked.top, marked.last, "", row=row.reference)
        if isinstance(row, Person):
            return table_person(base, marked, self.tables, self.marks, self.date)
        if isinstance(row, (Country, PartialState)):
            return self._state(base, marked, use, row)
        if isinstance(row, Organisation):
            base.kind, base.name, base.code = "organisation", row.name, row.code or row.country
            base.sectors = row.sectors or _party_sectors(row)
            base.noun, base.titles = "body", tuple(sorted(kind_of(row)))
            return base
        if isinstance(row, Metonym):
            if not metonym_acts(words, marked):
                return None
            base.kind, base.name, base.code, base.sectors = "country", row.stands_for, row.country, row.sectors
            return base
        if isinstance(row, Outlet):
            base.kind, base.name, base.code, base.sectors = "organisation", row.name, row.country, ("JRN",)
            base.noun, base.titles = "body", OUTLET_NOUNS
            return base
        if isinstance(row, Region) and row.acts and capital_acts(words, marked.last):
            base.kind, base.name, base.code = "country", row.name, row.country
            return base
        return None

    def _state(self, base: Found, marked: Marked, use: str, row: Country | PartialState) -> Found | None:
        words = self.words
        base.name, base.code = row.name, state_code(row)
        if use == "capital":
            if _is_dateline(words, marked) or not capital_acts(words, marked.last):
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
        last = self._long_role(phrase)
        role = role_at(words, self.tables, phrase.start, head, last)
        if role is None or stands_idle(words, phrase, role[0]) or words.words[head - 1 if head else 0] == "/":
            return None
        row, plural, first = role
        before = self._before(phrase, row, first)
        after = Affiliation()
        if row.kind != "equipment":
            last, after = self._complement(last, row)
        owned = any(words.low[n] in ("'s", "’s", "'", "’") for n in range(phrase.start, first))
        affiliation = combine(row, before, after, owned)
        office = row.office
        unsure = row.weak and affiliation.sectors == ("GOV",) and not before.sectors
        unknown = unsure and self._unknown_body(phrase.start, first)
        if unknown:
            affiliation = Affiliation(affiliation.code, (), affiliation.row)
        if is_former(words, phrase.start, first, head) and OFFICIAL & set(affiliation.sectors):
            affiliation, office = Affiliation(affiliation.code, ("ELI",), affiliation.row), None
        points = _points_at_body(words, phrase, row) and not affiliation.sectors and affiliation.code is None
        if affiliation.code is None and not points and not unknown:
            if row.kind == "equipment" or not self._somebody(phrase, affiliation.sectors):
                return None
            if (
                row.kind != "office"
                and not affiliation.sectors
                and not row.sectors
                and (row.kind == "person" or row.weak)
            ):
                # "the members", "groups": of whom, nobody says.
                return None
        actor = Found(words, phrase.start, head, last, "role", code=affiliation.code, sectors=affiliation.sectors)
        several = words.tag[head] in ("NNS", "NNPS", "JJ", "VBN") or row.kind == "group"
        actor.plural = plural or several
        if points:
            actor.reference = "body"
        actor.gender = gender_of(words.low[head]) if row.kind == "person" else None
        actor.noun, actor.office, actor.titles = row.kind, office, (row.name,)
        actor.row = affiliation.row.reference if affiliation.row else row.reference
        self._named_body(actor, first)
        return actor

    def _unknown_body(self, start: int, stop: int) -> bool:
        """Whether a name that no table has stands before a noun: whose spokesman that is, nobody says."""
        words = self.words
        return any(
            words.pos[n] == "PROPN"
            and n not in self.by_token
            and words.ent[n] == "ORG"
            and not words.words[n].isupper()
            for n in range(start, stop)
        )

    def _long_role(self, phrase: Phrase) -> int:
        """The last token of a role noun that goes on behind its head: "secretary of state"; else the head."""
        words, head = self.words, phrase.head
        prep = next((n for n in words.children[head] if n == head + 1 and words.low[n] == "of"), None)
        noun = words.child(prep, "pobj") if prep is not None else None
        if noun is None or noun - head > 5:
            return head
        found = any(words.span(n, noun).lower() in self.tables.role_nouns for n in range(phrase.start, head + 1))
        return noun if found else head

    def _named_body(self, actor: Found, noun: int) -> None:
        """A body whose proper name a role noun ends ("the Gauteng High Court") or begins ("the University of
        Lagos") is an organisation of that name."""
        words, head = self.words, actor.head
        if words.pos[head] != "PROPN" or words.ent[head] != "ORG" or actor.noun not in ("group", "body"):
            return
        first, last = self._entity(head)
        while first < noun and (words.pos[first] in ("DET", "PART", "PUNCT") or first in self.by_token):
            first += 1
        inside = last <= actor.last and not any(words.low[n] in ("'s", "’s") for n in range(first, head))
        if inside and (first < noun or last > head):
            actor.kind, actor.name = "organisation", words.span(first, max(head, last))

    def _entity(self, number: int) -> tuple[int, int]:
        """The first and last token of the labelled name that holds a token."""
        words = self.words
        first = last = number
        while first > 0 and not words.ent_begin[first] and words.ent[first - 1] == words.ent[number]:
            first -= 1
        while last + 1 < len(words) and not words.ent_begin[last + 1] and words.ent[last + 1] == words.ent[number]:
            last += 1
        return first, last

    def _before(self, phrase: Phrase, row: Role, first: int) -> Affiliation:
        """What the words before a role noun say: "Egyptian", "Nato", "the ministry's"; whose victim, son
        or neighbour somebody is gives them a country, not an office."""
        words = self.words
        before = affiliate(words, self.tables, self.marks, (phrase.start, first), self.date)
        if before.code is None:
            inside = affiliate(words, self.tables, self.marks, (phrase.start, phrase.head + 1), self.date)
            before = Affiliation(inside.code, before.sectors, before.row or inside.row)
        owned = any(words.low[n] in ("'s", "’s", "'", "’") for n in range(phrase.start, first))
        if owned and row.kind == "person" and row.sectors == ("CVL",):
            kin = row.name in KIN and bool(OFFICIAL & set(before.sectors) or "ELI" in before.sectors)
            return Affiliation(before.code, ("ELI",) if kin else (), before.row)
        return before

    def _somebody(self, phrase: Phrase, sectors: tuple[str, ...]) -> bool:
        """Whether a noun without sector is an actor at all: "his country" is, "the region" is a place."""
        words = self.words
        before = range(phrase.start, phrase.head)
        return bool(sectors) or words.tag[phrase.head] == "NNS" or any(words.tag[n] == "PRP$" for n in before)

    def _party(self, first: int, last: int) -> bool:
        """Whether a run of tokens ends in somebody: a name of the tables, a role noun, a body's label."""
        words = self.words
        if any(n in self.by_token for n in range(first, last + 1)) or words.ent[last] in ("ORG", "PERSON", "NORP"):
            return True
        return words.pos[last] == "PROPN" or role_at(words, self.tables, first, last) is not None

    def _complement(self, head: int, role: Role) -> tuple[int, Affiliation]:
        """The "of" or "for" phrase right after a role noun: its last token and what it says; whose victim or
        son somebody is gives them a country, not an office."""
        words = self.words
        last, found = head, Affiliation()
        for _ in range(2):
            prep = next((n for n in words.children[head] if n == last + 1 and words.dep[n] == "prep"), None)
            if prep is None or words.low[prep] not in _OF:
                break
            noun = words.child(prep, "pobj")
            if noun is None or noun - prep > 8:
                break
            if words.low[prep] != "of" and not self._party(prep + 1, noun):
                break
            if any(words.pos[n] == "PUNCT" and words.words[n] == "," for n in range(prep, noun)):
                break
            found = found.joined(affiliate(words, self.tables, self.marks, (prep + 1, noun + 1), self.date))
            last = noun
        if role.name in KIN and isinstance(found.row, Person):
            found = Affiliation(found.code, ("ELI",) if {"GOV", "ELI"} & set(found.sectors) else (), found.row)
        return last, found

    def _labelled(self, phrase: Phrase) -> Found | None:
        words, head = self.words, phrase.head
        first, last = self._entity(head)
        if self._is_piece(phrase, first, last) or _is_no_name(words.words[head]):
            return None
        first = max(first, phrase.start)
        affiliation = affiliate(words, self.tables, self._lending(), (phrase.start, head + 1), self.date)
        name_first = first + 1 if words.low[first] in ("the", "a", "an") and first < head else first
        kind = "organisation" if words.ent[head] == "ORG" else "people"
        if not all(words.pos[n] in _IN_NAMES for n in range(head + 1, last + 1)):
            last = head
        while last > head and words.pos[last] not in ("PROPN", "NOUN"):
            last -= 1
        actor = Found(words, phrase.start, head, last, kind, name=words.span(name_first, last))
        actor.code = affiliation.code
        actor.sectors = tuple(sector for sector in affiliation.sectors if sector not in ("CVL", "UNK"))
        if kind == "organisation" and (not actor.sectors or affiliation.code is None):
            actor.sectors = sector_of_name(actor.name or "") or actor.sectors
        actor.row = affiliation.row.reference if affiliation.row else "text"
        actor.plural = words.tag[head] == "NNPS"
        if " " not in (actor.name or "") and words.ent[head] != "NORP":
            actor.reference = "name"
        return actor

    def _is_piece(self, phrase: Phrase, first: int, last: int) -> bool:
        """Whether a phrase is but the end of a labelled name ("of Wisconsin" in a university's), or the label
        runs over verbs, as in a headline that capitalises every word."""
        words = self.words
        marked = self.by_token.get(max(first, phrase.start))
        if words.shouting and (last - first > 2 or (marked is not None and marked.last < phrase.head)):
            return True
        if first >= phrase.start:
            return False
        inside = range(first, last + 1)
        top = next((n for n in inside if words.heads[n] not in inside or words.heads[n] == n), phrase.head)
        return top < phrase.start and words.dep[phrase.head] in ("pobj", "conj", "pcomp")

    def _lending(self) -> list[Marked]:
        """The names that lend a country to a labelled body: a party's short name ("Labour") does not."""
        return [m for m in self.marks if not all(getattr(row, "kind", "") == "party" for _, row in m.hit.uses)]


def _points_at_body(words: Words, phrase: Phrase, role: Role) -> bool:
    """Whether "the" and a body's noun of no sector can but mean a body told before: "the group"."""
    single = words.tag[phrase.head] == "NN" and role.kind in ("group", "body") and role.weak
    return single and words.low[phrase.start] in ("the", "this", "that")


def _is_dateline(words: Words, marked: Marked) -> bool:
    """Whether a capital in capital letters begins the sentence before a comma or a bracket: "SAN JOSE, Dec 31"."""
    after = words.words[marked.last + 1] if marked.last + 1 < len(words) else ""
    return marked.first == 0 and words.words[marked.last].isupper() and after in (",", "(", "-", "–", "—", "--", ":")


def _is_no_name(word: str) -> bool:
    """Whether a labelled word is a clock, an address or a sign."""
    return word.lower() in _CLOCKS or not word[:1].isalpha() or any(sign in word for sign in "@/\\_=")


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
