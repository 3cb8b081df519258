"""What words that only point at an actor stand for: surnames, titles, halves of a country, pronouns, pairs.

Everything is resolved inside the article, in reading order; where the words fit two, nothing is
said, for a wrong name is worse than none.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence

from tidings.knowledge import Country, Knowledge, Person, Role
from tidings.mentions.affiliation import role_at
from tidings.mentions.bodies import resolve_body
from tidings.mentions.described import FORMER, HONORIFICS
from tidings.mentions.discourse import Discourse, Referent
from tidings.mentions.found import Found
from tidings.mentions.people import apply_person
from tidings.mentions.plurals import resolve_plural
from tidings.mentions.pronouns import resolve_pronoun
from tidings.mentions.surnames import FAMOUS, known_surnames

__all__ = ["resolve"]

_HEADS_OF_STATE = (
    "supreme leader", "president", "prime minister", "chancellor", "king", "emir", "sultan", "crown prince", "taoiseach",
    "premier", "acting president", "interim president", "general secretary", "chairman", "acting prime minister",
    "queen", "taoiseach", "interim leader", "de facto leader",
)  # fmt: skip
_LEADERS = frozenset(["leader", "leaders", "ruler", "strongman", "dictator", "head"])
# Who bears a title with one of these before it is not who the title alone means.
_LESSER = frozenset(["vice", "deputy", "prime", "assistant", "under", "shadow", "associate"])
_SAME = {"premier": "prime minister", "pm": "prime minister"}
_OTHERS = frozenset(
    "other another second third new rival local first same next foreign parent former old different whole entire".split()
)
_BODY_POINTERS = frozenset(["the", "this", "that"])
# What stands before a noun whose bearer was told before.
_POINTERS = frozenset(["the", "his", "her", "its", "their", "this", "that"])


def resolve(
    sentences: list[list[Found]],
    tables: Knowledge,
    date: datetime.date | None,
    quoted: Sequence[tuple[int, int]] = (),
) -> Discourse:
    """Resolve every reference of an article, in place; what cannot be told keeps no name.

    Args:
        sentences: the actors of each sentence, in reading order.
        tables: the knowledge tables.
        date: the article's date.
        quoted: what stands between quotation marks, in order: offsets into `Article.text`.

    Returns:
        Whom the article speaks of, with the mentions of each.
    """
    resolver = _Resolver(sentences, tables, date, Discourse(quoted))
    resolver.run()
    return resolver.discourse


class _Resolver:
    def __init__(
        self, sentences: list[list[Found]], tables: Knowledge, date: datetime.date | None, discourse: Discourse
    ) -> None:
        self.sentences = sentences
        self.tables = tables
        self.date = date
        self.discourse = discourse
        self.full = known_surnames(sentences)
        self.codes = Counter(a.code for actors in sentences for a in actors if a.code)
        self.done: set[int] = set()
        # How often a surname alone was taken for whom.
        self.called: Counter[tuple[str | None, str | None]] = Counter()

    def run(self) -> None:
        for actors in self.sentences:
            by_head = {actor.head: actor for actor in actors}
            # An owner's pronoun first: "its president" needs to know whose.
            for found in sorted(actors, key=lambda a: (a.start, a.kind != "pronoun", -a.last)):
                self._one(found, by_head)
        for actors in self.sentences:
            for found in actors:
                referent = self.discourse.of.get((found.words.number, found.head))
                told = referent is not None and found.kind == referent.kind and not found.members
                if referent is not None and told and found.kind in ("person", "organisation"):
                    referent.give(found, resolved=found.resolved is not None)

    def _one(self, found: Found, by_head: dict[int, Found]) -> None:
        if id(found) in self.done:
            return
        self.done.add(id(found))
        if found.kind == "pronoun":
            resolve_pronoun(found, self.discourse)
        elif found.reference == "surname":
            self._surname(found)
        elif found.reference == "half":
            self._half(found)
        elif found.kind == "role":
            self._role(found, by_head)
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
        if not by_surname and found.code:
            # "North Korea's Kim", where the article has a Kim Coghill too.
            self._from_table(found, word)
            if found.resolved:
                self.discourse.meet(found)
                return
        chosen = self._nearest(found, by_surname or ([] if self._ends_a_leaders_name(word) else fitting))
        if chosen is None:
            self._from_table(found, word)
            chosen = None if found.resolved else self._nearest(found, fitting)
        if chosen is not None:
            self._take(found, chosen)
        self.discourse.meet(found)

    def _nearest(self, found: Found, candidates: list[Found]) -> Found | None:
        """The last one named before, else the first one named after; of two the better known to the
        article, of two in one sentence the leader in office."""
        before = [c for c in candidates if c.begin < found.begin]
        if not before:
            return candidates[0] if candidates else None
        names = Counter(c.name for c in before)
        if len(names) > 1:
            known = Counter({name: count + self.called[name, found.name] for name, count in names.items()})
            common = known.most_common(2)
            if common[0][1] >= 2 * common[1][1]:
                return next(c for c in reversed(before) if c.name == common[0][0])
            near = [c for c in before if c.words.number == before[-1].words.number]
            leaders = [c for c in near if c.office and (c.row or "").startswith("leaders:")]
            return leaders[-1] if leaders else before[-1]
        return before[-1]

    def _ends_a_leaders_name(self, word: str) -> bool:
        """Whether a leader in office bears a surname that comes last: "Trump Tower" does not introduce a
        Trump then, while "Kim Yo Jong" may be the Kim of the article."""
        rows = (row for row in self.tables.by_surname.get(word, ()) if row.table == "leaders")
        return any(row.holds(self.date) and not row.name.startswith(word) for row in rows)

    def _take(self, found: Found, chosen: Found) -> None:
        self.called[chosen.name, found.name] += 1
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
            spoken = [row for row in rows if row.country and self.codes[row.country]]
            rows = spoken or rows
            if not spoken or len({row.name for row in rows}) > 1:
                rows = [row for row in rows if row.table == "leaders"]
            names = {row.name for row in rows}
        if len(names) != 1:
            return
        row = rows[0]
        famous = row.table == "leaders" and (row.country in FAMOUS or not row.country)
        if famous or found.code or found.office or (row.country and self.codes[row.country]):
            apply_person(found, self.tables.terms(row.name), self.date)
            found.resolved = row.name

    @staticmethod
    def _title_gender(found: Found) -> str | None:
        words = found.words
        return next(
            (HONORIFICS[words.low[n]] for n in range(found.start, found.head) if words.low[n] in HONORIFICS), None
        )

    # Halves of a country

    def _half(self, found: Found) -> None:
        """ "the South": the country of that name of which the article speaks, or whose other half it does."""
        side = found.words.words[found.head]
        rows: dict[str, Country] = {}
        for code in self.codes:
            country = self.tables.country_by_code.get(code)
            first, _, rest = country.name.partition(" ") if country else ("", "", "")
            if first in ("North", "South") and rest:
                for use, row in self.tables.names.get(f"{side} {rest}"):
                    if use == "name" and isinstance(row, Country):
                        rows[row.name] = row
        if len(rows) != 1:
            found.drop = True
            return
        row = next(iter(rows.values()))
        found.kind, found.name, found.resolved = "country", row.name, row.name
        found.code, found.row = row.code, row.reference
        self.discourse.meet(found)

    # Titles and roles

    def _role(self, found: Found, by_head: dict[int, Found]) -> None:
        if resolve_plural(found, self.discourse):
            self.discourse.meet_several(found)
            return
        if found.reference == "pair":
            found.drop = True
            return
        words = found.words
        owner = self._owner(found)
        if owner is not None and found.code is None:
            found.code = owner.code
        named = self._named_beside(found, by_head)
        if named is not None:
            self._one(named, by_head)
            referent = self.discourse.of.get((words.number, named.head))
            if referent is not None and referent.kind == "person":
                referent.titles.update(found.titles)
                referent.give(found, resolved=True)
                found.kind = "person"
                self.discourse.touch(referent, found)
                return
        definite = words.low[found.start] in _POINTERS or words.tag[found.start] in ("NNP", "NNPS", "JJ")
        if words.low[found.start] in _BODY_POINTERS and found.code is None and self._body(found):
            return
        if found.reference == "body":
            found.drop = True
            return
        if (definite or words.dep[found.start] == "poss") and not found.plural:
            self._definite(found)
        if found.kind == "role":
            self.discourse.meet(found)

    def _body(self, found: Found) -> bool:
        """Resolve "the company", "the court" or "the militants" to a body told before, in place."""
        armed = "REB" in found.sectors
        if not (found.noun in ("group", "body") or armed) or _told_further(found):
            return False
        referent = resolve_body(found, self.discourse)
        if referent is None:
            return False
        if not referent.sectors and referent.row in (None, "text"):
            referent.sectors = found.sectors
        known = referent.kind == "organisation"
        titles = found.titles
        referent.give(found, resolved=known)
        found.kind = referent.kind if known else "known role"
        referent.titles.update(titles)
        self.discourse.touch(referent, found)
        return True

    def _named_beside(self, found: Found, by_head: dict[int, Found]) -> Found | None:
        """Who is named in apposition to a role noun: "the minister, Ali", "Ali, the minister"."""
        words = found.words
        if found.plural or words.tag[found.head] in ("NNS", "NNPS"):
            return None
        beside = [n for n in words.children[found.head] if words.dep[n] == "appos"]
        if not beside:
            # "A spokesman for Buhari, Garba Shehu, said": some parses hang the name on the other.
            within = [n for n in range(found.head + 1, found.last + 1) if words.tag[n] == "NNP"]
            beside = [n for w in within for n in words.children[w] if words.dep[n] == "appos" and n > found.last]
        if words.dep[found.head] == "appos":
            beside.append(words.heads[found.head])
        if words.dep[found.head] == "nsubj" and words.low[words.heads[found.head]] in ("is", "was"):
            # "The first witness was Ali."
            beside += [n for n in words.children[words.heads[found.head]] if words.dep[n] == "attr"]
        people = (by_head.get(n) for n in beside)
        return next((p for p in people if p is not None and p.kind == "person"), None)

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
        if role is None or role[0].kind not in ("person", "office"):
            return
        title = role[0].name
        office = _SAME.get(role[0].office or title, role[0].office or title)
        former = any(words.low[n] in FORMER for n in range(found.start, found.head))
        if words.tag[found.start] == "PRP$" and role[0].sectors == ("CVL",):
            # "her son": whose son was told before, nobody says.
            return
        chosen = self._last(found, self._bears(found, office, role[0], former))
        if chosen is None and words.low[found.start] in _POINTERS and not found.code:
            chosen = self._named_later(found, office, former)
        if chosen is not None:
            known = chosen.kind == "person"
            chosen.give(found, resolved=known)
            found.kind = chosen.kind
            self.discourse.touch(chosen, found)
            if not known:
                found.kind = "known role"
        elif not former:
            self._holder(found, office, _leads_state(found))

    def _bears(self, found: Found, office: str, role: Role, former: bool) -> Callable[[Referent], bool]:
        """Which referents a title may stand for: who holds the office, held it, or was called so."""
        leader, title = _leads_state(found), role.name

        def fits(referent: Referent) -> bool:
            if found.code and referent.code != found.code:
                return False
            if referent.kind == "role":
                told = _called(referent, title) and not referent.plural and not former
                return told and (role.weak or set(found.sectors) <= set(referent.sectors))
            if referent.kind != "person":
                return False
            if former:
                return "ELI" in referent.sectors and self._held(referent.name, office)
            held = referent.office or ""
            if leader:
                return bool(found.code) and held in _HEADS_OF_STATE
            if found.last > found.head and found.office and held != office:
                # "the minister of mines": not of anything else.
                return False
            return _called(referent, title) or (bool(held) and (held == office or _is_kind_of(held, office)))

        return fits

    def _held(self, name: str, office: str) -> bool:
        return any(row.office == office or row.office.endswith(" " + office) for row in self.tables.terms(name))

    def _named_later(self, found: Found, office: str, former: bool) -> Referent | None:
        """The only holder of the office that the article names, where it names them after the title."""
        people = {a.name: a for named in self.full.values() for a in named if a.office == office and not former}
        if len(people) != 1:
            return None
        actor = next(iter(people.values()))
        if actor.begin < found.begin or office not in _HEADS_OF_STATE:
            return None
        referent = Referent("", "person", actor.name or "", code=actor.code, sectors=actor.sectors, office=office)
        referent.row, referent.gender = actor.row, actor.gender
        return referent

    def _last(self, found: Found, fits: Callable[[Referent], bool]) -> Referent | None:
        people = [r for r in self.discourse.referents.values() if fits(r)]
        if len(people) == 1:
            near = people[0].kind == "person" or found.words.number - people[0].places[-1].sentence <= 3
            return people[0] if near else None
        for _, nearest in self.discourse.recent(found, fits, 3):
            names = {referent.key: referent for _, referent in nearest}
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
            self.discourse.meet(found)


def _leads_state(found: Found) -> bool:
    """Whether "the leader" is a country's, not its opposition's or its rebels'."""
    return found.words.low[found.head] in _LEADERS and set(found.sectors) <= {"GOV"}


def _told_further(found: Found) -> bool:
    """Whether words beside a noun say which body it is: "the other group", "the group behind the attack"."""
    words = found.words
    if found.last > found.head or any(words.low[n] in _OTHERS for n in range(found.start, found.head)):
        return True
    after = found.head + 1
    return after < len(words) and any(
        n == after and words.dep[n] in ("relcl", "prep", "acl") and words.low[n] in ("that", "which", "of", "behind")
        for n in words.children[found.head]
    )


def _called(referent: Referent, title: str) -> bool:
    """Whether somebody was called so: "the minister" after "the foreign minister", but not after "the prime
    minister"."""
    return any(name == title or _is_kind_of(name, title) for name in referent.titles)


def _is_kind_of(longer: str, title: str) -> bool:
    """Whether a title is a longer form of another: "foreign minister" of "minister", not "vice president" of
    "president"."""
    before, found = longer.removesuffix(" " + title), longer.endswith(" " + title)
    return found and before.rpartition(" ")[2] not in _LESSER
