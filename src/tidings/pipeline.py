"""The spine: a page goes in, event records come out.

::

    sources    what a user points at      -> Page
    pages      Page                       -> Article          | Refusal
    sentences  Article                    -> Sentences, parsed where triage lets them through
    mentions   parsed sentences           -> Mentions         who, where, when
    coding     mentions                   -> Acts             | Refusal
    standing   acts, quotes               -> who says so, how surely; PLOVER's rewriting rules
    joining    Events                     -> one record a real event
    archive    Coded                      -> DuckDB, and there articles -> stories

`code_page` calls the rooms in this order; `run` maps it over an engine into an archive.
"""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, BinaryIO

import tidings
from tidings.coding import (
    CustomReader,
    NetworkReader,
    Reader,
    find_acts,
    is_about_leisure,
    load_network,
    load_types,
    relate_parties,
)
from tidings.errors import SourceError, TidingsError, UnreadableSource
from tidings.identity import Once
from tidings.joining import join
from tidings.knowledge import load_tables
from tidings.mentions import find_mentions as resolve_mentions
from tidings.mentions import index_mentions
from tidings.pages import read_page as page_to_article
from tidings.recording import record
from tidings.records import Article, Coded, Event, Mention, Page, Refusal, digest
from tidings.resuming import Known, Recall
from tidings.sentences import Sentence, load_gate, load_language_model, parse, select, split
from tidings.settings import Settings
from tidings.sources import read_sources
from tidings.standing import find_quotes, judge

if TYPE_CHECKING:
    from tidings.archive import Archive, SeenPage

Input = Page | Refusal | SourceError
Outcome = Coded | Known | Refusal | SourceError
Kept = tuple[Any, "SeenPage | None"]

# Pages archived in one transaction, and how long the first of them may wait for it.
_BATCH = 64
_BATCH_SECONDS = 5.0

__all__ = [
    "Outcome",
    "code_article",
    "code_page",
    "coder_name",
    "find_mentions",
    "read",
    "read_page",
    "relate",
    "run",
    "run_mentions",
    "run_pages",
    "run_reading",
    "versions",
]


def coder_name(settings: Settings) -> str:
    """Name the coder as every record does: program, version, the language model if it is not the locked one,
    and the types of the user's own with their digests.

    Args:
        settings: the settings in force.

    Raises:
        ModelError: the file of a type is broken.
    """
    name = f"tidings {tidings.__version__}"
    if settings.language_model != Settings().language_model:
        name += f" ({settings.language_model})"
    own = [f"{type.name}:{type.digest}" for type in load_types(settings.types)]
    return f"{name} (+{' +'.join(own)})" if own else name


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
    reader = _reader(settings)
    coder = coder_name(settings)
    whole = split(article, settings.max_sentence)
    leisure = is_about_leisure(s.text for s in whole)
    sentences, worth = _triage(whole, reader, settings)
    parsed = parse(sentences, nlp)
    mentions = resolve_mentions(article, parsed, load_tables())
    index = index_mentions(mentions)
    quotes = find_quotes(article, parsed, mentions)
    events: dict[str, Event] = {}
    refusals: list[Refusal] = []
    for sentence in parsed:
        if sentence.sentence.number not in worth:
            continue
        acts, refused = find_acts(sentence, index, reader, article.id, settings.threshold, quotes, leisure)
        refusals += refused
        for act in acts:
            standing = judge(sentence, act.trigger, article, mentions, quotes, index)
            event = record(article, act, standing, coder)
            if events.setdefault(event.id, event) is not event:
                # One word read twice as the same act: no two records have one id.
                refusals.append(Refusal("act", "double", article.id, *act.trigger, f"the same act as {event.id}"))
    return Coded(article, join(article, tuple(events.values())), quotes, tuple(refusals))


def _triage(
    sentences: Sequence[Sentence], reader: Reader, settings: Settings
) -> tuple[Sequence[Sentence], frozenset[int]]:
    """The sentences to parse, and the numbers of those to code."""
    if not settings.triage:
        return sentences, frozenset(s.number for s in sentences)
    cues = frozenset(cue for type in load_types(settings.types) for cue in type.cues)
    return select(sentences, load_gate(), cues, glance=reader.glance)


def _reader(settings: Settings) -> Reader:
    own = load_types(settings.types)
    return CustomReader(load_network(), own) if own else load_reader()


def find_mentions(page: Page, settings: Settings) -> tuple[Mention, ...] | Refusal:
    """Find and resolve every actor, place and time of a page.

    Args:
        page: a page that a source gave.
        settings: the settings in force.
    """
    found = _mention(page, settings)
    return found if isinstance(found, Refusal) else found[1]


def _mention(page: Page, settings: Settings) -> tuple[Article, tuple[Mention, ...]] | Refusal:
    article = read_page(page, settings)
    if isinstance(article, Refusal):
        return article
    nlp = load_language_model(settings.language_model)
    return article, resolve_mentions(article, parse(split(article, settings.max_sentence), nlp), load_tables())


def run_reading(
    sources: Sequence[str], settings: Settings, kind: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Refusal | SourceError]:
    """Read sources into articles, in their order.

    Args:
        sources: files, folders, globs, URLs, or `-` for stdin.
        settings: the settings in force.
        kind: the kind of every source; recognised by content where it is None.
        stdin: what `-` reads.
    """
    return _each(_read, None, sources, settings, kind, stdin)


def run_mentions(
    sources: Sequence[str], settings: Settings, kind: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[tuple[Mention, ...] | Refusal | SourceError]:
    """Find the mentions of each source, in their order.

    Args:
        sources: files, folders, globs, URLs, or `-` for stdin.
        settings: the settings in force.
        kind: the kind of every source; recognised by content where it is None.
        stdin: what `-` reads.
    """
    for outcome in _each(_mentions, _prepare_mentions, sources, settings, kind, stdin):
        yield outcome[1] if isinstance(outcome, tuple) else outcome


def _each(
    work: Callable[[Input, Settings], Any],
    prepare: Callable[[Settings], None] | None,
    sources: Sequence[str],
    settings: Settings,
    kind: str | None,
    stdin: BinaryIO | None,
) -> Iterator[Any]:
    return _mapped(work, prepare, read_sources(sources, settings, kind, stdin), settings)


def _mapped(
    work: Callable[[Input, Settings], Any],
    prepare: Callable[[Settings], None] | None,
    pages: Iterable[Any],
    settings: Settings,
    apart: bool = False,
) -> Iterator[Any]:
    """Work on each page in order; an article that comes twice, or contradicts an earlier one, is told from the rest."""
    from tidings.engines import imap

    once = Once()
    for outcome in imap(work, pages, settings, prepare, _is_no_page, apart):
        article = outcome[0] if isinstance(outcome, tuple) else getattr(outcome, "article", outcome)
        against = once.check(article) if isinstance(article, (Article, Known)) else None
        yield outcome if against is None else against


def _is_no_page(item: object) -> bool:
    return not isinstance(item, Page)


def read(source: str | PathLike[str], settings: Settings) -> Article:
    """Read one source that holds one page.

    Args:
        source: a file, or the text itself where it is a string that holds a line break.
        settings: the settings in force.

    Raises:
        SourceError: it cannot be read, or holds no article or more than one.
    """
    name = os.fspath(source)
    if isinstance(source, str) and "\n" in source:
        pages: list[Page | Refusal | SourceError] = [Page("text", source, "text")]
    else:
        pages = list(read_sources([name], settings))
    if len(pages) != 1:
        raise UnreadableSource(name, f"holds {len(pages)} pages; read them with pipeline.run or `tidings read`")
    outcome = pages[0]
    if isinstance(outcome, SourceError):
        raise outcome
    article = outcome if isinstance(outcome, Refusal) else read_page(outcome, settings)
    if isinstance(article, Refusal):
        raise UnreadableSource(name, f"no article in it: {article.reason}")
    return article


def run(
    sources: Sequence[str],
    settings: Settings,
    kind: str | None = None,
    stdin: BinaryIO | None = None,
    archive: Archive | None = None,
    *,
    again: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """Read and code sources, archive what comes out, and hand it on in the order of the sources.

    At the end the archive's stories are brought up to date; what a stopped run leaves, the next one does.

    Args:
        sources: files, folders, globs, URLs, or `-` for stdin.
        settings: the settings in force.
        kind: the kind of every source; recognised by content where it is None.
        stdin: what `-` reads.
        archive: where records are kept; None keeps them nowhere. A page that it knows is not coded again.
        again: code those too.
        told: called with the number of bytes each time that some of a source were read.

    Raises:
        UsageError: the kind is not one that is read.
        ModelError: a model is missing.
        ArchiveError: the archive cannot be written.
    """
    pages = read_sources(sources, settings, kind, stdin, told)
    yield from run_pages(pages, settings, archive, again=again, at_once="-" in sources)


def run_pages(
    pages: Iterable[Input],
    settings: Settings,
    archive: Archive | None = None,
    *,
    again: bool = False,
    at_once: bool = False,
    apart: bool = False,
) -> Iterator[Outcome]:
    """Code pages, archive what comes out, and hand it on in their order.

    Args:
        pages: pages, and refusals and errors in the place of others.
        settings: the settings in force.
        archive: where records are kept; None keeps them nowhere. A page that it knows is not coded again.
        again: code those too.
        at_once: pages come slowly, and each is wanted as soon as it is there.
        apart: code none in this process, however few there are.

    Raises:
        ModelError: a model is missing.
        ArchiveError: the archive cannot be written.
    """
    if archive is None:
        yield from _mapped(_code, _prepare_coding, pages, settings, apart)
        return
    recall = Recall(archive, settings, again, *([1] if at_once else []))
    outcomes = recall.outcomes(_mapped(_code, _prepare_coding, recall.sift(pages), settings, apart))
    for batch in _batches(outcomes):
        coded = [outcome for outcome, _ in batch if isinstance(outcome, Coded)]
        seen = [page for _, page in batch if page is not None]
        left_out = {error.source: error for error in archive.add(coded, coder_name(settings), seen)}
        for outcome, _ in batch:
            yield left_out.get(outcome.article.source, outcome) if isinstance(outcome, Coded) else outcome
    archive.update_stories()


def _batches(outcomes: Iterator[Kept]) -> Iterator[list[Kept]]:
    """Cut outcomes into what is archived in one go: the file is held briefly, and a kill loses little."""
    batch: list[Kept] = []
    begun = time.monotonic()
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) >= _BATCH or time.monotonic() - begun > _BATCH_SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    yield batch


def _guarded(work: Callable[[Page, Settings], Any], page: Any, settings: Settings) -> Any:
    """Work on one page; a fault of the program itself is that page's failure, and the rest goes on."""
    try:
        return work(page, settings)
    except SourceError as error:
        return error
    except (TidingsError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001
        # No page may break a run; the reason is kept and handed on under the page's name.
        reason = f"could not be coded ({type(error).__name__}: {error}); this is a fault of tidings, please report it"
        return UnreadableSource(page.source, reason)


def _code(page: Input, settings: Settings) -> Any:
    return _guarded(code_page, page, settings)


def _read(page: Input, settings: Settings) -> Any:
    return _guarded(read_page, page, settings)


def _mentions(page: Input, settings: Settings) -> Any:
    return _guarded(_mention, page, settings)


def _prepare_mentions(settings: Settings) -> None:
    load_language_model(settings.language_model)
    load_tables()


def _prepare_coding(settings: Settings) -> None:
    _prepare_mentions(settings)
    _reader(settings)
    if settings.triage:
        load_gate()


def relate(text: str, actor: str, recipient: str, settings: Settings) -> dict[str, float]:
    """Give the probability of each type, and of NONE, between two parties of a sentence.

    Args:
        text: a sentence or short passage.
        actor: words that name who acts.
        recipient: words that name whom it is done to.
        settings: the settings in force.

    Raises:
        ModelError: the language model or the coder's is missing.
    """
    return relate_parties(text, actor, recipient, load_language_model(settings.language_model), load_network())


@functools.cache
def load_reader() -> Reader:
    """Load what reads acts off sentences: the released network.

    Raises:
        ModelError: its files are missing or broken.
    """
    return NetworkReader(load_network())


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
    tables = table_versions()
    together = digest(*(f"{name}={found}" for name, found in sorted(tables.items())), length=12)
    return {
        "coder": coder_name(settings),
        "language_model": language_model,
        "model": load_network().version,
        "tables": together,
        **{f"table {name}": found for name, found in tables.items()},
    }
