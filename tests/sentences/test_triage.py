"""Triage: which sentences pass, and which others are parsed for their sake."""

from __future__ import annotations

import math
import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.corpus import read_corpus

from tidings.errors import ModelError
from tidings.sentences import Gate, Sentence, load_gate, select, triage
from tidings.sentences.triage import MAX_PIECES

WORDS = ["[UNK]", "rain", "fought", "peace", "talks", "no"]
ACT = "fought"


class _Tokenizer:
    """Cuts at blanks; words that it does not know are number 0."""

    def encode(self, text: str) -> Any:
        return SimpleNamespace(ids=[WORDS.index(w) if w in WORDS else 0 for w in re.findall(r"\w+", text)] or [0])


def gate(
    values: dict[str, int], filter: tuple[int, int, int] = (0, 1, 0), out: tuple[float, float] = (1, 0), bias: float = 0
) -> Gate:
    """Make a gate whose words are one number wide: filters take the word before, the word and the word after."""
    arrays = {
        "table": np.array([[values.get(word, 0)] for word in WORDS], dtype=np.int8),
        "scale": np.full((len(WORDS), 1), 0.5, dtype=np.float32),
        "filters": np.array([filter], dtype=np.float32),
        "filter_bias": np.zeros(1, dtype=np.float32),
        "out": np.array(out, dtype=np.float32),
        "out_bias": np.array(bias, dtype=np.float32),
    }
    return Gate(_Tokenizer(), arrays, 1.0)


@pytest.mark.parametrize(
    ("made", "text", "score"),
    [
        # The highest of a filter; a value is its 8 bits times its scale.
        (gate({"fought": 4}), "they fought", 2.0),
        (gate({"fought": 4}), "fought fought", 2.0),
        (gate({"fought": 4}), "it rained", 0.0),
        (gate({"fought": 4}), "", 0.0),
        (gate({"fought": 4}, bias=-1.5), "they fought", 0.5),
        # What is under nought is nothing.
        (gate({"fought": 4, "no": -8}), "no fought no", 2.0),
        # The mean of a filter.
        (gate({"fought": 4}, out=(0, 1)), "fought and lost much", 0.5),
        # Two words beside each other, in their order.
        (gate({"peace": 2, "talks": 4}, (1, 1, 0)), "peace talks", 3.0),
        (gate({"peace": 2, "talks": 4}, (1, 1, 0)), "talks of peace", 2.0),
        (gate({"fought": 4}), "rain " * MAX_PIECES + "fought", 0.0),
    ],
)
def test_scores_by_hand_made_weights(made: Gate, text: str, score: float) -> None:
    assert made.score(text) == score
    assert made.passes(text) is (score >= made.threshold)


def test_a_sentence_at_the_threshold_passes() -> None:
    made = gate({"fought": 2})
    assert made.score("they fought") == made.threshold == 1.0
    assert made.passes("they fought")


class _Fought:
    """A gate that one word opens."""

    def passes(self, text: str) -> bool:
        return ACT in text

    def has_cue(self, text: str, cues: frozenset[str]) -> bool:
        return any(cue in text for cue in cues)


def sentences(*texts: str) -> tuple[Sentence, ...]:
    """Make the sentences of an article: `# ` begins a headline, `> ` a caption."""
    kinds = {"# ": "headline", "> ": "caption"}
    return tuple(
        Sentence(i + 10, 100 * i, 100 * i + len(text), text, i, kinds.get(text[:2], "paragraph"))
        for i, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("texts", "parsed", "coded"),
    [
        # Nothing passes, nothing is parsed.
        (["# Rain", "It rained in Ruritania.", "“Wet,” said Zorro."], [], []),
        ([], [], []),
        # Headline and lead join.
        (["> A cat.", "# Rain", "> A dog.", "Rain fell.", "Men slept.", "Men fought."], [1, 3, 5], [5]),
        (["> A cat.", "Men fought."], [1], [1]),
        (["Men fought.", "Rain fell."], [0], [0]),
        # The sentence before one that points back.
        (["Rain fell.", "Men slept.", "Birds sang.", "They fought."], [0, 2, 3], [3]),
        (["Rain fell.", "Men slept.", "Birds sang.", "The minister fought."], [0, 2, 3], [3]),
        (["Rain fell.", "Men slept.", "Birds sang.", "Men fought."], [0, 3], [3]),
        # The first that names whom the passing one names; a name that begins a sentence is not told from a word.
        (["Rain fell.", "Men saw Zorro.", "Men met Zorro.", "Men fought Zorro."], [0, 1, 3], [3]),
        (["Rain fell.", "Men saw Zorro.", "Birds sang.", "Zorro fought."], [0, 3], [3]),
        # A name that the tables know needs no one to introduce it.
        (["Rain fell.", "Men saw Russia.", "Birds sang.", "Men fought Russia."], [0, 3], [3]),
        # Quotes.
        (["Rain fell.", "Birds sang.", "Zorro said: “Wet.”", "Men slept.", "Men fought."], [0, 2, 4], [4]),
        (["Rain fell.", "Birds sang.", "Zorro said: ‘Wet.’", "Men slept.", "Men fought."], [0, 2, 4], [4]),
        (["Rain fell.", "The boys' mess burnt.", "Men slept.", "Men fought."], [0, 3], [3]),
        # Who speaks is looked for before, back to a name.
        (
            ["Rain fell.", "Birds sang.", "Zorro won.", "It was dry.", "“Wet,” she said.", "Men fought."],
            [0, 2, 3, 4, 5],
            [5],
        ),
        (
            ["Rain fell.", "Birds sang.", "It rained.", "It snowed.", "It hailed.", "“Wet.”", "Men fought."],
            [0, 2, 3, 4, 5, 6],
            [6],
        ),
        # Several pass.
        (["Rain fell.", "Men fought.", "Birds sang.", "They fought."], [0, 1, 2, 3], [1, 3]),
    ],
)
def test_what_is_parsed_and_what_is_coded(texts: list[str], parsed: list[int], coded: list[int]) -> None:
    found = sentences(*texts)
    chosen, numbers = select(found, _Fought())  # type: ignore[arg-type]
    assert chosen == tuple(found[i] for i in parsed)
    assert numbers == {found[i].number for i in coded}


@pytest.mark.parametrize(
    ("texts", "parsed", "coded"),
    [
        # What the gate lets through and the glance does not is parsed only for the sake of others.
        (["Rain fell.", "Men fought no one.", "Birds sang."], [], []),
        (["Rain fell.", "Men fought no one.", "Birds sang.", "Men fought."], [0, 3], [3]),
        (["Rain fell.", "Birds sang.", "Men fought no one.", "They fought."], [0, 2, 3], [3]),
        # A cue of a type of the user's own asks neither.
        (["Rain fell.", "Men fought no strike.", "Birds sang."], [0, 1], [1]),
    ],
)
def test_a_glance_is_asked_behind_the_gate(texts: list[str], parsed: list[int], coded: list[int]) -> None:
    asked: list[str] = []

    def glance(text: str) -> bool:
        asked.append(text)
        return "no one" not in text

    found = sentences(*texts)
    chosen, numbers = select(found, _Fought(), frozenset({"strike"}), glance=glance)  # type: ignore[arg-type]
    assert chosen == tuple(found[i] for i in parsed)
    assert numbers == {found[i].number for i in coded}
    assert asked == [text for text in texts if ACT in text and "strike" not in text]


TEXTS = st.lists(
    st.sampled_from(
        ["# Men fought.", "Rain fell.", "They fought.", "“Wet.”", "Men saw Zorro.", "Zorro fought them.", "> Rain."]
    ),
    max_size=9,
)


@given(TEXTS)
@settings(deadline=None)
def test_what_is_coded_is_parsed_and_in_order(texts: list[str]) -> None:
    found = sentences(*texts)
    chosen, numbers = select(found, _Fought())  # type: ignore[arg-type]
    assert [s.number for s in chosen] == sorted({s.number for s in chosen})
    assert numbers <= {s.number for s in chosen} <= {s.number for s in found}
    assert numbers == {s.number for s in found if ACT in s.text}
    assert bool(chosen) is bool(numbers)


def test_the_released_gate_is_loaded_once() -> None:
    assert load_gate() is load_gate()
    assert math.isfinite(load_gate().threshold)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_has_a_score_and_always_the_same(text: str) -> None:
    released = load_gate()
    score = released.score(text)
    assert math.isfinite(score)
    assert released.score(text) == score == round(score, 4)
    assert released.passes(text) is (score >= released.threshold)


def test_a_score_does_not_depend_on_what_was_scored_before() -> None:
    released = load_gate()
    text = "Rebels attacked the port of Aden on Monday."
    first = released.score(text)
    for other in ("", "It rained.", text * 9, "x" * 4000):
        released.score(other)
    assert released.score(text) == first


def test_the_released_gate_keeps_the_acts_of_the_corpus_and_turns_much_else_away() -> None:
    released = load_gate()
    records = list(read_corpus())
    acts = [released.passes(record.text) for record in records if record.acts]
    others = [released.passes(record.text) for record in records if not record.acts]
    assert sum(acts) >= 0.99 * len(acts)
    assert sum(others) <= 0.5 * len(others)


@pytest.mark.parametrize(("name", "content"), [("triage.json", "{}"), ("tokenizer.json", "no"), (None, "")])
def test_missing_or_broken_files_are_a_model_error(
    name: str | None, content: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name is not None:
        for file in ("triage.json", "triage.npz", "tokenizer.json"):
            (tmp_path / file).write_bytes((triage._FOLDER / file).read_bytes())
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.setattr(triage, "_FOLDER", tmp_path)
    with pytest.raises(ModelError, match="install tidings again"):
        load_gate.__wrapped__()


def test_a_cue_lets_a_sentence_pass_whatever_its_score() -> None:
    texts = ["Dockers downed tools in Antwerp.", "The sun shone on the harbour."]
    sentences = [Sentence(i, 0, len(t), t, 0, "paragraph") for i, t in enumerate(texts)]
    closed = load_gate()
    shut = Gate(closed._tokenizer, closed._arrays, math.inf)
    assert select(sentences, shut) == ((), frozenset())
    assert select(sentences, shut, frozenset({"tools"}))[1] == {0}
    assert select(sentences, shut, frozenset({"tool"}))[1] == frozenset()


def test_quotes_are_parsed_only_where_they_are_wanted() -> None:
    texts = ["Men fought.", "It rained.", "“It will pass,” she said."]
    sentences = [Sentence(i, 0, len(t), t, 0, "paragraph") for i, t in enumerate(texts)]
    assert 2 in {s.number for s in select(sentences, _Fought())[0]}  # type: ignore[arg-type]
    assert 2 not in {s.number for s in select(sentences, _Fought(), quotes=False)[0]}  # type: ignore[arg-type]
