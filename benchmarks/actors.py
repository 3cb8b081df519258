"""Who: actors of two hundred real sentences marked by hand (`benchmarks/marked/actors/`).

- *found*: of the marked actors, those that an actor mention overlaps. Of several that do, the one that has
  most characters in common with the marked words, in proportion to the characters of either, is taken.
- *country*: of those found, the code is one of those that may stand; none, where none may.
- *sector*: of those found, the primary sector of the mention is among the marked ones, or the marked primary
  sector is among the mention's; no sector, where none may stand.
- *exact*: of those found, the sectors are the marked ones and no others.
- *both*: country and sector, of those found; *of_all*: of all that are marked.

Errors of every other article, from the first on, were read while tables and rules were mended (*seen*); the
others were only counted (*unseen*), and the target is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.actormarks import FOLDER, MarkedActor, MarkedText, Span, load
from benchmarks.rows import Missing, Options, Row
from benchmarks.standingmarks import article_at
from tidings.knowledge import load_tables
from tidings.mentions import find_mentions
from tidings.records import Entity, digest
from tidings.sentences import load_language_model, parse, split
from tidings.settings import Settings

__all__ = ["Tally", "closest", "compare", "measure", "right_country", "right_sector"]

_HALVES = ("seen", "unseen")
_WHAT = {
    "found": "marked actors that a mention overlaps",
    "country": "of those found: country right",
    "sector": "of those found: sector right, primary against any",
    "exact": "of those found: exactly the sectors",
    "both": "of those found: country and sector right",
    "of_all": "of all marked: found, country and sector right",
}
_TARGETS = {"country": 0.92, "sector": 0.92, "both": 0.92}


@dataclass(slots=True)
class Tally:
    """How many actors are marked, and of how many each measure is met."""

    marked: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_WHAT, 0))

    def share(self, measure: str) -> float | None:
        """Give the share of a measure; None where there was no case.

        Args:
            measure: a key of what is measured.
        """
        cases = self.cases(measure)
        return self.right[measure] / cases if cases else None

    def cases(self, measure: str) -> int:
        """Give how many actors a measure is taken of.

        Args:
            measure: a key of what is measured.
        """
        return self.marked if measure in ("found", "of_all") else self.right["found"]


def closest(span: Span, mentions: Iterable[Entity]) -> Entity | None:
    """Give the mention that covers the marked words best; None where none overlaps.

    Args:
        span: the offsets of the marked words.
        mentions: entities of the article.
    """
    best: tuple[float, Entity] | None = None
    for mention in mentions:
        common = min(span[1], mention.end) - max(span[0], mention.start)
        if common > 0:
            share = common / (max(span[1], mention.end) - min(span[0], mention.start))
            if best is None or share > best[0]:
                best = share, mention
    return best[1] if best else None


def right_country(found: Entity, marked: MarkedActor) -> bool:
    """Say whether a mention has a country that may stand.

    Args:
        found: the mention.
        marked: the marked actor.
    """
    return (found.code or None) in marked.countries


def right_sector(found: Sequence[str], marked: MarkedActor) -> bool:
    """Say whether the primary sector of a mention is marked, or the marked primary sector is found.

    Args:
        found: the sectors of the mention, the primary one first.
        marked: the marked actor.
    """
    if not found:
        return () in marked.sectors
    return any(found[0] in sectors or sectors[0] in found for sectors in marked.sectors if sectors)


def compare(marked: Iterable[MarkedActor], mentions: Sequence[Entity], tally: Tally) -> list[str]:
    """Compare the actors of a sentence with its marks.

    Args:
        marked: the marked actors.
        mentions: the actors that were found in the article.
        tally: where the counts are added.

    Returns:
        A line for every error.
    """
    errors = []
    for actor in marked:
        tally.marked += 1
        mention = closest(actor.span, mentions)
        if mention is None:
            errors.append(f"not found: {actor.span}")
            continue
        country, sector = right_country(mention, actor), right_sector(mention.sector, actor)
        for measure, right in (
            ("found", True),
            ("country", country),
            ("sector", sector),
            ("exact", any(set(mention.sector) == set(sectors) for sectors in actor.sectors)),
            ("both", country and sector),
            ("of_all", country and sector),
        ):
            tally.right[measure] += right
        if not (country and sector):
            errors.append(
                f"{mention.entity_text!r}: {mention.code} {','.join(mention.sector)} ({mention.row}), "
                f"marked {_codes(actor)}"
            )
    return errors


def _codes(actor: MarkedActor) -> str:
    sectors = "|".join(",".join(either) or "-" for either in actor.sectors)
    return f"{'|'.join(code or '-' for code in actor.countries)} {sectors}"


def measure(shared: Path, options: Options) -> list[Row]:
    """Measure how often actors of real sentences are found, with the right country and sector.

    Args:
        shared: the folder of the gold sets.
        options: `verbose` prints the errors of the seen half.

    Raises:
        Missing: an article is not there, or not the one that was marked.
    """
    tallies = {half: Tally() for half in _HALVES}
    for number, marked in enumerate(load(FOLDER / "news.jsonl")):
        half = _HALVES[number % 2]
        errors = _article(shared, marked, tallies[half])
        if options.verbose and half == "seen":
            print("\n".join(f"{marked.file}:{marked.row} {error}" for error in errors))
    return [
        Row(
            f"actors.{half}.{name}", tally.share(name), tally.cases(name), what,
            _TARGETS.get(name) if half == "unseen" else None,
        )
        for half, tally in tallies.items()
        for name, what in _WHAT.items()
    ]  # fmt: skip


def _article(shared: Path, marked: MarkedText, tally: Tally) -> list[str]:
    article = article_at(shared, marked.file, marked.row)
    if digest(article.text) != marked.digest:
        raise Missing(f"{marked.file} does not read as it was marked")
    settings = Settings()
    sentences = parse(split(article, settings.max_sentence), load_language_model(settings.language_model))
    mentions = find_mentions(article, sentences, load_tables())
    actors = [mention.entity for mention in mentions if mention.entity is not None]
    errors = []
    for sentence in marked.sentences:
        where = article.text[slice(*sentence.span)][:60]
        errors.extend(f"[{where}] {error}" for error in compare(sentence.actors, actors, tally))
    return errors
