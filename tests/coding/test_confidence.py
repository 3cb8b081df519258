"""Evidence in, a probability out: within 0 and 1, and larger where what speaks for the reading is larger."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.coding import load_network
from tidings.coding.confidence import EVIDENCE, evidence, probability

CHANCE = st.floats(0, 1)
CHANCES = st.lists(CHANCE, max_size=4)
FOUND = st.builds(
    evidence,
    CHANCE,
    CHANCE,
    st.tuples(CHANCE, CHANCE),
    st.tuples(CHANCES, CHANCES),
    st.tuples(CHANCES, CHANCES),
    st.tuples(CHANCE, CHANCE),
    st.tuples(st.booleans(), st.booleans()),
)
WEIGHTS = st.fixed_dictionaries({name: st.floats(-5, 5) for name in ("bias", *EVIDENCE)})


def told(act: float = 0.9, **others: object) -> dict[str, float]:
    values = {
        "type": 0.8,
        "pair": (0.7, 0.1),
        "actors": ([0.9], [0.2]),
        "recipients": ([0.6, 0.5], []),
        "nobody": (0.1, 0.3),
        "table": (True, False),
    } | others
    return dict(zip(EVIDENCE, evidence(act, **values), strict=True))  # type: ignore[arg-type]


@given(FOUND, WEIGHTS)
def test_a_probability_lies_within_its_bounds(found: tuple[float, ...], weights: dict[str, float]) -> None:
    assert len(found) == len(EVIDENCE)
    assert all(math.isfinite(value) for value in found)
    assert 0 <= probability(found, weights) <= 1


@given(FOUND, WEIGHTS, st.sampled_from(EVIDENCE), st.floats(0.01, 5), st.floats(0, 10))
def test_what_weighs_for_a_reading_makes_it_likelier(
    found: tuple[float, ...], weights: dict[str, float], name: str, weight: float, more: float
) -> None:
    weights = weights | {name: weight}
    raised = tuple(value + more if n == name else value for n, value in zip(EVIDENCE, found, strict=True))
    assert probability(raised, weights) >= probability(found, weights)
    lowered = weights | {name: -weight}
    assert probability(raised, lowered) <= probability(found, lowered)


@given(CHANCE, CHANCE)
def test_a_surer_head_speaks_louder(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert told(low)["act"] <= told(high)["act"]


@pytest.mark.parametrize(
    ("others", "name", "value"),
    [
        # Chances are weighed as log-odds; even ones as nought.
        ({"type": 0.5}, "type", 0.0),
        ({"pair": (0.5, 0.9)}, "pair_type", 0.0),
        ({"pair": (0.5, 0.9)}, "pair_none", math.log(9)),
        # Of several parties the least sure one counts; none is a fact of its own.
        ({"recipients": ([0.9, 0.5], [])}, "recipient", 0.0),
        ({"recipients": ([0.9, 0.5], [])}, "no_recipient", 0.0),
        ({"actors": ([], [0.9])}, "actor", 0.0),
        ({"actors": ([], [0.9])}, "no_actor", 1.0),
        # Of those left out the surest.
        ({"actors": ([], [0.2, 0.5])}, "actor_left_out", 0.0),
        ({"table": (True, True)}, "table_same", 1.0),
        ({"table": (True, True)}, "table_other", 1.0),
        ({"nobody": (0.5, 0.9)}, "nobody_acts", 0.0),
        ({"nobody": (0.5, 0.9)}, "nobody_receives", math.log(9)),
    ],
)
def test_evidence(others: dict[str, object], name: str, value: float) -> None:
    assert told(**others)[name] == pytest.approx(value)


def test_no_evidence_leaves_the_bias() -> None:
    weights = dict.fromkeys(EVIDENCE, 1.0) | {"bias": 0.0}
    assert probability([0.0] * len(EVIDENCE), weights) == 0.5


def test_a_weight_is_asked_for_each_name() -> None:
    with pytest.raises(KeyError):
        probability([0.0] * len(EVIDENCE), {"bias": 0.0})


def test_the_released_weights_are_of_these_names() -> None:
    calibration = load_network().calibration
    assert not calibration or set(EVIDENCE) | {"bias"} <= set(calibration)
