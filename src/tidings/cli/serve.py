"""Open the archive as a newsdesk in the browser, on this machine.

tidings serve                          http://127.0.0.1:8765/
tidings serve world.duckdb --port 80
tidings serve --host 0.0.0.0           for others too: it makes a token, which is part of the printed address
"""

from __future__ import annotations

import argparse

from tidings.cli.common import DEFAULT_ARCHIVE, settings_of
from tidings.errors import ArchiveError, ExtraMissing, UsageError

HELP = "open the archive as a newsdesk in the browser"

_PORT = 8765


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `serve`."""
    parser.add_argument("where", nargs="?", metavar="ARCHIVE", help=f"the archive (default: {DEFAULT_ARCHIVE})")
    parser.add_argument("--archive", metavar="FILE", help="the same, as the other commands have it")
    parser.add_argument("--host", default="127.0.0.1", help="the address to answer at (default: this machine alone)")
    parser.add_argument("--port", type=_port, default=_PORT, metavar="N", help=f"the port (default: {_PORT})")
    parser.add_argument("--token", metavar="T", help="what a reader has to show; made where --host is not this machine")


def _port(text: str) -> int:
    if not text.isdecimal() or len(text) > 5 or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; give a number up to 65535")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Run `serve`."""
    try:
        from tidings.desk import guard, server, state
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"starlette", "jinja2", "uvicorn", "markupsafe", "anyio"}:
            raise
        raise ExtraMissing("the newsdesk", "desk") from error
    from tidings.archive import Archive

    if options.where and options.archive:
        raise UsageError("name the archive once: ARCHIVE or --archive FILE")
    settings = settings_of(argparse.Namespace())
    archive = Archive(options.where or options.archive or DEFAULT_ARCHIVE, create=False, settings=settings)
    token = options.token or (None if guard.is_loopback(options.host) else server.new_token())
    access = guard.Access(options.host, token)
    shown = f"[{options.host}]" if ":" in options.host else options.host
    query = f"?token={token}" if token else ""
    print(f"tidings over {archive.path}: http://{shown}:{options.port}/{query}  (Ctrl-C ends it)", flush=True)
    try:
        server.serve(state.Desk.over(archive, access, settings), options.port)
    except SystemExit as error:
        # The server ends the process where it cannot start; here that is an error like any other.
        raise ArchiveError(
            f"{shown}:{options.port}: cannot be served there; is the port taken? give another --port"
        ) from error
    return 0
