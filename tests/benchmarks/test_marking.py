from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from benchmarks.marking import FOLDER, load, main, parse_draft
from benchmarks.rows import find_shared

from tidings.ontology import TYPES
from tidings.sentences import Sentence

_FIRST = "Ruritania warned Sylvania twice: Ruritania would close the border."
_SENTENCES = [Sentence(0, 10, 10 + len(_FIRST), _FIRST, 0, "paragraph")]


def test_words_of_a_draft_become_offsets_into_the_article() -> None:
    (mark,) = parse_draft(["0 would_close THREATEN|COERCE a=Ruritania^2 r=Sylvania"], _SENTENCES)
    assert mark.sentence == (10, 10 + len(_FIRST))
    assert _FIRST[mark.trigger[0] - 10 : mark.trigger[1] - 10] == "would close"
    assert mark.types == ("THREATEN", "COERCE")
    assert mark.actors == ((10 + _FIRST.rindex("Ruritania"), 10 + _FIRST.rindex("Ruritania") + 9),)
    assert [_FIRST[s - 10 : e - 10] for s, e in mark.recipients] == ["Sylvania"]
    assert not mark.doubtful


def test_marks_with_one_key_are_one_event() -> None:
    marks = parse_draft(["0 warned THREATEN #w", "0 close COERCE", "0 border THREATEN #w ?"], _SENTENCES)
    assert [m.event for m in marks] == [0, 1, 0]
    assert [m.doubtful for m in marks] == [False, False, True]


@pytest.mark.parametrize("line", ["0 warned MARVEL", "0 shelled ASSAULT", "0 warned^2 THREATEN", "3 warned THREATEN"])
def test_a_draft_that_does_not_fit_names_its_line(line: str) -> None:
    with pytest.raises(ValueError, match=line.split(maxsplit=1)[0]):
        parse_draft([line], _SENTENCES)


def test_kept_marks_are_offsets_and_labels_alone() -> None:
    for path in sorted(FOLDER.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len({json.loads(line)["article"] for line in lines}) == len(lines)
        for marked in load(path):
            for mark in marked.marks:
                assert set(mark.types) <= TYPES.keys()
                assert mark.sentence[0] <= mark.trigger[0] < mark.trigger[1] <= mark.sentence[1]
                assert all(type(v) is not str for v in dataclasses.astuple(mark) if v is not mark.types)


@pytest.mark.skipif(find_shared() is None, reason="no shared/ beside the repository")
def test_nothing_is_marked_twice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first = load(FOLDER / "politics.jsonl")[0]
    draft = tmp_path / "draft"
    draft.write_text(f"## {first.article}\n0 said ACCUSE\n", encoding="utf-8")
    before = (FOLDER / "politics.jsonl").read_bytes()
    assert main(["write", first.file, str(draft), "politics"]) == 1
    assert (FOLDER / "politics.jsonl").read_bytes() == before
    assert "marked already" in capsys.readouterr().err
