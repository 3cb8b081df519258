from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from benchmarks.actormarks import FOLDER, MarkedActor, load, main, parse_draft
from benchmarks.actors import Tally, closest, compare, right_country, right_sector
from benchmarks.rows import find_shared

from tidings.ontology import SECTORS
from tidings.records import Entity
from tidings.sentences import Sentence

_TEXT = "Ruritania said the mayor of Ruritania fled."
_SENTENCES = [Sentence(0, 10, 10 + len(_TEXT), _TEXT, 0, "paragraph"), Sentence(1, 60, 62, "No", 0, "paragraph")]


def _entity(start: int, end: int, code: str | None = None, *sectors: str) -> Entity:
    return Entity("x", start, end, code=code, sector=sectors)


def _marked(countries: tuple[str | None, ...], *sectors: tuple[str, ...]) -> MarkedActor:
    return MarkedActor((0, 4), countries, sectors)


def test_words_of_a_draft_become_offsets_into_the_article() -> None:
    first, second = parse_draft(["0 mayor AAA|- ELI,PTY|-", "0 Ruritania^2 AAA GOV", "1"], _SENTENCES)
    mayor, country = first.actors
    assert (first.span, second.span, second.actors) == ((10, 10 + len(_TEXT)), (60, 62), ())
    assert [_TEXT[s - 10 : e - 10] for s, e in (mayor.span, country.span)] == ["mayor", "Ruritania"]
    assert country.span[0] == 10 + _TEXT.rindex("Ruritania")
    assert (mayor.countries, mayor.sectors) == (("AAA", None), (("ELI", "PTY"), ()))


@pytest.mark.parametrize("line", ["0 mayor AAA", "0 mayor AAA KNG", "0 duke AAA GOV", "7 mayor AAA GOV"])
def test_a_draft_that_does_not_fit_names_its_line(line: str) -> None:
    with pytest.raises(ValueError, match=line):
        parse_draft([line], _SENTENCES)


def test_the_mention_that_covers_the_words_best_is_taken() -> None:
    whole, inner, other = _entity(0, 20), _entity(0, 6), _entity(30, 40)
    assert closest((0, 5), [whole, inner, other]) is inner
    assert closest((2, 19), [whole, inner, other]) is whole
    assert closest((20, 30), [whole, inner, other]) is None


@pytest.mark.parametrize(
    ("found", "marked", "right"),
    [
        (("GOV",), (("GOV",),), True),
        (("GOV", "LEG"), (("LEG", "PTY"),), True),
        (("PTY",), (("LEG", "PTY"),), True),
        (("JUD", "PTY"), (("LEG", "PTY"),), False),
        ((), (("GOV",), ()), True),
        ((), (("GOV",),), False),
        (("GOV",), ((),), False),
    ],
)
def test_a_sector_is_right_where_the_primary_one_agrees(found, marked, right) -> None:
    assert right_sector(found, _marked((None,), *marked)) is right


def test_a_country_is_one_of_those_that_may_stand() -> None:
    assert right_country(_entity(0, 4, "AAA"), _marked(("AAA", "MNC"), ()))
    assert right_country(_entity(0, 4), _marked(("AAA", None), ()))
    assert not right_country(_entity(0, 4, "AAA"), _marked((None,), ()))


def test_shares_are_of_those_found_and_of_all() -> None:
    tally = Tally()
    marked = [_marked(("AAA",), ("GOV",)), MarkedActor((50, 54), ("AAA",), (("GOV",),))]
    errors = compare(marked, [_entity(0, 4, "AAA", "GOV", "LEG")], tally)
    shares = {name: tally.share(name) for name in tally.right}
    assert shares == {"found": 0.5, "country": 1.0, "sector": 1.0, "exact": 0.0, "both": 1.0, "of_all": 0.5}
    assert errors == ["not found: (50, 54)"]
    assert Tally().share("found") is None


def test_kept_marks_are_offsets_and_labels_alone() -> None:
    marked = load(FOLDER / "news.jsonl")
    assert len({(m.file, m.row) for m in marked}) == len(marked) == 100
    assert sum(len(m.sentences) for m in marked) == 200
    for sentence in (s for m in marked for s in m.sentences):
        for actor in sentence.actors:
            assert sentence.span[0] <= actor.span[0] < actor.span[1] <= sentence.span[1]
            assert all(code is None or (len(code) == 3 and code.isupper()) for code in actor.countries)
            assert {s for either in actor.sectors for s in either} <= SECTORS.keys()
            assert [f.name for f in dataclasses.fields(actor)] == ["span", "countries", "sectors"]


@pytest.mark.skipif(find_shared() is None, reason="no shared/ beside the repository")
def test_nothing_is_marked_twice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first = load(FOLDER / "news.jsonl")[0]
    draft = tmp_path / "draft"
    draft.write_text(f"## {first.file}:{first.row}\n0\n", encoding="utf-8")
    before = (FOLDER / "news.jsonl").read_bytes()
    assert main(["write", str(draft), "news"]) == 1
    assert (FOLDER / "news.jsonl").read_bytes() == before
    assert "marked already" in capsys.readouterr().err
