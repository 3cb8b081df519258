"""Actors that one sentence names: countries, demonyms, metonyms, bodies, organisations, groups, role nouns."""

from __future__ import annotations

import pytest
from tests.mentions.reading import actor, actors


@pytest.mark.parametrize(
    ("text", "words", "name", "code", "sectors"),
    [
        ("Norway has sent medicine to Chad.", "Norway", "Norway", "NOR", ()),
        ("Norway has sent medicine to Chad.", "Chad", "Chad", "TCD", ()),
        ("France and the United Kingdom signed the pact.", "the United Kingdom", "United Kingdom", "GBR", ()),
        ("The U.S. rejected the offer.", "The U.S.", "United States", "USA", ()),
        ("Troops of the DPRK crossed the river.", "the DPRK", "North Korea", "PRK", ()),
        ("Kosovo has recalled its envoy.", "Kosovo", "Kosovo", "XKX", ()),
        ("The French have refused to pay.", "The French", "France", "FRA", ()),
        ("Dozens of Syrians fled to Cyprus.", "Syrians", "Syria", "SYR", ()),
        ("The Danes voted against it.", "The Danes", "Denmark", "DNK", ()),
        ("Northern Ireland and Scotland voted against it.", "Scotland", "United Kingdom", "GBR", ()),
        ("The Soviet Union invaded Hungary.", "The Soviet Union", "Soviet Union", "RUS", ()),
        ("Transnistria held a vote on Sunday.", "Transnistria", "Transnistria", "MDA", ("PRE",)),
    ],
)
def test_countries_and_their_people(
    text: str, words: str, name: str | None, code: str, sectors: tuple[str, ...]
) -> None:
    found = actor(text, words)
    assert (found.identifier_text, found.code, found.sector) == (name, code, sectors)


@pytest.mark.parametrize(
    ("text", "words", "name", "code", "sectors"),
    [
        ("The Kremlin has rejected the plan.", "The Kremlin", "Russia", "RUS", ("GOV",)),
        ("Downing Street criticised the ruling.", "Downing Street", "United Kingdom", "GBR", ("GOV",)),
        ("The White House welcomed the deal.", "The White House", "White House", "USA", ("GOV",)),
        ("The Élysée denied the report.", "The Élysée", "France", "FRA", ("GOV",)),
        ("Beijing has warned Taipei not to sign.", "Beijing", "China", "CHN", ("GOV",)),
        ("Beijing has warned Taipei not to sign.", "Taipei", "Taiwan", "TWN", ("GOV",)),
        ("Talks between Ankara and Athens have failed.", "Ankara", "Turkey", "TUR", ("GOV",)),
        ("Talks between Ankara and Athens have failed.", "Athens", "Greece", "GRC", ("GOV",)),
        ("Seoul welcomed Pyongyang's decision to talk.", "Pyongyang", "North Korea", "PRK", ("GOV",)),
        ("Tehran is unlikely to accept the offer.", "Tehran", "Iran", "IRN", ("GOV",)),
        ("The Pentagon confirmed the strike.", "The Pentagon", "US Department of Defense", "USA", ("MIL", "GOV")),
    ],
)
def test_buildings_and_capitals_that_act(text: str, words: str, name: str, code: str, sectors: tuple[str, ...]) -> None:
    found = actor(text, words)
    assert (found.identifier_text, found.code, found.sector) == (name, code, sectors)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bomb went off in Ankara on Monday.", "Ankara"),
        ("Paris was quiet after the match.", "Paris"),
        ("She flew from Tokyo to Lima.", "Tokyo"),
        ("Crowds gathered outside the Kremlin.", "the Kremlin"),
        ("Police cut off Pyongyang from the coast.", "Pyongyang"),
    ],
)
def test_capitals_and_buildings_where_things_happen_are_no_actors(text: str, words: str) -> None:
    assert words not in [m.text for m in actors(text)]


@pytest.mark.parametrize(
    ("text", "words", "code", "sectors"),
    [
        ("The French government has resigned.", "The French government", "FRA", ("GOV",)),
        ("Israeli troops entered the town.", "Israeli troops", "ISR", ("MIL",)),
        ("Kenyan police arrested two men.", "Kenyan police", "KEN", ("COP",)),
        ("An Egyptian court jailed the writer.", "An Egyptian court", "EGY", ("JUD",)),
        ("Gunmen killed a judge.", "Gunmen", None, ("UAF",)),
        ("Gunmen killed a judge.", "a judge", None, ("JUD",)),
        ("Rebels seized the airport.", "Rebels", None, ("REB",)),
        ("Thousands of protesters marched through Lima.", "protesters", "PER", ("CVL",)),
        ("A spokesman for the ministry denied it.", "A spokesman for the ministry", None, ("GOV",)),
        ("A spokesman for the Turkish foreign ministry denied it.", "A spokesman for the Turkish foreign ministry",
         "TUR", ("GOV",)),
        ("The army said it had withdrawn.", "The army", None, ("MIL",)),
        ("Chinese fishermen were freed.", "Chinese fishermen", "CHN", ("AGR",)),
        ("Russian airstrikes hit the port.", "Russian airstrikes", "RUS", ("MIL",)),
        ("Opposition lawmakers walked out.", "Opposition lawmakers", None, ("LEG", "OPP")),
        ("A Nato spokesman confirmed the crash.", "A Nato spokesman", "IGO", ()),
        ("The leader of Chad's opposition fled.", "The leader of Chad's opposition", "TCD", ("OPP",)),
        ("The prime minister's son was arrested.", "The prime minister's son", None, ("ELI",)),
        ("The company's chief executive has resigned.", "The company's chief executive", None, ("BUS",)),
        ("All parties concerned should stop.", "All parties", None, ()),
        ("The US secretary of state resigned.", "The US secretary of state", "USA", ("GOV",)),
        ("A member of the Egyptian parliament was held.", "A member of the Egyptian parliament", "EGY", ("LEG",)),
        ("The head of the Meretz party agreed.", "The head of the Meretz party", "ISR", ("PTY",)),
        ("A spokesman for the German military joint command denied it.",
         "A spokesman for the German military joint command", "DEU", ("MIL",)),
        ("Doctors left Mazar-i-Sharif provincial hospital.", "Mazar-i-Sharif provincial hospital", None, ("MED",)),
        ("Russian-backed rebels shelled the town.", "Russian-backed rebels", None, ("REB",)),
        ("Major banks closed their branches.", "Major banks", None, ("BUS",)),
    ],
)  # fmt: skip
def test_role_nouns(text: str, words: str, code: str | None, sectors: tuple[str, ...]) -> None:
    found = actor(text, words)
    assert (found.code, found.sector) == (code, sectors)
    assert found.resolved is None


@pytest.mark.parametrize(
    ("text", "words", "name", "code", "sectors"),
    [
        ("The United Nations has condemned it.", "The United Nations", "United Nations", "UNO", ()),
        ("NATO moved ships to the Baltic.", "NATO", "NATO", "IGO", ()),
        ("Amnesty International urged them to stop.", "Amnesty International", "Amnesty International", "NGO", ("SOC",)),
        ("Hamas fired rockets.", "Hamas", "Hamas", "PSE", ("REB", "PTY", "GOV")),
        ("Boko Haram freed the girls.", "Boko Haram", "Boko Haram", "NGA", ("REB",)),
        ("Islamic State claimed the attack.", "Islamic State", "Islamic State", "IMG", ("REB",)),
        ("The Labour Party lost the vote.", "The Labour Party", "Labour Party", "GBR", ("PTY",)),
        ("The Bank of England raised rates.", "The Bank of England", "Bank of England", "GBR", ("GOV",)),
        ("The International Committee of the Red Cross sent aid.", "The International Committee of the Red Cross",
         "International Committee of the Red Cross", "NGO", ("MED",)),
        ("Reuters reported the deal.", "Reuters", "Reuters", "GBR", ("JRN",)),
    ],
)  # fmt: skip
def test_organisations_of_the_tables(text: str, words: str, name: str, code: str, sectors: tuple[str, ...]) -> None:
    found = actor(text, words)
    assert (found.identifier_text, found.code, found.sector) == (name, code, sectors)


def test_a_longer_name_is_not_the_shorter_one_inside_it() -> None:
    """A bank, a board or a festival that bears a country's or another body's name is neither of them."""
    text = "The Royal Bank of Canada cut its rates. Statistics Canada and Air Tanzania published figures."
    names = {m.text: m.entity.identifier_text for m in actors(text) if m.entity}
    assert "Bank of Canada" not in names.values()
    assert "Canada" not in names.values()
    assert "Tanzania" not in names.values()
    found = actor(text, "Statistics Canada")
    assert (found.identifier_text, found.code) == ("Statistics Canada", "CAN")


@pytest.mark.parametrize(
    ("text", "words", "name", "code", "sectors"),
    [
        ("The Gauteng High Court dismissed the case.", "The Gauteng High Court", "Gauteng High Court", "ZAF", ("JUD",)),
        ("Students at the University of Lagos marched.", "the University of Lagos", "University of Lagos", "NGA", ("EDU",)),
        ("The Royal Bank of Canada cut its rates.", "The Royal Bank of Canada", "Royal Bank of Canada", "CAN",
         ("BUS",)),
        ("The Department for Fish and Whales agreed.", "The Department for Fish", "Department for Fish", None, ("GOV",)),
        ("AFP reported the deal with Japan.", "AFP", "Agence France-Presse", "FRA", ("JRN",)),
        ("Germany's Foreign Ministry rejected it.", "Germany's Foreign Ministry", "German Foreign Office", "DEU", ("GOV",)),
    ],
)  # fmt: skip
def test_bodies_with_a_proper_name(
    text: str, words: str, name: str | None, code: str | None, sectors: tuple[str, ...]
) -> None:
    found = actor(text, words)
    assert (found.identifier_text, found.code, found.sector) == (name, code, sectors)


@pytest.mark.parametrize(
    "text", ["# South Korea Returns Trawler Accused of Netting Cod Off Japan", "# South Korea Rejects Peace Offer"]
)
def test_a_headline_that_capitalises_every_word(text: str) -> None:
    assert actors(text)[0].text == "South Korea"


def test_an_owner_inside_a_name_is_an_actor_too() -> None:
    text = "Erdogan’s AK Party lost votes."
    assert [m.entity.identifier_text for m in actors(text, "2018-01-01") if m.entity] == [
        "Justice and Development Party",
        "Recep Tayyip Erdoğan",
    ]


def test_names_in_the_text_are_named_once() -> None:
    text = "The Democratic People's Republic of Korea fired a missile."
    assert [(m.text, m.entity.code) for m in actors(text) if m.entity] == [
        ("The Democratic People's Republic of Korea", "PRK")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The report came out in March 2026.", "March"),
        ("It was their first meeting in person.", "person"),
        ("The writer lives in exile.", "exile"),
        ("They took the city to court.", "court"),
        ("The findings were made public.", "public"),
        ("The storm left nine people dead.", "dead"),
        ("It spread on social media.", "social media"),
        ("The plane left at 7 p.m. (1900 GMT).", "GMT"),
        ("He scorned the “heroic troops” of the duke.", "the “heroic troops"),
        ("It is a source of heat.", "a source of heat"),
        ("Write to tips@news.test or @Newsdesk.", "@Newsdesk"),
        ("The members arrived late.", "The members"),
        ("He scratched his head.", "his head"),
        ("She won the US Open on Monday.", "US"),
    ],
)
def test_what_is_no_actor(text: str, words: str) -> None:
    assert words not in [m.text for m in actors(text)]


def test_an_abbreviation_that_the_text_explains_is_what_the_text_says() -> None:
    text = "All Nippon Airways (ANA) cancelled the flight. ANA said the crew had fallen ill."
    found = actor(text, "ANA", which=-1)
    assert (found.identifier_text, found.code) == ("All Nippon Airways", "JPN")


def test_an_abbreviation_explained_behind_itself() -> None:
    text = "She joined Isis (Institute of Sea and Inlet Studies) in May. Isis has a boat."
    assert {m.entity.code for m in actors(text) if m.text == "Isis" and m.entity} == {None}


def test_an_abbreviation_of_another_country_is_somebody_elses() -> None:
    assert actor("The NPA fought troops in the Philippines.", "The NPA").code == "PHL"
    assert "PHL" not in [m.entity.code for m in actors("The NPA dropped the case in South Africa.") if m.entity]
    assert actor("FBI agents searched the house in Canada.", "FBI agents").code == "USA"


def test_the_date_decides_among_the_uses_of_a_name() -> None:
    text = "The Taliban attacked a convoy."
    assert actor(text, "The Taliban", "2015-06-01").sector == ("REB",)
    assert actor(text, "The Taliban", "2022-06-01").sector == ("GOV", "REB")
