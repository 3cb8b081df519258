"""The account of a run: what was read, what was refused and why, and one line for each source that failed."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Self

from tidings.cli.progress import Progress
from tidings.errors import BadRecord, ConflictingText, Forbidden, OverLimit, SourceError, UnknownKind
from tidings.records import Refusal

__all__ = ["Account", "one_line"]

_ROW = re.compile(r"(.+):(\d+)\Z", re.DOTALL)
_BREAK = re.compile(r"(?<!\s)\s*[\n\r\t\v\f]\s*")
_SHOWN = 5
# What the summary calls each sort of failure.
_KINDS: tuple[tuple[type[SourceError], str], ...] = (
    (OverLimit, "over a limit"),
    (UnknownKind, "of no known kind"),
    (Forbidden, "at no open address"),
    (BadRecord, "with bad rows"),
    (ConflictingText, "with two texts under one id"),
)


class Account:
    """Keeps count of a run, names each failed source on stderr, and sums up at the end.

    Args:
        what: what the run makes, in the plural (`events`).
        sources: what it reads, so that the time left can be told.
    """

    def __init__(self, what: str, sources: Sequence[str] = ()) -> None:
        self.what = what
        self.read = 0
        self.made = 0
        self.failed = 0
        self.refused: Counter[str] = Counter()
        # The failures of one table come together, so the last source's are held back until the next one's.
        self._source = ""
        self._reasons: dict[str, _Rows] = {}
        self._more = 0
        self._kinds: Counter[str] = Counter()
        self._progress = Progress(sources)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Also where the run ends before its summary: no failure goes unnamed.
        self._name_failed()
        self._progress.close()

    def take(self, outcome: object, made: int = 0) -> None:
        """Count an outcome: an error, a refusal, or something read.

        Args:
            outcome: what a run gave.
            made: how many records came of it.
        """
        if isinstance(outcome, SourceError):
            self._fail(outcome)
        elif isinstance(outcome, Refusal):
            self.refused[outcome.reason] += 1
        else:
            self.read += 1
            self.made += made
        self._progress.show(self.read, f"{self.made:,} {self.what}")

    def told(self, count: int) -> None:
        """Count bytes of sources that were read.

        Args:
            count: how many more.
        """
        self._progress.told(count)

    def hide(self) -> AbstractContextManager[None]:
        """Take the progress from the terminal for as long as something else is printed there."""
        return self._progress.hidden()

    def close(self, more: str = "") -> int:
        """Print the summary and give the exit status: 1 where a source failed, else 0.

        Args:
            more: what stands behind the count of records.
        """
        self._name_failed()
        self._progress.close()
        refused = ""
        if self.refused:
            reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(self.refused.items()))
            refused = f"; refused: {reasons}"
        failed = f"; {_number(self.failed, 'source')} failed" if self.failed else ""
        if self.failed > 1:
            failed += f": {', '.join(f'{count} {kind}' for kind, count in sorted(self._kinds.items()))}"
        made = self.what[:-1] if self.made == 1 and self.what.endswith("s") else self.what
        self._say(f"{_number(self.read, 'article')} read, {self.made} {made}{more}{refused}{failed}")
        return 1 if self.failed else 0

    def _fail(self, error: SourceError) -> None:
        source, row = _parts(error)
        if source != self._source or not self._reasons:
            self._name_failed()
            self._source = source
            self.failed += 1
            self._kinds[next((kind for type, kind in _KINDS if isinstance(error, type)), "unreadable")] += 1
        if error.reason in self._reasons or len(self._reasons) < _SHOWN:
            self._reasons.setdefault(error.reason, _Rows()).take(row)
        else:
            self._more += 1

    def _name_failed(self) -> None:
        if not self._reasons:
            return
        (reason, rows), *others = self._reasons.items()
        if not others and rows.count == 1:
            row = f":{rows.first[0]}" if rows.first else ""
            self._say(f"tidings: {self._source}{row}: {reason}")
        else:
            reasons = "; ".join(f"{rows}{reason}" for reason, rows in self._reasons.items())
            more = f"; and {self._more} more" if self._more else ""
            self._say(f"tidings: {self._source}: {reasons}{more}")
        self._reasons, self._more = {}, 0

    def _say(self, line: str) -> None:
        with self._progress.hidden():
            print(one_line(line), file=sys.stderr)


class _Rows:
    """The lines of a table that failed for one reason: the first of them, and how many."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.count = 0

    def __str__(self) -> str:
        if not self.first:
            return ""
        more = f" and {self.count - len(self.first)} more" if self.count > len(self.first) else ""
        return f"line{'s' if self.count > 1 else ''} {', '.join(self.first)}{more}: "

    def take(self, row: str) -> None:
        """Count a row; one without a number is the table itself."""
        self.count += 1
        if row and len(self.first) < _SHOWN:
            self.first.append(row)


def one_line(text: str) -> str:
    """Make a text one line for a terminal: what a hostile name or page could send to it is taken out.

    Args:
        text: any text.
    """
    return "".join(c if c.isprintable() else "\ufffd" for c in _BREAK.sub(" ", text))


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _parts(error: SourceError) -> tuple[str, str]:
    """The source of an error, and the line or record in it where one is named."""
    row = _ROW.match(error.source)
    return (row[1], row[2]) if row else (error.source, "")
