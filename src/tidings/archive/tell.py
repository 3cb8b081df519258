"""What the articles of a story tell together -> the rows of the story and its events."""

from __future__ import annotations

import functools
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tidings.archive.flatten import Row
from tidings.records import Report, Story, StoryEvent, to_dict

if TYPE_CHECKING:
    import duckdb

    from tidings.joining.stories import Group
    from tidings.joining.told import Told

__all__ = ["outlet_of", "story_rows"]

# Actors and countries that a story lists.
_ACTORS = 8
_ARTICLES = (
    "SELECT id, headline, section, published, publication, url FROM articles WHERE id IN (SELECT unnest(?)) ORDER BY id"
)
_EVENTS = (
    "SELECT article, record FROM events WHERE same_as IS NULL AND article IN (SELECT unnest(?)) ORDER BY article, id"
)

_Article = dict[str, Any]


def story_rows(connection: duckdb.DuckDBPyConnection, stories: Mapping[str, Group]) -> dict[str, list[Row]]:
    """Give the rows of stories and of their events, by table.

    Args:
        connection: the archive, with the articles and their events.
        stories: the stories by id.
    """
    members = [p.article for group in stories.values() for p in group.articles]
    found = connection.execute(_ARTICLES, [members])
    names = [column[0] for column in found.description]
    articles = {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}
    events: dict[str, list[Any]] = defaultdict(list)
    for article, record in connection.execute(_EVENTS, [members]).fetchall():
        events[article].append(json.loads(record))
    rows: dict[str, list[Row]] = {"stories": [], "story_events": []}
    for id, group in stories.items():
        told = _joined(group, articles, events)
        rows["stories"].append(_story_row(id, group, articles, told))
        rows["story_events"] += [_event_row(id, event) for event in told]
    return rows


def outlet_of(article: Mapping[str, Any]) -> str | None:
    """Name the outlet of an article: its publication as the tables know it, else the host of its address.

    Args:
        article: its `publication` and `url`, where known.
    """
    name = article.get("publication") or urlsplit(article.get("url") or "").hostname
    if not name:
        return None
    folded = str(name).casefold().removeprefix("www.")
    return _outlets().get(folded, folded)


@functools.cache
def _outlets() -> dict[str, str]:
    """The name of each outlet by everything that it goes by."""
    from tidings.knowledge import load_outlets

    return {
        name.casefold().removeprefix("www."): row.name
        for row in load_outlets()
        for name in (row.name, row.domain, *row.aliases)
        if name
    }


def _joined(
    group: Group, articles: Mapping[str, _Article], events: Mapping[str, Sequence[Any]]
) -> tuple[StoryEvent, ...]:
    from tidings.joining.told import join_told

    return join_told(
        _told(record, articles[placed.article], placed.copy_of)
        for placed in group.articles
        for record in events.get(placed.article, ())
    )


def _told(record: Mapping[str, Any], article: _Article, copy_of: str | None) -> Told:
    from tidings.joining.told import Told

    said = record["attribution"]
    report = Report(
        event=record["id"],
        article=article["id"],
        certainty=said["certainty"],
        publication=article["publication"],
        published=article["published"],
        copy_of=copy_of,
        source_text=said.get("source_text"),
    )
    # Of whom nobody knows the paper, each is its own.
    return Told(record, report, outlet_of(article) or article["id"], copy_of or article["id"])


def _story_row(id: str, group: Group, articles: Mapping[str, _Article], told: Sequence[StoryEvent]) -> Row:
    members = [articles[p.article] for p in group.articles]
    days = [a["published"] for a in members if a["published"] is not None]
    sections = Counter(a["section"] for a in members if a["section"])
    story = Story(
        story_id=id,
        articles=len(members),
        outlets=len({outlet_of(a) or a["id"] for a in members}),
        copies=sum(p.copy_of is not None for p in group.articles),
        events=len(told),
        article_id=group.centre,
        headline=articles[group.centre]["headline"],
        section=_commonest(sections, 1)[0] if sections else None,
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        actors=_commonest(Counter(n for e in told for n in {*e.actor, *e.recipient}), _ACTORS),
        countries=_commonest(Counter(c for e in told for c in _countries(e)), _ACTORS),
    )
    known = (story.headline, story.section, story.first_date, story.last_date)
    counts = (story.articles, story.outlets, story.copies, story.events)
    return (id, *known, *counts, story.article_id, list(story.actors), list(story.countries), _json(story))


def _countries(event: StoryEvent) -> set[str]:
    return {c for c in (*event.actor_code, *event.recipient_code, event.country_code) if c}


def _commonest(counts: Counter[str], most: int) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:most])


def _event_row(story: str, event: StoryEvent) -> Row:
    reports = [report.event for report in event.reports]
    return (story, event.id, event.event[0], event.date, event.outlets, reports, event.certainty, _json(event))


def _json(record: Any) -> str:
    return json.dumps(to_dict(record), ensure_ascii=False, separators=(",", ":"))
