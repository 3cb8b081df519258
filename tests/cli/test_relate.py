"""`tidings relate`: one answer a line, in order, whatever the line is."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.cli.calls import Call, write_table

from tidings import pipeline
from tidings.settings import Settings


def relate(text: str, actor: str, recipient: str, settings: Settings) -> dict[str, float]:
    """Relate by the length of the words; a text that says so is a fault of the program."""
    if "BREAK" in text:
        raise RuntimeError("a fault")
    text.encode()
    return {"NONE": 0.1, "AID": len(actor) / 10, "CONSULT": len(recipient) / 10}


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is none."""
    monkeypatch.setattr(pipeline, "relate", relate)


def test_one_text(call: Call) -> None:
    said = call("relate", "--text", "Ruritania sent aid.", "--actor", "Ruri", "--recipient", "G")
    assert (said.status, said.err) == (0, "")
    assert said.out == '{"types": {"AID": 0.4, "CONSULT": 0.1, "NONE": 0.1}}\n'


def test_without_a_recipient(call: Call) -> None:
    said = call("relate", "--text", "Ruritania sent aid.", "--actor", "Ruri")
    assert list(said.records[0]["types"]) == ["AID", "NONE", "CONSULT"]


def test_many_in_order_with_their_ids(call: Call) -> None:
    row = {"text": "x sent y.", "actor": "x"}
    rows: list[dict[str, Any] | str] = [
        row | {"id": "b", "recipient": "yyyy"},
        row,
        "{oops",
        row | {"id": 7, "recipient": None},
        "",
        "[1]",
        {"id": "no text", "actor": "x"},
        {"id": "no actor", "text": "x sent y.", "actor": " "},
        row | {"id": "odd", "recipient": ["y"]},
        row | {"id": "broken", "text": "BREAK"},
        '{"id": "half a letter", "text": "x \\ud800 y", "actor": "x"}',
        "[" * 100_000,
        row | {"id": None},
    ]
    write_table("pairs.jsonl", *rows)
    said = call("relate", "--jsonl", "pairs.jsonl")
    assert said.status == 1
    answers = said.records
    assert len(answers) == len(rows)
    assert [a.get("id", "none") for a in answers] == [
        *("b", "none", "none", 7, "none", "none", "no text", "no actor", "odd", "broken", "half a letter", "none", None)
    ]
    assert [i for i, a in enumerate(answers, 1) if "types" in a] == [1, 2, 4, 11, 13]
    errors = {i: a["error"] for i, a in enumerate(answers, 1) if "error" in a}
    assert errors[3].startswith("line 3 is not JSON") and errors[5].startswith("line 5 is not JSON")
    assert errors[6] == "line 6 is no JSON object"
    assert errors[7] == "line 7 has no text" and errors[8] == "line 8 has no actor"
    assert errors[9] == "line 9 has a recipient that is no text"
    assert errors[10] == "line 10 cannot be related (RuntimeError: a fault); please report it"
    assert errors[12] == "line 12 is nested too deep"
    assert said.err == ("tidings: pairs.jsonl: bad lines: 3, 5, 6, 7, 8, 9, 10, 12; the answer to each says why\n")


def test_gzip_and_stdin(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"text": "x sent y.", "actor": "x", "recipient": "y"}'
    Path("p.gz").write_bytes(gzip.compress(line))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(line + b"\r\n" + line)))
    assert call("relate", "--jsonl", "p.gz").out == call("relate", "--jsonl", "-").out.splitlines(keepends=True)[0]


def test_a_line_over_the_limit_is_a_bad_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_MAX_BYTES", "60")
    good = json.dumps({"text": "x sent y.", "actor": "x"})
    write_table("p.jsonl", good, json.dumps({"text": "x" * 100, "actor": "x"}), good)
    said = call("relate", "--jsonl", "p.jsonl")
    assert ["types" in a for a in said.records] == [True, False, True]
    assert said.records[1]["error"] == "line 2 is longer than the setting max_bytes allows"


@pytest.mark.parametrize(
    ("name", "words"),
    [("gone.jsonl", "cannot be opened: No such file"), (".", "cannot be opened"), ("empty.jsonl", "is empty")],
)
def test_a_table_that_cannot_be_read(call: Call, name: str, words: str) -> None:
    Path("empty.jsonl").touch()
    said = call("relate", "--jsonl", name)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"tidings: {name}: {words}") and said.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--text", "x sent y."],
        ["--actor", "x"],
        ["--text", " ", "--actor", "x"],
        ["--text", "x", "--actor", ""],
        ["--jsonl", "p.jsonl", "--text", "x"],
    ],
    ids=" ".join,
)
def test_unusable_arguments(call: Call, arguments: list[str]) -> None:
    said = call("relate", *arguments)
    assert (said.status, said.out) == (2, "")
