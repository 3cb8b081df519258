"""Records and tables -> what other programs read: JSONL, CSV, Parquet.

To add a format: write its file with a function of a `Result` and a stream, and name it in `FORMATS`.
"""

from tidings.exports.formats import FORMATS, write

__all__ = ["FORMATS", "write"]
