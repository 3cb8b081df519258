"""The spine: a page goes in, records come out; one bad page, and one that comes twice, cost no other."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path

import pytest
from tests import fakes

from tidings import pipeline
from tidings.archive import Archive
from tidings.coding import TableReader
from tidings.errors import ConflictingText, OverLimit, SourceError, UnreadableSource
from tidings.identity import Once
from tidings.records import Article, Coded, Page, Refusal, digest, to_dict
from tidings.settings import Settings
from tidings.testing import FakeReader, Told, make_article

ONE = Settings(workers=1, triage=False)
TEXT = "The president of Kenya met the president of Chad on Monday.\n\nPolice in Chad arrested three protesters."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake coder in the place of the real one."""
    monkeypatch.setattr(pipeline, "code_article", fakes.code_article)


def _table(*rows: dict[str, str]) -> str:
    Path("t.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return "t.jsonl"


def _line(outcome: object) -> str:
    if isinstance(outcome, Coded):
        return f"{outcome.article.source} {len(outcome.events)}"
    assert isinstance(outcome, (Refusal, SourceError))
    return f"{type(outcome).__name__} {outcome.source}: {outcome.reason}"


@pytest.mark.parametrize("archived", [True, False])
def test_every_source_has_its_outcome_in_its_place(coder: None, archived: bool) -> None:
    met = {"text": "Ruritania met Graustark."}
    rows = [met, met, met | {"id": "x"}, met | {"id": "x"}, {"id": "x", "text": "Syldavia met others."}, {"text": " "}]
    Path("a.txt").write_text("Ruritania met Graustark.\n\nBREAK.\n", encoding="utf-8")
    archive = Archive("a.duckdb") if archived else None
    outcomes = list(pipeline.run([_table(*rows), "gone.txt", "a.txt"], ONE, archive=archive))
    assert [_line(o) for o in outcomes] == [
        "t.jsonl:1 1",
        "t.jsonl:2 1",
        "t.jsonl:3 1",
        "Refusal t.jsonl:4: double",
        "ConflictingText t.jsonl:5: another text than t.jsonl:3 under the one id x; give each its own",
        "Refusal t.jsonl:6: empty",
        "UnreadableSource gone.txt: no such file or folder",
        "UnreadableSource a.txt: could not be coded (RuntimeError: a fault\nof two lines); "
        "this is a fault of tidings, please report it",
    ]
    if archive is not None:
        assert archive.counts()["articles"] == 3


def test_what_is_handed_on_is_archived_already(coder: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_BATCH", 2)
    archive = Archive("a.duckdb")
    rows = [{"id": str(n), "text": f"Ruritania met Graustark {n}."} for n in range(5)]
    seen = [archive.counts()["articles"] for _ in pipeline.run([_table(*rows)], ONE, archive=archive)]
    assert seen == [2, 2, 4, 4, 5]


@pytest.mark.parametrize("batch", [1, 3, 64])
def test_the_size_of_a_batch_changes_nothing(coder: None, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(pipeline, "_BATCH", batch)
    url = {"url": "https://post.test/1"}
    rows = [url | {"text": f"Ruritania met Graustark {n}."} for n in range(4)]
    archive = Archive("a.duckdb")
    outcomes = list(pipeline.run([_table(*rows)], ONE, archive=archive))
    assert all(isinstance(o, Coded) for o in outcomes)
    assert archive.text(digest("url", url["url"])) == "Ruritania met Graustark 3."
    with archive._open(write=False) as connection:
        assert connection.execute("SELECT count(*) FROM superseded").fetchone() == (3,)


def test_too_little_memory_is_the_page_s_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(article: Article, settings: Settings) -> Coded:
        if "much" in article.text:
            raise MemoryError
        return Coded(article)

    monkeypatch.setattr(pipeline, "code_article", hungry)
    outcomes = list(pipeline.run([_table({"text": "Too much."}, {"text": "Enough."})], ONE))
    assert isinstance(outcomes[0], OverLimit) and isinstance(outcomes[1], Coded)


def test_reading(coder: None) -> None:
    met = {"text": "Ruritania met Graustark."}
    outcomes = list(pipeline.run_reading([_table(met, met | {"language": "fr"}), "gone.txt"], ONE))
    assert [type(o).__name__ for o in outcomes] == ["Article", "Refusal", "UnreadableSource"]


def test_one_source_of_one_page() -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert pipeline.read("a.txt", ONE).text == pipeline.read(Path("a.txt"), ONE).text == TEXT
    assert pipeline.read(TEXT, ONE).text == TEXT
    for source, words in (
        ("gone.txt", "gone.txt: no such file"),
        (_table({"text": "a b c"}, {"text": "d"}), "t.jsonl: holds 2 pages"),
        (".", "holds 3 pages"),
    ):
        with pytest.raises(UnreadableSource, match=words):
            pipeline.read(source, ONE)
    with pytest.raises(UnreadableSource, match=r"t\.jsonl: no article in it: language"):
        pipeline.read(_table({"text": "Un deux trois.", "language": "fr"}), ONE)


def test_the_record_of_an_act(monkeypatch: pytest.MonkeyPatch) -> None:
    """From a page to a record, with the meaning given and everything else found."""
    reader = FakeReader(
        Told("met", "CONSULT", actors=["Kenya", "Chad"]), Told("arrested", "COERCE", ["Police"], ["protesters"])
    )
    monkeypatch.setattr(pipeline, "load_reader", lambda: reader)
    page = Page("a.txt", TEXT, "text", given_id="a1", date=datetime.date(2023, 9, 13))
    coded = pipeline.code_page(page, ONE)
    assert isinstance(coded, Coded) and coded.article.id == "a1"
    met, arrested = coded.events
    assert (met.event, arrested.event) == (("CONSULT",), ("COERCE",))
    assert [e.event_text for e in (met, arrested)] == [("met",), ("arrested",)]
    for event in coded.events:
        info = event.text_info
        assert event.text == coded.article.text[info.start : info.end]
        assert coded.article.text[info.trigger_start : info.trigger_end] == event.event_text[0]
        for entity in (*event.actor, *event.recipient):
            assert coded.article.text[entity.start : entity.end] == entity.entity_text
        assert event.cite_info is not None and event.cite_info.date == datetime.date(2023, 9, 13)
        assert event.coder == pipeline.coder_name(ONE)
    assert json.loads(json.dumps(to_dict(coded)))["events"][0]["id"] == met.id


def test_the_same_page_gives_the_same_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load_reader", TableReader)
    page = Page("a.txt", TEXT, "text", given_id="a1")
    assert pipeline.code_page(page, ONE) == pipeline.code_page(page, ONE)


def test_no_two_records_have_one_id(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told("met", "CONSULT", ["Kenya"], ["Chad"])
    monkeypatch.setattr(pipeline, "load_reader", lambda: FakeReader(told, told))
    coded = pipeline.code_page(Page("a.txt", TEXT, "text"), ONE)
    assert isinstance(coded, Coded)
    assert len({e.id for e in coded.events}) == len(coded.events) == 1
    assert [r.reason for r in coded.refusals] == ["double"]


def test_workers_with_the_released_model_change_nothing() -> None:
    """Which events the model codes is not looked at; only that they are the same."""
    texts = (
        "Kenya sent doctors to Chad on Monday.",
        "Police in Paris arrested nine protesters.",
        "France praised Mali.",
    )
    table = _table(*({"text": text, "date": "2020-01-02"} for text in texts))
    one, two = (list(pipeline.run([table], Settings(workers=workers))) for workers in (1, 2))
    assert one == two and [type(o) for o in one] == [Coded] * 3


def test_mentions() -> None:
    found = pipeline.find_mentions(Page("a.txt", TEXT, "text"), ONE)
    assert isinstance(found, tuple)
    assert all(TEXT[m.start : m.end] == m.text for m in found)
    assert {"actor", "time"} <= {m.kind for m in found}
    assert list(pipeline.run_mentions([_table({"text": "Un deux.", "language": "fr"})], ONE)) == [
        Refusal("source", "language", "t.jsonl:1", detail="fr")
    ]


def test_the_coder_is_named_with_another_language_model() -> None:
    assert pipeline.coder_name(ONE).startswith("tidings ")
    assert pipeline.coder_name(dataclasses.replace(ONE, language_model="other")).endswith(" (other)")


def test_once() -> None:
    once = Once()
    first = make_article("They met.", id="a", source="one")
    assert once.check(first) is None
    assert once.check(make_article("They  met.", id="b", source="two")) is None
    double = once.check(make_article("They  met.", id="a", source="three"))
    assert isinstance(double, Refusal) and double.detail == "the same article as one"
    conflict = once.check(make_article("They left.", id="a", source="four"))
    assert isinstance(conflict, ConflictingText)
    url = "https://post.test/1"
    assert once.check(make_article("They met.", url=url, source="five")) is None
    assert once.check(make_article("They left.", url=url, source="six")) is None
    assert isinstance(once.check(make_article("They left.", url=url, source="seven")), Refusal)
