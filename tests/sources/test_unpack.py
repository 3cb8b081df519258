"""gzip undone: whole, in members, twice over; cut off, damaged, bombs and limits."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from typing import BinaryIO, cast

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import OverLimit, UnreadableSource
from tidings.sources.unpack import read_all, unpack

NOTE = b"The ferry to the northern island was held at the quay for two days.\n" * 40


def read(data: bytes, limit: int = 1 << 20) -> bytes:
    return read_all(unpack(io.BytesIO(data), "harbour.txt", limit), "harbour.txt", limit)


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (NOTE, NOTE),
        (gzip.compress(NOTE), NOTE),
        (gzip.compress(gzip.compress(NOTE)), NOTE),
        (gzip.compress(NOTE[:100]) + gzip.compress(NOTE[100:]), NOTE),
        (b"", b""),
        (gzip.compress(b""), b""),
        (b"\x1f\x8b not gzip after all", b"\x1f\x8b not gzip after all"),
    ],
    ids=["plain", "packed", "packed twice", "two members", "empty", "packed empty", "only looks packed"],
)
def test_contents_come_out_whole(data: bytes, content: bytes) -> None:
    assert read(data) == content


@pytest.mark.parametrize(
    ("data", "limit", "error", "words"),
    [
        (gzip.compress(NOTE)[:-9], 1 << 20, UnreadableSource, "cut off before its end"),
        (gzip.compress(NOTE)[:12], 1 << 20, UnreadableSource, "cut off before its end"),
        (gzip.compress(NOTE)[:-6] + b"\0\0\0\0\0\0", 1 << 20, UnreadableSource, "damaged"),
        (gzip.compress(NOTE)[:10] + b"\xff" * 60, 1 << 20, UnreadableSource, "damaged"),
        (NOTE, len(NOTE) - 1, OverLimit, "holds more than"),
        (gzip.compress(NOTE), len(NOTE) - 1, OverLimit, "holds more than"),
        (gzip.compress(gzip.compress(gzip.compress(NOTE))), 1 << 20, OverLimit, "packed more than 2 times"),
    ],
    ids=["cut at the end", "cut in the head", "wrong sum", "bad block", "too long", "too long packed", "thrice"],
)
def test_what_cannot_be_read_is_named(data: bytes, limit: int, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=rf"^harbour\.txt: .*{words}"):
        read(data, limit)


def test_a_bomb_ends_a_table_that_is_read_piece_by_piece() -> None:
    stream = unpack(io.BytesIO(gzip.compress(b"\0" * 9_000_000)), "harbour.txt", 1000)
    with pytest.raises(OverLimit, match=r"^harbour\.txt: unpacks to over 200 times"):
        while stream.read(1 << 16):
            pass


def test_a_source_of_exactly_the_limit_is_read() -> None:
    assert read(gzip.compress(NOTE), len(NOTE)) == NOTE


def test_an_error_of_the_device_names_the_source() -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableSource, match=r"^harbour\.txt: cannot be read: Input/output error"):
        read_all(unpack(cast(BinaryIO, Broken()), "harbour.txt", 100), "harbour.txt", 100)


@given(st.binary(max_size=500), st.integers(0, 2))
def test_packing_and_unpacking_is_the_identity(data: bytes, times: int) -> None:
    packed = b"." + data if data.startswith((b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd")) else data
    content = packed
    for _ in range(times):
        packed = gzip.compress(packed)

    assert read(packed) == content


@given(st.data())
def test_every_cut_of_a_packed_source_is_an_error(data: st.DataObject) -> None:
    packed = gzip.compress(NOTE)
    cut = data.draw(st.integers(3, len(packed) - 1))
    with pytest.raises(UnreadableSource):
        read(packed[:cut])


def _zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


@pytest.mark.parametrize(
    "packed",
    [_zstd(NOTE), _zstd(NOTE[:50]) + _zstd(NOTE[50:]), gzip.compress(_zstd(NOTE)), _zstd(gzip.compress(NOTE))],
    ids=["one frame", "two frames", "inside gzip", "around gzip"],
)
def test_zstd_is_undone(packed: bytes) -> None:
    assert read_all(unpack(io.BytesIO(packed), "n", 10_000), "n", 10_000) == NOTE


@pytest.mark.parametrize(
    ("packed", "words"),
    [
        (_zstd(NOTE)[:-5], "zstd file is cut off before its end"),
        (_zstd(NOTE)[:6], "zstd file is cut off before its end"),
        (_zstd(NOTE)[:4] + b"\xff" * 60, "zstd file is damaged"),
        (_zstd(NOTE) + b"no frame at all", "zstd file is damaged"),
    ],
)
def test_zstd_that_is_broken(packed: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words):
        read_all(unpack(io.BytesIO(packed), "n", 10_000), "n", 10_000)


def test_a_zstd_bomb_takes_little_memory() -> None:
    packed = _zstd(b"a" * 400_000_000)
    tracemalloc.start()
    with pytest.raises(OverLimit, match="over 200 times its size"):
        read_all(unpack(io.BytesIO(packed), "n", 1_000_000), "n", 30_000_000)
    assert tracemalloc.get_traced_memory()[1] < 150_000_000
    tracemalloc.stop()
