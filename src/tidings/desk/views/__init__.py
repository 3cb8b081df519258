"""The pages of the newsdesk, one file a kind; each is a function of a request, and says its addresses in `ROUTES`."""

from tidings.desk.views.common import asking_of, desk_of

__all__ = ["asking_of", "desk_of"]
