"""Articles on made-up happenings: each draws its words from those of its happening and from the commonest."""

from __future__ import annotations

import datetime
import random
from typing import Any

from tidings.records import Article
from tidings.testing import make_article

__all__ = ["HAPPENINGS", "cut", "happening", "paper"]

COMMON = "the a of and in to was on with that it as for by at from this have they who said would more after".split()
HAPPENINGS = {
    "flood": "Strelsau river flood dam Hentzau evacuated bridge rainfall sandbags villagers levee overflow rescue boats",
    "verdict": "Zenda court verdict Rupert treason judge appeal sentenced prosecutor prison jury trial defendant guilty",
    "launch": "Kukuana satellite rocket launch orbit engine booster countdown launchpad payload telemetry astronomers",
    "strike": "Graustark railway strike union walkout drivers wages commuters timetable pickets ballot stations",
    "eclipse": "eclipse Ruritania telescope shadow moon corona viewers observatory totality spectators glasses darkness",
}


def happening(name: str, number: int, words: int = 150) -> str:
    """Give the body of the n-th article on a happening: paragraphs of its words among common ones."""
    chance = random.Random(f"{name} {number}")
    own = HAPPENINGS[name].split()
    drawn = [chance.choice(own) if chance.random() < 0.35 else chance.choice(COMMON) for _ in range(words)]
    return "\n\n".join(" ".join(drawn[n : n + 50]) + "." for n in range(0, words, 50))


def paper(name: str, number: int = 0, day: int = 1, body: str | None = None, **fields: Any) -> Article:
    """Make an article on a happening, printed in September 2023."""
    own = HAPPENINGS[name].split()
    headline = fields.pop("headline", " ".join(random.Random(f"{name} {number} head").sample(own, 4)))
    text = f"{headline}\n\n{body if body is not None else happening(name, number)}"
    values = {"id": f"{name}-{number}", "headline": headline, "published": datetime.date(2023, 9, day)} | fields
    return make_article(text, **values)


def cut(body: str, share: float) -> str:
    """Cut a body to its first words, in one paragraph."""
    words = body.split()
    return " ".join(words[: round(len(words) * share)])
