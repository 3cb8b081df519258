"""`tidings types` and the types that `tidings code` uses, from end to end with the released model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tidings.cli import main
from tidings.coding import learning

EXAMPLES = """The mayor of Zenda {opened} a new bridge on Monday.
Ministers {inaugurated} a hospital in the capital.
The king {opened} the railway to the coast.
Officials {unveiled} a monument to the fallen sailors.
The premier {inaugurated} the dam after ten years of work.
A delegation {opened} a school paid for by Graustark.
Soldiers opened fire on a crowd near the station.
"""


@pytest.fixture
def examples(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of examples, and few ordinary sentences beside them, which is quick."""
    whole = learning._background()
    monkeypatch.setattr(learning, "_background", lambda: whole[:25])
    path = desk / "opening.txt"
    path.write_text(EXAMPLES, encoding="utf-8")
    return path


def test_a_type_is_added_used_explained_and_removed(
    examples: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ["types", "add", "opening", "--definition", "Something is opened.", "--examples", str(examples)]
    assert main(add) == 0
    said = capsys.readouterr().out
    assert "precision" in said and "recall" in said and "6 sentences are few" in said
    assert max(map(len, said.splitlines()[1:])) <= 80

    page = desk / "page.txt"
    page.write_text("The president of Ruritania inaugurated a harbour in Strelsau on Tuesday.\n", encoding="utf-8")
    assert main(["code", str(page), "--kind", "text", "--format", "jsonl"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (own,) = [e for e in events if e["event"] == ["OPENING"]]
    assert "(+OPENING:" in own["coder"]
    assert not {"quad_code", "event_scale"} & own.keys() and own["mode"] == []

    assert main(["events", "--type", "opening", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == own["id"]
    assert main(["explain", own["id"]]) == 0
    assert "own:OPENING=" in capsys.readouterr().out

    assert main(["types", "list"]) == 0
    assert "Something is opened." in capsys.readouterr().out
    assert main(["types", "show", "OPENING"]) == 0
    assert "{opened}" in capsys.readouterr().out
    assert main(add) == 2
    assert "--replace" in capsys.readouterr().err
    assert main(["types", "renew"]) == 0
    assert main(["types", "remove", "OPENING"]) == 0
    assert main(["types", "remove", "OPENING"]) == 2


def test_examples_that_disagree_are_named(examples: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mixed = desk / "mixed.txt"
    mixed.write_text(
        "Rain {fell} on the coast.\nThe bank {raised} its rate.\nA {choir} sang.\nHe {bought} a horse.\n"
        "The {ferry} was late.\nTwo {judges} retired.\n",
        encoding="utf-8",
    )
    assert main(["types", "add", "MIXED", "--definition", "Anything.", "--examples", str(mixed)]) == 0
    said = capsys.readouterr().out
    assert "the examples disagree" in said and "“" in said


@pytest.mark.parametrize("arguments", [["add", "CONSULT"], ["add", "X Y"]])
def test_a_name_that_cannot_be_is_unusable(arguments: list[str], examples: Path) -> None:
    assert main(["types", *arguments, "--definition", "d", "--examples", str(examples)]) == 2


def test_examples_that_are_not_there_are_unusable(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["types", "add", "NEW", "--definition", "d", "--examples", "nowhere.txt"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
