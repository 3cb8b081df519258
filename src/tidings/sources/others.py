"""Kinds that are known by sight: those whose reading is not part of this release, and what is no news at all."""

from __future__ import annotations

import re

__all__ = ["OTHERS", "recognise_bytes", "recognise_text"]

# What to do about each, until it is read.
OTHERS = {
    "csv": "is a CSV table, which this release does not read; turn it into JSONL, one article a line with its `text`",
    "parquet": "is a Parquet table, which this release does not read; turn it into JSONL, one article a line with its `text`",
    "feed": "is a feed, which this release does not read; save the pages it links to",
    "warc": "is a WARC file, which this release does not read; unpack its pages into a folder",
}

_FEED = re.compile(r"\s*<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_XML = re.compile(r"<\?xml\b[^>]{0,300}\?>")
_MARKUP = re.compile(
    r"(?:\s*<!--.{0,2000}?-->|\s*<!DOCTYPE\b[^>]{0,500}>|\s*<\?[^>]{0,300}\?>)", re.IGNORECASE | re.DOTALL
)
_ROOT = re.compile(r"\s*<([A-Za-z][\w:.-]{0,60})")
_COLUMN = re.compile(r"\"?[A-Za-z_][\w .-]{0,60}\"?\Z")
# An array, or one object over many lines, is no table of a row a line.
_JSON = re.compile(r"\[\s*[{\[]|\{[ \t]*\r?\n")


def recognise_bytes(sample: bytes) -> str | None:
    """Name a kind that its first bytes give away.

    Args:
        sample: the first bytes of the content.
    """
    if sample.startswith(b"PAR1"):
        return "parquet"
    return "warc" if sample.startswith(b"WARC/") else None


def recognise_text(head: str) -> str | None:
    """Name a kind that its first characters give away: one of `OTHERS`, `xml` or `json`.

    Args:
        head: the first characters of the content, white space in front left out.
    """
    if head.startswith("<"):
        return _recognise_xml(head)
    if _JSON.match(head):
        return "json"
    return "csv" if _is_csv(head) else None


def _recognise_xml(head: str) -> str | None:
    position = 0
    for _ in range(8):
        prolog = _MARKUP.match(head, position)
        if not prolog:
            break
        position = prolog.end()
    if _FEED.match(head, position):
        return "feed"
    root = _ROOT.match(head, position)
    if _XML.match(head) and root and root[1].lower().split(":")[-1] != "html":
        return "xml"
    return None


def _is_csv(head: str) -> bool:
    header = head.split("\n", 1)[0].rstrip("\r")
    for separator in (",", "\t", ";"):
        columns = header.split(separator)
        if len(columns) > 1 and all(map(_COLUMN.match, columns)):
            if "text" in {column.strip('" ').lower() for column in columns}:
                return True
    return False
