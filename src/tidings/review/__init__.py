"""Reviews -> what is right: corrected records, the gold set, and how good the coder is by it.

`correct` makes the record that a reviewer means, `gold` writes and reads the gold set, `evaluate`
compares a coder's records with it.
"""

from tidings.review.correct import Changes, added, corrected
from tidings.review.evaluate import Measure, evaluate, wilson
from tidings.review.gold import Gold, gold_of, read_gold

__all__ = ["Changes", "Gold", "Measure", "added", "corrected", "evaluate", "gold_of", "read_gold", "wilson"]
