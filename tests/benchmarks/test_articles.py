from __future__ import annotations

import dataclasses

from benchmarks.articles import Counts, compare, tells
from benchmarks.marking import Mark

from tidings.records import Attribution, Entity, Event, TextInfo

# "Ruritania accused Sylvania." at 0 to 27, and the same act again in the sentence from 30 on.
_MARK = Mark((0, 27), (10, 17), ("ACCUSE", "REJECT"), ((0, 9),), ((18, 26),), 0)
_AGAIN = dataclasses.replace(_MARK, sentence=(30, 60), trigger=(40, 47), actors=(), recipients=())


def _event(trigger: tuple[int, int], actor: tuple[int, int] | None, recipient: tuple[int, int] | None) -> Event:
    def party(span: tuple[int, int] | None) -> tuple[Entity, ...]:
        return () if span is None else (Entity("words", *span),)

    return Event(
        "e", "a", ("ACCUSE",), party(actor), "t", TextInfo(0, 0, 27, "paragraph", *trigger), ("w",), 3, -3.0,
        Attribution(), 0.5, "tidings", recipient=party(recipient),
    )  # fmt: skip


def test_an_act_is_told_by_its_word_or_by_a_party() -> None:
    assert tells(_event((10, 17), None, None), _MARK)
    assert tells(_event((1, 2), (0, 9), None), _MARK)
    assert not tells(_event((1, 2), (10, 12), None), _MARK)


def test_another_type_or_another_sentence_tells_nothing() -> None:
    event = _event((10, 17), (0, 9), (18, 26))
    assert not tells(dataclasses.replace(event, event=("AID",)), _MARK)
    assert not tells(event, _AGAIN)


def test_an_event_told_once_of_two_mentions_is_found() -> None:
    counts = compare([_event((10, 17), (0, 9), (18, 26))], [_MARK, _AGAIN])
    assert (counts.events, counts.events_told, counts.marks, counts.marks_told) == (1, 1, 2, 1)
    assert (counts.records, counts.right, counts.parties) == (1, 1, 1)


def test_parties_must_stand_on_their_sides() -> None:
    assert compare([_event((10, 17), (18, 26), (0, 9))], [_MARK]).parties == 0
    assert compare([_event((10, 17), (0, 9), None)], [_MARK]).parties == 0


def test_doubtful_marks_count_neither_way() -> None:
    doubtful = dataclasses.replace(_MARK, doubtful=True)
    assert compare([_event((10, 17), None, None)], [doubtful]) == Counts(articles=1, open=1)
    assert compare([], [doubtful]) == Counts(articles=1)


def test_a_false_record_lowers_precision_and_a_joined_one_does_not() -> None:
    false = _event((1, 2), (10, 12), None)
    joined = dataclasses.replace(false, same_as="x")
    counts = compare([false, joined], [_MARK])
    assert (counts.records, counts.right) == (1, 0)
