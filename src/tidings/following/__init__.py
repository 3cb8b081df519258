"""Feeds, followed: asked politely, what they tell of fetched, coded and remembered."""

from tidings.following.follow import Follower
from tidings.following.lists import read_lists

__all__ = ["Follower", "read_lists"]
