"""Page reading on real pages (`pages/articles`): the body against the ground truth, in shingles.

A shingle is four words in a row; a page's shingles are a multiset. Precision and recall of each page
are averaged over all pages, and F1 is that of the two averages. The body is the article's standfirst,
paragraphs, subheads, lists and quotes; headline and captions are told apart by the article and are
no part of the ground truth. A refused page has precision and recall 0; a tenth of the pages are not in
English and are refused for it, so `english_f1` is over the others alone.

Each page is read twice: from its HTML, and from plain text as a crawler saves it (inscriptis with its
defaults), where no tag tells body from furniture.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.rows import Missing, Options, Row, need
from tidings import pipeline
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources import read_sources

__all__ = ["measure", "pages", "score", "shingles"]

_BODY = frozenset({"standfirst", "paragraph", "subhead", "list", "quote"})
_LENGTH = 4
_WORD = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the shingles of a text; a shorter text is one shingle.

    Args:
        text: the text; case counts, punctuation does not.
    """
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + _LENGTH]) for i in range(max(min(1, len(words)), len(words) - _LENGTH + 1)))


def score(golds: list[str], bodies: list[str]) -> tuple[float, float, float]:
    """Give precision, recall and F1 over pages.

    Args:
        golds: the right body of each page.
        bodies: the body read from each.
    """
    precision = recall = 0.0
    for gold, body in zip(golds, bodies, strict=True):
        wanted, found = shingles(gold), shingles(body)
        hits = (wanted & found).total()
        precision += hits / max(1, found.total())
        recall += hits / max(1, wanted.total())
    precision, recall = precision / max(1, len(golds)), recall / max(1, len(golds))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def pages(shared: Path) -> Iterator[tuple[Page, str]]:
    """Give each page, decoded, and its right body.

    Args:
        shared: the folder that holds `pages/articles`.

    Raises:
        Missing: the pages are not there.
    """
    folder = need(shared / "pages" / "articles")
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, gold in sorted(truth.items()):
        for page in read_sources([str(folder / f"{name}.html.gz")], Settings(), "html"):
            if isinstance(page, Page):
                yield page, gold["articleBody"]


def _body(page: Page) -> tuple[str, bool]:
    """The body of a page, and whether the page was refused for its language."""
    article = pipeline.read_page(page, Settings())
    if isinstance(article, Refusal):
        return "", article.reason == "language"
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind in _BODY), False


def _to_text() -> Callable[[str], str]:
    if importlib.util.find_spec("inscriptis") is None:
        raise Missing("inscriptis is not installed")
    to_text: Callable[[str], str] = importlib.import_module("inscriptis").get_text
    return to_text


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure reading from HTML and from plain crawler text.

    Args:
        shared: the folder that holds `pages/articles`.
        options: `verbose` prints the F1 of the pages read worst.

    Raises:
        Missing: the pages are not there.
    """
    whole = list(pages(shared))
    golds = [gold for _, gold in whole]
    bodies = [_body(page) for page, _ in whole]
    rows = _rows("html", "from HTML", golds, bodies)
    if options.verbose:
        _print_worst(whole, [body for body, _ in bodies])
    try:
        to_text = _to_text()
    except Missing as missing:
        return [*rows, Row("reading.text.f1", None, 0, f"skipped: {missing}")]
    plain = [_body(Page(page.source, to_text(page.content), "text")) for page, _ in whole]
    return [*rows, *_rows("text", "from plain text", golds, plain)]


def _rows(name: str, what: str, golds: list[str], bodies: list[tuple[str, bool]]) -> list[Row]:
    precision, recall, f1 = score(golds, [body for body, _ in bodies])
    english = [(gold, body) for gold, (body, foreign) in zip(golds, bodies, strict=True) if not foreign]
    english_f1 = score([gold for gold, _ in english], [body for _, body in english])[2]
    return [
        Row(f"reading.{name}.precision", precision, len(golds), f"body {what}, in shingles"),
        Row(f"reading.{name}.recall", recall, len(golds), f"body {what}, in shingles"),
        Row(f"reading.{name}.f1", f1, len(golds), f"body {what}, in shingles"),
        Row(f"reading.{name}.english_f1", english_f1, len(english), "without pages refused for language"),
    ]


def _print_worst(whole: list[tuple[Page, str]], bodies: list[str], count: int = 15) -> None:
    scored = sorted(
        (score([gold], [body])[2], Path(page.source).name[:12])
        for (page, gold), body in zip(whole, bodies, strict=True)
    )
    for f1, name in scored[:count]:
        print(f"{name} {f1:.3f}")
