"""RSS and Atom: what a feed is, and what it gives of each article."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tidings.errors import SourceError, UnreadableSource
from tidings.records import Page, Refusal
from tidings.settings import Settings
from tidings.sources.origin import Origin
from tidings.sources.unpack import read_all
from tidings.sources.unread import root_of

__all__ = ["Entry", "Feed", "parse", "read", "recognise"]

_ROOTS = frozenset({"rss", "feed", "rdf"})
_BREAK = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_BLOCKS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "blockquote", "figure", "figcaption")
_SILENT = ("script", "style", "template", "iframe", "noscript", "figure")
# A feed is a list of headlines; what is larger is something else.
_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed tells of it; `text` is what the feed gives of its words, a paragraph a line."""

    link: str | None
    title: str | None = None
    date: datetime.date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its language, the minutes for which it asks not to be asked again, its entries."""

    title: str | None
    language: str | None
    minutes: int | None
    entries: tuple[Entry, ...]


def recognise(head: str) -> bool:
    """Say whether content is a feed.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    return head.startswith("<") and root_of(head) in _ROOTS


def read(stream: io.BufferedReader, origin: Origin, settings: Settings) -> Iterator[Page | Refusal | SourceError]:
    """Read a feed: a page an entry, of what the feed itself gives; nothing is fetched.

    Args:
        stream: the feed's bytes.
        origin: the source.
        settings: the settings in force.

    Raises:
        SourceError: it is too large or no feed.
    """
    feed = parse(read_all(stream, origin.name, min(settings.max_bytes, _LARGEST)), origin)
    if not feed.entries:
        yield Refusal("source", "empty", origin.name, detail="a feed without an article")
    for number, entry in enumerate(feed.entries, 1):
        name = f"{origin.name}:{number}"
        if not entry.text:
            yield Refusal(
                "source", "no text", name, detail="the feed gives no words of it; `tidings follow` fetches it"
            )
            continue
        yield Page(
            name,
            entry.text,
            "article",
            url=entry.link,
            title=entry.title,
            date=entry.date,
            publication=feed.title,
            language=feed.language,
        )


def parse(data: bytes, origin: Origin) -> Feed:
    """Parse a feed.

    Args:
        data: its bytes.
        origin: the source; its `url` is what links are relative to, its `charset` what the server named.

    Raises:
        UnreadableSource: it is no feed.
    """
    # Loaded here: few runs read a feed.
    import feedparser

    charset = f"; charset={origin.charset}" if origin.charset else ""
    headers = {"content-type": f"application/xml{charset}", "content-location": origin.url or ""}
    try:
        found = feedparser.parse(
            io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except (ValueError, RecursionError, AssertionError, LookupError) as error:
        raise UnreadableSource(origin.name, f"is no feed ({error})") from error
    if not found.get("version"):
        raise UnreadableSource(origin.name, "is no feed")
    head = found.feed
    entries = tuple(_entry(entry) for entry in found.entries)
    return Feed(_line(head.get("title")), _line(head.get("language")), _minutes(head), entries)


def _entry(entry: Any) -> Entry:
    words = max((str(c.get("value") or "") for c in entry.get("content", ())), key=len, default="")
    words = max(words, str(entry.get("summary") or ""), key=len)
    return Entry(_link(entry), _line(_plain(str(entry.get("title") or ""))), _date(entry), _plain(words))


def _link(entry: Any) -> str | None:
    link = str(entry.get("link") or "").strip()
    if link.startswith(("http://", "https://")):
        return link
    # A guid is a permanent link where the feed says no other.
    guid = str(entry.get("id") or "").strip()
    return guid if guid.startswith(("http://", "https://")) else None


def _date(entry: Any) -> datetime.date | None:
    found = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.date(*found[:3]) if found else None
    except (ValueError, TypeError):
        return None


def _minutes(head: Any) -> int | None:
    text = str(head.get("ttl") or "").strip()
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _plain(markup: str) -> str:
    """The words of some markup, a paragraph a line."""
    if "<" not in markup:
        return _line(markup) or ""
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(markup, create_parent="div", parser=html.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError):
        return _line(re.sub(r"<[^<>]{0,1000}>", " ", markup)) or ""
    for element in list(root.iter(*_SILENT)):
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (_line(line) for line in "".join(root.itertext()).split("\n"))
    return "\n".join(line for line in lines if line)


def _line(text: object) -> str | None:
    return (_BREAK.sub(" ", str(text)).strip() or None) if text else None
