"""Mentions -> Acts: candidates, who to whom, PLOVER type and mode, or a Refusal."""

from tidings.coding.acts import Act
from tidings.coding.contexts import find_contexts
from tidings.coding.find import Classifier, TableClassifier, find_acts

__all__ = ["Act", "Classifier", "TableClassifier", "find_acts", "find_contexts"]
