"""What speaks for two records of an article being one event, and what against it: sentences in, groups out."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest
from tests.joining.telling import KIM, KOREA, PUTIN, RUSSIA, act, at, day, page

from tidings.joining import join
from tidings.records import Article, Entity, Event
from tidings.testing import make_entity

Told = tuple[str, tuple[str, ...], tuple[str, ...], dict[str, Any]]

NAMES = {"Kim": KIM, "Putin": PUTIN, "Russia": RUSSIA, "North Korea": KOREA}
POLICE = {"code": "RUS", "sector": ("COP",)}


def party(words: str, article: Article) -> Entity:
    """A party as the words say it, where they stand in the text."""
    if words in NAMES:
        return NAMES[words]
    fields = POLICE if "police" in words.casefold() else {}
    return make_entity(words, article, **fields)


def told(article: Article, type: str, acts: tuple[Told, ...]) -> list[Event]:
    """The records of some acts, each at the next place of its word that no other has."""
    taken: set[int] = set()
    events = []
    for word, actors, recipients, fields in acts:
        start = article.text.find(word)
        while start in taken:
            start = article.text.index(word, start + 1)
        taken.add(start)
        sides = [tuple(party(p, article) for p in names) for names in (actors, recipients)]
        events.append(act(article, word, sides[0], sides[1], **{"type": type, "at": start} | fields))
    return events


def groups(article: Article, events: list[Event]) -> set[frozenset[int]]:
    """The numbers of the acts that are one event, the same for every order of the records."""
    found = set()
    for order in itertools.islice(itertools.permutations(range(len(events))), 6):
        lead = {e.id: e.same_as or e.id for e in join(article, [events[i] for i in order])}
        same = [lead[e.id] for e in events]
        found.add(frozenset(frozenset(i for i, s in enumerate(same) if s == leader) for leader in same))
    (only,) = found
    return set(only)


DEEDS: list[tuple[tuple[str, ...], tuple[Told, ...], bool]] = [
    # Those who suffer it beside those who do it.
    (
        ("At least nine people were killed when a gunman fired on the crowd.",),
        (("killed", (), ("nine people",), {}), ("fired", ("a gunman",), ("the crowd",), {})),
        True,
    ),
    (
        ("Two people were killed after a bomber rammed the gate.",),
        (("killed", (), ("Two people",), {}), ("rammed", ("a bomber",), ("the gate",), {})),
        True,
    ),
    # Who did it, and then what the police did to him.
    (
        ("The driver rammed the crowd.", "Police shot the driver."),
        (("rammed", ("The driver",), ("the crowd",), {}), ("shot", ("Police",), ("the driver",), {})),
        False,
    ),
    # Others by number.
    (
        ("A gunman shot four people.", "A gunman shot nine people."),
        (("shot", ("A gunman",), ("four people",), {}), ("shot", ("A gunman",), ("nine people",), {})),
        False,
    ),
    (
        ("A gunman killed 80 people.", "The gunman killed 84 people."),
        (("killed", ("A gunman",), ("80 people",), {}), ("killed", ("The gunman",), ("84 people",), {})),
        True,
    ),
    # A noun that takes the act as known; whoever stands in its sentence has not done it.
    (
        ("Putin shelled the port.", "Kim was far away.", "Police reached the port after the attack."),
        (("shelled", ("Putin",), ("the port",), {}), ("attack", ("Police",), (), {})),
        True,
    ),
    (
        ("Putin shelled the port.", "Kim was far away.", "Another attack was feared."),
        (("shelled", ("Putin",), ("the port",), {}), ("attack", ("Putin",), (), {})),
        False,
    ),
    # What every caption repeats.
    (
        ("Deadly attack in Lomé Bay: Police seal the pier.", "Deadly attack in Lomé Bay: Nurses help."),
        (("attack", ("Police",), (), {}), ("attack", ("Nurses",), (), {})),
        True,
    ),
    # One act and many.
    (
        ("Putin bombed Kim.", "Putin has repeatedly bombed Kim."),
        (("bombed", ("Putin",), ("Kim",), {}), ("bombed", ("Putin",), ("Kim",), {})),
        False,
    ),
    # First the one, then the other.
    (
        ("Putin has held Kim since arresting him.",),
        (
            ("held", ("Putin",), ("Kim",), {"type": "COERCE", "mode": ("arrest",)}),
            ("arresting", ("Putin",), ("Kim",), {"type": "COERCE", "mode": ("seize",)}),
        ),
        False,
    ),
    # A lorry bomb is explosives and a suicide attack; a knife is another deed.
    (
        ("Putin bombed the gate.", "Putin rammed the gate."),
        (
            ("bombed", ("Putin",), ("the gate",), {"mode": ("explosives",)}),
            ("rammed", ("Putin",), ("the gate",), {"mode": ("suicide-attack",)}),
        ),
        True,
    ),
    (
        ("Putin bombed the gate.", "Putin stabbed the guard."),
        (
            ("bombed", ("Putin",), ("the gate",), {"mode": ("explosives",)}),
            ("stabbed", ("Putin",), ("the guard",), {"mode": ("primitive",)}),
        ),
        False,
    ),
]


@pytest.mark.parametrize(("sentences", "acts", "one"), DEEDS)
def test_deeds(sentences: tuple[str, ...], acts: tuple[Told, ...], one: bool) -> None:
    article = page(*sentences)
    assert (len(groups(article, told(article, "ASSAULT", acts))) == 1) == one


WORDS: list[tuple[tuple[str, ...], str, tuple[Told, ...], bool]] = [
    # The same parties are not enough, the same word or the same matter is.
    (
        ("Kim urged Putin to leave the islands.", "Kim called on Putin to cut the price of grain."),
        "REQUEST",
        (("urged", ("Kim",), ("Putin",), {}), ("called", ("Kim",), ("Putin",), {})),
        False,
    ),
    (
        ("Kim urged Putin to leave the islands.", "Nobody answered.", "Kim urged Putin to leave them at once."),
        "REQUEST",
        (("urged", ("Kim",), ("Putin",), {}), ("urged", ("Kim",), ("Putin",), {})),
        True,
    ),
    (
        ("Kim accused Putin.", "The quarrel is old.", "Kim's accusation stung."),
        "ACCUSE",
        (("accused", ("Kim",), ("Putin",), {}), ("accusation", ("Kim",), (), {})),
        True,
    ),
    # Two say the same of a third.
    (
        ("Kim condemned the reckless launch of rockets.", "Putin condemned the reckless launch of rockets."),
        "ACCUSE",
        (
            ("condemned", ("Kim",), ("the reckless launch",), {}),
            ("condemned", ("Putin",), ("the reckless launch",), {}),
        ),
        False,
    ),
    # That it is said, and what is said.
    (
        ("Kim said Putin harms everybody.",),
        "ACCUSE",
        (("said", ("Kim",), ("Putin",), {}), ("harms", ("Kim",), ("Putin",), {})),
        True,
    ),
]


@pytest.mark.parametrize(("sentences", "type", "acts", "one"), WORDS)
def test_acts_of_words(sentences: tuple[str, ...], type: str, acts: tuple[Told, ...], one: bool) -> None:
    article = page(*sentences)
    assert (len(groups(article, told(article, type, acts))) == 1) == one


def test_a_caption_that_repeats_a_sentence_tells_the_same_whatever_it_was_read_as() -> None:
    said = "The council of ministers said it was of vital importance that Russia should withdraw its troops"
    article = page(f"{said}.", f"{said} and ships.", kinds=("caption",))
    acts = [("said", ("the council of ministers",), ("Russia",), {"type": type}) for type in ("SUPPORT", "REQUEST")]
    assert len(groups(article, told(article, "", tuple(acts)))) == 1


@pytest.mark.parametrize(("other", "one"), [("Putin", False), ("North Korea", True)])
def test_attacks_of_a_list_stay_apart(other: str, one: bool) -> None:
    article = page("North Korea struck a base on Monday.", f"{other} struck a base.")
    acts = (
        ("struck", ("North Korea",), ("a base",), day(11) | {"event_loc": at("KOR")}),
        ("struck", (other,), ("a base",), day(13, "publication")),
    )
    assert (len(groups(article, told(article, "ASSAULT", acts))) == 1) == one


def test_an_act_of_another_month_is_not_the_undated_one() -> None:
    article = page("North Korea launched a rocket.", "Nobody spoke.", "North Korea tested a missile in May.")
    events = told(
        article,
        "MOBILIZE",
        (
            ("launched", ("North Korea",), (), day(13, "publication")),
            ("tested", ("North Korea",), (), {"date": datetime.date(2023, 5, 2), "date_basis": "stated"}),
        ),
    )
    assert len(groups(article, events)) == 2


def test_two_acts_of_one_breath_have_one_time() -> None:
    article = page("Years ago women were groped and robbed by Putin.")
    old = {"auxiliary": ("historical",), "date": datetime.date(2014, 1, 1), "date_basis": "relative"}
    acts = (
        ("groped", ("Putin",), ("women",), old),
        ("robbed", ("Putin",), ("women",), day(13, "publication")),
    )
    joined = join(article, told(article, "ASSAULT", acts))
    assert [e.auxiliary for e in joined] == [("historical",), ("historical",)]
    assert [e.same_as is None for e in joined].count(True) == 1


MEETING = ("Kim met Putin.", "The meeting came hours after a storm.")


@pytest.mark.parametrize(
    ("sentences", "mentions"),
    [
        (MEETING, 2),
        ((*MEETING, "Their talks were cut short."), 2),
        (("Kim met Putin.", "Kim and Putin's meeting is shown on television."), 2),
        (("Kim met Putin.", "The next meeting is in May."), 1),
        (("Kim met Putin.", "The meeting room was cold."), 1),
        (("Kim met Putin.", "The bankers' meeting was long."), 2),
        (("Kim met Putin.", "The Lisbon meeting was long."), 1),
    ],
)
def test_a_noun_names_an_event_again(sentences: tuple[str, ...], mentions: int) -> None:
    article = page(*sentences)
    (event,) = join(article, [act(article, "met", (KIM,), (PUTIN,))])
    assert len(event.mentions) == mentions


def test_where_two_events_are_told_by_one_word_a_noun_names_neither() -> None:
    article = page("Kim met Putin on Monday.", "Kim met Macron on Friday.", "The meeting was short.")
    macron = make_entity("Macron", identifier_text="Emmanuel Macron", code="FRA", sector=("GOV",), office="president")
    events = [
        act(article, "met", (KIM,), (PUTIN,), **day(4)),
        act(article, "met", (KIM,), (macron,), at=article.text.rindex("met"), **day(8)),
    ]
    assert [len(e.mentions) for e in join(article, events)] == [1, 1]
