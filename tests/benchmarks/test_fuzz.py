"""The fuzzer led by coverage finds nothing in a bounded time; `python -m benchmarks.fuzz` runs it for an hour."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.fuzz import one

ROOT = Path(__file__).parents[2]
SECONDS = 20


@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris is not installed: it has wheels for Linux on x86-64 only",
)
def test_fuzzer_finds_nothing(tmp_path: Path) -> None:
    # A process of its own: libFuzzer ends the one that it runs in. What it finds would lie in tmp_path.
    path = os.pathsep.join([str(ROOT), str(ROOT / "src"), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", str(SECONDS), "--seed", "1"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=600,
    )
    found = [path.name for path in tmp_path.iterdir()]
    assert (done.returncode, found) == (0, []), done.stderr[-4000:]
    assert "Done " in done.stderr


@pytest.mark.parametrize("kind", range(8))
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe", "“ ‘ `` ".encode() * 50, b"<p>By 3 March 2021 (ANA)"])
def test_one_input_goes_the_whole_way(data: bytes, kind: int) -> None:
    """Holds where atheris is absent too, so that the target itself does not rot."""
    one(bytes([kind]) + data)
