"""Bytes -> text and kind: unpacking within limits, encodings, and recognition by content."""

from __future__ import annotations

import codecs
import json
import re
import zlib

from tidings.errors import OverLimit, UnknownKind, UnreadableSource

__all__ = ["decode", "recognise", "unpack"]

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
_TAG = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|div|p|meta|title|h1)\b", re.IGNORECASE)
_FEED = re.compile(rb"<\s*(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
# Names that pages give for encodings they do not use; the web reads them as these.
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
}
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
}


def unpack(data: bytes, source: str, limit: int) -> bytes:
    """Undo gzip, once or twice over, within a limit.

    Args:
        data: the bytes of a source.
        source: its name, for errors.
        limit: bytes that may come out.

    Raises:
        OverLimit: more comes out than the limit allows.
        UnreadableSource: the stream is truncated or broken.
    """
    for _ in range(2):
        if not data.startswith(_GZIP):
            break
        data = _gunzip(data, source, limit)
    if len(data) > limit:
        raise OverLimit(source, f"larger than {limit // (1 << 20)} MB; raise the setting max_bytes to read it")
    return data


def _gunzip(data: bytes, source: str, limit: int) -> bytes:
    out: list[bytes] = []
    size = 0
    rest = data
    try:
        while rest.startswith(_GZIP):
            stream = zlib.decompressobj(wbits=31)
            buffer = rest
            while not stream.eof:
                piece = stream.decompress(buffer, _CHUNK)
                size += len(piece)
                out.append(piece)
                if size > limit:
                    raise OverLimit(
                        source, f"unpacks to more than {limit // (1 << 20)} MB; raise the setting max_bytes to read it"
                    )
                buffer = stream.unconsumed_tail
                if not buffer and not piece and not stream.eof:
                    raise UnreadableSource(source, "the gzip stream is truncated; fetch it again")
            rest = stream.unused_data
    except zlib.error as error:
        raise UnreadableSource(source, f"the gzip stream is broken ({error}); fetch it again") from error
    return b"".join(out)


def recognise(data: bytes, source: str) -> str:
    """Tell the kind of some unpacked bytes: `html`, `text`, `jsonl`, `feed` or `warc`.

    Args:
        data: the first bytes of a source, or all.
        source: its name, for errors.

    Raises:
        UnknownKind: the content is of no kind that tidings reads.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnknownKind(source, f"{what}, not a page of news")
    if data.startswith(b"WARC/"):
        return "warc"
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    if start.startswith(b"{") and _is_json_line(data):
        return "jsonl"
    if _FEED.search(start[:1000]) and start.startswith(b"<"):
        return "feed"
    if _TAG.search(start):
        return "html"
    if not wide and data[:8192].count(b"\x00") > len(data[:8192]) // 50:
        raise UnknownKind(source, "binary content, not a page of news")
    return "text"


def _is_json_line(data: bytes) -> bool:
    line = next((piece for piece in data.split(b"\n", 20) if piece.strip()), b"")
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        # A first line that is broken is still a table if it looks like one with a text.
        return bool(re.match(rb'\s*\{\s*"[a-z_]+"\s*:', line))


def decode(data: bytes, source: str, declared: bool) -> str:
    """Decode text by its byte order mark, the encoding it declares, UTF-8, or Windows-1252.

    Args:
        data: unpacked bytes.
        source: their name, for errors.
        declared: look for a declaration in the first bytes (markup).

    Raises:
        UnreadableSource: there is nothing in it.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource(source, "empty")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    match = _CHARSET.search(data[:4096]) if declared else None
    if match:
        name = match.group(1).decode("ascii").lower()
        try:
            return data.decode(_WEB_NAMES.get(name, name), "replace")
        except LookupError:
            pass
    if data.count(b"\xef\xbf\xbd") or _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode("cp1252", "replace")


def _mostly_utf8(data: bytes) -> bool:
    """Broken UTF-8 (a page cut in the middle of a letter) has few faults for its foreign letters."""
    sample = data[:200_000].decode("utf-8", "replace")
    faults = sample.count("�")
    foreign = sum(1 for c in sample if c > "\x7f" and c != "�")
    return foreign > 4 * faults
