"""What a text says a named person is: titles before the name, appositions and clauses behind it.

"Kenya's Interior Cabinet Secretary Kip Maro", "minister of mines and energy Tom Ekandjo", "Ali Haddad, a
spokesman for the army", "Jo Reyes, who heads the opposition Alba party": a minister whom no table
knows gets country, sectors and office from the words.
"""

from __future__ import annotations

import datetime

from tidings.knowledge import Knowledge, Role
from tidings.mentions.affiliation import Affiliation, affiliate, combine, role_at
from tidings.mentions.found import Found, Marked
from tidings.mentions.words import Words, left_edge

__all__ = [
    "FORMER",
    "HONORIFICS",
    "KIN",
    "OFFICIAL",
    "apposed_role",
    "describe",
    "gender_of",
    "is_former",
    "title_before",
]

HONORIFICS = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f",
    "dame": "f", "lady": "f", "dr": None, "dr.": None, "prof": None, "prof.": None, "mallam": "m", "malam": "m",
    "alhaji": "m", "alhaja": "f", "hajiya": "f", "haji": "m", "datuk": None, "dato": "m", "dato'": "m", "dato’": "m",
    "seri": None, "sri": None, "tun": None, "datin": "f", "puan": "f", "encik": "m", "shri": "m", "smt": "f", "smt.": "f",
    "rev": None, "rev.": None, "hon": None, "hon.": None, "honourable": None, "honorable": None, "engr": None,
    "engr.": None, "barr": None, "barr.": None, "otunba": "m", "daw": "f", "khun": None, "señor": "m", "senor": "m",
    "don": "m", "doña": "f", "monsieur": "m", "madame": "f", "mme": "f", "mme.": "f", "herr": "m", "frau": "f",
    "comrade": None, "cde": None, "cde.": None, "baroness": "f", "baron": "m", "viscount": "m", "sayyid": "m",
    "sayyed": "m", "maulana": "m", "begum": "f", "arch": None, "arch.": None, "sheikh": "m", "shaikh": "m",
}  # fmt: skip
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
_HEADING = frozenset("heads headed leads led leading heading chairs chaired runs ran founded represents".split())
_FEMALE = frozenset(
    (
        "woman actress wife mother daughter sister girl schoolgirl spokeswoman queen princess chairwoman congresswoman "
        "businesswoman policewoman servicewoman grandmother aunt niece widow waitress heiress nun girlfriend "
        "stepmother granddaughter first-lady"
    ).split()
)
_MALE = frozenset(
    (
        "man actor husband father son brother boy schoolboy spokesman king prince chairman congressman businessman "
        "policeman serviceman grandfather uncle nephew widower monk priest imam boyfriend stepfather grandson gunman"
    ).split()
)
_SAID = ("'s", "’s", "'", "’")
_TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ", "DET", "PART"})
# How far a title with its complement may reach before a name, and an apposition behind it, in tokens.
_TITLE_REACH = 10
_APPOSED_REACH = 9
_APPOSED_END = 16

# First, head and last token of a description, and the token at the top of its clause.
_Span = tuple[int, int, int, int | None]


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
            return not any(words.low[n] in _SAID for n in range(number, head))
    return False


def gender_of(word: str) -> str | None:
    """Give the gender that a noun tells: `m`, `f` or nothing.

    Args:
        word: a noun in lower case.
    """
    return "f" if word in _FEMALE else "m" if word in _MALE else None


def title_before(words: Words, tables: Knowledge, first: int) -> int | None:
    """Find where a title with a complement begins that runs up to a name: "minister of mines and energy Tom
    Ekandjo", which the parse takes for two phrases.

    Args:
        words: the tokens of a sentence.
        tables: the knowledge tables.
        first: the first token of the name.

    Returns:
        The first token of the title, nothing where there is none.
    """
    for number in range(first - 1, max(-1, first - 1 - _TITLE_REACH), -1):
        if words.low[number] in ("of", "for"):
            role = role_at(words, tables, max(0, number - 4), number - 1) if number else None
            if role is None or role[0].kind not in ("person", "office") or role[1] or number == first - 1:
                return None
            return min(role[2], left_edge(words, number - 1))
        if words.pos[number] not in _TITLE_POS and words.words[number] not in (",", "&"):
            return None
    return None


def describe(
    actor: Found,
    first: int,
    tables: Knowledge,
    marks: list[Marked],
    date: datetime.date | None,
) -> None:
    """Fill in country, sectors, office, titles and gender of a named person from the words around the name.

    Args:
        actor: the person, whose tokens begin with the title; changed in place.
        first: the first token of the name itself.
        tables: the knowledge tables.
        marks: the names of the tables in the sentence.
        date: the article's date.
    """
    words = actor.words
    titles: list[str] = []
    found = _from_title(actor, first, titles, tables, marks, date)
    for number in range(actor.start, first):
        actor.gender = actor.gender or HONORIFICS.get(words.low[number]) or gender_of(words.low[number])
    for tokens in _descriptions(words, actor.head, actor.last, tables):
        child = tokens[3]
        role = role_at(words, tables, tokens[0], tokens[1])
        plural = words.tag[tokens[1]] in ("NNS", "NNPS")
        if plural or (role is None and (child is None or words.dep[child] != "relcl")):
            continue
        more = _described(words, tables, marks, tokens, role, date)
        # Of a title and an apposition the title's sectors come first, and a country of either.
        found = found.joined(more) if not found.sectors or more.code is None or found.code is None else found
        actor.gender = actor.gender or gender_of(words.low[tokens[1]])
        if role:
            titles.append(role[0].name)
            actor.office = actor.office or (role[0].office if "ELI" not in more.sectors else None)
    actor.titles = tuple(dict.fromkeys(titles))
    actor.code, actor.sectors = found.code, found.sectors
    actor.row = found.row.reference if found.row else "text"


def _from_title(
    actor: Found, first: int, titles: list[str], tables: Knowledge, marks: list[Marked], date: datetime.date | None
) -> Affiliation:
    """What the words before a name say: the last role noun is the title, what stands before it whose."""
    words, start = actor.words, actor.start
    stop = first
    while stop > start and (words.low[stop - 1] in HONORIFICS or words.pos[stop - 1] == "PUNCT"):
        stop -= 1
    heads = [n for n in range(start, stop) if words.low[n + 1] in ("of", "for") and n + 1 < stop]
    head = heads[0] if heads and role_at(words, tables, start, heads[0]) else stop - 1
    named = (role_at(words, tables, start, n) for n in range(start, stop))
    titles.extend(role[0].name for role in named if role)
    role = role_at(words, tables, start, head) if head >= start else None
    if role is None:
        found = affiliate(words, tables, marks, (start, first), date)
        earlier = (role_at(words, tables, start, n) for n in range(stop - 1, start - 1, -1))
        title = next((r for r in earlier if r), None)
        actor.office = title[0].office if title else None
    else:
        found = _described(words, tables, marks, (start, head, stop - 1, None), role, date)
        actor.office = role[0].office
    if is_former(words, start, stop, stop) and OFFICIAL & set(found.sectors):
        found = Affiliation(found.code, ("ELI",), found.row)
    if "ELI" in found.sectors:
        actor.office = None
    return found


def _described(
    words: Words,
    tables: Knowledge,
    marks: list[Marked],
    tokens: _Span,
    role: tuple[Role, bool, int] | None,
    date: datetime.date | None,
) -> Affiliation:
    """What an apposition or a relative clause says: "a spokesman for the army", "who heads the union"."""
    first, head, last, _ = tokens
    if role is None:
        return affiliate(words, tables, marks, (first, last + 1), date)
    before = affiliate(words, tables, marks, (first, role[2]), date)
    if before.code is None:
        # The country may be inside the title's own words: "US Secretary of State".
        inside = affiliate(words, tables, marks, (first, head + 1), date)
        before = Affiliation(inside.code, before.sectors, before.row or inside.row)
    after = affiliate(words, tables, marks, (head + 1, last + 1), date)
    owned = any(words.low[n] in _SAID for n in range(first, role[2]))
    found = combine(role[0], before, after, owned)
    kin = role[0].name in KIN and {"GOV", "ELI"} & {*before.sectors, *after.sectors}
    if kin or (is_former(words, first, role[2], head) and OFFICIAL & set(found.sectors)):
        return Affiliation(found.code, ("ELI",), found.row)
    return found


def apposed_role(words: Words, end: int, tables: Knowledge) -> _Span | None:
    """Find a role noun in apposition behind a name, by the comma where the parse ties it elsewhere: "Park Min-su,
    a spokesman for the army, said".

    Args:
        words: the tokens of a sentence.
        end: the last token of the name.
        tables: the knowledge tables.
    """
    first = end + 2
    if first >= len(words) or words.words[end + 1] != ",":
        return None
    stop = min(first + _APPOSED_REACH, len(words))
    for number in range(first, stop):
        if words.pos[number] in ("VERB", "AUX", "PRON", "SCONJ") or words.words[number] in (",", ";"):
            return None
        following = words.pos[number + 1] if number + 1 < len(words) else ""
        if words.pos[number] not in ("NOUN", "PROPN") or following in ("NOUN", "PROPN", "PART"):
            continue
        role = role_at(words, tables, first, number)
        if role is None or role[1] or words.tag[number] in ("NNS", "NNPS"):
            return None
        return (first, number, _clause_end(words, number), number) if role[0].kind in ("person", "office") else None
    return None


def _clause_end(words: Words, noun: int) -> int:
    """The last token before the comma, the verb or the full stop that ends an apposition."""
    last = noun
    while last + 1 < len(words) and last - noun < _APPOSED_END:
        if words.pos[last + 1] in ("VERB", "AUX", "SCONJ", "PRON") or words.words[last + 1] in (
            ",",
            ".",
            ";",
            "—",
            "–",
        ):
            break
        last += 1
    return last


def _descriptions(words: Words, head: int, end: int, tables: Knowledge) -> list[_Span]:
    """The nouns that say what a name is: what it stands in apposition to ("the minister, Ali"), then
    appositions and relative clauses behind it."""
    found: list[_Span] = []
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
    loose = apposed_role(words, end, tables)
    if loose is not None and all(loose[1] != span[1] for span in found):
        found.append(loose)
    return found


def _said_of(words: Words, child: int, head: int) -> int | None:
    """The noun that an apposition or relative clause ties to a name."""
    if child < head:
        return None
    noun: int | None = None
    if words.dep[child] == "appos":
        noun = child
    elif words.dep[child] == "relcl":
        if words.low[child] in _HEADING:
            noun = words.child(child, "dobj")
        elif words.low[child] in ("is", "was"):
            noun = words.child(child, "attr")
    return None if noun is None or noun - head > 25 else noun


def _described_to(words: Words, noun: int) -> int:
    """The last token of a noun's "of", "for" or "at" phrase, else the noun."""
    last = noun
    for prep in words.children[noun]:
        if words.dep[prep] == "prep" and words.low[prep] in ("of", "for", "at", "with", "in", "from"):
            inner = words.child(prep, "pobj")
            last = max(last, inner) if inner is not None and inner - noun < 14 else last
    return last
