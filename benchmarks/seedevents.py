"""What events must come out of the seed page, and which must not: the table of `seed/expected.md` as checks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tidings.mentions.geography import kilometres
from tidings.records import Article, Entity, Event

__all__ = ["KIM", "PUTIN", "Check", "Party", "absence_checks", "event_checks", "fold", "own_words_check"]

_DAY = datetime.date(2023, 9, 13)
_COSMODROME = (51.9, 128.3)
_NEAR_KM = 40.0
_FOLDED = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must come out, and whether it did."""

    name: str
    passed: bool
    required: bool = True


@dataclass(frozen=True, slots=True)
class Party:
    """A party as expected: its code, and its name and sector where the table gives them."""

    code: str
    name: str = ""
    sector: str = ""

    def among(self, entities: Sequence[Entity]) -> bool:
        """Whether one of the entities is this party."""
        return any(
            e.code == self.code
            and (not self.sector or self.sector in e.sector)
            and any(self.name in name for name in (e.identifier_text, e.resolved, e.entity_text) if name)
            for e in entities
        )


Test = Callable[[Event], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the table of events: types, parties, and its other cells as named tests.

    `never` is a word that reports another event: one told by it cannot be this one.
    """

    name: str
    types: tuple[str, ...]
    actor: Party
    recipient: Party | None
    historical: bool
    tests: tuple[tuple[str, Test], ...]
    required: bool = True
    never: str = ""


KIM, PUTIN = Party("PRK", "Kim Jong Un", "GOV"), Party("RUS", "Putin", "GOV")
_KOREA, _RUSSIA, _UKRAINE = Party("PRK"), Party("RUS"), Party("UKR")
# What is no event: where it stands on the page, and the type whose joined mention may stand there.
_NOT_EVENTS = (
    ("what Putin compared the war to", r"himself compared", None),
    ("Peter the Great's conquests", r"conquests of .{0,60}Peter the Great", None),
    ("the agenda items", r"economic cooperation.{0,80}agenda items", None),
    ("the TV channel", r"TV channel shows", None),
    ("the 40 seconds", r"lasted about 40 seconds", None),
    ("the armoured train", r"travelled .{0,80}train", "CONSULT"),
)


def _certainty(wanted: str) -> tuple[str, Test]:
    return wanted, lambda e: e.attribution.certainty == wanted


def _mode(wanted: str) -> tuple[str, Test]:
    return f"mode {wanted}", lambda e: wanted in e.mode


def _context(*wanted: str) -> tuple[str, Test]:
    return f"context {' or '.join(wanted)}", lambda e: bool(set(wanted) & set(e.context))


def _country(wanted: str) -> tuple[str, Test]:
    return f"in {wanted}", lambda e: e.event_loc is not None and e.event_loc.country_code == wanted


def _at_cosmodrome(event: Event) -> bool:
    place = event.event_loc
    if place is None or place.lat is None or place.lon is None:
        return False
    return kilometres(place.lat, place.lon, *_COSMODROME) <= _NEAR_KM


def _toward_sea(event: Event) -> bool:
    place = event.event_loc
    return place is not None and ("sea" in place.extracted_place.lower() or "toward" in (place.relation or ""))


_ON_THE_DAY: tuple[str, Test] = ("on 2023-09-13", lambda e: e.date == _DAY)
_EVENTS = (
    Wanted("support", ("SUPPORT", "AGREE"), KIM, _RUSSIA, False, (_ON_THE_DAY, _certainty("asserted"))),
    Wanted(
        "visit", ("CONSULT",), KIM, PUTIN, False,
        (
            _mode("visit"), ("with Kim Yo Jong", lambda e: Party("PRK", "Kim Yo Jong").among(e.actor)), _ON_THE_DAY,
            ("within 40 km of the cosmodrome", _at_cosmodrome), _country("RUS"), _certainty("asserted"),
            ("its mentions are one event", lambda e: len(e.mentions) >= 6),
        ),
    ),
    Wanted(
        "ammunition", ("REQUEST",), PUTIN, _KOREA, False,
        (
            _mode("assist"), _certainty("uncertain"), ("source unnamed", lambda e: e.attribution.source is None),
            _context("military"),
        ),
    ),
    Wanted(
        "technology", ("REQUEST",), KIM, _RUSSIA, False,
        (
            _mode("assist"), _certainty("uncertain"), ("source", lambda e: e.attribution.source_text == "Experts"),
            _context("military", "intelligence", "technology"),
        ),
    ),
    Wanted(
        "missiles", ("MOBILIZE",), _KOREA, None, False,
        (
            _mode("weapons"), _ON_THE_DAY, ("date is relative", lambda e: e.date_basis == "relative"),
            ("toward the sea", _toward_sea), _certainty("asserted"),
        ),
    ),
    Wanted("invasion", ("ASSAULT",), _RUSSIA, _UKRAINE, True, (_country("UKR"),)),
    Wanted(
        "2019 meeting", ("CONSULT",), Party("PRK", "Kim"), Party("RUS", "Putin"), True,
        (("in 2019", lambda e: e.date is not None and e.date.year == 2019 and e.date_precision == "year"),), False,
        never="holding",  # the talks of the day, which are no background
    ),
)  # fmt: skip


def fold(text: str) -> str:
    """Fold quotation marks and white space."""
    return " ".join(text.translate(_FOLDED).split())


def event_checks(leaders: Sequence[Event]) -> Iterator[Check]:
    """Check each row of the table of events.

    Args:
        leaders: the leading events of the page.
    """
    for wanted in _EVENTS:
        ranked = sorted((_fit(wanted, e), e.confidence, e.id, e) for e in leaders if _may_be(wanted, e))
        best = ranked[-1][-1] if ranked else None
        yield Check(f"{wanted.name}: type and parties", bool(ranked) and ranked[-1][0] == 2, wanted.required)
        if wanted.historical:
            yield Check(f"{wanted.name}: historical", best is not None, wanted.required)
        for name, test in wanted.tests:
            yield Check(f"{wanted.name}: {name}", best is not None and test(best), wanted.required)


def _may_be(wanted: Wanted, event: Event) -> bool:
    if event.event[0] not in wanted.types or not _fit(wanted, event):
        return False
    if wanted.never and any(wanted.never in words for words in event.event_text):
        return False
    return wanted.historical == ("historical" in event.auxiliary)


def _fit(wanted: Wanted, event: Event) -> int:
    """How many of the two parties are right; an optional row takes them in any order."""
    actor, recipient = event.actor, event.recipient
    if not wanted.required:
        actor = recipient = (*actor, *recipient)
    second = not recipient if wanted.recipient is None else wanted.recipient.among(recipient)
    return int(wanted.actor.among(actor)) + int(second and bool(wanted.recipient or wanted.actor.among(actor)))


def own_words_check(events: Sequence[Event], quote: str) -> Check:
    """Check that Kim supports in his own words too: a record of it stands in the sentence of the quote.

    Args:
        events: all events of the page, joined ones among them.
        quote: the words of the quote.
    """
    said = [e for e in events if e.event[0] in {"SUPPORT", "AGREE"} and KIM.among(e.actor)]
    return Check("support: also in his own words", any(fold(quote)[:40] in fold(e.text) for e in said))


def absence_checks(article: Article, leaders: Sequence[Event]) -> Iterator[Check]:
    """Check that nothing was made of what is no event.

    Args:
        article: the page as it was read.
        leaders: its leading events.
    """
    for name, pattern, allowed in _NOT_EVENTS:
        found = re.search(pattern, article.text, re.DOTALL)
        at = found.span() if found else (0, 0)
        there = [e for e in leaders if e.text_info.trigger_start < at[1] and at[0] < e.text_info.trigger_end]
        yield Check(f"no event: {name}", bool(found) and all(e.event[0] == allowed for e in there))
    blocks = [(b.start, b.end) for b in article.blocks]
    inside = all(any(s <= e.text_info.start and e.text_info.end <= t for s, t in blocks) for e in leaders)
    yield Check("no event: anything outside the article", inside)
