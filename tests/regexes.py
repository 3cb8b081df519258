"""Every regular expression of the library, and texts made of its own parts that nearly fit it."""

from __future__ import annotations

import ast
import functools
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import tidings

__all__ = ["Expression", "expressions", "near_texts", "seconds"]

_WAYS = {"search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"}
# What a class of characters is tried with: words, blanks, and the marks that patterns of prose name.
_ALPHABET = "aA1 ,.-'’\"“(&:\n\t_é\u00a0—/@<"
# A repetition that may go on for this long is tried with many.
_LONG = 10
_ENDS = ("\0", "!\n")
_CLASSES = (codes.IN, codes.ANY, codes.NOT_LITERAL, codes.CATEGORY)
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_PICKS = 4


@dataclass(frozen=True)
class Expression:
    """A compiled expression, where it stands, and whether it is tried at the start of a text alone."""

    where: str
    pattern: re.Pattern[Any]
    anchored: bool


@functools.cache
def expressions() -> list[Expression]:
    """Give every expression that a module of the library compiles, or writes where it uses it."""
    found: dict[tuple[str, str | bytes, int], Expression] = {}
    for module in pkgutil.walk_packages(tidings.__path__, "tidings."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        source = Path(str(loaded.__file__)).read_text(encoding="utf-8")
        for name, value in vars(loaded).items():
            ways = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", source)) & _WAYS
            for number, pattern in enumerate(_patterns(value)):
                where = f"{module.name}.{name}" + (f"[{number}]" if not isinstance(value, re.Pattern) else "")
                key = (module.name, pattern.pattern, pattern.flags)
                found.setdefault(key, Expression(where, pattern, bool(ways) and ways <= {"match", "fullmatch"}))
        for line, way, text, flags in _written(source):
            pattern = re.compile(text, flags)
            key = (module.name, text, pattern.flags)
            found.setdefault(key, Expression(f"{module.name}:{line}", pattern, way in ("match", "fullmatch")))
    # A module that takes an expression over from another names it again.
    return list({(e.pattern.pattern, e.pattern.flags): e for e in reversed(found.values())}.values())


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _patterns(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _patterns(part)


def _written(source: str) -> Iterator[tuple[int, str, str, int]]:
    """`re.search(r"…", …)` and its like: the line, the way, the expression and its flags."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in _WAYS:
            continue
        if not isinstance(node.func.value, ast.Name) or node.func.value.id != "re":
            continue
        if isinstance(node.args[0], ast.Constant):
            named = [n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute) and n.attr.isupper()]
            flags = 0
            for name in named:
                flags |= getattr(re, name, 0)
            yield node.lineno, node.func.attr, node.args[0].value, flags


def near_texts(pattern: re.Pattern[Any], length: int) -> Iterator[str | bytes]:
    """Make texts of some length that begin as a pattern does and go on in what it repeats.

    Args:
        pattern: a compiled expression.
        length: characters.
    """
    heads = {"": set(_ALPHABET) | {"a ", "Aa ", "a, ", "A.", "1,"}}
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    for head, pumps in _repeated("", tree):
        heads.setdefault(head, set()).update(pumps)
    for head, pumps in heads.items():
        for pump in sorted(pumps):
            for body in (head + pump * (length // len(pump)), (head + pump * 3) * (length // len(head + pump * 3))):
                for end in _ENDS:
                    yield (body + end).encode() if isinstance(pattern.pattern, bytes) else body + end


def _repeated(head: str, tree: Iterable[Any]) -> Iterator[tuple[str, set[str]]]:
    """For each repetition, what stands before it in a text that fits, and what it repeats."""
    for op, value in tree:
        if op in _REPEATS:
            _, most, body = value
            if most >= _LONG or most == codes.MAXREPEAT:
                yield head, _samples(body)
            yield from _repeated(head, body)
            if most > 1:
                yield head, _samples(body)
        elif op is codes.SUBPATTERN:
            yield from _repeated(head, value[3])
        elif op is codes.ATOMIC_GROUP:
            yield from _repeated(head, value)
        elif op is codes.BRANCH:
            for branch in value[1]:
                yield from _repeated(head, branch)
        head += _sample([(op, value)])


def _samples(tree: Any) -> set[str]:
    """Short texts that fit a repeated part: of each class another character, of each choice another branch."""
    parts = list(tree)
    if len(parts) == 1 and parts[0][0] in _CLASSES:
        return {char for char in _ALPHABET if _fits(parts[0], char)} or {"a"}
    return {text for pick in range(_PICKS) if (text := _sample(parts, pick))} or {"a"}


def _sample(tree: Iterable[Any], pick: int = 0) -> str:
    made = ""
    for op, value in tree:
        if op is codes.LITERAL:
            made += chr(value)
        elif op in _CLASSES:
            fitting = [char for char in _ALPHABET if _fits((op, value), char)] or ["a"]
            made += fitting[pick % len(fitting)]
        elif op in _REPEATS:
            made += _sample(value[2], pick) * min(max(value[0], pick % 2), value[1])
        elif op is codes.SUBPATTERN:
            made += _sample(value[3], pick)
        elif op is codes.ATOMIC_GROUP:
            made += _sample(value, pick)
        elif op is codes.BRANCH:
            made += _sample(value[1][pick % len(value[1])], pick)
    return made


def _fits(part: Any, char: str) -> bool:
    state = parser.State()
    state.str = ""
    one = parser.SubPattern(state, [part])
    return re._compiler.compile(one, 0).match(char) is not None  # type: ignore[attr-defined]


def seconds(expression: Expression, text: str | bytes) -> float:
    """Time an expression on a text, as it is used: at each place, or at the start alone.

    Args:
        expression: what is tried.
        text: what it is tried on.
    """
    work: Callable[[Any], object] = (
        expression.pattern.match if expression.anchored else lambda t: [None for _ in expression.pattern.finditer(t)]
    )
    begun = time.thread_time()
    work(text)
    return time.thread_time() - begun
