"""`tidings code`: what is printed, what is kept, and what a run says of its sources."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.calls import MEETING, STRIKE, Call, write_table

from tidings.archive import Archive


@pytest.fixture(autouse=True)
def files(desk: Path) -> None:
    """Three pages: one with an event told twice, one with another event, one with none."""
    Path("box").mkdir()
    Path("box/a.txt").write_text(f"{MEETING}\n\nThe two were seen there. {MEETING}\n", encoding="utf-8")
    Path("box/b.html").write_text(f"<html><body><p>{STRIKE}</p></body></html>", encoding="utf-8")
    Path("box/c.txt").write_text("The weather was fine, and it was said that nothing happened.\n", encoding="utf-8")


def test_a_table_for_people(call: Call) -> None:
    said = call("code", "box")
    assert said.status == 0
    assert [line.split() for line in said.out.splitlines()[::2]] == [
        ["undated", "CONSULT", "Ruritania", "(RUS)", "→", "Graustark", "(PRK)"],
        ["undated", "ASSAULT", "Syldavia", "(SYR)", "→", "Graustark", "(PRK)"],
    ]
    assert all(len(line) <= 80 for line in said.out.splitlines())
    assert said.err == "3 articles read, 2 events in tidings.duckdb\n"


def test_jsonl_and_nothing_else(call: Call) -> None:
    said = call("code", "box", "--format", "jsonl")
    assert [(r["event"], "same_as" in r) for r in said.records] == [(["CONSULT"], False), (["ASSAULT"], False)]
    assert said.err == "3 articles read, 2 events in tidings.duckdb\n"


def test_all_prints_the_joined_mentions_too(call: Call) -> None:
    records = call("code", "box", "--format", "jsonl", "--all").records
    assert [r.get("same_as") for r in records] == [None, records[0]["id"], None]
    kept = call("events", "--format", "jsonl").records
    # The archive alone knows of stories.
    assert all(record.pop("story") for record in kept)
    assert kept == call("code", "box", "--format", "jsonl").records
    assert len(call("events", "--format", "jsonl", "--all").records) == 3


@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_archive_keeps_nothing(call: Call, workers: str) -> None:
    # One page alone is coded in this process, whatever the workers.
    said = call("code", "box/a.txt", "--no-archive", "--workers", workers)
    assert said.err == "1 article read, 1 event\n"
    assert not list(Path().glob("*.duckdb"))


def test_a_second_run_changes_nothing(call: Call) -> None:
    first = call("code", "box", "--format", "jsonl")
    counts = Archive("tidings.duckdb").counts()
    again = call("code", "box", "--format", "jsonl")
    assert (again.out, again.err) == (first.out, first.err)
    assert (
        Archive("tidings.duckdb").counts()
        == counts
        == {
            "articles": 3,
            "events": 2,
            "joined": 1,
            "quotes": 0,
            "refusals": 3,
        }
    )


def test_an_archive_inside_the_folder_that_is_read_does_no_harm(call: Call) -> None:
    for _ in range(2):
        said = call("code", ".")
        assert said.status == 0
        assert said.err == "3 articles read, 2 events in tidings.duckdb; refused: 1 unknown_kind\n"


def test_a_page_that_is_named_twice_is_read_once(call: Call) -> None:
    assert call("code", "box/a.txt", "./box/a.txt", "box").err == "3 articles read, 2 events in tidings.duckdb\n"


@pytest.mark.parametrize("archive", [[], ["--no-archive"]])
def test_rows_that_are_the_same_article_count_once(call: Call, archive: list[str]) -> None:
    row = {"id": "r1", "text": MEETING}
    write_table("t.jsonl", row, row, row | {"text": STRIKE}, {"url": "https://x.test/1", "text": MEETING})
    said = call("code", "t.jsonl", "--format", "jsonl", *archive)
    assert said.status == 1
    assert len({r["id"] for r in said.records}) == len(said.records) == 2
    assert said.err.splitlines()[0] == (
        "tidings: t.jsonl:3: another text than t.jsonl:1 under the one id r1; give each its own"
    )
    assert said.err.splitlines()[1].endswith("; refused: 1 double; 1 source failed")


def test_another_text_under_a_given_id_fails_in_a_later_run_too(call: Call) -> None:
    write_table("one.jsonl", {"id": "r1", "text": MEETING})
    write_table("two.jsonl", {"id": "r1", "text": STRIKE})
    assert call("code", "one.jsonl").status == 0
    said = call("code", "two.jsonl", "--format", "jsonl")
    assert (said.status, said.out) == (1, "")
    assert "two.jsonl:1: another text than one.jsonl:1 under the one id r1" in said.err
    assert [r["event"] for r in call("events", "--format", "jsonl").records] == [["CONSULT"]]


def test_every_failure_has_one_line_and_the_rest_is_coded(call: Call) -> None:
    Path("empty.txt").touch()
    Path("cut.gz").write_bytes(gzip.compress(MEETING.encode())[:-9])
    Path("tune.bin").write_bytes(bytes(range(32)) * 9)
    Path("news.csv").write_text("id,text\n1,x,y\n", encoding="utf-8")
    Path("broken.txt").write_text("BREAK the coder, for it is said that it does not break.", encoding="utf-8")
    Path("bad\nname.txt").touch()
    write_table(
        "t.jsonl", {"text": STRIKE}, "{oops", {"id": 1}, {"id": "a", "text": MEETING}, {"id": "a", "text": STRIKE}
    )
    names = ["empty.txt", "cut.gz", "gone.txt", "tune.bin", "news.csv", "ftp://news.test/a", "broken.txt"]
    said = call("code", *names, "bad\nname.txt", "t.jsonl", "box", "--no-archive", "--format", "jsonl")
    lines = said.err.splitlines()
    assert said.status == 1
    assert [line.split(": ")[1].removesuffix(":2") for line in lines[:-1]] == [*names, "bad name.txt", "t.jsonl"]
    assert lines[6] == (
        "tidings: broken.txt: could not be coded (RuntimeError: a fault of two lines); "
        "this is a fault of tidings, please report it"
    )
    assert lines[8] == (
        "tidings: t.jsonl: line 5: another text than t.jsonl:4 under the one id a; give each its own; "
        "line 2: 2 lines are no articles: 2, 3; line 2 is not JSON (Expecting property name enclosed in "
        "double quotes at column 2)"
    )
    assert lines[9].startswith(
        "5 articles read, 4 events; 9 sources failed: 1 at no open address, 1 of no known kind, "
    )
    assert len(said.records) == 4


def test_refusals_are_counted_and_are_no_failure(call: Call) -> None:
    Path("box/x.bin").write_bytes(bytes(range(32)) * 9)
    write_table("box/f.jsonl", {"text": "Le président a dit oui.", "language": "fr"})
    said = call("code", "box", "--no-archive")
    assert said.status == 0
    assert said.err == "3 articles read, 2 events; refused: 1 language, 1 unknown_kind\n"


@pytest.mark.parametrize(
    "data",
    [
        MEETING.encode(),
        gzip.compress(MEETING.encode()),
        f"\ufeff{MEETING}".encode("utf-16"),
        json.dumps({"text": MEETING}).encode(),
        f"<html><body><p>{MEETING}</p></body></html>".encode(),
    ],
    ids=["text", "gzip", "utf-16", "jsonl", "html"],
)
def test_stdin(call: Call, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    said = call("code", "-", "--no-archive", "--format", "jsonl")
    assert [r["event"] for r in said.records] == [["CONSULT"]]
    assert said.err == "1 article read, 1 event\n"


def test_a_process_without_stdin(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    said = call("code", "-", "--no-archive")
    assert (said.status, said.err.splitlines()[0]) == (1, "tidings: -: no stdin is given")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["code"],
        ["code", "box", "--workers", "0"],
        ["code", "box", "--workers", "many"],
        ["code", "box", "--kind", "xlsx"],
        ["code", "box", "--format", "csv"],
        ["code", "box", "--threshold", "2"],
        ["code", "box", "--threshold", "nan"],
        ["nonsense"],
        ["events", "--limit", "0"],
        ["events", "--since", "lately"],
    ],
    ids=" ".join,
)
def test_unusable_arguments(call: Call, arguments: list[str]) -> None:
    said = call(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err and "Traceback" not in said.err
    assert not list(Path().glob("*.duckdb"))


@pytest.mark.parametrize(("name", "value"), [("WORKERS", "-1"), ("MAX_SECONDS", "soon"), ("THRESHOLD", "3")])
def test_an_unusable_environment(call: Call, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TIDINGS_{name}", value)
    said = call("code", "box")
    assert said.status == 2 and value in said.err


def test_a_kind_that_is_given_holds_for_every_source(call: Call) -> None:
    said = call("code", "box/b.html", "--kind", "warc", "--no-archive")
    assert said.status == 1
    assert said.err.startswith("tidings: box/b.html: WARC file is damaged")


def test_without_text_the_archive_has_no_words_of_others(call: Call) -> None:
    secret = "Ruritania met Graustark where nobody would look for them."
    rows = [{"id": "r1", "title": "Secret headline", "text": f"{secret}\n“Never again”, Rudolf said."}]
    write_table("t.jsonl", *rows)
    assert len(call("code", "t.jsonl", "--no-text", "--format", "jsonl").records) == 1
    said = [call(c, "--format", f).out for c in ("events", "quotes", "articles") for f in ("jsonl", "csv", "table")]
    assert all(said)
    for words in ("nobody would look", "Secret headline", "Never again"):
        assert not [out for out in said if words in out]
        assert words.encode() not in Path("tidings.duckdb").read_bytes()
    (event,) = call("events", "--format", "jsonl").records
    assert event["text_info"]["start"] == 17 and event["actor"][0]["code"] == "RUS"
    text = call("articles", "--article", "r1", "--text")
    assert (text.status, text.out) == (1, "")
    assert "was not kept" in text.err
    assert "(its words were not kept)" in call("explain", event["id"]).out


def test_without_text_words_that_were_kept_before_go(call: Call) -> None:
    write_table("t.jsonl", {"url": "https://x.test/1", "text": MEETING})
    call("code", "t.jsonl")
    write_table("t.jsonl", {"url": "https://x.test/1", "text": STRIKE})
    call("code", "t.jsonl", "--no-text")
    with Archive("tidings.duckdb")._open(write=False) as connection:
        (kept,) = connection.execute("SELECT record || events FROM superseded").fetchall()
    assert "CONSULT" in kept[0] and "castle of Zenda" not in kept[0]
