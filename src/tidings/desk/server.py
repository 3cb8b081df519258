"""The newsdesk's routes and errors, and serving it."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from tidings.desk.guard import COOKIE, HEADERS, Access, Asked
from tidings.desk.render import as_json, html
from tidings.desk.state import Desk
from tidings.desk.views import actors, articles, events, front, paste, review, stories
from tidings.errors import ArchiveBusy, TidingsError, UsageError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["make_app", "new_token", "serve"]


def make_app(desk: Desk) -> Starlette:
    """Make the web application of a newsdesk.

    Args:
        desk: its archive, and who may use it.
    """
    routes = [
        *front.ROUTES,
        *articles.ROUTES,
        *events.ROUTES,
        *actors.ROUTES,
        *stories.ROUTES,
        *paste.ROUTES,
        *review.ROUTES,
        Mount("/static", StaticFiles(packages=[("tidings.desk", "static")])),
    ]
    handlers: dict[Any, Any] = {TidingsError: _on_error, HTTPException: _on_status, Exception: _on_fault}
    guards = [Middleware(_Guard, access=desk.access), Middleware(GZipMiddleware, minimum_size=2000)]
    app = Starlette(routes=routes, middleware=guards, exception_handlers=handlers)
    app.state.desk = desk
    return app


class _Guard:
    """Asks the guard about each request, and puts its headers on each answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        asked = Asked(scope["method"], scope["path"], scope["query_string"].decode("latin-1"), headers)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = [(n.lower().encode(), v.encode()) for n, v in HEADERS.items()]
                given = {name for name, _ in message["headers"]} & {b"cache-control"}
                message["headers"] = [*message["headers"], *(h for h in ours if h[0] not in given)]
            await send(message)

        answer = self._answer(asked)
        await (answer or self._app)(scope, receive, with_headers)

    def _answer(self, asked: Asked) -> Response | None:
        """The answer of a request that does not reach the pages; None where it does."""
        address = self._access.without_token(asked) if asked.method == "GET" else None
        if address is not None and self._access.token is not None:
            answer: Response = RedirectResponse(address, 303)
            answer.set_cookie(COOKIE, self._access.token, httponly=True, samesite="strict")
            return answer
        refused = self._access.refusal(asked)
        return PlainTextResponse(refused[1], refused[0]) if refused else None


def _wants_data(request: Request) -> bool:
    return "." in request.url.path.rsplit("/", 1)[-1]


def _tell(request: Request, status: int, title: str, words: str) -> Response:
    if _wants_data(request):
        answer = as_json({"error": words})
        answer.status_code = status
    else:
        answer = html(request, "error.html", status, title=title, words=words)
    if status == 503:
        answer.headers["Retry-After"] = "5"
    return answer


def _on_error(request: Request, error: TidingsError) -> Response:
    if isinstance(error, ArchiveBusy):
        words = "Another program is writing to the archive just now. This page asks again in five seconds."
        return _tell(request, 503, "The archive is busy", words)
    if isinstance(error, UsageError):
        return _tell(request, 400, "That cannot be asked", str(error))
    return _tell(request, 500, "That did not work", str(error))


def _on_status(request: Request, error: HTTPException) -> Response:
    titles = {404: "Not here", 405: "Not that way", 413: "Too large", 403: "Refused"}
    return _tell(request, error.status_code, titles.get(error.status_code, "That did not work"), error.detail)


def _on_fault(request: Request, error: Exception) -> Response:
    logging.getLogger("tidings.desk").error("%s %s", request.method, request.url.path, exc_info=error)
    words = f"A fault of tidings ({type(error).__name__}); please report it."
    return _tell(request, 500, "That did not work", words)


def new_token() -> str:
    """Make a token that nobody guesses."""
    return secrets.token_urlsafe(24)


def serve(desk: Desk, port: int) -> None:
    """Serve a newsdesk until it is stopped.

    Args:
        desk: the newsdesk; its access names the address.
        port: the port.
    """
    import uvicorn

    uvicorn.run(
        *(make_app(desk),),
        host=desk.access.host,
        port=port,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )
