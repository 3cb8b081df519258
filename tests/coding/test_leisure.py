"""A page's sentences in; whether it is about sport or show business out."""

from __future__ import annotations

import pytest
from tests.coding.parsing import parsed
from tests.coding.test_find import START, actor

from tidings.coding import find_acts, is_about_leisure
from tidings.mentions import index_mentions
from tidings.testing import FakeReader, Told

DERBY = [
    "Ruritania beat Graustark",
    "The striker scored a hat-trick before half-time.",
    "The coach praised his squad.",
    "It rained all evening in Strelsau.",
    "Ruritania meet Syldavia in the semi-final on Sunday.",
]
PREMIERE = [
    "Zenda film opens in Strelsau",
    "The actress Antoinette de Mauban sang two songs at the premiere.",
    "Fans queued all night.",
    "The king stayed away.",
    "The sequel will be shot in Graustark.",
]
WAR = [
    "Ruritania attacks Graustark",
    "Troops crossed the river before dawn.",
    "The minister praised his generals.",
    "A shell hit the stadium where refugees slept.",
    "Nobody knows how many have died.",
    "The king will speak tonight.",
    "Graustark has called up its reserves.",
    "Shops in Strelsau stayed shut.",
]


@pytest.mark.parametrize(("sentences", "sport"), [(DERBY, True), (WAR, False), (DERBY[:2], False), ([], False)])
def test_a_page_is_about_leisure_by_the_share_of_its_words(sentences: list[str], sport: bool) -> None:
    assert is_about_leisure(sentences) == sport


@pytest.mark.parametrize(("sector", "acts"), [((), 0), (("CVL",), 0), (("COP",), 1)])
def test_on_a_page_about_sport_a_country_alone_is_a_team(sector: tuple[str, ...], acts: int) -> None:
    text = "Kenya praised Ghana."
    reader = FakeReader(Told("praised", "SUPPORT", ["Kenya"], ["Ghana"]))
    index = index_mentions([actor(text, "Kenya", "KEN", *sector), actor(text, "Ghana", "GHA")])
    found, refused = find_acts(parsed(text, START), index, reader, "a", 0.5, leisure=True)
    assert (len(found), [r.reason for r in refused]) == (acts, [] if acts else ["no political party"])
