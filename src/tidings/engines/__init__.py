"""Map-shaped runners."""

from tidings.engines.local import imap
from tidings.engines.worker import hush_libraries

__all__ = ["hush_libraries", "imap"]
