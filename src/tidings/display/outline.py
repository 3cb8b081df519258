"""The outline of land and the borders of countries, coarse, for maps that need no network.

Made from Natural Earth's 1:110 million countries (public domain), rounded to a tenth of a degree;
borders are as they are held in fact.
"""

from __future__ import annotations

import functools
from importlib.resources import files

__all__ = ["Line", "load_outline"]

Line = tuple[tuple[float, float], ...]


@functools.cache
def load_outline() -> dict[str, tuple[Line, ...]]:
    """Load the rings of `land` and the lines of `border`, in degrees of longitude and latitude."""
    found: dict[str, list[Line]] = {"land": [], "border": []}
    text = (files("tidings.display") / "data" / "outline.tsv").read_text(encoding="utf-8")
    for row in text.splitlines()[1:]:
        kind, points = row.split("\t")
        pairs = (pair.split(",") for pair in points.split())
        found[kind].append(tuple((float(lon), float(lat)) for lon, lat in pairs))
    return {kind: tuple(lines) for kind, lines in found.items()}
