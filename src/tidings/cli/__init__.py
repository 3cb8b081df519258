"""The command line: one file a command; each parses its arguments and calls plain functions.

Exit status: 0 all read and coded; 1 some sources failed, or a model, archive or output could not be
used; 2 unusable arguments; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from tidings import __version__
from tidings.cli.account import one_line
from tidings.cli.common import hush
from tidings.engines import hush_libraries
from tidings.errors import TidingsError, UsageError

__all__ = ["COMMANDS", "build_parser", "main"]

COMMANDS = (
    *("read", "code", "follow", "mentions", "relate", "events", "quotes", "articles", "stories", "related"),
    *("explain", "types", "serve", "review", "evaluate", "chart", "doctor", "cite"),
)


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="tidings",
        description="Reads news pages and writes event data: who did what to whom, where, when, and who says so.",
        epilog="`tidings COMMAND --help` tells more of each.",
    )
    parser.add_argument("--version", action="version", version=f"tidings {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f"tidings.cli.{name}")
        doc = (module.__doc__ or "").strip()
        command = commands.add_parser(
            name, help=module.HELP, description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: what stands behind `tidings`; those of the process where None.

    Returns:
        The exit status.
    """
    _ready_streams()
    hush_libraries()
    options = build_parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except TidingsError as error:
        print(f"tidings: {one_line(str(error))}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        # Whoever read our output has closed it: `tidings events | head`. Nothing is wrong.
        hush()
        return 0
    except OSError as error:
        hush()
        print(f"tidings: {one_line(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("tidings: stopped; what is archived stays, and the same command again completes it", file=sys.stderr)
        return 130


def _ready_streams() -> None:
    """Make stdout and stderr take any character, and nowhere of those that the process has not."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - the process's own
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
