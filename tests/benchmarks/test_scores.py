from __future__ import annotations

import pytest
from benchmarks.cameo import triples
from benchmarks.reading import score, shingles
from benchmarks.relations import calibration_error, fold, macro_f1

from tidings.records import Attribution, Entity, Event, TextInfo


def test_macro_f1_counts_each_type_of_the_gold_alike() -> None:
    golds = ["AID", "AID", "AID", "YIELD"]
    assert macro_f1(golds, golds) == 1.0
    assert macro_f1(golds, ["AID", "AID", "NONE", "NONE"]) == pytest.approx((0.8 + 0.0) / 2)


def test_yield_is_folded() -> None:
    assert [fold(t) for t in ("CONCEDE", "RETREAT", "AID")] == ["YIELD", "YIELD", "AID"]


def test_calibration_error() -> None:
    assert calibration_error([(1.0, True), (0.0, False)]) == 0.0
    assert calibration_error([(0.55, True), (0.55, False)]) == pytest.approx(0.05)
    assert calibration_error([(0.95, False), (0.05, True)]) == pytest.approx(0.95)
    assert calibration_error([]) == 0.0


def test_shingles_are_a_multiset_of_four_words() -> None:
    assert shingles("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert shingles("a, b!") == {("a", "b"): 1}
    assert not shingles("")
    assert score(["a b c d", "a b c d e"], ["a b c d", ""]) == (0.5, 0.5, 0.5)


def _event(type: str, modes: tuple[str, ...], actor: str, recipient: str) -> Event:
    def party(codes: str) -> tuple[Entity, ...]:
        return tuple(Entity(c, 0, 1, code=None if c == "?" else c) for c in codes.split())

    return Event(
        "e", "a", (type,), party(actor), "t", TextInfo(0, 0, 1, "paragraph", 0, 1), ("w",), 1, 0.0, Attribution(), 0.5,
        "tidings", mode=modes, recipient=party(recipient),
    )  # fmt: skip


def test_cameo_triples() -> None:
    assert triples([_event("COERCE", ("arrest",), "GUY", "BRA USA")]) == {("17", "GUY", "BRA"), ("17", "GUY", "USA")}
    assert triples([_event("CONSULT", (), "USA RUS", "")]) == {("04", "USA", "RUS"), ("04", "RUS", "USA")}
    assert triples([_event("PROTEST", (), "?", "")]) == {("14", "", "")}
    assert triples([_event("ACCUSE", ("investigate",), "UNO", "IRN")]) == {("09", "UNO", "IRN")}
