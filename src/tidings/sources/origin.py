"""Where the bytes of a source come from: its name, and what was said of it beside its content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Origin"]


@dataclass(frozen=True, slots=True)
class Origin:
    """A source under the name that the user wrote.

    `url` is where a server sent the content from, the last of its redirects; `charset` the encoding
    that it named; `path` the file, where there is one that can be opened again.
    """

    name: str
    url: str | None = None
    charset: str | None = None
    path: Path | None = None
