"""Event records -> GeoJSON (RFC 7946): one feature an event, without geometry where the place has no point."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from tidings.archive import Result

__all__ = ["feature", "write_geojson"]


def feature(row: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """Make the feature of an event: the columns of its row, and how far off its point may be.

    Args:
        row: the row by column, as the archive gives it.
        record: the record.
    """
    place = record.get("event_loc") or {}
    point = None
    if row.get("lat") is not None and row.get("lon") is not None:
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    properties = {n: v for n, v in row.items() if v is not None and v != [] and n not in {"id", "lat", "lon"}}
    properties |= {n: place[n] for n in ("resolution", "relation", "uncertainty_km") if place.get(n) is not None}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": properties}


def write_geojson(results: Iterable[Result], stream: BinaryIO) -> None:
    """Write events as one feature collection, a feature a line.

    Args:
        results: what the archive gave, in parts.
        stream: where the bytes go.
    """
    stream.write(b'{"type": "FeatureCollection", "features": [')
    between = b"\n"
    for result in results:
        for row, record in zip(result.rows, result, strict=True):
            found = feature(dict(zip(result.names, row, strict=True)), record)
            stream.write(between + json.dumps(found, ensure_ascii=False, default=str).encode())
            between = b",\n"
    stream.write(b"\n]}\n")
