"""The archive: records in DuckDB, with a readable schema, migrations, filters, and Parquet out."""

from tidings.archive.filters import EventFilter
from tidings.archive.memory import FeedArticle, FeedState, SeenPage
from tidings.archive.result import Result
from tidings.archive.store import Archive

__all__ = ["Archive", "EventFilter", "FeedArticle", "FeedState", "Result", "SeenPage"]
