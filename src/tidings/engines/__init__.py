"""Map-shaped runners."""

from tidings.engines.local import imap

__all__ = ["imap"]
