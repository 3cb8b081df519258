"""Mentions -> Acts: which words report an act, of which type, and who does it to whom."""

from tidings.coding.acts import Act
from tidings.coding.contexts import find_contexts
from tidings.coding.custom import CustomReader, CustomType, load_type, load_types, remove_type, save_type
from tidings.coding.find import find_acts
from tidings.coding.learning import learn
from tidings.coding.leisure import is_about_leisure
from tidings.coding.network import Network, load_network
from tidings.coding.readings import NetworkReader, Reader, Reading, TableReader
from tidings.coding.relate import relate_parties

__all__ = [
    "Act",
    "CustomReader",
    "CustomType",
    "Network",
    "NetworkReader",
    "Reader",
    "Reading",
    "TableReader",
    "find_acts",
    "find_contexts",
    "is_about_leisure",
    "learn",
    "load_network",
    "load_type",
    "load_types",
    "relate_parties",
    "remove_type",
    "save_type",
]
