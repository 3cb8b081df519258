"""The program as a process: pipes, signals, workers, odd names, and archives that others hold."""

from __future__ import annotations

import contextlib
import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.calls import MEETING, STRIKE, write_table

from tidings.archive import Archive

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(ROOT / "tests/fakes.py")]


def _start(*arguments: str, **more: Any) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"} | more.pop("env", {})
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.Popen([*PROGRAM, *arguments], env=environment, **pipes)


def _run(*arguments: str, **more: Any) -> tuple[int, str, str]:
    process = _start(*arguments, **more)
    out, err = process.communicate(timeout=60)
    return process.returncode, (out or b"").decode("utf-8", "surrogateescape"), (err or b"").decode()


@pytest.fixture(autouse=True)
def table(desk: Path) -> None:
    """A table of 40 articles."""
    rows = [{"id": f"r{n}", "text": f"{STRIKE if n % 3 else MEETING} It was day {n}."} for n in range(40)]
    write_table("t.jsonl", *rows)


def test_workers_change_nothing() -> None:
    Path("box").mkdir()
    Path("box/broken.txt").write_text("BREAK the coder, for it is said that it does not break.", encoding="utf-8")
    Path("box/empty.txt").touch()
    Path("box/page.txt").write_text(MEETING, encoding="utf-8")
    names = ["t.jsonl", "gone.txt", "box"]
    one = _run("code", *names, "--format", "jsonl", "--workers", "1", "--archive", "one.duckdb")
    many = _run("code", *names, "--format", "jsonl", "--workers", "2", "--archive", "many.duckdb")
    assert one[0] == many[0] == 1
    assert one[1] == many[1] and one[1].count("\n") == 41
    assert one[2].replace("one.duckdb", "many.duckdb") == many[2]
    assert Archive("one.duckdb").articles().rows == Archive("many.duckdb").articles().rows
    assert list(Archive("one.duckdb").events(all=True)) == list(Archive("many.duckdb").events(all=True))


def test_a_pipe_that_is_closed_ends_a_query_in_peace() -> None:
    rows = [{"id": f"r{n}", "text": f"{STRIKE}\n" * 60} for n in range(12)]
    write_table("long.jsonl", *rows)
    assert _run("code", "long.jsonl", "--workers", "1")[0] == 0
    process = _start("events", "--all", "--format", "jsonl")
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.wait(30) == 0
    assert b"Traceback" not in process.stderr.read() and not process.stderr.read()


def test_a_pipe_that_is_closed_ends_a_run_that_only_prints() -> None:
    process = _start("code", "--no-archive", "t.jsonl", "--workers", "1", env={"FAKE_PAUSE": "0.02"})
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(30) == 0
    assert b"Traceback" not in process.stderr.read()


def test_a_pipe_that_is_closed_does_not_stop_the_archive() -> None:
    process = _start("code", "t.jsonl", "--workers", "1", "--format", "jsonl", env={"FAKE_PAUSE": "0.01"})
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(30) == 0
    assert process.stderr.read() == b"40 articles read, 40 events in tidings.duckdb\n"
    assert Archive("tidings.duckdb").counts()["articles"] == 40


def test_ctrl_c_stops_without_a_trace() -> None:
    process = _start(
        "code", "t.jsonl", "--no-archive", "--workers", "2", env={"FAKE_PAUSE": "0.3"}, start_new_session=True
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(30) == 130
    said = process.stderr.read().decode()
    assert said == "tidings: stopped; what is archived stays, and the same command again completes it\n"
    _no_process_is_left(process.pid)


def _no_process_is_left(group: int) -> None:
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("a worker outlives its parent")


def test_workers_do_not_outlive_a_parent_that_is_killed() -> None:
    process = _start(
        "code", "t.jsonl", "--no-archive", "--workers", "2", env={"FAKE_PAUSE": "0.3"}, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    process.kill()
    process.wait(30)
    _no_process_is_left(process.pid)


@contextlib.contextmanager
def _held(archive: str, seconds: float) -> Iterator[None]:
    code = (
        "import duckdb, sys, time\n"
        f"c = duckdb.connect({archive!r})\nprint('held', flush=True)\ntime.sleep({seconds})\nc.close()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            process.kill()


def test_an_archive_that_another_holds_is_waited_for() -> None:
    Archive("tidings.duckdb")
    with _held("tidings.duckdb", 1):
        status, _, err = _run("code", "t.jsonl", "--workers", "1")
    assert (status, err) == (0, "40 articles read, 40 events in tidings.duckdb\n")


def test_an_archive_that_another_does_not_let_go_is_an_error() -> None:
    Archive("tidings.duckdb")
    with _held("tidings.duckdb", 60):
        said = _run("events", env={"TIDINGS_ARCHIVE_WAIT": "0.2"})
    assert said == (1, "", "tidings: tidings.duckdb: in use by another program; close it and try again\n")


def test_two_runs_into_one_archive_at_once() -> None:
    write_table("u.jsonl", *({"id": f"u{n}", "text": MEETING} for n in range(40)))
    runs = [_start("code", name, "--workers", "1", env={"FAKE_PAUSE": "0.01"}) for name in ("t.jsonl", "u.jsonl")]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert Archive("tidings.duckdb").counts()["articles"] == 80
    assert not list(Path().glob(".tidings*"))


def test_a_name_that_is_no_utf8() -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text(MEETING, encoding="utf-8")
    Path("caf\udcff-empty.txt").touch()
    status, out, err = _run("code", name, "caf\udcff-empty.txt", "--format", "jsonl", "--workers", "1")
    assert status == 1 and out.count("\n") == 1
    assert err == (
        "tidings: caf\ufffd-empty.txt: is empty\n1 article read, 1 event in tidings.duckdb; 1 source failed\n"
    )
    (article,) = Archive("tidings.duckdb").articles()
    assert article["source"] == "caf\ufffd.txt"


def test_a_bomb_and_a_table_that_is_cut_off() -> None:
    Path("bomb.gz").write_bytes(gzip.compress(b"a" * 30_000_000))
    whole = gzip.compress("".join(f'{{"id": "g{n}", "text": "{MEETING} {n}"}}\n' for n in range(2000)).encode())
    Path("cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    environment = {"TIDINGS_MAX_BYTES": "1000000"}
    status, out, err = _run("read", "bomb.gz", "cut.jsonl.gz", "--workers", "1", env=environment)
    lines = err.splitlines()
    assert status == 1 and out.count("\n") > 100
    assert lines[0].startswith("tidings: bomb.gz: ") and "1,000,000 bytes" in lines[0]
    assert lines[1] == "tidings: cut.jsonl.gz: gzip file is cut off before its end"
    assert len(lines) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_an_output_that_is_full() -> None:
    with Path("/dev/full").open("wb") as full:
        status, _, err = _run("read", "t.jsonl", "--workers", "1", stdout=full)
    assert status == 1
    assert "No space left on device" in err and "Traceback" not in err


def test_a_process_without_stdout_or_stdin() -> None:
    # The table comes through a pipe with a name, which is read as a file is.
    command = " ".join([*PROGRAM, "code", "<(cat t.jsonl)", "-", "--workers", "1", "<&-", ">&-"])
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    done = subprocess.run(["bash", "-c", command], env=environment, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "tidings: -: no stdin is given",
        "40 articles read, 40 events in tidings.duckdb; 1 source failed",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read() -> None:
    Path("secret.txt").write_text(MEETING, encoding="utf-8")
    Path("secret.txt").chmod(0)
    status, _, err = _run("code", "secret.txt", "t.jsonl", "--workers", "1")
    assert status == 1
    assert err.startswith("tidings: secret.txt: cannot be opened: Permission denied\n40 articles read")
