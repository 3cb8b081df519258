"""Types of your own beside PLOVER's, learned from some twenty sentences.

tidings types add STRIKE --definition "Workers stop work." --examples strike.txt
tidings types list
tidings types show STRIKE
tidings types remove STRIKE
tidings types renew                 learn all again, after an update of tidings

The examples are one sentence a line, with the words that report the act in braces: `Dockers in Antwerp
{walked out} on Monday.` A line without braces is a counter-example, something that sounds alike and is
not meant. `-` reads them from stdin. The types in your settings folder are used by `tidings code`;
--types DIR, here and there, takes another folder.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.cli.common import settings_of, types_folder
from tidings.cli.render import plain, width
from tidings.errors import UsageError

if TYPE_CHECKING:
    from tidings.coding import CustomType

HELP = "add, list, show and remove types of your own"

# Below these the examples disagree with each other, and the user is told.
_PLAIN_PRECISION = 0.7
_PLAIN_RECALL = 0.7
_SHOWN = 5
_INDENT = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `types`."""
    parser.add_argument("--types", metavar="DIR", help="the folder of types (default: in your settings folder)")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="learn a type from sentences")
    add.add_argument("name", metavar="NAME", help="letters, digits, - and _; kept in capitals")
    add.add_argument("--definition", required=True, metavar="TEXT", help="what the type is, in a sentence")
    add.add_argument("--examples", required=True, metavar="FILE", help="its sentences; - for stdin")
    add.add_argument("--replace", action="store_true", help="put it in the place of one with the same name")
    actions.add_parser("list", help="name the types")
    for action, help in (
        ("show", "show a type: definition, estimate, cues and sentences"),
        ("remove", "remove a type"),
    ):
        actions.add_parser(action, help=help).add_argument("name", metavar="NAME")
    actions.add_parser("renew", help="learn every type again from its sentences, with the model that is installed")


def run(options: argparse.Namespace) -> int:
    """Run `types`."""
    folder = types_folder(options)
    if options.action == "add":
        _add(options, folder)
    elif options.action == "list":
        _list(folder)
    elif options.action == "show":
        from tidings.coding import load_type

        print("\n".join(_whole(load_type(folder, options.name))))
    elif options.action == "remove":
        from tidings.coding import remove_type

        remove_type(folder, options.name)
        print(f"removed {options.name.upper()}; records of it stay in your archives")
    else:
        _renew(options, folder)
    return 0


def _add(options: argparse.Namespace, folder: Path) -> None:
    from tidings.coding import load_types, save_type

    lines = _lines(options.examples)
    if not options.replace and any(t.name == options.name.upper() for t in load_types(folder)):
        raise UsageError(
            f"there is a type {options.name.upper()} in {folder} already; --replace puts this in its place"
        )
    type = _learn(options, options.name, options.definition, lines)
    path = save_type(type, folder)
    print("\n".join([f"{type.name} kept in {path}", *_estimate(type), *_warnings(type)]))


def _learn(options: argparse.Namespace, name: str, definition: str, lines: list[str]) -> CustomType:
    from tidings.coding import learn, load_network
    from tidings.sentences import load_language_model

    return learn(name, definition, lines, load_network(), load_language_model(settings_of(options).language_model))


def _lines(name: str) -> list[str]:
    if name == "-":
        return sys.stdin.read().splitlines()
    try:
        return Path(name).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"--examples {name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"--examples {name}: no UTF-8 text") from error


def _list(folder: Path) -> None:
    from tidings.coding import load_types

    types = load_types(folder)
    if not types:
        print(f"no types of your own in {folder}; `tidings types add` makes one")
    for type in types:
        lines = textwrap.wrap(plain(type.definition), width() - 24)
        print(f"{type.name:<24}{lines[0] if lines else ''}")
        for line in lines[1:]:
            print(f"{'':<24}{line}")
        print(f"{'':<24}{_figures(type)}")


def _renew(options: argparse.Namespace, folder: Path) -> None:
    from tidings.coding import load_types, save_type

    for old in load_types(folder):
        type = _learn(options, old.name, old.definition, list(old.examples))
        save_type(type, folder)
        print(f"{type.name:<24}{_figures(type)}")


def _figures(type: CustomType) -> str:
    e = type.estimate
    precision = "-" if e.precision is None else f"{e.precision:.2f}"
    return f"precision {precision}, recall {e.recall:.2f} (left out); model {type.model}, {type.digest}"


def _estimate(type: CustomType) -> list[str]:
    e = type.estimate
    precision = "no sentence was read so" if e.precision is None else f"{e.precision:.2f} ({e.found} of {e.read})"
    return _wrapped(
        "estimate",
        f"precision {precision}, recall {e.recall:.2f} ({e.found} of {e.examples}), each sentence judged by a model "
        "that has not seen it, among ordinary news",
    )


def _warnings(type: CustomType) -> list[str]:
    e = type.estimate
    lines: list[str] = []
    if e.recall < _PLAIN_RECALL:
        lines += _wrapped("warning", "the examples disagree: most sentences should be found by the others. Not found:")
        lines += _quoted(e.astray)
    if e.taken:
        lines += _wrapped("warning", "counter-examples that are read as the act all the same:") + _quoted(e.taken)
    if e.precision is not None and e.precision < _PLAIN_PRECISION:
        lines += _wrapped("warning", "it would be read where it is not; counter-examples that sound alike would help")
    if e.examples < 15:
        lines += _wrapped("warning", f"{e.examples} sentences are few; twenty different ones do better")
    return lines


def _quoted(sentences: tuple[str, ...]) -> list[str]:
    shown = [line for s in sentences[:_SHOWN] for line in _wrapped("", f"“{s}”")]
    return [*shown, f"{'':<{_INDENT}}and {len(sentences) - _SHOWN} more"] if len(sentences) > _SHOWN else shown


def _wrapped(head: str, text: str) -> list[str]:
    blank = " " * _INDENT
    return textwrap.wrap(plain(text), width(), initial_indent=f"{head:<{_INDENT}}", subsequent_indent=blank)


def _whole(type: CustomType) -> list[str]:
    lines = [type.name, *_wrapped("definition", type.definition), *_estimate(type)]
    lines += _wrapped("learned", f"with model {type.model}; digest {type.digest}")
    lines += _wrapped("looks at", ", ".join(type.cues))
    for number, example in enumerate(type.examples):
        lines += _wrapped("sentences" if not number else "", example)
    return lines
