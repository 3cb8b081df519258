"""The events of the archive: the table, groups, time and map of any selection; one record; and every export."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from tidings.archive import GROUPS, EventFilter, about, standing_reviews
from tidings.desk.drawing import WORLD, frame_of, over_time, world
from tidings.desk.links import SIZES, Asking
from tidings.desk.render import as_json, html
from tidings.desk.views.common import asking_of, desk_of, missing, reviewer_of
from tidings.display import marks_of, pieces
from tidings.exports import EVENT_FORMATS, write

__all__ = ["ROUTES"]


def events(request: Request) -> Response:
    """A page of events in a table, or their groups."""
    asking = asking_of(request)
    groups: list[Any] = []
    with desk_of(request).archive.look() as look:
        count = look.count(asking.where)
        if asking.group:
            groups = look.groups(asking.where, asking.group)
            found = None
        else:
            found = look.events(asking.where, asking.order, asking.size, (asking.page - 1) * asking.size)
    if request.url.path.endswith(".json"):
        return as_json(_page_json(asking, count, groups if found is None else found))
    return html(request, "events.html", records=found or [], groups=groups, count=count, **_selection(asking, "events"))


def _page_json(asking: Asking, count: int, found: list[Any]) -> dict[str, Any]:
    rows = [{"value": g.value, "events": g.count, "score": g.scale} for g in found] if asking.group else found
    more = not asking.group and asking.page * asking.size < count
    following = f"/events.json?{asking.query(page=asking.page + 1)}" if more else None
    return {"count": count, "page": asking.page, "next": following, "groups" if asking.group else "events": rows}


def _selection(asking: Asking, view: str) -> dict[str, Any]:
    """What the pages over a selection share: the filters' form, the ways to look at it, and the exports."""
    return {
        "asking": asking,
        "view": view,
        "group_names": list(GROUPS),
        "formats": EVENT_FORMATS,
        "sizes": SIZES,
    }


def timeline(request: Request) -> Response:
    """A selection over time."""
    asking = asking_of(request)
    with desk_of(request).archive.look() as look:
        count = look.count(asking.where)
        unit, periods = look.periods(asking.where)
    if request.url.path.endswith(".json"):
        rows = [{"start": p.start, "quad_codes": p.counts, "events": sum(p.counts), "score": p.scale} for p in periods]
        return as_json({"unit": unit, "periods": rows})
    dated = sum(sum(p.counts) for p in periods)
    chart = over_time(unit, periods, f"{dated} events by {unit}")
    values: dict[str, Any] = {"unit": unit, "periods": periods, "chart": chart, "count": count, "dated": dated}
    return html(request, "timeline.html", **values, **_selection(asking, "timeline"))


def on_map(request: Request) -> Response:
    """A selection on the map."""
    asking = asking_of(request)
    with desk_of(request).archive.look() as look:
        count = look.count(asking.where)
        points = look.points(asking.where)
    whole = request.query_params.get("frame") == "world"
    placed = sum(p.count for p in points)
    drawn = world(points, WORLD if whole else frame_of(points), f"{placed} events at {len(points)} points")
    values: dict[str, Any] = {"points": points, "drawn": drawn, "count": count, "placed": placed, "whole": whole}
    return html(request, "map.html", **values, **_selection(asking, "map"))


def export(request: Request) -> Response:
    """A selection as a file in one of the formats, under the address of its table."""
    name = request.path_params["format"]
    if name == "json":
        return events(request)
    if name not in EVENT_FORMATS:
        raise missing(f"format {name}")
    asking, format = asking_of(request), EVENT_FORMATS[name]
    with contextlib.ExitStack() as until_sent:
        path = Path(until_sent.enter_context(tempfile.TemporaryDirectory(prefix="tidings-desk-"))) / "events"
        with path.open("wb") as stream:
            write(desk_of(request).archive.stream_events(asking.where, order=asking.order), name, stream)
        sent = BackgroundTask(until_sent.pop_all().close)
    return FileResponse(path, media_type=format.media, filename=f"events.{format.suffix}", background=sent)


def event(request: Request) -> Response:
    """One record: its sentence, every field with the words it was read from, and what was decided about it."""
    id = request.path_params["id"]
    with desk_of(request).archive.look() as look:
        found = look.events_by_id([id])
        if not found:
            raise missing("event of this id")
        record = found[0]
        kept = look.article(record["article"])
        joined = look.events(EventFilter(article=record["article"], all=True), limit=1000)
        reviews = look.reviews(kept[0]["text_digest"]) if kept else []
    if request.url.path.endswith(".json"):
        return as_json(record)
    info, text = record["text_info"], kept[1] if kept else None
    sentence = pieces(text, marks_of([record]), info["start"], info["end"]) if text else []
    history = [r for r in reviews if r.type is not None and r.is_about(record)]
    return html(
        *(request, "event.html"),
        event=record,
        article=kept[0] if kept else None,
        text=text,
        sentence=sentence,
        same=[e for e in joined if e.get("same_as") == id],
        history=history,
        review=about(standing_reviews(reviews), record),
        reviewer=reviewer_of(request),
    )


ROUTES = [
    Route("/events", events),
    Route("/events.{format}", export),
    Route("/events/{id}.json", event),
    Route("/events/{id}", event),
    Route("/timeline", timeline),
    Route("/timeline.json", timeline),
    Route("/map", on_map),
]
