"""Stories: the list by section, and one with its timeline across outlets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.desk.render import as_json, html
from tidings.desk.views.common import desk_of, missing, page_of

__all__ = ["ROUTES"]

_A_LIST = 30


def stories(request: Request) -> Response:
    """Stories of more than one article, those with the latest articles first."""
    section = request.query_params.get("section", "").strip() or None
    page = page_of(request.query_params.get("page", "1"))
    with desk_of(request).archive.look() as look:
        found = look.stories(section, _A_LIST + 1, (page - 1) * _A_LIST)
    more, found = len(found) > _A_LIST, found[:_A_LIST]
    if request.url.path.endswith(".json"):
        return as_json({"stories": found, "page": page, "more": more})
    return html(request, "stories.html", found=found, section=section, page=page, more=more)


def story(request: Request) -> Response:
    """One story: what happened when, who had it first, what one outlet alone claims, and what is denied."""
    with desk_of(request).archive.look() as look:
        found = look.story(request.path_params["id"])
    if found is None:
        raise missing("story of this id")
    if request.url.path.endswith(".json"):
        return as_json(found)
    outlets = {m["article_id"]: m.get("publication") or "no outlet named" for m in found["members"]}
    days = [
        {
            "date": day.get("date"),
            "articles": day["articles"],
            "events": [_told(e, found, outlets) for e in day["events"]],
        }
        for day in found["timeline"]
        if day["events"] or day["articles"]
    ]
    members = {m["article_id"]: m for m in found["members"]}
    return html(request, "story.html", story=found, days=days, members=members, outlets=outlets)


def _told(event: Mapping[str, Any], story: Mapping[str, Any], outlets: Mapping[str, str]) -> dict[str, Any]:
    """An event with what its reports make of it; a copy of another's text is no report of its own."""
    own = [r for r in event["reports"] if not r.get("copy_of")] or event["reports"]
    denied = [r for r in event["reports"] if r["certainty"] == "denied"]
    return {
        **event,
        "first": own[0] if len(own) > 1 else None,
        "alone": outlets.get(own[0]["article"]) if event["outlets"] == 1 and story["outlets"] > 1 else None,
        "denied": denied,
        "disputed": bool(denied) and len(denied) < len(event["reports"]),
    }


ROUTES = [
    Route("/stories", stories),
    Route("/stories.json", stories),
    Route("/stories/{id}.json", story),
    Route("/stories/{id}", story),
]
