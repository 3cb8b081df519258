"""Say what is installed and in which version, and what mends that which is missing."""

from __future__ import annotations

import argparse
import platform
from importlib.metadata import PackageNotFoundError, version

import tidings
from tidings.cli.common import settings_of
from tidings.errors import TidingsError

HELP = "say what is installed, and what mends that which is missing"

_NEEDED = ("spacy", "numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "lxml_html_clean", "duckdb")
_EXTRAS = {
    "pandas": "frames",
    "polars": "frames",
    **dict.fromkeys(("starlette", "jinja2", "uvicorn", "python-multipart"), "desk"),
    **dict.fromkeys(("altair", "vl-convert-python"), "charts"),
}
_FOR = {"frames": "data frames", "desk": "the newsdesk", "charts": "charts"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `doctor`: it has none."""


def run(options: argparse.Namespace) -> int:
    """Run `doctor`."""
    settings = settings_of(options)
    print(f"{'tidings':<28}{tidings.__version__}")
    print(f"{'python':<28}{platform.python_version()}")
    healthy = [_package(name, f"pip install {name}") for name in _NEEDED]
    healthy.append(
        _package(settings.language_model.replace("_", "-"), f"pip install {settings.language_model.replace('_', '-')}")
    )
    for name, extra in _EXTRAS.items():
        _package(name, f"not needed; {_FOR[extra]}: pip install 'tidings[{extra}]'", needed=False)
    healthy += [_model(), _tables()]
    print("all is well" if all(healthy) else "something is missing: the commands above mend it")
    return 0 if all(healthy) else 1


def _package(name: str, mend: str, needed: bool = True) -> bool:
    try:
        print(f"{name:<28}{version(name)}")
        return True
    except PackageNotFoundError:
        print(f"{name:<28}{'MISSING: ' if needed else ''}{mend}")
        return False


def _model() -> bool:
    from tidings.coding import load_network

    try:
        network = load_network()
    except TidingsError as error:
        print(f"{'coder model':<28}MISSING: {error}")
        return False
    print(f"{'coder model':<28}{network.version}, {len(network.labels) - 1} types, {len(network.modes)} modes")
    return True


def _tables() -> bool:
    from tidings.knowledge import load_tables, versions

    try:
        load_tables()
    except (TidingsError, OSError) as error:
        print(f"{'tables':<28}BROKEN: {error}; pip install --force-reinstall tidings")
        return False
    for name, found in versions().items():
        print(f"{'table ' + name:<28}{found}")
    return True
