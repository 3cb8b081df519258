"""`python -m benchmarks [NAME…]`: run benchmarks and print one table."""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.rows import Benchmark, Missing, Options, Row, find_shared, load_floors
from benchmarks.table import as_markdown, as_text

__all__ = ["NAMES", "main", "run"]

NAMES = (
    "relations",
    "articles",
    "calibration",
    "reliability",
    "customtypes",
    "triage",
    "standing",
    "joining",
    "cameo",
    "seedpage",
    "mentions",
    "actors",
    "places",
    "times",
    "reading",
    "stories",
    "stream",
)


def run(names: Sequence[str], options: Options, shared: Path | None) -> list[Row]:
    """Run benchmarks; one whose gold set is not there gives a row that says so.

    Args:
        names: names of benchmarks, in the order of the table.
        options: what is asked of each.
        shared: the folder of the gold sets, if there is one.
    """
    rows: list[Row] = []
    for name in names:
        measure: Benchmark = importlib.import_module(f"benchmarks.{name}").measure
        try:
            if shared is None:
                raise Missing("no folder shared/ beside the repository")
            print(f"measuring {name} …", file=sys.stderr)
            rows += measure(shared, options)
        except Missing as missing:
            rows.append(Row(name, None, 0, f"skipped: {missing}"))
    return rows


def _heading() -> list[str]:
    from tidings import pipeline
    from tidings.settings import Settings

    parts = pipeline.versions(Settings())
    return [
        f"coder: {parts['coder']}, model {parts['model']}, tables {parts['tables']}, {parts['language_model']}",
        f"host: {platform.python_implementation()} {platform.python_version()} on {platform.system()} "
        f"{platform.machine()}",
    ]


def _write(path: Path, heading: Sequence[str], rows: Sequence[Row]) -> None:
    text = "\n\n".join(
        (
            "# Benchmarks",
            "Written by `python -m benchmarks --write docs/benchmarks.md`; each file of `benchmarks/` says how its "
            "measures are taken. Errors have bounds they must not pass (≤), all else bounds to reach (≥); a value "
            "marked ! misses its floor.",
            "\n".join(f"- {line}" for line in heading),
            as_markdown(rows, load_floors()),
        )
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks that the command line names.

    Args:
        arguments: the command line; that of the process where it is None.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure accuracy and speed.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all where none is named")
    parser.add_argument("--full", action="store_true", help="add precision and recall by threshold")
    parser.add_argument("--verbose", action="store_true", help="print single cases before the table")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take each N-th labelled relation alone")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table as Markdown too")
    given = parser.parse_args(arguments)
    unknown = [name for name in given.names if name not in NAMES]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if given.every < 1:
        parser.error("--every takes 1 or more")
    names = given.names or NAMES
    rows = run(names, Options(given.full, given.verbose, given.every), find_shared())
    heading = _heading()
    print("\n".join(heading), end="\n\n")
    print(as_text(rows, load_floors()))
    if given.write:
        _write(given.write, heading, rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
