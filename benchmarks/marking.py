"""Acts marked by hand in whole articles: the form they are kept in, and the tool that writes it.

`benchmarks/marked/NAME.jsonl` has one article a line and none of its words: the file of `shared/` and
the row it stands in, a digest of its text, and for each act offsets and labels. Offsets are code
points into the title, an empty line, and the text, which is `Article.text` of such a row.

Marks are made blind, before the coder is run on an article, and never changed after. To make some::

    python -m benchmarks.marking show news/FILE.jsonl ID…     the articles, sentences numbered
    python -m benchmarks.marking write news/FILE.jsonl DRAFT NAME

A draft is written by hand and kept by nobody: `## ID` begins an article, and each line is an act::

    SENTENCE TRIGGER TYPE[|TYPE…] [a=HEAD[,HEAD…]] [r=HEAD[,HEAD…]] [#EVENT] [?]

Words stand as in the sentence, `_` for a blank, `word^2` for its second occurrence. Acts of one article
with the same `#EVENT` are one event told again. More than one TYPE: the codebook lets either stand.
`?`: whether this is an act at all is open; such marks count neither as missed nor as false.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Missing, find_shared, need
from tidings import pipeline
from tidings.ontology import TYPES
from tidings.records import Article, Page, Refusal, digest
from tidings.sentences import Sentence, split
from tidings.settings import Settings

__all__ = ["FOLDER", "Mark", "Marked", "Span", "article_of", "as_span", "find_words", "load", "main", "parse_draft"]

FOLDER = Path(__file__).with_name("marked")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """An act: its sentence, its word, the types that may stand, and the heads of its parties.

    `event` numbers the events of the article: marks of one number tell of the same.
    """

    sentence: Span
    trigger: Span
    types: tuple[str, ...]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    event: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """An article that was read whole: where it stands, a digest of its text, and its acts."""

    article: str
    file: str
    row: int
    digest: str
    marks: tuple[Mark, ...]


def load(path: Path) -> list[Marked]:
    """Read a file of marked articles.

    Args:
        path: a file of `benchmarks/marked/`.
    """
    return [_marked(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _marked(line: dict[str, object]) -> Marked:
    acts = line["acts"]
    assert isinstance(acts, list)
    marks = tuple(
        Mark(
            as_span(act["sentence"]),
            as_span(act["trigger"]),
            tuple(act["type"]),
            tuple(map(as_span, act["actor"])),
            tuple(map(as_span, act["recipient"])),
            act["event"],
            act.get("doubtful", False),
        )
        for act in acts
    )
    return Marked(str(line["article"]), str(line["file"]), int(str(line["row"])), str(line["digest"]), marks)


def as_span(pair: Sequence[int]) -> Span:
    """Give a span as it is kept in a file of marks: start and end."""
    return pair[0], pair[1]


def _line(marked: Marked) -> str:
    acts = [
        {
            "sentence": m.sentence,
            "trigger": m.trigger,
            "type": m.types,
            "actor": m.actors,
            "recipient": m.recipients,
            "event": m.event,
            **({"doubtful": True} if m.doubtful else {}),
        }
        for m in marked.marks
    ]
    found = {
        "article": marked.article,
        "file": marked.file,
        "row": marked.row,
        "digest": marked.digest,
        "acts": acts,
    }
    return json.dumps(found, separators=(",", ":"))


def article_of(shared: Path, file: str, wanted: Iterable[str]) -> Iterator[tuple[int, Article]]:
    """Read articles of a table by id, with the number of their rows from 0, in the table's order.

    Args:
        shared: the folder of the gold sets.
        file: the table's path in it.
        wanted: the ids.

    Raises:
        Missing: the table is not there.
    """
    ids = frozenset(wanted)
    with need(shared / file).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if row["id"] in ids:
                page = Page(row["id"], row["text"], "article", given_id=row["id"], title=row["title"])
                article = pipeline.read_page(page, Settings())
                if not isinstance(article, Refusal):
                    yield number, article


def parse_draft(lines: Iterable[str], sentences: Sequence[Sentence]) -> tuple[Mark, ...]:
    """Turn the lines of one article's draft into marks.

    Args:
        lines: lines of the form above; empty ones are passed over.
        sentences: the article's sentences.

    Raises:
        ValueError: a line that cannot be read, or words that the sentence has not; it names the line.
    """
    events: dict[str, int] = {}
    marks = []
    for number, line in enumerate(filter(str.strip, lines)):
        try:
            marks.append(_mark(line.split(), sentences, events, f"line {number}"))
        except (ValueError, IndexError) as error:
            raise ValueError(f"{line.strip()}: {error}") from error
    return tuple(sorted(marks, key=lambda m: (m.trigger, m.types)))


def _mark(fields: list[str], sentences: Sequence[Sentence], events: dict[str, int], own: str) -> Mark:
    sentence = sentences[int(fields[0])]
    types = tuple(fields[2].split("|"))
    if unknown := set(types) - TYPES.keys():
        raise ValueError(f"no type {', '.join(sorted(unknown))}")
    parties: dict[str, tuple[Span, ...]] = {"a": (), "r": ()}
    key, doubtful = own, False
    for field in fields[3:]:
        if field == "?":
            doubtful = True
        elif field.startswith("#"):
            key = field
        else:
            role, _, heads = field.partition("=")
            parties[role] = tuple(find_words(sentence, head) for head in heads.split(","))
    event = events.setdefault(key, len(events))
    span = sentence.start, sentence.end
    return Mark(span, find_words(sentence, fields[1]), types, parties["a"], parties["r"], event, doubtful)


def find_words(sentence: Sentence, words: str) -> Span:
    """Give the span of words of a draft in a sentence, as offsets into the article's text.

    Args:
        sentence: the sentence.
        words: the words, with `_` for each blank; `^2` behind them means where they stand for the second time.

    Raises:
        ValueError: they do not stand there.
    """
    words, _, nth = words.partition("^")
    pattern = r"\s+".join(map(re.escape, words.split("_")))
    found = [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", sentence.text)]
    at = int(nth or 1) - 1
    if at >= len(found):
        raise ValueError(f"no “{words}” in the sentence")
    start, end = found[at]
    return sentence.start + start, sentence.start + end


def _write(shared: Path, file: str, draft: Path, name: str) -> int:
    """Add the articles of a draft to a file of marks; one that is marked already is refused."""
    path = FOLDER / f"{name}.jsonl"
    done = path.read_text(encoding="utf-8") if path.exists() else ""
    blocks = [block.splitlines() for block in draft.read_text(encoding="utf-8").split("## ")[1:]]
    by_id = {block[0].strip(): block[1:] for block in blocks}
    known = {json.loads(line)["article"] for line in done.splitlines()}
    if again := sorted(known & by_id.keys()):
        print(f"marked already, and marks are never changed: {', '.join(again)}", file=sys.stderr)
        return 1
    lines = []
    for row, article in article_of(shared, file, by_id):
        try:
            marks = parse_draft(by_id[article.id], split(article))
        except ValueError as error:
            print(f"{article.id}: {error}", file=sys.stderr)
            return 1
        lines.append(_line(Marked(article.id, file, row, digest(article.text), marks)) + "\n")
    path.write_text(done + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} articles added to {path.name}")
    return 0


def _show(shared: Path, file: str, ids: Sequence[str]) -> int:
    for _, article in article_of(shared, file, ids):
        print(f"## {article.id}")
        for sentence in split(article):
            print(f"{sentence.number} {' '.join(sentence.text.split())}")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Show articles, or write the marks of a draft.

    Args:
        arguments: the command line; that of the process where it is None.

    Raises:
        Missing: the folder of the gold sets is not there.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.marking", description="Mark acts in articles.")
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show", help="print articles, their sentences numbered")
    show.add_argument("file")
    show.add_argument("ids", nargs="+", metavar="ID")
    write = commands.add_parser("write", help="add a draft's marks to benchmarks/marked/NAME.jsonl")
    write.add_argument("file")
    write.add_argument("draft", type=Path)
    write.add_argument("name")
    given = parser.parse_args(arguments)
    shared = find_shared()
    if shared is None:
        raise Missing("no folder shared/ beside the repository")
    if given.command == "show":
        return _show(shared, given.file, given.ids)
    return _write(shared, given.file, given.draft, given.name)


if __name__ == "__main__":
    raise SystemExit(main())
