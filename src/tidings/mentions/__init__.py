"""Sentences -> Mentions: actors, places and times, found and then resolved over the article."""

from tidings.mentions.find import find_mentions
from tidings.mentions.index import MentionIndex, index_mentions
from tidings.mentions.times import find_times, last_told

__all__ = ["MentionIndex", "find_mentions", "find_times", "index_mentions", "last_told"]
