"""Bytes in, characters out: marks, declarations, broken bytes, and what is no text at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.sources.encoding import decode, is_binary

LINE = "Señor Núñez met “the delegation” in Łódź."
PLAIN = "The envoys of both coasts met at the lighthouse on Monday."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (LINE.encode(), LINE),
        (codecs.BOM_UTF8 + LINE.encode(), LINE),
        (codecs.BOM_UTF16_LE + LINE.encode("utf-16-le"), LINE),
        (codecs.BOM_UTF16_BE + LINE.encode("utf-16-be"), LINE),
        (codecs.BOM_UTF32_LE + LINE.encode("utf-32-le"), LINE),
        (codecs.BOM_UTF32_BE + LINE.encode("utf-32-be"), LINE),
        (PLAIN.encode("utf-16-le"), PLAIN),
        (PLAIN.encode("utf-16-be"), PLAIN),
        (b"", ""),
    ],
    ids="utf8 mark8 mark16le mark16be mark32le mark32be bare16le bare16be nothing".split(),
)
def test_marks_and_wide_letters_are_read(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("head", "body", "codec", "text"),
    [
        (b"", "The café’s “guests” left.", "cp1252", "The café’s “guests” left."),
        (b'<meta charset="iso-8859-1">', "“Oui”, said André.", "cp1252", "“Oui”, said André."),
        (b"<meta charset=windows-1251>", "Москва", "cp1251", "Москва"),
        (b'<?xml encoding = "koi8-r"?>', "Киев", "koi8-r", "Киев"),
        (b'<meta charset="utf-8">', "résumé", "cp1252", "résumé"),
        (b'<meta charset="base64">', "résumé", "cp1252", "résumé"),
        (b'<meta charset="no-such-thing">', "résumé", "cp1252", "résumé"),
    ],
    ids=["undeclared", "latin-1 is Windows'", "cyrillic", "xml", "says utf-8 and is not", "transform", "unknown"],
)
def test_declared_encodings(head: bytes, body: str, codec: str, text: str) -> None:
    assert decode(head + body.encode(codec)) == head.decode("ascii") + text


def test_utf8_with_one_broken_byte_stays_utf8() -> None:
    data = "“Nous” – naïve – café – ".encode() + b"\xe2\x80"

    assert decode(data) == "“Nous” – naïve – café – \ufffd"


@pytest.mark.parametrize(
    ("sample", "binary"),
    [
        (b"%PDF-1.7 and then words", True),
        (b"PK\x03\x04anything", True),
        (b"\x89PNG\r\n", True),
        (bytes(range(32)) * 4, True),
        (b"", False),
        (b"Two boats left.\r\n\tNone came back.\x0c", False),
        (codecs.BOM_UTF16_LE + "boats".encode("utf-16-le"), False),
        ("boats and harbours".encode("utf-16-be"), False),
        (b"a line with one stray \x01 among very many letters that are good", False),
    ],
)
def test_what_is_binary(sample: bytes, binary: bool) -> None:
    assert is_binary(sample) is binary


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_marked_text_comes_back_as_it_was(text: str, codec: str) -> None:
    data = text.encode(codec)
    # Python writes no mark in front of nothing.
    assert decode(data) == text


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_text_that_can_be_written(data: bytes) -> None:
    decode(data).encode("utf-8")
