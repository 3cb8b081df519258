"""A coder that needs no model: it reads "X met Y", "X struck Y" and “…”, and nothing else.

Run as a program it is `tidings` with that coder, in worker processes too; `FAKE_PAUSE` is how many
seconds each page takes, `FAKE_BATCH` how many are archived at once, `FAKE_LOG` a file that gets a
line for each article that is coded.
"""

from __future__ import annotations

import dataclasses
import os
import re
import sys
import time
from pathlib import Path

from tidings import pipeline
from tidings.records import Article, Attribution, Coded, Entity, Event, Refusal
from tidings.settings import Settings
from tidings.testing import make_coded, make_entity, make_event, make_quote

_ACT = re.compile(r"(?P<actor>[A-Z]\w+)(?: and (?P<other>[A-Z]\w+))? (?P<act>met|struck)(?: (?P<recipient>[A-Z]\w+))?")
_SAID = re.compile(r"“([^”]+)”, (\w+) said")
_TYPES = {"met": "CONSULT", "struck": "ASSAULT"}
_CODES = {"Ruritania": "RUS", "Graustark": "PRK", "Syldavia": "SYR"}


def code_article(article: Article, settings: Settings) -> Coded:
    """Code an article by two words; the second report of one act is joined to the first."""
    time.sleep(float(os.environ.get("FAKE_PAUSE", "0")))
    if "FAKE_LOG" in os.environ:
        with Path(os.environ["FAKE_LOG"]).open("a", encoding="utf-8") as log:
            log.write(f"{article.source}\n")
    if "BREAK" in article.text:
        raise RuntimeError("a fault\nof two lines")
    events: dict[tuple[str, ...], Event] = {}
    found: list[Event] = []
    for match in _ACT.finditer(article.text):
        event = _event(article, match)
        key = (*event.event, *(e.entity_text for e in (*event.actor, *event.recipient)))
        if key in events:
            event = dataclasses.replace(event, same_as=events[key].id)
        events.setdefault(key, event)
        found.append(event)
    quotes = [make_quote(article, m[1], speaker=_entity(article, m, 2)) for m in _SAID.finditer(article.text)]
    refused = (Refusal("act", "unsure", article.id, 0, 1, "CONSULT 0.10: word"),)
    return dataclasses.replace(make_coded(article, *found, quotes=quotes), refusals=refused)


def _event(article: Article, match: re.Match[str]) -> Event:
    actors = [_entity(article, match, name) for name in ("actor", "other") if match[name]]
    recipients = [_entity(article, match, "recipient")] if match["recipient"] else []
    block = next(b for b in article.blocks if b.start <= match.start() < b.end)
    certainty = "claimed" if "reportedly" in article.text[block.start : block.end] else "asserted"
    return make_event(
        article,
        match["act"],
        _TYPES[match["act"]],
        actors,
        recipients,
        at=match.start("act"),
        date=article.published,
        date_precision="day" if article.published else None,
        date_basis="publication" if article.published else None,
        attribution=Attribution(certainty),
        trace=("fake:1",),
    )


def _entity(article: Article, match: re.Match[str], group: str | int) -> Entity:
    words = match[group]
    code = _CODES.get(words)
    return make_entity(words, article, match.start(group), code=code, identifier_text=words if code else None)


def prepare(settings: Settings) -> None:
    """Load nothing."""


def install() -> None:
    """Put the coder in the place of the real one, in this process."""
    pipeline.code_article = code_article
    pipeline._prepare_coding = prepare
    pipeline._BATCH = int(os.environ.get("FAKE_BATCH", "64"))


if __name__ in {"__main__", "__mp_main__"}:
    install()

if __name__ == "__main__":
    from tidings.cli import main

    sys.exit(main())
