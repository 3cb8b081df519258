"""The archive's file: made whole, brought up to date, and refused where it is something else."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from tidings.archive import Archive, file
from tidings.archive.file import migrations, open_file
from tidings.errors import ArchiveError
from tidings.settings import Settings
from tidings.testing import make_article, make_coded, make_event

QUICK = Settings(archive_wait=0.2)


def test_versions_are_numbered_from_one() -> None:
    numbers = [number for number, _ in migrations()]
    assert numbers[0] == 1 and numbers == sorted(set(numbers))


def test_the_schema_says_what_each_table_is_for() -> None:
    """The schema is to be read by people: tables in SQL, with comments."""
    first = migrations()[0][1]
    for table in ("articles", "events", "parties", "quotes", "refusals", "superseded"):
        assert f"CREATE TABLE {table} (" in first


def test_making_leaves_one_file(tmp_path: Path) -> None:
    Archive(tmp_path / "a.duckdb")
    assert [p.name for p in tmp_path.iterdir()] == ["a.duckdb"]


def test_an_empty_file_becomes_an_archive_where_one_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    path.touch()
    with pytest.raises(ArchiveError, match="no archive of tidings"):
        Archive(path, create=False)
    assert Archive(path).counts()["articles"] == 0


@pytest.mark.parametrize("create", [True, False])
def test_what_is_no_archive_stays_as_it_is(tmp_path: Path, create: bool) -> None:
    (tmp_path / "notes.txt").write_text("notes " * 4000, encoding="utf-8")
    with duckdb.connect(tmp_path / "other.duckdb") as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    for name in before:
        with pytest.raises(ArchiveError, match="name another file"):
            Archive(tmp_path / name, create=create)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def _archive_of_today(path: Path) -> None:
    article = make_article("They met.", id="old", published=None)
    Archive(path).add([make_coded(article, make_event(article, "met"))], "tidings test")


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of today's version, under a tidings that has one version more."""
    path = tmp_path / "a.duckdb"
    _archive_of_today(path)
    today = migrations()
    statements = "ALTER TABLE events ADD COLUMN rating VARCHAR; CREATE TABLE ratings (id VARCHAR PRIMARY KEY);"
    monkeypatch.setattr(file, "migrations", lambda: [*today, (today[-1][0] + 1, statements)])
    return path


def test_an_older_archive_is_brought_up_to_date(newer: Path) -> None:
    archive = Archive(newer, create=False)
    with open_file(newer, False, 1) as connection:
        assert connection.execute("SELECT max(version) FROM schema_version").fetchone() == (migrations()[-1][0] + 1,)
        assert connection.execute("SELECT count(*) FROM ratings").fetchone() == (0,)
    assert [r["article"] for r in archive.events()] == ["old"]
    assert "rating" in archive.events().names
    article = make_article("They met again.", id="new")
    archive.add([make_coded(article, make_event(article, "met"))], "tidings test")
    assert [r["article"] for r in archive.events()] == ["new", "old"]


def test_two_programs_bring_it_up_to_date_once(newer: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(Archive, [newer] * 4))
    with open_file(newer, False, 1) as connection:
        assert connection.execute("SELECT count(*) FROM schema_version").fetchone() == (len(migrations()) + 1,)


def test_a_step_that_fails_leaves_the_old_version(newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [*file.migrations(), (file.migrations()[-1][0] + 1, "CREATE TABLE more (a INTEGER); SELECT nonsense;")]
    with monkeypatch.context() as patch:
        patch.setattr(file, "migrations", lambda: steps)
        with pytest.raises(ArchiveError, match="nonsense"):
            Archive(newer)
    with open_file(newer, False, 1) as connection:
        assert connection.execute("SELECT max(version) FROM schema_version").fetchone() == (migrations()[-1][0],)
    assert len(Archive(newer).events()) == 1


def test_an_archive_of_the_first_version_is_read(tmp_path: Path) -> None:
    """What version 1 wrote, word for word, so that no later version forgets how to read it."""
    path = tmp_path / "a.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
        connection.execute(migrations()[0][1])
        connection.execute("INSERT INTO schema_version VALUES (1)")
        connection.execute(
            "INSERT INTO articles VALUES ('a1', 'd1', 'page.txt', NULL, 'Post', 'en', NULL, 'Head', '2020-01-02', "
            "'given', 'They met.', 'tidings 0.1.0', '{\"id\":\"a1\",\"source\":\"page.txt\"}')"
        )
    archive = Archive(path, create=False)
    assert [r["id"] for r in archive.articles()] == ["a1"]
    assert archive.text("a1") == "They met."


def test_a_later_version_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    _archive_of_today(path)
    with open_file(path, True, 1) as connection:
        connection.execute("INSERT INTO schema_version VALUES (77)")
    with pytest.raises(ArchiveError, match=r"made by a later tidings \(schema 77\); install that version to use it"):
        Archive(path)


def test_a_file_that_another_process_holds_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    _archive_of_today(path)
    code = f"import duckdb, time; c = duckdb.connect({str(path)!r}); print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline()
        begun = time.monotonic()
        with pytest.raises(ArchiveError, match="in use by another program; close it and try again"):
            Archive(path, settings=QUICK)
        assert time.monotonic() - begun >= 0.2
        threading.Timer(0.3, process.kill).start()
        assert Archive(path, settings=Settings(archive_wait=20)).counts()["articles"] == 1


def test_a_file_that_this_process_holds_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    _archive_of_today(path)
    archive = Archive(path, settings=QUICK)
    with archive._open(write=False), pytest.raises(ArchiveError, match="in use by another program"):
        archive.add([make_coded(make_article("More."))], "tidings test")
    with archive._open(write=False):
        assert len(archive.events()) == 1


def test_threads_read_and_write_side_by_side(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.duckdb")

    def write(number: int) -> None:
        for n in range(5):
            archive.add([make_coded(make_article("They met.", id=f"{number}-{n}"))], "tidings test")
            archive.counts()

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(write, range(3)))
    assert archive.counts()["articles"] == 15
