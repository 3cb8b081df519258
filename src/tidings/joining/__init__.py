"""Events -> one record a real event: within an article."""

from tidings.joining.within import join

__all__ = ["join"]
