"""Mentions -> Acts: words that may report an act, who to whom, PLOVER type and mode, or a Refusal."""

from tidings.coding.acts import Act
from tidings.coding.contexts import find_contexts
from tidings.coding.find import find_acts
from tidings.coding.network import load_network
from tidings.coding.readings import NetworkReader, Reader, TableReader

__all__ = ["Act", "NetworkReader", "Reader", "TableReader", "find_acts", "find_contexts", "load_network"]
