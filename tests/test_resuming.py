"""A run that goes on where another was ended: what is known is handed on, what changed is coded anew."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from tests import fakes

from tidings import pipeline
from tidings.archive import Archive
from tidings.errors import SourceError
from tidings.records import Article, Coded, Refusal, to_dict
from tidings.resuming import Known
from tidings.settings import Settings

ONE = Settings(workers=1)
MEETING = "Ruritania met Graustark in the castle of Zenda on Monday, and then Syldavia struck Graustark."


@pytest.fixture
def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A working folder, and the sources that the fake coder has coded."""
    monkeypatch.chdir(tmp_path)
    sources: list[str] = []

    def code(article: Article, settings: Settings) -> Coded:
        sources.append(article.source)
        return fakes.code_article(article, settings)

    monkeypatch.setattr(pipeline, "code_article", code)
    monkeypatch.setattr(pipeline, "_prepare_coding", fakes.prepare)
    return sources


def _write(name: str, *rows: dict[str, Any]) -> str:
    Path(name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return name


def _run(archive: Archive, *names: str, settings: Settings = ONE, again: bool = False) -> list[Any]:
    return list(pipeline.run(names, settings, archive=archive, again=again))


def _events(outcome: Coded | Known) -> list[str]:
    if isinstance(outcome, Known):
        return list(outcome.events)
    return [json.dumps(to_dict(e), ensure_ascii=False, separators=(",", ":")) for e in outcome.events]


def test_what_is_known_is_handed_on_and_not_coded(coded: list[str]) -> None:
    archive = Archive("a.duckdb")
    table = _write("t.jsonl", *({"id": f"r{n}", "text": f"{MEETING} It was day {n}."} for n in range(5)))
    first = _run(archive, table)
    assert len(coded) == 5
    second = _run(archive, table)
    assert len(coded) == 5
    assert all(isinstance(outcome, Known) for outcome in second)
    assert [_events(outcome) for outcome in first] == [_events(outcome) for outcome in second]


def test_refusals_are_known_and_failures_are_tried_again(coded: list[str]) -> None:
    archive = Archive("a.duckdb")
    french = "Le président de la république est arrivé dans la ville avec les ministres pour une visite de deux jours."
    table = _write("t.jsonl", {"text": french, "language": "fr"}, {"text": f"BREAK the coder. {MEETING}"})
    first, second = _run(archive, table), _run(archive, table)
    assert isinstance(first[0], Refusal) and first[0] == second[0]
    assert isinstance(first[1], SourceError) and str(first[1]) == str(second[1])
    assert coded == ["t.jsonl:2", "t.jsonl:2"]


def test_what_changed_is_coded_anew(coded: list[str]) -> None:
    archive = Archive("a.duckdb")
    first, second = ({"url": "https://zenda.test/a", "text": f"{MEETING} It was day {n}."} for n in (1, 2))
    for row in (first, second, first, second, second):
        _run(archive, _write("t.jsonl", row))
    assert len(coded) == 4, "a text that another took the place of is not known any more"
    assert archive.text(next(iter(archive.articles()))["id"]) == second["text"]
    _run(archive, "t.jsonl", settings=dataclasses.replace(ONE, threshold=0.5))
    assert len(coded) == 5, "other settings"
    _run(archive, "t.jsonl", settings=dataclasses.replace(ONE, threshold=0.5), again=True)
    assert len(coded) == 6, "asked for"


def test_a_double_is_told_beside_what_is_known(coded: list[str]) -> None:
    archive = Archive("a.duckdb")
    row = {"id": "x", "text": MEETING}
    _run(archive, _write("a.jsonl", row))
    known, double = _run(archive, "a.jsonl", _write("b.jsonl", row))
    assert isinstance(known, Known)
    assert isinstance(double, Refusal) and double.detail == "the same article as a.jsonl:1"
    known, conflict = _run(archive, "a.jsonl", _write("c.jsonl", {"id": "x", "text": "Syldavia met Ruritania."}))
    assert isinstance(known, Known) and "another text than a.jsonl:1" in str(conflict)
