"""The documents say what the code does: generated pages are fresh, links lead somewhere, examples run."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

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


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


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
