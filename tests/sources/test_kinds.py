"""What some bytes are: told by the content alone."""

from __future__ import annotations

import pytest

from tidings.sources.kinds import recognise
from tidings.sources.rows import page_from_row

ROW = '{"id": "a1", "text": "The mayor of Orrin flew to Vell."}'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("The mayor of Orrin flew to Vell on Friday.", "text"),
        ("42", None),
        (" \n\t", None),
        ("<!DOCTYPE html><title>Orrin</title>", "html"),
        ("\n\n<html><body><p>The mayor flew.</p>", "html"),
        ("\ufeff<html><body><p>The mayor flew.</p>", "html"),
        ("<!-- saved -->\n<div>The mayor flew.</div>", "html"),
        ('<?xml version="1.0"?><html><body>The mayor flew.</body></html>', "html"),
        ("noise " + "<p>The mayor flew.</p> " * 8, "html"),
        ("A <b>bold</b> line of crawler text that speaks of <p> once.", "text"),
        (ROW, "jsonl"),
        (f"{ROW}\n{ROW}\n", "jsonl"),
        (f"not a row\n{ROW}\n{ROW}\n", "jsonl"),
        ("{}", "jsonl"),
        ("{The braces} of a text.", "text"),
        (f"[{ROW}]", None),
        ('{\n  "text": "One object over many lines."\n}', None),
        ("id,date,text\n1,2020-05-01,The mayor flew.", "csv"),
        ("title\ttext\nFlight\tThe mayor flew.", "csv"),
        ("Orrin, Vell and text that goes on\nwith a second line.", "text"),
        ('<?xml version="1.0"?>\n<!-- made -->\n<rss version="2.0"><channel/></rss>', "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "feed"),
        ('<?xml version="1.0"?><ledger><line/></ledger>', None),
        ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"),
        ("PAR1....", "parquet"),
        ("%PDF-1.4 of words", None),
        ("\0\1\2\3\4\5\6\7" * 20, None),
    ],
)
def test_kind_of_content(content: str, kind: str | None) -> None:
    assert recognise(content.encode()) == kind


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("content", "kind"), [(ROW, "jsonl"), ("<html><p>The mayor flew.", "html"), ("Words.", "text")]
)
def test_kind_does_not_depend_on_the_encoding(content: str, kind: str, codec: str) -> None:
    assert recognise((content + "\n" + "x" * 8).encode(codec)) == kind


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-03-09", "2021-03-09"),
        ("20210309", "2021-03-09"),
        ("2021-03-09T23:50:00-05:00", "2021-03-09"),
        (" 2021-03-09 08:00 ", "2021-03-09"),
        ("0001-01-01", None),
        ("9999-12-31T23:59:59Z", None),
        ("Tue, 09 Mar 2021 10:00:00 GMT", "2021-03-09"),
        ("2021-03", None),
        (2021, None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_rows(value: object, day: str | None) -> None:
    date = page_from_row({"text": "The mayor flew.", "date": value}, "t:1").date
    assert (date.isoformat() if date else None) == day


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, "has no field `text`"),
        ({"text": None}, "has no field `text`"),
        ({"text": 5}, "`text` is no string"),
        ({"text": "x", "date": "2021-02-30"}, "`date` '2021-02-30' is no date"),
        ({"text": "x", "date": "last week"}, "`date` 'last week' is no date"),
        ({"text": "x", "id": True}, "`id` is neither"),
        ({"text": "x", "url": ["a"]}, "`url` is neither"),
    ],
)
def test_rows_that_are_no_articles(row: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        page_from_row(row, "t:1")


def test_a_row_keeps_its_text_character_for_character() -> None:
    page = page_from_row({"text": " a\0b\ud800c \n\n", "id": 7, "title": " T ", "language": ""}, "t:3")
    assert (page.content, page.given_id, page.title, page.language) == (" a\ufffdb\ufffdc \n\n", "7", "T", None)
