"""Who may ask what: the Host header, the token, and where a form comes from; and the headers of every answer.

Pages in the archive are hostile, and so may be any site that the reader's browser has open. The
answers allow no script, style or picture but the newsdesk's own; a name that points at this machine
by somebody else's doing (DNS rebinding) is refused; a form of another site changes nothing.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

__all__ = ["COOKIE", "HEADERS", "Access", "Asked"]

COOKIE = "tidings-token"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: under it browsers send a form's origin as null, and ours could not be told from others.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the guard looks at of a request: method, path, query string and headers in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use a newsdesk.

    Args:
        host: the address it is bound to.
        token: what a reader has to show; None asks for none, which only this machine may have.
        secret: what the marks of its forms are made with.
    """

    host: str = "127.0.0.1"
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def local(self) -> bool:
        """Whether only this machine reaches it."""
        return is_loopback(self.host)

    def form_mark(self) -> str:
        """Give the mark that each form carries: another site cannot read it."""
        return hmac.new(self.secret, b"form", "sha256").hexdigest()

    def refusal(self, asked: Asked) -> tuple[int, str] | None:
        """Give the status and reason for which a request is refused; None where it is not.

        Args:
            asked: the request.
        """
        if not self._host_is_ours(asked.headers.get("host", "")):
            return 421, "This newsdesk does not answer to that name. Open it under the address that it printed."
        if self.token is not None and not self._shows_token(asked):
            return 401, "This newsdesk wants its token: open the address that it printed when it started."
        if asked.method not in _SAFE and not _same_site(asked.headers):
            return 403, "The form came from another site, so nothing was changed."
        return None

    def mark_is_ours(self, mark: Any) -> bool:
        """Whether a form carries our mark.

        Args:
            mark: what the form carries.
        """
        return isinstance(mark, str) and hmac.compare_digest(mark.encode(), self.form_mark().encode())

    def without_token(self, asked: Asked) -> str | None:
        """Give the address without the right token that it carries, for it is to stay in no history.

        Args:
            asked: the request.

        Returns:
            The path and query; None where no right token is in the query.
        """
        pairs = parse_qsl(asked.query, keep_blank_values=True)
        if self.token is None or not any(n == "token" and _equal(v, self.token) for n, v in pairs):
            return None
        rest = urlencode([(n, v) for n, v in pairs if n != "token"])
        path = "/" + asked.path.lstrip("/\\")
        return f"{path}?{rest}" if rest else path

    def _host_is_ours(self, header: str) -> bool:
        name = _host_name(header)
        if name is None:
            return False
        if self.local:
            return name in _LOOPBACK or name == self.host.lower()
        # No name but an address can be led here by another's name server.
        return name in _LOOPBACK or name == self.host.lower() or _is_address(name)

    def _shows_token(self, asked: Asked) -> bool:
        assert self.token is not None
        kind, _, value = asked.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and _equal(value.strip(), self.token):
            return True
        try:
            cookie = SimpleCookie(asked.headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return cookie is not None and _equal(cookie.value, self.token)


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own.

    Args:
        host: a name or an address.
    """
    return host in _LOOPBACK or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _host_name(header: str) -> str | None:
    try:
        parts = urlsplit(f"//{header}")
        parts.port  # noqa: B018 - reading it finds a port that is none
    except ValueError:
        return None
    return parts.hostname if header and parts.netloc == header else None


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _same_site(headers: Mapping[str, str]) -> bool:
    """Whether a form comes from this newsdesk, or from a program, which has no site."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
