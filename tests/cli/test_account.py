"""The account of a run: one line a failed source, the failures of a table together, and a summary."""

from __future__ import annotations

import pytest

from tidings.cli.account import Account, one_line
from tidings.errors import ArchiveError, BadRecord, ConflictingText, OverLimit, UnreadableSource
from tidings.records import Refusal


def test_failures_of_one_table_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    account = Account("events")
    account.take(object(), 3)
    account.take(OverLimit("t.jsonl:3", "took too long"))
    account.take(object(), 1)
    account.take(ConflictingText("t.jsonl:9", "another text"))
    account.take(UnreadableSource("t.jsonl", "cut off"))
    account.take(BadRecord("u.jsonl:1", "is no article"))
    account.take(UnreadableSource("v.txt", "is empty"))
    assert account.close(" in a.duckdb") == 1
    assert capsys.readouterr().err.splitlines() == [
        "tidings: t.jsonl: line 3: took too long; line 9: another text; cut off",
        "tidings: u.jsonl:1: is no article",
        "tidings: v.txt: is empty",
        "2 articles read, 4 events in a.duckdb; 3 sources failed: 1 over a limit, 1 unreadable, 1 with bad rows",
    ]


def test_many_failures_of_one_table_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    account = Account("events")
    for row in range(1, 100):
        account.take(OverLimit(f"t.jsonl:{row}", f"reason {row}" if row > 90 else "is long"))
    assert account.close() == 1
    first, last = capsys.readouterr().err.splitlines()
    assert first == (
        "tidings: t.jsonl: lines 1, 2, 3, 4, 5 and 85 more: is long; line 91: reason 91; line 92: reason 92; "
        "line 93: reason 93; line 94: reason 94; and 5 more"
    )
    assert last == "0 articles read, 0 events; 1 source failed"


def test_a_failure_is_named_before_the_run_ends(capsys: pytest.CaptureFixture[str]) -> None:
    account = Account("events")
    account.take(UnreadableSource("a.txt", "is empty"))
    account.take(UnreadableSource("b.txt", "is empty"))
    assert capsys.readouterr().err == "tidings: a.txt: is empty\n"


def test_a_run_that_breaks_off_names_what_failed_before(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ArchiveError), Account("events") as account:
        account.take(UnreadableSource("a.txt", "is empty"))
        raise ArchiveError("the disk is full")
    assert capsys.readouterr().err == "tidings: a.txt: is empty\n"


def test_refusals_are_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    account = Account("printed")
    for reason in ("stub", "language", "stub"):
        account.take(Refusal("source", reason, "p"))
    account.take(object(), 1)
    assert account.close() == 0
    assert capsys.readouterr().err == "1 article read, 1 printed; refused: 1 language, 2 stub\n"


def test_one_line() -> None:
    assert one_line("a\n  b\x1b[2Jc  d") == "a b\ufffd[2Jc  d"
