"""Charts of a selection of events, as Altair objects: over time, by type, by partner, and on the map.

They need the extra `tidings[charts]`, no browser and no network::

    from tidings import Archive, charts

    charts.chart(Archive("world.duckdb"), "time", party="PRK")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidings.archive import Archive, EventFilter, Group, Look, Period, Point
from tidings.display import load_outline
from tidings.errors import ExtraMissing, UsageError
from tidings.ontology import TYPES

if TYPE_CHECKING:
    import altair

__all__ = ["KINDS", "by_group", "chart", "on_map", "over_time", "save"]

_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_COLOURS = ("#8fb8d8", "#2b6ca3", "#e3a99b", "#b3261e")
_SUFFIXES = (".png", ".svg", ".json", ".html")


def _altair() -> Any:
    try:
        import altair
    except ImportError as error:
        raise ExtraMissing("a chart", "charts") from error
    return altair


def over_time(unit: str, periods: Sequence[Period], title: str = "") -> altair.LayerChart:
    """Draw events over time, cooperation above the line and conflict below, and the mean score across.

    Args:
        unit: `day`, `month` or `year`.
        periods: the periods that have events.
        title: the chart's title.

    Raises:
        ExtraMissing: Altair is not installed.
    """
    alt = _altair()
    rows = [
        {"start": p.start.isoformat(), "kind": kind, "quad": quad, "events": count if quad < 2 else -count}
        for p in periods
        for quad, (kind, count) in enumerate(zip(_QUADS, p.counts, strict=True))
        if count
    ]
    scores = [{"start": p.start.isoformat(), "score": p.scale} for p in periods]
    time = f"year{'' if unit == 'year' else 'month' if unit == 'month' else 'monthdate'}"
    x = alt.X(f"{time}(start):T", title=None)
    # As far below as above, as the scores are, so that both axes have their nought on one line.
    most = max([1, *(max(sum(p.counts[:2]), sum(p.counts[2:])) for p in periods)])
    y = alt.Y(
        "sum(events):Q",
        title="events: conflict below, cooperation above",
        scale=alt.Scale(domain=[-most, most]),
        axis=alt.Axis(tickMinStep=1, labelExpr="format(abs(datum.value), ',')"),
    )
    colour = alt.Color(
        "kind:N", scale=alt.Scale(domain=_QUADS, range=_COLOURS), legend=alt.Legend(orient="bottom", title=None)
    )
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=x,
            y=y,
            color=colour,
            order=alt.Order("quad:Q"),
            tooltip=[alt.Tooltip("start:T"), "kind:N", "events:Q"],
        )
    )
    line = (
        alt.Chart(alt.Data(values=scores))
        .mark_line(point=True, color="#555")
        .encode(
            x=x,
            y=alt.Y("score:Q", title="mean score", scale=alt.Scale(domain=[-10, 10])),
            tooltip=["start:T", "score:Q"],
        )
    )
    made: altair.LayerChart = (
        alt.layer(bars, line).resolve_scale(y="independent").properties(width=640, height=300, title=title)
    )
    return made


def by_group(groups: Sequence[Group], what: str, title: str = "") -> altair.Chart:
    """Draw how many events each of some groups has, coloured by their mean score.

    Args:
        groups: the groups, the largest first.
        what: what they are grouped by.
        title: the chart's title.

    Raises:
        ExtraMissing: Altair is not installed.
    """
    alt = _altair()
    rows = [{what: g.value or "none", "events": g.count, "score": g.scale} for g in groups]
    colour = alt.Color("score:Q", scale=alt.Scale(scheme="redblue", domain=[-10, 10]), title="mean score")
    made = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("events:Q", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y(f"{what}:N", sort="-x", title=None),
            color=colour,
            tooltip=[f"{what}:N", "events:Q", "score:Q"],
        )
    )
    titled: altair.Chart = made.properties(width=560, title=title)
    return titled


def on_map(points: Sequence[Point], title: str = "") -> altair.LayerChart:
    """Draw events where they happened; a point known only to the country or province is hollow.

    Args:
        points: the points.
        title: the chart's title.

    Raises:
        ExtraMissing: Altair is not installed.
    """
    alt = _altair()
    # Vega takes the inside of a ring on the sphere by its winding; as a line there is no inside to mistake.
    shapes = [
        {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": lines}}
        for lines in load_outline().values()
    ]
    land = alt.Chart(alt.Data(values=shapes)).mark_geoshape(filled=False, stroke="#999", strokeWidth=0.5)
    rows = [
        {
            "lat": p.lat,
            "lon": p.lon,
            "place": p.place,
            "events": p.count,
            "score": p.scale,
            "known": "to the country or province" if p.resolution is not None and p.resolution <= 2 else "more closely",
            "off_km": p.uncertainty_km,
        }
        for p in points
    ]
    spots = (
        alt.Chart(alt.Data(values=rows))
        .mark_circle(strokeWidth=1.5)
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            size=alt.Size("events:Q", scale=alt.Scale(range=[20, 900])),
            stroke=alt.Stroke("score:Q", scale=alt.Scale(scheme="redblue", domain=[-10, 10]), title="mean score"),
            fill=alt.Fill("score:Q", scale=alt.Scale(scheme="redblue", domain=[-10, 10]), legend=None),
            fillOpacity=alt.FillOpacity(
                "known:N", scale=alt.Scale(domain=["more closely", "to the country or province"], range=[0.6, 0.0])
            ),
            tooltip=["place:N", "events:Q", "score:Q", "known:N", "off_km:Q"],
        )
    )
    made: altair.LayerChart = (
        alt.layer(land, spots).project("equalEarth").properties(width=720, height=380, title=title)
    )
    return made


def _time(look: Look, where: EventFilter, title: str) -> Any:
    return over_time(*look.periods(where), title)


def _types(look: Look, where: EventFilter, title: str) -> Any:
    return by_group(look.groups(where, "type", len(TYPES)), "type", title)


def _actors(look: Look, where: EventFilter, title: str) -> Any:
    return by_group(look.groups(where, "actor", 25), "actor", title)


def _countries(look: Look, where: EventFilter, title: str) -> Any:
    return by_group(look.groups(where, "country", 25), "country", title)


def _map(look: Look, where: EventFilter, title: str) -> Any:
    return on_map(look.points(where), title)


KINDS: dict[str, Callable[[Look, EventFilter, str], Any]] = {
    "time": _time,
    "types": _types,
    "actors": _actors,
    "countries": _countries,
    "map": _map,
}


def chart(archive: Archive, kind: str, where: EventFilter | None = None, title: str = "", **filters: Any) -> Any:
    """Draw a selection of an archive's events.

    Args:
        archive: the archive.
        kind: one of `KINDS`.
        where: the filter; or give its fields by name (`party="PRK"`).
        title: the chart's title.
        filters: fields of `EventFilter`.

    Returns:
        An Altair chart.

    Raises:
        UsageError: no such kind or filter.
        ExtraMissing: Altair is not installed.
        ArchiveError: the file cannot be read.
    """
    if kind not in KINDS:
        raise UsageError(f"no chart {kind}; give one of {', '.join(KINDS)}")
    try:
        where = where or EventFilter(**filters)
    except TypeError as error:
        raise UsageError(f"no such filter; give some of {', '.join(EventFilter.__dataclass_fields__)}") from error
    with archive.look() as look:
        return KINDS[kind](look, where, title)


def save(made: Any, path: Path) -> None:
    """Write a chart into a file, by its suffix: PNG, SVG, Vega-Lite's JSON, or a page with a script of its own.

    Args:
        made: an Altair chart.
        path: the file.

    Raises:
        UsageError: the suffix is none of these, or the file cannot be written.
        ExtraMissing: vl-convert is not installed.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{path}: give a name that ends in one of {', '.join(_SUFFIXES)}")
    try:
        import vl_convert
    except ImportError as error:
        raise ExtraMissing("a chart", "charts") from error
    spec = made.to_dict()
    try:
        match path.suffix.lower():
            case ".png":
                path.write_bytes(vl_convert.vegalite_to_png(spec, scale=2))
            case ".svg":
                path.write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")
            case ".html":
                path.write_text(vl_convert.vegalite_to_html(spec, bundle=True), encoding="utf-8")
            case _:
                path.write_text(made.to_json(), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
