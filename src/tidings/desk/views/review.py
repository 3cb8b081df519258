"""Review: a queue of records to accept, correct or reject with the keyboard; what was missed; and the gold set."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import json
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tidings.archive import Look, Review, about, standing_reviews
from tidings.desk.links import Asking
from tidings.desk.render import html
from tidings.desk.views.common import REVIEWER_COOKIE, asking_of, desk_of, form_of, missing, reviewer_of
from tidings.display import marks_of, pieces
from tidings.errors import UsageError
from tidings.review import Changes, added, corrected, gold_of

__all__ = ["ROUTES"]

_YEAR = 365 * 24 * 3600


def queue(request: Request) -> Response:
    """The next record of a selection that nobody reviewed."""
    asking = asking_of(request)
    skip = request.query_params.get("skip", "0")
    if not skip.isdecimal() or len(skip) > 6:
        raise UsageError(f"skip {skip} is not a number from 0 up")
    with desk_of(request).archive.look() as look:
        values = _next(look, asking, int(skip))
    values |= {"asking": asking, "skip": int(skip), "reviewer": reviewer_of(request), "problem": None}
    return html(request, "review.html", back=f"/review?{asking.query(skip=int(skip) or None)}", **values)


def _next(look: Look, asking: Asking, skip: int) -> dict[str, Any]:
    counts = collections.Counter(r.decision for r in standing_reviews(look.reviews()))
    reviewed = look.reviewed()
    where = dataclasses.replace(asking.where, without=tuple(sorted(reviewed)))
    found = look.events(where, asking.order, 1, skip)
    values: dict[str, Any] = {"counts": counts, "left": look.count(where), "event": None}
    if not found:
        return values
    event = found[0]
    kept = look.article(event["article"])
    text, info = kept[1] if kept else None, event["text_info"]
    history = [r for r in look.reviews(kept[0]["text_digest"]) if r.type and r.is_about(event)] if kept else []
    sentence = pieces(text, marks_of([event]), info["start"], info["end"]) if text else []
    return values | {"event": event, "text": text, "sentence": sentence, "history": history, "review": None}


async def decide(request: Request) -> Response:
    """Keep a decision about a record, and go back to where it was made."""
    form = await form_of(request)
    await run_in_threadpool(_decide, request, request.path_params["id"], form)
    return _back(request, form)


def _decide(request: Request, id: str, form: Mapping[str, Any]) -> None:
    desk = desk_of(request)
    with desk.archive.look() as look:
        found = look.events_by_id([id])
        kept = look.article(found[0]["article"]) if found else None
        if not found or kept is None:
            raise missing("event of this id")
        standing = about(standing_reviews(look.reviews(kept[0]["text_digest"])), found[0])
    event, (article, text) = found[0], kept
    decision, record = str(form.get("decision") or ""), None
    if decision == "correct":
        if text is None:
            raise UsageError("the words of this article were not kept, so its records cannot be corrected here")
        record = corrected(event, text, _changes(form))
    elif decision == "accept":
        record = event
    info = event["text_info"]
    start, end, type = info["trigger_start"], info["trigger_end"], event["event"][0]
    if decision == "withdraw" and standing is not None:
        type = standing.type
    review = _review(request, article, decision, form)
    desk.archive.review(dataclasses.replace(review, type=type, trigger_start=start, trigger_end=end, record=record))


def _changes(form: Mapping[str, Any]) -> Changes:
    given = {f.name: form.get(f.name) for f in dataclasses.fields(Changes)}
    return Changes(
        **{name: str(value).replace("\r\n", "\n").strip() for name, value in given.items() if value is not None}
    )


def _review(request: Request, article: Mapping[str, Any], decision: str, form: Mapping[str, Any]) -> Review:
    by = " ".join(str(form.get("by") or "").split())[:80] or reviewer_of(request)
    why = " ".join(str(form.get("why") or "").split())[:2000] or None
    at = datetime.datetime.now(datetime.UTC).replace(tzinfo=None, microsecond=0)
    return Review(article["text_digest"], article["id"], decision, by, at, why=why)


def _back(request: Request, form: Mapping[str, Any], otherwise: str = "/review") -> Response:
    """Go where the form was, which is a page of ours, and remember who reviews."""
    back = str(form.get("back") or otherwise)
    if not back.startswith("/") or back.startswith(("//", "/\\")) or any(c in back for c in "\r\n\t"):
        back = otherwise
    answer = RedirectResponse(back, 303)
    by = " ".join(str(form.get("by") or "").split())[:80]
    if by.isascii() and by.isprintable() and by:
        answer.set_cookie(
            REVIEWER_COOKIE, by.replace(";", ",").replace('"', "'"), _YEAR, httponly=True, samesite="strict"
        )
    return answer


async def add(request: Request) -> Response:
    """Keep an event that the coder missed."""
    form = await form_of(request)
    id = request.path_params["id"]
    await run_in_threadpool(_add, request, id, form)
    return _back(request, form, f"/articles/{id}")


def _add(request: Request, id: str, form: Mapping[str, Any]) -> None:
    article, text = _article(request, id)
    if text is None:
        raise UsageError("the words of this article were not kept, so nothing can be added to it")
    record = added(article, text, str(form.get("words") or ""), _changes(form))
    info = record["text_info"]
    review = _review(request, article, "add", form)
    start, end = info["trigger_start"], info["trigger_end"]
    desk_of(request).archive.review(
        dataclasses.replace(review, type=record["event"][0], trigger_start=start, trigger_end=end, record=record)
    )


def _article(request: Request, id: str) -> tuple[dict[str, Any], str | None]:
    with desk_of(request).archive.look() as look:
        found = look.article(id)
    if found is None:
        raise missing("article of this id")
    return found


async def done(request: Request) -> Response:
    """Keep that somebody read an article whole, or take it back."""
    form = await form_of(request)
    id = request.path_params["id"]
    decision = str(form.get("decision") or "")
    if decision not in {"done", "undone"}:
        raise UsageError(f"no decision {decision}; give done or undone")
    article, _ = await run_in_threadpool(_article, request, id)
    await run_in_threadpool(desk_of(request).archive.review, _review(request, article, decision, form))
    return _back(request, form, f"/articles/{id}")


def gold(request: Request) -> Response:
    """The gold set, an article a line."""
    lines = [json.dumps(g, ensure_ascii=False, separators=(",", ":")) + "\n" for g in gold_of(desk_of(request).archive)]
    headers = {"Content-Disposition": 'attachment; filename="gold.jsonl"'}
    return Response("".join(lines), media_type="application/x-ndjson", headers=headers)


ROUTES = [
    Route("/review", queue),
    Route("/review/{id}", decide, methods=["POST"]),
    Route("/articles/{id}/add", add, methods=["POST"]),
    Route("/articles/{id}/done", done, methods=["POST"]),
    Route("/gold.jsonl", gold),
]
