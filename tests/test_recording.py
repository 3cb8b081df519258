"""An act and its standing in, the event record out: its date, its scores, its id, and PLOVER's rewriting."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.coding import Act
from tidings.ontology import MODES, TYPES, event_scale, quad_code
from tidings.recording import record
from tidings.records import Article, Attribution, CiteInfo, Entity, Event, Location, Size, TimeSpan
from tidings.sentences import Parsed, Sentence
from tidings.standing import Standing
from tidings.testing import make_article, make_entity

PUBLISHED = datetime.date(2024, 5, 8)
STATED = datetime.date(2024, 5, 3)
SENTENCE = "Rebels raided a camp in Aden."
TEXT = f"A quiet week\n\n{SENTENCE} The court sat. The judge rose."
ARTICLE = make_article(
    TEXT, headline="A quiet week", published=PUBLISHED, url="https://example.org/1", publication="The Herald"
)
PLAIN = Standing(Attribution())
DATED = TimeSpan("on 3 May", 40, 48, "DATE", "2024-05-03", date=STATED, precision="day", basis="stated")
RELATIVE = dataclasses.replace(DATED, text="last month", precision="month", basis="relative",
                               enddate=datetime.date(2024, 5, 4))  # fmt: skip
VAGUE = TimeSpan("one morning", 40, 51, "TIME", "XXXX-XX-XXTMO")


def make_act(
    type: str = "ASSAULT",
    modes: tuple[str, ...] = (),
    time: TimeSpan | None = None,
    article: Article = ARTICLE,
    **fields,
) -> Act:
    start = article.text.index(SENTENCE)
    number = next(i for i, block in enumerate(article.blocks) if block.start <= start < block.end)
    sentence = Sentence(1, start, start + len(SENTENCE), SENTENCE, number, "paragraph")
    word = start + SENTENCE.index("raided")
    values = {
        "parsed": Parsed(sentence, spacy.blank("en")(SENTENCE)),
        "trigger": (word, word + 6),
        "trigger_token": 1,
        "words": ("raided",),
        "type": type,
        "modes": modes,
        "actors": (make_entity("Rebels", article, sector=("REB",)),),
        "recipients": (make_entity("a camp", article),),
        "location": None,
        "time": time,
        "size": None,
        "probability": 0.87654,
        "trace": ("model:1",),
    }
    return Act(**(values | fields))


def made(
    act: Act | None = None, standing: Standing = PLAIN, article: Article = ARTICLE, coder: str = "test 1"
) -> Event:
    return record(article, act or make_act(), standing, coder)


def test_what_the_act_and_the_article_say_is_in_the_record() -> None:
    place = Location("Aden", 38, 42, resolution=4)
    rebels: Entity = make_entity("Rebels", ARTICLE, sector=("REB",))
    attribution = Attribution("claimed", "police")
    event = made(
        make_act(modes=("drone",), location=place, size=Size(dead=3)),
        Standing(attribution, (), ("standing:1",)),
    )
    start = TEXT.index(SENTENCE)
    assert (event.article, event.event, event.mode, event.coder) == (ARTICLE.id, ("ASSAULT",), ("drone",), "test 1")
    assert (event.text, event.event_text) == (SENTENCE, ("raided",))
    assert event.actor == (rebels,)
    assert [e.entity_text for e in event.recipient] == ["a camp"]
    assert (event.event_loc, event.size, event.attribution) == (place, Size(dead=3), attribution)
    info = event.text_info
    assert (info.sequence, info.start, info.end, info.block) == (1, start, start + len(SENTENCE), "paragraph")
    assert TEXT[info.trigger_start : info.trigger_end] == "raided"
    assert [(m.text, m.start, m.end) for m in event.mentions] == [(SENTENCE, start, start + len(SENTENCE))]
    assert event.cite_info == CiteInfo("https://example.org/1", "A quiet week", "The Herald", "en", PUBLISHED)
    assert event.confidence == 0.877
    assert event.trace == ("model:1", "standing:1")


@pytest.mark.parametrize(
    ("time", "auxiliary", "date", "enddate", "precision", "basis"),
    [
        # What the text says goes before the day of printing.
        (DATED, (), STATED, None, "day", "stated"),
        (RELATIVE, (), STATED, datetime.date(2024, 5, 4), "month", "relative"),
        (None, (), PUBLISHED, None, "day", "publication"),
        (VAGUE, (), PUBLISHED, None, "day", "publication"),
        (None, ("negation",), PUBLISHED, None, "day", "publication"),
        # Background, plans and suppositions did not happen today; a date that is given them they keep.
        (None, ("historical",), None, None, None, None),
        (None, ("future",), None, None, None, None),
        (VAGUE, ("hypothetical",), None, None, None, None),
        (None, ("negation", "historical"), None, None, None, None),
        (DATED, ("historical",), STATED, None, "day", "stated"),
    ],
)
def test_dates(
    time: TimeSpan | None,
    auxiliary: tuple[str, ...],
    date: datetime.date | None,
    enddate: datetime.date | None,
    precision: str | None,
    basis: str | None,
) -> None:
    event = made(make_act(time=time), Standing(Attribution(), auxiliary))
    assert (event.date, event.enddate, event.date_precision, event.date_basis) == (date, enddate, precision, basis)
    assert event.auxiliary == auxiliary


@pytest.mark.parametrize(("time", "date"), [(None, None), (VAGUE, None), (DATED, STATED)])
def test_an_article_without_a_date_lends_none(time: TimeSpan | None, date: datetime.date | None) -> None:
    article = dataclasses.replace(ARTICLE, published=None)
    event = made(make_act(time=time, article=article), article=article)
    assert (event.date, event.date_basis) == (date, "stated" if date else None)


@pytest.mark.parametrize(
    ("act", "standing", "type", "modes", "auxiliary"),
    [
        # A meeting to come is an agreement, and as such no more in the future than the day it is told.
        (make_act("CONSULT", ("visit",)), ("future",), "AGREE", (), ()),
        (make_act("RETREAT", ("withdraw",)), ("future",), "CONCEDE", (), ()),
        (make_act("CONSULT", ("visit",)), ("negation", "future"), "CONSULT", ("visit",), ("negation", "future")),
        (make_act("CONSULT"), ("historical",), "CONSULT", (), ("historical",)),
        (make_act("ASSAULT"), ("future",), "ASSAULT", (), ("future",)),
    ],
)
def test_rewriting(
    act: Act, standing: tuple[str, ...], type: str, modes: tuple[str, ...], auxiliary: tuple[str, ...]
) -> None:
    event = made(act, Standing(Attribution(), standing))
    assert (event.event, event.mode, event.auxiliary) == ((type,), modes, auxiliary)
    assert (event.quad_code, event.event_scale) == (quad_code(type), event_scale(type, modes))
    assert event.id == made(dataclasses.replace(act, type=type, modes=()), PLAIN).id


def test_what_the_actor_itself_says_it_will_do_is_a_threat() -> None:
    event = made(make_act("ASSAULT"), Standing(Attribution(), ("future",), own_word=True))
    assert (event.event, event.mode, event.auxiliary, event.quad_code) == (("THREATEN",), ("violence",), (), 3)
    # Made today, as the page tells it today.
    assert (event.date, event.date_basis) == (PUBLISHED, "publication")


TYPED = st.sampled_from(list(TYPES)).flatmap(
    lambda type: (
        st.tuples(st.just(type), st.lists(st.sampled_from(sorted(MODES[type])), max_size=2, unique=True))
        if MODES[type]
        else st.tuples(st.just(type), st.just([]))
    )
)
AUXILIARY = st.lists(st.sampled_from(["historical", "future", "hypothetical", "negation"]), unique=True).map(tuple)


@given(TYPED, AUXILIARY, st.booleans(), st.floats(0, 1))
@settings(deadline=None)
def test_scores_follow_the_type_that_is_recorded(
    typed: tuple[str, list[str]], auxiliary: tuple[str, ...], own_word: bool, probability: float
) -> None:
    act = make_act(typed[0], tuple(typed[1]), probability=probability)
    event = made(act, Standing(Attribution(), auxiliary, own_word=own_word))
    (type,) = event.event
    assert (event.quad_code, event.event_scale) == (quad_code(type), event_scale(type, event.mode))
    assert set(event.mode) <= set(MODES[type])
    assert set(event.auxiliary) <= set(auxiliary)
    assert 0 <= event.confidence <= 1
    assert (event.date is None) == bool({"historical", "future", "hypothetical"} & set(event.auxiliary))


def test_the_same_act_has_the_same_id_and_another_has_another() -> None:
    event = made()
    assert made().id == event.id
    # What may change from one run of a coder to the next is not in it.
    assert made(make_act(probability=0.1, trace=(), recipients=(), time=DATED, modes=("drone",))).id == event.id
    assert made(standing=Standing(Attribution("denied"))).id == event.id
    other = make_article(TEXT, url="https://example.org/2", published=PUBLISHED)
    ids = {
        event.id,
        made(make_act("COERCE")).id,
        # Two acts may share their words: "made threats and promises".
        made(make_act(trigger_token=2)).id,
        made(coder="test 2").id,
        made(make_act(article=other), article=other).id,
    }
    assert len(ids) == 5


@pytest.mark.parametrize(
    ("paragraph", "contexts"),
    [
        # Two words of the paragraph, though none of the sentence.
        (f"{SENTENCE} The court sat. The judge rose.", ("legal",)),
        (f"{SENTENCE} The court sat.", ()),
        # Of a paragraph as long as a page the sentence alone is looked at.
        (f"{SENTENCE} The court sat. The judge rose. " + "Rain fell. " * 400, ()),
    ],
)
def test_contexts_are_of_the_paragraph(paragraph: str, contexts: tuple[str, ...]) -> None:
    article = make_article(paragraph, published=PUBLISHED)
    assert made(make_act(article=article), article=article).context == contexts


def test_an_act_of_words_happens_when_it_is_said() -> None:
    friday = TimeSpan("on Friday", 40, 49, "DATE", "2024-05-10", date=datetime.date(2024, 5, 10), precision="day",
                      basis="relative")  # fmt: skip
    promise = record(ARTICLE, make_act("AGREE", time=friday), PLAIN, "tidings 0")
    assert (promise.date, promise.date_basis) == (PUBLISHED, "publication")
    raid = record(ARTICLE, make_act("ASSAULT", time=friday), PLAIN, "tidings 0")
    assert (raid.date, raid.date_basis) == (datetime.date(2024, 5, 10), "relative")
