"""What goes into an archive and comes out of it: once, whole, and in one order."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from tidings.archive import Archive, EventFilter
from tidings.errors import ArchiveError, ConflictingText, UnreadableSource, UsageError
from tidings.records import Coded, Location, Refusal, Size, digest, to_dict
from tidings.settings import Settings
from tidings.testing import make_article, make_coded, make_entity, make_event, make_quote

CODER = "tidings test"
DAY = datetime.date(2023, 9, 13)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "a.duckdb")


def _coded(text: str = "Ruritania met Graustark.", **fields: object) -> Coded:
    article = make_article(text, published=DAY, **fields)
    event = make_event(
        article,
        "met",
        actor=[make_entity("Ruritania", article, code="RUS", sector=("GOV",))],
        recipient=[make_entity("Graustark", article, code="PRK")],
        date=DAY,
        event_loc=Location("Zenda", 0, 5, country="Russia", country_code="RUS", lat=1.5, lon=-2.5, geonameid=7),
        size=Size(dead=3),
    )
    return make_coded(article, event, quotes=[make_quote(article, "met", speaker=make_entity("Graustark", code="PRK"))])


def test_records_come_back_as_they_went_in(archive: Archive) -> None:
    coded = _coded()
    assert archive.add([coded], CODER) == []
    assert list(archive.events()) == [json.loads(json.dumps(to_dict(coded.events[0])))]
    assert list(archive.quotes()) == [json.loads(json.dumps(to_dict(coded.quotes[0])))]
    assert list(archive.articles()) == [json.loads(json.dumps(to_dict(coded.article)))]
    assert archive.text(coded.article.id) == coded.article.text
    assert archive.event(coded.events[0].id[:5])["id"] == coded.events[0].id


def test_columns_say_what_the_record_says(archive: Archive) -> None:
    archive.add([_coded()], CODER)
    found = archive.events()
    row = dict(zip(found.names, found.rows[0], strict=True))
    assert (row["event"], row["actor"], row["actor_code"], row["actor_sector"]) == (
        "CONSULT",
        ["Ruritania"],
        ["RUS"],
        ["GOV"],
    )
    assert (row["date"], row["place"], row["lat"], row["geonameid"], row["dead"], row["injured"]) == (
        DAY,
        "Zenda",
        1.5,
        7,
        3,
        None,
    )
    assert "record" not in row


def test_adding_again_replaces(archive: Archive) -> None:
    coded = _coded()
    for _ in range(3):
        assert archive.add([coded, coded], CODER) == []
    assert archive.counts() == {"articles": 1, "events": 1, "joined": 0, "quotes": 1, "refusals": 0}


def test_adding_the_same_again_does_not_let_the_file_grow(archive: Archive) -> None:
    batch = [_coded(f"Ruritania met Graustark {n} times.", id=str(n)) for n in range(40)]
    archive.add(batch, CODER)
    before = archive.path.read_bytes()
    archive.add(batch[:20], CODER)
    archive.add(batch, CODER)
    assert archive.path.read_bytes() == before


def test_another_coder_s_records_take_the_place_of_the_old(archive: Archive) -> None:
    archive.add([_coded()], "tidings old")
    archive.add([_coded()], CODER)
    found = archive.articles()
    assert [row[found.names.index("coder")] for row in found.rows] == [CODER]


def test_records_that_are_gone_are_forgotten(archive: Archive) -> None:
    coded = _coded()
    archive.add([coded], CODER)
    archive.add([make_coded(coded.article)], CODER)
    assert archive.counts() == {"articles": 1, "events": 0, "joined": 0, "quotes": 0, "refusals": 0}
    with archive._open(write=False) as connection:
        assert connection.execute("SELECT count(*) FROM parties").fetchone() == (0,)


def test_nothing_to_add(archive: Archive) -> None:
    assert archive.add([], CODER) == []


@pytest.mark.parametrize("together", [True, False])
def test_two_texts_under_one_given_id(archive: Archive, together: bool) -> None:
    one, two = _coded(id="x", source="a.jsonl:1"), _coded("Ruritania met nobody.", id="x", source="b.jsonl:4")
    left_out = archive.add([one, two], CODER) if together else archive.add([one], CODER) + archive.add([two], CODER)
    assert [(type(e), str(e)) for e in left_out] == [
        (ConflictingText, "b.jsonl:4: another text than a.jsonl:1 under the one id x; give each its own")
    ]
    assert archive.text("x") == one.article.text


URL = "https://post.test/1"


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("runs", [1, 2])
def test_a_page_that_changed_is_superseded_once(archive: Archive, together: bool, runs: int) -> None:
    """Whether its texts come in one batch or several, and however often."""
    texts = [_coded(f"Ruritania met Graustark {n} times.", url=URL) for n in range(3)]
    for _ in range(runs):
        for batch in [texts] if together else [[t] for t in texts]:
            assert archive.add(batch, CODER) == []
    assert archive.text(digest("url", URL)) == "Ruritania met Graustark 2 times."
    assert archive.counts()["events"] == 1
    with archive._open(write=False) as connection:
        rows = connection.execute("SELECT record, events FROM superseded").fetchall()
    assert sorted(json.loads(record)["text"] for record, _ in rows) == [
        "Ruritania met Graustark 0 times.",
        "Ruritania met Graustark 1 times.",
    ]
    assert all([e["event"] for e in json.loads(events)] == [["CONSULT"]] for _, events in rows)


def test_one_text_under_two_mastheads(archive: Archive) -> None:
    for name in ("Post", "Sun", "Times"):
        archive.add([_coded(id=name, publication=name)], CODER)
    archive.add([_coded("Ruritania met others.", id="other")], CODER)
    found = {r["id"]: r.get("same_text") for r in archive.articles()}
    assert found == {"Post": ["Sun", "Times"], "Sun": ["Post", "Times"], "Times": ["Post", "Sun"], "other": None}
    assert archive.counts()["events"] == 4


def test_without_text_names_offsets_and_digests_stay(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.duckdb", settings=Settings(keep_text=False))
    coded = _coded(headline="Ruritania met Graustark.", standfirst="A standfirst.")
    archive.add(
        [Coded(coded.article, coded.events, coded.quotes, (Refusal("act", "unsure", "a", 1, 2, "words"),))], CODER
    )
    (article,), (event,), (quote,) = archive.articles(), archive.events(), archive.quotes()
    assert not {"text", "headline", "standfirst", "images", "related", "dropped"} & set(article)
    assert article["text_digest"] == coded.article.text_digest and article["blocks"]
    assert not {"text", "event_text"} & set(event) and event["mentions"] == [{"start": 0, "end": 24}]
    assert "title" not in event["cite_info"] and event["text_info"]["trigger_start"] == 10
    assert event["actor"][0]["entity_text"] == "Ruritania"
    assert (quote["start"], quote["end"]) == (10, 13) and "text" not in quote
    assert archive.text(article["id"]) is None
    with archive._open(write=False) as connection:
        assert connection.execute("SELECT reason, start, detail FROM refusals").fetchall() == [("unsure", 1, None)]


def test_an_article_that_cannot_be_archived_is_left_out_alone(archive: Archive) -> None:
    good, again = _coded(id="good"), _coded(id="again")
    half_a_letter = _coded(id="spoilt", section="\ud800")
    article = make_article("They met.", id="double")
    event = make_event(article, "met")
    left_out = archive.add([good, half_a_letter, make_coded(article, event, event), again], CODER)
    assert [(type(e), e.source) for e in left_out] == [(UnreadableSource, "page.txt")] * 2
    assert all("cannot be archived" in e.reason for e in left_out)
    assert [r["id"] for r in archive.articles()] == ["again", "good"]


def test_the_order_does_not_depend_on_how_it_came_in(tmp_path: Path) -> None:
    batch = [_coded(f"Ruritania met Graustark {n}.", id=f"n{n % 7}{n}") for n in range(8)]
    one, other = Archive(tmp_path / "one.duckdb"), Archive(tmp_path / "other.duckdb")
    one.add(batch, CODER)
    for coded in reversed(batch):
        other.add([coded], CODER)
    assert list(one.events()) == list(other.events())
    assert list(one.articles()) == list(other.articles())
    assert list(one.quotes()) == list(other.quotes())


def test_ids_from_their_first_digits(archive: Archive) -> None:
    archive.add([_coded(id="a1"), _coded("Ruritania met a.", id="a10"), _coded("Ruritania met b.", id="b%_'")], CODER)
    assert archive.whole_id("a1", "article") == "a1"
    assert archive.whole_id("a10", "article") == "a10"
    assert archive.whole_id("b", "article") == "b%_'"
    for id, words in (("a", "more than one article"), ("%", "no article"), ("", "more than one article")):
        with pytest.raises(ArchiveError, match=f"{words} with id {id}; `tidings articles` lists them"):
            archive.whole_id(id, "article")
    with pytest.raises(ArchiveError, match="no article zz"):
        archive.text("zz")


def test_filters_by_name_and_as_one(archive: Archive) -> None:
    archive.add([_coded()], CODER)
    assert len(archive.events(actor="RUS")) == len(archive.events(EventFilter(actor="RUS"))) == 1
    with pytest.raises(UsageError, match="no such filter; give some of actor, recipient"):
        archive.events(colour="red")
    with pytest.raises(UsageError, match="not both"):
        archive.events(EventFilter(), actor="RUS")


def test_frames_keep_their_types(archive: Archive) -> None:
    for _ in range(2):
        frame, pandas = archive.events().pl(), archive.events().df()
        assert str(frame.schema["date"]) == "Date" and str(frame.schema["actor"]) == "List(String)"
        assert str(frame.schema["dead"]) == "Int64" and str(frame.schema["confidence"]) == "Float64"
        assert str(pandas["date"].dtype) == "datetime64[s]" and str(pandas["dead"].dtype) == "Int64"
        assert frame.height == len(pandas) == len(archive.events())
        archive.add([_coded(), _coded("They met.", id="y")], CODER)
    assert pandas.loc[0, "actor_code"] == ["RUS"] and frame["actor_code"].to_list()[0] == ["RUS"]
    assert archive.articles().pl().height == len(archive.quotes().df()) == 2
