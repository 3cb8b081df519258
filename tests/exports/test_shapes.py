"""The tables that analysts already load: columns, order, and nothing in a column that is not known."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pandas
import pytest

from tidings.archive import Archive
from tidings.cli import common
from tidings.exports import COLUMNS, EVENT_FORMATS, FORMATS, write
from tidings.exports.shapes import number_of
from tidings.records import EventMention, Location
from tidings.testing import make_article, make_coded, make_entity, make_event

DAY = datetime.date(2021, 2, 3)
TEXT = "Ruritania's army shelled Zenda.\n\nThe two sides then met in\tStrelsau."
ZENDA = Location(
    *("Zenda", 25, 30),
    resolved_place="Zenda",
    geonameid=7,
    lat=50.5,
    lon=-3.25,
    city="Zenda",
    province="Hentzau",
    country="Russia",
    country_code="RUS",
    feature_class="P",
    feature_code="PPL",
    resolution=4,
    uncertainty_km=12.0,
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of an attack that is fully known, and a meeting that is known to the month."""
    article = make_article(
        TEXT, url="https://post.example/1", headline=None, publication="Post", published=datetime.date(2021, 2, 4)
    )
    army = make_entity("Ruritania's army", article, identifier_text="Ruritanian Army", code="RUS", sector=("MIL",))
    unitary = make_entity("two sides", article, code="UNO")
    attack = make_event(
        *(article, "shelled", "ASSAULT", [army], [make_entity("Zenda", article, code="PRK", sector=("CVL", "GOV"))]),
        id="0123456789abcdef0123",
        mode=("heavy-weapons",),
        context=("military", "territory"),
        date=DAY,
        date_precision="day",
        event_loc=ZENDA,
        mentions=(EventMention("", 0, 31), EventMention("", 33, 70)),
    )
    meeting = make_event(
        *(article, "met", "CONSULT", [unitary, army]),
        id="f" * 20,
        date=datetime.date(2021, 2, 1),
        enddate=datetime.date(2021, 2, 28),
        date_precision="month",
    )
    found = Archive(tmp_path_factory.mktemp("shapes") / "a.duckdb")
    found.add([make_coded(article, attack, meeting)], "tidings test")
    return found


def _table(archive: Archive, format: str) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write(archive.events(), format, stream)
    lines = stream.getvalue().decode().splitlines()
    rows = [line.split("\t") for line in lines]
    if format in {"polecat", "icews"}:
        assert rows.pop(0) == list(COLUMNS[format])
    return [dict(zip(COLUMNS[format], row, strict=True)) for row in rows]


def _known(row: dict[str, str], *names: str) -> list[str]:
    return [row[name] for name in names]


def test_the_command_line_names_the_same_formats() -> None:
    assert tuple(FORMATS) == common.FORMATS
    assert tuple(EVENT_FORMATS) == common.EVENT_FORMATS


@pytest.mark.parametrize(
    ("shape", "count", "first", "last"),
    [
        ("gdelt", 61, "GLOBALEVENTID", "SOURCEURL"),
        ("gdelt-mentions", 16, "GLOBALEVENTID", "Extras"),
        ("polecat", 40, "Event ID", "Version"),
        ("icews", 20, "event_id", "longitude"),
    ],
)
def test_columns(shape: str, count: int, first: str, last: str) -> None:
    columns = COLUMNS[shape]
    assert (len(columns), len(set(columns)), columns[0], columns[-1]) == (count, count, first, last)


def test_columns_are_those_of_the_list() -> None:
    path = Path(__file__).parents[3] / "shared" / "formats.md"
    if not path.is_file():
        pytest.skip("no ../shared")
    text = path.read_text(encoding="utf-8")
    for shape, heading in (("gdelt-mentions", "GDELT 2.0 mentions"), ("polecat", "POLECAT"), ("icews", "ICEWS")):
        listed = text.split(f"## {heading}")[1].split("\n")[1]
        assert listed == ", ".join(COLUMNS[shape])


def test_gdelt(archive: Archive) -> None:
    meeting, attack = _table(archive, "gdelt")
    number = str(number_of("0123456789abcdef0123"))
    assert _known(attack, "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate") == [
        *(number, "20210203", "202102", "2021", "2021.0932")
    ]
    assert _known(attack, "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code", "Actor1Type2Code") == [
        *("RUSMIL", "RURITANIAN ARMY", "RUS", "MIL", "")
    ]
    assert _known(attack, "Actor2Code", "Actor2Type1Code", "Actor2Type2Code") == ["PRKCVLGOV", "CVL", "GOV"]
    assert _known(attack, "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale") == [
        *("194", "194", "19", "4", str(json.loads(next(archive.events(type="ASSAULT").jsonl()))["event_scale"]))
    ]
    assert _known(attack, "NumMentions", "NumSources", "NumArticles", "IsRootEvent") == ["2", "1", "1", "1"]
    geo = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
    assert _known(attack, *(f"ActionGeo_{g}" for g in geo)) == [
        *("4", "Zenda, Hentzau, Russia", "RS", "", "50.5", "-3.25", "")
    ]
    assert attack["SOURCEURL"] == "https://post.example/1"
    # The day of the meeting is not known, nor is one made up; the second actor stands in for a recipient.
    assert _known(meeting, "SQLDATE", "MonthYear", "Year", "FractionDate") == ["", "202102", "2021", ""]
    assert _known(meeting, "Actor1Code", "Actor1KnownGroupCode", "Actor1CountryCode", "Actor2Code") == [
        *("UNO", "UNO", "", "RUSMIL")
    ]
    for row in (meeting, attack):
        assert not any(row[n] for n in row if n.startswith(("Actor1Geo", "Actor2Geo", "AvgTone", "DATEADDED")))


def test_gdelt_mentions(archive: Archive) -> None:
    rows = [r for r in _table(archive, "gdelt-mentions") if r["EventTimeDate"]]
    assert [_known(r, "SentenceID", "Actor1CharOffset", "ActionCharOffset", "Confidence") for r in rows] == [
        *(["1", "0", str(TEXT.index("shelled")), "90"], ["", "", "", "90"])
    ]
    assert {r["MentionTimeDate"] for r in rows} == {"20210204000000"}
    assert {(r["MentionType"], r["MentionIdentifier"]) for r in rows} == {("1", "https://post.example/1")}


def test_polecat(archive: Archive) -> None:
    meeting, attack = _table(archive, "polecat")
    names = ("Event ID", "Event Date", "Event Type", "Event Mode", "Contexts", "Actor Name", "Recipient Sectors")
    assert _known(attack, *names) == [
        *("0123456789abcdef0123", "2021-02-03", "ASSAULT", "heavy-weapons", "military;territory"),
        *("Ruritanian Army", "CVL;GOV"),
    ]
    assert _known(attack, "Latitude", "GeoNames ID", "Raw Placename", "Publication Date") == [
        *("50.5", "7", "Zenda", "2021-02-04")
    ]
    assert _known(meeting, "Event Date", "Actor Name", "Recipient Name") == ["", "two sides;Ruritanian Army", ""]


def test_icews(archive: Archive) -> None:
    _, attack = _table(archive, "icews")
    names = ("event_date", "source_name", "source_sectors", "source_country", "target_sectors", "target_country")
    assert _known(attack, *names) == [*("2021-02-03", "Ruritanian Army", "MIL", "Russia", "CVL,GOV", "North Korea")]
    assert _known(attack, "cameo_code", "sentence_number", "publisher", "latitude") == ["194", "1", "Post", "50.5"]


def test_geojson(archive: Archive) -> None:
    stream = io.BytesIO()
    write(archive.stream_events(size=1), "geojson", stream)
    meeting, attack = json.loads(stream.getvalue())["features"]
    assert attack["geometry"] == {"type": "Point", "coordinates": [-3.25, 50.5]}
    assert (attack["properties"]["uncertainty_km"], attack["properties"]["resolution"]) == (12.0, 4)
    assert meeting["geometry"] is None and meeting["properties"]["date_precision"] == "month"


def test_plover_has_its_own_fields_only(archive: Archive) -> None:
    stream = io.BytesIO()
    write(archive.events(), "plover", stream)
    attack = json.loads(stream.getvalue().splitlines()[1])
    assert attack["actor"] == [
        *({"code": "RUS", "sector": ["MIL"], "entity_text": "Ruritania's army", "identifier_text": "Ruritanian Army"},)
    ]
    assert "uncertainty_km" not in attack["event_loc"] and attack["event_loc"]["geonameid"] == 7
    assert not {"attribution", "confidence", "article", "mentions", "trace", "auxiliary"} & attack.keys()


def _load(line: str, path: Path) -> Any:
    return eval(line.replace("FILE", str(path)), {"pandas": pandas, "json": json, "open": open})  # noqa: S307 - the line that the documents print


@pytest.mark.parametrize("format", EVENT_FORMATS)
def test_the_line_of_pandas_loads_it(archive: Archive, tmp_path: Path, format: str) -> None:
    path = tmp_path / f"events.{EVENT_FORMATS[format].suffix}"
    with path.open("wb") as stream:
        write(archive.stream_events(), format, stream)
    frame = _load(EVENT_FORMATS[format].pandas, path)
    assert len(frame) == (3 if format == "gdelt-mentions" else 2)
    if format in COLUMNS:
        assert frame.shape[1] == len(COLUMNS[format])
    if format == "gdelt":
        assert list(frame[26])[1] == "194" and "two sides" not in str(frame[5])


def test_hostile_text_breaks_no_row(tmp_path: Path) -> None:
    article = make_article("A\tB\nC met D.", url="https://x.example/\t\n2")
    entity = make_entity("A\tB\nC", article)
    archive = Archive(tmp_path / "a.duckdb")
    archive.add([make_coded(article, make_event(article, "met", actor=[entity]))], "tidings test")
    for shape in COLUMNS:
        assert len(_table(archive, shape)) == 1


def test_parts_of_a_stream(archive: Archive) -> None:
    assert [len(part) for part in archive.stream_events(size=1)] == [1, 1]
    assert [len(part) for part in archive.stream_events(type="AID")] == [0]
    assert [len(part) for part in archive.stream_events(limit=1)] == [1]
    (whole,) = archive.stream_events()
    assert (whole.names, whole.rows, list(whole)) == (
        *(archive.events().names, archive.events().rows),
        list(archive.events()),
    )
