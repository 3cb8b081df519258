"""Bytes -> text: byte order mark, UTF-8, what the page declares, and Windows' Latin alphabet last."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode", "is_binary"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
# A page says "latin-1" and means what browsers take for it.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# Encodings of names and of program text, which no page is written in and which take long or raise.
_NO_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem", "utf-7"})
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_BINARY_SHARE = 0.05
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"BZh",
    b"\xfd7zXZ",
    b"Rar!",
)


def decode(data: bytes, charset: str | None = None) -> str:
    """Decode the bytes of a page; what cannot be decoded becomes U+FFFD.

    Args:
        data: the page as it lies.
        charset: the encoding that the server named, if it named one.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_otherwise(data, charset)


def is_binary(sample: bytes) -> bool:
    """Say whether bytes are no text in any encoding.

    Args:
        sample: the beginning of a file.
    """
    if sample.startswith(_MAGIC):
        return True
    if not sample or any(sample.startswith(mark) for mark, _ in _MARKS) or _without_mark(sample):
        return False
    return len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) * _BINARY_SHARE


def _without_mark(data: bytes) -> str | None:
    # UTF-16 of Latin letters has a zero in every second place.
    sample = data[:_HEAD]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.6 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_otherwise(data: bytes, charset: str | None) -> str:
    # Mostly good UTF-8 with a broken byte or two stays UTF-8: another alphabet would spoil every quote.
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = len(text) - sum(map(text.count, map(chr, range(128)))) - broken
    if good > broken:
        return text
    declared = _DECLARED.search(data[:_HEAD])
    names = (charset, declared[1].decode("ascii") if declared else None)
    return data.decode(next(filter(None, map(_usable, names)), "cp1252"), "replace")


def _usable(charset: str | None) -> str | None:
    try:
        name = codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return None
    if name.startswith(("utf-8", "utf-16", "utf-32")) or name in _NO_TEXT:
        # Its bytes were just found to be something else.
        return None
    try:
        "".encode(name)
        b"".decode(name)
    except (LookupError, UnicodeError):
        # A transform such as base64, no encoding of text.
        return None
    return _MEANT.get(name, name)
