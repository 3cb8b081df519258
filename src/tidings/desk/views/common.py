"""What the pages share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from tidings.desk.links import Asking
from tidings.desk.state import Desk
from tidings.errors import UsageError

__all__ = ["REVIEWER_COOKIE", "asking_of", "desk_of", "form_of", "missing", "page_of", "reviewer_of"]

REVIEWER_COOKIE = "tidings-reviewer"
# Bytes that a form may hold: a long article, not a book.
_MOST_BYTES = 2 * 1024 * 1024


def desk_of(request: Request) -> Desk:
    """Give the newsdesk that a request is for."""
    desk: Desk = request.app.state.desk
    return desk


def asking_of(request: Request) -> Asking:
    """Read what a request asks of the archive.

    Raises:
        UsageError: a value that does not exist.
    """
    return Asking.of(request.query_params)


def page_of(text: str) -> int:
    """Read the number of a page.

    Raises:
        UsageError: it is none.
    """
    if not text.isdecimal() or len(text) > 6 or int(text) < 1:
        raise UsageError(f"page {text} is not a number from 1 up")
    return int(text)


def missing(what: str) -> HTTPException:
    """Make the answer for what is not in the archive."""
    return HTTPException(404, f"There is no {what} here. It may have been coded again, or be in another archive.")


async def form_of(request: Request) -> Mapping[str, Any]:
    """Read a form that comes from this newsdesk.

    Raises:
        HTTPException: it is too large, or carries no mark of ours.
    """
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _MOST_BYTES:
        raise HTTPException(413, "The form is larger than 2 MB.")
    form = await request.form(max_files=1, max_fields=200, max_part_size=_MOST_BYTES)
    if not desk_of(request).access.mark_is_ours(form.get("mark")):
        raise HTTPException(403, "The form is of an earlier start of this newsdesk: load its page again.")
    return form


def reviewer_of(request: Request) -> str:
    """Give the name of who reviews: what they last gave, else who started the newsdesk."""
    return request.cookies.get(REVIEWER_COOKIE) or desk_of(request).reviewer
