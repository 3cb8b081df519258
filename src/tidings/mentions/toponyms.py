"""The toponyms of a sentence: by table, by label, and by the gazetteer where the words say that a place follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tidings.knowledge import Country, Knowledge, PartialState, Region
from tidings.knowledge.rows import Row
from tidings.mentions.attached import find_attached, find_roads
from tidings.mentions.found import Found, Marked
from tidings.mentions.geography import Candidate, candidates
from tidings.mentions.places_as_actors import capital_acts
from tidings.mentions.placewords import (
    CITY,
    DASHES,
    GENERIC,
    LOCATIVE,
    NO_NAMES,
    OF_A_PLACE,
    PROVINCE,
    SIDES,
    TO_A_PLACE,
)
from tidings.mentions.variants import variants
from tidings.mentions.words import Words

__all__ = ["Container", "Toponym", "find_toponyms", "sweep"]

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LISTING = frozenset([",", "and", "or", "&", "the"])
_BETWEEN = frozenset(
    (
        ", in the of region province district county state refugee camp slum slums area suburb quarter neighbourhood "
        "neighborhood village"
    ).split()
)
# "fired toward the sea": no name, and yet where it happened.
_WATERS, _INTO = frozenset(["sea", "ocean"]), frozenset(["toward", "towards", "into"])
# What a list is of is told by members that are known at least so well.
_LISTED = 5.0
_UNNAMED = frozenset(["road", "water"])
# Below this many people a name that no label shows is left alone, unless the words around it say "place".
_KNOWN_TOWN = 300_000
_KNOWN_PROVINCE = 1_000_000


@dataclass(slots=True)
class Container:
    """What words say contains a place: all that they may stand for, and the toponym that they are, if one."""

    options: list[Candidate]
    toponym: Toponym | None = None


@dataclass(slots=True)
class Toponym:
    """A name of a place in a sentence, by token numbers, both inside; `chosen` is what it stands for.

    `sure` where a label or the words around it say that it is a place.
    """

    words: Words
    first: int
    last: int
    rows: tuple[tuple[str, Row], ...] = ()
    options: list[Candidate] = field(default_factory=list)
    kind: str | None = None
    containers: tuple[Container, ...] = ()
    chosen: Candidate | None = None
    sure: bool = False

    @property
    def text(self) -> str:
        """The name as it stands."""
        return self.words.span(self.first, self.last)


def find_toponyms(
    words: Words, marks: list[Marked], actors: list[Found], people: frozenset[str], tables: Knowledge
) -> list[Toponym]:
    """Find the toponyms of a sentence, from left to right, with what each may stand for.

    Args:
        words: the tokens of the sentence.
        marks: the names of the tables in it.
        actors: its actors, resolved.
        people: surnames and first names of the people of the article.
        tables: the knowledge tables.
    """
    taken = _named(words, actors)
    found = [t for t in (_marked(words, m) for m in marks) if t is not None and t.last not in taken]
    taken.update(n for t in found for n in range(t.first, t.last + 1))
    taken.update(n for m in marks if not m.part for n in range(m.first, m.last + 1))
    found.extend(_unmarked(words, taken, people, tables))
    found.extend(_coordinated(words, found, taken, people, tables))
    found.extend(_inside(words, found, people, tables))
    found.sort(key=lambda t: t.first)
    for toponym in found:
        if toponym.kind not in _UNNAMED:
            toponym.kind = _kind(toponym)
            toponym.options = _options(toponym, tables)
    _tell_lists(words, found)
    for number, toponym in enumerate(found):
        toponym.containers = _containers(toponym, found[number + 1 : number + 3], marks)
    return [t for t in found if t.options or (t.sure and _unknown_place(t))]


def _inside(words: Words, found: list[Toponym], people: frozenset[str], tables: Knowledge) -> list[Toponym]:
    """Places inside other names and before nouns, and streets."""
    places = {n for t in found for n in range(t.first, t.last + 1)}
    more = [
        Toponym(words, first, last, _of_places(tables.names.get(words.span(first, last))), sure=True)
        for first, last in find_attached(words, places, people, tables)
    ]
    places.update(n for t in more for n in range(t.first, t.last + 1))
    roads = [Toponym(words, first, last, sure=True, kind="road") for first, last in find_roads(words, places)]
    waters = [
        Toponym(words, number - 1, number, sure=True, kind="water")
        for number, word in enumerate(words.low)
        if number > 1 and word in _WATERS and words.low[number - 1] == "the" and words.low[number - 2] in _INTO
    ]
    return more + roads + waters


def _unknown_place(toponym: Toponym) -> bool:
    """Whether a label alone is believed: behind "in" or "near", or where the name says what it is."""
    words = toponym.words
    if toponym.kind in _UNNAMED:
        return True
    if words.ent[toponym.last] not in _LABELS:
        return False
    return _located(words, toponym.first) or words.words[toponym.last] in GENERIC


def sweep(
    words: Words, known: frozenset[str], taken: Iterable[Toponym], actors: list[Found], tables: Knowledge
) -> list[Toponym]:
    """Find the places that the article names elsewhere, and that no label shows here.

    Args:
        words: the tokens of a sentence.
        known: names that are places of this article for sure.
        taken: the toponyms of the sentence.
        actors: its actors, resolved.
        tables: the knowledge tables.
    """
    used = _named(words, actors, only_known=True) | {n for t in taken for n in range(t.first, t.last + 1)}
    found = []
    for number, word in enumerate(words.words):
        if word not in known or number in used or words.pos[number] != "PROPN":
            continue
        before = number > 0 and words.pos[number - 1] == "PROPN" and words.words[number - 1][:1].isupper()
        after = number + 1 < len(words) and (words.pos[number + 1] == "PROPN" or words.words[number + 1] in ("-", "‑"))
        if not before and not after:
            toponym = Toponym(words, number, number, sure=True)
            toponym.options = _options(toponym, tables)
            found.append(toponym)
    return found


def _named(words: Words, actors: list[Found], only_known: bool = False) -> set[int]:
    """Tokens that name people and bodies; those that only a label made a body may still be a place."""
    taken: set[int] = set()
    for actor in actors:
        known = actor.row not in (None, "text") or actor.resolved is not None or " " in (actor.name or "")
        if actor.kind == "person" and only_known and not known:
            continue
        if actor.kind != "person" and (actor.kind != "organisation" or (not known and actor.row == "text")):
            continue
        if actor.reference == "surname" and not known:
            continue
        first = actor.head
        while first > actor.start and words.pos[first - 1] == "PROPN" and words.ent[first - 1] == words.ent[first]:
            first -= 1
        # "the mayor of Riga" is a person, and Riga a place.
        title = actor.kind == "person" and any(words.pos[n] == "ADP" for n in range(actor.head + 1, actor.last + 1))
        taken.update(range(first, (actor.head if title else actor.last) + 1))
    return taken


def _options(toponym: Toponym, tables: Knowledge) -> list[Candidate]:
    text = toponym.text
    if not toponym.rows and text.lower() in NO_NAMES:
        return []
    rows = toponym.rows or _of_places(tables.names.get(text))
    if toponym.kind == "county":
        county = candidates(f"{text} County", (), tables)
        return county or candidates(text, rows, tables) or variants(text, tables)
    return candidates(text, rows, tables) or variants(text, tables)


def _of_places(uses: tuple[tuple[str, Row], ...]) -> tuple[tuple[str, Row], ...]:
    return tuple(
        (use, row)
        for use, row in uses
        if isinstance(row, Region) or (use in ("name", "capital") and isinstance(row, (Country, PartialState)))
    )


def _marked(words: Words, marked: Marked) -> Toponym | None:
    last = marked.last
    uses = _of_places(marked.hit.uses)
    if not uses or marked.part:
        return None
    kinds = {use for use, _ in marked.hit.uses}
    if "adjective" in kinds and "name" not in kinds and words.dep[last] in ("amod", "compound", "nmod"):
        return None
    if "capital" in kinds and "name" not in kinds and capital_acts(words, last):
        return None
    first = marked.first + 1 if words.low[marked.first] == "the" and marked.first < last else marked.first
    return Toponym(words, first, last, uses, sure=True)


def _unmarked(words: Words, taken: set[int], people: frozenset[str], tables: Knowledge) -> list[Toponym]:
    found: list[Toponym] = []
    number = 0
    while number < len(words):
        if (
            number in taken
            or not words.words[number][:1].isupper()
            or words.pos[number] not in ("PROPN", "NOUN", "ADJ")
        ):
            number += 1
            continue
        last = number
        while last + 1 < len(words) and last + 1 not in taken and _continues(words, last + 1):
            last += 1
        last = _hyphened(words, last)
        toponym = Toponym(words, number, last)
        if _is_place(toponym, people, tables):
            found.append(toponym)
        number = last + 1
    return found


def _coordinated(
    words: Words, found: list[Toponym], taken: set[int], people: frozenset[str], tables: Knowledge
) -> list[Toponym]:
    """Names beside places in a list, whatever their label: "in Natal and Gauteng", "Lindi, Mtwara and Ruvuma"."""
    places = {n for t in found for n in range(t.first, t.last + 1)}
    more: list[Toponym] = []
    for number in range(1, len(words)):
        joined = words.dep[number] == "conj" and words.heads[number] in places and number not in places | taken
        single = words.tag[number] == "NNP" and words.pos[number - 1] != "PROPN" and words.words[number] not in people
        if joined and single and tables.gazetteer.lookup(words.words[number]):
            more.append(Toponym(words, number, number, sure=True))
            places.add(number)
    return more


def _is_place(toponym: Toponym, people: frozenset[str], tables: Knowledge) -> bool:
    """By label; or by the words around a name that the gazetteer has; or a large town that is no person."""
    words, first, last = toponym.words, toponym.first, toponym.last
    label, located = words.ent[first], _located(words, first)
    person = first == last and words.words[first] in people
    if toponym.text.lower() in NO_NAMES:
        return False
    if label in _LABELS:
        toponym.sure = not person and (located or not _is_acronym(words.words[first]) or first != last)
        return not person or located
    if person or label in ("DATE", "TIME"):
        return False
    places = tables.gazetteer.lookup(toponym.text)
    if not places:
        return False
    if located or _datelined(words, first, last) or _handled(words, first, last):
        toponym.sure = True
        return True
    known = places[0].population >= _KNOWN_PROVINCE and places[0].feature_code in ("ADM1", "PPL", "PPLC")
    if label in ("ORG", "NORP", "PRODUCT") and known and len(toponym.text) > 4:
        return True
    alone = first == last and words.dep[first] in ("pobj", "dobj", "poss", "conj", "nsubj") and len(toponym.text) > 4
    if not alone or label in ("PERSON", "ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "FAC"):
        return False
    return places[0].population >= _KNOWN_TOWN and tables.gender(toponym.text) is None


def _datelined(words: Words, first: int, last: int) -> bool:
    """Whether a name in capitals opens a report: "NEWARK — Police said"."""
    after = words.words[last + 1] if last + 1 < len(words) else ""
    capitals = words.words[first].isupper() and len(words.words[first]) > 3
    return first == 0 and capitals and (after in DASHES or after == ",")


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) < 5


def _handled(words: Words, first: int, last: int) -> bool:
    """Whether something is done to a name that is done to places: "reached X", "shelled X"."""
    if first != last and words.words[first + 1] not in ("-", "‑"):
        return False
    verb = words.low[words.heads[last]]
    return bool(words.dep[last] == "dobj" and verb in TO_A_PLACE and words.tag[last] == "NNP")


def _hyphened(words: Words, last: int) -> int:
    """The last token of a name that hyphens tie together: "Mazar-i-Sharif"."""
    end = last
    while (
        end + 2 < len(words)
        and words.words[end + 1] in ("-", "‑", "–")
        and words.starts[end + 1] == words.ends[end]
        and words.starts[end + 2] == words.ends[end + 1]
        and words.pos[end + 2] in ("PROPN", "ADP", "DET", "X")
    ):
        end += 2
    return end if words.words[end][:1].isupper() else last


def _continues(words: Words, number: int) -> bool:
    if words.ent[number] != words.ent[number - 1] and words.words[number] not in GENERIC:
        return False
    if words.ent_begin[number] and words.words[number] not in GENERIC:
        return False
    word = words.words[number]
    if word in ("-", "of", "de", "del", "la", "al", "el", "upon", "on") and words.ent[number]:
        return number + 1 < len(words) and words.words[number + 1][:1].isupper() and bool(words.ent[number + 1])
    return word[:1].isupper() and words.pos[number] in ("PROPN", "NOUN", "ADJ")


def _located(words: Words, number: int) -> bool:
    """Whether the words before say that a place follows: "in X", "the city of X", "12 miles north of X"."""
    before = number - 1
    while before >= 0 and (words.low[before] == "the" or words.low[before] in SIDES):
        before -= 1
    if before < 0:
        return False
    if words.low[before] == "of" and before > 0:
        above = words.low[before - 1]
        return above in CITY or above in PROVINCE or above in OF_A_PLACE
    return words.low[before] in LOCATIVE or words.low[before] in CITY


def _kind(toponym: Toponym) -> str | None:
    words = toponym.words
    after = words.low[toponym.last + 1] if toponym.last + 1 < len(words) else ""
    before = words.low[toponym.first - 1] if toponym.first else ""
    if before == "of" and toponym.first > 1:
        before = words.low[toponym.first - 2]
    if _of_counties(words, toponym.last):
        return "county"
    if before in CITY:
        return "city"
    if after in PROVINCE or (before in PROVINCE and before != "states"):
        return "province"
    return None


def _tell_lists(words: Words, found: list[Toponym]) -> None:
    """In a list of countries or of states each name is one: "Oregon, Georgia and Washington"."""
    run: list[Toponym] = []
    for toponym in [*found, None]:
        joined = run and toponym is not None and set(words.low[run[-1].last + 1 : toponym.first]) <= _LISTING
        if toponym is not None and (joined or not run):
            run.append(toponym)
            continue
        for resolution, kind in ((1, "country"), (2, "province")):
            listed = [t for t in run if any(c.resolution == resolution and c.fame > _LISTED for c in t.options)]
            if len(listed) > 2 and 2 * len(listed) > len(run):
                for member in listed:
                    member.kind = member.kind or kind
        run = [toponym] if toponym is not None else []


def _of_counties(words: Words, last: int) -> bool:
    """Whether a name is one of a list of counties: "Lamar and Delta counties"."""
    number = last + 1
    while number < len(words) and (words.words[number] in (",", "and", "or", "&") or words.pos[number] == "PROPN"):
        number += 1
    listed = number < len(words) and words.low[number] == "counties"
    return listed and (number == last + 1 or words.words[last + 1] in (",", "and", "or", "&"))


def _containers(toponym: Toponym, following: list[Toponym], marks: list[Marked]) -> tuple[Container, ...]:
    """What the words say contains the place: "X, Texas", "X, in northern Y", "the Syrian city of X", "Texas's X"."""
    words = toponym.words
    found: list[Container] = []
    last = toponym.last
    for other in following:
        between = [word for word in words.low[last + 1 : other.first] if word not in SIDES]
        # A place that the gazetteer lacks may lie in a town as well: "Greenlane, Auckland".
        sizes = (1, 2) if toponym.options else (1, 2, 3, 4)
        big = [c for c in other.options if c.resolution in sizes]
        if not between or not set(between) <= _BETWEEN or between[0] in ("the", "of") or not big:
            break
        if toponym.kind in ("country", "province") and other.kind == toponym.kind:
            # One after the other in a list.
            break
        found.append(Container(big, other))
        last = other.last
    for marked in marks:
        if marked.last < toponym.first and toponym.first - marked.last <= 5:
            uses = [row for use, row in marked.hit.uses if use in ("adjective", "name") and isinstance(row, Country)]
            between = [word for word in words.low[marked.last + 1 : toponym.first] if word not in SIDES]
            if uses and between and (set(between) & (CITY | PROVINCE) or between in (["'s"], ["’s"])):
                code = uses[0].code
                found.append(Container([Candidate(uses[0].name, 9.0, None, None, code, None, "A", "PCLI")]))
    return tuple(found)
