"""A web server of the tests' own: what each path answers is a table, and every request is kept."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Sending = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Reply:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    # Sends all by itself, where an answer is to be no good one.
    send: Sending | None = None


@dataclass
class Server:
    """The server, while it runs: `replies` by path, and `asked`, each request's path with its headers and time."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Give the URL of a path."""
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        """Say what a path answers; underscores of headers are hyphens."""
        data = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(data, status, {name.replace("_", "-"): value for name, value in headers.items()})

    def paths(self) -> list[str]:
        """Give the paths asked for, in order."""
        return [path for path, _, _ in self.asked]


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Run a server on this machine until the block ends; what it does not know is 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
            reply = server.replies.get(self.path, Reply(status=404))
            with contextlib.suppress(OSError):
                _send(self, reply)

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Server(listening.server_address[1])
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    if reply.send is not None:
        reply.send(handler)
        return
    tag = reply.headers.get("ETag")
    if tag and handler.headers.get("If-None-Match") == tag:
        handler.send_response(304)
        handler.end_headers()
        return
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    handler.wfile.write(reply.body)
