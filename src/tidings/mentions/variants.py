"""Names that the gazetteer has in another form: abbreviated, with a side before, with what stands there behind.

"Mt. Pleasant" is Mount Pleasant; "North Dallas" lies in Dallas and "Hartford Hospital" at Hartford, though the
gazetteer has neither: such a place gets its town's point, and says how far off that may be.
"""

from __future__ import annotations

from dataclasses import replace

from tidings.knowledge import Knowledge
from tidings.mentions.geography import Candidate, candidates
from tidings.mentions.placewords import SIDES

__all__ = ["variants"]

_SHORT = {
    "St.": "Saint", "St": "Saint", "Ste.": "Sainte", "Mt.": "Mount", "Mt": "Mount", "Ft.": "Fort", "Ft": "Fort",
    "N.": "North", "S.": "South", "E.": "East", "W.": "West", "Twp.": "Township", "Twp": "Township", "Co.": "County",
    "Is.": "Island", "Pt.": "Point", "Hts.": "Heights", "ST.": "Saint", "MT.": "Mount", "FT.": "Fort",
}  # fmt: skip
# What stands at a town, or is called after the one that it adjoins: feature class, code, and how far off it may be.
_AT_A_TOWN = {
    "Airport": ("S", "AIRP", 30.0), "Airfield": ("S", "AIRF", 30.0), "Hospital": ("S", "HSP", 10.0),
    "University": ("S", "UNIV", 10.0), "College": ("S", "SCHC", 10.0), "School": ("S", "SCH", 10.0),
    "Stadium": ("S", "STDM", 10.0), "Courthouse": ("S", "CTHSE", 10.0), "Jail": ("S", "PRN", 15.0),
    "Prison": ("S", "PRN", 25.0), "Zoo": ("S", "ZOO", 15.0), "Racecourse": ("S", "RECR", 15.0), "Museum": ("S", "MUS", 10.0),
    "Library": ("S", "LIBR", 10.0), "Park": ("L", "PRK", 20.0), "Square": ("S", "SQR", 10.0), "Station": ("S", "RSTN", 15.0),
    "Harbor": ("H", "HBR", 15.0), "Harbour": ("H", "HBR", 15.0), "Port": ("L", "PRT", 15.0), "Bay": ("H", "BAY", 40.0),
    "Beach": ("T", "BCH", 15.0), "Valley": ("T", "VAL", 60.0), "Township": ("A", "ADM3", 20.0), "Island": ("T", "ISL", 30.0),
    "Base": ("S", "MILB", 30.0), "Camp": ("S", "CMP", 20.0), "Hall": ("S", "BLDG", 10.0), "Hills": ("T", "HLLS", 30.0),
    "City": ("P", "PPL", 10.0), "Village": ("P", "PPL", 10.0), "Heights": ("P", "PPLX", 15.0),
    "Department": ("S", "BLDG", 15.0), "Centre": ("S", "BLDG", 10.0), "Center": ("S", "BLDG", 10.0),
}  # fmt: skip
_SIDE_KM = 20.0


def variants(text: str, tables: Knowledge) -> list[Candidate]:
    """Gather what a name may stand for that is not in the gazetteer as it is written.

    Args:
        text: the name as written.
        tables: the knowledge tables.
    """
    words = text.split()
    if any(word in _SHORT for word in words):
        long = " ".join(_SHORT.get(word, word) for word in words)
        found = candidates(long, tables.names.get(long), tables)
        return found or variants(long, tables)
    if len(words) > 1 and words[0].lower() in SIDES:
        inner = " ".join(words[1:])
        return [_part(c, text, "P", "PPLX", _SIDE_KM) for c in _towns(inner, tables)]
    if len(words) > 1 and words[-1] in _AT_A_TOWN:
        for size in range(len(words) - 1, 0, -1):
            towns = _towns(" ".join(words[:size]), tables)
            if towns:
                return [_part(c, text, *_AT_A_TOWN[words[-1]]) for c in towns]
    return []


def _towns(text: str, tables: Knowledge) -> list[Candidate]:
    found = candidates(text, (), tables)
    return [c for c in found if c.feature_class == "P" or c.resolution == 3]


def _part(town: Candidate, text: str, feature_class: str, code: str, radius_km: float) -> Candidate:
    """A place at a town: its point and region, a name and kind of its own, and no id."""
    radius = max(radius_km, 40.0 if town.resolution == 3 else 0.0)
    number = town.geonameid if town.geonameid is not None else (town.row or "").removeprefix("gazetteer:")
    return replace(
        town, name=text, feature_class=feature_class, feature_code=code, geonameid=None, row=f"gazetteer:{number}",
        radius_km=radius,
    )  # fmt: skip
