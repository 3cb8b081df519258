"""Print how to cite tidings, with the versions of what decides its records."""

from __future__ import annotations

import argparse

import tidings
from tidings.cli.common import settings_of

HELP = "print a citation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `cite`."""
    parser.add_argument("--bibtex", action="store_true", help="as BibTeX")


def run(options: argparse.Namespace) -> int:
    """Run `cite`."""
    from tidings import pipeline

    found = pipeline.versions(settings_of(options))
    parts = f"language model {found['language_model']}, coder model {found['model']}, tables {found['tables']}"
    if options.bibtex:
        print(
            "@software{tidings,\n  title = {tidings: open event data from the news},\n"
            f"  author = {{{{the tidings authors}}}},\n  version = {{{tidings.__version__}}},\n"
            f"  note = {{{parts}; ontology: PLOVER}}\n}}"
        )
        return 0
    print(f"The tidings authors. tidings: open event data from the news. Version {tidings.__version__}, {parts}.")
    print("Events are coded in the PLOVER ontology (Open Event Data Alliance, PLOVER codebook).")
    return 0
