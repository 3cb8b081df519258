"""Records and tables -> what other programs read: JSONL, CSV, Parquet, GeoJSON, and the shapes of other data sets.

To add a format: a function of results and a stream, and its line in `FORMATS`, or in `EVENT_FORMATS`
where only events have it.
"""

from tidings.exports.columns import COLUMNS
from tidings.exports.formats import EVENT_FORMATS, FORMATS, Format, write

__all__ = ["COLUMNS", "EVENT_FORMATS", "FORMATS", "Format", "write"]
