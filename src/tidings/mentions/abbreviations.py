"""Abbreviations as an article uses them: "All Nippon Airways (ANA)" makes "ANA" that airline here, whatever
else the tables know by that name; "NPA" in a page on South Africa is no army of the Philippines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tidings.knowledge import Hit, Knowledge, Organisation
from tidings.knowledge.rows import Row
from tidings.mentions.found import Found
from tidings.mentions.words import Words

__all__ = ["apply_definitions", "countries_told", "find_definitions", "own_hits"]

_EXPLAINED = re.compile(
    r"(?<![\w-])(?P<name>(?:[^\W\d_][\w.'’&-]{0,60}[ ,]{1,2}){1,9})\((?:the )?(?P<short>[A-Z][\w&.-]{1,9})\)"
)
# Something stands between any two words: where nothing need, a long word is cut in more ways than can be tried.
_TURNED = re.compile(
    r"(?<![\w-])(?P<short>[A-Z]\w{2,9}) \((?P<name>[^\W\d_][\w'’&-]*(?:(?:, ?| )[^\W\d_][\w'’&-]*){0,8},? ?)\)"
)
_LONGEST_SHORT = 4
_INTERNATIONAL = frozenset({"IGO", "NGO", "MNC", "UNO", "EUR", "ISM", "IMG"})
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la", "al", "a", "an", "to"])


def find_definitions(texts: Iterable[str]) -> dict[str, str]:
    """Find the abbreviations that sentences explain; the first explanation counts.

    Args:
        texts: the sentences of an article.
    """
    found: dict[str, str] = {}
    for text in texts:
        if "(" not in text:
            continue
        for match in _EXPLAINED.finditer(text):
            name = _expansion(match["name"].split(), match["short"])
            if name is not None:
                found.setdefault(match["short"], name)
        for match in _TURNED.finditer(text):
            # "Isis (Institute of Strategic and International Studies)"
            if _expansion(match["name"].split(), match["short"].upper()) == match["name"].strip(" ,"):
                found.setdefault(match["short"], match["name"].strip(" ,"))
    return found


def _expansion(words: list[str], short: str) -> str | None:
    """The words before a bracket that the letters in it stand for: as few as bear them all."""
    letters = [char.casefold() for char in short if char.isalnum()]
    if len(letters) < 2 or sum(char.isupper() for char in short) < 2:
        return None
    for count in range(1, len(words) + 1):
        tail = words[-count:]
        if tail[0].casefold() in _SMALL or not tail[0][:1].isupper():
            continue
        initials = [part[:1].casefold() for word in tail for part in word.replace("-", " ").split() if part]
        big = [i for i, word in zip(initials, tail, strict=False) if word.casefold() not in _SMALL]
        if letters in (initials, big) or _spelled(letters, big, tail):
            return " ".join(tail).strip(" ,")
    return None


def _spelled(letters: list[str], initials: list[str], words: list[str]) -> bool:
    """Whether the last word lends more than its initial: "Korean Central Television (KCTV)"."""
    count = len(initials)
    if count < 3 or not count < len(letters) <= count + 2 or letters[:count] != initials:
        return False
    rest = iter(words[-1].casefold()[1:])
    return all(letter in rest for letter in letters[count:])


def countries_told(hits: Iterable[Hit]) -> set[str]:
    """Give the codes of the countries that an article speaks of by names that are no abbreviations.

    Args:
        hits: the names of the tables in the whole article.
    """
    told: set[str] = set()
    for hit in hits:
        if not _is_short(hit.name):
            for _, row in hit.uses:
                code = getattr(row, "code", None) or getattr(row, "country", None)
                if code:
                    told.add(code)
    return told


def own_hits(hits: list[Hit], definitions: dict[str, str], told: set[str], tables: Knowledge) -> list[Hit]:
    """Give names of the tables as the article uses them.

    An abbreviation that it explains is what it says; one of a party, armed group or body of a
    country that the article does not speak of is somebody else's.

    Args:
        hits: names found in a sentence.
        definitions: the article's abbreviations.
        told: the countries that the article speaks of.
        tables: the knowledge tables.
    """
    kept = []
    for hit in hits:
        name = definitions.get(hit.name)
        uses = hit.uses if name is None else tables.names.get(name)
        if name is None and told and _is_short(hit.name):
            uses = tuple(use for use in uses if not _elsewhere(use[1], told))
        if uses:
            kept.append(hit if uses == hit.uses else replace(hit, uses=uses))
    return kept


def _is_short(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and len(letters) <= _LONGEST_SHORT


def _elsewhere(row: Row, told: set[str]) -> bool:
    """Whether a row is a body of one country that the article does not speak of; papers of the United States
    and Britain name their own without the country."""
    if not isinstance(row, Organisation) or row.code is None or row.code in told or "JRN" in row.sectors:
        return False
    national = row.code not in _INTERNATIONAL
    return national and (row.table != "organisations" or row.code not in ("USA", "GBR"))


def apply_definitions(
    sentences: list[tuple[Words, list[Found]]], definitions: dict[str, str], tables: Knowledge
) -> None:
    """Give each explained abbreviation the actor that its full name stands for, in place.

    Args:
        sentences: the tokens and the actors of each sentence.
        definitions: the article's abbreviations.
        tables: the knowledge tables.
    """
    for short, name in definitions.items():
        if tables.names.get(name):
            continue
        full = next((a for _, actors in sentences for a in actors if _is_named(a, name)), None)
        if full is None:
            continue
        if full.name is None:
            full.kind, full.name = "organisation", name
        for words, actors in sentences:
            _apply(words, actors, short, full)


def _is_named(actor: Found, name: str) -> bool:
    if actor.kind not in ("organisation", "people", "role"):
        return False
    return actor.name == name or actor.text.removeprefix("the ").removeprefix("The ") == name


def _apply(words: Words, actors: list[Found], short: str, full: Found) -> None:
    covered: set[int] = set()
    for actor in actors:
        covered.update(range(actor.start, actor.last + 1))
        if words.span(actor.head, actor.last) == short and actor.kind != "pronoun":
            _copy(actor, full)
    for number, word in enumerate(words.words):
        if word == short and number not in covered:
            actors.append(_copy(Found(words, number, number, number, "organisation"), full))
    actors.sort(key=lambda actor: (actor.start, -actor.last))


def _copy(actor: Found, full: Found) -> Found:
    actor.kind, actor.name, actor.code, actor.sectors = "organisation", full.name, full.code, full.sectors
    actor.row, actor.reference, actor.office, actor.noun = full.row, None, full.office, full.noun
    return actor
