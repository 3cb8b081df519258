"""`tidings read` and `tidings mentions`: one record a line; `doctor` and `cite`: the versions of the parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.calls import MEETING, STRIKE, Call, write_table

from tidings import pipeline
from tidings.cli import COMMANDS
from tidings.errors import ModelError
from tidings.records import Article, Mention, Page
from tidings.settings import Settings
from tidings.testing import make_entity


def _mention(page: Page, settings: Settings) -> tuple[Article, tuple[Mention, ...]]:
    article = pipeline.read_page(page, settings)
    assert isinstance(article, Article)
    entity = make_entity("Graustark", article, code="PRK")
    return article, (Mention(article.id, "actor", "Graustark", entity.start, entity.end, entity),)


def test_read_prints_articles(call: Call) -> None:
    Path("a.txt").write_text(f"{MEETING}\n\n{STRIKE}\n", encoding="utf-8")
    write_table("t.jsonl", {"id": "r", "title": "Head", "text": STRIKE, "date": "2020-02-02"}, "oops")
    said = call("read", "a.txt", "t.jsonl", "gone.txt")
    first, second = said.records
    assert said.status == 1
    assert (first["source"], first["text"]) == ("a.txt", f"{MEETING}\n\n{STRIKE}")
    assert [b["kind"] for b in first["blocks"]] == ["paragraph", "paragraph"]
    assert (second["id"], second["published"], second["published_basis"]) == ("r", "2020-02-02", "given")
    assert second["text"] == f"Head\n\n{STRIKE}" and second["text_start"] == 6
    assert said.err.splitlines()[-1] == "2 articles read, 2 printed; 2 sources failed: 1 unreadable, 1 with bad rows"
    assert not list(Path().glob("*.duckdb"))


@pytest.mark.parametrize("command", ["read", "mentions"])
def test_an_article_that_comes_twice_is_printed_once(call: Call, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_mention", _mention)
    row = {"id": "r", "text": MEETING}
    write_table("t.jsonl", row, row, row | {"text": STRIKE})
    said = call(command, "t.jsonl")
    assert (said.status, len(said.records)) == (1, 1)
    assert "t.jsonl:3: another text than t.jsonl:1 under the one id r" in said.err
    assert "refused: 1 double" in said.err


def test_mentions(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_mention", _mention)
    write_table("t.jsonl", {"id": "r", "text": MEETING})
    said = call("mentions", "t.jsonl")
    (mention,) = said.records
    assert said.err == "1 article read, 1 mention\n"
    assert mention == {
        "article": "r",
        "kind": "actor",
        "text": "Graustark",
        "start": 14,
        "end": 23,
        "entity": {"entity_text": "Graustark", "start": 14, "end": 23, "code": "PRK", "sector": []},
        "members": [],
    }


def test_a_model_that_is_missing_ends_the_run(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise ModelError("the model is not there; install it")

    monkeypatch.setattr(pipeline, "code_article", missing)
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    said = call("code", "a.txt")
    assert (said.status, said.out, said.err) == (1, "", "tidings: the model is not there; install it\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(call: Call, command: str) -> None:
    said = call(command, "--help")
    assert said.status == 0 and said.err == ""
    assert said.out.startswith(f"usage: tidings {command}")


def test_version(call: Call) -> None:
    assert call("--version").out.startswith("tidings ")


def test_cite_names_what_decides(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"language_model": "small 1.2", "model": "m3", "tables": "abc"}
    monkeypatch.setattr(pipeline, "versions", lambda settings: found)
    assert "language model small 1.2, coder model m3, tables abc" in call("cite").out
    assert call("cite", "--bibtex").out.startswith("@software{tidings,\n")


def test_doctor_names_what_is_missing(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_LANGUAGE_MODEL", "no_such_model")
    said = call("doctor")
    assert said.status == 1
    assert "no-such-model               MISSING: pip install no-such-model" in said.out
    assert said.out.endswith("something is missing: the commands above mend it\n")
