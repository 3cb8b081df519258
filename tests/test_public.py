"""The public face: what `import tidings` gives, and what it does not load."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from tests import fakes

import tidings
from tidings import errors, pipeline, records
from tidings.settings import Settings, from_environment
from tidings.testing import make_article, make_entity, make_event

TEXT = "On Monday Ruritania met Graustark in Zenda.\n\nAnd Ruritania met Graustark, and Syldavia struck Graustark."
HEAVY = ("spacy", "duckdb", "onnxruntime", "numpy", "tokenizers", "trafilatura", "lxml", "pandas", "polars", "pyarrow")


def _loaded_by(statement: str) -> list[str]:
    code = f"import sys\n{statement}\nprint([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return [name for name in HEAVY if f"'{name}'" in done.stdout.splitlines()[-1]]


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import tidings", set()),
        ("import tidings.errors, tidings.records, tidings.settings, tidings.ontology", set()),
        ("import tidings.testing", set()),
        ("import tidings.cli; tidings.cli.build_parser()", set()),
        ("import tidings; tidings.Archive", {"duckdb"}),
        ("import tidings.pipeline", {"numpy"}),
    ],
)
def test_nothing_heavy_is_loaded_until_it_is_used(statement: str, allowed: set[str]) -> None:
    assert set(_loaded_by(statement)) <= allowed


def test_a_query_loads_no_model(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.duckdb")
    tidings.Archive(archive)
    loaded = _loaded_by(f"from tidings.cli import main\nmain(['events', '--archive', {archive!r}])")
    assert set(loaded) <= {"duckdb", "numpy"}


def test_all_names_what_there_is() -> None:
    assert sorted(tidings.__all__) == sorted(set(tidings.__all__))
    for name in tidings.__all__:
        assert getattr(tidings, name) is not None
    assert {"read", "code", "relate", "Archive", "Article", "Event", "Settings", "TidingsError"} <= set(tidings.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = tidings.nothing


@pytest.mark.parametrize(
    "module", ["tidings", "tidings.errors", "tidings.records", "tidings.testing", "tidings.archive"]
)
def test_what_is_public_is_documented(module: str) -> None:
    __import__(module)
    for name in sys.modules[module].__all__:
        found = getattr(sys.modules[module], name)
        if inspect.isclass(found) or inspect.isfunction(found):
            assert inspect.getdoc(found), name


@pytest.mark.parametrize("name", [n for n in records.__all__ if dataclasses.is_dataclass(getattr(records, n))])
def test_records_are_frozen(name: str) -> None:
    record = getattr(records, name)
    assert record.__dataclass_params__.frozen
    assert hasattr(record, "__slots__")


def test_a_record_cannot_be_changed() -> None:
    article = make_article()
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.text = "other"  # type: ignore[misc]


def test_read_and_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pipeline, "code_article", fakes.code_article)
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    article = tidings.read(page)
    assert article == tidings.read(str(page)) and "Syldavia struck" in article.text
    events = tidings.code(article)
    assert events == tidings.code(page) == tidings.code(str(page))
    assert [e.event for e in events] == [("CONSULT",), ("ASSAULT",)]
    assert all(e.same_as is None for e in events)
    with pytest.raises(tidings.TidingsError, match="no such file"):
        tidings.read("gone.txt")


def test_relate(monkeypatch: pytest.MonkeyPatch) -> None:
    def relate(*arguments: object) -> dict[str, float]:
        assert arguments == ("Kenya met Chad.", "Kenya", "Chad", Settings(threshold=0.2))
        return {"CONSULT": 1.0}

    monkeypatch.setattr(pipeline, "relate", relate)
    assert tidings.relate("Kenya met Chad.", "Kenya", "Chad", Settings(threshold=0.2)) == {"CONSULT": 1.0}


def test_frames_from_an_archive(tmp_path: Path) -> None:
    archive = tidings.Archive(tmp_path / "world.duckdb")
    article = make_article("Graustark met Ruritania.", id="a")
    event = make_event(article, "met", actor=[make_entity("Graustark", article, code="PRK")])
    archive.add([fakes.make_coded(article, event)], "tidings test")
    found = tidings.Archive(tmp_path / "world.duckdb").events(actor="PRK")
    assert found.df()["id"].tolist() == found.pl()["id"].to_list() == [event.id]


def _tree(kind: type, depth: int = 0) -> list[str]:
    children = [child for child in kind.__subclasses__() if child.__module__ == errors.__name__]
    return [f"{depth} {kind.__name__}", *(line for child in children for line in _tree(child, depth + 1))]


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    drawn = [line[4:] for line in (errors.__doc__ or "").splitlines() if "── " in line]
    # A branch is four characters wide.
    lines = [(line.index("── ") // 4 + 1, line.split("── ")[1].split()[0]) for line in drawn]
    assert ["0 TidingsError", *(f"{depth} {name}" for depth, name in lines)] == _tree(errors.TidingsError)
    assert {"TidingsError", *(name for _, name in lines)} == set(errors.__all__)


@pytest.mark.parametrize("name", errors.__all__)
def test_errors_travel_between_processes(name: str) -> None:
    import pickle

    kind = getattr(errors, name)
    two = issubclass(kind, errors.SourceError | errors.ExtraMissing)
    error = kind("a.txt", "is bad") if two else kind("it is bad")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(again) is kind and str(again) == str(error)


def test_settings_come_from_the_environment() -> None:
    found = from_environment(
        {"TIDINGS_WORKERS": "3", "TIDINGS_KEEP_TEXT": "no", "TIDINGS_MAX_SECONDS": "1.5", "PATH": "x"}
    )
    assert found == Settings(workers=3, keep_text=False, max_seconds=1.5)
    for name, value in {"WORKERS": "two", "KEEP_TEXT": "perhaps", "THRESHOLD": "1.1", "MAX_SECONDS": "nan"}.items():
        with pytest.raises(errors.UsageError, match=value):
            from_environment({f"TIDINGS_{name}": value})


@pytest.mark.parametrize(
    "value",
    [{"workers": -1}, {"max_bytes": 0}, {"max_seconds": 0.0}, {"max_memory": -5}, {"threshold": -0.1}],
    ids=str,
)
def test_a_setting_out_of_range(value: dict[str, float]) -> None:
    with pytest.raises(errors.UsageError, match=f"the setting {next(iter(value))} is"):
        Settings(**value)  # type: ignore[arg-type]


def test_every_setting_has_its_help() -> None:
    assert all(f.metadata["help"] for f in dataclasses.fields(Settings))
