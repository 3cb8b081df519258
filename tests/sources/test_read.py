"""What a user points at becomes pages, refusals and errors, each in its place."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
import zstandard

from tidings.errors import SourceError
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources import read_sources

TEXT = "The harbour master of Vell closed the quay on Monday."
HTML = "<html><body><p>The harbour master reopened it on Friday.</p></body></html>"
ROW = '{"id": "q1", "text": "The quay was closed again."}'


def read(
    names: list[str], kind: str | None = None, stdin: bytes | None = None, settings: Settings | None = None
) -> list[str]:
    """Read sources and give each outcome as one short line."""
    stream = None if stdin is None else io.BytesIO(stdin)
    return [_line(item) for item in read_sources(names, settings or Settings(), kind, stream)]


def _line(item: Page | Refusal | SourceError) -> str:
    if isinstance(item, Page):
        return f"{item.kind} {item.source}"
    if isinstance(item, Refusal):
        return f"refused {item.source}: {item.reason}"
    return f"{type(item).__name__} {item.source}: {item.reason}"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one file of each sort."""
    monkeypatch.chdir(tmp_path)
    files = {
        "box/b.txt": TEXT.encode(),
        "box/a.html": HTML.encode(),
        "box/deep/c.jsonl": ROW.encode(),
        "box/deep/.hidden": TEXT.encode(),
        "box/tune.bin": bytes(range(32)) * 9,
        "packed.dat": gzip.compress(HTML.encode()),
        "cut.gz": gzip.compress(TEXT.encode())[:-9],
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "news.csv": b"id,text\n1,The quay was closed.\n",
        "[odd].txt": TEXT.encode(),
    }
    for name, data in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "outcome"),
    [
        (["box/b.txt"], ["text box/b.txt"]),
        (["./box/a.html"], ["html ./box/a.html"]),
        (["packed.dat"], ["html packed.dat"]),
        (["[odd].txt"], ["text [odd].txt"]),
        (["cut.gz"], ["UnreadableSource cut.gz: gzip file is cut off before its end"]),
        (["empty.txt"], ["UnreadableSource empty.txt: is empty"]),
        (["blank.txt"], ["UnreadableSource blank.txt: is empty"]),
        (["gone.txt"], ["UnreadableSource gone.txt: no such file or folder"]),
        (["*.nothing"], ["UnreadableSource *.nothing: matches no file"]),
        ([""], ["UnreadableSource '': is no name of a file"]),
        (
            ["ftp://news.test/a"],
            ["Forbidden ftp://news.test/a: is a URL that is not fetched; give one of http or https, or a file"],
        ),
        (
            ["box/tune.bin"],
            ["UnknownKind box/tune.bin: its content is of no kind that tidings reads; --kind says which it is"],
        ),
        (["box/[ab].*"], ["html box/a.html", "text box/b.txt"]),
        (["box/**/*.jsonl"], ["article box/deep/c.jsonl:1"]),
        (["box/b.txt", "box/a.html", "./box/b.txt"], ["text box/b.txt", "html box/a.html"]),
        (["gone.txt", "box/b.txt"], ["UnreadableSource gone.txt: no such file or folder", "text box/b.txt"]),
        (
            ["box"],
            [
                "html box/a.html",
                "text box/b.txt",
                "refused box/deep/.hidden: hidden",
                "article box/deep/c.jsonl:1",
                "refused box/tune.bin: unknown_kind",
            ],
        ),
    ],
    ids=lambda value: " ".join(value[:1]) if isinstance(value, list) else None,
)
def test_names(names: list[str], outcome: list[str]) -> None:
    assert read(names) == outcome


def test_a_folder_without_a_file_is_a_failure(desk: Path) -> None:
    (desk / "bare").mkdir()
    assert read(["bare"]) == ["UnreadableSource bare: is a folder without a file"]


def test_links_in_a_circle_are_met_once(desk: Path) -> None:
    (desk / "box/deep/up").symlink_to("..")
    assert read(["box"]).count("html box/a.html") == 1
    assert not [line for line in read(["box"]) if "up" in line.split("/")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"id,text\n1,The quay was closed.\n", ["article held/x:2"]),
        (b"PAR1\0\0\0\0", ["UnreadableSource held/x: Parquet file cannot be read"]),
        (b'<rss version="2.0"><channel/></rss>', ["refused held/x: empty"]),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"), []),
        (zstandard.compress(TEXT.encode()), ["text held/x"]),
    ],
    ids=["csv", "parquet", "feed", "warc", "zstd"],
)
@pytest.mark.parametrize("named", [True, False], ids=["named", "in a folder"])
def test_kinds_in_a_folder(data: bytes, words: list[str], named: bool, desk: Path) -> None:
    (desk / "held").mkdir()
    (desk / "held/x").write_bytes(data)

    found = read(["held/x" if named else "held"])

    assert len(found) == len(words)
    assert all(line.startswith(begin) for line, begin in zip(found, words, strict=True)), found
