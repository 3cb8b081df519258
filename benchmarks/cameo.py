"""CAMEO codings of single sentences (`gold/petrarch2_validation.xml`): root and both countries.

The file is not well-formed: it is split on `<Sentence `. A coding is a triple of CAMEO's two-digit
root and the countries (or international bodies) of source and target. Ours are the leading events
of the sentence, their type and modes taken through the crosswalk; an event of several parties has a
triple for each two, one whose parties all are actors has them both ways. Precision and recall count
distinct triples over all sentences, those without event among them.

Left out are sentences with a coding of root 01 or 02, which PLOVER dropped, and sentences with a
coded act that lies in the future and is no verbal one (`will supply`, `is scheduled to attend`):
PLOVER makes it AGREE, this file does not. How many, the rows say. The file was made from an older
coder's own output, so that coder's successor has an easy task here: 0.80 after an automatic parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.rows import Options, Row, need
from tidings import pipeline
from tidings.ontology import cameo_root
from tidings.records import Entity, Event, Page, Refusal
from tidings.settings import Settings

__all__ = ["Coding", "measure", "read_file", "triples"]

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODING = re.compile(r'<EventCoding eventcode="(\d+)" sourcecode="([^"]*)" targetcode="([^"]*)"')
_DROPPED = frozenset({"01", "02"})
# Saying that one will is itself the act.
_VERBAL = frozenset({"03", "10", "11", "12", "13"})
# Words that put what hangs on them into the future.
_FUTURE = frozenset({"schedule", "pledge", "plan", "prepare"})

Triple = tuple[str, str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Coding:
    """A sentence of the file, its codings, and why it is left out, if it is: `dropped` or `future`."""

    id: str
    text: str
    gold: frozenset[Triple]
    codings: int
    left_out: str | None


def read_file(path: Path) -> Iterator[Coding]:
    """Read the sentences of the file that have a text.

    Args:
        path: the file.
    """
    for piece in _COMMENT.sub("", path.read_text(encoding="utf-8")).split("<Sentence ")[1:]:
        text = re.search(r"<Text>(.*?)</Text>", piece, re.DOTALL)
        words = " ".join(text[1].split()) if text else ""
        if not words:
            continue
        codings = _CODING.findall(piece)
        gold = frozenset((code[:2], _country(source), _country(target)) for code, source, target in codings)
        roots = {root for root, _, _ in gold}
        reason = None
        if roots & _DROPPED:
            reason = "dropped"
        elif roots - _VERBAL and _is_future(piece):
            reason = "future"
        name = re.search(r'id="([^"]*)"', piece)
        yield Coding(name[1] if name else "", words, gold, len(codings), reason)


def _country(code: str) -> str:
    """The first three letters of an actor code; of international bodies PLOVER's code; none for `---`."""
    if code.startswith("IGO"):
        return {"UNO": "UNO", "EUR": "EUR"}.get(code[3:6], "IGO")
    return "" if code.startswith("---") else code[:3]


def _is_future(piece: str) -> bool:
    """Whether the file's own parse has its main verb under `will`, or a word that points ahead with a clause below."""
    block = re.search(r"<Parse>(.*?)</Parse>", piece, re.DOTALL)
    rows = [line.split("\t") for line in (block[1] if block else "").splitlines() if line.count("\t") >= 7]
    roots = {row[0] for row in rows if row[7] == "root"}
    ahead = {row[0] for row in rows if row[2] in _FUTURE and row[3] == "VERB"}
    willed = any(row[2] == "will" and row[7] == "aux" and row[6] in roots for row in rows)
    return willed or any(row[7].startswith("xcomp") and row[6] in ahead for row in rows)


def triples(events: Sequence[Event]) -> frozenset[Triple]:
    """Give the CAMEO triples of some events.

    Args:
        events: events of one sentence.
    """
    found: set[Triple] = set()
    for event in events:
        root = cameo_root(event.event[0], event.mode)
        actors, others = _codes(event.actor), _codes(event.recipient)
        if not event.recipient and len(event.actor) > 1:
            found |= {(root, a, b) for a in actors for b in actors if a != b or len(actors) == 1}
        else:
            found |= {(root, a, b) for a in actors or {""} for b in others or {""}}
    return frozenset(found)


def _codes(entities: Sequence[Entity]) -> set[str]:
    return {e.code or "" for e in entities}


def _code(text: str) -> tuple[Event, ...]:
    article = pipeline.read_page(Page("cameo", text, "article"), Settings())
    if isinstance(article, Refusal):
        return ()
    return tuple(e for e in pipeline.code_article(article, Settings()).events if e.same_as is None)


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure precision, recall and F1 of CAMEO triples, and F1 of roots alone.

    Args:
        shared: the folder of the gold sets.
        options: `verbose` prints the codings of each sentence beside ours.

    Raises:
        Missing: the gold set is not there.
    """
    cases = list(read_file(need(shared / "gold" / "petrarch2_validation.xml")))
    kept = [case for case in cases if case.left_out is None]
    ours = [triples(_code(case.text)) for case in kept]
    if options.verbose:
        _print(cases, dict(zip((c.id for c in kept), ours, strict=True)))
    precision, recall, f1 = _score([case.gold for case in kept], ours)
    root_f1 = _score([_roots(case.gold) for case in kept], [_roots(o) for o in ours])[2]
    codings, coded = sum(len(c.gold) for c in kept), sum(map(len, ours))

    def left(reason: str) -> int:
        return sum(c.codings for c in cases if c.left_out == reason)

    return [
        Row("cameo.precision", precision, coded, "root and both countries"),
        Row("cameo.recall", recall, codings, "root and both countries"),
        Row("cameo.f1", f1, codings, "root and both countries"),
        Row("cameo.root_f1", root_f1, codings, "root alone, any parties"),
        Row("cameo.left_out.dropped", left("dropped"), len(cases), "codings of sentences with root 01 or 02"),
        Row("cameo.left_out.future", left("future"), len(cases), "codings of sentences about future acts"),
    ]


def _roots(found: frozenset[Triple]) -> frozenset[str]:
    return frozenset(root for root, _, _ in found)


def _score(golds: Sequence[frozenset[T]], ours: Sequence[frozenset[T]]) -> tuple[float, float, float]:
    hits = sum(len(g & o) for g, o in zip(golds, ours, strict=True))
    precision, recall = hits / max(1, sum(map(len, ours))), hits / max(1, sum(map(len, golds)))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _print(cases: Sequence[Coding], ours: dict[str, frozenset[Triple]]) -> None:
    for case in cases:
        gold = " ".join("-".join(t) for t in sorted(case.gold)) or "nothing"
        found = " ".join("-".join(t) for t in sorted(ours.get(case.id, ()))) or "nothing"
        print(f"{case.id:20} {gold} | {'left out: ' + case.left_out if case.left_out else found}")
