"""Review: decisions kept, found again after coding anew under other ids, corrected, and made a gold set."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.desk.sample import CODER, plain

from tidings.archive import Archive
from tidings.review import evaluate, read_gold

ARTICLE = plain().article.id


def _post(client: TestClient, path: str, **fields: str) -> Any:
    page = client.get("/code").text
    mark = page.split('name="mark" value="')[1].split('"')[0]
    return client.post(path, data={"mark": mark, **fields})


def test_a_decision_is_found_again_after_coding_anew(client: TestClient, archive: Archive) -> None:
    assert _post(client, f"/review/{CODER}-0", decision="reject", by="Flavia", why="a rehearsal").status_code == 303
    archive.add([plain("tidings-9")], "tidings-9")
    assert client.get(f"/events/{CODER}-0").status_code == 404
    page = client.get("/events/tidings-9-0").text
    assert "rejected by Flavia" in page and "a rehearsal" in page
    assert "rejected by Flavia" in client.get(f"/articles/{ARTICLE}").text
    with archive.look() as look:
        assert {id: r.decision for id, r in look.reviewed().items()} == {"tidings-9-0": "reject"}
    (review,) = archive.reviews()
    assert (review.by, review.why, review.type, review.at.tzinfo) == ("Flavia", "a rehearsal", "ASSAULT", None)


def test_the_queue_leaves_out_what_is_done(client: TestClient) -> None:
    seen = []
    for _ in range(4):
        page = client.get("/review?order=date").text
        id = page.split('action="/review/')[1].split('"')[0]
        seen.append(id)
        assert _post(client, f"/review/{id}", decision="accept").status_code == 303
    assert len(set(seen)) == 4 and "Everything is reviewed" in client.get("/review?order=date").text
    assert _post(client, f"/review/{seen[0]}", decision="withdraw").status_code == 303
    assert f'action="/review/{seen[0]}"' in client.get("/review").text


def test_a_correction(client: TestClient, archive: Archive) -> None:
    fields = {
        "type": "THREATEN",
        "mode": "violence",
        "actor": "Ruritanian Army (RUS MIL)\nthe king (PRK GOV)",
        "recipient": "",
        "date": "2021-05-03",
        "place": "Hentzau",
        "certainty": "claimed",
        "auxiliary": "future",
    }
    assert _post(client, f"/review/{CODER}-0", decision="correct", **fields).status_code == 303
    (review,) = archive.reviews()
    record = dict(review.record or {})
    assert (record["event"], record["mode"], record["auxiliary"]) == (["THREATEN"], ["violence"], ["future"])
    assert [(e.get("identifier_text") or e["entity_text"], e["code"]) for e in record["actor"]] == [
        *(("Ruritanian Army", "RUS"), ("the king", "PRK"))
    ]
    text = plain().article.text
    king = record["actor"][1]
    assert text[king["start"] : king["end"]] == "the king" and record["recipient"] == []
    assert (record["date"], record["date_basis"]) == ("2021-05-03", "stated")
    assert record["event_loc"]["extracted_place"] == "Hentzau" and record["quad_code"] == 3
    # The page offers what was corrected, so that a second look starts from it.
    assert "the king (PRK GOV)" in client.get(f"/events/{CODER}-0").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"type": "MEET"}, "no type MEET"),
        ({"actor": "the Pope"}, "the article has no words"),
        ({"actor": "the king (RUS PRK)"}, "more than one code"),
        ({"date": "soon"}, "no date"),
        ({"mode": "dance"}, "no mode of ASSAULT dance"),
    ],
)
def test_a_correction_that_cannot_be(client: TestClient, archive: Archive, fields: dict[str, str], words: str) -> None:
    answer = _post(client, f"/review/{CODER}-0", decision="correct", **fields)
    assert answer.status_code == 400 and words in answer.text and archive.reviews() == []


def test_gold_and_evaluation(client: TestClient, archive: Archive, tmp_path: Any) -> None:
    _post(client, f"/review/{CODER}-0", decision="accept")
    _post(client, f"/review/{CODER}-1", decision="reject")
    _post(client, f"/review/{CODER}-2", decision="correct", type="ASSAULT")
    added = {"words": "said", "type": "ACCUSE", "actor": "the king"}
    assert _post(client, f"/articles/{ARTICLE}/add", **added).status_code == 303
    assert _post(client, f"/articles/{ARTICLE}/done", decision="done").status_code == 303
    assert "nothing is missing" in client.get(f"/articles/{ARTICLE}").text
    assert "added by hand" in client.get(f"/articles/{ARTICLE}").text
    answer = client.get("/gold.jsonl")
    path = tmp_path / "gold.jsonl"
    path.write_text(answer.text, encoding="utf-8")
    (gold,) = read_gold(path)
    assert gold.article == plain().article and gold.complete and len(gold.rejected) == 1
    with archive.look() as look:
        coded = [e for e in look.of_article("events", ARTICLE) if not e.get("same_as")]
    measures = {m.name: m for m in evaluate([gold], [coded])}
    # Of three records one is right in type and parties, of three events that there are one was found.
    assert (measures["type"].right_given, measures["type"].given) == (1, 3)
    assert (measures["type"].right_wanted, measures["type"].wanted) == (1, 3)
    assert (measures["ACCUSE"].given, measures["ACCUSE"].wanted) == (0, 1)
    assert json.loads(answer.text)["reviews"][0]["by"]


def test_gold_by_hand_may_name_one_party_without_a_list(tmp_path: Any) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Uganda sent grain.", "events": [{"event": "AID", "actor": "UGA"}]}\n', encoding="utf-8")
    (gold,) = read_gold(path)
    assert gold.events[0]["actor"] == [{"entity_text": "UGA"}] and gold.events[0]["recipient"] == []


def test_code_a_page(client: TestClient, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests import fakes

    from tidings import pipeline

    monkeypatch.setattr(pipeline, "code_article", fakes.code_article)
    text = "Ruritania met Graustark in the castle of Zenda on Monday, and the talks were long.\n\nNobody slept."
    page = _post(client, "/code", text=text, date="2021-05-04")
    assert page.status_code == 200 and "not kept" in page.text and 'class="mark act"' in page.text
    assert archive.counts()["articles"] == 2
    kept = _post(client, "/code", text=text, keep="1")
    assert kept.status_code == 303 and client.get(kept.headers["location"]).status_code == 200
    for fields in ({"text": ""}, {"text": text, "date": "soon"}):
        answer = _post(client, "/code", **fields)
        assert answer.status_code == 400 and 'role="alert"' in answer.text, fields
    mark = client.get("/code").text.split('name="mark" value="')[1].split('"')[0]
    html = (
        "<html><head><title>T</title></head><body><article><p>"
        + text.replace("\n\n", "</p><p>")
        + "</p></article></body></html>"
    )
    page = client.post("/code", data={"mark": mark}, files={"file": ("page.html", html.encode(), "text/html")})
    assert page.status_code == 200 and "mark act" in page.text
