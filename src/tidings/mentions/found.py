"""An actor on its way to a mention: where it stands in the parse and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tidings.knowledge import Country, Gazetteer, Hit, Knowledge, Organisation, Outlet, PartialState, Region
from tidings.mentions.words import Words
from tidings.records import Entity, Mention

__all__ = ["Found", "Marked", "mark"]

# Abbreviations of states and provinces, which only the comma before them tells from other words.
_STATES = frozenset(
    (
        "AL AZ AR CA CO CT DE FL GA IL IN KS KY LA MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OK OR PA RI SC SD TN VT "
        "VA WA WV WI WY TX OH IA UT ID ME HI AK ON QC AB BC MB SK NS NB PE NL "
        "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. Mont. "
        "Neb. Nev. N.H. N.J. N.M. N.Y. N.C. N.D. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Vt. Va. Wash. W.Va. Wis. Wyo. "
        "Tex. Ont. Que. Alta. B.C. Man. Sask. N.S. N.B. P.E.I. Nfld."
    ).split()
)
_SIDES = frozenset({"West", "East", "North", "South"})
# Labels of names that may hold a state's name without naming it.
_NAMES_OF_OTHERS = frozenset({"ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "FAC", "LAW"})


@dataclass(slots=True)
class Found:
    """An actor in a sentence: tokens `start` to `last`, both inside, with the head between them.

    `kind` is person, organisation, country, group, people, role or pronoun; `noun` is the kind of a
    role's noun (person, group, body, office); `titles` are the role nouns told of a named person;
    `reference` is set where the words only point at an actor ("the pair", "he"). `name` is canonical where a table or the text gives one.
    """

    words: Words
    start: int
    head: int
    last: int
    kind: str
    noun: str | None = None
    name: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    row: str | None = None
    gender: str | None = None
    surnames: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    plural: bool = False
    reference: str | None = None
    resolved: str | None = None
    members: tuple[Entity, ...] = ()
    drop: bool = False

    @property
    def begin(self) -> int:
        """The offset of the first character in `Article.text`."""
        return self.words.offset + self.words.starts[self.start]

    @property
    def end(self) -> int:
        """The offset after the last character in `Article.text`."""
        return self.words.offset + self.words.ends[self.last]

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.words.span(self.start, self.last)

    def entity(self) -> Entity:
        """Give the entity of the wire contract."""
        return Entity(
            entity_text=self.text,
            start=self.begin,
            end=self.end,
            resolved=self.resolved,
            identifier_text=self.name,
            code=self.code,
            sector=self.sectors,
            office=self.office,
            row=self.row,
        )

    def mention(self, article: str) -> Mention:
        """Give the mention of the wire contract.

        Args:
            article: the id of the article.
        """
        return Mention(article, "actor", self.text, self.begin, self.end, entity=self.entity(), members=self.members)


@dataclass(frozen=True, slots=True)
class Marked:
    """A name of the tables in a sentence, by token numbers, both inside.

    `top` is the token of it that stands highest in the parse; `part` is set where the name is but
    a piece of a longer one ("Canada" in "Statistics Canada"): it says whose that is, and names
    nobody by itself.
    """

    first: int
    last: int
    top: int
    hit: Hit
    part: bool = False


def mark(words: Words, hits: list[Hit], tables: Knowledge) -> list[Marked]:
    """Tie names to tokens; a name that ends inside a token, or inside another name, is left out.

    Args:
        words: the tokens of a sentence.
        hits: names found in the sentence's text.
        tables: the knowledge tables; the gazetteer knows "New Mexico", of which "Mexico" is no name.
    """
    marked: list[Marked] = []
    for hit in hits:
        first, last = words.at(hit.start), words.at(hit.end - 1)
        if first is None or last is None or words.starts[first] != hit.start:
            continue
        if words.ends[last] != hit.end and words.text[hit.end : words.ends[last]].strip(".'’s"):
            continue
        if _is_no_paper(words, first, last, hit):
            # "The Australian minister"
            first, hit = first + 1, _behind_article(words, first, hit, tables)
        fitting = _fitting(words, first, last, hit)
        if fitting is not None and not _inside_person(words, first, last):
            marked.append(Marked(first, last, _top(words, first, last), fitting))
    named = {n for m in marked for n in range(m.first, m.last + 1)}
    kept = []
    for found in marked:
        if _tail(words, found, named):
            kept.extend(_country_at_end(words, found, tables))
        elif not _inside_place(words, found, tables.gazetteer):
            kept.append(replace(found, part=True) if _is_part(words, found, named) else found)
    return kept


def _is_no_paper(words: Words, first: int, last: int, hit: Hit) -> bool:
    """Whether a paper's name that begins with "The" is but an article and a word: at the sentence's begin, or
    before a noun."""
    if words.words[first] != "The" or first == last or not all(isinstance(row, Outlet) for _, row in hit.uses):
        return False
    after = last + 1
    begins = not any(words.words[n].isalnum() for n in range(first))
    goes_on = after < len(words) and words.pos[after] in ("NOUN", "PROPN", "ADJ") and words.low[after] != "newspaper"
    return goes_on or (begins and words.ent[last] != "ORG") or words.shouting


def _behind_article(words: Words, first: int, hit: Hit, tables: Knowledge) -> Hit:
    start = words.starts[first + 1]
    name = words.text[start : hit.end]
    return Hit(start, hit.end, name, tables.names.get(name))


def _fitting(words: Words, first: int, last: int, hit: Hit) -> Hit | None:
    """A name with the uses that can be meant here: a state's abbreviation stands behind a comma alone, and
    "West" before another name is a piece of it."""
    after = words.words[last + 1] if last + 1 < len(words) else ""
    if not hit.uses:
        return None
    if hit.name in _SIDES and after[:1].isupper() and words.pos[last + 1] == "PROPN":
        return None
    if hit.name not in _STATES:
        return hit
    behind_comma = first > 1 and words.words[first - 1] == "," and words.words[first - 2][:1].isupper()
    uses = tuple(use for use in hit.uses if isinstance(use[1], Region) == behind_comma)
    return replace(hit, uses=uses) if uses else None


def _top(words: Words, first: int, last: int) -> int:
    inside = range(first, last + 1)
    return next((n for n in reversed(inside) if words.heads[n] not in inside or words.heads[n] == n), last)


def _inside_person(words: Words, first: int, last: int) -> bool:
    """Whether one word of a longer personal name was taken for a name of its own ("Michael Jordan")."""
    if first != last or words.ent[first] != "PERSON":
        return False
    before = first > 0 and not words.ent_begin[first] and words.ent[first - 1] == "PERSON"
    after = first + 1 < len(words) and words.ent[first + 1] == "PERSON" and not words.ent_begin[first + 1]
    after = after and words.low[first + 1] not in ("'s", "’s")
    return before or after


def _inside_place(words: Words, marked: Marked, gazetteer: Gazetteer) -> bool:
    """Whether a name is a piece of a longer name of a place: "New Mexico", "British Columbia", "West Virginia"."""
    for first, last in ((-1, 0), (0, 1), (-2, 0), (0, 2), (-1, 1)):
        first, last = marked.first + first, marked.last + last
        if first < 0 or last >= len(words):
            continue
        added = [n for n in range(first, last + 1) if not marked.first <= n <= marked.last]
        if all(_names_place(words, n) for n in added) and gazetteer.lookup(words.span(first, last)):
            return True
    return False


def _names_place(words: Words, number: int) -> bool:
    capital = words.words[number][:1].isupper() and words.pos[number] == "PROPN"
    return capital and words.ent[number] in ("GPE", "LOC", "FAC", "NORP", "")


def _tail(words: Words, marked: Marked, named: set[int]) -> bool:
    """Whether a body's name ends a longer one: "Bank of Canada" in "Royal Bank of Canada"."""
    first = marked.first
    if first == 0 or words.ent_begin[first] or words.ent[first] != "ORG" or words.ent[first - 1] != "ORG":
        return False
    if first - 1 in named or words.pos[first - 1] != "PROPN" or not words.words[first - 1][:1].isupper():
        return False
    return all(isinstance(row, (Organisation, Outlet)) for _, row in marked.hit.uses)


def _country_at_end(words: Words, marked: Marked, tables: Knowledge) -> list[Marked]:
    """The country that ends a body's name lends it its code, whatever the rest of the name is."""
    last = marked.last
    uses = tuple(use for use in tables.names.get(words.words[last]) if use[0] == "name" and isinstance(use[1], Country))
    if not uses:
        return []
    return [Marked(last, last, last, Hit(words.starts[last], words.ends[last], words.words[last], uses), part=True)]


def _is_part(words: Words, marked: Marked, named: set[int]) -> bool:
    """Whether a state's name is a piece of the name of a body, an event or a thing."""
    first, last = marked.first, marked.last
    label = words.ent[last]
    if words.shouting:
        return False
    if label not in _NAMES_OF_OTHERS or not any(isinstance(r, (Country, PartialState)) for _, r in marked.hit.uses):
        return False
    before, after = first - 1, last + 1
    if before >= 0 and not words.ent_begin[first] and words.ent[before] == label and _adds(words, before, named):
        return True
    if after >= len(words) or words.ent_begin[after] or words.ent[after] != label:
        return False
    return words.low[after] not in ("'s", "’s", "-", "–", "and") and _adds(words, after, named)


def _adds(words: Words, number: int, named: set[int]) -> bool:
    capital = words.words[number][:1].isupper() and words.pos[number] in ("PROPN", "NOUN", "ADJ")
    return capital and number not in named
