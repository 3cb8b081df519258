"""Code a page: a text or a file, coded at once and shown; kept only where that is asked for."""

from __future__ import annotations

import dataclasses
import datetime
import io
import threading
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tidings import pipeline
from tidings.archive import Archive
from tidings.desk.render import html
from tidings.desk.state import Desk
from tidings.desk.views.articles import laid_over
from tidings.desk.views.common import desk_of, form_of, reviewer_of
from tidings.errors import SourceError, TidingsError, UsageError
from tidings.records import Coded, Page, Refusal, to_dict
from tidings.settings import Settings
from tidings.sources import read_sources

__all__ = ["ROUTES"]

# Models are loaded once, and one page is coded at a time: another core would not be faster for one reader.
_CODING = threading.Lock()
# Characters that are coded while a reader waits: some seconds' worth.
_MOST = 100_000


def blank(request: Request) -> Response:
    """The form."""
    return html(request, "paste.html", words="", problem=None, date="")


async def paste(request: Request) -> Response:
    """Code what the form holds, and show it as an article."""
    form = await form_of(request)
    upload = form.get("file")
    data = await upload.read() if isinstance(upload, UploadFile) and upload.filename else b""
    name = str(upload.filename) if isinstance(upload, UploadFile) and upload.filename else "pasted text"
    words = str(form.get("text") or "")
    keep = form.get("keep") == "1"
    try:
        page = _page(data, words, name, str(form.get("date") or ""), desk_of(request).settings)
        found = await run_in_threadpool(_code, desk_of(request), page, keep)
    except TidingsError as error:
        problem = error.reason if isinstance(error, SourceError) else str(error)
        return html(request, "paste.html", 400, words=words[:100_000], problem=problem, date=form.get("date") or "")
    if isinstance(found, Refusal):
        problem = f"This was not coded: {found.reason}{f' ({found.detail})' if found.detail else ''}."
        return html(request, "paste.html", 400, words=words[:100_000], problem=problem, date=form.get("date") or "")
    if keep:
        return RedirectResponse(f"/articles/{found.article.id}", 303)
    return _show(request, found)


def _page(data: bytes, words: str, name: str, date: str, settings: Settings) -> Page:
    """The page of a form: the file where one is given, else the text."""
    if not data and not words.strip():
        raise UsageError("Paste a text or choose a file first.")
    stream = io.BytesIO(data or words.replace("\r\n", "\n").encode())
    pages = [
        dataclasses.replace(p, source=name) if isinstance(p, Page) else p
        for p in read_sources(["-"], settings, stdin=stream)
    ]
    if len(pages) != 1 or not isinstance(pages[0], Page):
        if pages and isinstance(pages[0], TidingsError):
            raise pages[0]
        raise UsageError("One page at a time: code a table of articles with `tidings code FILE`.")
    if not date:
        return pages[0]
    try:
        return dataclasses.replace(pages[0], date=datetime.date.fromisoformat(date))
    except ValueError as error:
        raise UsageError(f"{date} is no date; write it as 2023-09-13") from error


def _code(desk: Desk, page: Page, keep: bool) -> Coded | Refusal:
    article = pipeline.read_page(page, desk.settings)
    if isinstance(article, Refusal):
        return article
    if len(article.text) > _MOST:
        raise UsageError(f"This is longer than {_MOST:,} characters: code it with `tidings code FILE`.")
    with _CODING:
        found = pipeline.code_article(article, desk.settings)
    if keep:
        left_out = Archive(desk.archive.path, settings=desk.settings).add([found], pipeline.coder_name(desk.settings))
        if left_out:
            raise left_out[0]
    return found


def _show(request: Request, coded: Coded) -> Response:
    events: list[Mapping[str, Any]] = [to_dict(e) for e in coded.events]
    quotes: list[Mapping[str, Any]] = [to_dict(q) for q in coded.quotes]
    refusals = [
        {"what": r.what, "reason": r.reason, "start": r.start, "end": r.end, "detail": r.detail} for r in coded.refusals
    ]
    shown = laid_over(to_dict(coded.article), coded.article.text, events, quotes)
    article = to_dict(coded.article)
    return html(
        *(request, "article.html"),
        article=article,
        refusals=refusals,
        same=[],
        pasted=True,
        reviewer=reviewer_of(request),
        **shown,
    )


ROUTES = [Route("/code", blank, methods=["GET"]), Route("/code", paste, methods=["POST"])]
