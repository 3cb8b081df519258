from __future__ import annotations

import dataclasses

import pytest
from benchmarks.standing import Reading, Tally, compare, speaks
from benchmarks.standingmarks import FOLDER, MarkedAct, MarkedArticle, MarkedQuote, load, parse_draft

from tidings.records import Article, Attribution, Quote
from tidings.standing import Standing
from tidings.testing import make_article, make_entity, make_event

TEXT = '"We shelled the port," Amina Sow said. Her troops shelled it. The shelling shocked Lomé.'
DRAFT = """q 0 We s=Sow
0 shelled c s=Amina_Sow #port
1 shelled a +-/h #port
2 shelling a #port
2 shocked a
"""


@pytest.fixture
def page() -> Article:
    return make_article(TEXT)


@pytest.fixture
def marked(page: Article) -> MarkedArticle:
    return MarkedArticle("f", 0, "d", *parse_draft(DRAFT.splitlines(), page))


def words(span: tuple[int, int] | None) -> str:
    assert span is not None
    return TEXT[slice(*span)]


def test_a_draft_becomes_spans(marked: MarkedArticle) -> None:
    (quote,), acts = marked.quotes, marked.acts
    assert (words(quote.span), words(quote.speaker)) == ("We shelled the port,", "Sow")
    assert [words(a.trigger) for a in acts] == ["shelled", "shelled", "shelling", "shocked"]
    assert [a.event for a in acts] == [0, 0, 0, 1]
    assert words(acts[0].source) == "Amina Sow"
    assert (acts[0].certainty, acts[1].auxiliary) == (("claimed",), ((), ("historical",)))


@pytest.mark.parametrize("line", ["1 bombed a", "0 shelled x", "9 shelled a", "0 shelled a +z"])
def test_a_line_that_cannot_be_read_is_named(line: str, page: Article) -> None:
    with pytest.raises(ValueError, match=line.replace("+", r"\+")):
        parse_draft([line], page)


def test_speakers_by_name_by_reference_and_by_place() -> None:
    at = TEXT.index("Sow")
    she = make_entity("she", resolved="Amina Sow")
    assert speaks(she, (at, at + 3), TEXT)
    assert not speaks(make_entity("she"), (at, at + 3), TEXT)
    assert speaks(dataclasses.replace(make_entity("the lady"), start=at - 6, end=at + 3), (at, at + 3), TEXT)
    assert speaks(None, None, TEXT)
    assert not speaks(she, None, TEXT)
    assert not speaks(None, (at, at + 3), TEXT)


def test_right_and_wrong_are_counted(page: Article, marked: MarkedArticle) -> None:
    sow = make_entity("Amina Sow")
    claimed = Attribution("claimed", "Amina Sow", sow)
    events = [
        make_event(page, "shelled", "ASSAULT", (sow,), (), attribution=claimed),
        make_event(page, "shelled it", "ASSAULT", (sow,), (), auxiliary=("future",)),
        make_event(page, "shelling", "ASSAULT", (sow,), ()),
    ]
    events[2] = dataclasses.replace(events[2], same_as=events[0].id)
    quote = Quote(page.id, "We shelled the port,", 1, 21, "direct", sow)
    judged = (Standing(claimed), Standing(Attribution()), Standing(Attribution("denied")), Standing(Attribution()))
    tally = Tally()
    errors = compare(Reading(page, (quote,), tuple(events), judged), marked, tally)
    assert tally.share("speakers") == 1.0
    assert (tally.share("certainty"), tally.cases["certainty"]) == (0.75, 4)
    assert (tally.share("coded.auxiliary"), tally.cases["coded.auxiliary"]) == (2 / 3, 3)
    assert tally.share("source") == 1.0
    # Of three pairs one is joined.
    assert (tally.pairs.marked, tally.pairs.found, tally.pairs.right, tally.pairs.f1) == (3, 1, 1, 0.5)
    assert len(errors) == 4


def test_a_quote_that_is_missing_is_wrong(page: Article) -> None:
    tally = Tally()
    marked = MarkedArticle("f", 0, "d", (MarkedQuote((1, 21), (23, 32)),), ())
    assert compare(Reading(page, (), (), ()), marked, tally) == [
        "speakers: no quote for Amina Sow: We shelled the port,"
    ]
    assert tally.share("speakers") == 0.0


def test_every_mark_of_the_repository_can_be_read() -> None:
    articles = [m for path in sorted(FOLDER.glob("*.jsonl")) for m in load(path)]
    assert len({(m.file, m.row) for m in articles}) == len(articles) == 50
    assert all(isinstance(a, MarkedAct) and a.certainty and a.auxiliary for m in articles for a in m.acts)
