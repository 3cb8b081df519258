"""Page -> Article: the text in reading order, and everything else set aside with a reason."""

from tidings.pages.read import read_page

__all__ = ["read_page"]
