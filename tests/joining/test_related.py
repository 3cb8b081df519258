"""What to read beside an article: kinds, reasons, and never the same text twice."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tidings.joining.related import KINDS, Candidate, relate_articles
from tidings.records import RelatedArticle, StoryEvent

TALKS = StoryEvent(
    *("talks", ("CONSULT",), 2, (), "asserted"),
    actor=("Rudolf",),
    recipient=("Flavia",),
    date=datetime.date(2023, 9, 13),
    place="Zenda",
)
RAID = StoryEvent("raid", ("ASSAULT",), 1, (), "asserted", actor=("Black Michael",))
EVENTS = {"talks": TALKS, "raid": RAID}
BOTH = {"rudolf": "Rudolf", "flavia": "Flavia"}


def _paper(name: str, day: int | None, story: str | None = "s", **fields: Any) -> Candidate:
    date = None if day is None else datetime.date(2023, 9, 1) + datetime.timedelta(days=day - 1)
    values = {"text": name, "outlet": name, "publication": f"The {name}", "actors": BOTH} | fields
    return Candidate(article=name, date=date, story=story, **values)


READ = _paper("Post", 13, events=frozenset({"talks"}))


def _related(*others: Candidate, limit: int = 10) -> list[RelatedArticle]:
    return relate_articles(READ, others, EVENTS, limit)


@pytest.mark.parametrize(
    ("other", "kind", "reason"),
    [
        (
            _paper("Sun", 15, events=frozenset({"talks"})),
            "same event elsewhere",
            "The Sun on the same talks, Rudolf and Flavia, Zenda, 2023-09-13",
        ),
        (_paper("Sun", 14), "same event elsewhere", "the same story, the day after, by The Sun"),
        (_paper("Sun", None), "same event elsewhere", "the same story by The Sun"),
        (_paper("Sun", 10), "led to it", "the same story, 3 days before"),
        (_paper("Sun", 3, events=frozenset({"raid"})), "led to it", "10 days before: attack, Black Michael"),
        (_paper("Sun", 30), "followed", "the same story, 2 weeks after"),
        (_paper("Sun", 14, outlet="Post"), "followed", "the same story, the day after"),
        (_paper("Sun", 2, "other", likeness=0.3), "led to it", "11 days before, another story on Flavia and Rudolf"),
        (_paper("Sun", 99, "other", likeness=0.3), "followed", "2 months after, another story on Flavia and Rudolf"),
        (_paper("Sun", -900, "other"), "same actors before", "2 years before, also on Flavia and Rudolf"),
    ],
)
def test_kinds_and_reasons(other: Candidate, kind: str, reason: str) -> None:
    (found,) = _related(other)
    assert (found.kind, found.reason) == (kind, reason)
    assert kind in KINDS and 0 < found.score <= 1


def test_what_is_not_related() -> None:
    assert _related(_paper("Sun", 20, "other")) == [], "the same actors after, in nothing that is alike"
    assert _related(_paper("Sun", 2, "other", actors={"rudolf": "Rudolf"})) == [], "one actor is chance"
    assert _related(_paper("Sun", None, "other")) == []


def test_of_a_text_one_is_given_and_of_the_text_that_is_read_none() -> None:
    copies = [_paper(f"Copy{n}", 14, text="wire") for n in range(4)]
    same = _paper("Same", 13, text="Post")
    (found,) = _related(*copies, same)
    assert found.article_id == "Copy0"


def test_each_kind_has_its_share() -> None:
    many = [_paper(f"Paper{n}", 13, likeness=0.9) for n in range(20)]
    few = [_paper("Before", 3), _paper("After", 25), _paper("Actors", 1, "other")]
    found = _related(*many, *few, limit=8)
    assert len(found) == 8 and {r.kind for r in found} == set(KINDS)
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)
    assert len(_related(*many, limit=8)) == 8, "and what one has not, another takes"
