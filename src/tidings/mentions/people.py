"""People: who they are by table at the article's date, or what the text says of them."""

from __future__ import annotations

import datetime

from tidings.knowledge import Knowledge, Person, Role
from tidings.mentions.affiliation import Affiliation, affiliate, combine, role_at
from tidings.mentions.found import Found, Marked
from tidings.mentions.words import Phrase, Words, left_edge

__all__ = ["FORMER", "HONORIFICS", "apply_person", "best_term", "named_person", "table_person"]

HONORIFICS = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f",
    "dame": "f", "lady": "f", "dr": None, "dr.": None, "prof": None, "prof.": None,
}  # fmt: skip
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_HEADS = frozenset(
    [
        "heads",
        "headed",
        "leads",
        "led",
        "leading",
        "heading",
        "chairs",
        "chaired",
        "runs",
        "ran",
        "founded",
        "represents",
    ]
)
_FEMALE = frozenset(
    [
        "woman",
        "actress",
        "wife",
        "mother",
        "daughter",
        "sister",
        "girl",
        "spokeswoman",
        "queen",
        "princess",
        "chairwoman",
    ]
)
_MALE = frozenset(
    ["man", "actor", "husband", "father", "son", "brother", "boy", "spokesman", "king", "prince", "chairman"]
)
FORMER = frozenset(["former", "ex", "late", "deposed", "ousted", "onetime", "ex-president", "retired", "toppled"])
# Whoever held an office of these sectors, and does no more, is of PLOVER's sector ELI.
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY"})
# Relatives of officials are of PLOVER's sector ELI as well (codebook, sector codes).
KIN = frozenset(
    (
        "wife husband widow widower son daughter brother sister mother father uncle aunt nephew niece cousin family "
        "relative sibling spouse grandson granddaughter son-in-law daughter-in-law brother-in-law sister-in-law "
        "father-in-law mother-in-law ex-wife ex-husband"
    ).split()
)
_ELDER = datetime.date.min


def best_term(rows: tuple[Person, ...], date: datetime.date | None) -> Person:
    """Choose the row of a person that fits the article's date: held then, else the last one before.

    Args:
        rows: the rows of one person.
        date: the article's date; without one the latest row is taken.
    """
    held = [row for row in rows if row.holds(date)]
    if held:
        ranked = sorted(held, key=lambda row: (row.table == "leaders", row.since or _ELDER))
        return ranked[-1]
    before = [row for row in rows if row.since is None or date is None or row.since <= date]
    pool = before or list(rows)
    return max(pool, key=lambda row: row.until or _ELDER) if before else min(pool, key=lambda row: row.since or _ELDER)


def apply_person(actor: Found, rows: tuple[Person, ...], date: datetime.date | None) -> Found:
    """Fill in what the tables know of a person at the article's date.

    A person who no longer holds the office is a former official: PLOVER's sector ELI, no office.

    Args:
        actor: the actor, changed in place.
        rows: the rows of one person.
        date: the article's date.
    """
    return _fill_row(actor, best_term(rows, date), date)


def _fill_row(actor: Found, row: Person, date: datetime.date | None) -> Found:
    actor.kind, actor.name, actor.code, actor.row = "person", row.name, row.country, row.reference
    actor.gender, actor.surnames = row.gender, row.surnames
    if row.holds(date):
        actor.sectors, actor.office = row.sectors, row.office
    elif date is not None and row.until is not None and row.until < date:
        actor.sectors, actor.office = ("ELI",), None
    else:
        actor.sectors, actor.office = (), None
    return actor


def table_person(
    base: Found, marked: Marked, tables: Knowledge, marks: list[Marked], date: datetime.date | None
) -> Found:
    """Give a person whom the tables name in full; of namesakes the one in office at the date.

    Where no row of theirs holds at the date, a title before the name says what they are.

    Args:
        base: where the words stand.
        marked: the name.
        tables: the knowledge tables.
        marks: the names of the tables in the sentence.
        date: the article's date.
    """
    rows = tuple(row for _, row in marked.hit.uses if isinstance(row, Person))
    names = {row.name for row in rows}
    terms = tables.terms(best_term(rows, date).name if len(names) > 1 else rows[0].name)
    row = best_term(terms, date)
    actor = _fill_row(base, row, date)
    title = _title(actor, marked.first, tables)
    if title is None or row.holds(date) or (row.until is not None and date is not None and row.until < date):
        return actor
    office = title.office or ""
    fitting = [term for term in terms if office and (term.office == office or term.office.endswith(" " + office))]
    if fitting:
        actor.sectors, actor.office, actor.row = fitting[0].sectors, fitting[0].office, fitting[0].reference
    else:
        found = affiliate(actor.words, tables, marks, (actor.start, marked.first), date)
        actor.sectors, actor.office = found.sectors, title.office
    return actor


def is_former(words: Words, first: int, stop: int, head: int) -> bool:
    """Tell whether a word such as "former" stands before a title and belongs to it.

    Args:
        words: the tokens of a sentence.
        first: the first token of the phrase.
        stop: the token after the last that may be that word.
        head: the head of the phrase.
    """
    for number in range(first, stop):
        if words.low[number] in FORMER and (words.pos[number] != "ADV" or words.low[number] == "ex"):
            return not any(words.low[n] in ("'s", "’s", "'", "’") for n in range(number, head))
    return False


def _title(actor: Found, stop: int, tables: Knowledge) -> Role | None:
    """The office or role noun before a name; none where it is a former one."""
    words = actor.words
    if any(words.low[n] in FORMER for n in range(actor.start, stop)):
        return None
    found = (role_at(words, tables, actor.start, n) for n in range(stop - 1, actor.start - 1, -1))
    title = next((role for role in found if role), None)
    return title[0] if title else None


def named_person(
    words: Words,
    phrase: Phrase,
    tables: Knowledge,
    marks: list[Marked],
    date: datetime.date | None,
    titled: bool = False,
) -> Found | None:
    """Give a person whom the text names: by entity label, or by a title before capitalised words.

    Args:
        words: the tokens of the sentence.
        phrase: the noun phrase that ends in the name.
        tables: the knowledge tables.
        marks: the names of the tables in the sentence.
        date: the article's date.
        titled: take the name only where an honorific or an office stands before it.
    """
    head = phrase.head
    first = _name_start(words, phrase, tables)
    if first is None or (titled and first == phrase.start) or _is_byname(words, phrase.start):
        return None
    if titled and words.low[first - 1] not in HONORIFICS and not _entitles(words, tables, phrase, first):
        return None
    last = _name_end(words, head)
    name = words.span(first, last)
    actor = Found(words, phrase.start, head, last, "person", name=name)
    parts = [part for part in name.split() if part.lower() not in _SUFFIXES]
    actor.surnames = tuple(parts[-1:])
    if len(parts) == 1:
        actor.reference = "surname"
    _describe(actor, first, phrase, tables, marks, date)
    actor.gender = actor.gender or (tables.gender(parts[0]) if len(parts) > 1 else None)
    return actor


def _is_byname(words: Words, start: int) -> bool:
    """Whether "the" and what follows ends a name: "Peter the Great"."""
    inside = start > 0 and words.ent[start] == words.ent[start - 1] == "PERSON" and not words.ent_begin[start]
    return bool(inside and words.low[start] == "the")


def _entitles(words: Words, tables: Knowledge, phrase: Phrase, first: int) -> bool:
    """Whether the noun before a capitalised word makes it a person's name: "the spokesman Ali", "President
    Ali", not "the Treasury Board"."""
    title = role_at(words, tables, phrase.start, first - 1)
    if title is None or title[0].kind not in ("person", "office") or title[1]:
        return False
    if words.words[first - 1].islower():
        return True
    return words.ent[phrase.head] in ("", "PERSON") and words.pos[phrase.start] != "DET"


def _name_end(words: Words, head: int) -> int:
    """The last token of a name that hyphens tie together, for the parse may take "Park Min" of "Park Min-su",
    or that a byname ends: "Peter the Great"."""
    last = head
    if last + 2 < len(words) and _is_byname(words, last + 1) and words.ent[last + 2] == "PERSON":
        return last + 2
    while (
        last + 2 < len(words)
        and words.words[last + 1] in ("-", "‑")
        and words.starts[last + 1] == words.ends[last]
        and words.starts[last + 2] == words.ends[last + 1]
        and (words.ent[last + 2] == "PERSON" or words.words[last + 2][:1].isupper())
    ):
        last += 2
    return last


def _name_start(words: Words, phrase: Phrase, tables: Knowledge) -> int | None:
    """The first token of the name itself: capitalised words before the head that are no title."""
    first = phrase.head
    hyphened = first > 1 and words.words[first - 1] in ("-", "‑") and words.ent[first] == "PERSON"
    if not words.words[first][:1].isupper() and not hyphened:
        return None
    while first > phrase.start:
        before = first - 1
        if words.ent[first] == "PERSON" and words.ent_begin[first] and words.ent[before] != "PERSON":
            break
        if words.pos[before] not in ("PROPN", "ADJ", "PUNCT") or words.low[before] in HONORIFICS:
            break
        if not words.words[before][:1].isupper() and words.low[before] not in ("-", "al", "bin", "de", "van"):
            break
        if words.ent[before] not in ("PERSON", "") or role_at(words, tables, before, before) is not None:
            break
        first = before
    while first < phrase.head and (words.low[first] in HONORIFICS or words.pos[first] == "PUNCT"):
        first += 1
    return first


def _describe(
    actor: Found,
    first: int,
    phrase: Phrase,
    tables: Knowledge,
    marks: list[Marked],
    date: datetime.date | None,
) -> None:
    """Country, sectors, office and gender from the title, an apposition or a relative clause."""
    words = actor.words
    found = affiliate(words, tables, marks, (phrase.start, first), date)
    named = (role_at(words, tables, phrase.start, n) for n in range(phrase.start, first))
    titles = [role[0].name for role in named if role]
    title = next((role_at(words, tables, phrase.start, n) for n in range(first - 1, phrase.start - 1, -1)), None)
    if title:
        actor.office = title[0].office
    for number in range(phrase.start, first):
        actor.gender = actor.gender or HONORIFICS.get(words.low[number]) or _gender(words.low[number])
    for tokens in _descriptions(words, phrase.head, actor.last):
        child = tokens[3]
        role = role_at(words, tables, tokens[0], tokens[1])
        plural = words.tag[tokens[1]] in ("NNS", "NNPS")
        if plural or (role is None and (child is None or words.dep[child] != "relcl")):
            continue
        found = found.joined(_described(words, tables, marks, tokens, role, date))
        actor.gender = actor.gender or _gender(words.low[tokens[1]])
        if role:
            titles.append(role[0].name)
            actor.office = actor.office or role[0].office
    actor.titles = tuple(titles)
    _fill(actor, found)


def _described(
    words: Words,
    tables: Knowledge,
    marks: list[Marked],
    tokens: tuple[int, int, int, int | None],
    role: tuple[Role, bool, int] | None,
    date: datetime.date | None,
) -> Affiliation:
    """What an apposition or a relative clause says: "a spokesman for the army", "who heads the union"."""
    first, head, last, _ = tokens
    if role is None:
        return affiliate(words, tables, marks, (first, last + 1), date)
    before = affiliate(words, tables, marks, (first, role[2]), date)
    after = affiliate(words, tables, marks, (head + 1, last + 1), date)
    owned = any(words.low[n] in ("'s", "’s", "'", "’") for n in range(first, role[2]))
    found = combine(role[0], before, after, owned)
    kin = role[0].name in KIN and {"GOV", "ELI"} & {*before.sectors, *after.sectors}
    if kin or (is_former(words, first, role[2], head) and OFFICIAL & set(found.sectors)):
        return Affiliation(found.code, ("ELI",), found.row)
    return found


def _fill(actor: Found, found: Affiliation) -> None:
    actor.code, actor.sectors = found.code, found.sectors
    actor.row = found.row.reference if found.row else "text"


def _gender(word: str) -> str | None:
    return "f" if word in _FEMALE else "m" if word in _MALE else None


def _descriptions(words: Words, head: int, end: int) -> list[tuple[int, int, int, int | None]]:
    """The nouns that say what a name is: what it stands in apposition to ("the minister, Ali"), then
    appositions and relative clauses behind it; first, head and last token, and the clause's top."""
    found: list[tuple[int, int, int, int | None]] = []
    above, before = words.heads[head], left_edge(words, head) - 1
    if words.dep[head] != "appos" and before >= 0 and words.tag[before] == "NN" and words.dep[before] == "nsubj":
        # "The lawyer Greta Holm": two subjects, in a parse that missed the apposition.
        above = before
    if above < head and (above == before or words.dep[head] == "appos") and words.pos[above] in ("NOUN", "PROPN"):
        found.append((left_edge(words, above), above, min(_described_to(words, above), head - 1), None))
    for child in words.children[head]:
        noun = _said_of(words, child, head)
        if noun is not None:
            found.append((max(head + 1, left_edge(words, noun)), noun, _described_to(words, noun), child))
    return found or _loose_apposition(words, end)


def _loose_apposition(words: Words, end: int) -> list[tuple[int, int, int, int | None]]:
    """ "Park Min-su, a spokesman for the army, said": told by the commas where the parse ties it elsewhere."""
    first = end + 2
    if first >= len(words) or words.words[end + 1] != ",":
        return []
    noun = next((n for n in range(first, min(first + 8, len(words))) if words.pos[n] == "NOUN"), None)
    while noun is not None and noun + 1 < len(words) and words.pos[noun + 1] == "NOUN":
        noun += 1
    if noun is None or words.tag[noun] != "NN" or left_edge(words, noun) != first:
        return []
    last = _described_to(words, noun)
    return [(first, noun, last, noun)] if last + 1 < len(words) and words.words[last + 1] in (",", ".") else []


def _said_of(words: Words, child: int, head: int) -> int | None:
    """The noun that an apposition or relative clause ties to a name."""
    if child < head:
        return None
    noun: int | None = None
    if words.dep[child] == "appos":
        noun = child
    elif words.dep[child] == "relcl":
        if words.low[child] in _HEADS:
            noun = words.child(child, "dobj")
        elif words.low[child] in ("is", "was"):
            noun = words.child(child, "attr")
    return None if noun is None or noun - head > 25 else noun


def _described_to(words: Words, noun: int) -> int:
    """The last token of a noun's "of" or "for" phrase, else the noun."""
    last = noun
    for prep in words.children[noun]:
        if words.dep[prep] == "prep" and words.low[prep] in ("of", "for"):
            inner = words.child(prep, "pobj")
            last = inner if inner is not None and inner - noun < 10 else last
    return last
