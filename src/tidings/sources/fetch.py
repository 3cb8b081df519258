"""URLs -> bytes: http and https alone, every hop looked at, in bounded time.

The connection goes to the address that was looked at, while the server is asked for, and must prove
to be, the host that the URL names. Proxies of the environment are not used: behind one the address
could not be known.
"""

from __future__ import annotations

import http.client
import io
import re
import socket
import ssl
import threading
import urllib.parse
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

import tidings
from tidings.errors import Forbidden, OverLimit, SourceError, UnreadableSource
from tidings.settings import Settings
from tidings.sources.addresses import Resolve, look_up, resolve

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Answer", "Client", "is_url"]

_URL = re.compile(r"https?://", re.IGNORECASE)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_HOPS = 8
_CONNECT_SECONDS = 10.0
# After the seconds that a page has, a stream must bring so many bytes in each.
_LEAST_RATE = 64 * 1024
# What may stand in a URL as it is; all else is written in percents.
_SAFE = "/%:=&?~#+!$,;'@()*[]"
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/*;q=0.9,*/*;q=0.5"


def is_url(name: str) -> bool:
    """Say whether a name is a URL that can be fetched.

    Args:
        name: what the user wrote.
    """
    return bool(_URL.match(name))


@dataclass(slots=True)
class Answer(AbstractContextManager["Answer"]):
    """What a server answers: `body` are the bytes as sent, packed where `packing` says so."""

    url: str
    status: int
    reason: str
    headers: Mapping[str, str]
    body: io.RawIOBase
    charset: str | None
    connection: http.client.HTTPConnection

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        self.body.close()
        self.connection.close()


class Client:
    """Fetches URLs.

    Args:
        settings: `fetch_seconds`, `fetch_local` and `fetch_agent`.
        look_up: what resolves host names to addresses.
    """

    def __init__(self, settings: Settings, look_up: Resolve = look_up) -> None:
        self.seconds = settings.fetch_seconds
        self.local = settings.fetch_local
        self.agent = settings.fetch_agent or f"tidings/{tidings.__version__}"
        self.look_up = look_up
        self._trusted: ssl.SSLContext | None = None

    def open(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a URL, following redirects; the answer may be any status.

        Args:
            url: the URL.
            headers: more headers to send.

        Raises:
            Forbidden: it leads to an address that is not of the open net, or to another scheme.
            OverLimit: the server does not answer in time, or redirects too often.
            UnreadableSource: it cannot be reached.
        """
        asked = url
        deadline = monotonic() + self.seconds
        for _ in range(_MOST_HOPS):
            answer = self._ask(asked, url, headers or {}, deadline)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            answer.close()
            # Servers write headers as Latin-1; what came in UTF-8 is read so.
            with suppress(UnicodeError):
                target = target.encode("latin-1").decode("utf-8")
            asked = _joined(asked, target, url)
        raise OverLimit(url, f"redirects more than {_MOST_HOPS} times")

    def _ask(self, asked: str, name: str, headers: Mapping[str, str], deadline: float) -> Answer:
        secure, host, port, target = _parts(asked, name)
        addresses = resolve(host, port, name, self.local, self.look_up)
        connection = http.client.HTTPConnection(host, port)
        watch = threading.Timer(max(0.0, deadline - monotonic()), _shut, [connection])
        watch.daemon = True
        watch.start()
        try:
            connection.sock = self._connect(connection, addresses, port, host if secure else None, deadline)
            shown = f"[{host}]" if ":" in host else host
            standard = port == (443 if secure else 80)
            connection.request("GET", target, headers=self._headers(shown if standard else f"{shown}:{port}", headers))
            found = connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            connection.close()
            raise self._failed(name, error, deadline) from error
        finally:
            watch.cancel()
        body = _Body(found, name, deadline)
        charset = found.headers.get_content_charset()
        values = {key.lower(): value for key, value in found.headers.items()}
        return Answer(asked.split("#")[0], found.status, found.reason, values, body, charset, connection)

    def _headers(self, host: str, more: Mapping[str, str]) -> dict[str, str]:
        return {
            "Host": host,
            "User-Agent": self.agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
            "Accept-Language": "en",
            "Connection": "close",
            **more,
        }

    def _connect(
        self, connection: Any, addresses: Any, port: int, host: str | None, deadline: float
    ) -> socket.socket | ssl.SSLSocket:
        """Connect to the first address that takes a connection; prove the host where one is given."""
        last: OSError = OSError("no address")
        for address in addresses:
            try:
                seconds = min(_CONNECT_SECONDS, max(0.01, deadline - monotonic()))
                plain = socket.create_connection((address, port), seconds)
            except OSError as error:
                last = error
                continue
            connection.sock = plain
            plain.settimeout(self.seconds)
            return plain if host is None else self._context().wrap_socket(plain, server_hostname=host)
        raise last

    def _context(self) -> ssl.SSLContext:
        if self._trusted is None:
            self._trusted = ssl.create_default_context()
            if not self._trusted.cert_store_stats()["x509_ca"]:
                # A bare system trusts nobody; certifi comes with the language model's library.
                import certifi

                self._trusted.load_verify_locations(certifi.where())
        return self._trusted

    def _failed(self, name: str, error: Exception, deadline: float) -> SourceError:
        if monotonic() >= deadline or isinstance(error, TimeoutError):
            return OverLimit(name, f"its server did not answer within {self.seconds:g} s")
        if isinstance(error, ssl.SSLCertVerificationError):
            return UnreadableSource(name, f"its server does not prove to be the host: {error.verify_message}")
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return UnreadableSource(name, f"cannot be fetched: {reason}")


def _parts(url: str, name: str) -> tuple[bool, str, int, str]:
    """Part a URL into whether it is https, the host in ASCII, the port, and what is asked for."""
    try:
        parts = urllib.parse.urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        if host and not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise UnreadableSource(name, f"is no URL: {error}") from error
    if scheme not in {"http", "https"}:
        raise Forbidden(name, f"leads to {scheme or 'no'}: where only http and https are fetched")
    if not host or re.search(r"[\s\0/\\]", host):
        raise UnreadableSource(name, "is a URL without a host")
    path = urllib.parse.quote(parts.path or "/", safe=_SAFE)
    query = urllib.parse.quote(parts.query, safe=_SAFE)
    return scheme == "https", host, port or (443 if scheme == "https" else 80), f"{path}?{query}" if query else path


def _joined(base: str, target: str, name: str) -> str:
    try:
        return urllib.parse.urljoin(base, target)
    except ValueError as error:
        raise UnreadableSource(name, f"redirects to what is no URL: {error}") from error


def _shut(connection: http.client.HTTPConnection) -> None:
    """End a connection from another thread: a server that sends a header a second is waited for no longer."""
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


class _Body(io.RawIOBase):
    """The bytes of an answer, as they come."""

    def __init__(self, answer: http.client.HTTPResponse, name: str, deadline: float) -> None:
        super().__init__()
        self.answer = answer
        self.name = name
        self.deadline = deadline
        self.count = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.answer.close()
        super().close()

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        if monotonic() > self.deadline + self.count / _LEAST_RATE:
            raise OverLimit(self.name, "its server sends too slowly")
        try:
            data = self.answer.read1(len(view))
        except TimeoutError as error:
            raise OverLimit(self.name, "its server sends too slowly") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UnreadableSource(self.name, f"was cut off: {error or type(error).__name__}") from error
        if not data and self.answer.length:
            raise UnreadableSource(self.name, f"was cut off: {self.answer.length:,} bytes are missing")
        self.count += len(data)
        view[: len(data)] = data
        return len(data)
