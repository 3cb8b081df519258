"""What a user names -> the URLs of feeds: a feed, an OPML file, or a list with a URL a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tidings.errors import SourceError, UnreadableSource
from tidings.sources.encoding import decode
from tidings.sources.fetch import is_url
from tidings.sources.unread import root_of

__all__ = ["is_opml", "opml_feeds", "read_lists"]

_LARGEST = 16 * 1024 * 1024


def read_lists(names: Sequence[str]) -> Iterator[str | SourceError]:
    """Give the URLs of feeds that names stand for, each once.

    Args:
        names: URLs of feeds or of OPML, which is told by its content once it is fetched; OPML files; lists.
    """
    seen: set[str] = set()
    for name in names:
        try:
            urls = [name] if is_url(name) else _from_file(name)
        except SourceError as error:
            yield error
            continue
        for url in urls:
            if url not in seen:
                seen.add(url)
                yield url


def is_opml(data: bytes) -> bool:
    """Say whether content is OPML.

    Args:
        data: its first bytes.
    """
    return root_of(decode(data[:4096]).lstrip("\ufeff \t\r\n")) == "opml"


def opml_feeds(data: bytes, name: str) -> list[str]:
    """Give the URLs of the feeds that OPML lists.

    Args:
        data: its bytes.
        name: the source as the user wrote it.

    Raises:
        UnreadableSource: it is broken or lists no feed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(name, f"is broken OPML: {error}") from error
    found = [value.strip() for o in root.iter("outline") for key, value in o.items() if key.lower() == "xmlurl"]
    urls = [url for url in found if is_url(url)]
    if not urls:
        raise UnreadableSource(name, "lists no feed")
    return urls


def _from_file(name: str) -> list[str]:
    try:
        with Path(name).open("rb") as file:
            data = file.read(_LARGEST)
    except OSError as error:
        raise UnreadableSource(name, f"cannot be opened: {error.strerror}") from error
    if is_opml(data):
        return opml_feeds(data, name)
    lines = [line.strip() for line in decode(data).splitlines()]
    urls = [line for line in lines if line and not line.startswith("#")]
    if not urls:
        raise UnreadableSource(name, "is empty")
    if not all(map(is_url, urls)):
        raise UnreadableSource(name, "is neither OPML nor a list with the URL of a feed a line")
    return urls
