"""The documents say what the code does: generated pages are fresh, links lead somewhere, examples run."""

from __future__ import annotations

import datetime
import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from tests.docs.pages import Reader, anchors, blocks, commands, flags_of, links

ROOT = Path(__file__).parents[2]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["codebook.md", "commands.md", "settings.md", "exports.md"])
def test_generated_pages_are_fresh(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert page == _generator().PAGES[name](), f"run: python docs/generate.py (docs/{name} is not what the code says)"


PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
# Written for people who begin: short, and each command on them is one that was run.
GUIDES = ("tutorial.md", "howto.md", "compare.md")
_LINES = 200


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for written, target, anchor in links(text, page.parent):
        target = page if target == Path() else target
        assert target.exists(), f"{page.name} links to {written}, which is not there"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{page.name}: no heading for {written}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_named_in_a_sentence_are_commands_with_these_options(page: Path) -> None:
    from tidings.cli import build_parser

    flags = flags_of(build_parser())
    for name, rest in re.findall(r"`tidings ([a-z]+)([^`]*)`", page.read_text(encoding="utf-8")):
        assert name in flags, f"{page.name}: tidings {name}"
        assert set(re.findall(r"--[a-z-]+", rest)) <= flags[name], f"{page.name}: tidings {name}{rest}"


def test_readme_commands_can_be_parsed() -> None:
    reader = Reader({}, lambda archive: None)
    for block in blocks((ROOT / "README.md").read_text(encoding="utf-8")):
        for command in commands(block) if block.kind == "console" else ():
            assert command[0] == "make" or reader.parse(command[1:]) == "", command


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_can_be_followed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tidings.coding import learning

    whole = learning._background()
    monkeypatch.setattr(learning, "_background", lambda: whole[:25])
    monkeypatch.setenv("TIDINGS_WORKERS", "1")
    monkeypatch.setenv("TIDINGS_TYPES", str(tmp_path / "types"))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert page.count("\n") <= _LINES
    for block, what, wrong in Reader({}, _accept_all).follow(page):
        assert not wrong, f"docs/{name}, from line {block.line}: {what}: {wrong}"
    for chart in (*tmp_path.glob("*.png"), *tmp_path.glob("*.svg")):
        assert chart.stat().st_size > 5_000, f"{chart.name} is nearly empty"


def _accept_all(name: str) -> None:
    """Do on the newsdesk what a patient person does: accept every record, and say that each article was read whole."""
    from tidings.archive import Archive, Review

    archive, now = Archive(name, create=False), datetime.datetime(2025, 6, 1, tzinfo=datetime.UTC)
    digests = {a["id"]: a["text_digest"] for a in archive.articles()}
    for event in archive.events():
        info, article = event["text_info"], event["article"]
        place = (event["event"][0], info["trigger_start"], info["trigger_end"])
        archive.review(Review(digests[article], article, "accept", "a reader", now, *place, record=event))
    for article, digest in digests.items():
        archive.review(Review(digest, article, "done", "a reader", now))


def test_design_names_every_room() -> None:
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rooms = [p.parent.name for p in (ROOT / "src" / "tidings").glob("*/__init__.py")]
    assert [room for room in rooms if f"{room}/" not in design] == []


def test_readme_names_every_command() -> None:
    from tidings.cli import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"tidings {name}" not in readme] == []


def test_readme_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert example is not None
    page = ROOT / "examples" / "page.txt"
    archive = tmp_path / "tidings.duckdb"
    from tidings.cli import main

    assert main(["code", str(page), "--archive", str(archive), "--workers", "1"]) == 0
    monkeypatch.chdir(tmp_path)
    scope: dict[str, object] = {}
    exec(example.group(1).replace("examples/page.txt", str(page)), scope)
    assert len(scope["frame"]) > 0  # type: ignore[arg-type]
