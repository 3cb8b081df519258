"""Tables of articles, a row a line: good rows become pages, bad ones one error that names them."""

from __future__ import annotations

import datetime
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import BadRecord, OverLimit, SourceError, UnreadableSource
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources import read_sources

GOOD = '{"text": "Rebels left the mill."}'
LONG = '{"text": "' + "x" * 300 + '"}'


def read(data: bytes, limit: int = 1 << 20) -> list[Page | SourceError]:
    items = read_sources(["-"], Settings(max_bytes=limit), "jsonl", io.BytesIO(data))
    return [item for item in items if isinstance(item, (Page, SourceError))]


def test_every_field_of_a_row_is_read() -> None:
    row = {
        "id": "m-1",
        "title": "Mill retaken",
        "date": "2019-07-04",
        "url": "https://mill.test/1",
        "publication": "The Mill Post",
        "language": "en-GB",
        "text": "Rebels left.\n\nThe mill burned.",
        "mood": "none of ours",
    }
    assert read(json.dumps(row).encode()) == [
        Page(
            "-:1",
            "Rebels left.\n\nThe mill burned.",
            "article",
            given_id="m-1",
            url="https://mill.test/1",
            title="Mill retaken",
            date=datetime.date(2019, 7, 4),
            publication="The Mill Post",
            language="en-GB",
        )
    ]


@pytest.mark.parametrize(
    ("lines", "sources", "error"),
    [
        ([GOOD, GOOD], ["-:1", "-:2"], None),
        (["", GOOD, "   ", GOOD], ["-:2", "-:4"], None),
        ([GOOD, "{oops", GOOD], ["-:1", "-:3"], "-:2: is no article: the line is not JSON"),
        (["[1]", GOOD], ["-:2"], "-:1: is no article: the line is no JSON object"),
        (['{"id": "x"}', GOOD], ["-:2"], "-:1: is no article: the line has no field `text`"),
        (["nope", GOOD, '{"text": 1}', "{"], ["-:2"], "-:1: 3 lines are no articles: 1, 3, 4; line 1 is not JSON"),
        (["?"] * 25, [], "-:1: 25 lines are no articles: 1, 2, 3"),
        (["?"] * 25, [], "19, 20 and 5 more; line 1 is not JSON"),
        (["[" * 100_000, GOOD], ["-:2"], "-:1: is no article: the line is nested too deep"),
    ],
    ids=["good", "blanks", "not json", "no object", "no text", "many", "very many", "very many, end", "deep"],
)
def test_bad_lines_come_together_at_the_end(lines: list[str], sources: list[str], error: str | None) -> None:
    items = read("\n".join(lines).encode())
    assert [item.source for item in items if isinstance(item, Page)] == sources
    errors = [str(item) for item in items if isinstance(item, BadRecord)]
    assert len(errors) == (error is not None) and (error is None or error in errors[0])
    assert not errors or isinstance(items[-1], BadRecord)


def test_a_line_that_is_not_utf8_is_a_bad_line() -> None:
    page, error = read(GOOD.encode() + b'\n{"text": "caf\xe9"}\n')
    assert page.source == "-:1"
    assert str(error) == "-:2: is no article: the line is not UTF-8"


def test_the_limit_is_for_each_line() -> None:
    items = read("\n".join([GOOD] * 40 + [LONG, GOOD]).encode(), limit=100)
    assert [item.source for item in items] == [f"-:{n}" for n in [*range(1, 41), 42, 41]]
    assert isinstance(items[-1], OverLimit)
    assert items[-1].reason == "is longer than the limit of 100 bytes"


def test_a_table_cut_off_gives_its_rows_and_then_the_failure() -> None:
    data = gzip.compress("\n".join(f'{{"text": "Row {n}."}}' for n in range(20_000)).encode())
    *pages, error = read(data[: len(data) // 2])
    assert len(pages) > 100 and all(isinstance(page, Page) for page in pages)
    assert isinstance(error, UnreadableSource) and error.reason == "gzip file is cut off before its end"


def test_rows_under_one_id_all_come() -> None:
    """Whether two rows under one id agree is the pipeline's to judge: it sees the other sources too."""
    items = read(b'{"id": "d", "text": "One."}\n{"id": "d", "text": "Two."}\n')
    assert [(p.given_id, p.content) for p in items if isinstance(p, Page)] == [("d", "One."), ("d", "Two.")]


@given(st.lists(st.one_of(st.none(), st.text(max_size=40)), max_size=12))
def test_each_line_is_a_page_or_is_named(texts: list[str | None]) -> None:
    lines = ["no row" if text is None else json.dumps({"text": text}) for text in texts]
    items = read("\n".join([*lines, GOOD]).encode())
    pages = [item for item in items if isinstance(item, Page)]
    assert [int(p.source[2:]) for p in pages[:-1]] == [n for n, text in enumerate(texts, 1) if text is not None]
    wanted = [text.replace("\0", "\ufffd") for text in texts if text is not None]
    assert [p.content for p in pages[:-1]] == wanted
