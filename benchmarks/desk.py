"""`python -m benchmarks.desk [--archive FILE]`: what each page of the newsdesk takes on the server.

The archive is that of `benchmarks/deskarchive.py`, made once where FILE names one that is not there yet, else in a
folder that is gone afterwards. Each page is asked for several times through the whole application, guards and
compression too, and opens the file anew each time, as it does for a reader; the median and the slowest are given,
and the median of what the processor did, which other programs on the machine do not lengthen. The heaviest country, sector and pair of the archive are asked for, not the usual ones.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from benchmarks.deskarchive import RARE, build
from tidings.archive import Archive
from tidings.desk.guard import Access
from tidings.desk.server import make_app
from tidings.desk.state import Desk
from tidings.settings import Settings

__all__ = ["main"]

_TARGET = 200
_HEAVIEST = (
    "SELECT one, other FROM (SELECT actor_code[1] AS one, recipient_code[1] AS other FROM events) "
    "WHERE one <> other GROUP BY ALL ORDER BY count(*) DESC, 1, 2 LIMIT 1"
)


def _pages(archive: Archive) -> dict[str, str]:
    """The pages by what they are."""
    with archive.look() as look:
        one, other = look.rows(_HEAVIEST)[0]
        article, event = look.rows("SELECT article, id FROM events ORDER BY date DESC, id LIMIT 1")[0]
        story = look.rows("SELECT max(id) FROM stories")[0][0]
        place = look.rows("SELECT mode(place) FROM events")[0][0]
    found = {"front page": "/", "articles": "/articles", "articles, page 200": "/articles?page=200"}
    found |= {"articles of a section": "/articles?section=World", "search, a rare word": f"/articles?q={RARE}"}
    found |= {
        "search, three common words": "/articles?q=the+w1+w30",
        "search, a country": f"/articles?q={quote(place)}",
    }
    found |= {"article": f"/articles/{article}", "what to read beside it": f"/articles/{article}/related"}
    found |= {"stories": "/stories", "story": f"/stories/{story}", "event": f"/events/{event}"}
    found |= {"events": "/events", "events, page 200 by confidence": "/events?order=-confidence&page=200"}
    found |= {"events, page 2000": "/events?page=2000", "events of a party": f"/events?party={one}"}
    found |= {"events, party to party": f"/events?actor={one}&recipient={other}"}
    found |= {
        "events in a country": f"/events?place={one}",
        "events at a place": f"/events?place={quote(place.lower())}",
    }
    found |= {
        "events of a type": "/events?type=ASSAULT",
        "events of a week": "/events?since=2020-01-01&until=2020-01-07",
    }
    found |= {f"events by {by}": f"/events?group={by}" for by in ("actor", "mode", "month", "country")}
    found |= {"events of a sector by actor": "/events?actor=GOV&group=actor"}
    found |= {"timeline": "/timeline", "timeline of a party": f"/timeline?party={one}"}
    found |= {"map": "/map", "map of a party": f"/map?party={one}", "map of a type": "/map?type=ASSAULT"}
    found |= {"actor": f"/actor?name={one}", "pair": f"/actor?name={one}&other={other}"}
    found |= {
        "a sector as an actor": "/actor?name=GOV",
        "review": "/review",
        "review of a party": f"/review?party={one}",
    }
    return found


def _measure(archive: Archive, times: int, only: str) -> list[tuple[str, float, float, float]]:
    """Milliseconds by page: the median and the slowest by the clock, and the median of the processor's."""
    desk = Desk.over(archive, Access(), archive.settings)
    rows = []
    with TestClient(make_app(desk), base_url="http://127.0.0.1:8765") as client:
        client.get("/code")  # templates and tables are loaded once
        for name, path in _pages(archive).items():
            if only not in name:
                continue
            taken, busy = [], []
            for _ in range(times):
                begun, worked = time.perf_counter(), time.process_time()
                answer = client.get(path)
                taken.append((time.perf_counter() - begun) * 1000)
                busy.append((time.process_time() - worked) * 1000)
                if answer.status_code != 200:
                    raise SystemExit(f"{path}: {answer.status_code} {answer.text[:500]}")
            rows.append((name, statistics.median(taken), max(taken), statistics.median(busy)))
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row for each page.

    Args:
        arguments: the command line; that of the process where it is None.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description="Time the pages of the newsdesk.")
    parser.add_argument("--archive", type=Path, metavar="FILE", help="the archive; made there where it is missing")
    parser.add_argument("--copies", type=int, default=100, help="thousands of articles in an archive that is made")
    parser.add_argument("--times", type=int, default=5, help="how often each page is asked for")
    parser.add_argument("--only", default="", metavar="WORDS", help="only pages with these words in their name")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="tidings-") as folder:
        path = given.archive or Path(folder) / "desk.duckdb"
        begun = time.perf_counter()
        archive = Archive(path, settings=Settings()) if path.exists() else build(path, given.copies)
        counts = archive.counts()
        print(
            f"{counts['articles']:,} articles, {counts['events']:,} events; {time.perf_counter() - begun:.0f} s to make"
        )
        rows = _measure(archive, given.times, given.only)
    print(f"{'':34} {'median':>9} {'slowest':>9} {'processor':>9}")
    for name, median, slowest, busy in rows:
        mark = "  !" if median > _TARGET else ""
        print(f"{name:34} {median:6.0f} ms {slowest:6.0f} ms {busy:6.0f} ms{mark}")
    print(f"{sum(row[1] > _TARGET for row in rows)} of {len(rows)} pages over {_TARGET} ms")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
