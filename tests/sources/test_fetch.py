"""URLs: fetched from the open net alone, hop by hop, in bounded time and size."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from tests.server import Reply, Server, serving

from tidings.errors import Forbidden, OverLimit, SourceError, UnreadableSource
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources import read_sources
from tidings.sources.addresses import is_public
from tidings.sources.fetch import Client

PAGE = "<html><body><p>The ferry to Vell was held at the quay.</p></body></html>"
LOCAL = Settings(fetch_local=True, fetch_seconds=2)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def read(url: str, settings: Settings = LOCAL) -> list[Page | Refusal | SourceError]:
    return list(read_sources([url], settings))


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
        ),
        *("224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "no address"),
        "2001:0:7f00:1::",
    ],
)
def test_addresses_of_this_machine_and_its_network(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_open_net(address: str) -> None:
    assert is_public(address)


def test_a_page_is_fetched_and_named_by_where_it_was_found(server: Server) -> None:
    server.put("/a", status=302, Location="/b?q=é")
    server.put("/b?q=%C3%A9", PAGE)
    (page,) = read(server.url("/a"))
    assert page == Page(server.url("/a"), PAGE, "html", url=server.url("/b?q=é"))
    assert server.asked[0][1]["user-agent"].startswith("tidings/")
    assert server.asked[0][1]["host"] == f"127.0.0.1:{server.port}"


def test_packed_and_encoded_pages(server: Server) -> None:
    server.put("/gz", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    server.put("/cp", "Die Fähre von Vell".encode("cp1250"), Content_Type="text/plain; charset=windows-1250")
    server.put("/br", b"\x0b\x02\x80x\x03", Content_Encoding="br")
    assert [item.content for item in read(server.url("/gz")) + read(server.url("/cp")) if isinstance(item, Page)] == [
        PAGE,
        "Die Fähre von Vell",
    ]
    assert "packs it as 'br'" in str(read(server.url("/br"))[0])


def test_a_table_at_a_url(server: Server) -> None:
    server.put("/t.csv", f"id,text\n1,{PAGE}\n2,{PAGE}\n")
    assert [item.source for item in read(server.url("/t.csv"))] == [server.url(f"/t.csv:{n}") for n in (2, 3)]


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (Reply(b"gone", 404), UnreadableSource, "its server answers 404 Not Found"),
        (Reply(b"", 200), UnreadableSource, "is empty"),
        (Reply(b"", 302, {"Location": "/"}), OverLimit, "redirects more than 8 times"),
        (Reply(b"", 302, {"Location": "file:///etc/passwd"}), Forbidden, "leads to file: where only http and https"),
        (Reply(b"", 302, {"Location": "http://:80/"}), UnreadableSource, "is a URL without a host"),
        (Reply(b"", 302, {"Location": "http://[bad/"}), UnreadableSource, "no URL"),
        (Reply(b"x" * 3000, 200), OverLimit, "holds more than 2,000 bytes"),
        (Reply(gzip.compress(b"x" * 900_000), 200), OverLimit, "2,000 bytes"),
        (Reply(send=lambda h: _short(h)), UnreadableSource, "was cut off: 90 bytes are missing"),
        (Reply(send=lambda h: h.wfile.write(b"\0\xff" * 70_000)), UnreadableSource, "cannot be fetched"),
        (Reply(send=lambda h: None), UnreadableSource, "cannot be fetched"),
    ],
)
def test_answers_that_are_no_page(reply: Reply, error: type[SourceError], words: str, server: Server) -> None:
    server.replies["/"] = reply
    (found,) = read(server.url(), Settings(fetch_local=True, fetch_seconds=5, max_bytes=2000))
    assert type(found) is error and words in found.reason and found.source == server.url()


def _short(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>The fer")


def _drip(head: bytes, drop: bytes) -> Reply:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _ in range(200):
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.05)

    return Reply(send=send)


@pytest.mark.parametrize(
    "reply",
    [
        _drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        _drip(b"HTTP/1.1 200 OK\r\n\r\n<p>", b"x"),
        _drip(b"", b"H"),
    ],
    ids=["headers", "body", "status"],
)
def test_a_server_that_drips_is_not_waited_for(reply: Reply, server: Server) -> None:
    server.replies["/"] = reply
    begun = time.monotonic()
    (found,) = read(server.url(), Settings(fetch_local=True, fetch_seconds=0.6))
    assert isinstance(found, OverLimit) and time.monotonic() - begun < 4


def test_an_address_of_this_machine_is_refused(server: Server) -> None:
    server.put("/", PAGE)
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"):
        (found,) = read(server.url("/", host), Settings(fetch_seconds=5))
        assert isinstance(found, Forbidden), found
        assert "no address of the open net" in found.reason
    assert not server.asked


def test_a_redirect_to_an_address_of_this_machine_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own server is taken for one of the open net; what it redirects to is looked at all the same."""
    monkeypatch.setattr("tidings.sources.addresses.is_public", lambda address: address == "127.0.0.1")
    client = Client(Settings(fetch_seconds=5), lambda host, port: ["127.0.0.1" if host == "outer.test" else "10.0.0.7"])
    for target in ("http://inner.test/secret", "//inner.test/", f"http://inner.test:{server.port}/"):
        server.put("/", status=301, Location=target)
        with pytest.raises(Forbidden, match=r"leads to inner\.test, which is 10\.0\.0\.7") as caught:
            client.open(server.url("/", "outer.test"))
        assert caught.value.source == server.url("/", "outer.test")
    assert server.paths() == ["/"] * 3


def test_a_name_that_changes_its_address_gains_nothing(server: Server) -> None:
    """A name is resolved once a hop, and the connection goes to the address that was looked at."""
    server.put("/", PAGE)
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    client = Client(LOCAL, lambda host, port: next(answers))
    with client.open(server.url("/", "orrin.test")) as answer:
        assert answer.status == 200
    assert next(answers) == ["10.0.0.7"], "asked once"
    assert server.asked[0][1]["host"] == f"orrin.test:{server.port}"


def test_one_local_address_among_several_is_enough_to_refuse() -> None:
    client = Client(Settings(fetch_seconds=1), lambda host, port: ["93.184.216.34", "::1"])
    with pytest.raises(Forbidden, match="which is ::1"):
        client.open("http://orrin.test/")


def test_a_server_that_does_not_prove_its_name_is_not_read(server: Server) -> None:
    client = Client(LOCAL, lambda host, port: ["127.0.0.1"])
    with pytest.raises(UnreadableSource, match="cannot be fetched"):
        client.open(f"https://orrin.test:{server.port}/")
