"""The bar of a run: shown on terminals alone, with rate and time left, and gone when all is said."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tidings.cli import progress
from tidings.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    """A terminal, a folder with a source of 1,000 bytes, and a clock that goes on two seconds at each look."""
    ticks = iter(range(10, 10_000, 2))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(ticks)))
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(b"x" * 1000)
    return Terminal()


def test_rate_and_time_left(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    # Here and not in the fixture, after which pytest puts its own stderr in place.
    monkeypatch.setattr(sys, "stderr", terminal)
    bar = Progress(["a.txt"])
    bar.show(1, "0 events")
    bar._measure()
    bar.told(100)
    bar.show(11, "4 events")
    shown = terminal.getvalue()
    # Ten articles and a tenth of the bytes in two seconds.
    assert "10%" in shown and "11 articles, 4 events, 5.0/s, 18 s left" in shown
    bar.close()
    assert terminal.getvalue().split("\r")[-1].strip() == ""


def test_what_is_printed_meanwhile_stands_alone(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal)
    bar = Progress(["-"])
    bar.show(1, "0 events")
    with bar.hidden():
        print("tidings: a.txt: is empty", file=terminal)
    assert "\rtidings: a.txt: is empty\n" in terminal.getvalue()
    bar.close()


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    found = io.StringIO()
    monkeypatch.setattr(sys, "stderr", found)
    bar = Progress(["a.txt"])
    bar.show(1, "0 events")
    bar.close()
    assert not found.getvalue()


@pytest.mark.parametrize(("seconds", "words"), [(3, "3 s"), (200, "3 min"), (9000, "2.5 h")])
def test_times_in_words(seconds: float, words: str) -> None:
    assert progress._words(seconds) == words
