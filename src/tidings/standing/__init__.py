"""Acts and quotes with who says so: quotes and speakers, certainty, auxiliary modes, PLOVER's rewriting rules."""

from tidings.standing.certainty import judge
from tidings.standing.rewrite import rewrite
from tidings.standing.speech import find_quotes
from tidings.standing.standing import Standing

__all__ = ["Standing", "find_quotes", "judge", "rewrite"]
