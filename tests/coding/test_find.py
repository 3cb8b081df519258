"""Chosen readings and hand-made mentions in; acts and refusals out."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coding.parsing import parsed

from tidings.coding import Act, Reader, Reading, find_acts
from tidings.mentions import index_mentions
from tidings.records import Entity, Location, Mention, Quote, Refusal, Size, TimeSpan
from tidings.sentences import Parsed
from tidings.testing import FakeReader, Told

START = 40


def span(text: str, words: str) -> tuple[int, int]:
    start = START + text.index(words)
    return start, start + len(words)


def actor(text: str, words: str, code: str | None = None, *sectors: str, members: tuple[Entity, ...] = ()) -> Mention:
    entity = Entity(words, *span(text, words), code=code, sector=sectors)
    return Mention("a", "actor", words, *span(text, words), entity=entity, members=members)


def place(text: str, words: str, resolution: int = 4) -> Mention:
    location = Location(words, *span(text, words), resolved_place=words, resolution=resolution)
    return Mention("a", "place", words, *span(text, words), location=location)


def time(text: str, words: str, day: int | None = None, type: str = "DATE") -> Mention:
    date = datetime.date(2024, 5, day) if day else None
    found = TimeSpan(words, *span(text, words), type, "x", date=date, precision="day" if day else None)
    return Mention("a", "time", words, *span(text, words), time=found)


def find(text: str, reader: Reader, *mentions: Mention, threshold: float = 0.5) -> tuple[list[Act], list[Refusal]]:
    return find_acts(parsed(text, START), index_mentions(mentions), reader, "a", threshold)


def act(text: str, told: Told, *mentions: Mention) -> Act:
    acts, refusals = find(text, FakeReader(told), *mentions)
    assert refusals == []
    (found,) = acts
    return found


def names(entities: tuple[Entity, ...]) -> list[str]:
    return [entity.entity_text for entity in entities]


def named(entity: Entity) -> str:
    return f"{entity.entity_text}:{entity.code}" if entity.code else entity.entity_text


RAID = "Kenyan troops raided a camp in Somalia on Monday."
RAIDED = Told("raided", "ASSAULT", ["troops"], ["camp"])
TROOPS = actor(RAID, "Kenyan troops", "KEN", "MIL")


def test_an_act_has_its_words_parties_and_offsets() -> None:
    found = act(RAID, RAIDED, TROOPS)
    assert (found.type, found.probability, found.trace) == ("ASSAULT", 0.9, ("told:raided",))
    assert (found.trigger, found.words) == (span(RAID, "raided"), ("raided",))
    assert found.parsed.doc[found.trigger_token].text == "raided"
    assert found.actors == (TROOPS.entity,)
    (camp,) = found.recipients
    assert (camp.entity_text, camp.start, camp.end, camp.code, camp.row) == (
        "a camp",
        *span(RAID, "a camp"),
        None,
        "text",
    )


@pytest.mark.parametrize(
    ("told", "mentions", "threshold", "reason"),
    [
        (RAIDED, [], 0.5, "no political party"),
        (RAIDED, [actor(RAID, "Kenyan troops")], 0.5, "no political party"),
        (RAIDED, [TROOPS], 0.95, "unsure"),
        # Nobody political is the plainer reason of the two.
        (RAIDED, [], 0.95, "no political party"),
        (RAIDED, [TROOPS], 0.9, None),
        # A sector of those who do politics is enough without a country; of others it is not.
        (RAIDED, [actor(RAID, "Kenyan troops", None, "MIL")], 0.5, None),
        (RAIDED, [actor(RAID, "Kenyan troops", None, "CVL")], 0.5, "no political party"),
        (RAIDED, [actor(RAID, "Kenyan troops", "KEN", "CVL")], 0.5, None),
        # What a firm does to its like is business, whatever its country.
        (RAIDED, [actor(RAID, "Kenyan troops", "KEN", "BUS")], 0.5, "no political party"),
        (RAIDED, [actor(RAID, "Kenyan troops", "MNC")], 0.5, "no political party"),
        # One side is enough.
        (Told("raided", "ASSAULT", [], ["camp"]), [actor(RAID, "a camp", "SOM")], 0.5, None),
        # A camp by itself is nobody's.
        (Told("raided", "ASSAULT", [], ["camp"]), [], 0.5, "no political party"),
    ],
)
def test_refusals_keep_their_reason(told: Told, mentions: list[Mention], threshold: float, reason: str | None) -> None:
    acts, refusals = find(RAID, FakeReader(told), *mentions, threshold=threshold)
    assert [r.reason for r in refusals] == ([reason] if reason else [])
    assert len(acts) + len(refusals) == 1
    for refusal in refusals:
        assert (refusal.what, refusal.source, refusal.start, refusal.end) == ("act", "a", *span(RAID, "raided"))
        assert refusal.detail == "ASSAULT 0.90: raided"


def test_a_protest_is_political_whoever_protests() -> None:
    text = "Nurses rallied in Lima."
    nurses = actor(text, "Nurses", None, "MED")
    assert names(act(text, Told("rallied", "PROTEST", ["Nurses"]), nurses).actors) == ["Nurses"]
    acts, refusals = find(text, FakeReader(Told("rallied", "SUPPORT", ["Nurses"])), nurses)
    assert ([r.reason for r in refusals], acts) == (["no political party"], [])


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
@settings(deadline=None)
def test_a_higher_threshold_refuses_no_less(probability: float, one: float, other: float) -> None:
    reader = FakeReader(Told("raided", "ASSAULT", ["troops"], ["camp"], probability=probability))
    low, high = (find(RAID, reader, TROOPS, threshold=t) for t in sorted((one, other)))
    assert len(low[0]) >= len(high[0])
    assert all(len(acts) + len(refusals) == 1 for acts, refusals in (low, high))


def test_no_readings_give_nothing() -> None:
    assert find(RAID, FakeReader(), TROOPS) == ([], [])


@pytest.mark.parametrize(
    ("text", "told", "actors", "recipients"),
    [
        # All who meet act.
        ("Kim met Putin in Rason.", Told("met", "CONSULT", ["Kim"], ["Putin"]), ["Kim", "Putin"], []),
        ("Talks of Kim with Putin failed.", Told("Talks", "CONSULT", ["Kim"], ["Putin"]), ["Kim", "Putin"], []),
        # Who visits acts, who hosts receives.
        ("Kim visited Putin.", Told("visited", "CONSULT", ["Kim"], ["Putin"]), ["Kim"], ["Putin"]),
        ("Kim met Putin.", Told("met", "CONSULT", ["Kim"], ["Putin"], ["visit"]), ["Kim"], ["Putin"]),
        ("Putin welcomed Kim.", Told("welcomed", "CONSULT", ["Kim"], ["Putin"]), ["Kim"], ["Putin"]),
        ("Putin welcomed Kim.", Told("welcomed", "CONSULT", ["Putin"], ["Kim"]), ["Kim"], ["Putin"]),
        ("Putin welcomed Kim.", Told("welcomed", "CONSULT", [], ["Putin", "Kim"]), ["Kim"], ["Putin"]),
        ("Putin welcomed Kim.", Told("welcomed", "CONSULT", ["Putin", "Kim"], []), ["Kim"], ["Putin"]),
        ("Kim was hosted by Putin.", Told("hosted", "CONSULT", ["Kim"], ["Putin"]), ["Kim"], ["Putin"]),
        ("Putin welcomed Kim.", Told("welcomed", "SUPPORT", ["Putin"], ["Kim"]), ["Putin"], ["Kim"]),
        # Other acts keep their sides, whatever their word.
        ("Kim met Putin.", Told("met", "AID", ["Kim"], ["Putin"]), ["Kim"], ["Putin"]),
        ("Kim praised Putin.", Told("praised", "SUPPORT", ["Kim"], ["Putin"]), ["Kim"], ["Putin"]),
    ],
)
def test_conventions(text: str, told: Told, actors: list[str], recipients: list[str]) -> None:
    found = act(text, told, actor(text, "Kim", "PRK"), actor(text, "Putin", "RUS"))
    assert (names(found.actors), names(found.recipients)) == (actors, recipients)


def test_nobody_is_on_both_sides() -> None:
    text = "The Kenyan army and its allies attacked."
    both = Told("attacked", "ASSAULT", ["army"], ["army", "allies"])
    found = act(text, both, actor(text, "The Kenyan army", "KEN", "MIL"))
    assert (names(found.actors), names(found.recipients)) == (["The Kenyan army"], ["its allies"])


@pytest.mark.parametrize(
    ("text", "told", "mentions", "actors", "recipients"),
    [
        # A thing may receive and may not act.
        ("The storm praised the plan.", Told("praised", "SUPPORT", ["storm"], ["plan"]), [("the plan", "PER")], [],
         ["the plan:PER"]),
        # A phrase that nobody knows takes country from its owner.
        ("Serbia's decision angered Peru.", Told("angered", "ACCUSE", ["decision"], ["Peru"]), [("Serbia", "SRB")],
         ["Serbia's decision:SRB"], ["Peru"]),
        ("Peru struck a hospital of Serbia.", Told("struck", "ASSAULT", ["Peru"], ["hospital"]), [("Serbia", "SRB")],
         [], ["a hospital of Serbia:SRB"]),
        # A pronoun that nothing resolves keeps its words; "it" stands for anything.
        ("They struck Serbia.", Told("struck", "ASSAULT", ["They"], ["Serbia"]), [("Serbia", "SRB")], ["They"],
         ["Serbia:SRB"]),
        ("It struck Serbia.", Told("struck", "ASSAULT", ["It"], ["Serbia"]), [("Serbia", "SRB")], [], ["Serbia:SRB"]),
        # A number of people may receive.
        ("Serbia killed six.", Told("killed", "ASSAULT", ["Serbia"], ["six"]), [("Serbia", "SRB")], ["Serbia:SRB"],
         ["six"]),
    ],
)  # fmt: skip
def test_parties(
    text: str, told: Told, mentions: list[tuple[str, str]], actors: list[str], recipients: list[str]
) -> None:
    found = act(text, told, *(actor(text, words, code) for words, code in mentions))
    assert [named(e) for e in found.actors] == actors
    assert [named(e) for e in found.recipients] == recipients


def test_a_plural_stands_for_its_members() -> None:
    text = "Both sides met in Oslo."
    members = (Entity("Peru", 0, 4, code="PER"), Entity("Chile", 9, 14, code="CHL"))
    found = act(text, Told("met", "CONSULT", ["sides"]), actor(text, "Both sides", members=members))
    assert found.actors == members


TWO = "Peru expelled the envoy in Lima on Monday after rebels raided a camp in Arequipa on 3 May."
ENVOY = "the envoy"
EXPELLED = Told("expelled", "SANCTION", ["Peru"], ["envoy"])
RAID_TOO = Told("raided", "ASSAULT", ["rebels"], ["camp"])


@pytest.mark.parametrize(
    ("told", "where", "date"),
    [(EXPELLED, "Lima", datetime.date(2024, 5, 6)), (RAID_TOO, "Arequipa", datetime.date(2024, 5, 3))],
)
def test_place_and_time_are_those_of_the_acts_clause(told: Told, where: str, date: datetime.date) -> None:
    mentions = [
        actor(TWO, "Peru", "PER"),
        actor(TWO, "rebels", None, "REB"),
        place(TWO, "Lima"),
        # Finer, but elsewhere than the envoy was expelled.
        place(TWO, "Arequipa", 5),
        time(TWO, "Monday", 6),
        time(TWO, "3 May", 3),
    ]
    found = act(TWO, told, *mentions)
    assert found.location is not None and found.location.extracted_place == where
    assert found.time is not None and found.time.date == date


@pytest.mark.parametrize(
    ("text", "told", "mentions", "where"),
    [
        # The finest of the clause.
        (
            "Rebels raided a camp in Aden, Yemen.",
            Told("raided", "ASSAULT", ["Rebels"]),
            [("Aden", 4), ("Yemen", 1)],
            "Aden",
        ),
        # What is attacked is where it happened; no other party is a place, nor what the act is about.
        ("Rebels raided Yemen.", Told("raided", "ASSAULT", ["Rebels"], ["Yemen"]), [("Yemen", 1)], "Yemen"),
        ("Rebels spoke of Yemen.", Told("spoke", "CONSULT", ["Rebels"]), [("Yemen", 1)], None),
        ("Rebels spoke of Yemen in Aden.", Told("spoke", "CONSULT", ["Rebels"]), [("Yemen", 1), ("Aden", 4)], "Aden"),
        ("Rebels fought along the road between Aden and Taiz.", Told("fought", "ASSAULT", ["Rebels"]), [("Taiz", 4)],
         "Taiz"),
        # Where the clause names none, the sentence may.
        (
            "In Aden, where it rained, rebels who raided a camp fled.",
            Told("raided", "ASSAULT", ["rebels"]),
            [("Aden", 4)],
            "Aden",
        ),
        ("Rebels raided a camp.", Told("raided", "ASSAULT", ["Rebels"]), [], None),
    ],
)  # fmt: skip
def test_places(text: str, told: Told, mentions: list[tuple[str, int]], where: str | None) -> None:
    rebels = actor(text, told.actors[0], None, "REB")
    parties = [actor(text, words, "YEM") for words in told.recipients]
    found = act(text, told, rebels, *parties, *(place(text, *mention) for mention in mentions))
    assert (found.location.extracted_place if found.location else None) == where


def test_a_date_goes_before_a_time_without_one_and_a_span_is_no_date() -> None:
    text = "Rebels raided a camp one morning for two hours on Monday."
    rebels = actor(text, "Rebels", None, "REB")
    told = Told("raided", "ASSAULT", ["Rebels"])
    vague, long = time(text, "one morning", type="TIME"), time(text, "two hours", type="DURATION")
    found = act(text, told, rebels, vague, long, time(text, "Monday", 6))
    assert found.time is not None and found.time.text == "Monday"
    found = act(text, told, rebels, vague, long)
    assert found.time is not None and found.time.text == "one morning"
    assert act(text, told, rebels, long).time is None


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Rebels raided a camp on Monday.", "Monday", True),
        ("Rebels raided their first camp since Monday.", "Monday", False),
        ("Rebels raided a camp before Monday.", "Monday", False),
        ("Rebels raided camps until early Monday.", "early Monday", False),
    ],
)
def test_a_time_that_bounds_an_act_is_not_when_it_happened(text: str, words: str, found: bool) -> None:
    told = Told("raided", "ASSAULT", ["Rebels"])
    raid = act(text, told, actor(text, "Rebels", None, "REB"), time(text, words, 6))
    assert (raid.time is not None) is found


def test_we_in_a_quote_is_its_speaker() -> None:
    text = "“We attacked Aden,” said General Obok, whom we met."
    general = Entity("General Obok", *span(text, "General Obok"), code="YEM", identifier_text="Ali Obok")
    quote = Quote("a", "We attacked Aden,", *span(text, "We attacked Aden,"), "direct", speaker=general)
    told = Told("attacked", "ASSAULT", ["We"], ["Aden"])
    (found,), _ = find_acts(parsed(text, START), index_mentions([]), FakeReader(told), "a", 0.5, (quote,))
    (we,) = found.actors
    assert (we.entity_text, we.start, we.code, we.resolved) == ("We", START + 1, "YEM", "Ali Obok")
    # Outside the quote nobody is known.
    told = Told("met", "CONSULT", ["we"], ["General Obok"])
    _, (refusal,) = find_acts(parsed(text, START), index_mentions([]), FakeReader(told), "a", 0.5, (quote,))
    assert refusal.reason == "no political party"


def test_counts_are_those_of_the_acts_clause() -> None:
    text = "Rebels killed 12 farmers and police arrested 30 men."
    mentions = [actor(text, "Rebels", None, "REB"), actor(text, "police", None, "COP")]
    killed = act(text, Told("killed", "ASSAULT", ["Rebels"], ["farmers"]), *mentions)
    arrested = act(text, Told("arrested", "COERCE", ["police"], ["men"]), *mentions)
    assert (killed.size, arrested.size) == (Size(dead=12), Size(arrested=30))


@pytest.mark.parametrize(
    ("text", "told", "modes"),
    [
        ("Rebels raided a camp with drones.", Told("raided", "ASSAULT", ["Rebels"]), ("drone",)),
        ("Rebels raided a camp with drones.", Told("raided", "ASSAULT", ["Rebels"], modes=["abduct"]),
         ("drone", "abduct")),
        ("Rebels raided a camp and a drone fell.", Told("raided", "ASSAULT", ["Rebels"]), ()),
        ("Rebels demanded talks.", Told("demanded", "REQUEST", ["Rebels"], modes=["yield"]), ("yield",)),
    ],
)  # fmt: skip
def test_modes_come_from_the_reader_and_from_cues_of_the_clause(text: str, told: Told, modes: tuple[str, ...]) -> None:
    assert act(text, told, actor(text, "Rebels", None, "REB")).modes == modes


class _Wide:
    """Reads one act in words that stand far apart."""

    def read(self, parsed: Parsed) -> list[Reading]:
        doc = parsed.doc
        far = (doc[1], doc[len(doc) - 2])
        return [Reading(doc[1], far, "ASSAULT", (), (doc[0],), (), 0.9, ())]


def test_the_acts_offsets_are_of_its_word_where_its_words_stand_far_apart() -> None:
    near, far = (
        "Rebels opened fire.",
        "Rebels opened, after a long and cold night of waiting in the rain near Aden, fire.",
    )
    for text, words in ((near, "opened fire"), (far, "opened")):
        (found,), _ = find(text, _Wide(), actor(text, "Rebels", None, "REB"))
        assert found.trigger == span(text, words)
        assert found.words == ("opened fire",)


def test_acts_come_in_the_order_of_the_readings() -> None:
    mentions = [actor(TWO, "Peru", "PER"), actor(TWO, "rebels", None, "REB")]
    acts, refusals = find(TWO, FakeReader(EXPELLED, RAID_TOO), *mentions)
    assert ([a.type for a in acts], refusals) == (["SANCTION", "ASSAULT"], [])


@pytest.mark.parametrize(
    ("text", "told", "mentions", "received"),
    [
        # Whoever stands behind a thing receives what is said of it.
        (
            "Chad rejected a request from the Malian envoy.",
            Told("rejected", "REJECT", ["Chad"], ["request"]),
            [("Chad", "TCD"), ("the Malian envoy", "MLI")],
            ["the Malian envoy"],
        ),
        (
            "Chad condemned Mali's decision.",
            Told("condemned", "ACCUSE", ["Chad"], ["decision"]),
            [("Chad", "TCD"), ("Mali", "MLI")],
            ["Mali"],
        ),
        # What is struck stays the thing that was struck.
        (
            "Chad shelled Mali's embassy.",
            Told("shelled", "ASSAULT", ["Chad"], ["embassy"]),
            [("Chad", "TCD"), ("Mali", "MLI")],
            ["Mali's embassy"],
        ),
        # Where the reader sees nobody, the parse names the party.
        ("Chad criticised Mali.", Told("criticised", "ACCUSE", ["Chad"]), [("Chad", "TCD"), ("Mali", "MLI")], ["Mali"]),
        # Aid goes somewhere, a claim is not made to a place.
        ("Chad sent food to Mali.", Told("sent", "AID", ["Chad"]), [("Chad", "TCD"), ("Mali", "MLI")], ["Mali"]),
        (
            "Chad suspended all aid deliveries in Mali.",
            Told("suspended", "SANCTION", ["Chad"]),
            [("Chad", "TCD"), ("Mali", "MLI")],
            ["Mali"],
        ),
        ("Chad lied in Mali.", Told("lied", "ACCUSE", ["Chad"]), [("Chad", "TCD"), ("Mali", "MLI")], []),
        # Nobody is done to by itself.
        ("Chad sent food to Chad.", Told("sent", "AID", ["Chad"]), [("Chad", "TCD")], []),
        # Of a meeting, nobody receives.
        ("Chad met Mali.", Told("met", "CONSULT", [], ["Chad", "Mali"]), [("Chad", "TCD"), ("Mali", "MLI")], []),
    ],
)
def test_recipients_that_the_reader_does_not_name(
    text: str, told: Told, mentions: list[tuple[str, str]], received: list[str]
) -> None:
    assert names(act(text, told, *(actor(text, words, code) for words, code in mentions)).recipients) == received


@pytest.mark.parametrize(("probability", "reasons"), [(0.55, ["unsure"]), (0.7, [])])
def test_what_is_merely_said_is_a_threat_only_where_it_is_sure(probability: float, reasons: list[str]) -> None:
    text = "Chad said Mali would pay."
    told = Told("said", "THREATEN", ["Chad"], ["Mali"], probability=probability)
    _, refusals = find(text, FakeReader(told), actor(text, "Chad", "TCD"), actor(text, "Mali", "MLI"))
    assert [r.reason for r in refusals] == reasons


@pytest.mark.parametrize(
    ("text", "words", "dated"),
    [
        ("Chad shelled Mali on Monday.", "on Monday", True),
        # A date of what the act hangs on dates it too.
        ("On Monday Chad said it had shelled Mali.", "On Monday", True),
        # One that belongs to another thing does not.
        ("Chad shelled Mali after the 2020 election.", "2020", False),
        ("Chad shelled Mali under a law of 1991.", "1991", False),
        ("Chad shelled Mali because rebels had crossed the river in March.", "March", False),
    ],
)
def test_a_date_is_the_acts_own_or_of_what_it_hangs_on(text: str, words: str, dated: bool) -> None:
    found = act(text, Told("shelled", "ASSAULT", ["Chad"], ["Mali"]), actor(text, "Chad", "TCD"), time(text, words, 6))
    assert (found.time is not None) == dated


def test_nobody_receives_what_he_does_himself() -> None:
    text = "North Korea fired missiles past Pyongyang."
    mentions = [actor(text, words, "PRK") for words in ("North Korea", "Pyongyang")]
    told = Told("fired", "MOBILIZE", ["Korea"], ["Pyongyang"])
    assert names(act(text, told, *mentions).recipients) == ["Pyongyang"]
    same = [
        dataclasses.replace(m, entity=dataclasses.replace(m.entity, identifier_text="North Korea"))
        for m in mentions
        if m.entity
    ]
    assert act(text, told, *same).recipients == ()
