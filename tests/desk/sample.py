"""What the tests of the newsdesk look at: an article whose coding is known, and one that means harm."""

from __future__ import annotations

import dataclasses
import datetime

from tidings.records import Attribution, Coded, Dropped, Image, Location, Refusal, Related
from tidings.testing import make_article, make_coded, make_entity, make_event, make_quote

CODER = "tidings-test"
DAY = datetime.date(2021, 5, 4)
HEADLINE = "Ruritania shells Zenda"
TEXT = (
    f"{HEADLINE}\n\nRuritania's army shelled Zenda on Monday.\n\n"
    "“We met the envoys of Graustark,” the king said. In 1910 Ruritania reportedly occupied Hentzau."
)
SCRIPT = "<script>document.title='owned'</script>"
HOSTILE = f'{SCRIPT}<img src=x onerror="document.title=1">'


def plain(coder: str = CODER) -> Coded:
    """An article with an attack, a meeting that is quoted, and background that is uncertain.

    Args:
        coder: the coder that all ids follow from.
    """
    article = make_article(
        TEXT,
        source="post.txt",
        url="https://post.example/1",
        headline=HEADLINE,
        section="World",
        publication="Post",
        published=DAY,
        images=(Image("The castle", "Rudolf Agency", "https://post.example/1.jpg"),),
        related=(Related("More of this", "https://post.example/2"),),
        dropped=(Dropped("Subscribe now", "subscribe"),),
    )
    army = make_entity("Ruritania's army", article, identifier_text="Ruritanian Army", code="RUS", sector=("MIL",))
    envoys = make_entity("envoys of Graustark", article, code="PRK", sector=("GOV",))
    zenda = Location(
        *("Zenda", 54, 59), resolved_place="Zenda", lat=50.5, lon=14.0, country="Russia", country_code="RUS",
        resolution=4, uncertainty_km=40.0,
    )  # fmt: skip
    attack = make_event(
        *(article, "shelled", "ASSAULT", [army], [make_entity("Zenda", article, at=54, code="RUS")]),
        date=DAY,
        date_precision="day",
        date_basis="relative",
        event_loc=zenda,
    )
    meeting = make_event(
        *(article, "met", "CONSULT", [make_entity("the king", article)], [envoys]),
        attribution=Attribution("claimed", "the king"),
        date=datetime.date(2021, 5, 1),
        date_precision="month",
        confidence=0.4,
    )
    occupied = make_event(
        *(article, "occupied", "COERCE", [make_entity("Ruritania", article, at=TEXT.rindex("Ruritania"))]),
        attribution=Attribution("uncertain"),
        auxiliary=("historical",),
    )
    again = make_event(article, "shells", "ASSAULT", [army], same_as=attack.id)
    events = [dataclasses.replace(e, coder=coder, id=f"{coder}-{n}") for n, e in enumerate((attack, meeting, occupied))]
    again = dataclasses.replace(again, coder=coder, id=f"{coder}-3", same_as=events[0].id)
    quote = make_quote(article, "We met the envoys of Graustark", speaker=make_entity("the king", article))
    refused = (Refusal("act", "unsure", article.id, 0, 4, "AID 0.12: word"),)
    return dataclasses.replace(make_coded(article, *events, again, quotes=[quote]), refusals=refused)


def hostile() -> Coded:
    """An article with script in every field that a page fills."""
    text = f"{HOSTILE}\n\nSyldavia struck {HOSTILE} on Tuesday."
    article = make_article(
        text,
        source=f"{HOSTILE}.html",
        url="javascript:document.title='owned'",
        headline=HOSTILE,
        standfirst=HOSTILE,
        section=HOSTILE,
        publication=HOSTILE,
        authors=(HOSTILE,),
        published=datetime.date(2021, 5, 5),
        images=(Image(HOSTILE, HOSTILE, "javascript:alert(1)"),),
        related=(Related(HOSTILE, "javascript:alert(1)"), Related(HOSTILE, "data:text/html,x")),
        dropped=(Dropped(HOSTILE, "advert"),),
    )
    actor = make_entity(HOSTILE, article, at=text.rindex(HOSTILE), resolved=HOSTILE, identifier_text=HOSTILE)
    place = Location(HOSTILE, 0, 4, resolved_place=HOSTILE, lat=1.0, lon=2.0, country=HOSTILE)
    event = make_event(
        *(article, "struck", "ASSAULT", [actor], [actor]),
        id="hostile-0",
        date=datetime.date(2021, 5, 5),
        event_loc=place,
        attribution=Attribution("denied", HOSTILE, cue=HOSTILE),
        trace=(HOSTILE,),
    )
    return make_coded(article, event, quotes=[make_quote(article, HOSTILE, speaker=actor, via=HOSTILE)])
