"""Stories in the archive: kept up to date in any order, whole after a kill, asked for by id, filter and article."""

from __future__ import annotations

import datetime
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.joining.papers import HAPPENINGS, cut, happening, paper

from tidings.archive import Archive, EventFilter, stories
from tidings.errors import ArchiveError
from tidings.records import Article, Coded, digest
from tidings.settings import Settings
from tidings.testing import make_coded, make_entity, make_event

CODER = "tidings test"
TABLES = ("sketches", "links", "story_articles", "stories", "story_events")
ROOT = Path(__file__).parents[2]


def _coded(article: Article) -> Coded:
    """An article whose first word of the body is a talk between two parties."""
    word = article.text.split("\n\n")[1].split()[0]
    actor = make_entity("Rudolf", identifier_text="Rudolf Rassendyll", code="RUR")
    recipient = make_entity("Flavia", identifier_text=f"Flavia of {article.id.split('-')[0]}", code="GRS")
    fields = {"date": article.published, "date_basis": "publication"} if article.published else {}
    at = article.text.index("\n\n") + 2
    return make_coded(article, make_event(article, word, "CONSULT", [actor], [recipient], at, **fields))


def _papers() -> list[Article]:
    wire = happening("flood", 0)
    found = [
        paper(name, n, day=1 + n, publication=f"The {n} Post", section=name.title())
        for name in HAPPENINGS
        for n in range(4)
    ]
    copies = [paper("flood", 20 + n, day=9, body=cut(wire, 0.6 + 0.2 * n), headline=f"Late {n}") for n in range(2)]
    return [*found, *copies]


PAPERS = _papers()


def _content(archive: Archive) -> dict[str, list[Any]]:
    with archive._open(write=False) as connection:
        found = {t: connection.execute(f"SELECT * FROM {t}").fetchall() for t in TABLES}
    # Which of a pair came first is all that its link may show.
    found["links"] = [(*sorted(row[:2]), *row[2:]) for row in found["links"]]
    return {table: sorted(rows, key=repr) for table, rows in found.items()}


def _filled(path: Path, batches: Sequence[Sequence[Article]]) -> Archive:
    archive = Archive(path)
    for batch in batches:
        assert archive.add([_coded(a) for a in batch], CODER) == []
        assert archive.unplaced() == len(batch)
        assert archive.update_stories() == len(batch)
    assert archive.unplaced() == archive.update_stories() == 0
    return archive


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The archive of all papers, filled in one go."""
    return _filled(tmp_path_factory.mktemp("whole") / "a.duckdb", [PAPERS])


@pytest.mark.parametrize("seed", [1, 2])
def test_what_comes_out_does_not_depend_on_order_or_batches(seed: int, tmp_path: Path, whole: Archive) -> None:
    papers = PAPERS[:]
    random.Random(seed).shuffle(papers)
    archive = _filled(tmp_path / "b.duckdb", [papers[:9], papers[9:10], papers[10:]])
    assert _content(archive) == _content(whole)


def test_small_batches_change_nothing(tmp_path: Path, whole: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "_BATCH", 5)
    assert _content(_filled(tmp_path / "b.duckdb", [PAPERS[::-1]])) == _content(whole)


def test_stories_are_listed_by_their_latest_article(whole: Archive) -> None:
    found = list(whole.stories())
    assert len(found) == len(HAPPENINGS)
    flood = found[0]
    assert (flood["section"], flood["articles"], flood["outlets"], flood["copies"]) == ("Flood", 6, 6, 2)
    assert (flood["first_date"], flood["last_date"]) == ("2023-09-01", "2023-09-09")
    assert flood["actors"][:2] == ["Flavia of flood", "Rudolf Rassendyll"] and flood["countries"] == ["GRS", "RUR"]
    assert whole.stories().names[0] == "id" and "members" not in flood


def test_filters(whole: Archive) -> None:
    def sections(**filters: Any) -> list[str]:
        return sorted(s["section"] for s in whole.stories(**filters))

    everything = sorted(name.title() for name in HAPPENINGS)
    assert sections(since=datetime.date(2023, 9, 5)) == ["Flood"]
    assert sections(until=datetime.date(2022, 9, 5)) == []
    assert sections(section="verdict") == ["Verdict"]
    assert sections(publication="the 3 post") == everything
    assert sections(article="strike-2") == ["Strike"]
    assert sections(min_articles=5) == sections(min_outlets=5) == ["Flood"]
    assert sections(events=EventFilter(recipient="Flavia of launch")) == ["Launch"]
    assert len(sections(limit=2)) == 2
    story = next(iter(whole.stories(section="Strike")))["story_id"]
    assert {e["article"] for e in whole.events(story=story)} == {f"strike-{n}" for n in range(4)}
    assert {e["story"] for e in whole.events(story=story)} == {story}


def test_a_story_has_its_members_and_its_timeline(whole: Archive) -> None:
    (flood,) = whole.stories(section="Flood")
    story = whole.story(flood["story_id"][:6])
    assert flood.items() <= story.items()
    assert [m["article_id"] for m in story["members"]] == [*(f"flood-{n}" for n in range(4)), "flood-20", "flood-21"]
    assert [m.get("copy_of") for m in story["members"]] == [None] * 4 + ["flood-0"] * 2
    assert [day["date"] for day in story["timeline"]] == [f"2023-09-0{n}" for n in (1, 2, 3, 4, 9)]
    told = [event for day in story["timeline"] for event in day["events"]]
    assert len(told) == flood["events"] and sum(len(e["reports"]) for e in told) == 6
    late = next(e for e in told if e["reports"][0]["article"] == "flood-20")
    assert late["outlets"] == 1, "two papers, one text"
    early = next(e for e in told if e["reports"][0]["article"] == "flood-0")
    assert early["outlets"] == 4 and early["reports"][0]["publication"] == "The 0 Post"


def test_a_former_id_leads_to_the_story(tmp_path: Path) -> None:
    archive = _filled(tmp_path / "a.duckdb", [PAPERS[1:4]])
    (before,) = archive.stories()
    archive.add([_coded(PAPERS[0])], CODER)
    archive.update_stories()
    (after,) = archive.stories()
    assert before["story_id"] != after["story_id"]
    assert archive.story(before["story_id"])["story_id"] == after["story_id"]
    with pytest.raises(ArchiveError, match="no story nothing; `tidings stories` lists them"):
        archive.story("nothing")
    with pytest.raises(ArchiveError, match="more than one story"):
        _filled(tmp_path / "b.duckdb", [PAPERS]).story("")


def test_a_page_that_changes_is_placed_again(tmp_path: Path) -> None:
    urls = [f"https://post.example/{n}" for n in range(3)]
    pages = [paper("flood", n, day=1 + n, url=url, id=digest("url", url)) for n, url in enumerate(urls)]
    archive = _filled(tmp_path / "a.duckdb", [pages])
    now = paper("verdict", 0, day=2, url=pages[1].url, id=pages[1].id)
    archive.add([_coded(now)], CODER)
    assert archive.unplaced() == 1
    archive.update_stories()
    assert sorted(s["articles"] for s in archive.stories()) == [1, 2]
    fresh = _filled(tmp_path / "b.duckdb", [[pages[2], now, pages[0]]])
    assert _content(archive) == _content(fresh)


def test_without_texts_stories_are_the_same_and_hold_no_words(tmp_path: Path, whole: Archive) -> None:
    archive = Archive(tmp_path / "a.duckdb", settings=Settings(keep_text=False))
    archive.add([_coded(a) for a in PAPERS], CODER)
    archive.update_stories()
    assert [s["story_id"] for s in archive.stories()] == [s["story_id"] for s in whole.stories()]
    story = archive.story(next(iter(archive.stories()))["story_id"])
    assert "headline" not in story and not any("headline" in m for m in story["members"])
    assert not any("text" in e for day in story["timeline"] for e in day["events"])


def test_an_archive_without_sketches_is_brought_up_to_date(tmp_path: Path, whole: Archive) -> None:
    archive = Archive(tmp_path / "a.duckdb")
    archive.add([_coded(a) for a in PAPERS], CODER)
    with archive._open(write=True) as connection:
        connection.execute("DELETE FROM sketches")
    assert archive.unplaced() == len(PAPERS)
    assert archive.update_stories() == len(PAPERS)
    assert _content(archive) == _content(whole)


def test_somebody_elses_update_meanwhile_is_noticed(
    tmp_path: Path, whole: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "a.duckdb")
    archive.add([_coded(a) for a in PAPERS], CODER)
    load, calls = stories._load, []

    def meanwhile(connection: Any) -> Any:
        loaded = load(connection)
        calls.append(1)
        if len(calls) == 1:
            connection.close()
            monkeypatch.setattr(stories, "_load", load)
            archive.update_stories()
        return loaded

    monkeypatch.setattr(stories, "_load", meanwhile)
    assert archive.update_stories() == 0, "the other one had placed them all"
    assert _content(archive) == _content(whole)


def test_a_kill_loses_and_doubles_nothing(tmp_path: Path, whole: Archive) -> None:
    path = tmp_path / "a.duckdb"
    Archive(path).add([_coded(a) for a in PAPERS], CODER)
    code = (
        "from tidings.archive import Archive, stories\nstories._BATCH = 3\nwrite = stories._write\n"
        "def told(*given):\n    write(*given)\n    print('placed', flush=True)\nstories._write = told\n"
        f"Archive({str(path)!r}).update_stories()"
    )
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    for lines in (1, 2):
        with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert all(process.stdout.readline() for _ in range(lines))
            process.kill()
        found = _content(Archive(path))
        placed = {row[0] for row in found["story_articles"]}
        assert len(placed) % 3 == 0 and len(placed) < len(PAPERS)
        assert {row[1] for row in found["story_articles"]} == {row[0] for row in found["stories"]}
        assert {end for row in found["links"] for end in row[:2]} <= placed
    Archive(path).update_stories()
    assert _content(Archive(path)) == _content(whole)


def test_related(whole: Archive) -> None:
    found = list(whole.related("flood-0"))
    assert {r["article_id"] for r in found if r["story"] == found[0]["story"]} == {"flood-1", "flood-2", "flood-3"}
    assert found[0]["kind"] == "same event elsewhere" and "talks, Rudolf Rassendyll" in found[0]["reason"]
    texts = [r["article_id"] for r in whole.related("flood-3", limit=20)]
    assert len({"flood-0", "flood-20", "flood-21"} & set(texts)) == 1, "of one text one"
    assert len(whole.related("flood-3", limit=2)) == 2
    with pytest.raises(ArchiveError, match="no article with id nothing"):
        whole.related("nothing")
