"""Fixtures of the command line: a working folder, and a call of the program with the fake coder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import fakes
from tests.cli.calls import Call, Said

from tidings import pipeline
from tidings.cli import main


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, 80 columns, and one process: another knows nothing of the fake coder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIDINGS_WORKERS", "1")
    monkeypatch.setenv("COLUMNS", "80")
    # The types of whoever runs the tests are no part of them.
    monkeypatch.setenv("TIDINGS_TYPES", str(tmp_path / "types"))
    return tmp_path


@pytest.fixture
def call(desk: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program in this process with the fake coder; everything is one word, or quoted by a list."""
    monkeypatch.setattr(pipeline, "code_article", fakes.code_article)

    def run(*arguments: str) -> Said:
        try:
            status = main(list(arguments))
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = capsysbinary.readouterr()
        return Said(status, out.decode("utf-8", "surrogateescape"), err.decode())

    return run
