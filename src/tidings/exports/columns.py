"""The columns of the tables that analysts already load, in their order.

Sources: GDELT 2.0's event codebook (events, mentions), POLECAT's and ICEWS's published files.
"""

from __future__ import annotations

__all__ = ["COLUMNS"]


def _actor(x: str) -> tuple[str, ...]:
    parts = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return tuple(f"{x}{part}" for part in (*parts, "Type1Code", "Type2Code", "Type3Code"))


def _geo(z: str) -> tuple[str, ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(f"{z}_{part}" for part in parts)


# fmt: off
_GDELT = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *_actor("Actor1"), *_actor("Actor2"),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *_geo("Actor1Geo"), *_geo("Actor2Geo"), *_geo("ActionGeo"),
    "DATEADDED", "SOURCEURL",
)
_MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)
_POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
    "Story Locations", "Language", "Version",
)
_ICEWS = (
    "event_id", "event_date", "source_name", "source_sectors", "source_country", "event_text", "cameo_code",
    "intensity", "target_name", "target_sectors", "target_country", "story_id", "sentence_number", "publisher",
    "city", "district", "province", "country", "latitude", "longitude",
)
# fmt: on

COLUMNS: dict[str, tuple[str, ...]] = {
    "gdelt": _GDELT,
    "gdelt-mentions": _MENTIONS,
    "polecat": _POLECAT,
    "icews": _ICEWS,
}
