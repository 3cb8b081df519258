"""What to read beside an article: what led to it, what followed, the same event elsewhere, the same actors before.

Each has a reason in one line, of what is coded and dated. Of the copies of one text one is named, and
none of the text that is being read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tidings.records import RelatedArticle, StoryEvent

__all__ = ["KINDS", "Candidate", "relate_articles"]

KINDS = ("same event elsewhere", "led to it", "followed", "same actors before")

# Words for what happened, by PLOVER type.
_ACTS = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "withdrawal",
    "REQUEST": "demand",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanctions",
    "MOBILIZE": "show of force",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}
# Articles of one story that lie no further apart, in days, tell of the same event where nothing is coded.
_SAME = 1
# Of two actors whom both articles name, or one and so much likeness, chance is no longer the reason.
_ACTORS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be related: `text` is equal for the copies of one text, `events` are ids of the
    events of its story that it reports, `actors` are folded names of its parties by the name as written,
    `likeness` how alike it is to the article that is being read, where that was worth keeping."""

    article: str
    text: str
    outlet: str
    headline: str | None = None
    date: datetime.date | None = None
    publication: str | None = None
    story: str | None = None
    events: frozenset[str] = frozenset()
    actors: Mapping[str, str] | None = None
    likeness: float = 0.0


def relate_articles(
    read: Candidate, others: Iterable[Candidate], events: Mapping[str, StoryEvent], limit: int
) -> list[RelatedArticle]:
    """Choose what to read beside an article.

    Args:
        read: the article that is being read.
        others: articles that may be related.
        events: the events of the article's story by id.
        limit: how many to give at most; a kind has its share of them before another has more.

    Returns:
        Those chosen, the best first.
    """
    by_text: dict[str, RelatedArticle] = {}
    texts: dict[str, str] = {}
    for other in others:
        found = None if other.text == read.text else _related(read, other, events)
        if found is None:
            continue
        before = by_text.get(other.text)
        if before is None or _rank(found) < _rank(before):
            by_text[other.text] = found
            texts[found.article_id] = other.text
    return _shared_out(sorted(by_text.values(), key=_rank), limit)


def _rank(related: RelatedArticle) -> tuple[float, str]:
    return -related.score, related.article_id


def _shared_out(found: Sequence[RelatedArticle], limit: int) -> list[RelatedArticle]:
    share = -(-limit // len(KINDS))
    by_kind: dict[str, list[RelatedArticle]] = defaultdict(list)
    for related in found:
        by_kind[related.kind].append(related)
    chosen = [related for kind in KINDS for related in by_kind[kind][:share]]
    rest = [related for related in found if related not in chosen]
    return sorted([*chosen, *rest[: max(0, limit - len(chosen))]], key=_rank)[:limit]


def _related(read: Candidate, other: Candidate, events: Mapping[str, StoryEvent]) -> RelatedArticle | None:
    days = (other.date - read.date).days if other.date and read.date else None
    shared = _shared_actors(read, other)
    if other.story is not None and other.story == read.story:
        kind, reason = _in_story(read, other, events, days)
        score = 0.6 + 0.3 * other.likeness + (0.1 if read.events & other.events else 0.0)
    elif days is not None and shared and other.likeness:
        kind = "led to it" if days < 0 else "followed"
        reason = f"{_apart(days)}, another story on {_listed(shared)}"
        score = 0.3 + 0.3 * other.likeness
    elif days is not None and days < 0 and len(shared) >= _ACTORS:
        kind, reason = "same actors before", f"{_apart(days)}, also on {_listed(shared)}"
        score = 0.3 * len(shared) / (len(shared) + 2) / (1 - days / 365)
    else:
        return None
    known = (other.headline, other.date, other.publication, other.story)
    return RelatedArticle(other.article, kind, reason, round(min(score, 1.0), 3), *known)


def _in_story(read: Candidate, other: Candidate, events: Mapping[str, StoryEvent], days: int | None) -> tuple[str, str]:
    """The kind and reason of another article of the same story."""
    both = _told_best(read.events & other.events, events)
    if both is not None and other.outlet != read.outlet:
        return "same event elsewhere", f"{other.publication or 'another outlet'} on the same {_told(both)}"
    if days is None or (abs(days) <= _SAME and other.outlet != read.outlet):
        where = other.publication or "another outlet"
        return "same event elsewhere", f"the same story, {_apart(days)}, by {where}" if days is not None else (
            f"the same story by {where}"
        )
    kind = "led to it" if (days, other.article) < (0, read.article) else "followed"
    own = _told_best(other.events - read.events, events)
    return kind, f"{_apart(days)}: {_told(own)}" if own is not None else f"the same story, {_apart(days)}"


def _told_best(ids: Iterable[str], events: Mapping[str, StoryEvent]) -> StoryEvent | None:
    """Of some events the one that most outlets report."""
    found = [events[id] for id in ids if id in events]
    return min(found, key=lambda e: (bool(e.auxiliary), -e.outlets, not e.recipient, e.id), default=None)


def _told(event: StoryEvent) -> str:
    """An event in a few words: "talks, Kim Jong Un and Vladimir Putin, 2023-09-13"."""
    parties = list(dict.fromkeys((*event.actor[:2], *event.recipient[:1])))
    told = [_ACTS.get(event.event[0], event.event[0].lower()), _listed(parties) if parties else None, event.place]
    return ", ".join(part for part in (*told, event.date.isoformat() if event.date else None) if part)


def _shared_actors(read: Candidate, other: Candidate) -> list[str]:
    mine, theirs = read.actors or {}, other.actors or {}
    return [mine[name] for name in sorted(mine.keys() & theirs.keys())]


def _listed(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} others"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _apart(days: int) -> str:
    """Days as people say them: "3 days before"."""
    if days == 0:
        return "the same day"
    much, side = abs(days), "before" if days < 0 else "after"
    if much == 1:
        return f"the day {side}"
    for least, length, unit in ((730, 365, "years"), (60, 30, "months"), (14, 7, "weeks")):
        if much >= least:
            return f"{much // length} {unit} {side}"
    return f"{much} days {side}"
