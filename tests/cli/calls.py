"""What the tests of the command line share: two sentences, what a call gives, and tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEETING = "Ruritania met Graustark in the castle of Zenda on Monday."
STRIKE = "Syldavia struck Graustark with the drones that it had bought."


@dataclass(frozen=True)
class Said:
    """What a call gave."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records of stdout, which holds nothing else."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Said]


def write_table(path: str, *rows: dict[str, Any] | str) -> None:
    """Write a JSONL table; a string is a line as it stands."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    Path(path).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
