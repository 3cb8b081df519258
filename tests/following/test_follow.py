"""Feeds, followed over a server of the tests' own: asked politely, seen once, never lost to a kill."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import fakes
from tests.server import Server, serving

from tidings import pipeline
from tidings.archive import Archive
from tidings.errors import SourceError
from tidings.following import Follower, read_lists
from tidings.records import Coded, Refusal
from tidings.resuming import Known
from tidings.settings import Settings

SETTINGS = Settings(workers=1, fetch_local=True, fetch_seconds=5, fetch_delay=0)
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>Ruritania met Graustark in the castle of Zenda on Monday, and it was said that the talks went on until the morning of the day after.</p></article></body></html>"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "code_article", fakes.code_article)
    monkeypatch.setattr(pipeline, "_prepare_coding", fakes.prepare)
    with serving() as running:
        for name in "abc":
            running.put(f"/{name}.html", PAGE.format(f"Talks {name}"))
        yield running


def rss(server: Server, *paths: str, more: str = "") -> str:
    items = "".join(
        f"<item><title>T</title><link>{server.url(path)}</link><pubDate>Tue, 09 Mar 2021 10:00:00 GMT</pubDate></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Zenda Times</title>{more}{items}</channel></rss>'


class Clock:
    """The time as a test sets it."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2021, 3, 9, 12)

    def __call__(self) -> datetime.datetime:
        return self.now

    def wait(self, minutes: float) -> None:
        self.now += datetime.timedelta(minutes=minutes)


def told(outcomes: Iterator[Any]) -> list[str]:
    return sorted(_told(outcome) for outcome in outcomes)


def _told(outcome: Any) -> str:
    if isinstance(outcome, Coded):
        return f"coded {outcome.article.source.rsplit('/', 1)[1]}"
    if isinstance(outcome, Known):
        return f"known {outcome.source.rsplit('/', 1)[1]}"
    if isinstance(outcome, Refusal):
        return f"refused {outcome.source.rsplit('/', 1)[1]}: {outcome.reason}"
    assert isinstance(outcome, SourceError)
    return f"failed {outcome.source.rsplit('/', 1)[1]}: {outcome.reason}"


def follow(server: Server, *paths: str, clock: Clock | None = None, settings: Settings = SETTINGS) -> Follower:
    return Follower([server.url(path) for path in paths], Archive("a.duckdb"), settings, clock=clock or Clock())


def test_new_articles_are_coded_once_and_the_feed_is_asked_whether_it_changed(server: Server) -> None:
    server.put(
        "/feed",
        rss(server, "/a.html", "/b.html", "/a.html"),
        ETag='"one"',
        Last_Modified="Tue, 09 Mar 2021 10:00:00 GMT",
    )
    assert told(follow(server, "/feed").round()) == ["coded a.html", "coded b.html"]
    (first, _) = Archive("a.duckdb").articles()
    assert (first["published"], first["url"]) == ("2021-03-09", first["source"])
    assert told(follow(server, "/feed").round()) == [], "another process, which remembers"
    asked = [headers for path, headers, _ in server.asked if path == "/feed"]
    assert asked[1]["if-none-match"] == '"one"' and "if-modified-since" in asked[1]
    server.put("/feed", rss(server, "/c.html", "/a.html"), ETag='"two"')
    assert told(follow(server, "/feed").round()) == ["coded c.html"]
    assert server.paths().count("/a.html") == server.paths().count("/b.html") == 1


def test_atom_and_relative_links(server: Server) -> None:
    server.put(
        "/news/atom",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Z</title><entry><title>T</title><id>urn:x</id>'
        '<link rel="alternate" href="../a.html"/><updated>2021-03-09T10:00:00Z</updated></entry></feed>',
    )
    assert told(follow(server, "/news/atom").round()) == ["coded a.html"]


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (PAGE, "it holds html and says application/rss+xml"),
        ("A note that the feed has moved away for good.", "it holds text"),
        ("%PDF-1.4 none", "it holds nothing that is read"),
    ],
)
def test_a_feed_that_lies_about_its_type_is_refused(body: str, detail: str, server: Server) -> None:
    server.put("/feed", body, Content_Type="application/rss+xml")
    (refusal,) = follow(server, "/feed").round()
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.source) == ("no feed", server.url("/feed"))
    assert refusal.detail is not None and refusal.detail.startswith(detail)


def test_a_feed_is_known_by_its_content_whatever_it_says(server: Server) -> None:
    server.put("/feed", rss(server, "/a.html"), Content_Type="text/html")
    assert told(follow(server, "/feed").round()) == ["coded a.html"]


def test_a_bomb_of_entities_is_no_feed_s_way_to_memory(server: Server) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel><title>&e11;</title></channel></rss>'
    server.put("/feed", bomb)
    server.put("/xxe", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(server, more="<ttl>&x;</ttl>"))
    assert told(follow(server, "/feed", "/xxe").round()) == []
    assert "root:" not in str(Archive("a.duckdb").feed(server.url("/xxe")))


def test_an_article_that_cannot_be_had_is_tried_again_and_a_missing_one_is_not(server: Server) -> None:
    server.put("/feed", rss(server, "/a.html", "/gone.html"))
    server.put("/a.html", status=503, Retry_After="600")
    clock = Clock()
    assert told(follow(server, "/feed", clock=clock).round()) == [
        "failed a.html: its server answers 503 Service Unavailable",
        "failed gone.html: its server answers 404 Not Found",
    ]
    server.put("/a.html", PAGE.format("Late"))
    clock.wait(9)
    assert told(follow(server, "/feed", clock=clock).round()) == []
    clock.wait(2)
    assert told(follow(server, "/feed", clock=clock).round()) == ["coded a.html"]
    assert server.paths().count("/gone.html") == 1


def test_a_feed_that_fails_is_left_alone_for_longer_and_longer(server: Server) -> None:
    server.put("/feed", status=500)
    clock = Clock()
    asked = []
    for minutes in (0, 4, 1, 9, 1, 19, 1):
        clock.wait(minutes)
        list(follow(server, "/feed", clock=clock).round())
        asked.append(server.paths().count("/feed"))
    assert asked == [1, 1, 2, 2, 3, 3, 4], "after 5, 10 and 20 minutes"
    server.put("/feed", rss(server, "/a.html", more="<ttl>60</ttl>"))
    clock.wait(60)
    assert told(follow(server, "/feed", clock=clock).round()) == ["coded a.html"]
    clock.wait(59)
    list(follow(server, "/feed", clock=clock).round())
    assert server.paths().count("/feed") == asked[-1] + 1, "the feed asks for an hour of patience"


def test_robots_are_kept_to(server: Server) -> None:
    server.put("/robots.txt", "User-agent: *\nDisallow: /b\nUser-agent: other\nDisallow: /\n")
    server.put("/feed", rss(server, "/a.html", "/b.html"))
    assert told(follow(server, "/feed").round()) == ["coded a.html", "refused b.html: robots"]
    assert "/b.html" not in server.paths() and server.paths().count("/robots.txt") == 1


def test_a_host_that_cannot_say_what_it_asks_of_robots_is_left_alone(server: Server) -> None:
    server.put("/robots.txt", status=500)
    server.put("/feed", rss(server, "/a.html"))
    clock = Clock()
    (line,) = told(follow(server, "/feed", clock=clock).round())
    assert line == "failed robots.txt: its server answers 500"
    assert "/a.html" not in server.paths()
    server.put("/robots.txt", status=404)
    clock.wait(6)
    assert told(follow(server, "/feed", clock=clock).round()) == ["coded a.html"]


def test_a_host_is_asked_one_page_at_a_time_with_a_pause(server: Server) -> None:
    server.put("/feed", rss(server, "/a.html", "/b.html", "/c.html"))
    settings = Settings(workers=1, fetch_local=True, fetch_delay=0.4)
    assert len(told(follow(server, "/feed", settings=settings).round())) == 3
    times = [at for path, _, at in server.asked if path.endswith(".html")]
    assert all(later - earlier >= 0.4 for earlier, later in itertools.pairwise(times))


def test_links_that_are_no_page_are_refused_and_local_ones_never_asked(server: Server) -> None:
    server.put("/feed", rss(server, "/x.pdf", "/feed2"))
    server.put("/x.pdf", b"%PDF-1.4 \0\1\2\3")
    server.put("/feed2", rss(server, "/a.html"))
    assert told(follow(server, "/feed").round()) == ["refused feed2: unknown_kind", "refused x.pdf: unknown_kind"]
    closed = Settings(workers=1, fetch_seconds=5)
    (line,) = told(follow(server, "/feed", settings=closed).round())
    assert "no address of the open net" in line


def test_lists_of_feeds(server: Server) -> None:
    opml = (
        f'<?xml version="1.0"?><opml version="2.0"><body><outline text="W"><outline xmlUrl="{server.url("/one")}"/>'
        f'<outline xmlUrl="{server.url("/two")}"/></outline><outline text="none"/></body></opml>'
    )
    Path("feeds.opml").write_text(opml, encoding="utf-8")
    Path("feeds.txt").write_text(f"# mine\n{server.url('/two')}\n\n{server.url('/three')}\n", encoding="utf-8")
    Path("page.txt").write_text("A page.", encoding="utf-8")
    Path("bad.opml").write_text("<opml><body>", encoding="utf-8")
    *urls, page, bad, gone = read_lists(["feeds.opml", "feeds.txt", "page.txt", "bad.opml", "gone"])
    assert urls == [server.url(f"/{name}") for name in ("one", "two", "three")]
    assert str(page) == "page.txt: is neither OPML nor a list with the URL of a feed a line"
    assert (
        str(bad).startswith("bad.opml: is broken OPML")
        and str(gone) == "gone: cannot be opened: No such file or directory"
    )
    server.put("/list.opml", opml)
    server.put("/one", rss(server, "/a.html"))
    assert told(follow(server, "/list.opml").round()) == [
        "coded a.html",
        "failed two: its server answers 404 Not Found",
    ]


def test_a_round_that_is_broken_off_loses_nothing(server: Server) -> None:
    server.put("/feed", rss(server, "/a.html", "/b.html", "/c.html"), ETag='"one"')
    rounds = follow(server, "/feed").round()
    next(rounds)
    rounds.close()
    found = told(follow(server, "/feed").round())
    assert [line.split()[1] for line in found] == ["a.html", "b.html", "c.html"]
    assert Archive("a.duckdb").counts()["articles"] == 3
    assert told(follow(server, "/feed").round()) == []
