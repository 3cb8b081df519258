"""`python -m benchmarks.scale`: words a second of each stage, and how time and memory grow with articles.

Articles are made of shuffled sentences of the training corpus, written as HTML pages with furniture
around them, so that nothing outside the repository is needed. These sentences are full of acts, which
a day's news is not: `--mixed` takes the articles of the mixed stream in `../shared/news`. Stages are timed by the seconds of
processor that this process takes, which another program on the machine does not lengthen; trafilatura
alone and spaCy's full small pipeline have the same pages in the same run. With `--workers` the whole
run is timed by the clock, in one process and in two. Growth is measured in a fresh process a size, and
the power that time follows is fitted over the sizes; sizes over 10,000 only where `--sizes` names them.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tidings import pipeline
from tidings.archive import Archive
from tidings.coding import find_acts
from tidings.joining import join
from tidings.knowledge import load_tables
from tidings.mentions import find_mentions, index_mentions
from tidings.recording import record
from tidings.records import Article, Coded, Page
from tidings.sentences import load_gate, load_language_model, parse, select, split
from tidings.settings import Settings
from tidings.sources import read_sources
from tidings.standing import find_quotes, judge

__all__ = ["exponent", "main", "sentences", "write_pages"]

_SENTENCES = 14
_FURNITURE = '<ul><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul>'


def sentences() -> list[str]:
    """Give the sentences of the training corpus, in their order."""
    from training.corpus import read_corpus

    return [item.text for item in read_corpus()]


def _mixed() -> list[str]:
    from benchmarks.rows import find_shared
    from benchmarks.stream import sample

    shared = find_shared()
    if shared is None:
        raise SystemExit("no folder shared/ beside the repository, so no mixed stream")
    # A whole paragraph at a time: what surrounds a sentence decides what triage lets through.
    return [line for piece in sample(shared) for line in piece.page.content.split("\n") if line.strip()]


def _article(number: int, pool: Sequence[str]) -> tuple[str, list[str]]:
    chosen = random.Random(number).sample(pool, _SENTENCES)
    return f"Report {number}: {chosen[0]}", [" ".join(chosen[i : i + 2]) for i in range(1, _SENTENCES, 2)]


def write_pages(folder: Path, count: int, pool: Sequence[str]) -> None:
    """Write articles as HTML pages.

    Args:
        folder: where to.
        count: how many.
        pool: sentences to make them of.
    """
    for number in range(count):
        title, paragraphs = _article(number, pool)
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        page = f"<html><head><title>{title}</title></head><body>{_FURNITURE}<article><h1>{title}</h1>{body}</article>"
        (folder / f"{number:06}.html").write_text(f"{page}{_FURNITURE}</body></html>", encoding="utf-8")


def _write_table(path: Path, count: int, pool: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            title, paragraphs = _article(number, pool)
            out.write(json.dumps({"id": f"a{number}", "title": title, "text": "\n".join(paragraphs)}) + "\n")


@dataclass
class _Clock:
    """Seconds of processor by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, stage: str, work: Callable[[], Any]) -> Any:
        """Do some work and count its time."""
        begun = time.process_time()
        result = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - begun
        return result


def _code(article: Article, clock: _Clock, settings: Settings) -> Coded:
    """What `pipeline.code_article` does, with a clock around each room."""
    nlp, reader, tables = load_language_model(settings.language_model), pipeline.load_reader(), load_tables()
    whole = clock.time("split", lambda: split(article, settings.max_sentence))
    # The encoder reads each sentence once, where triage glances at it; coding finds it read.
    taken, worth = clock.time("gate and encoder", lambda: select(whole, load_gate(), glance=reader.glance))
    parsed = clock.time("parse", lambda: parse(taken, nlp))
    mentions = clock.time("mentions", lambda: find_mentions(article, parsed, tables))
    index = index_mentions(mentions)
    quotes = clock.time("standing", lambda: find_quotes(article, parsed, mentions))
    events = {}
    for sentence in parsed:
        if sentence.sentence.number in worth:
            acts, _ = clock.time(
                "coding", lambda s=sentence: find_acts(s, index, reader, article.id, settings.threshold, quotes)
            )
            for act in acts:
                standing = clock.time(
                    "standing", lambda s=sentence, a=act: judge(s, a.trigger, article, mentions, quotes, index)
                )
                event = record(article, act, standing, "benchmark")
                events.setdefault(event.id, event)
    return Coded(article, clock.time("joining", lambda: join(article, tuple(events.values()))), quotes)


def _stages(count: int, pool: Sequence[str]) -> None:
    import trafilatura

    settings = Settings(workers=1)
    clock = _Clock()
    words = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "pages").mkdir()
        write_pages(folder / "pages", count, pool)
        pages = clock.time("sources", lambda: list(read_sources([str(folder / "pages")], settings)))
        nlp = load_language_model(settings.language_model)
        pipeline._prepare_coding(settings)
        archive = Archive(folder / "a.duckdb")
        batch = []
        for page in pages:
            assert isinstance(page, Page)
            article = clock.time("pages", lambda p=page: pipeline.read_page(p, settings))
            if not isinstance(article, Article):
                continue
            words += len(article.text.split())
            batch.append(_code(article, clock, settings))
            clock.time("trafilatura alone", lambda p=page: trafilatura.bare_extraction(p.content))
            clock.time("spaCy alone", lambda a=article: nlp(a.text))
        for at in range(0, len(batch), 64):
            clock.time("archive", lambda i=at: archive.add(batch[i : i + 64], "benchmark"))
    alone = {name: clock.seconds.pop(name) for name in ("trafilatura alone", "spaCy alone")}
    whole = sum(clock.seconds.values())
    print(f"{count} pages, {words:,} words; seconds of processor, one thread\n")
    for stage, seconds in [*clock.seconds.items(), ("the whole way", whole), *alone.items()]:
        print(f"{stage:18} {seconds:8.2f} s {words / max(seconds, 1e-9):12,.0f} words/s {seconds / whole:7.1%}")
    print(f"\nfrom page to archive {alone['spaCy alone'] / whole:.2f} times as fast as spaCy's full pipeline")


def _grown(count: int, coded: bool) -> tuple[float, float]:
    """Code a table of so many articles into an archive; give seconds of processor and peak megabytes."""
    settings = Settings(workers=1)
    if not coded:
        pipeline.code_article = lambda article, settings: Coded(article)
        pipeline._prepare_coding = lambda settings: None
    with tempfile.TemporaryDirectory() as place:
        table = Path(place) / "t.jsonl"
        _write_table(table, count, sentences())
        pipeline._prepare_coding(settings)
        begun = time.process_time()
        for _ in pipeline.run([str(table)], settings, archive=Archive(Path(place) / "a.duckdb")):
            pass
        seconds = time.process_time() - begun
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    return seconds, peak / 1024


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Fit the power of the size that the time follows, by least squares over logarithms.

    Args:
        sizes: numbers of articles, two or more.
        seconds: the time of each.
    """
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def _growth(sizes: Sequence[int], coded: bool) -> None:
    print("\narticles   seconds of processor   articles/s   peak MB")
    times = []
    for size in sizes:
        # Spawned, so that nothing of this process counts.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            seconds, peak = pool.submit(_grown, size, coded).result()
        times.append(seconds)
        print(f"{size:8,} {seconds:22.1f} {size / seconds:12.1f} {peak:9.0f}", flush=True)
    if len(sizes) > 1:
        print(f"time follows the number of articles to the power of {exponent(sizes, times):.2f}")


def _workers(count: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        table = Path(place) / "t.jsonl"
        _write_table(table, count, sentences())
        words = sum(len(json.loads(line)["text"].split()) for line in table.open(encoding="utf-8"))
        for workers in (1, 2):
            times = _timed(pipeline.run([str(table)], Settings(workers=workers)))
            print(f"{workers} worker{'s' * (workers > 1)}: {words / times:,.0f} words/s by the clock")


def _timed(outcomes: Iterator[Any]) -> float:
    # The first outcome comes once models are loaded.
    next(outcomes)
    begun = time.perf_counter()
    for _ in outcomes:
        pass
    return time.perf_counter() - begun


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print.

    Args:
        arguments: the command line; that of the process where it is None.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=200, help="pages for the stages (default: 200; 0: none)")
    parser.add_argument("--uncoded", action="store_true", help="leave coding out of the growth: what is left is kept")
    parser.add_argument("--sizes", default="1000,2000,4000,7000,10000", help="articles of each size, or nothing")
    parser.add_argument("--mixed", action="store_true", help="make the pages of the mixed stream's paragraphs")
    parser.add_argument("--workers", action="store_true", help="time one worker and two by the clock too")
    given = parser.parse_args(arguments)
    if given.pages:
        _stages(given.pages, _mixed() if given.mixed else sentences())
    if given.pages and given.workers:
        _workers(given.pages)
    sizes = [int(size) for size in given.sizes.split(",") if size.strip()]
    if sizes:
        _growth(sizes, not given.uncoded)
    return 0


if __name__ == "__main__":
    sys.exit(main())
