"""The spine: a page goes in, event records come out.

::

    sources    what a user points at      -> Page
    pages      Page                       -> Article          | Refusal
    sentences  Article                    -> Sentences, parsed where triage lets them through
    mentions   parsed sentences           -> Mentions         who, where, when
    coding     mentions                   -> Acts             | Refusal
    standing   acts, quotes               -> who says so, how surely; PLOVER's rewriting rules
    joining    Events                     -> one record a real event
    archive    Coded                      -> DuckDB

`code_page` calls the rooms in this order; `run` maps it over an engine into an archive.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

import tidings
from tidings.coding import Classifier, find_acts
from tidings.errors import SourceError, UnreadableSource
from tidings.joining import join
from tidings.knowledge import load_tables
from tidings.mentions import find_mentions as resolve_mentions
from tidings.mentions import index_mentions
from tidings.pages import read_page as page_to_article
from tidings.recording import record
from tidings.records import Article, Coded, Event, Mention, Page, Refusal
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings
from tidings.sources import read_sources
from tidings.standing import find_quotes, judge

if TYPE_CHECKING:
    from tidings.archive import Archive

__all__ = ["code_article", "code_page", "coder_name", "find_mentions", "read", "read_page", "relate", "run", "versions"]


def coder_name(settings: Settings) -> str:
    """Name the coder as every record does: program, version, and the language model if it is not the locked one.

    Args:
        settings: the settings in force.
    """
    name = f"tidings {tidings.__version__}"
    return name if settings.language_model == Settings().language_model else f"{name} ({settings.language_model})"


def read_page(page: Page, settings: Settings) -> Article | Refusal:
    """Read one page into an article.

    Args:
        page: a page that a source gave.
        settings: the settings in force.
    """
    return page_to_article(page, settings)


def code_page(page: Page, settings: Settings) -> Coded | Refusal:
    """Read and code one page.

    Args:
        page: a page that a source gave.
        settings: the settings in force.
    """
    article = read_page(page, settings)
    return article if isinstance(article, Refusal) else code_article(article, settings)


def code_article(article: Article, settings: Settings) -> Coded:
    """Code one article.

    Args:
        article: an article.
        settings: the settings in force.

    Raises:
        ModelError: the language model is missing.
    """
    nlp = load_language_model(settings.language_model)
    classifier = _classifier()
    coder = coder_name(settings)
    parsed = parse(split(article, settings.max_sentence), nlp)
    mentions = resolve_mentions(article, parsed, load_tables())
    index = index_mentions(mentions)
    quotes = find_quotes(article, parsed, mentions)
    events: list[Event] = []
    refusals: list[Refusal] = []
    for sentence in parsed:
        acts, refused = find_acts(sentence, index, classifier, article.id)
        refusals += refused
        for act in acts:
            standing = judge(sentence, act.trigger, article, mentions, quotes)
            events.append(record(article, act, standing, coder))
    return Coded(article, join(article, tuple(events)), quotes, tuple(refusals))


def find_mentions(page: Page, settings: Settings) -> tuple[Mention, ...] | Refusal:
    """Find and resolve every actor, place and time of a page.

    Args:
        page: a page that a source gave.
        settings: the settings in force.
    """
    article = read_page(page, settings)
    if isinstance(article, Refusal):
        return article
    nlp = load_language_model(settings.language_model)
    return resolve_mentions(article, parse(split(article, settings.max_sentence), nlp), load_tables())


def read(source: str, settings: Settings) -> Article:
    """Read one source that holds one page.

    Args:
        source: a file, or the text itself where it holds a line break.
        settings: the settings in force.

    Raises:
        SourceError: it cannot be read, or holds no article or more than one.
    """
    if "\n" in source:
        pages: list[Page | Refusal | SourceError] = [Page("text", source, "text")]
    else:
        pages = list(read_sources([source], settings))
    if len(pages) != 1:
        raise UnreadableSource(source, f"holds {len(pages)} pages; read them with pipeline.run or `tidings read`")
    outcome = pages[0]
    if isinstance(outcome, SourceError):
        raise outcome
    article = outcome if isinstance(outcome, Refusal) else read_page(outcome, settings)
    if isinstance(article, Refusal):
        raise UnreadableSource(source, f"no article in it: {article.reason}")
    return article


def run(
    sources: Sequence[str],
    settings: Settings,
    kind: str | None = None,
    stdin: BinaryIO | None = None,
    archive: Archive | None = None,
) -> Iterator[Coded | Refusal | SourceError]:
    """Read and code sources, archive what comes out, and hand it on in the order of the sources.

    Args:
        sources: files, folders, globs, or `-` for stdin.
        settings: the settings in force.
        kind: the kind of every source; recognised by content where it is None.
        stdin: what `-` reads.
        archive: where records are kept; None keeps them nowhere.
    """
    from tidings.engines import imap

    pages = read_sources(sources, settings, kind, stdin)
    for outcome in imap(_code, pages, settings):
        if archive is not None and isinstance(outcome, Coded):
            try:
                archive.add(outcome)
            except SourceError as error:
                yield error
                continue
        yield outcome


def _code(page: Page | Refusal | SourceError, settings: Settings) -> Coded | Refusal | SourceError:
    return code_page(page, settings) if isinstance(page, Page) else page


def relate(text: str, actor: str, recipient: str, settings: Settings) -> dict[str, float]:
    """Give the probability of each type, and of NONE, between two parties of a sentence.

    Args:
        text: a sentence or short passage.
        actor: words that name who acts.
        recipient: words that name whom it is done to.
        settings: the settings in force.
    """
    from tidings.coding.relate import relate_parties

    nlp = load_language_model(settings.language_model)
    return relate_parties(text, actor, recipient, nlp, _classifier())


@functools.cache
def _classifier() -> Classifier:
    from tidings.coding import TableClassifier

    return TableClassifier()


def versions(settings: Settings) -> dict[str, str]:
    """Name the parts that decide what comes out: coder, language model, coder's model, tables, gazetteer.

    Args:
        settings: the settings in force.
    """
    from importlib.metadata import PackageNotFoundError, version

    from tidings.knowledge import versions as table_versions

    try:
        language_model = f"{settings.language_model} {version(settings.language_model.replace('_', '-'))}"
    except PackageNotFoundError:
        language_model = f"{settings.language_model} (missing)"
    return {"coder": coder_name(settings), "language_model": language_model, **table_versions()}


