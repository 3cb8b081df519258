"""The time of an act: by dates of its own clause, however they hang on it, and by what a sentence leans on."""

from __future__ import annotations

import pytest
from tests.standing.telling import stand


@pytest.mark.parametrize(
    ("text", "word", "historical"),
    [
        # A date reaches conjuncts and the clauses that go along with its own.
        ("In 2014 the rebels stormed the port and burned two ferries.", "burned", True),
        ("In 2014 the ministry expelled an envoy as police raided the embassy.", "raided", True),
        ("He became known in 2014, when he slapped a guard.", "slapped", True),
        ("The general, who in 2014 led the siege, met the envoy on Monday.", "met", False),
        # A clause with a time of its own does not share another's.
        ("The mayor was elected in 2014 and was arrested on Monday.", "arrested", False),
        # A year within a name dates what is named, and no more.
        ("After the 2014 games the city has strengthened its police and arrested fans.", "strengthened", False),
        # Years counted from an act.
        ("The report comes three years after soldiers looted the market.", "looted", True),
        ("The report comes three days after soldiers looted the market.", "looted", False),
    ],
)
def test_historical(text: str, word: str, historical: bool) -> None:
    assert ("historical" in stand(text, word).auxiliary) == historical


def test_what_a_sentence_leans_on_is_not_doubted_with_it() -> None:
    text = "Belgrade is believed to be seeking shells for its invasion of Bosnia."
    leaning, told = stand(text, "invasion"), stand(text, "seeking")
    assert (leaning.attribution.certainty, leaning.auxiliary) == ("asserted", ("historical",))
    assert told.attribution.certainty == "uncertain"
