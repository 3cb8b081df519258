"""Actors marked by hand for their country and sectors: the form they are kept in, and the tool that writes it.

`benchmarks/marked/actors/NAME.jsonl` has one article a line and none of its words: its file under `shared/`
and its row there, a digest of its text, and for each marked sentence its offsets and those of every actor in
it, with labels. Offsets are code points into `Article.text`. Marks are made blind, before the code is run on
a sentence, and not changed after::

    python -m benchmarks.actormarks write DRAFT NAME

A draft is written by hand and kept by nobody. `## FILE[:ROW]` begins an article, a line is an actor, and a
number alone a sentence without any::

    SENTENCE WORDS COUNTRY[|COUNTRY…] SECTOR[,SECTOR…][|SECTOR…]

WORDS stand as in the sentence, `_` for a blank, `word^2` for its second occurrence. `-` is none. Where
several stand, each is right; of sectors joined by commas the first is the primary one. Where the first
country is `-`, it cannot be told, and any that the others name is as right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.marking import Span, as_span, find_words
from benchmarks.rows import Missing, find_shared
from benchmarks.standingmarks import article_at
from tidings.ontology import SECTORS
from tidings.records import digest
from tidings.sentences import Sentence, split

__all__ = ["FOLDER", "MarkedActor", "MarkedSentence", "MarkedText", "load", "main", "parse_draft"]

FOLDER = Path(__file__).with_name("marked") / "actors"
_NONE = "-"


@dataclass(frozen=True, slots=True)
class MarkedActor:
    """An actor's words, each country that may stand, and each set of sectors; None and `()` where none may."""

    span: Span
    countries: tuple[str | None, ...]
    sectors: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence whose actors are all marked."""

    span: Span
    actors: tuple[MarkedActor, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An article of which some sentences are marked: where it stands, and a digest of its text."""

    file: str
    row: int | None
    digest: str
    sentences: tuple[MarkedSentence, ...]


def load(path: Path) -> list[MarkedText]:
    """Read a file of marked sentences.

    Args:
        path: a file of `benchmarks/marked/actors/`.
    """
    return [_marked(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _marked(line: dict[str, object]) -> MarkedText:
    sentences, row = line["sentences"], line.get("row")
    assert isinstance(sentences, list)
    return MarkedText(
        str(line["file"]),
        int(str(row)) if row is not None else None,
        str(line["digest"]),
        tuple(
            MarkedSentence(
                as_span(sentence["span"]),
                tuple(
                    MarkedActor(as_span(a["span"]), tuple(a["country"]), tuple(map(tuple, a["sector"])))
                    for a in sentence["actors"]
                ),
            )
            for sentence in sentences
        ),
    )


def _line(marked: MarkedText) -> str:
    found = {
        "file": marked.file,
        **({"row": marked.row} if marked.row is not None else {}),
        "digest": marked.digest,
        "sentences": [
            {
                "span": sentence.span,
                "actors": [{"span": a.span, "country": a.countries, "sector": a.sectors} for a in sentence.actors],
            }
            for sentence in marked.sentences
        ],
    }
    return json.dumps(found, separators=(",", ":"))


def parse_draft(lines: Iterable[str], sentences: Sequence[Sentence]) -> tuple[MarkedSentence, ...]:
    """Turn the lines of one article's draft into marks.

    Args:
        lines: lines of the form above; empty ones are passed over.
        sentences: the article's sentences.

    Raises:
        ValueError: a line that cannot be read, or words that the sentence has not; it names the line.
    """
    found: dict[int, list[MarkedActor]] = {}
    for line in filter(str.strip, lines):
        try:
            number, *fields = line.split()
            actors = found.setdefault(int(number), [])
            if fields:
                actors.append(_actor(fields, sentences[int(number)]))
        except (ValueError, IndexError) as error:
            raise ValueError(f"{line.strip()}: {error}") from error
    return tuple(
        MarkedSentence((sentences[n].start, sentences[n].end), tuple(sorted(actors, key=lambda a: a.span)))
        for n, actors in sorted(found.items())
    )


def _actor(fields: Sequence[str], sentence: Sentence) -> MarkedActor:
    words, country, sector = fields
    sectors = tuple(tuple(s for s in either.split(",") if s != _NONE) for either in sector.split("|"))
    if unknown := {s for either in sectors for s in either} - SECTORS.keys():
        raise ValueError(f"no sector {', '.join(sorted(unknown))}")
    countries = tuple(None if code == _NONE else code for code in country.split("|"))
    return MarkedActor(find_words(sentence, words), countries, sectors)


def _write(shared: Path, draft: Path, name: str) -> int:
    """Add the articles of a draft to a file of marks; one that is marked already is refused."""
    path = FOLDER / f"{name}.jsonl"
    done = path.read_text(encoding="utf-8") if path.exists() else ""
    known = {(m["file"], m.get("row")) for m in map(json.loads, done.splitlines())}
    lines = []
    for block in draft.read_text(encoding="utf-8").split("## ")[1:]:
        title, *body = block.splitlines()
        file, colon, number = title.strip().partition(":")
        row = int(number) if colon else None
        article = article_at(shared, file, row)
        try:
            if (file, row) in known:
                raise ValueError("marked already, and marks are never changed")
            sentences = parse_draft(body, split(article))
        except ValueError as error:
            print(f"{title}: {error}", file=sys.stderr)
            return 1
        lines.append(_line(MarkedText(file, row, digest(article.text), sentences)) + "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(done + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} articles added to {path.name}")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the marks of a draft; `python -m benchmarks.standingmarks show` prints the sentences numbered.

    Args:
        arguments: the command line; that of the process where it is None.

    Raises:
        Missing: the folder of the gold sets is not there.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.actormarks", description="Mark actors.")
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="add a draft's marks to benchmarks/marked/actors/NAME.jsonl")
    write.add_argument("draft", type=Path)
    write.add_argument("name")
    given = parser.parse_args(arguments)
    shared = find_shared()
    if shared is None:
        raise Missing("no folder shared/ beside the repository")
    return _write(shared, given.draft, given.name)


if __name__ == "__main__":
    raise SystemExit(main())
