"""The knowledge tables that ship: every row keeps its form, and rows do not contradict each other."""

from __future__ import annotations

import csv
import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tidings.errors import TableError
from tidings.knowledge import Knowledge, Metonym, Organisation, Person, Role, load_tables, versions
from tidings.knowledge.check import overlaps
from tidings.knowledge.rows import READERS, Row
from tidings.ontology import SECTORS

DATA = Path(str(files("tidings.knowledge") / "data"))
INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
HEADS = {
    "president",
    "king",
    "queen",
    "emperor",
    "emir",
    "sultan",
    "supreme leader",
    "prime minister",
    "premier",
    "chancellor",
}
# Two kings of one name reigned at once, over two countries; the order of the table decides.
SHARED = {"King Abdullah"}
PRECISION = {0: "none", 4: "year", 7: "month", 10: "day"}


def _cells(table: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (DATA / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(reader)
        for number, cells in enumerate(reader, start=2):
            assert len(cells) == len(header), f"{table}.tsv, line {number}: {len(cells)} cells"
            yield number, dict(zip(header, cells, strict=True))


def _overlap(one: Row, other: Row) -> datetime.timedelta:
    since = max(one.since or datetime.date.min, other.since or datetime.date.min)
    until = min(one.until or datetime.date.max, other.until or datetime.date.max)
    return until - since


def _pairs(rows: Iterable[Row]) -> Iterator[tuple[str, Row, Row]]:
    named: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys((row.name, *getattr(row, "aliases", ()))):
            named[name].append(row)
    for name, found in named.items():
        for one, other in itertools.combinations(found, 2):
            if _overlap(one, other) >= datetime.timedelta(0):
                yield name, one, other


@pytest.fixture(scope="module")
def tables() -> Knowledge:
    return load_tables()


@pytest.mark.parametrize("table", sorted(READERS))
def test_every_row_parses_and_names_its_source(table: str) -> None:
    rows = list(_cells(table))
    assert len(rows) >= 10
    for number, cells in rows:
        where = f"{table}.tsv, line {number}"
        READERS[table](table, {key: value for key, value in cells.items() if value})
        assert cells["source"].strip(), f"{where}: no source"
        for column, value in cells.items():
            assert value == value.strip(), f"{where}: blanks around {column}"
            assert not value.startswith("|") and not value.endswith("|") and "||" not in value, f"{where}: {column}"


@pytest.mark.parametrize("table", sorted(READERS))
def test_precision_is_that_of_the_coarser_date(table: str) -> None:
    for number, cells in _cells(table):
        if "precision" in cells and "from" in cells:
            dates = [cells[column] for column in ("from", "until") if cells[column]]
            coarsest = min((len(date) for date in dates), default=0)
            assert cells["precision"] == PRECISION[coarsest], f"{table}.tsv, line {number}"


def test_codes_are_countries_or_international(tables: Knowledge) -> None:
    countries = {row.code for row in tables.countries}
    known = countries | INTERNATIONAL | {row.code for row in tables.historical_states}
    assert len(countries) == 250
    assert "XKX" in countries and "KOS" not in countries
    for person in tables.people:
        assert person.country is None or person.country in known, person
    for organisation in tables.organisations:
        assert organisation.code in known or organisation.code is None, organisation
        assert organisation.country in known or organisation.country is None, organisation
    for region in tables.regions:
        assert set(region.countries) <= countries, region
    assert {row.country for row in tables.metonyms} | {row.country for row in tables.outlets} <= known
    for partial in tables.partial_states:
        assert partial.country in countries, partial
    for state in (*tables.countries, *tables.historical_states):
        assert (state.sovereign or "USA") in countries and (state.successor or "USA") in countries, state


def test_gazetteer_uses_the_same_codes(tables: Knowledge) -> None:
    found = {place.country for name in ("Pristina", "Prizren") for place in tables.gazetteer.lookup(name)}
    assert "XKX" in found and "KOS" not in found


def test_sectors_are_known(tables: Knowledge) -> None:
    rows: list[Person | Organisation | Role | Metonym] = [*tables.people, *tables.organisations]
    rows += [*tables.roles, *tables.metonyms]
    for row in rows:
        assert set(row.sectors) <= set(SECTORS), row


def test_one_head_at_a_time(tables: Knowledge) -> None:
    assert list(overlaps(tables.people, HEADS)) == []


def test_terms_of_one_office_do_not_repeat(tables: Knowledge) -> None:
    references = [row.reference for row in tables.people]
    assert len(references) == len(set(references))


def test_people_of_one_name_are_one_person(tables: Knowledge) -> None:
    for name, one, other in _pairs(tables.people):
        assert one.name == other.name or name in SHARED, f"{name}: {one.reference} and {other.reference}"


def test_organisations_of_one_name(tables: Knowledge) -> None:
    """Short names may be shared between countries; a main name, or a name within a country, may not."""
    for name, one, other in _pairs(tables.organisations):
        assert isinstance(one, Organisation) and isinstance(other, Organisation)
        where = f"{name}: {one.reference} and {other.reference}"
        assert one.name != other.name, where
        if one.code == other.code and len(one.code or "") == 3 and one.code not in INTERNATIONAL:
            assert one.sectors == other.sectors, where


def test_regions_and_metonyms_have_names_of_their_own(tables: Knowledge) -> None:
    assert [name for name, _, _ in _pairs(tables.regions)] == []
    assert [name for name, _, _ in _pairs(tables.metonyms)] == []


def test_metonyms_stand_for_something_known(tables: Knowledge) -> None:
    known = {row.name for row in (*tables.countries, *tables.organisations)}
    assert {row.stands_for for row in tables.metonyms} <= known
    assert len(tables.metonyms) >= 40


def test_regions_lie_on_the_globe(tables: Knowledge) -> None:
    for region in tables.regions:
        assert (region.lat is None) == (region.lon is None), region
        assert region.lat is None or (-90 <= region.lat <= 90 and -180 <= (region.lon or 0) <= 180), region
        assert region.feature_class in {None, "A", "H", "L", "P", "R", "S", "T", "U", "V"}, region


def test_party_terms_are_in_order(tables: Knowledge) -> None:
    spans = [span for row in tables.organisations for span in row.in_government]
    assert len(spans) > 500
    for since, until in spans:
        assert since is not None and (until is None or since <= until)


def test_a_broken_row_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "outlets.tsv").write_text("name\tcountry\nThe Post\tUnited\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"outlets\.tsv, line 2: country"):
        load_tables(tmp_path)


def test_versions_cover_every_table() -> None:
    assert set(READERS) | {"gazetteer"} == set(versions())
