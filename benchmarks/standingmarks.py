"""Quotes and acts marked by hand for who says them and how surely: the form they are kept in, and its tool.

`benchmarks/marked/standing/NAME.jsonl` has one article a line and none of its words: its file under
`shared/` and its row there, a digest of its text, and offsets and labels. Offsets are code points into
`Article.text`. Marks are made blind, before the code is run on an article, and not changed after::

    python -m benchmarks.standingmarks show FILE[:ROW]…     the articles, sentences numbered
    python -m benchmarks.standingmarks write DRAFT NAME

A draft is written by hand and kept by nobody. `## FILE[:ROW]` begins an article; `_` stands for a blank,
`word^2` for its second occurrence, `word@3` for a word of sentence 3. A quote and an act are a line each::

    q SENTENCE FIRST_WORDS [s=SPEAKER]
    SENTENCE TRIGGER CERTAINTY[CERTAINTY…] [+AUX[/AUX…]] [s=SOURCE] [#EVENT]

CERTAINTY is `a`, `c`, `u` or `d` (asserted, claimed, uncertain, denied), AUX any of `h`, `f`, `y`, `n`
(historical, future, hypothetical, negation) or `-` for none; where several stand, each is right. SPEAKER
and SOURCE are words by which the article names them most fully; without one nobody is named.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.marking import Span, as_span, find_words
from benchmarks.rows import Missing, find_shared, need
from tidings import pipeline
from tidings.records import Article, Page, digest
from tidings.sentences import Sentence, split
from tidings.settings import Settings
from tidings.sources import read_sources

__all__ = ["FOLDER", "MarkedAct", "MarkedArticle", "MarkedQuote", "article_at", "load", "main", "parse_draft"]

FOLDER = Path(__file__).with_name("marked") / "standing"


_CERTAINTY = {"a": "asserted", "c": "claimed", "u": "uncertain", "d": "denied"}
_AUXILIARY = {"h": "historical", "f": "future", "y": "hypothetical", "n": "negation"}
_CLOSING = re.compile(r"[\"”»]|''|(?<=[\w.,!?…])['’](?!\w)")


@dataclass(frozen=True, slots=True)
class MarkedQuote:
    """The first words of a quotation, to its closing mark, and the words that name its speaker."""

    span: Span
    speaker: Span | None


@dataclass(frozen=True, slots=True)
class MarkedAct:
    """An act's word, each certainty and each set of auxiliary modes that may stand, its source and its event."""

    trigger: Span
    certainty: tuple[str, ...]
    auxiliary: tuple[tuple[str, ...], ...]
    source: Span | None
    event: int


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article that was read whole: where it stands, a digest of its text, its quotes and its acts."""

    file: str
    row: int | None
    digest: str
    quotes: tuple[MarkedQuote, ...]
    acts: tuple[MarkedAct, ...]


def load(path: Path) -> list[MarkedArticle]:
    """Read a file of marked articles.

    Args:
        path: a file of `benchmarks/marked/standing/`.
    """
    return [_marked(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _marked(line: dict[str, object]) -> MarkedArticle:
    quotes, acts = line["quotes"], line["acts"]
    assert isinstance(quotes, list) and isinstance(acts, list)
    row = line.get("row")
    return MarkedArticle(
        str(line["file"]),
        int(str(row)) if row is not None else None,
        str(line["digest"]),
        tuple(MarkedQuote(as_span(q["span"]), as_span(q["speaker"]) if "speaker" in q else None) for q in quotes),
        tuple(
            MarkedAct(
                as_span(a["trigger"]),
                tuple(a["certainty"]),
                tuple(tuple(modes) for modes in a["auxiliary"]),
                as_span(a["source"]) if "source" in a else None,
                a["event"],
            )
            for a in acts
        ),
    )


def _line(marked: MarkedArticle) -> str:
    found = {
        "file": marked.file,
        **({"row": marked.row} if marked.row is not None else {}),
        "digest": marked.digest,
        "quotes": [{"span": q.span, **({"speaker": q.speaker} if q.speaker else {})} for q in marked.quotes],
        "acts": [
            {
                "trigger": a.trigger,
                "certainty": a.certainty,
                "auxiliary": a.auxiliary,
                **({"source": a.source} if a.source else {}),
                "event": a.event,
            }
            for a in marked.acts
        ],
    }
    return json.dumps(found, separators=(",", ":"))


def article_at(shared: Path, file: str, row: int | None) -> Article:
    """Read one article of the folder of the gold sets.

    Args:
        shared: the folder.
        file: a page's or a table's path in it.
        row: the row of a table, from 0; None for a page.

    Raises:
        Missing: the file is not there, or no article is read from it.
    """
    path = need(shared / file)
    if row is None:
        page = next(iter(read_sources([str(path)], Settings())))
    else:
        with path.open(encoding="utf-8") as lines:
            values = json.loads(next(line for number, line in enumerate(lines) if number == row))
        date = datetime.date.fromisoformat(values["date"]) if values.get("date") else None
        page = Page(file, values["text"], "article", given_id=values["id"], title=values["title"], date=date)
    article = pipeline.read_page(page, Settings()) if isinstance(page, Page) else page
    if not isinstance(article, Article):
        raise Missing(f"no article in {file}")
    return article


def parse_draft(lines: Iterable[str], article: Article) -> tuple[tuple[MarkedQuote, ...], tuple[MarkedAct, ...]]:
    """Turn the lines of one article's draft into marks.

    Args:
        lines: lines of the form above; empty ones are passed over.
        article: the article.

    Raises:
        ValueError: a line that cannot be read, or words that the sentence has not; it names the line.
    """
    sentences = split(article)
    quotes, acts = [], []
    events: dict[str, int] = {}
    for number, line in enumerate(filter(str.strip, lines)):
        fields = line.split()
        try:
            if fields[0] == "q":
                quotes.append(_quote(fields[1:], article, sentences))
            else:
                acts.append(_act(fields, sentences, events, f"line {number}"))
        except (ValueError, IndexError, KeyError) as error:
            raise ValueError(f"{line.strip()}: {error}") from error
    return tuple(sorted(quotes, key=lambda q: q.span)), tuple(sorted(acts, key=lambda a: a.trigger))


def _quote(fields: Sequence[str], article: Article, sentences: Sequence[Sentence]) -> MarkedQuote:
    sentence = sentences[int(fields[0])]
    start, first = find_words(sentence, fields[1])
    block = article.blocks[sentence.block]
    closing = _CLOSING.search(article.text, first, block.end)
    end = closing.start() if closing is not None else block.end
    return MarkedQuote((start, end), _named(fields[2:], sentence, sentences))


def _act(fields: Sequence[str], sentences: Sequence[Sentence], events: dict[str, int], own: str) -> MarkedAct:
    sentence = sentences[int(fields[0])]
    modes = next((f[1:] for f in fields[3:] if f.startswith("+")), "-")
    key = next((f for f in fields[3:] if f.startswith("#")), own)
    return MarkedAct(
        find_words(sentence, fields[1]),
        tuple(_CERTAINTY[letter] for letter in fields[2]),
        tuple(tuple(_AUXILIARY[letter] for letter in either if letter != "-") for either in modes.split("/")),
        _named(fields[3:], sentence, sentences),
        events.setdefault(key, len(events)),
    )


def _named(fields: Sequence[str], sentence: Sentence, sentences: Sequence[Sentence]) -> Span | None:
    given = next((f[2:] for f in fields if f.startswith("s=")), None)
    if given is None:
        return None
    words, _, number = given.partition("@")
    return find_words(sentences[int(number)] if number else sentence, words)


def _place(name: str) -> tuple[str, int | None]:
    file, colon, row = name.strip().partition(":")
    return file, int(row) if colon else None


def _write(shared: Path, draft: Path, name: str) -> int:
    """Add the articles of a draft to a file of marks; one that is marked already is refused."""
    path = FOLDER / f"{name}.jsonl"
    done = path.read_text(encoding="utf-8") if path.exists() else ""
    known = {(m["file"], m.get("row")) for m in map(json.loads, done.splitlines())}
    lines = []
    for block in draft.read_text(encoding="utf-8").split("## ")[1:]:
        title, *body = block.splitlines()
        file, row = _place(title)
        article = article_at(shared, file, row)
        try:
            if (file, row) in known:
                raise ValueError("marked already, and marks are never changed")
            quotes, acts = parse_draft(body, article)
        except ValueError as error:
            print(f"{title}: {error}", file=sys.stderr)
            return 1
        lines.append(_line(MarkedArticle(file, row, digest(article.text), quotes, acts)) + "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(done + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} articles added to {path.name}")
    return 0


def _show(shared: Path, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield f"## {name}"
        for sentence in split(article_at(shared, *_place(name))):
            yield f"{sentence.number} {' '.join(sentence.text.split())}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Show articles, or write the marks of a draft.

    Args:
        arguments: the command line; that of the process where it is None.

    Raises:
        Missing: the folder of the gold sets is not there.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.standingmarks", description="Mark quotes and acts.")
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show", help="print articles, their sentences numbered")
    show.add_argument("names", nargs="+", metavar="FILE[:ROW]")
    write = commands.add_parser("write", help="add a draft's marks to benchmarks/marked/standing/NAME.jsonl")
    write.add_argument("draft", type=Path)
    write.add_argument("name")
    given = parser.parse_args(arguments)
    shared = find_shared()
    if shared is None:
        raise Missing("no folder shared/ beside the repository")
    if given.command == "show":
        for line in _show(shared, given.names):
            print(line)
        return 0
    return _write(shared, given.draft, given.name)


if __name__ == "__main__":
    raise SystemExit(main())
