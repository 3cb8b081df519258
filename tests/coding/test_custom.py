from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from tests.coding.parsing import parsed

from tidings.coding import (
    CustomReader,
    CustomType,
    learning,
    load_network,
    load_type,
    load_types,
    remove_type,
    save_type,
)
from tidings.coding.custom import type_name
from tidings.coding.learning import learn, parse_examples
from tidings.errors import ModelError, UsageError
from tidings.sentences import load_language_model
from tidings.settings import Settings

LINES = [
    "# said at once by everybody",
    "The mayor of Zenda {opened} a new bridge on Monday.",
    "Ministers {inaugurated} a hospital in the capital.",
    "The king {opened} the railway to the coast.",
    "Officials {unveiled} a monument to the fallen sailors.",
    "The premier {inaugurated} the dam after ten years of work.",
    "A delegation {opened} a school paid for by Graustark.",
    "Soldiers opened fire on a crowd near the station.",
    "The bank opened an account for each of the villagers.",
]


@pytest.fixture(scope="module")
def opening() -> CustomType:
    """A type learned against thirty ordinary sentences, which is quick."""
    whole = learning._background()
    patch = pytest.MonkeyPatch()
    patch.setattr(learning, "_background", lambda: whole[:30])
    try:
        nlp = load_language_model(Settings().language_model)
        return learn("opening", "Something is opened with pomp.", LINES, load_network(), nlp)
    finally:
        patch.undo()


def test_braces_mark_the_act_and_a_line_without_is_a_counter_example() -> None:
    examples = parse_examples(LINES)
    assert examples[0].text == "The mayor of Zenda opened a new bridge on Monday."
    assert [examples[0].text[s:e] for s, e in examples[0].spans] == ["opened"]
    assert [bool(e.spans) for e in examples] == [True] * 6 + [False] * 2


@pytest.mark.parametrize("lines", [[*LINES, "They {met."], [*LINES, "They met}."], LINES[:4]])
def test_what_cannot_be_learned_from_is_a_usage_error(lines: list[str]) -> None:
    with pytest.raises(UsageError):
        parse_examples(lines)


@pytest.mark.parametrize("name", ["consult", "NONE", "X", "1A", "A B", "../A"])
def test_a_name_that_is_plovers_or_none_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        type_name(name)


def test_an_act_of_the_type_is_read_with_its_actor(opening: CustomType) -> None:
    reader = CustomReader(load_network(), [opening])
    sentence = parsed("The president of Ruritania inaugurated a harbour on Tuesday.")
    (reading,) = [r for r in reader.read(sentence) if r.type == "OPENING" and r.probability >= 0.3]
    assert reading.token.text == "inaugurated"
    assert [t.text for t in reading.actors] == ["president"]
    assert reading.modes == ()
    assert reading.trace[0] == f"own:OPENING={reading.probability:.2f}"


def test_other_news_is_not_read_as_the_type(opening: CustomType) -> None:
    reader = CustomReader(load_network(), [opening])
    sentence = parsed("Rebels fired mortars at the barracks and killed two guards.")
    assert [r for r in reader.read(sentence) if r.type == "OPENING" and r.probability >= 0.5] == []


def test_what_the_network_reads_stays_as_it_is(opening: CustomType) -> None:
    from tidings.coding import NetworkReader

    sentence = parsed("Ruritania condemned the attack on Graustark.")
    both = CustomReader(load_network(), [opening]).read(sentence)
    alone = NetworkReader(load_network()).read(sentence)
    assert [(r.type, r.token.i, r.probability) for r in both if r.type != "OPENING"] == [
        (r.type, r.token.i, r.probability) for r in alone
    ]


def test_cues_are_pieces_of_the_marked_words_and_not_common_ones(opening: CustomType) -> None:
    assert {"opened", "unveiled"} <= set(opening.cues)
    assert not {"the", "of", "."} & set(opening.cues)


def test_a_type_is_the_same_after_its_file(opening: CustomType, tmp_path: Path) -> None:
    save_type(opening, tmp_path / "types")
    loaded = load_type(tmp_path / "types", "Opening")
    assert loaded.digest == opening.digest
    assert loaded.weights.tolist() == opening.weights.tolist()
    assert (loaded.estimate, loaded.cues, loaded.examples) == (opening.estimate, opening.cues, opening.examples)
    assert [t.name for t in load_types(tmp_path / "types")] == ["OPENING"]
    remove_type(tmp_path / "types", "opening")
    assert load_types(tmp_path / "types") == ()
    with pytest.raises(UsageError, match="OPENING"):
        remove_type(tmp_path / "types", "opening")


def test_learning_again_gives_the_same(opening: CustomType, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = learning._background()
    monkeypatch.setattr(learning, "_background", lambda: whole[:30])
    nlp = load_language_model(Settings().language_model)
    again = learn("OPENING", opening.definition, opening.examples, load_network(), nlp)
    assert again.digest == opening.digest


def test_a_type_of_another_model_says_what_to_do(opening: CustomType) -> None:
    with pytest.raises(ModelError, match="types renew"):
        CustomReader(load_network(), [dataclasses.replace(opening, model="older")])


def test_a_broken_file_names_itself(tmp_path: Path) -> None:
    (tmp_path / "SPOILT.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"SPOILT\.json"):
        load_types(tmp_path)


def test_no_folder_has_no_types(tmp_path: Path) -> None:
    assert load_types("") == ()
    assert load_types(tmp_path / "nowhere") == ()
