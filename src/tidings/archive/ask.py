"""Questions about stories, put to an open archive: a list, one story with its timeline, what is related."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tidings.archive.tell import outlet_of
from tidings.records import Report, StoryEvent

if TYPE_CHECKING:
    import duckdb

    from tidings.joining.related import Candidate
    from tidings.records import RelatedArticle

__all__ = ["find_story", "related_to", "whole_story"]

# Articles with the same actors that are looked at, those with most of them first.
_ACTED = 200
_FIND = (
    "SELECT DISTINCT story FROM (SELECT id AS known, id AS story FROM stories "
    "UNION ALL SELECT alias, story FROM story_articles) WHERE starts_with(known, ?) LIMIT 2"
)
_MEMBERS = (
    "SELECT a.id, a.headline, a.published, a.publication, a.url, p.copy_of FROM story_articles p "
    "JOIN articles a ON a.id = p.article WHERE p.story = ? ORDER BY a.published NULLS LAST, a.id"
)
_EVENTS = "SELECT record FROM story_events WHERE story = ? ORDER BY date NULLS LAST, outlets DESC, id"
_CANDIDATES = (
    "SELECT a.id, a.headline, a.published, a.publication, a.url, p.story, coalesce(p.copy_of, a.id) AS text "
    "FROM articles a LEFT JOIN story_articles p ON p.article = a.id WHERE a.id IN (SELECT unnest(?)) ORDER BY a.id"
)
_LINKED = (
    "SELECT CASE WHEN article = ?1 THEN other ELSE article END, likeness FROM links WHERE article = ?1 OR other = ?1"
)
_OF_STORY = "SELECT q.article FROM story_articles p JOIN story_articles q ON q.story = p.story WHERE p.article = ?"
# Names, not codes and sectors: two articles on some two governments have nothing in common.
_PARTIES = (
    "SELECT DISTINCT a.id, lower(n.name) AS name, n.name AS shown FROM articles a "
    "JOIN events e ON e.article_number = a.number JOIN shown_as s ON s.number = e.number JOIN names n ON n.number = s.name "
    "WHERE e.same_as IS NULL AND a.id IN (SELECT unnest(?)) ORDER BY ALL"
)
# A bit for each name: to count the different ones of an article so takes half of the time that DISTINCT does.
_NAMES = 60
_ACTED_BEFORE = """
SELECT a.id FROM (
    SELECT k.article_number AS article, bit_count(bit_or(m.bit)) AS names
    FROM known_as k JOIN (
        SELECT number, CAST(1 AS BIGINT) << CAST(row_number() OVER (ORDER BY name) - 1 AS INTEGER) AS bit
        FROM names WHERE name IN (SELECT unnest(?))
    ) m ON m.number = k.name
    WHERE k.leads GROUP BY k.article_number
) f JOIN articles a ON a.number = f.article
WHERE f.names > 1 AND a.published < ? ORDER BY f.names DESC, a.published DESC, a.id LIMIT ?
"""


def find_story(connection: duckdb.DuckDBPyConnection, id: str) -> list[str]:
    """Give the stories that an id, a former id, or the first digits of one stand for: at most two.

    Args:
        connection: the archive.
        id: the id.
    """
    return [story for (story,) in connection.execute(_FIND, [id]).fetchall()]


def whole_story(connection: duckdb.DuckDBPyConnection, id: str) -> dict[str, Any]:
    """Give a story with its members and its timeline, as plain data.

    Args:
        connection: the archive.
        id: the story's whole id.
    """
    record = connection.execute("SELECT record FROM stories WHERE id = ?", [id]).fetchall()[0][0]
    story: dict[str, Any] = json.loads(record)
    names = ("article_id", "headline", "date", "publication", "url", "copy_of")
    rows = connection.execute(_MEMBERS, [id]).fetchall()
    days: dict[datetime.date, dict[str, list[Any]]] = defaultdict(lambda: {"events": [], "articles": []})
    members = []
    for row in rows:
        days[row[2] or datetime.date.max]["articles"].append(row[0])
        pairs = zip(names, row, strict=True)
        members.append({n: v.isoformat() if n == "date" else v for n, v in pairs if v is not None})
    for (event,) in connection.execute(_EVENTS, [id]).fetchall():
        told = json.loads(event)
        day = datetime.date.fromisoformat(told["date"]) if told.get("date") else datetime.date.max
        days[day]["events"].append(told)
    timeline = [({"date": day.isoformat()} if day != datetime.date.max else {}) | days[day] for day in sorted(days)]
    return story | {"members": members, "timeline": timeline}


def related_to(connection: duckdb.DuckDBPyConnection, article: str, limit: int) -> list[RelatedArticle]:
    """Give what to read beside an article, the best first.

    Args:
        connection: the archive.
        article: the article's whole id.
        limit: how many at most.
    """
    from tidings.joining.related import relate_articles

    alike = dict(connection.execute(_LINKED.replace("?1", "$1"), [article]).fetchall())
    near = {article, *alike, *(id for (id,) in connection.execute(_OF_STORY, [article]).fetchall())}
    published = connection.execute("SELECT published FROM articles WHERE id = ?", [article]).fetchall()[0][0]
    mine = [name for _, name, _ in connection.execute(_PARTIES, [[article]]).fetchall()]
    if published is not None and mine:
        near |= {id for (id,) in connection.execute(_ACTED_BEFORE, [mine[:_NAMES], published, _ACTED]).fetchall()}
    found, events = _candidates(connection, article, sorted(near), alike)
    read = found.pop(article)
    return relate_articles(read, found.values(), events, limit)


def _candidates(
    connection: duckdb.DuckDBPyConnection, article: str, articles: Sequence[str], alike: dict[str, float]
) -> tuple[dict[str, Candidate], dict[str, StoryEvent]]:
    """Articles as candidates by id, and the events of the story of the one that is read by id."""
    from tidings.joining.related import Candidate

    rows = connection.execute(_CANDIDATES, [articles]).fetchall()
    actors: dict[str, dict[str, str]] = defaultdict(dict)
    for id, name, shown in connection.execute(_PARTIES, [articles]).fetchall():
        actors[id][name] = shown
    # Of other stories nothing is told but who acts in them.
    story = next((row[5] for row in rows if row[0] == article), None)
    told = connection.execute("SELECT record FROM story_events WHERE story = ?", [story]).fetchall()
    events = {event.id: event for event in (_story_event(json.loads(record)) for (record,) in told)}
    reported: dict[str, set[str]] = defaultdict(set)
    for event in events.values():
        for report in event.reports:
            reported[report.article].add(event.id)
    found = {}
    for id, headline, date, publication, url, its_story, text in rows:
        outlet = outlet_of({"publication": publication, "url": url}) or id
        found[id] = Candidate(
            *(id, text, outlet, headline, date, publication, its_story, frozenset(reported[id]), actors[id]),
            alike.get(id, 0.0),
        )
    return found, events


def _story_event(record: dict[str, Any]) -> StoryEvent:
    """A record of `story_events` as it was before it was written."""
    day = {n: datetime.date.fromisoformat(record[n]) for n in ("date", "enddate") if n in record}
    reports = tuple(
        Report(**(r | ({"published": datetime.date.fromisoformat(r["published"])} if "published" in r else {})))
        for r in record["reports"]
    )
    lists = {n: tuple(v) for n, v in record.items() if isinstance(v, list)}
    return StoryEvent(**(record | lists | day | {"reports": reports}))
