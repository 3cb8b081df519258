"""Documents as something to run: their console and python blocks, in order, in a folder with the examples."""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tidings.cli import build_parser, main

__all__ = ["Block", "Reader", "anchors", "blocks", "commands", "flags_of", "links"]

_BLOCK = re.compile(
    r"^(?P<mark><!-- not run[^\n]*-->\n)?```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
# What goes on for ever, or asks the network.
_ENDLESS = frozenset({"serve", "follow"})


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, its line in the page, and whether the page says that it is not run."""

    kind: str
    body: str
    line: int
    run: bool


def blocks(page: str) -> list[Block]:
    """Find the fenced blocks of a page.

    Args:
        page: the page, in Markdown.
    """
    return [
        Block(m["kind"], m["body"], page.count("\n", 0, m.start()) + 1, m["mark"] is None)
        for m in _BLOCK.finditer(page)
    ]


def commands(block: Block) -> list[list[str]]:
    """Give the commands of a console block as a shell takes them apart, without comments and outputs.

    Args:
        block: a block of kind `console`.
    """
    typed = [line[2:] for line in block.body.splitlines() if line.startswith("$ ")]
    # Of a pipe the last is ours.
    return [shlex.split(line.rsplit(" | ", 1)[-1], comments=True) for line in typed]


@dataclass
class Reader:
    """Somebody who does what a page says, in a working folder that holds the examples.

    `click` is called with the archive where a page opens the newsdesk: what a person would do there.
    """

    scope: dict[str, object]
    click: Callable[[str], None]

    def follow(self, page: str) -> Iterator[tuple[Block, str, str]]:
        """Run a page: give each block with a command of it and what was wrong, empty where nothing was.

        Args:
            page: the page, in Markdown.
        """
        for block in blocks(page):
            if block.kind == "console":
                for command in commands(block):
                    yield block, shlex.join(command), self._command(command, block.run)
            elif block.kind == "python":
                exec(compile(block.body, f"line {block.line}", "exec"), self.scope)
                yield block, "python", ""

    def _command(self, command: list[str], run: bool) -> str:
        program, *arguments = command
        if program != "tidings":
            return "" if program in {"make", "pip"} else "is no command of ours: nobody has tried it"
        if not run or arguments[0] in _ENDLESS or any("://" in a for a in arguments):
            wrong = self.parse(arguments)
            if run and not wrong and arguments[0] == "serve":
                options = build_parser().parse_args(arguments)
                self.click(options.where or options.archive or "tidings.duckdb")
            return wrong
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            try:
                status = main(arguments)
            except SystemExit as end:
                status = int(end.code or 0)
        return "" if status == 0 else f"exit status {status}: {said.getvalue()}"

    def parse(self, arguments: list[str]) -> str:
        """Parse what stands behind `tidings`, and say what was wrong with it.

        Args:
            arguments: as the shell gives them.
        """
        with contextlib.redirect_stderr(io.StringIO()) as said:
            try:
                build_parser().parse_args(arguments)
            except SystemExit:
                return said.getvalue()
        return ""


def flags_of(parser: argparse.ArgumentParser) -> dict[str, set[str]]:
    """Give the options that each command takes, those of its actions among them.

    Args:
        parser: the parser of all commands.
    """
    found: dict[str, set[str]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                own = {flag for a in command._actions for flag in a.option_strings}
                found[name] = own.union(*flags_of(command).values())
    return found


def anchors(page: str) -> set[str]:
    """The names by which links lead to the headings of a page, as GitHub makes them.

    Args:
        page: the page, in Markdown.
    """
    heads = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def links(page: str, folder: Path) -> Iterator[tuple[str, Path, str]]:
    """The links of a page that lead into the project: as written, the file, and the anchor.

    Args:
        page: the page, in Markdown.
        folder: where it lies.
    """
    for target in re.findall(r"\]\(([^)\s]+)\)", page):
        if "://" not in target:
            name, _, anchor = target.partition("#")
            yield target, folder / name if name else Path(), anchor
