"""Each page of the newsdesk, its JSON and its exports, over an archive whose content is known."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import polars
import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import client_of
from tests.desk.sample import CODER, DAY, HOSTILE, SCRIPT, hostile, plain

from tidings.archive import Archive
from tidings.exports import COLUMNS, EVENT_FORMATS

ARTICLE = plain().article.id
STORY = re.compile(r"/stories/([0-9a-f]+)")
PAGES = [
    *("/", "/articles", "/articles?q=zenda", "/stories", "/events", "/events?group=actor", "/events?group=month"),
    *("/timeline", "/map", "/map?frame=world", "/actor?name=RUS", "/actor?name=RUS&other=PRK", "/review", "/code"),
    *(f"/articles/{ARTICLE}", f"/articles/{hostile().article.id}", f"/events/{CODER}-0", "/events/hostile-0"),
    *("/review?certainty=denied", f"/articles?section={HOSTILE}", "/articles?q=script", f"/actor?name={HOSTILE}"),
    *(f"/events?place={HOSTILE}", f"/events?group={HOSTILE}", f"/events/{HOSTILE}", f"/{HOSTILE}"),
]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_lets_script_through(client: TestClient, path: str) -> None:
    """Wherever the hostile article shows, no tag of it does, and no address that is a script."""
    answer = client.get(path)
    assert answer.status_code in {200, 400, 404}, answer.text[:500]
    page = answer.text
    assert SCRIPT not in page and "<img" not in page and "<script>" not in page
    assert re.findall(r"<script[^>]*>", page) in (['<script src="/static/desk.js" defer>'], [])
    assert not re.search(r'(href|src|action)="(javascript|data):', page) and ' onerror="' not in page.replace(
        "&#34;", "'"
    )
    assert not re.search(r"<[^>]+ style=", page)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [p for p in PAGES if "group=<" not in p and not p.startswith(("/<", "/events/<"))])
def test_every_page_answers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    # Whatever opens is closed, and every form that changes something carries the mark.
    for tag in ("article", "section", "details", "form", "ul", "table", "a", "span", "p"):
        assert len(re.findall(rf"<{tag}[ >]", answer.text)) == answer.text.count(f"</{tag}>"), tag
    assert answer.text.count('method="post"') == answer.text.count('name="mark"')


def test_the_article_page_shows_the_coding_on_the_text(client: TestClient) -> None:
    page = client.get(f"/articles/{ARTICLE}").text
    assert f'<a class="mark act" href="#e-{CODER}-0" data-events="{CODER}-0" id="m-{CODER}-0">' in page
    assert f'class="mark act uncertain historical" href="#e-{CODER}-2"' in page
    assert f'class="mark act claimed" href="#e-{CODER}-1"' in page
    assert page.count(f'id="e-{CODER}-0"') == 1 and f'id="e-{CODER}-3"' not in page
    assert "1 more mention joined" in page
    # The quote is one element, with the marks of its act inside.
    assert re.search(r'<span class="quote">We <a class="mark act claimed".*?</a>.*?</span>', page)
    for words in ("Subscribe now", "AID 0.12: word", "Rudolf Agency", "More of this", "https://post.example/1"):
        assert words in page


def test_text_is_whole_under_the_marks(client: TestClient) -> None:
    page = client.get(f"/articles/{ARTICLE}").text
    text = re.search(r'<article class="text".*?</article>', page, re.DOTALL)
    assert text is not None
    shown = re.sub(r'<span class="hidden">.*?</span>|<[^>]+>', "", text.group()).replace("&#39;", "'")
    for block in plain().article.text.split("\n\n"):
        assert block in shown


def _ids(page: str) -> list[str]:
    return re.findall(r'<tr id="([^"]+)">', page)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("type=ASSAULT", 2),
        ("actor=RUS&place=RUS", 1),
        ("party=RUS&undated=1", 1),
        ("certainty=uncertain", 1),
        ("since=2021-05-05", 1),
        ("min_confidence=0.5", 3),
        ("all=1", 5),
        ("order=confidence", 4),
        (f"article={ARTICLE}", 3),
        ("actor=nobody", 0),
    ],
)
def test_every_format_has_what_the_table_has(client: TestClient, query: str, count: int) -> None:
    ids = _ids(client.get(f"/events?{query}").text)
    assert len(ids) == count
    rows = list(csv.DictReader(io.StringIO(client.get(f"/events.csv?{query}").text)))
    assert [row["id"] for row in rows] == ids
    assert [json.loads(line)["id"] for line in client.get(f"/events.jsonl?{query}").text.splitlines()] == ids
    assert polars.read_parquet(client.get(f"/events.parquet?{query}").content)["id"].to_list() == ids
    assert [f["id"] for f in client.get(f"/events.geojson?{query}").json()["features"]] == ids
    assert [json.loads(line)["id"] for line in client.get(f"/events.plover?{query}").text.splitlines()] == ids
    data = client.get(f"/events.json?{query}").json()
    assert ([e["id"] for e in data["events"]], data["count"], data["next"]) == (ids, count, None)
    polecat = client.get(f"/events.polecat?{query}").text.splitlines()
    assert [line.split("\t")[0] for line in polecat] == [COLUMNS["polecat"][0], *ids]
    for format in ("gdelt", "icews"):
        lines = client.get(f"/events.{format}?{query}").text.splitlines()
        assert len(lines) == count + (format == "icews")


def test_pages_and_sizes(client: TestClient) -> None:
    whole = _ids(client.get("/events").text)
    parts = [_ids(client.get(f"/events?size=3&page={n}").text) for n in (1, 2, 3)]
    assert parts == [whole[:3], whole[3:], []]
    following = client.get("/events.json?size=3").json()["next"]
    assert [e["id"] for e in client.get(following).json()["events"]] == whole[3:]


def test_downloads_are_files(client: TestClient) -> None:
    for name, format in EVENT_FORMATS.items():
        answer = client.get(f"/events.{name}")
        assert answer.headers["content-disposition"] == f'attachment; filename="events.{format.suffix}"'
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_search_finds_text_actors_and_places(client: TestClient) -> None:
    data = client.get("/articles.json?q=ZENDA army").json()
    assert [a["id"] for a in data["articles"]] == [ARTICLE]
    assert client.get("/articles.json?q=zenda nowhere").json()["count"] == 0
    assert {"name": "ruritanian army", "events": 1} in client.get("/articles.json?q=ruritanian").json()["parties"]
    assert client.get("/articles.json?q=zend").json()["places"] == [{"name": "Zenda", "country": "RUS", "events": 1}]


def test_actors_and_pairs(client: TestClient) -> None:
    data = client.get("/actor.json?name=rus").json()
    assert data["events"] == 1 and "Zenda" in [partner["value"] for partner in data["partners"]]
    pair = client.get("/actor.json?name=the king&other=PRK").json()
    assert [e["id"] for e in pair["latest"]] == [f"{CODER}-1"]
    assert "<h1>Russia – North Korea</h1>" in client.get("/actor?name=RUS&other=PRK").text


def test_map_and_time(client: TestClient) -> None:
    page = client.get("/map?place=RUS").text
    assert "Zenda: 1 event, mean score −" in page.replace("-", "−") and "up to 40 km off" in page
    periods = client.get("/timeline.json?type=ASSAULT").json()
    assert periods["unit"] == "day" and [p["start"] for p in periods["periods"]] == [str(DAY), "2021-05-05"]


def test_json_of_single_records(client: TestClient) -> None:
    assert client.get(f"/events/{CODER}-0.json").json()["id"] == f"{CODER}-0"
    article = client.get(f"/articles/{ARTICLE}.json").json()
    assert (article["article"]["id"], len(article["events"]), len(article["quotes"])) == (ARTICLE, 4, 1)
    story = client.get("/events.json?actor=RUS").json()["events"][0]["story"]
    assert client.get(f"/stories/{story}.json").json()["story_id"] == story
    assert client.get(f"/stories/{story}").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/events?type=MEET", 400, "no type MEET"),
        ("/events?since=lately", 400, "write it as 2023-09-13"),
        ("/events?page=0", 400, "page 0 is not a number"),
        ("/events?order=chaos", 400, "no order chaos"),
        ("/events?min_confidence=nan", 400, "not a number from 0 to 1"),
        ("/events.xml", 404, "no format xml"),
        ("/events/none", 404, "no event of this id"),
        ("/articles/none", 404, "no article of this id"),
        ("/stories/none", 404, "no story of this id"),
        ("/nothing", 404, ""),
        ("/actor", 400, "needs its name"),
        ("/static/../server.py", 404, ""),
    ],
)
def test_what_cannot_be_asked_is_said(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status and words in answer.text


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    from tests.desk.conftest import client_of

    client = client_of(Archive(tmp_path / "empty.duckdb"))
    for path in (
        "/",
        "/articles",
        "/articles?q=x",
        "/stories",
        "/events",
        "/timeline",
        "/map",
        "/review",
        "/actor?name=X",
    ):
        assert client.get(path).status_code == 200, path
    assert "This archive is empty" in client.get("/").text


def test_texts_that_were_not_kept(tmp_path: Path) -> None:
    from tests.desk.conftest import client_of

    from tidings.settings import Settings

    archive = Archive(tmp_path / "bare.duckdb", settings=Settings(keep_text=False))
    archive.add([plain()], CODER)
    client = client_of(archive)
    for path in ("/", f"/articles/{ARTICLE}", f"/events/{CODER}-0", "/review", "/events"):
        answer = client.get(path)
        assert answer.status_code == 200 and "shelled" not in answer.text, path
    assert client.get("/articles.json?q=shelled").json()["count"] == 0


def test_while_another_program_writes_a_page_says_so_and_asks_again(client: TestClient, archive: Archive) -> None:
    code = f"import duckdb, time; c = duckdb.connect({str(archive.path)!r}); print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline()
        answer = client.get("/events")
        assert answer.status_code == 503 and answer.headers["retry-after"] == "5"
        assert "busy" in answer.text and '<meta http-equiv="refresh" content="5">' in answer.text
        assert client.get("/events.csv").json() == {
            "error": "Another program is writing to the archive just now. This page asks again in five seconds."
        }
        process.kill()
    assert client.get("/events").status_code == 200


@pytest.mark.parametrize("path", [p for p in PAGES if HOSTILE not in p])
def test_events_of_a_users_own_type_have_no_score(archive: Archive, path: str) -> None:
    """PLOVER gives such a type neither quad code nor score, and every page shows its events all the same."""
    coded = plain()
    own = [dataclasses.replace(e, event=("STRIKE",), mode=(), quad_code=None, event_scale=None) for e in coded.events]
    archive.add([dataclasses.replace(coded, events=tuple(own))], CODER)
    archive.update_stories()
    with client_of(archive) as client:
        assert client.get(path).status_code == 200
        assert client.get(path, headers={"accept": "application/json"}).status_code == 200
