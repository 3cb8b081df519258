"""What the tables say: who held which office when, and what a name stands for on a day."""

from __future__ import annotations

import datetime

import pytest

from tidings.knowledge import Country, Knowledge, Metonym, Organisation, Outlet, PartialState, load_tables
from tidings.knowledge.rows import Row


@pytest.fixture(scope="module")
def tables() -> Knowledge:
    return load_tables()


def _on(tables: Knowledge, name: str, day: str) -> Row:
    date = datetime.date.fromisoformat(day)
    uses = tables.names.get(name)
    return next((row for _, row in uses if row.holds(date)), uses[0][1])


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("USA", "president", "1999-06-01", "Bill Clinton"),
        ("USA", "president", "2005-06-01", "George W. Bush"),
        ("USA", "president", "2019-06-01", "Donald Trump"),
        ("USA", "president", "2022-06-01", "Joe Biden"),
        ("USA", "president", "2025-06-01", "Donald Trump"),
        ("GBR", "prime minister", "1996-06-01", "John Major"),
        ("GBR", "prime minister", "2004-06-01", "Tony Blair"),
        ("GBR", "prime minister", "2022-09-30", "Liz Truss"),
        ("FRA", "president", "2010-01-01", "Nicolas Sarkozy"),
        ("FRA", "prime minister", "1996-06-01", "Alain Juppé"),
        ("FRA", "prime minister", "2006-06-01", "Dominique de Villepin"),
        ("DEU", "chancellor", "2003-01-01", "Gerhard Schröder"),
        ("DEU", "chancellor", "2023-01-01", "Olaf Scholz"),
        ("RUS", "president", "2010-01-01", "Dmitry Medvedev"),
        ("RUS", "prime minister", "1999-06-15", "Sergei Stepashin"),
        ("ESP", "prime minister", "1996-05-20", "José María Aznar"),
        ("ITA", "prime minister", "1996-05-25", "Romano Prodi"),
        ("ITA", "prime minister", "2017-06-01", "Paolo Gentiloni"),
        ("TUR", "prime minister", "1996-06-29", "Necmettin Erbakan"),
        ("LBN", "prime minister", "2006-07-20", "Fouad Siniora"),
        ("LBN", "prime minister", "2005-06-01", "Najib Mikati"),
        ("SYR", "president", "2011-03-20", "Bashar al-Assad"),
        ("SYR", "prime minister", "2012-07-01", "Riad Hijab"),
        ("EGY", "president", "2012-12-01", "Mohamed Morsi"),
        ("EGY", "prime minister", "2018-06-20", "Mostafa Madbouly"),
        ("IRQ", "prime minister", "2005-05-20", "Ibrahim al-Jaafari"),
        ("IRN", "president", "2009-06-13", "Mahmoud Ahmadinejad"),
        ("ISR", "prime minister", "1995-10-01", "Yitzhak Rabin"),
        ("ISR", "prime minister", "2022-01-01", "Naftali Bennett"),
        ("PAK", "prime minister", "2004-09-15", "Shaukat Aziz"),
        ("IND", "prime minister", "2008-11-26", "Manmohan Singh"),
        ("JPN", "prime minister", "2011-03-11", "Naoto Kan"),
        ("KOR", "president", "2000-06-15", "Kim Dae-jung"),
        ("KOR", "prime minister", "2008-02-20", "Han Duck-soo"),
        ("PRK", "premier", "2021-01-01", "Kim Tok Hun"),
        ("UKR", "president", "2022-02-24", "Volodymyr Zelenskyy"),
        ("POL", "prime minister", "2010-04-10", "Donald Tusk"),
        ("YEM", "president", "2012-02-10", "Ali Abdullah Saleh"),
    ],
)
def test_who_held_an_office(tables: Knowledge, country: str, office: str, day: str, name: str) -> None:
    holder = tables.holder(country, office, datetime.date.fromisoformat(day))
    assert holder is not None and holder.name == name


@pytest.mark.parametrize(
    ("name", "day", "code", "sectors"),
    [
        ("United Nations", "2010-01-01", "UNO", ()),
        ("UN Security Council", "2010-01-01", "UNO", ()),
        ("NATO", "2010-01-01", "IGO", None),
        ("African Union", "2010-01-01", "IGO", None),
        ("European Commission", "2010-01-01", "EUR", None),
        ("Amnesty International", "2010-01-01", "NGO", None),
        ("Pentagon", "2010-01-01", "USA", ("MIL", "GOV")),
        ("State Department", "2010-01-01", "USA", ("GOV",)),
        ("CIA", "2010-01-01", "USA", ("SPY",)),
        ("Mossad", "2010-01-01", "ISR", ("SPY",)),
        ("Knesset", "2010-01-01", "ISR", ("LEG",)),
        ("State Duma", "2010-01-01", "RUS", ("LEG",)),
        ("Scotland Yard", "2010-01-01", "GBR", ("COP",)),
        ("US Supreme Court", "2010-01-01", "USA", ("JUD",)),
        ("Reuters", "2010-01-01", "GBR", None),
        ("al-Qaeda", "2005-01-01", "IMG", ("REB",)),
        ("Islamic State", "2015-01-01", "IMG", ("REB",)),
        ("Taliban", "2010-01-01", "AFG", ("REB",)),
        ("Taliban", "2022-01-01", "AFG", ("GOV", "REB")),
        ("Houthis", "2020-01-01", "YEM", ("REB",)),
        ("RSF", "2023-05-01", "SDN", ("PRM", "REB")),
        ("Kosovo Liberation Army", "1999-01-01", "XKX", ("REB",)),
        ("Hayat Tahrir al-Sham", "2020-01-01", "SYR", ("REB",)),
        ("Labour Party", "2010-01-01", "GBR", ("PTY",)),
        ("African National Congress", "2010-01-01", "ZAF", ("PTY",)),
        ("Law and Justice", "2016-01-01", "POL", ("PTY",)),
    ],
)
def test_organisations(tables: Knowledge, name: str, day: str, code: str, sectors: tuple[str, ...] | None) -> None:
    row = _on(tables, name, day)
    assert isinstance(row, Organisation) and row.code == code
    assert sectors is None or row.sectors == sectors


@pytest.mark.parametrize(
    ("name", "day", "country", "sectors"),
    [
        ("Blue House", "2018-04-27", "KOR", ("GOV",)),
        ("Yongsan presidential office", "2023-01-01", "KOR", ("GOV",)),
        ("Capitol Hill", "2021-01-06", "USA", ("LEG",)),
        ("Foggy Bottom", "2010-01-01", "USA", ("GOV",)),
        ("Holyrood", "2014-01-01", "GBR", ("LEG",)),
        ("Lubyanka", "2010-01-01", "RUS", ("SPY",)),
        ("Bankova", "2022-03-01", "UKR", ("GOV",)),
        ("Berlaymont", "2010-01-01", "EUR", ()),
        ("Camp Crame", "2017-01-01", "PHL", ("COP",)),
        ("Luthuli House", "2017-01-01", "ZAF", ("PTY",)),
        ("Los Pinos", "2014-09-26", "MEX", ("GOV",)),
    ],
)
def test_metonyms(tables: Knowledge, name: str, day: str, country: str, sectors: tuple[str, ...]) -> None:
    row = _on(tables, name, day)
    assert isinstance(row, Metonym) and (row.country, row.sectors) == (country, sectors)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kremlin", "RUS"),
        ("Downing Street", "GBR"),
        ("Zhongnanhai", "CHN"),
        ("Malacanang", "PHL"),
        ("Palazzo Chigi", "ITA"),
        ("Rashtrapati Bhavan", "IND"),
        ("Aso Rock", "NGA"),
        ("Kosovar", "XKX"),
    ],
)
def test_words_of_countries(tables: Knowledge, name: str, code: str) -> None:
    row = _on(tables, name, "2015-01-01")
    assert isinstance(row, Country) and row.code == code


def test_validity_of_palaces_that_were_left(tables: Knowledge) -> None:
    (_, blue), *_ = tables.names.get("Blue House")
    assert blue.holds(datetime.date(2022, 5, 1)) and not blue.holds(datetime.date(2023, 1, 1))


def test_states_of_the_past_and_in_part(tables: Knowledge) -> None:
    soviet = _on(tables, "USSR", "1985-01-01")
    assert isinstance(soviet, Country) and soviet.successor == "RUS"
    karabakh = _on(tables, "Artsakh", "2020-10-01")
    assert isinstance(karabakh, PartialState) and karabakh.country == "AZE"


def test_outlets_by_name_and_domain(tables: Knowledge) -> None:
    homes = {name: row.country for row in tables.outlets for name in (row.name, *row.aliases)}
    assert homes["BBC"] == homes["www.bbc.co.uk"] == "GBR"
    assert homes["www.nytimes.com"] == "USA" and homes["usa.chinadaily.com.cn"] == "CHN"
    assert any(isinstance(row, Outlet) and row.agency for row in tables.outlets)
