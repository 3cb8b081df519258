"""Stories: what is one happening, the same in any order, and ids that go on leading to it."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence

import numpy as np
import pytest
from tests.joining.papers import HAPPENINGS, cut, happening, paper

from tidings.joining.likeness import ALIKE, Likeness
from tidings.joining.sketch import Sketch, sketch
from tidings.joining.stories import Group, Stories, story_id
from tidings.records import Article

PAPERS = [paper(name, n, day=1 + n % 9) for name in HAPPENINGS for n in range(7)]
WIRE = happening("flood", 0)
COPIES = [paper("flood", 20 + n, day=5, body=cut(WIRE, 1 - 0.2 * n), headline=f"Late news {n}") for n in range(3)]


def _grouped(articles: Sequence[Article]) -> dict[str, Group]:
    stories = Stories()
    for article in articles:
        stories.add(sketch(article))
    return {id: group for grouping in stories.group() for id, group in grouping.stories.items()}


def _names(group: Group) -> list[str]:
    return sorted({placed.article.split("-")[0] for placed in group.articles})


def test_each_happening_is_a_story() -> None:
    found = _grouped([*PAPERS, *COPIES])
    assert sorted(map(_names, found.values())) == [[name] for name in sorted(HAPPENINGS)]
    assert sum(len(g.articles) for g in found.values()) == len(PAPERS) + len(COPIES)


@pytest.mark.parametrize("seed", range(6))
def test_neither_order_nor_bulk_changes_anything(seed: int) -> None:
    articles = [*PAPERS, *COPIES]
    whole = _grouped(articles)
    random.Random(seed).shuffle(articles)
    stories, now = Stories(), dict[str, Group]()
    blocks: dict[str, str] = {}
    for article in articles:
        stories.add(sketch(article))
        # What a caller keeps: of each changed block, its stories in place of those that its articles were in.
        for grouping in stories.group(blocks):
            members = {p.article for g in grouping.stories.values() for p in g.articles}
            now = {i: g for i, g in now.items() if members.isdisjoint(p.article for p in g.articles)}
            now |= grouping.stories
            blocks |= dict.fromkeys(members, grouping.block)
    assert now == whole
    assert stories.group(blocks) == []


def test_copies_are_known_and_the_first_whole_text_is_the_original() -> None:
    (flood,) = (g for g in _grouped([*PAPERS, *COPIES]).values() if _names(g) == ["flood"])
    copy_of = {p.article: p.copy_of for p in flood.articles}
    assert {a: o for a, o in copy_of.items() if o} == {f"flood-2{n}": "flood-0" for n in range(3)}


def test_of_copies_of_one_day_the_longest_is_the_original() -> None:
    short, long = paper("flood", 1, body=cut(WIRE, 0.5)), paper("flood", 2, body=WIRE)
    (group,) = _grouped([short, long]).values()
    assert {p.article: p.copy_of for p in group.articles} == {"flood-1": "flood-2", "flood-2": None}


def test_an_id_goes_on_leading_to_its_story_when_an_earlier_article_comes() -> None:
    later = [a for a in PAPERS if a.id.startswith("flood") and a.published != datetime.date(2023, 9, 1)]
    (before,) = _grouped(later)
    ((after, group),) = _grouped([*later, PAPERS[0]]).items()
    assert before != after == story_id("flood-0")
    assert before in {placed.alias for placed in group.articles}


def test_an_undated_article_comes_last() -> None:
    first, other = paper("flood", 0, published=None), paper("flood", 1, day=9)
    assert list(_grouped([first, other])) == [story_id("flood-1")]


def test_articles_without_words_are_stories_of_their_own() -> None:
    found = _grouped([paper("flood", n, body="…", headline="…") for n in range(3)])
    assert sorted(len(g.articles) for g in found.values()) == [1, 1, 1]


def test_likeness_is_the_same_from_both_sides_and_in_the_matrix() -> None:
    chosen = [sketch(a) for a in PAPERS[:9]]
    index = Likeness()
    links = {(n, other): like for n, s in enumerate(chosen) for other, like in index.add(s)}
    matrix = index.among(range(9))
    assert np.array_equal(matrix, matrix.T)
    assert links == {(n, m): matrix[n, m] for n in range(9) for m in range(n) if matrix[n, m] >= ALIKE}
    assert len(links) > 20


def test_days_part_what_words_join() -> None:
    one = sketch(paper("flood", 1))
    values = [_like(one, paper("flood", 2, published=day)) for day in _DAYS]
    assert values == sorted(values, reverse=True) and values[-1] < 0.7 * values[0]
    assert _like(one, paper("flood", 2, published=None)) == values[0]


_DAYS = [datetime.date(2023, 9, 1), datetime.date(2023, 9, 9), datetime.date(2023, 12, 1), datetime.date(2027, 9, 1)]


def _like(one: Sketch, other: Article) -> float:
    index = Likeness()
    index.add(one)
    index.add(sketch(other))
    return float(index.among([0, 1])[0, 1])
