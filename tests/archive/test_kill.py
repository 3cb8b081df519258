"""A run that is killed at any instant leaves an archive that opens; run again, it is as if nothing had been."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tidings.archive import Archive

ROOT = Path(__file__).parents[2]
TABLES = ("articles", "events", "parties", "quotes", "refusals", "superseded", "seen_pages")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of 30 pages."""
    monkeypatch.chdir(tmp_path)
    Path("crawl").mkdir()
    for n in range(30):
        text = f"Ruritania met Graustark on day {n}, and then Syldavia struck Graustark.\n\n“No {n}”, Rudolf said.\n"
        Path(f"crawl/{n:02}.txt").write_text(text, encoding="utf-8")


def _start(archive: str, pause: float, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "FAKE_PAUSE": str(pause),
        "FAKE_BATCH": "3",
        "FAKE_LOG": f"{archive}.log",
    }
    command = [sys.executable, str(ROOT / "tests/fakes.py"), "code", "crawl", "--workers", "1", "--archive", archive]
    return subprocess.Popen(command, env=environment, stdout=stdout, stderr=subprocess.DEVNULL)


def _content(archive: str) -> dict[str, list[Any]]:
    with Archive(archive, create=False)._open(write=False) as connection:
        return {t: connection.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in TABLES}


def test_kills_lose_and_double_nothing() -> None:
    assert _start("whole.duckdb", 0).wait(60) == 0
    whole = _content("whole.duckdb")
    assert [len(rows) for rows in whole.values()] == [30, 60, 240, 30, 30, 0, 30]
    chance = random.Random(11)
    stages = []
    # Killed once the first, the third and the sixth batch have been printed, and some instants later.
    for lines in (1, 25, 61):
        with _start("killed.duckdb", 0.004, subprocess.PIPE) as process:
            assert process.stdout is not None
            assert all(process.stdout.readline() for _ in range(lines))
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
        found = _content("killed.duckdb")
        stages.append(len(found["articles"]))
        for table, rows in found.items():
            assert len(rows) * 30 == len(whole[table]) * stages[-1]
            assert all(row in whole[table] for row in rows)
    assert len(set(stages)) > 1, f"the kills all fell into one batch: {stages}"
    before = len(Path("killed.duckdb.log").read_text(encoding="utf-8").splitlines())
    assert _start("killed.duckdb", 0).wait(60) == 0
    assert _content("killed.duckdb") == whole
    assert sorted(p.name for p in Path().glob("killed*")) == ["killed.duckdb", "killed.duckdb.log"]
    # Each run goes on where the last was ended: at most a batch, and what was ahead of it, is coded twice.
    coded = Path("killed.duckdb.log").read_text(encoding="utf-8").splitlines()
    assert len(coded) - before == 30 - stages[-1]
    assert len(coded) <= 30 + 3 * 3
    assert set(coded) == {f"crawl/{n:02}.txt" for n in range(30)}


def test_a_kill_while_the_file_is_made_leaves_none() -> None:
    with _start("new.duckdb", 0) as process:
        while not list(Path().glob(".new.duckdb.*")) and process.poll() is None:
            time.sleep(0.001)
        time.sleep(0.02)
        process.kill()
    if Path("new.duckdb").exists():
        _content("new.duckdb")
    assert _start("new.duckdb", 0).wait(60) == 0
    assert len(_content("new.duckdb")["articles"]) == 30
