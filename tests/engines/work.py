"""Work for the engine's tests: worker processes import it by name."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tidings.errors import ModelError, UnreadableSource
from tidings.settings import Settings


@dataclass(frozen=True)
class Item:
    """Something to do: `what` it is, and a file that tells a second try from the first."""

    source: str
    what: str = "ok"
    mark: str = ""
    content: str = ""


def work(item: Item, settings: Settings) -> object:
    """Do what the item says."""
    if item.what == "slow":
        time.sleep(60)
    if item.what == "brief":
        time.sleep(0.15)
    if item.what in {"hungry", "peckish"}:
        return len(bytearray((400 if item.what == "hungry" else 100) * 1024 * 1024))
    if item.what == "fail":
        raise UnreadableSource(item.source, "is bad")
    if item.what == "model":
        raise ModelError("no model")
    if item.what == "die" or (item.what == "die once" and not Path(item.mark).exists()):
        if item.mark:
            Path(item.mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if item.what == "process":
        return os.getpid()
    if item.what == "duckdb":
        return "duckdb" in sys.modules
    return f"{item.source} done"


def prepare(settings: Settings) -> None:
    """Take longer than a page may."""
    time.sleep(0.5)


def no_model(settings: Settings) -> None:
    """Find no model."""
    raise ModelError("no model")


def no_start(settings: Settings) -> None:
    """End the process before it is ready."""
    os._exit(3)
