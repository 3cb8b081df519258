"""HTML: one page a file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from tidings.errors import SourceError
from tidings.records import Page
from tidings.settings import Settings
from tidings.sources.origin import Origin
from tidings.sources.text import read_content

__all__ = ["read", "recognise"]

_FIRST = re.compile(
    r"(?:<\?xml\b[^>]{0,300}>\s*)?"
    r"<(?:!--|(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h1|span|table|link)\b)",
    re.I,
)
_TAG = re.compile(
    r"</?(?:html|head|body|title|meta|link|script|article|section|div|p|h[1-6]|span|a|ul|li|img|br|td)\b[^<>]{0,2000}>",
    re.I,
)
# A text that speaks of markup has a tag or two; a page has little else.
_FEWEST_TAGS = 8
_TEXT_A_TAG = 400


def recognise(head: str) -> bool:
    """Say whether content is HTML.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    if _FIRST.match(head):
        return True
    tags = sum(1 for _ in _TAG.finditer(head))
    return tags >= _FEWEST_TAGS and len(head) < tags * _TEXT_A_TAG


def read(stream: io.BufferedReader, origin: Origin, settings: Settings) -> Iterator[Page | SourceError]:
    """Read an HTML page.

    Args:
        stream: the page's bytes.
        origin: the source.
        settings: the settings in force.

    Raises:
        SourceError: it is empty, too large or cannot be read.
    """
    yield Page(origin.name, read_content(stream, origin, settings), "html", url=origin.url)
