"""Who may ask what: names of the host, tokens, and forms of other sites."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import client_of
from tests.desk.sample import CODER

from tidings.archive import Archive
from tidings.desk.guard import Access, Asked, is_loopback


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "localhost:x", "a b"]
)
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421 and "script-src" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:9", "LOCALHOST", "[::1]:8765"])
def test_our_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def _mark(client: TestClient) -> str:
    page = client.get(f"/events/{CODER}-0").text
    return page.split('name="mark" value="')[1].split('"')[0]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(client: TestClient, archive: Archive, headers: dict[str, str]) -> None:
    data = {"decision": "reject", "mark": _mark(client)}
    for path in (f"/review/{CODER}-0", "/code", "/articles/x/done", "/articles/x/add"):
        assert client.post(path, data=data, headers=headers).status_code == 403
    assert archive.reviews() == []


@pytest.mark.parametrize("mark", [None, "", "0" * 64])
def test_a_form_without_our_mark_changes_nothing(client: TestClient, archive: Archive, mark: str | None) -> None:
    data = {"decision": "reject"} | ({} if mark is None else {"mark": mark})
    assert client.post(f"/review/{CODER}-0", data=data).status_code == 403
    assert archive.reviews() == []


def test_a_get_changes_nothing(client: TestClient, archive: Archive) -> None:
    assert client.get(f"/review/{CODER}-0?decision=reject").status_code == 405
    assert archive.reviews() == []


def test_our_own_form_is_taken(client: TestClient, archive: Archive) -> None:
    headers = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
    data = {"decision": "accept", "mark": _mark(client), "back": "/events"}
    answer = client.post(f"/review/{CODER}-0", data=data, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events")
    assert [r.decision for r in archive.reviews()] == ["accept"]


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "x"])
def test_a_form_leads_back_to_us_only(client: TestClient, back: str) -> None:
    data = {"decision": "accept", "mark": _mark(client), "back": back}
    assert client.post(f"/review/{CODER}-0", data=data).headers["location"] == "/review"


def test_elsewhere_a_token_is_asked_for(archive: Archive) -> None:
    client = client_of(archive, host="192.0.2.7", token="geheim")
    assert client.get("/").status_code == 401 and client.get("/?token=no").status_code == 401
    assert client.get("/static/desk.css").status_code == 401
    assert client.get("/", headers={"authorization": "Bearer geheim"}).status_code == 200
    answer = client.get("/events?type=AID&token=geheim")
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?type=AID")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert client.get("/events").status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_token_leads_to_no_other_site() -> None:
    access = Access("192.0.2.7", "geheim")
    assert access.without_token(Asked("GET", "//evil.example/", "token=geheim", {})) == "/evil.example/"


def test_loopback() -> None:
    assert [is_loopback(h) for h in ("127.0.0.1", "127.9.9.9", "::1", "localhost", "0.0.0.0", "192.0.2.1", "host")] == [
        *([True] * 4),
        *([False] * 3),
    ]


def test_a_form_that_is_too_large(client: TestClient) -> None:
    answer = client.post("/code", data={"mark": _mark(client), "text": "x" * 2_200_000})
    assert answer.status_code == 413
