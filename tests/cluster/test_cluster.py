"""A run on a local Ray of two workers gives the records of the plain run, one worker killed on the way."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tidings import pipeline
from tidings.archive import Archive
from tidings.archive.flatten import NUMBERS
from tidings.cluster import PartOutcome, run_cluster
from tidings.cluster import run as driver
from tidings.errors import ArchiveError, SourceError
from tidings.records import Refusal
from tidings.settings import Settings

ray = pytest.importorskip("ray", reason="ray is not installed")

TABLES = ("articles", "events", "parties", "quotes", "refusals", "superseded")
SETTINGS = Settings(workers=1)
ACTS = (
    "French police arrested four men in Lyon on Monday, the interior ministry said.",
    "The president of Kenya met his counterpart from Uganda in Nairobi and signed an agreement on trade.",
    "Rebels attacked an army post in northern Mali, killing six soldiers, officials said on Friday.",
    "Thousands of protesters marched through Madrid against the government's plan to cut pensions.",
)


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder of pages and tables, with a double, a conflict, a page that changed, a refusal and a failure."""
    monkeypatch.chdir(tmp_path)
    folder = Path("crawl")
    folder.mkdir()
    for n, act in enumerate(ACTS):
        (folder / f"{n}.txt").write_text(
            f"{act}\n\nIt was the second such report within {n + 2} days.\n", encoding="utf-8"
        )
    tables = {
        "t1": [{"id": "x", "text": ACTS[0]}, {"url": "https://zenda.test/a", "text": ACTS[1]}],
        "t2": [{"id": "x", "text": ACTS[0]}, {"id": "y", "text": ACTS[2]}],
        "t3": [{"id": "y", "text": ACTS[3]}, {"url": "https://zenda.test/a", "text": f"{ACTS[1]} {ACTS[3]}"}],
    }
    for name, rows in tables.items():
        (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (folder / "tune.bin").write_bytes(bytes(range(32)) * 9)
    (folder / "empty.txt").touch()
    return "crawl"


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Ray of two workers on this machine, which import what this process imports."""
    monkeypatch.setenv("PYTHONPATH", str(Path(pipeline.__file__).parents[1]))
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # A busy machine may take longer than the half minute that Ray gives itself to start.
    for rest in (2, 1, 0):
        try:
            ray.init(num_cpus=2, object_store_memory=80 * 1024 * 1024, include_dashboard=False, log_to_driver=False)
            break
        except Exception:
            ray.shutdown()
            if not rest:
                raise
    yield
    ray.shutdown()


def _content(archive: str) -> dict[str, list[Any]]:
    # Numbers are of one file.
    left_out = {t: f" EXCLUDE ({', '.join(names)})" for t, names in NUMBERS.items()}
    with Archive(archive, create=False)._open(write=False) as connection:
        return {
            t: connection.execute(f"SELECT *{left_out.get(t, '')} FROM {t} ORDER BY ALL").fetchall() for t in TABLES
        }


def _line(outcome: Any) -> str:
    if isinstance(outcome, Refusal):
        return f"refused {outcome.source}: {outcome.reason}"
    if isinstance(outcome, SourceError):
        return f"{type(outcome).__name__} {outcome}"
    if isinstance(outcome, PartOutcome):
        return f"{outcome.source}: {outcome.events}"
    return f"{outcome.article.source}: {sum(e.same_as is None for e in outcome.events)}"


class _Killer(threading.Thread):
    """Kills the first worker of Ray that is at work on a shard, once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.killed = 0
        self.over = False

    def run(self) -> None:
        while not self.killed and not self.over:
            for entry in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    name = entry.read_bytes()
                except OSError:
                    continue
                if name.startswith(b"ray::code_shard"):
                    # It has begun: the worker that it started reads pages by now, or soon.
                    time.sleep(0.5)
                    self.killed = int(entry.parent.name)
                    os.kill(self.killed, signal.SIGKILL)
                    break
            time.sleep(0.05)


def _told(path: str) -> list[dict[str, object]]:
    """The records of an archive; stories are found over a whole file, so a folder of parts names none."""
    return [{k: v for k, v in record.items() if k != "story"} for record in Archive(path).events(all=True)]


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the worker to kill by /proc")
def test_the_records_of_the_plain_run_though_a_worker_is_killed(
    crawl: str, cluster: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "_FILES", 4)
    plain = [_line(o) for o in pipeline.run([crawl], SETTINGS, archive=Archive("plain.duckdb"))]
    killer = _Killer()
    killer.start()
    spread = [_line(o) for o in run_cluster([crawl], SETTINGS, "spread")]
    killer.over = True
    killer.join()
    assert killer.killed, "no worker was killed"
    assert sorted(spread) == sorted(plain)
    expected, found = _content("plain.duckdb"), _content("spread")
    assert expected["events"] and expected["superseded"]
    assert found == expected
    assert _told("spread") == _told("plain.duckdb")
    assert len(list(Path("spread").glob("part=*"))) == 3
    times = {path: path.stat().st_mtime_ns for path in Path("spread").glob("part=*/*.parquet")}
    again = [_line(o) for o in run_cluster([crawl], SETTINGS, "spread")]
    assert again == spread
    assert times == {path: path.stat().st_mtime_ns for path in Path("spread").glob("part=*/*.parquet")}, "nothing again"


def test_a_folder_is_read_and_not_written(tmp_path: Path) -> None:
    (tmp_path / "tidings.json").write_text('{"parts": []}', encoding="utf-8")
    archive = Archive(tmp_path, create=False)
    assert archive.counts() == {"articles": 0, "events": 0, "joined": 0, "quotes": 0, "refusals": 0}
    with pytest.raises(ArchiveError, match="which is only read"):
        archive.add([], "tidings test", [object()])  # type: ignore[list-item]


def test_a_folder_that_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="a folder, but no archive of tidings"):
        Archive(tmp_path, create=False).counts()
