"""The front page, the list of articles, and the search."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.archive import EventFilter
from tidings.desk.render import as_json, html
from tidings.desk.views.common import desk_of, page_of
from tidings.errors import UsageError

__all__ = ["ROUTES"]

_STORIES = 9
_A_SECTION = 6
_A_LIST = 40


def front(request: Request) -> Response:
    """The latest articles by section, and the latest events."""
    with desk_of(request).archive.look() as look:
        counts = look.counts()
        latest_of = {name: (count, look.latest_of(name, _A_SECTION)) for name, count in look.sections()}
        known = {a["id"]: a for a in look.articles_by_id([id for _, ids in latest_of.values() for id in ids])}
        sections = [
            {"name": name, "count": count, "articles": [known[id] for id in ids]}
            for name, (count, ids) in latest_of.items()
        ]
        stories = look.stories(limit=_STORIES)
        latest = look.events(EventFilter(), limit=8) if counts["events"] else []
    if request.url.path.endswith(".json"):
        return as_json({"counts": counts, "stories": stories, "sections": sections, "latest": latest})
    return html(request, "front.html", counts=counts, stories=stories, sections=sections, latest=latest)


def articles(request: Request) -> Response:
    """Articles by section, paper and date, or those that a search finds; with actors and places of that name."""
    query = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    words, page = query.get("q"), page_of(query.get("page", "1"))
    parties: list[Any] = []
    places: list[Any] = []
    with desk_of(request).archive.look() as look:
        if words:
            ids, count = look.search(words, _A_LIST)
            found = look.articles_by_id(ids)
            parties, places = look.parties_like(words), look.places_like(words)
        else:
            found = look.articles(
                section=query.get("section"),
                publication=query.get("publication"),
                limit=_A_LIST + 1,
                offset=(page - 1) * _A_LIST,
                since=_day(query, "since"),
                until=_day(query, "until"),
            )
            count = None
    more, found = len(found) > _A_LIST, found[:_A_LIST]
    if request.url.path.endswith(".json"):
        named = {"parties": [{"name": n, "events": c} for n, c in parties]}
        named["places"] = [{"name": n, "country": k, "events": c} for n, k, c in places]
        return as_json({"articles": found, "count": count, **(named if words else {})})
    asked = {name: query[name] for name in ("section", "publication", "since", "until") if name in query}
    return html(
        *(request, "articles.html"),
        words=words,
        asked=asked,
        found=found,
        count=count,
        more=more,
        page=page,
        parties=parties,
        places=places,
    )


def _day(query: Mapping[str, str], what: str) -> datetime.date | None:
    text = query.get(what)
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{what} {text} is no date; write it as 2023-09-13") from error


ROUTES = [
    Route("/", front),
    Route("/index.json", front),
    Route("/articles", articles),
    Route("/articles.json", articles),
]
