"""CSV and Parquet: rows become pages, and what is wrong with one costs the others nothing."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import SourceError
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources import read_sources

FERRY = "The ferry to Vell was held at the quay and nobody said why."


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(name: str, settings: Settings | None = None, kind: str | None = None) -> list[Page | Refusal | SourceError]:
    return list(read_sources([name], settings or Settings(), kind))


def pages(found: list[Page | Refusal | SourceError]) -> list[Page]:
    return [item for item in found if isinstance(item, Page)]


def test_a_csv_table(desk: Path) -> None:
    rows = 'id,Title,date,text,mood\n7,Held,2021-03-09,"The ferry, ""held"" at\nthe quay.",grim\n8,,,Second row.,\n\n'
    Path("t.csv").write_text(rows, encoding="utf-8")
    first, second = pages(read("t.csv"))
    assert first == Page(
        "t.csv:2",
        'The ferry, "held" at\nthe quay.',
        "article",
        given_id="7",
        title="Held",
        date=datetime.date(2021, 3, 9),
    )
    assert (second.source, second.content, second.title) == ("t.csv:4", "Second row.", None)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_any_dress(separator: str, codec: str, desk: Path) -> None:
    text = f"id{separator}text\r\n1{separator}Señor Müller closed the café – again.\r\n"
    Path("t").write_bytes(gzip.compress(text.encode(codec)))
    assert [p.content for p in pages(read("t"))] == ["Señor Müller closed the café – again."]


def test_bad_rows_of_a_csv_are_named_together(desk: Path) -> None:
    Path("t.csv").write_text('id,text,date\n1,Good.,\n2,"To, many",,cells\n3,Good.,soon\n4,Good.,\n', encoding="utf-8")
    found = read("t.csv")
    assert [p.given_id for p in pages(found)] == ["1", "4"]
    assert str(found[-1]) == ("t.csv:3: 2 lines are no articles: 3, 4; line 3 has 4 cells under a header of 3")


def test_a_row_over_the_limit_is_passed_over(desk: Path) -> None:
    small = Settings(max_bytes=200)
    Path("t.csv").write_text(f"id,text\n1,{'x' * 300}\n2,{FERRY}\n", encoding="utf-8")
    page, error = read("t.csv", small)
    assert isinstance(page, Page) and page.given_id == "2"
    assert str(error) == "t.csv:2: is longer than the limit of 200 bytes"


def test_a_quote_that_is_never_closed_ends_at_the_limit(desk: Path) -> None:
    rows = "".join(f"{n},{FERRY}\n" for n in range(9))
    Path("t.csv").write_text(f'id,text\n0,"{FERRY}\n{rows}', encoding="utf-8")
    found = read("t.csv", Settings(max_bytes=200))
    assert len(pages(found)) > 4
    assert "longer than the limit" in str(found[-1])


def test_a_csv_without_a_text(desk: Path) -> None:
    Path("t.csv").write_text("id,title\n1,Held\n", encoding="utf-8")
    (error,) = read("t.csv", kind="csv")
    assert str(error) == "t.csv: has no header that names a column `text`"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1), max_size=6))
def test_what_csv_writes_is_read_back(texts: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([("id", "text"), *((n + 1, text) for n, text in enumerate(texts))])
    found = read_sources(["-"], Settings(), "csv", io.BytesIO(out.getvalue().encode()))
    assert [p.content for p in found if isinstance(p, Page)] == texts


def _parquet(name: str, query: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{name}' (FORMAT parquet)")


def test_a_parquet_table(desk: Path) -> None:
    _parquet(
        "t.parquet",
        f"SELECT 7 AS id, '{FERRY}' AS Text, DATE '2021-03-09' AS date, [1, 2] AS mood "
        "UNION ALL SELECT 8, 'Second row.', NULL, NULL ORDER BY 1",
    )
    first, second = pages(read("t.parquet"))
    assert first == Page("t.parquet:1", FERRY, "article", given_id="7", date=datetime.date(2021, 3, 9))
    assert (second.source, second.content) == ("t.parquet:2", "Second row.")


def test_a_packed_parquet_table_and_one_with_an_odd_name(desk: Path) -> None:
    _parquet("t.parquet", f"SELECT '{FERRY} ' || i AS text FROM range(5000) r(i) ORDER BY i")
    Path("t[1]*.gz").write_bytes(gzip.compress(Path("t.parquet").read_bytes()))
    Path("t.parquet").rename("t[1].parquet")
    for name in ("t[1]*.gz", "t[1].parquet"):
        found = pages(read(name))
        assert [p.source for p in found] == [f"{name}:{n}" for n in range(1, 5001)]
        assert found[-1].content == f"{FERRY} 4999"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT 1 AS id", "t: has no column `text`"),
        ("SELECT 5 AS text", "t:1: is no article: the row its `text` is no string"),
        ("SELECT NULL::VARCHAR AS text", "t:1: is no article: the row has no field `text`"),
        ("SELECT 'x' AS text WHERE false", "t: is empty"),
        ("SELECT repeat('x', 300) AS text", "t:1: is longer than the limit of 200 bytes"),
    ],
)
def test_a_parquet_table_that_is_none_of_articles(query: str, words: str, desk: Path) -> None:
    _parquet("t", query)
    assert [str(error) for error in read("t", Settings(max_bytes=200))] == [words]


@pytest.mark.parametrize("cut", [5, 60, -1, -9])
def test_a_parquet_file_that_is_broken(cut: int, desk: Path) -> None:
    _parquet("t", f"SELECT '{FERRY}' AS text")
    Path("t").write_bytes(Path("t").read_bytes()[:cut])
    (error,) = read("t")
    assert "Parquet file cannot be read" in str(error)
