"""Stories and copies: `news/events_2016_2018.jsonl` against its `event_id`, made copies, and an index of 100,000.

Stories are scored by BCubed F1 (Bagga and Baldwin 1998) over all articles; one that page reading refuses
is a story of its own. *Bulk* groups once; *one at a time* groups after each article, in ten shuffled
orders, and gives the worst. *Held out* chooses the threshold of average link on half of the events and
scores the articles of the other half, in twenty splits; the other numbers of `joining/` were chosen by
sweeps over the same file. The baseline is TF-IDF (logarithmic counts) over headline and text with average link at the threshold
that is best for it.

Copies are made of the articles of both sets of `news`: cut to 30-90% of their words (from the front, or
out of the middle), in other paragraphs, under another headline. Pairs of originals that share half of the
smaller one's shingles, all of them counted, are copies that the papers printed, and not judged.

The index is filled with made-up sketches as long as those of the news; memory is told for it alone, and
times are of the processor, so that what else a machine does is not counted.
"""

from __future__ import annotations

import datetime
import json
import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.rows import Options, Row, need
from tidings import pipeline
from tidings.joining.average import average_link
from tidings.joining.copies import CopyIndex
from tidings.joining.likeness import Likeness, Loaded
from tidings.joining.rarity import terms
from tidings.joining.sketch import Sketch, sketch
from tidings.joining.stories import Stories
from tidings.records import Article, Page, Refusal
from tidings.settings import Settings
from tidings.testing import make_article

__all__ = ["bcubed", "make_copies", "measure"]

_ORDERS = 10
_SPLITS = 20
_THRESHOLDS = tuple(round(0.1 + 0.01 * n, 2) for n in range(25))
# Origins of copies, the copies of each, and the fewest words of an origin.
_ORIGINS = 600
_COPIES = 2
_WORDS = 120
_INDEXED = 100_000
_ADDED = 2_000
_LOADED = 5_000

Labels = Mapping[str, object]


def bcubed(found: Labels, gold: Labels) -> tuple[float, float, float]:
    """Give F1, precision and recall of a grouping, each item counting alike.

    Args:
        found: the group of each item.
        gold: the right group of each.
    """
    by_found, by_gold = _members(found), _members(gold)
    both = {item: len(by_found[found[item]] & by_gold[gold[item]]) for item in gold}
    precision = sum(n / len(by_found[found[item]]) for item, n in both.items()) / len(gold)
    recall = sum(n / len(by_gold[gold[item]]) for item, n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall), precision, recall


def _members(labels: Labels) -> dict[object, set[str]]:
    groups: dict[object, set[str]] = defaultdict(set)
    for item, label in labels.items():
        groups[label].add(item)
    return groups


def make_copies(article: Article, chance: random.Random) -> list[Article]:
    """Make copies of an article: cut, in other paragraphs, under another headline.

    Args:
        article: the origin.
        chance: what is drawn from.
    """
    words = article.text[article.blocks[0].end if article.headline else 0 :].split()
    copies = []
    for number in range(_COPIES):
        size = round(len(words) * chance.uniform(0.3, 0.9))
        start = chance.choice((0, 0, chance.randrange(len(words) - size + 1)))
        body, at = [], start
        while at < start + size:
            step = min(chance.randrange(20, 90), start + size - at)
            body.append(" ".join(words[at : at + step]))
            at += step
        headline = " ".join(chance.sample(words, min(8, len(words))))
        text = "\n\n".join((headline, *body))
        copies.append(make_article(text, headline=headline, id=f"{article.id}#{number}", published=article.published))
    return copies


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure stories, copies, and the index.

    Args:
        shared: the folder that holds `news`.
        options: `verbose` prints the stories that are not an event.

    Raises:
        Missing: the set is not there.
    """
    rows = _read(need(shared / "news" / "events_2016_2018.jsonl"))
    stream = _read(need(shared / "news" / "bbc_2004_2005.jsonl"))
    gold = {id: event for id, event, _ in rows}
    sketches = [sketch(article) for _, _, article in rows if article is not None]
    return [
        *_story_rows(sketches, gold, options.verbose),
        _baseline_row([(id, article) for id, _, article in rows], gold),
        *_copy_rows([article for _, _, article in (*rows, *stream) if article is not None]),
        *_index_rows(),
    ]


def _read(path: Path) -> list[tuple[str, int, Article | None]]:
    """Id, event and article of each line; None for an article that is refused."""
    read = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            day = datetime.date.fromisoformat(row["date"]) if row.get("date") else None
            page = Page(row["id"], row["text"], "article", given_id=row["id"], title=row["title"], date=day)
            article = pipeline.read_page(page, Settings())
            read.append((row["id"], row.get("event_id", -1), None if isinstance(article, Refusal) else article))
    return read


def _story_rows(sketches: Sequence[Sketch], gold: Labels, verbose: bool) -> list[Row]:
    bulk = Stories()
    for one in sketches:
        bulk.add(one)
    found = {p.article: id for g in bulk.group() for id, s in g.stories.items() for p in s.articles}
    score, precision, recall = bcubed(_whole(found, gold), gold)
    if verbose:
        _print_wrong(found, gold)
    worst, seconds = 1.0, 0.0
    for seed in range(_ORDERS):
        order = list(sketches)
        random.Random(seed).shuffle(order)
        begun = time.process_time()
        labels = _one_at_a_time(order)
        seconds += time.process_time() - begun
        worst = min(worst, bcubed(_whole(labels, gold), gold)[0])
    count = len(gold)
    held = _held_out(sketches, gold)
    return [
        Row("stories.bulk.f1", score, count, "BCubed F1 of stories against events, in bulk", 0.95),
        Row("stories.bulk.precision", precision, count, "BCubed precision"),
        Row("stories.bulk.recall", recall, count, "BCubed recall"),
        Row("stories.single.f1", worst, count, "one article at a time, the worst of ten shuffled orders", 0.93),
        Row("stories.single.ms", 1000 * seconds / _ORDERS / count, count, "an article, added and grouped, in ms"),
        Row("stories.held_out.f1", held, count, "threshold chosen on half of the events, scored on the other"),
    ]


def _whole(found: Labels, gold: Labels) -> dict[str, object]:
    return {item: found.get(item, item) for item in gold}


def _one_at_a_time(sketches: Sequence[Sketch]) -> dict[str, str]:
    stories, blocks, labels = Stories(), dict[str, str](), dict[str, str]()
    for one in sketches:
        stories.add(one)
        for grouping in stories.group(blocks):
            for id, group in grouping.stories.items():
                labels |= {placed.article: id for placed in group.articles}
                blocks |= {placed.article: grouping.block for placed in group.articles}
    return labels


def _held_out(sketches: Sequence[Sketch], gold: Labels) -> float:
    index = Likeness()
    for one in sketches:
        index.add(one)
    names = [s.article for s in sketches]
    by_threshold = _by_threshold(index.among(range(len(names))), names, gold)
    events = sorted(set(gold.values()), key=str)
    scores = []
    for seed in range(_SPLITS):
        half = set(random.Random(seed).sample(events, len(events) // 2))
        one = {item: event for item, event in gold.items() if event in half}
        for chosen, scored in ((one, gold.keys() - one.keys()), ({i: gold[i] for i in gold.keys() - one.keys()}, one)):
            best = max(by_threshold, key=lambda t: _part(by_threshold[t], gold, chosen))
            scores.append(_part(by_threshold[best], gold, scored))
    return sum(scores) / len(scores)


def _by_threshold(alike: np.ndarray, names: Sequence[str], gold: Labels) -> dict[float, dict[str, object]]:
    found = {}
    for least in _THRESHOLDS:
        groups = average_link(alike.copy(), np.ones(len(names)), least)
        found[least] = _whole({names[n]: group[0] for group in groups for n in group}, gold)
    return found


def _part(found: Labels, gold: Labels, items: Iterable[str]) -> float:
    """F1 over some of the items, whose groups are those among all."""
    by_found, by_gold, count = _members(found), _members(gold), 0
    precision = recall = 0.0
    for item in sorted(items):
        both = len(by_found[found[item]] & by_gold[gold[item]])
        precision += both / len(by_found[found[item]])
        recall += both / len(by_gold[gold[item]])
        count += 1
    return 2 * precision * recall / (precision + recall) / count


def _print_wrong(found: Labels, gold: Labels) -> None:
    sizes = Counter(gold.values())
    for label, members in sorted(_members(found).items(), key=lambda pair: str(pair[0])):
        events = Counter(gold[item] for item in members)
        if len(events) > 1 or sizes[next(iter(events))] != len(members):
            print(f"story {label}: {', '.join(f'{n} of {sizes[e]} of event {e}' for e, n in events.most_common())}")


def _baseline_row(rows: Sequence[tuple[str, Article | None]], gold: Labels) -> Row:
    texts = [terms(article.text) if article is not None else [] for _, article in rows]
    frequency = Counter(term for text in texts for term in set(text))
    places = {term: n for n, term in enumerate(sorted(frequency))}
    vectors = np.zeros((len(texts), len(places)), np.float32)
    for n, text in enumerate(texts):
        for term, times in Counter(text).items():
            vectors[n, places[term]] = (1 + math.log(times)) * (math.log((1 + len(texts)) / (1 + frequency[term])) + 1)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    thresholds = _by_threshold((vectors @ vectors.T).astype(np.float64), [id for id, _ in rows], gold)
    best = max(bcubed(found, gold)[0] for found in thresholds.values())
    return Row("stories.tfidf.f1", best, len(rows), "TF-IDF, average link, at the threshold that is best for it")


def _copy_rows(articles: Sequence[Article]) -> list[Row]:
    chance = random.Random(5)
    long = [a for a in articles if len(a.text.split()) >= _WORDS]
    origins = chance.sample(long, min(_ORIGINS, len(long)))
    texts = [*origins, *(copy for origin in origins for copy in make_copies(origin, chance))]
    chance.shuffle(texts)
    index, sketches = CopyIndex(), [sketch(text) for text in texts]
    pairs = {(n, other) for n, one in enumerate(sketches) for other in index.add(one)}
    family = [text.id.split("#")[0] for text in texts]
    printed = _printed_copies(origins)
    judged = [(a, b) for a, b in pairs if family[a] == family[b] or frozenset((family[a], family[b])) not in printed]
    right = sum(family[a] == family[b] for a, b in judged)
    wanted = len(origins) * (_COPIES + 1) * _COPIES // 2
    # Two cuts of one origin may share nothing: those are no pair to find.
    apart = _apart(texts, family)
    what = "cut, retitled and re-paragraphed copies of news"
    return [
        Row("stories.copies.precision", right / len(judged), len(judged), f"of the pairs found: {what}", 0.98),
        Row("stories.copies.recall", right / (wanted - apart), wanted - apart, f"of the pairs made: {what}", 0.98),
    ]


def _shingles(article: Article) -> set[tuple[str, ...]]:
    words = terms(article.text[article.blocks[0].end if article.headline else 0 :])
    return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}


def _contained(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _printed_copies(origins: Sequence[Article]) -> set[frozenset[str]]:
    """Pairs of originals that share so much that one, or a cut of one, may be a copy of the other."""
    having: dict[tuple[str, ...], set[int]] = defaultdict(set)
    shingles = [_shingles(origin) for origin in origins]
    for n, own in enumerate(shingles):
        for shingle in own:
            having[shingle].add(n)
    shared = Counter((a, b) for who in having.values() if len(who) > 1 for a in who for b in who if a < b)
    # A cut has a third of the words at least, so of it half may be what is a sixth of the whole.
    return {
        frozenset((origins[a].id, origins[b].id))
        for (a, b), n in shared.items()
        if n >= min(len(shingles[a]), len(shingles[b])) / 6
    }


def _apart(texts: Sequence[Article], family: Sequence[str]) -> int:
    """Pairs of one family that share less than half of the smaller: two cuts of which neither holds the other."""
    members: dict[str, list[set[tuple[str, ...]]]] = defaultdict(list)
    for text, name in zip(texts, family, strict=True):
        members[name].append(_shingles(text))
    return sum(_contained(a, b) < 0.5 for own in members.values() for n, a in enumerate(own) for b in own[:n])


def _index_rows() -> list[Row]:
    copies, likeness = CopyIndex(), Likeness()
    chance = np.random.default_rng(11)
    rows: list[Row] = []
    for size in (_INDEXED // 4, _INDEXED):
        spent = [_timed(copies, _made_up(n, chance)) for n in range(len(copies), size)]
        while len(likeness) < size - _ADDED:
            upto = min(len(likeness) + _LOADED, size - _ADDED)
            likeness.load(*_rows_of([_made_up(n, chance) for n in range(len(likeness), upto)]))
        also = [_timed(likeness, _made_up(n, chance)) for n in range(len(likeness), size)]
        rows += _sized(size, copies, likeness, spent, also)
    million = 2 * copies.bytes * (1_000_000 / len(copies)) / 2**30
    what = "memory of the copy index at a million, by its growth, twice as much while runs are merged, in GB"
    return [*rows, Row("stories.index.gb_at_million", million, _INDEXED, what, 4.0, at_most=True)]


def _timed(index: CopyIndex | Likeness, made: Sketch) -> float:
    begun = time.process_time()
    index.add(made)
    return 1000 * (time.process_time() - begun)


def _rows_of(made: Sequence[Sketch]) -> tuple[Loaded, Loaded, list[datetime.date | None]]:
    """Sketches as the columns in which many are loaded."""

    def loaded(terms: Sequence[Sequence[int]], weights: Sequence[Sequence[int]]) -> Loaded:
        flat = (np.fromiter((n for row in rows for n in row), np.uint32) for rows in (terms, weights))
        return Loaded(*flat, np.array([len(row) for row in terms]))

    whole = loaded([m.terms for m in made], [m.weights for m in made])
    headlines = loaded([m.headline_terms for m in made], [m.headline_weights for m in made])
    return whole, headlines, [m.published for m in made]


def _sized(
    size: int, copies: CopyIndex, likeness: Likeness, spent: Sequence[float], also: Sequence[float]
) -> list[Row]:
    at = f"stories.index.{size // 1000}k"
    count = len(spent)
    return [
        Row(f"{at}.mb", round(copies.bytes / 2**20), size, "memory of the copy index, in MB"),
        Row(f"{at}.add_ms", sum(spent) / count, count, "adding one article, merges included", 10.0, True),
        Row(f"{at}.add_p99_ms", sorted(spent)[count * 99 // 100], count, "99 in 100 are quicker"),
        Row(f"{at}.likeness_mb", round(likeness.bytes / 2**20), size, "memory of the index of likeness, in MB"),
        Row(f"{at}.likeness_ms", sum(also) / len(also), len(also), "adding one article to that, in ms"),
    ]


def _made_up(number: int, chance: np.random.Generator) -> Sketch:
    """A sketch as long as one of the news: random shingles, and terms by Zipf's law."""
    count = int(np.clip(chance.lognormal(5.0, 0.5), 20, 400))
    shingles = np.unique(chance.integers(0, 2**32 // 3, count))
    # The inverse of Zipf's law, shifted by what is too common to be among an article's weightiest.
    ranks = np.unique((50 * ((200_000 / 50) ** chance.random(64))).astype(np.int64))
    digests = np.sort((ranks.astype(np.uint64) * np.uint64(2_654_435_761)) & np.uint64(2**32 - 1))
    weights = tuple([round(2047 / math.sqrt(len(digests)))] * len(digests))
    chosen = tuple(digests.tolist())
    day = datetime.date(2020, 1, 1) + datetime.timedelta(days=number % 1000)
    return Sketch(str(number), day, chosen, weights, chosen[:8], weights[:8], tuple(shingles.tolist()), 2**32 // 3)
