"""Measure the coder by a gold set: precision and recall by type and field, with intervals of 95%.

tidings evaluate gold.jsonl                          code its articles anew and compare
tidings evaluate gold.jsonl --archive world.duckdb   compare what the archive has of them

The gold set is what the newsdesk's review writes (`tidings review --gold`), or made by hand: JSON
lines with `text`, perhaps `title` and `date`, and `events`, each with `event`, `actor`, `recipient`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidings.cli.common import settings_of, share
from tidings.errors import UsageError
from tidings.settings import Settings

if TYPE_CHECKING:
    from tidings.review import Gold, Measure

HELP = "measure the coder by a gold set"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `evaluate`."""
    parser.add_argument("gold", metavar="GOLD", help="the gold set, JSON lines")
    parser.add_argument("--archive", metavar="FILE", help="compare what this archive has; else the articles are coded")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")
    parser.add_argument("--full", action="store_true", help="look at every sentence, also those triage would pass over")
    parser.add_argument(
        "--threshold", type=share, metavar="P", help="confidence under which an act is refused (default: 0.3)"
    )


def run(options: argparse.Namespace) -> int:
    """Run `evaluate`."""
    from tidings.review import evaluate, read_gold

    settings = settings_of(argparse.Namespace(threshold=options.threshold, full=options.full))
    golds = read_gold(Path(options.gold))
    coded = _from_archive(golds, options.archive, settings) if options.archive else _anew(golds, settings)
    measures = evaluate(golds, coded)
    if options.format == "jsonl":
        for m in measures:
            print(json.dumps(_as_data(m)))
    else:
        print("\n".join(_table(measures)))
    whole = sum(gold.complete for gold in golds)
    articles = f"{len(golds)} article{'' if len(golds) == 1 else 's'}"
    print(f"{articles}, {whole} read whole; recall is over what was read whole", file=sys.stderr)
    return 0


def _anew(golds: list[Gold], settings: Settings) -> list[list[dict[str, Any]]]:
    from tidings import pipeline
    from tidings.records import Refusal, to_dict

    found: list[list[dict[str, Any]]] = []
    for gold in golds:
        article = pipeline.read_page(gold.page, settings) if gold.page is not None else gold.article
        if isinstance(article, Refusal):
            found.append([])
            continue
        assert article is not None
        if not article.text:
            raise UsageError(
                "this gold set has no texts to code; give the archive that has the records: --archive FILE"
            )
        events = pipeline.code_article(article, settings).events
        found.append([to_dict(e) for e in events if e.same_as is None])
    return found


def _from_archive(golds: list[Gold], name: str, settings: Settings) -> list[list[dict[str, Any]]]:
    from tidings.archive import Archive

    found: list[list[dict[str, Any]]] = []
    unknown = 0
    with Archive(name, create=False, settings=settings).look() as look:
        for gold in golds:
            if gold.article is None:
                raise UsageError("this gold set was made by hand, so its articles are coded: leave --archive out")
            query = "SELECT min(id) FROM articles WHERE text_digest = ?"
            (id,) = look.rows(query, [gold.article.text_digest])[0]
            unknown += id is None
            found.append([e for e in look.of_article("events", id) if not e.get("same_as")] if id else [])
    if unknown:
        print(
            f"tidings: {name}: {unknown} articles of the gold set are not in it, and count as not coded",
            file=sys.stderr,
        )
    return found


def _as_data(m: Measure) -> dict[str, Any]:
    from tidings.review import wilson

    data: dict[str, Any] = {"measure": m.name}
    for name, value, right, cases in (
        ("precision", m.precision, m.right_given, m.given),
        ("recall", m.recall, m.right_wanted, m.wanted),
    ):
        interval = [round(bound, 4) for bound in wilson(right, cases)] if cases else None
        data[name] = {
            "value": value if value is None else round(value, 4),
            "right": right,
            "cases": cases,
            "interval": interval,
        }
    return data


def _table(measures: list[Measure]) -> list[str]:
    lines = [
        f"{'':<12}{'precision':>9}  {'95% interval':<13}{'cases':>6}   {'recall':>6}  {'95% interval':<13}{'cases':>6}"
    ]
    for m in measures:
        if m.name == "type":
            lines.append("")
        if m.name == "actor":
            lines += ["", "of the records of the right type"]
        lines.append(
            f"{m.name:<12}{_share(m.precision, m.right_given, m.given, 9)}   {_share(m.recall, m.right_wanted, m.wanted, 6)}"
        )
    return lines


def _share(value: float | None, right: int, cases: int, room: int) -> str:
    from tidings.review import wilson

    if value is None:
        return f"{'–':>{room}}  {'':<13}{cases:>6}"
    low, high = wilson(right, cases)
    return f"{value:>{room}.3f}  {f'{low:.3f}–{high:.3f}':<13}{cases:>6}"
