"""The archive: records in DuckDB, with a readable schema, migrations, filters, and Parquet out."""

from tidings.archive.asked import GROUPS, Group, Period, Point
from tidings.archive.filters import EventFilter
from tidings.archive.look import Look
from tidings.archive.memory import FeedArticle, FeedState, SeenPage
from tidings.archive.orders import ORDERS
from tidings.archive.result import Result
from tidings.archive.reviews import DECISIONS, Review, about, standing_reviews
from tidings.archive.store import Archive

__all__ = [
    "DECISIONS",
    "GROUPS",
    "ORDERS",
    "Archive",
    "EventFilter",
    "FeedArticle",
    "FeedState",
    "Group",
    "Look",
    "Period",
    "Point",
    "Result",
    "Review",
    "SeenPage",
    "about",
    "standing_reviews",
]
