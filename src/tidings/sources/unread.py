"""Kinds that are known by sight and not read: XML that is neither a page nor a feed, JSON that is no table."""

from __future__ import annotations

import re

__all__ = ["is_unread", "root_of"]

_XML = re.compile(r"<\?xml\b[^>]{0,300}\?>")
_MARKUP = re.compile(
    r"(?:\s*<!--.{0,2000}?-->|\s*<!DOCTYPE\b[^>\[]{0,500}(?:\[.{0,40000}?\]\s*)?>|\s*<\?[^>]{0,300}\?>)",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(r"\s*<([A-Za-z][\w:.-]{0,60})[\s/>]")
# An array, or one object over many lines, is no table of a row a line.
_JSON = re.compile(r"\[\s*[{\[]|\{[ \t]*\r?\n")


def is_unread(head: str) -> bool:
    """Say whether content is of a kind that is known and not read.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    if _JSON.match(head):
        return True
    return bool(_XML.match(head)) and (root_of(head) or "html") not in {"html", "rss", "feed", "rdf"}


def root_of(head: str) -> str | None:
    """Name the first element of some markup, in lower case and without its prefix.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    position = 0
    for _ in range(8):
        prolog = _MARKUP.match(head, position)
        if not prolog:
            break
        position = prolog.end()
    root = _ROOT.match(head, position)
    if root is None:
        return None
    name = root[1].lower()
    # `rdf:RDF` is a feed of RSS 1.0, `xhtml:html` a page.
    return name.split(":")[-1]
