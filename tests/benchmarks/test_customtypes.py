from __future__ import annotations

import pytest
from benchmarks.customtypes import FOLDER, Read, score

from tidings.coding.custom import type_name
from tidings.coding.learning import parse_examples


def test_score_counts_near_misses_against_precision() -> None:
    found, missed, false, clear = (
        Read(True, True, True, True),
        Read(True, False, False, False),
        Read(False, True, False, True),
        Read(False, False, False, True),
    )
    assert score([found, missed, false, clear]) == (0.5, 0.5, 0.5)
    assert score([found, clear]) == (1.0, 1.0, 1.0)
    assert score([]) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.train.txt")), ids=lambda p: p.name)
def test_each_type_has_its_sentences_and_learns_none_of_the_held_out(path) -> None:
    name = path.name.partition(".")[0]
    assert type_name(name) == name
    train = parse_examples(path.read_text(encoding="utf-8").splitlines())
    test = parse_examples((FOLDER / f"{name}.test.txt").read_text(encoding="utf-8").splitlines())
    assert [sum(bool(e.spans) == has for e in examples) for examples in (train, test) for has in (True, False)] == [
        20, 6, 15, 15,
    ]  # fmt: skip
    assert not {e.text for e in train} & {e.text for e in test}
