"""`tidings follow` as a process: what it prints, and that a kill at any moment loses and doubles nothing."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.calls import MEETING, Call
from tests.server import Server, serving

from tidings.archive import Archive

ROOT = Path(__file__).parents[2]
COUNT = 12


@pytest.fixture
def feed(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with a feed of some articles."""
    for name, value in (("FETCH_LOCAL", "1"), ("FETCH_DELAY", "0")):
        monkeypatch.setenv(f"TIDINGS_{name}", value)
    with serving() as server:
        items = ""
        for n in range(COUNT):
            server.put(
                f"/{n}.html", f"<html><body><h1>Talks {n}</h1><p>{MEETING} It was day {n} of it.</p></body></html>"
            )
            items += f"<item><link>{server.url(f'/{n}.html')}</link></item>"
        server.put("/feed", f'<rss version="2.0"><channel>{items}</channel></rss>', ETag='"1"')
        yield server


def test_it_prints_what_is_new_and_sums_up(feed: Server, call: Call) -> None:
    first = call("follow", feed.url("/feed"), "--once", "--format", "jsonl")
    assert (first.status, len(first.records)) == (0, COUNT)
    assert first.err == "12 articles read, 12 events in tidings.duckdb\n"
    assert call("follow", feed.url("/feed"), "--once").err == "0 articles read, 0 events in tidings.duckdb\n"


def test_what_is_no_list_of_feeds_is_named(desk: Path, call: Call) -> None:
    said = call("follow", "gone.opml", "--once")
    assert said.status == 1
    assert said.err.startswith("tidings: gone.opml: cannot be opened: No such file or directory\n")


def test_a_kill_loses_and_doubles_nothing(feed: Server) -> None:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "FAKE_BATCH": "2", "FAKE_PAUSE": "0.05"}
    command = [sys.executable, str(ROOT / "tests/fakes.py"), "follow", feed.url("/feed"), "--every", "1"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    with process:
        for _ in range(3):
            assert process.stdout.readline()
        time.sleep(0.03)
        process.kill()
    begun = Archive("tidings.duckdb").counts()["articles"]
    assert 0 < begun < COUNT
    assert subprocess.run([*command, "--once"], env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0
    archive = Archive("tidings.duckdb")
    assert (archive.counts()["articles"], archive.counts()["events"]) == (COUNT, COUNT)
    assert not archive.waiting([feed.url("/feed")], datetime.datetime(2999, 1, 1))
