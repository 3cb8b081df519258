"""The commands over an archive: filters, formats, prefixes of ids, and archives that cannot be used."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest
from tests.cli.calls import MEETING, STRIKE, Call, write_table

from tidings.archive import Archive

TALK = "Ruritania and Graustark met. “Nothing was agreed”, Rudolf said. “Not yet”, Flavia said."
ROWS: tuple[dict[str, Any], ...] = (
    {"id": "one", "title": "A meeting", "text": MEETING, "date": "2023-09-13", "publication": "The Zenda Post"},
    {"id": "two", "text": f"{STRIKE} It reportedly struck them.", "date": "2023-10-01"},
    {"id": "three", "text": TALK, "date": "2023-09-20", "publication": "The Strelsau Sun"},
    {"id": "undated", "text": "Syldavia met Ruritania."},
    {"id": "copy", "text": MEETING, "date": "2023-09-14", "publication": "The Hentzau Times"},
)


_MADE: list[bytes] = []


@pytest.fixture(autouse=True)
def archive(desk: Path, call: Call) -> None:
    """An archive of five articles, of which two print the same text; made once and copied."""
    write_table("t.jsonl", *ROWS)
    if not _MADE:
        call("code", "t.jsonl")
        _MADE.append(Path("tidings.duckdb").read_bytes())
    Path("tidings.duckdb").write_bytes(_MADE[0])


def _articles(call: Call, *arguments: str) -> list[str]:
    said = call("events", "--format", "jsonl", *arguments)
    assert said.status == 0
    assert said.err == f"{len(said.records)} found\n"
    return [r["article"] for r in said.records]


@pytest.mark.parametrize(
    ("arguments", "articles"),
    [
        ([], ["one", "copy", "three", "two", "undated"]),
        (["--limit", "2"], ["one", "copy"]),
        (["--actor", "RUS"], ["one", "copy", "three"]),
        (["--actor", "rus"], ["one", "copy", "three"]),
        (["--actor", "Ruritania"], ["one", "copy", "three"]),
        (["--recipient", "PRK"], ["one", "copy", "two"]),
        (["--actor", "RUS", "--recipient", "PRK"], ["one", "copy", "three"]),
        (["--actor", "PRK", "--recipient", "RUS"], ["three"]),
        (["--actor", "RUS", "--recipient", "RUS"], []),
        (["--actor", "RUS", "--recipient", "Ruritania"], []),
        (["--type", "ASSAULT"], ["two"]),
        (["--type", "consult", "--actor", "SYR"], ["undated"]),
        (["--since", "2023-09-14"], ["copy", "three", "two"]),
        (["--until", "2023-09-14"], ["one", "copy"]),
        (["--since", "2023-09-14", "--until", "2023-09-20"], ["copy", "three"]),
        (["--since", "2023-10-01", "--undated"], ["two", "undated"]),
        (["--certainty", "claimed"], ["two"]),
        (["--min-confidence", "0.95"], []),
        (["--place", "RUS"], []),
        (["--article", "three"], ["three"]),
        (["--article", "un"], ["undated"]),
    ],
    ids=lambda value: " ".join(value) or "all",
)
def test_filters(call: Call, arguments: list[str], articles: list[str]) -> None:
    assert _articles(call, *arguments) == articles


@pytest.mark.parametrize(
    "arguments",
    [["--type", "MEET"], ["--certainty", "sure"], ["--mode", "walk"], ["--context", "fun"], ["--min-confidence", "7"]],
    ids=" ".join,
)
def test_a_filter_that_asks_for_what_there_is_not(call: Call, arguments: list[str]) -> None:
    said = call("events", *arguments)
    assert (said.status, said.out) == (2, "")


def test_an_article_that_is_not_there(call: Call) -> None:
    for command in (["events"], ["quotes"], ["articles"], ["articles", "--text"]):
        said = call(*command, "--article", "nine")
        assert (said.status, said.out) == (1, "")
        assert said.err == "tidings: tidings.duckdb: no article with id nine; `tidings articles` lists them\n"
    assert "more than one article with id" in call("events", "--article", "t").err


def test_formats_agree(call: Call) -> None:
    records = call("events", "--format", "jsonl").records
    table = list(csv.DictReader(io.StringIO(call("events", "--format", "csv").out)))
    assert call("events", "--format", "parquet", "-o", "e.parquet").status == 0
    frame = polars.read_parquet("e.parquet")
    assert [r["id"] for r in records] == [r["id"] for r in table] == frame["id"].to_list()
    assert [r["text"] for r in records] == [r["text"] for r in table] == frame["text"].to_list()
    assert table[0]["actor"] == "Ruritania" and frame["actor"].to_list()[0] == ["Ruritania"]
    assert [r.get("date", "") for r in records] == [r["date"] for r in table]
    assert str(frame["date"].to_list()[0]) == "2023-09-13"


@pytest.mark.parametrize("command", ["events", "quotes", "articles"])
@pytest.mark.parametrize("format", ["table", "jsonl", "csv", "parquet"])
def test_a_file_gets_what_stdout_would(call: Call, command: str, format: str) -> None:
    printed = call(command, "--format", format)
    written = call(command, "--format", format, "--output", "out")
    assert (written.status, written.out) == (0, "")
    if format != "parquet":
        assert Path("out").read_text(encoding="utf-8") == printed.out
    assert Path("out").stat().st_size > 0


@pytest.mark.parametrize("output", ["no/such/folder", "."])
def test_a_file_that_cannot_be_written(call: Call, output: str) -> None:
    said = call("events", "--format", "csv", "-o", output)
    assert said.status == 2 and said.err.startswith(f"tidings: --output {output}: ")


def test_quotes(call: Call) -> None:
    said = call("quotes", "--format", "jsonl")
    assert [(r["text"], r["speaker"]["entity_text"]) for r in said.records] == [
        ("Nothing was agreed", "Rudolf"),
        ("Not yet", "Flavia"),
    ]
    assert [r["text"] for r in call("quotes", "--speaker", "flavia", "--format", "jsonl").records] == ["Not yet"]
    assert len(call("quotes", "--since", "2023-09-20", "--format", "jsonl").records) == 2
    for nothing in (["--since", "2023-09-21"], ["--kind", "indirect"], ["--article", "one"], ["--addressee", "Rudolf"]):
        assert call("quotes", "--format", "jsonl", *nothing).records == []
    assert call("quotes", "--limit", "1").out == "direct      Rudolf\nthree       “Nothing was agreed”\n"


def test_articles_tell_who_prints_the_same_text(call: Call) -> None:
    said = call("articles", "--article", "one")
    assert said.out.splitlines() == [
        "2023-09-13  A meeting",
        "            one · 1 event · The Zenda Post · t.jsonl:1",
        "            same text as copy",
    ]
    records = {r["id"]: r for r in call("articles", "--format", "jsonl").records}
    assert records["copy"]["same_text"] == ["one"] and records["one"]["same_text"] == ["copy"]
    assert "same_text" not in records["two"]
    (row,) = csv.DictReader(io.StringIO(call("articles", "--format", "csv", "--article", "copy").out))
    assert row["same_text"] == "one"


@pytest.mark.parametrize(
    ("arguments", "articles"),
    [
        ([], ["one", "copy", "three", "two", "undated"]),
        (["--publication", "the zenda post"], ["one"]),
        (["--since", "2023-09-20"], ["three", "two"]),
        (["--until", "2023-09-13"], ["one"]),
        (["--type", "ASSAULT"], ["two"]),
        (["--actor", "PRK", "--recipient", "RUS"], ["three"]),
        (["--limit", "1"], ["one"]),
    ],
    ids=lambda value: " ".join(value) or "all",
)
def test_articles(call: Call, arguments: list[str], articles: list[str]) -> None:
    assert [r["id"] for r in call("articles", "--format", "jsonl", *arguments).records] == articles


def test_the_text_that_an_event_was_read_from(call: Call) -> None:
    (event,) = call("events", "--article", "one", "--format", "jsonl").records
    text = call("articles", "--article", "one", "--text").out.removesuffix("\n")
    info = event["text_info"]
    assert text == f"A meeting\n\n{MEETING}"
    assert text[info["start"] : info["end"]] == event["text"]
    assert text[info["trigger_start"] : info["trigger_end"]] == "met"


def test_text_wants_an_article(call: Call) -> None:
    assert call("articles", "--text").status == 2


def test_explain_from_a_prefix(call: Call) -> None:
    (event,) = call("events", "--type", "ASSAULT", "--format", "jsonl").records
    (shown,) = (line.split()[0] for line in call("events", "--type", "ASSAULT").out.splitlines()[1:])
    said = call("explain", shown)
    assert said.status == 0 and said.err == ""
    assert said.out.startswith(f"{event['id']}  ASSAULT\n\n  Syldavia »struck« Graustark")
    assert "decided by  fake:1" in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())
    for prefix, words in (("zz", "no event with id zz"), ("", "more than one event with id")):
        said = call("explain", prefix)
        assert (said.status, said.out) == (1, "") and words in said.err


@pytest.mark.parametrize("command", [["events"], ["quotes"], ["articles"], ["explain", "ab"]], ids=" ".join)
def test_an_archive_that_cannot_be_read(call: Call, command: list[str]) -> None:
    Path("notes.txt").write_text("no archive " * 900, encoding="utf-8")
    Path("empty.duckdb").touch()
    Path("folder").mkdir()
    with duckdb.connect("other.duckdb") as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
    with duckdb.connect("later.duckdb") as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER)")
        connection.execute("INSERT INTO schema_version VALUES (99)")
    for name, words in {
        "gone.duckdb": "no archive here; `tidings code SOURCE --archive gone.duckdb` makes one",
        "notes.txt": "no archive of tidings but a file of another kind; name another file",
        "empty.duckdb": "no archive of tidings but a file of another kind; name another file",
        "other.duckdb": "a DuckDB file, but no archive of tidings; name another file",
        "later.duckdb": "made by a later tidings (schema 99); install that version to use it",
        "folder": "a folder, but no archive of tidings",
    }.items():
        said = call(*command, "--archive", name)
        assert (said.status, said.out) == (1, ""), name
        assert said.err.startswith(f"tidings: {name}: ") and said.err.count("\n") == 1 and words in said.err


def test_code_writes_into_no_file_of_another_kind(call: Call) -> None:
    Path("notes.txt").write_text("no archive " * 900, encoding="utf-8")
    said = call("code", "t.jsonl", "--archive", "notes.txt")
    assert (said.status, said.out) == (1, "")
    assert Path("notes.txt").read_text(encoding="utf-8") == "no archive " * 900
    said = call("code", "t.jsonl", "--archive", "no/such/a.duckdb")
    assert (said.status, said.err) == (1, "tidings: no/such/a.duckdb: the folder no/such does not exist\n")


def test_an_empty_archive_gives_nothing(call: Call) -> None:
    write_table("none.jsonl", {"text": "Nothing."})
    call("code", "none.jsonl", "--archive", "new.duckdb")
    Archive("bare.duckdb")
    for command in ("events", "quotes", "articles"):
        for format in ("table", "jsonl", "csv"):
            said = call(command, "--archive", "bare.duckdb", "--format", format)
            assert (said.status, said.err) == (0, "0 found\n")
            assert said.out.count("\n") == (format == "csv")
        assert call(command, "--archive", "bare.duckdb", "--format", "parquet", "-o", "p").status == 0
        assert polars.read_parquet("p").height == 0
    assert len(call("articles", "--archive", "new.duckdb", "--format", "jsonl").records) == 1


def test_records_are_the_same_from_code_and_from_the_archive(call: Call) -> None:
    coded = {r["id"]: r for r in call("code", "t.jsonl", "--format", "jsonl").records}
    kept = {r["id"]: r for r in call("events", "--format", "jsonl").records}
    # The archive alone knows of stories.
    assert all(record.pop("story") for record in kept.values())
    assert json.dumps(coded, sort_keys=True) == json.dumps(kept, sort_keys=True)


def test_a_chart_says_how_many_events_it_shows(call: Call) -> None:
    count = len(call("events", "--format", "jsonl").records)
    assert call("chart", "types", "-o", "c.json").err == f"drawn in c.json: {count} events\n"
    # None of them has a place: the map is empty, and says so.
    assert (
        call("chart", "map", "-o", "c.json").err
        == f"drawn in c.json: 0 of {count} events, those whose place is known\n"
    )
