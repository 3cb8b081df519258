"""Lines for people: never wider than the terminal, and nothing that would do something to it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.cli.render import article_lines, cells, cut, event_lines, plain, quote_lines
from tidings.records import Article, Attribution, Location, to_dict
from tidings.testing import make_article, make_entity, make_event, make_quote

NAMES = st.lists(st.text(min_size=1, max_size=40), max_size=5)


def _columns(line: str) -> int:
    return sum(map(cells, line))


@given(NAMES, NAMES, st.text(max_size=90), st.sampled_from([60, 80, 132]))
def test_an_event_fits(actors: list[str], recipients: list[str], words: str, columns: int) -> None:
    article = make_article("Something met something.")
    event = make_event(
        article,
        "met",
        actor=[make_entity(name, sector=("GOV", "MIL")) for name in actors],
        recipient=[make_entity(name, code="PRK") for name in recipients],
        event_text=(words,),
        attribution=Attribution("claimed", words),
    )
    lines = event_lines(to_dict(event), columns)
    assert len(lines) == 2 and all(_columns(line) <= columns and line.isprintable() for line in lines)
    assert lines[1].startswith(event.id[:8])


@given(st.text(max_size=200), st.integers(1, 100))
def test_cut(text: str, size: int) -> None:
    assert _columns(cut(text, size)) <= size and "\n" not in cut(text, size)


def test_every_party_is_shown_or_counted() -> None:
    article = make_article("All of them met.")
    actor = [make_entity(f"Minister Number {n}", sector=("GOV",)) for n in range(6)]
    record = to_dict(make_event(article, "met", actor=actor, recipient=[make_entity("Graustark", code="PRK")]))
    assert event_lines(record, 80)[0] == (
        "undated     CONSULT              Minister Number 0 (GOV) +5 → Graustark (PRK)"
    )
    assert event_lines(record, 200)[0].count("Minister") == 6


def test_recipients_have_what_the_actors_leave_of_the_line() -> None:
    article = make_article("Ruritania withdrew its soldiers.")
    soldiers = make_entity("its soldiers of the northern army", code="RUS", sector=("MIL",))
    record = to_dict(make_event(article, "withdrew", actor=[make_entity("Ruritania")], recipient=[soldiers]))
    first = event_lines(record, 80)[0]
    assert first == "undated     CONSULT              Ruritania → its soldiers of the northern army…"
    assert len(event_lines(to_dict(make_event(article, "withdrew", actor=[], recipient=[soldiers])), 80)[0]) <= 80


@pytest.mark.parametrize(
    ("precision", "shown"), [("day", "2023-09-13"), ("week", "2023-09-13"), ("month", "2023-09"), ("year", "2023")]
)
def test_a_date_is_shown_no_finer_than_it_is_known(precision: str, shown: str) -> None:
    event = make_event(make_article("They met."), "met", date=datetime.date(2023, 9, 13), date_precision=precision)
    assert event_lines(to_dict(event), 80)[0].split()[0] == shown


def test_the_rest_of_an_event() -> None:
    place = Location("Zenda", 0, 5, resolved_place="Zenda", country_code="RUS", resolution=4)
    event = make_event(
        make_article("They met."),
        "met",
        event_loc=place,
        same_as="0123456789ab",
        auxiliary=("future",),
        mode=("visit",),
    )
    first, second = event_lines(to_dict(event), 80)
    assert first == "undated     CONSULT visit        (nobody named)"
    assert second == f"{event.id[:8]}    same as 01234567 · “met” · 0.90 · asserted [future] · Zenda (RUS)"


def test_a_source_that_is_a_pronoun_is_shown_as_whom_it_stands_for() -> None:
    article = make_article("She said they met.")
    said = Attribution("claimed", "She", make_entity("She", article, resolved="Flavia of Ruritania"))
    assert "claimed by Flavia of Ruritania" in event_lines(to_dict(make_event(article, "met", attribution=said)), 80)[1]


def test_a_quote_without_its_words() -> None:
    article = make_article("“No”, he said.", id="0123456789abcdef")
    record = to_dict(make_quote(article, "No", speaker=make_entity("he", article, code="PRK"), via="a translator"))
    assert quote_lines(record, 80) == ["direct      he (PRK) via a translator", "0123456789  “No”"]
    del record["text"]
    assert quote_lines(record, 80)[1] == "0123456789  (words not kept)"


def test_an_article_of_a_text_that_many_print() -> None:
    article: Article = make_article("They met.", id="x1", publication="Post", headline="Head")
    record = to_dict(article) | {"same_text": ["x2", "x3", "x4"]}
    assert article_lines(record, 80, 1) == [
        "undated     Head",
        "            x1 · 1 event · Post · page.txt",
        "            same text as x2, x3 +1",
    ]


def test_of_a_long_path_the_end_is_shown() -> None:
    record = to_dict(make_article("They met.", id="x1", source=f"{'folder/' * 20}page.html"))
    second = article_lines(record, 60, 0)[1]
    assert second.startswith("            x1 · 0 events · …") and second.endswith("/folder/page.html")
    assert len(second) == 60


def test_nothing_reaches_the_terminal_that_would_do_something_to_it() -> None:
    assert plain("a\x1b[31mb\x9bc\nd") == "a [31mb c\nd"
