"""One real event, one record."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest
from tests.joining.telling import KIM, KOREA, PUTIN, RUSSIA, act, at, by, day, page

from tidings.joining import join
from tidings.ontology import event_scale
from tidings.records import Entity, Event, Size
from tidings.testing import make_entity

SENTENCES = ("Kim and Putin in talks", "Kim met Putin on Wednesday.", "Kim and Putin are seen here.", "The two spoke.")
KINDS = ("headline", "paragraph", "caption")


def told() -> list[Event]:
    """Make one meeting in a headline, a body, a caption and a body."""
    article = page(*SENTENCES, kinds=KINDS)
    return [
        act(article, "talks", (KIM, PUTIN), **day(13, "publication")),
        act(article, "met", (KIM, PUTIN), event_loc=at("RUS"), **day(13)),
        act(article, "seen", (KIM, PUTIN)),
        act(article, "spoke", (KIM, PUTIN)),
    ]


def pair(one: dict[str, Any], other: dict[str, Any], type: str = "ASSAULT") -> tuple[Event, ...]:
    """Join two acts by the same parties that differ in the fields given."""
    article = page("Putin attacked Kim.", "Later he struck Kim.")
    parties = ((PUTIN,), (KIM,))
    return join(
        article, [act(article, w, *parties, **{"type": type} | f) for w, f in (("attacked", one), ("struck", other))]
    )


def test_headline_caption_and_body_are_one_record() -> None:
    events = told()
    joined = join(page(*SENTENCES, kinds=KINDS), events)
    assert [e.id for e in joined] == [e.id for e in events]
    leader = joined[1]
    assert [e.same_as for e in joined] == [leader.id, None, leader.id, leader.id]
    assert [m.text for m in leader.mentions] == list(SENTENCES)
    assert [e.mentions for e in joined if e.same_as] == [(), (), ()]
    assert (leader.date_basis, leader.event_loc) == ("stated", at("RUS"))


def test_two_acts_of_one_sentence_list_it_once() -> None:
    article = page("Kim met Putin and talked to him.")
    joined = join(article, [act(article, w, (KIM, PUTIN)) for w in ("met", "talked")])
    assert [len(e.mentions) for e in joined] == [1, 0]


def test_one_record_stays_as_it_is() -> None:
    event = told()[0]
    assert join(page(*SENTENCES), [event]) == (event,)
    assert join(page(*SENTENCES), []) == ()


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_order_of_records_changes_no_leader(order: tuple[int, ...]) -> None:
    events = told()
    joined = join(page(*SENTENCES, kinds=KINDS), [events[i] for i in order])
    assert [e.id for e in joined] == [events[i].id for i in order]
    assert {e.id for e in joined if e.same_as is None} == {events[1].id}


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_two_groups_stay_two_in_any_order(order: tuple[int, ...]) -> None:
    article = page(
        "Putin struck Kim on Monday.", "Putin hit Kim.", "Putin fired at Kim on Friday.", "Putin shot at Kim."
    )
    sizes = [Size(dead=2), Size(dead=2), Size(dead=9), Size(dead=9)]
    dates = [day(4), {}, day(8), {}]
    words = ["struck", "hit", "fired", "shot"]
    events = [
        act(article, w, (PUTIN,), (KIM,), type="ASSAULT", size=s, **d)
        for w, s, d in zip(words, sizes, dates, strict=True)
    ]
    joined = {e.id: e.same_as for e in join(article, [events[i] for i in order])}
    assert [joined[e.id] for e in events] == [None, events[0].id, None, events[2].id]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({}, {"type": "COERCE"}, False),
        ({"mode": ("drone",)}, {"mode": ("beat",)}, False),
        ({"mode": ("drone",)}, {}, True),
        # Dates.
        (day(4), day(4), True),
        (day(4), day(5), False),
        (day(4), {}, True),
        (day(4), day(13, "publication"), True),
        (day(4), day(2) | {"enddate": day(6)["date"]}, True),
        (
            day(4) | {"auxiliary": ("historical",)},
            day(2) | {"enddate": day(6)["date"], "auxiliary": ("historical",)},
            False,
        ),
        # Places.
        ({"event_loc": at("RUS")}, {"event_loc": at("PRK")}, False),
        ({"event_loc": at("RUS", "Omsk")}, {"event_loc": at("RUS", "Tula")}, False),
        ({"event_loc": at("RUS", "Omsk")}, {"event_loc": at("RUS")}, True),
        ({"event_loc": at("RUS", "Omsk")}, {}, True),
        # Counts.
        ({"size": Size(dead=2)}, {"size": Size(dead=3)}, False),
        ({"size": Size(dead=2)}, {"size": Size(dead=2)}, True),
        ({"size": Size(dead=2)}, {"size": Size(injured=3)}, True),
        # What happened, and what may, will or did not.
        ({}, {"auxiliary": ("negation",)}, False),
        ({"auxiliary": ("future",)}, {"auxiliary": ("hypothetical",)}, False),
        ({"auxiliary": ("future",)}, {"auxiliary": ("future",)}, True),
        ({}, {"attribution": by("denied", "Putin")}, False),
        ({}, {"attribution": by("claimed", "Kim")}, True),
        ({"attribution": by("uncertain")}, {"attribution": by("claimed", "Kim")}, True),
    ],
)
def test_what_contradicts_stays_apart(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    for joined in (pair(one, other), pair(other, one)):
        assert sum(e.same_as is not None for e in joined) == same


Parties = tuple[tuple[Entity, ...], tuple[Entity, ...]]


def person(name: str, code: str, *sector: str) -> Entity:
    """Make somebody of a country."""
    return make_entity(
        name, identifier_text=name, code=code, sector=sector, office="minister" if "GOV" in sector else None
    )


ARMY = make_entity("the army", code="RUS", sector=("MIL",))
MARCHERS = make_entity("marchers", code="RUS", sector=("CVL",))
HE = make_entity("he", resolved="Vladimir Putin", code="RUS", sector=("GOV",))
IVANOV = person("Ivanov", "RUS", "GOV")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (((PUTIN,), (KIM,)), ((HE,), (KIM,)), True),
        (((RUSSIA,), (KIM,)), ((PUTIN,), (KOREA,)), True),
        (((RUSSIA,), (KIM,)), ((ARMY,), (KIM,)), True),
        (((RUSSIA,), (KIM,)), ((MARCHERS,), (KIM,)), False),
        (((PUTIN,), (KIM,)), ((IVANOV,), (KIM,)), False),
        (((PUTIN,), (KIM,)), ((KIM,), (PUTIN,)), False),
        (((PUTIN,), (KIM,)), ((PUTIN,), ()), True),
        (((PUTIN,), (KIM,)), ((), (KIM,)), True),
        # No party in common: nothing says that they are the same.
        (((PUTIN,), ()), ((), (KIM,)), False),
        (((), ()), ((), ()), False),
    ],
)
def test_parties(one: Parties, other: Parties, same: bool) -> None:
    article = page("Putin attacked Kim.", "Later he struck Kim.")
    for first, second in ((one, other), (other, one)):
        events = [act(article, w, *p, type="ASSAULT") for w, p in (("attacked", first), ("struck", second))]
        assert sum(e.same_as is not None for e in join(article, events)) == same


MACRON = person("Macron", "FRA", "GOV")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # A meeting is the same from either side.
        (((KIM,), (PUTIN,)), ((PUTIN,), (KIM,)), True),
        (((KIM, PUTIN), ()), ((PUTIN,), (KIM,)), True),
        (((KIM, PUTIN), ()), ((KOREA,), (RUSSIA,)), True),
        (((KIM, PUTIN), ()), ((KIM,), ()), True),
        (((KIM, PUTIN), ()), ((KIM, MACRON), ()), False),
        (((KIM, PUTIN), ()), ((MACRON,), ()), False),
    ],
)
def test_parties_of_meetings(one: Parties, other: Parties, same: bool) -> None:
    article = page("Kim met Putin.", "The two spoke.")
    for first, second in ((one, other), (other, one)):
        events = [act(article, "met", *first), act(article, "spoke", *second)]
        assert sum(e.same_as is not None for e in join(article, events)) == same


def test_strangers_are_not_chained_by_a_record_that_fits_both() -> None:
    article = page("Putin struck Kim on Monday.", "Putin hit Kim.", "Putin fired at Kim on Friday.")
    words: list[tuple[str, dict[str, Any]]] = [("struck", day(4)), ("hit", {}), ("fired", day(8))]
    joined = join(article, [act(article, w, (PUTIN,), (KIM,), type="ASSAULT", **d) for w, d in words])
    assert [e.same_as for e in joined] == [None, joined[0].id, None]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"attribution": by("uncertain"), "event_loc": at("RUS"), "confidence": 0.99}),
        ({"attribution": by("claimed")}, {"attribution": by("uncertain")}),
        ({"event_loc": at("RUS")}, {"size": Size(dead=2)}),
        (day(4), day(4, "publication")),
        ({"size": Size(dead=2)}, {"mode": ("drone",)}),
        ({"mode": ("drone",)}, {"confidence": 0.99}),
        ({"confidence": 0.95}, {"confidence": 0.90}),
    ],
)
def test_the_surest_and_fullest_leads(better: dict[str, Any], worse: dict[str, Any]) -> None:
    first, second = pair(better, worse)
    assert (first.same_as, second.same_as) == (None, first.id)
    first, second = pair(worse, better)
    assert (first.same_as, second.same_as) == (second.id, None)


def test_of_two_equals_the_earlier_leads_and_a_headline_never() -> None:
    assert [e.same_as is None for e in pair({}, {})] == [True, False]
    article = page("Putin attacked Kim", "He struck Kim.", kinds=("headline",))
    events = [act(article, w, (PUTIN,), (KIM,), type="ASSAULT", **f) for w, f in (("attacked", day(4)), ("struck", {}))]
    assert [e.same_as is None for e in join(article, events)] == [False, True]


def test_the_leader_takes_what_only_another_has() -> None:
    fuller = {"event_loc": at("RUS"), "context": ("military",), "size": Size(dead=2)}
    rest = day(4) | {
        "size": Size(injured=3),
        "mode": ("drone",),
        "context": ("territory",),
        "attribution": by("claimed"),
    }
    leader = pair(fuller, rest)[0]
    assert (leader.event_loc, leader.size, leader.mode) == (at("RUS"), Size(dead=2, injured=3), ("drone",))
    assert leader.context == ("military", "territory")
    assert {n: getattr(leader, n) for n in day(4)} == day(4)
    assert leader.event_scale == event_scale("ASSAULT", ("drone",))
    assert leader.attribution == by("asserted")


@pytest.mark.parametrize(
    ("leading", "visit", "parties"),
    [
        # One telling says who came to whom.
        (((PUTIN, KIM), ()), ((KIM,), (RUSSIA,)), ((KIM,), (RUSSIA,))),
        (((PUTIN,), (KIM,)), ((KIM,), (RUSSIA,)), ((KIM,), (PUTIN,))),
        (((KIM,), (PUTIN,)), ((KIM,), (RUSSIA,)), ((KIM,), (PUTIN,))),
    ],
)
def test_visitor_and_host(
    leading: Parties,
    visit: Parties,
    parties: Parties,
) -> None:
    article = page("Putin met Kim in Russia.", "Kim visited Russia.")
    events = [
        act(article, "met", *leading, event_loc=at("RUS"), **day(13)),
        act(article, "visited", *visit, mode=("visit",)),
    ]
    for order in (events, events[::-1]):
        joined = {e.id: e for e in join(article, order)}
        leader = joined[events[0].id]
        assert leader.same_as is None and joined[events[1].id].same_as == leader.id
        assert ((leader.actor, leader.recipient), leader.mode) == (parties, ("visit",))


def test_who_came_is_unknown_where_no_telling_says_it() -> None:
    leader = next(e for e in join(page(*SENTENCES), told()) if e.same_as is None)
    assert (leader.actor, leader.recipient, leader.mode) == ((KIM, PUTIN), (), ())


def test_records_that_are_not_joined_are_untouched() -> None:
    article = page("Putin attacked Kim.", "Later he struck Kim.")
    events = (
        act(article, "attacked", (PUTIN,), (KIM,), type="ASSAULT"),
        act(article, "struck", (PUTIN,), (KIM,), type="COERCE"),
    )
    assert join(article, events) == events


def test_the_same_word_joins_a_state_with_its_court_and_a_girl_with_her_name() -> None:
    article = page("Syria indicts teenage girl", "A Syrian court indicted a girl.", "The court indicted Rana.")
    girl, court = (
        make_entity("teenage girl", sector=("CVL",)),
        make_entity("A Syrian court", code="SYR", sector=("JUD",)),
    )
    events = [
        act(article, "indicts", (make_entity("Syria", code="SYR"),), (girl,), "ACCUSE", mode=("disapprove",)),
        act(article, "indicted", (court,), (make_entity("a girl"),), "ACCUSE", mode=("allege",)),
        act(
            article,
            "indicted",
            (make_entity("The court"),),
            (make_entity("Rana"),),
            "ACCUSE",
            at=article.text.rindex("indicted"),
        ),
    ]
    assert [e.same_as is None for e in join(article, events)].count(True) == 1


@pytest.mark.parametrize(("words", "together"), [(("rejected", "opposed"), False), (("rejected", "rejection"), True)])
def test_acts_of_words_without_recipient_need_the_same_word(words: tuple[str, str], together: bool) -> None:
    article = page("On Monday Putin rejected the report.", "Later he opposed it.", "His rejection was brief.")
    joined = join(article, [act(article, w, (PUTIN,), type="REJECT") for w in words])
    assert any(e.same_as for e in joined) == together


@pytest.mark.parametrize(
    ("second", "word", "historical"),
    [
        ("The mass abduction shook the town.", "abduction", True),
        ("Their abduction shook the town.", "abduction", True),
        ("Nine of the girls abducted by Putin are free.", "abducted", True),
        ("Nine girls were abducted by Putin.", "abducted", False),
        ("Putin said an abduction was under way.", "abduction", False),
    ],
)
def test_an_old_act_that_is_taken_as_known_is_of_its_own_time(second: str, word: str, historical: bool) -> None:
    article = page("In 2014 Putin seized and abducted forty girls.", second)
    girls = make_entity("forty girls")
    old = {"auxiliary": ("historical",), "date": datetime.date(2014, 1, 1), "date_basis": "stated"}
    events = [
        act(article, "abducted", (PUTIN,), (girls,), "ASSAULT", **old),
        act(
            article,
            word,
            (PUTIN,),
            (make_entity("the girls"),),
            "ASSAULT",
            at=article.text.rindex(word),
            **day(13, "publication"),
        ),
    ]
    first, again = join(article, events)
    assert (again.auxiliary == ("historical",)) == historical
    assert ({first.same_as, again.same_as} != {None}) == historical


def test_one_word_read_as_two_types_is_one_act_between_the_same_two() -> None:
    article = page("Putin attacks Kim", "On Monday Putin attacked Kim.", "Putin attacked.")
    said = act(article, "attacks", (PUTIN,), (KIM,), "ACCUSE")
    for recipient, together in (((KIM,), True), ((), False)):
        joined = join(article, [said, act(article, "attacked", (PUTIN,), recipient, "ASSAULT")])
        assert any(e.same_as for e in joined) == together
