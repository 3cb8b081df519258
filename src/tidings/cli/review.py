"""Show what people decided about records, or write the gold set that it makes.

tidings review                         the decisions, the latest last
tidings review --gold -o gold.jsonl    what is right, an article a line, for `tidings evaluate`
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tidings.cli.common import add_archive, settings_of
from tidings.cli.render import cut, width
from tidings.errors import UsageError

if TYPE_CHECKING:
    from tidings.archive import Archive

HELP = "show reviews, or write the gold set that they make"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `review`."""
    add_archive(parser)
    parser.add_argument("--gold", action="store_true", help="write the gold set instead of the decisions")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of to the terminal")


def run(options: argparse.Namespace) -> int:
    """Run `review`."""
    from tidings.archive import Archive
    from tidings.review import gold_of

    archive = Archive(options.archive, create=False, settings=settings_of(options))
    if options.gold:
        lines = [json.dumps(g, ensure_ascii=False, separators=(",", ":")) for g in gold_of(archive)]
    else:
        lines = _decisions(archive, options.format)
    with _stream(options.output) as stream:
        stream.writelines(f"{line}\n" for line in lines)
    what = "article" if options.gold else "decision"
    print(f"{len(lines)} {what}{'' if len(lines) == 1 else 's'}", file=sys.stderr)
    return 0


def _decisions(archive: Archive, format: str) -> list[str]:
    from tidings.records import to_dict

    reviews = archive.reviews()
    if format == "jsonl":
        return [json.dumps({**to_dict(r), "at": r.at.isoformat()}, ensure_ascii=False) for r in reviews]
    found = []
    for r in reviews:
        words = " ".join((r.record or {}).get("event_text", ()))
        about = " · ".join(p for p in (r.type, f"“{words}”" if words else "", r.article[:10], r.by, r.why) if p)
        found.append(cut(f"{r.at:%Y-%m-%d %H:%M}  {r.decision:<9} {about}", width()))
    return found


@contextlib.contextmanager
def _stream(output: str | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    try:
        with Path(output).open("w", encoding="utf-8") as stream:
            yield stream
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error
