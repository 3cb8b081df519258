"""A newsdesk over a small archive of invented articles, and a client of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the newsdesk is the extra tidings[desk]")

from starlette.testclient import TestClient
from tests.desk.sample import CODER, hostile, plain

from tidings.archive import Archive
from tidings.desk.guard import Access
from tidings.desk.server import make_app
from tidings.desk.state import Desk
from tidings.settings import Settings

DAY = datetime.date(2021, 5, 4)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of an article, a hostile one, and their stories."""
    found = Archive(tmp_path / "world.duckdb", settings=Settings(archive_wait=1))
    found.add([plain(), hostile()], CODER)
    found.update_stories()
    return found


def client_of(archive: Archive, **access: str) -> TestClient:
    """A client of a newsdesk over an archive."""
    desk = Desk.over(archive, Access(**access), archive.settings)
    host = access.get("host", "127.0.0.1")
    return TestClient(
        make_app(desk), base_url=f"http://{host}:8765", follow_redirects=False, raise_server_exceptions=False
    )


@pytest.fixture
def client(archive: Archive) -> Iterator[TestClient]:
    """A client on this machine."""
    with client_of(archive) as found:
        yield found
