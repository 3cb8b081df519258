"""`tidings stories` and `tidings related`: lists, a timeline, formats, and what is wrong with a question."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import polars
import pytest
from tests.cli.calls import Call, write_table
from tests.joining.papers import cut, happening

from tidings.archive import Archive

FLOOD = happening("flood", 0)


def _row(id: str, body: str, day: int, paper: str, **fields: Any) -> dict[str, Any]:
    text = f"Ruritania met Graustark after the flood at Strelsau. {body}"
    title = "Dam breaks above Strelsau, and the river takes the bridge of Hentzau with it"
    return {"id": id, "title": title, "text": text, "date": f"2023-09-{day:02}", "publication": paper} | fields


ROWS = (
    _row("one", FLOOD, 3, "The Zenda Post"),
    _row("copy", cut(FLOOD, 0.6), 4, "The Strelsau Sun", title="Strelsau: dam breaks"),
    _row("two", happening("flood", 1), 5, "The Hentzau Times"),
    _row("old", happening("flood", 2), 2, "The Hentzau Times"),
    {"id": "court", "title": "Verdict for Rupert", "text": happening("verdict", 1), "date": "2023-09-02"},
)


@pytest.fixture(autouse=True)
def archive(desk: Path, call: Call) -> None:
    """An archive of five articles in two stories."""
    write_table("t.jsonl", *ROWS)
    assert call("code", "t.jsonl").status == 0


def _flood(call: Call) -> dict[str, Any]:
    (record,) = call("stories", "--format", "jsonl", "--article", "two").records
    return record


def test_coding_leaves_every_article_in_a_story(call: Call) -> None:
    said = call("stories", "--format", "jsonl")
    assert said.err == "2 found\n"
    assert [(r["articles"], r["outlets"], r["copies"]) for r in said.records] == [(4, 3, 1), (1, 1, 0)]
    assert {r["story"] for r in call("events", "--format", "jsonl").records} == {said.records[0]["story_id"]}


def test_lists_are_good_to_look_at(call: Call) -> None:
    lines = call("stories").out.splitlines()
    assert lines[0] == "2023-09-02  Dam breaks above Strelsau, and the river takes the bridge of Hentza…"
    assert lines[1][:8] == _flood(call)["story_id"][:8]
    assert "to 2023-09-05 · 4 articles · 3 outlets · 1 copy · 1 event · " in lines[1]
    assert all(len(line) <= 80 for line in lines) and len(lines) == 4


def test_a_timeline_is_good_to_look_at(call: Call) -> None:
    said = call("stories", _flood(call)["story_id"][:8])
    lines = said.out.splitlines()
    assert said.err == "1 found\n" and all(len(line) <= 80 for line in lines)
    assert [line for line in lines if line.startswith("2023")] == [f"2023-09-0{n}" for n in (2, 3, 4, 5)]
    at = lines.index("2023-09-02")
    assert lines[at + 1] == "  CONSULT              Ruritania → Graustark"
    assert "2 outlets · asserted · first The Hentzau Times" in lines[at + 2]
    (copy,) = (line for line in lines if "same text as one" in line)
    assert copy == "  copy                 Strelsau: dam breaks (The Strelsau Sun), same text as one"


def test_formats_of_one_story(call: Call) -> None:
    story = _flood(call)["story_id"]
    (whole,) = call("stories", story, "--format", "jsonl").records
    assert [m["article_id"] for m in whole["members"]] == ["old", "one", "copy", "two"]
    (event,) = whole["timeline"][0]["events"]
    assert (event["outlets"], len(event["reports"])) == (2, 4), "of two papers with one text one counts"
    rows = list(csv.DictReader(io.StringIO(call("stories", story, "--format", "csv").out)))
    assert {row["article"] for row in rows} == {"old", "one", "copy", "two"} and {r["story"] for r in rows} == {story}
    assert call("stories", "--format", "parquet", "-o", "s.parquet").status == 0
    assert polars.read_parquet("s.parquet")["articles"].to_list() == [4, 1]


def test_filters(call: Call) -> None:
    def count(*arguments: str) -> int:
        return len(call("stories", "--format", "jsonl", *arguments).records)

    assert count("--min-articles", "2") == count("--min-outlets", "2") == count("--type", "CONSULT") == 1
    assert (
        count("--since", "2023-09-03")
        == count("--since", "2023-09-06", "--limit", "1") + 1
        == count("--limit", "1")
        == 1
    )
    assert count("--publication", "The Zenda Post") == 1 and count("--section", "World") == 0
    said = call("events", "--format", "jsonl", "--story", _flood(call)["story_id"][:6])
    assert {r["article"] for r in said.records} == {"old", "one", "copy", "two"}


def test_what_waits_is_said_and_placed_on_demand(call: Call) -> None:
    with Archive("tidings.duckdb")._open(write=True) as connection:
        connection.execute("DELETE FROM links")
        connection.execute("DELETE FROM story_articles")
    assert call("stories").err == "tidings: 5 articles wait for a story: `tidings stories --update`\n2 found\n"
    assert call("stories", "--update").err == "2 found\n"
    assert _flood(call)["articles"] == 4


def test_related(call: Call) -> None:
    records = call("related", "one", "--format", "jsonl").records
    assert {r["article_id"]: r["kind"] for r in records} == {
        "two": "same event elsewhere",
        "old": "same event elsewhere",
    }
    assert records[0]["reason"] == "The Hentzau Times on the same talks, Ruritania and Graustark, 2023-09-02"
    lines = call("related", "one").out.splitlines()
    assert len(lines) == 4 and all(len(line) <= 80 for line in lines)
    assert lines[1].startswith(f"{records[0]['article_id']:<12}same event elsewhere: The Hentzau Times on the same")
    assert len(call("related", "two", "--format", "jsonl", "--limit", "1").records) == 1
    assert call("related", "court").err == "0 found\n"


def test_what_is_not_there(call: Call) -> None:
    said = call("stories", "nothing")
    assert (said.status, said.out) == (1, "")
    assert said.err == "tidings: tidings.duckdb: no story nothing; `tidings stories` lists them\n"
    assert call("related", "nothing").status == call("stories", "--article", "nothing").status == 1
    assert call("stories", "--min-outlets", "0").status == 2
