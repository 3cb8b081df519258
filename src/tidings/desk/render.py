"""Templates -> answers: every value escaped, and the few words that templates share."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tidings.desk.links import link, outward
from tidings.display import standing_of
from tidings.ontology import CONTEXTS, MODES, TYPES

__all__ = ["as_json", "environment", "html"]

_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@functools.cache
def environment() -> Environment:
    """Give the templates; a field that a record has not is empty, as it is in the record."""
    made = Environment(
        loader=PackageLoader("tidings.desk"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"link": link, "TYPES": TYPES, "MODES": MODES, "CONTEXTS": CONTEXTS, "QUADS": _QUADS}
    made.filters |= {
        "name": entity_name,
        "marks": entity_marks,
        "outward": outward,
        "when": when,
        "where": where,
        "standing": standing_of,
        "score": lambda value: "–" if value is None else f"{value:+.1f}".replace("-", "−"),
        "quad": lambda name: TYPES[name].quad_code if name in TYPES else 0,
        "thousands": lambda value: f"{value:,}",
    }
    return made


def html(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Fill in a template.

    Args:
        request: what is answered.
        template: its name.
        status: the status of the answer.
        values: what it is filled with.
    """
    desk = request.app.state.desk
    shared = {"request": request, "desk": desk, "form_mark": desk.access.form_mark()}
    text = environment().get_template(template).render(**shared, **values)
    return HTMLResponse(text, status)


def as_json(data: Any) -> Response:
    """Answer with JSON.

    Args:
        data: plain data; dates are written as ISO 8601.
    """
    text = json.dumps(data, ensure_ascii=False, default=str)
    return Response(text, media_type="application/json")


def entity_name(entity: Mapping[str, Any]) -> str:
    """Give the best name of an entity."""
    found: str = entity.get("identifier_text") or entity.get("resolved") or entity["entity_text"]
    return found


def entity_marks(entity: Mapping[str, Any]) -> str:
    """Give the country and sectors of an entity as one short string."""
    return " ".join([*([entity["code"]] if entity.get("code") else []), *entity.get("sector", ())])


def when(record: Mapping[str, Any]) -> str:
    """Give the date of an event as far as it is known."""
    date = record.get("date")
    if not date:
        return "undated"
    length = {"year": 4, "month": 7}.get(record.get("date_precision", "day"), 10)
    week = "week of " if record.get("date_precision") == "week" else ""
    return week + str(date)[:length]


def where(place: Mapping[str, Any] | None) -> str:
    """Give the place of an event as one short string."""
    if not place:
        return ""
    name: str = place.get("resolved_place") or place["extracted_place"]
    country = place.get("country")
    relation = f"{place['relation']} " if place.get("relation") else ""
    return f"{relation}{name}, {country}" if country and country != name else f"{relation}{name}"
