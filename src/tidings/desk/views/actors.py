"""Actor and pair pages: events over time, types, partners, the latest."""

from __future__ import annotations

import dataclasses
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.archive import EventFilter, Look
from tidings.desk.drawing import over_time
from tidings.desk.render import as_json, html
from tidings.desk.views.common import desk_of
from tidings.errors import UsageError
from tidings.knowledge import load_tables

__all__ = ["ROUTES", "display_name"]


def display_name(name: str) -> str:
    """Give the name of a country for its code; any other name as it is.

    Args:
        name: a code or a name.
    """
    row = load_tables().country_by_code.get(name.upper()) if len(name) == 3 else None
    return row.name if row else name


def actor(request: Request) -> Response:
    """One party, or two of them and what passes between them."""
    name, other = (request.query_params.get(n, "").strip() for n in ("name", "other"))
    if not name:
        raise UsageError("an actor's page needs its name, as in /actor?name=PRK")
    where = EventFilter(party=name, other=other or None)
    with desk_of(request).archive.look() as look:
        count = look.count(where)
        unit, periods = look.periods(where)
        types = look.groups(where, "type", 16)
        partners = [] if other else look.partners(name)
        latest = look.events(where, limit=12)
        ways = _ways(look, name, other) if other else []
    if request.url.path.endswith(".json"):
        data: dict[str, Any] = {"name": name, "other": other or None, "events": count, "unit": unit}
        data |= {"periods": [dataclasses.asdict(p) for p in periods], "types": [dataclasses.asdict(t) for t in types]}
        return as_json(data | {"partners": [dataclasses.asdict(p) for p in partners], "latest": latest})
    title = f"{display_name(name)} – {display_name(other)}" if other else display_name(name)
    chart = over_time(unit, periods, f"{title}: events by {unit}")
    values: dict[str, Any] = {
        "name": name,
        "other": other,
        "title": title,
        "count": count,
        "periods": periods,
        "chart": chart,
    }
    values |= {"types": types, "partners": partners, "latest": latest, "unit": unit, "ways": ways}
    return html(request, "actor.html", show=display_name, **values)


def _ways(look: Look, name: str, other: str) -> list[tuple[str, str, int]]:
    """How many events go from the one to the other, and back."""
    return [
        (one, two, look.count(EventFilter(actor=one, recipient=two))) for one, two in ((name, other), (other, name))
    ]


ROUTES = [Route("/actor", actor), Route("/actor.json", actor)]
