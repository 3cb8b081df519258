"""WARC: pages with their URLs, what is no page told apart, and files that are broken."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import SourceError
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources import read_sources

PAGE = "<html><head><title>Held</title></head><body><p>The ferry to Vell was held at the quay.</p></body></html>"


def record(body: bytes, kind: str = "response", url: str = "https://orrin.test/a", length: int | None = None) -> bytes:
    form = "text/plain" if kind == "conversion" else "application/http"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {form}\r\n"
    return f"{head}Content-Length: {len(body) if length is None else length}\r\n\r\n".encode() + body + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def read(data: bytes, **settings: int) -> list[Page | Refusal | SourceError]:
    return list(read_sources(["-"], Settings(**settings), None, io.BytesIO(data)))


def test_pages_come_with_their_urls_and_the_numbers_of_their_records() -> None:
    crawl = [
        record(b"software: crawler\r\n", "warcinfo"),
        record(b"GET / HTTP/1.1\r\nHost: orrin.test\r\n\r\n", "request"),
        record(answer(PAGE.encode(), Content_Type="text/html")),
        record("The quay of Vell was opened – at last.".encode(), "conversion", "https://orrin.test/b"),
        record(answer(b"\x89PNG\0\0\0", Content_Type="image/png"), url="https://orrin.test/c.png"),
        record(answer(b"gone", "404 Not Found")),
        record(answer(b"", "200 OK")),
    ]
    first, second, *others = read(b"".join(gzip.compress(one) for one in crawl))
    assert first == Page("-:3", PAGE, "html", url="https://orrin.test/a")
    assert second == Page("-:4", "The quay of Vell was opened – at last.", "text", url="https://orrin.test/b")
    assert [(o.source, o.reason) for o in others if isinstance(o, Refusal)] == [
        ("-:5", "unknown_kind"),
        ("-:6", "status"),
        ("-:7", "empty"),
    ]


def test_encodings_are_undone() -> None:
    crawl = [
        record(answer("Die Fähre von Vell".encode("iso-8859-2"), Content_Type="text/html; charset=iso-8859-2")),
        record(answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")),
        record(answer(b"5\r\nThe f\r\n4\r\nerry\r\n0\r\n\r\n", Transfer_Encoding="chunked")),
        record(answer(b"\x0b\x02\x80x\x03", Content_Encoding="br")),
    ]
    *found, error = read(b"".join(crawl))
    assert [page.content for page in found if isinstance(page, Page)] == ["Die Fähre von Vell", PAGE, "The ferry"]
    assert str(error) == "-:4: is packed as 'br', which is not read"


def test_a_page_over_the_limit_costs_the_others_nothing() -> None:
    bomb = gzip.compress(b"a" * 3_000_000)
    crawl = [
        record(answer(b"<p>" + b"x" * 5000)),
        record(answer(bomb, Content_Encoding="gzip")),
        record(answer(PAGE.encode())),
    ]
    first, second, third = read(b"".join(crawl), max_bytes=4000)
    assert str(first) == "-:1: holds more than 4,000 bytes"
    assert str(second).startswith("-:2: unpacks to over 200 times its size") or "4,000 bytes" in str(second)
    assert isinstance(third, Page) and third.content == PAGE


@pytest.mark.parametrize("cut", [10, 100, 200])
def test_a_file_that_is_cut_off_keeps_what_came_before(cut: int) -> None:
    whole = record(answer(PAGE.encode()))
    packed = gzip.compress(whole) + gzip.compress(whole)[:cut]
    first, *others = read(packed)
    assert isinstance(first, Page)
    assert str(others[-1]) == "-: gzip file is cut off before its end"


def test_a_record_that_lies_about_its_length_is_no_crash() -> None:
    whole = answer(PAGE.encode())
    assert read(record(whole, length=10**15))
    found = read(record(whole, length=30) + record(whole))
    assert all(isinstance(item, (Page, Refusal, SourceError)) for item in found)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_are_no_crash(noise: bytes, at: int) -> None:
    whole = record(answer(PAGE.encode()))
    for item in read(b"WARC/1.0\r\n" + noise) + read(whole[:at] + noise + whole[at:]):
        assert isinstance(item, (Page, Refusal, SourceError))
