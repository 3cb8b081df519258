"""Reads and checks the corpus; `training/corpus/GUIDE.md` gives the form and the conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tidings.ontology import MODES, TYPES

__all__ = ["CORPUS", "Act", "BadLine", "Record", "Span", "read_corpus", "read_line"]

CORPUS = Path(__file__).parent / "corpus"
STYLES = frozenset("wire caption local official headline broadcast history".split())
REGIONS = frozenset("AFR MENA EUR EURASIA SASIA EASIA SEASIA OCE NAM LAC INT".split())
CERTAINTIES = frozenset(["asserted", "claimed", "uncertain", "denied"])
AUXILIARY = frozenset(["historical", "future", "hypothetical", "negation"])
_MARK = re.compile(r"(?:[tarpds]\d+)+:")


class BadLine(ValueError):
    """A line of the corpus breaks the form; the message names file, line and fault."""


@dataclass(frozen=True, slots=True)
class Span:
    """Marked words: their role (t a r p d s), the numbers of the acts, and offsets into the text."""

    role: str
    acts: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Act:
    """A labelled act."""

    type: str
    modes: tuple[str, ...]
    certainty: str
    auxiliary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence of the corpus with its acts and marks."""

    name: str
    style: str
    region: str
    year: int
    text: str
    acts: tuple[Act, ...]
    spans: tuple[Span, ...]

    def of(self, act: int, role: str) -> tuple[Span, ...]:
        """Give the marks of a role for an act, numbered from 1."""
        return tuple(span for span in self.spans if span.role == role and act in span.acts)


def read_corpus(folder: Path = CORPUS) -> Iterator[Record]:
    """Read every file of the corpus, in the order of their names.

    Args:
        folder: the folder of `.tsv` files.

    Raises:
        BadLine: a line breaks the form.
    """
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip() and not line.startswith("#"):
                yield read_line(line, f"{path.name}:{number}")


def read_line(line: str, name: str) -> Record:
    """Read one line.

    Args:
        line: five fields separated by tabs.
        name: file and line, for messages.

    Raises:
        BadLine: the line breaks the form.
    """
    fields = line.rstrip("\r").split("\t")
    if len(fields) != 5:
        raise BadLine(f"{name}: {len(fields)} fields, not 5")
    style, region, year, labels, marked = fields
    if (
        style not in STYLES
        or region not in REGIONS
        or not (year.isascii() and year.isdigit() and 1900 <= int(year) <= 2030)
    ):
        raise BadLine(f"{name}: style {style}, region {region} or year {year}")
    acts = () if labels.strip() == "-" else tuple(_act(part.strip(), name) for part in labels.split(";"))
    text, spans = _marks(marked, name)
    for number in range(1, len(acts) + 1):
        if not any(s.role == "t" and number in s.acts for s in spans):
            raise BadLine(f"{name}: act {number} has no trigger")
    if any(n < 1 or n > len(acts) for s in spans for n in s.acts):
        raise BadLine(f"{name}: a mark names an act that is not there")
    return Record(name, style, region, int(year), text, acts, spans)


def _act(label: str, name: str) -> Act:
    if not label:
        raise BadLine(f"{name}: an empty label")
    head, *words = label.split()
    type, _, modes = head.partition("/")
    chosen = tuple(m for m in modes.split(",") if m)
    if type not in TYPES or any(m not in MODES[type] for m in chosen):
        raise BadLine(f"{name}: no type or mode {head}")
    if any(w not in CERTAINTIES | AUXILIARY for w in words):
        raise BadLine(f"{name}: {' '.join(words)} is no certainty or auxiliary mode")
    certainty = next((w for w in words if w in CERTAINTIES), "asserted")
    return Act(type, chosen, certainty, tuple(w for w in words if w in AUXILIARY))


def _marks(marked: str, name: str) -> tuple[str, tuple[Span, ...]]:
    out: list[str] = []
    length = 0
    open_: list[tuple[str, int]] = []
    spans: list[Span] = []
    i = 0
    while i < len(marked):
        if marked[i] == "{":
            mark = _MARK.match(marked, i + 1)
            if mark is None:
                raise BadLine(f"{name}: a brace without a mark at {marked[i : i + 12]!r}")
            open_.append((mark.group()[:-1], length))
            i = mark.end()
        elif marked[i] == "}":
            if not open_:
                raise BadLine(f"{name}: a closing brace too many")
            roles, start = open_.pop()
            for role, numbers in re.findall(r"([tarpds])(\d+)", roles):
                spans.append(Span(role, tuple(int(n) for n in numbers), start, length))
            i += 1
        else:
            out.append(marked[i])
            length += 1
            i += 1
    if open_:
        raise BadLine(f"{name}: an open brace is left")
    return "".join(out), tuple(sorted(spans, key=lambda s: (s.start, -s.end, s.role)))
