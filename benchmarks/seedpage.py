"""The page that the project started from (`seed/page.txt`): every line of `seed/expected.md` is checks.

Words of the page are read from the two files when the benchmark runs; curly and straight quotation
marks count as one. An event of the table is looked for among the leading records: of those of its
type the one whose actor and recipient are right, else one of them; the checks of date, place and
standing are made on it, and fail where there is none. The value is the number of checks passed;
those of the optional 2019 row are told apart.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.rows import Options, Row, need
from benchmarks.seedevents import KIM, PUTIN, Check, absence_checks, event_checks, fold, own_words_check
from tidings import pipeline
from tidings.records import Article, Dropped, Entity, Mention, Page, Quote, Refusal
from tidings.settings import Settings

__all__ = ["checks", "measure"]

_DAY = datetime.date(2023, 9, 13)
_PLACES = (
    ("Vostochny", "RUS"), ("Tsiolkovsk", "RUS"), ("Blagoveshchensk", "RUS"), ("Amur", "RUS"), ("Siberia", "RUS"),
    ("Pyongyang", "PRK"), ("North Korea", "PRK"), ("Russia", "RUS"), ("Ukraine", "UKR"),
)  # fmt: skip
# The mixed quotes in the order of `expected.md`: whose words they are.
_SPEAKERS = ("PRK", "PRK", "PRK", "RUS", "RUS")


def _section(expected: str, title: str) -> list[str]:
    """What stands between quotation marks under a heading of `expected.md`."""
    body = expected.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return re.findall(r'"([^"]+)"', body)


def _article_checks(article: Article, page: str, expected: str) -> Iterator[Check]:
    headline, first, last, credit, label, caption, agency, _, related, *_ = _section(expected, "The article")
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    long_caption = next(line for line in lines if credit in line).partition(f"({credit}")[0]
    repeat = lines[lines.index(label) + 1]
    titles = lines[lines.index(related) + 1 :]
    kinds = [(b.kind, fold(article.text[b.start : b.end])) for b in article.blocks]
    body = [text for kind, text in kinds if kind == "paragraph"]
    captions = [fold(i.caption or "") for i in article.images]
    credits = [i.credit for i in article.images]
    yield Check("published", article.published == _DAY)
    yield Check("published: basis", article.published_basis == "stated")
    yield Check("section", article.section == "World")
    yield Check("headline", fold(article.headline or "") == fold(headline))
    yield Check("11 paragraphs", len(body) == 11)
    yield Check("first paragraph", bool(body) and body[0].startswith(fold(first)))
    yield Check("last paragraph", bool(body) and body[-1].startswith(fold(last)))
    yield Check("two pictures", len(article.images) == 2)
    yield Check("first picture: caption", captions[:1] == [fold(long_caption)])
    yield Check("first picture: credit", credits[:1] == [credit])
    yield Check("first picture: repeat", fold(repeat) in _dropped(article.dropped, "duplicate"))
    yield Check("second picture: caption", captions[1:] == [fold(caption)])
    yield Check("second picture: credit", credits[1:] == [agency])
    yield Check("five related titles", [fold(r.title) for r in article.related] == [fold(t) for t in titles])
    yield Check("none of them coded", not any(fold(t) in fold(article.text) for t in titles))
    yield Check(f"{label} dropped", label in _dropped(article.dropped, "label"))
    yield Check(f"{related} dropped", related in _dropped(article.dropped, "label"))


def _dropped(dropped: Sequence[Dropped], reason: str) -> set[str]:
    return {fold(d.text) for d in dropped if d.reason == reason}


def _quote_checks(quotes: Sequence[Quote], texts: Sequence[str]) -> Iterator[Check]:
    said, *mixed = texts
    found = next((q for q in quotes if _bare(q.text) == _bare(said)), None)
    yield Check("direct quote", found is not None and found.kind == "direct")
    yield Check("direct quote: speaker", found is not None and found.speaker is not None and _is(found.speaker, "PRK"))
    hearer = found.addressee if found else None
    yield Check("direct quote: addressee", hearer is not None and _is(hearer, "RUS"))
    yield Check("direct quote: via a translator", found is not None and "translator" in (found.via or ""))
    for text, code in zip(mixed, _SPEAKERS, strict=True):
        good = any(
            _bare(q.text) == _bare(text) and q.kind == "mixed" and q.speaker and q.speaker.code == code for q in quotes
        )
        yield Check(f'mixed quote "{text}"', good)


def _is(entity: Entity, code: str) -> bool:
    return (KIM if code == "PRK" else PUTIN).among([entity])


def _bare(text: str) -> str:
    return fold(text).strip("\"' ,.")


def _place_checks(mentions: Sequence[Mention]) -> Iterator[Check]:
    found = [m.location for m in mentions if m.location is not None]
    for name, code in _PLACES:
        good = any(
            name in place.extracted_place and place.country_code == code and place.lat is not None for place in found
        )
        yield Check(f"place {name}", good)
    anchored = [p for p in found if "Blagoveshchensk" in p.extracted_place and "200 kilomet" in (p.relation or "")]
    yield Check("place Blagoveshchensk: 200 kilometers from", bool(anchored))


def checks(shared: Path) -> list[Check]:
    """Read and code the page, and make every check.

    Args:
        shared: the folder that holds `seed`.

    Raises:
        Missing: the page or what is expected of it is not there.
    """
    settings = Settings()
    content = need(shared / "seed" / "page.txt").read_text(encoding="utf-8")
    expected = need(shared / "seed" / "expected.md").read_text(encoding="utf-8")
    page = Page("seed", content, "text")
    article, mentions = pipeline.read_page(page, settings), pipeline.find_mentions(page, settings)
    if isinstance(article, Refusal) or isinstance(mentions, Refusal):
        return [Check("the page is read", False)]
    coded = pipeline.code_article(article, settings)
    leaders = [e for e in coded.events if e.same_as is None]
    quotes = _section(expected, "The quotes")
    return [
        *_article_checks(article, content, expected),
        *event_checks(leaders),
        own_words_check(coded.events, quotes[0]),
        *absence_checks(article, leaders),
        *_quote_checks(coded.quotes, quotes),
        *_place_checks(mentions),
    ]


def measure(shared: Path, options: Options) -> list[Row]:
    """Count the checks that pass.

    Args:
        shared: the folder that holds `seed`.
        options: `verbose` prints each check.

    Raises:
        Missing: the page or what is expected of it is not there.
    """
    made = checks(shared)
    if options.verbose:
        for check in made:
            print(f"{'ok  ' if check.passed else 'FAIL'} {check.name}{'' if check.required else ' (optional)'}")
    required = [c for c in made if c.required]
    optional = [c for c in made if not c.required]
    return [
        Row("seedpage.required", sum(c.passed for c in required), len(required), "checks passed", len(required)),
        Row("seedpage.optional", sum(c.passed for c in optional), len(optional), "checks of the 2019 row passed"),
    ]
