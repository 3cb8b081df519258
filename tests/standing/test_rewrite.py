"""PLOVER's rewriting rules: some types with an auxiliary mode are other types."""

from __future__ import annotations

import pytest

from tidings.standing import rewrite

Result = tuple[str, tuple[str, ...], tuple[str, ...]]

FUTURE, HYPOTHETICAL = ("future",), ("hypothetical",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("CONSULT", ("visit",), FUTURE), ("AGREE", (), ())),
        (("SUPPORT", (), FUTURE), ("AGREE", (), ())),
        (("COOPERATE", (), FUTURE), ("AGREE", (), ())),
        (("AID", (), FUTURE), ("AGREE", (), ())),
        (("RETREAT", ("withdraw",), FUTURE), ("CONCEDE", (), ())),
        # Acts of words lose the future that they are about.
        (("AGREE", (), FUTURE), ("AGREE", (), ())),
        (("CONCEDE", (), FUTURE), ("CONCEDE", (), ())),
        (("THREATEN", ("violence",), FUTURE), ("THREATEN", ("violence",), ())),
        (("THREATEN", (), HYPOTHETICAL), ("THREATEN", (), ())),
        # The rest keeps its modes.
        (("CONSULT", ("visit",), ()), ("CONSULT", ("visit",), ())),
        (("CONSULT", (), HYPOTHETICAL), ("CONSULT", (), HYPOTHETICAL)),
        (("PROTEST", ("demo",), FUTURE), ("PROTEST", ("demo",), FUTURE)),
        (("ASSAULT", (), FUTURE), ("ASSAULT", (), FUTURE)),
        # What will not be, or was long ago, is no promise.
        (("CONSULT", (), ("future", "negation")), ("CONSULT", (), ("future", "negation"))),
        (("RETREAT", (), ("historical", "future")), ("RETREAT", (), ("historical", "future"))),
    ],
)
def test_future_acts(before: Result, after: Result) -> None:
    assert rewrite(*before) == after


@pytest.mark.parametrize(
    ("type", "modes", "auxiliary", "threat"),
    [
        ("ASSAULT", (), HYPOTHETICAL, ("violence",)),
        ("ASSAULT", ("drone",), FUTURE, ("violence",)),
        ("MOBILIZE", (), FUTURE, ("violence",)),
        ("COERCE", ("arrest",), HYPOTHETICAL, ("arrest",)),
        ("COERCE", ("deport",), FUTURE, ("expel",)),
        ("COERCE", (), FUTURE, ("restrict",)),
        ("SANCTION", ("expel",), FUTURE, ("expel",)),
        ("SANCTION", (), FUTURE, ("relations",)),
    ],
)
def test_what_an_actor_says_it_will_do_to_another_is_a_threat(
    type: str, modes: tuple[str, ...], auxiliary: tuple[str, ...], threat: tuple[str, ...]
) -> None:
    assert rewrite(type, modes, auxiliary, own_word=True) == ("THREATEN", threat, ())
    assert rewrite(type, modes, auxiliary) == (type, modes, auxiliary)


@pytest.mark.parametrize("auxiliary", [(), ("negation", "future"), ("historical",)])
def test_own_deeds_that_are_not_to_come_are_no_threat(auxiliary: tuple[str, ...]) -> None:
    assert rewrite("ASSAULT", ("beat",), auxiliary, own_word=True) == ("ASSAULT", ("beat",), auxiliary)
