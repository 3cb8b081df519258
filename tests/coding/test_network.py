"""The released network: the same scores whatever was read before, and files that fit each other or a clear refusal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coding.parsing import parsed

from tidings.coding import Network, NetworkReader, load_network
from tidings.coding.network import MODELS
from tidings.errors import ModelError
from tidings.ontology import MODES, NONE, TYPES

SENTENCES = (
    "Rebels attacked the port of Aden on Monday.",
    "Egypt urged Israel to lift the blockade.",
    "The minister, who met his Peruvian counterpart in Lima, offered to mediate.",
    "It rained.",
)


def numbers(text: str) -> list[np.ndarray[Any, Any]]:
    """Give all that the network says of a sentence, its words and pairs of them."""
    network = load_network()
    encoded = network.encode(text)
    spans = [(0, 3), (len(text) - 4, len(text))]
    triggers, modes = network.triggers(encoded, spans, [["pos=VERB", "lex=ASSAULT"], []])
    roles, nobody = network.roles(encoded, (0, 3), "ASSAULT", spans, [["before"], ["after", "rule=actor"]])
    pairs = [network.pair(encoded, first, second) for first, second in ((None, None), (spans[0], spans[1]))]
    return [encoded.vectors, triggers, modes, roles, nobody, *pairs]


def test_labels_are_the_types_and_none() -> None:
    network = load_network()
    assert set(network.labels) == {*TYPES, NONE}
    assert len(network.labels) == 17
    assert set(network.modes) == {f"{type}/{mode}" for type in TYPES for mode in MODES[type]}


def test_it_is_loaded_once() -> None:
    assert load_network() is load_network()


@pytest.mark.parametrize("text", SENTENCES)
def test_scores_do_not_depend_on_what_was_read_before(text: str) -> None:
    first = numbers(text)
    for other in SENTENCES:
        numbers(other * 3)
    for before, after in zip(first, numbers(text), strict=True):
        assert np.array_equal(before, after)


def test_another_copy_gives_the_same_scores() -> None:
    text = SENTENCES[0]
    assert np.array_equal(Network().encode(text).vectors, load_network().encode(text).vectors)


@pytest.mark.parametrize("text", SENTENCES)
def test_readings_do_not_depend_on_what_was_read_before(text: str) -> None:
    def read() -> list[tuple[Any, ...]]:
        found = NetworkReader(load_network()).read(parsed(text))
        return [
            (r.token.i, r.type, r.modes, [t.i for t in r.actors], [t.i for t in r.recipients], r.evidence)
            for r in found
        ]

    first = read()
    for other in SENTENCES:
        NetworkReader(load_network()).read(parsed(other))
    assert read() == first


@pytest.mark.parametrize("text", SENTENCES)
def test_readings_keep_their_form(text: str) -> None:
    readings = NetworkReader(load_network()).read(parsed(text))
    assert [r.token.i for r in readings] == sorted({r.token.i for r in readings})
    for reading in readings:
        assert reading.type in TYPES
        assert set(reading.modes) <= set(MODES[reading.type])
        assert 0 <= reading.probability <= 1
        assert not set(reading.actors) & set(reading.recipients)
        assert reading.token in reading.words
        assert reading.token not in {*reading.actors, *reading.recipients}
        assert reading.trace[0].startswith(f"model:{reading.type}=")


def test_no_words_to_look_at_give_no_readings() -> None:
    assert NetworkReader(load_network()).read(parsed("Cold and blue.")) == []


@given(st.text(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_has_scores(text: str) -> None:
    encoded = load_network().encode(text)
    assert len(encoded.offsets) == len(encoded.vectors) <= 160
    assert np.isfinite(encoded.vectors).all()
    assert np.isfinite(load_network().pair(encoded, (0, len(text)), None)).all()


def test_what_lies_beyond_the_last_piece_is_the_first_piece() -> None:
    encoded = load_network().encode("bread " * 400)
    assert len(encoded.vectors) == 160
    assert np.array_equal(encoded.span(2300, 2305), encoded.vectors[0])


def test_names_that_no_feature_has_change_nothing() -> None:
    network = load_network()
    encoded = network.encode(SENTENCES[0])
    plain, _ = network.triggers(encoded, [(7, 15)], [["pos=VERB"]])
    more, _ = network.triggers(encoded, [(7, 15)], [["pos=VERB", "no such name"]])
    assert np.array_equal(plain, more)


def test_no_phrases_have_no_scores_but_nobody_has() -> None:
    network = load_network()
    scores, nobody = network.roles(network.encode(SENTENCES[0]), (7, 15), "ASSAULT", [], [])
    assert scores.shape == (0, 2)
    assert nobody.shape == (2,)


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere.*install tidings again"):
        Network(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json", "names.json", "heads.npz"])
@pytest.mark.parametrize("content", [None, b"", b"not what it says"])
def test_a_broken_file_is_a_model_error(name: str, content: bytes | None, tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match="install tidings again"):
        Network(folder)


def copy(tmp_path: Path) -> Path:
    """Copy the released model, by links."""
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("encoder.onnx", "tokenizer.json", "names.json", "heads.npz"):
        (folder / name).symlink_to(MODELS / name)
    return folder


@pytest.fixture(scope="module")
def arrays() -> dict[str, Any]:
    with np.load(MODELS / "heads.npz", allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


@pytest.mark.parametrize(
    "missing", ["scale", "nobody", "trigger_out__bias", "role_type__weight", "role_nobody__weight", "pair_key__weight"]
)
def test_heads_that_miss_an_array_are_refused_at_once(missing: str, arrays: dict[str, Any], tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / "heads.npz").unlink()
    np.savez(folder / "heads.npz", **{name: value for name, value in arrays.items() if name != missing})
    with pytest.raises(ModelError, match=f"{missing} missing"):
        Network(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda names: names.pop("labels"), "labels missing"),
        (lambda names: names.pop("role"), "role missing"),
        (lambda names: names["labels"].append("TEASE"), "trigger_out has 17 rows, not 18"),
        (lambda names: names["modes"].append("ASSAULT/tease"), "mode_out has"),
        (lambda names: names["trigger"].update({"pos=NEW": 10_000}), "trigger_names has"),
        (lambda names: names["role"].update({"path=new": 100_000}), "role_names has"),
    ],
)
def test_names_of_another_version_are_refused(
    change: Callable[[dict[str, Any]], object], message: str, tmp_path: Path
) -> None:
    folder = copy(tmp_path)
    names = json.loads((MODELS / "names.json").read_text(encoding="utf-8"))
    change(names)
    (folder / "names.json").unlink()
    (folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        Network(folder)


def test_the_copy_itself_loads(tmp_path: Path) -> None:
    shutil.copytree(MODELS, tmp_path / "whole")
    assert Network(tmp_path / "whole").labels == load_network().labels


def test_the_release_tells_nothing_of_where_it_was_made() -> None:
    content = (MODELS / "encoder.onnx").read_bytes()
    assert not any(word in content for word in (b"site-packages", b"stack_trace", b"/home/", b"/tmp/"))
