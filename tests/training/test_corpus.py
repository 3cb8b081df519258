"""The corpus keeps its form, and the reader of the corpus refuses what breaks it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus import CORPUS, BadLine, Record, Span, read_corpus, read_line

from tidings.ontology import TYPES
from training import check

LINE = (
    "wire\tMENA\t2014\tASSAULT/aerial claimed ; ACCUSE/allege\t"
    "{s1:{a2:Nurses in Derna}} {t2:accused} {a1:{r2:the air force}} of {t1:bombing} {r1:a clinic} {d1:on Monday}."
)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(read_corpus())


def test_a_line_gives_its_text_acts_and_marks() -> None:
    record = read_line(LINE, "x.tsv:1")
    assert (record.name, record.style, record.region, record.year) == ("x.tsv:1", "wire", "MENA", 2014)
    assert record.text == "Nurses in Derna accused the air force of bombing a clinic on Monday."
    assault, accuse = record.acts
    assert (assault.type, assault.modes, assault.certainty, assault.auxiliary) == (
        "ASSAULT",
        ("aerial",),
        "claimed",
        (),
    )
    assert (accuse.type, accuse.modes, accuse.certainty) == ("ACCUSE", ("allege",), "asserted")
    marked = {
        (number, role): [record.text[s.start : s.end] for s in record.of(number, role)]
        for number in (1, 2)
        for role in "tarpds"
    }
    assert {key: words for key, words in marked.items() if words} == {
        (1, "t"): ["bombing"],
        (1, "a"): ["the air force"],
        (1, "r"): ["a clinic"],
        (1, "d"): ["on Monday"],
        (1, "s"): ["Nurses in Derna"],
        (2, "t"): ["accused"],
        (2, "a"): ["Nurses in Derna"],
        (2, "r"): ["the air force"],
    }


def test_one_mark_may_serve_several_acts_and_roles() -> None:
    record = read_line("wire\tEUR\t2001\tAID ; AID\t{a12:Peru} {t1:fed} and {t2:armed} {r1r2:rebels}.", "x.tsv:1")
    assert record.spans[0] == Span("a", (1, 2), 0, 4)
    assert [record.text[s.start : s.end] for n in (1, 2) for s in record.of(n, "r")] == ["rebels", "rebels"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("wire\tMENA\t2014\t-", "4 fields, not 5"),
        ("poem\tMENA\t2014\t-\tIt rained.", "style poem"),
        ("wire\tMOON\t2014\t-\tIt rained.", "region MOON"),
        ("wire\tMENA\t1066\t-\tIt rained.", "year 1066"),
        ("wire\tMENA\t2014\tTEASE\tThey {t1:teased}.", "no type or mode TEASE"),
        ("wire\tMENA\t2014\tAID/aerial\tThey {t1:helped}.", "no type or mode AID/aerial"),
        ("wire\tMENA\t2014\tAID perhaps\tThey {t1:helped}.", "perhaps is no certainty"),
        ("wire\tMENA\t2014\tAID\tThey helped.", "act 1 has no trigger"),
        ("wire\tMENA\t2014\tAID\t{a1:They} helped.", "act 1 has no trigger"),
        ("wire\tMENA\t2014\tAID\t{a2:They} {t1:helped}.", "an act that is not there"),
        ("wire\tMENA\t2014\t-\t{a1:They} slept.", "an act that is not there"),
        ("wire\tMENA\t2014\t-\tThey {slept}.", "a brace without a mark"),
        ("wire\tMENA\t2014\tAID\t{a1:They {t1:helped}.", "an open brace is left"),
        ("wire\tMENA\t2014\t-\tThey slept}.", "a closing brace too many"),
    ],
)
def test_a_line_that_breaks_the_form_is_named(line: str, fault: str) -> None:
    with pytest.raises(BadLine, match=f"^x.tsv:7: .*{fault}"):
        read_line(line, "x.tsv:7")


LABELS = st.lists(
    st.lists(st.sampled_from(["AID", "ASSAULT/aerial", "TEASE", "claimed", "future", "perhaps", "-"]), min_size=1),
    min_size=1,
).map(lambda parts: " ; ".join(" ".join(words) for words in parts))


@given(LABELS, st.text(max_size=20) | st.text("{}t1a2: rain", max_size=40))
def test_any_line_is_read_or_refused_by_name(labels: str, marked: str) -> None:
    try:
        record = read_line(f"wire\tMENA\t2014\t{labels}\t{marked}", "x.tsv:7")
    except BadLine as error:
        assert str(error).startswith("x.tsv:7: ")
    else:
        assert all(0 <= s.start <= s.end <= len(record.text) for s in record.spans)


def test_a_folder_is_read_by_name_without_its_remarks(tmp_path: Path) -> None:
    (tmp_path / "b.tsv").write_text("wire\tMENA\t2014\t-\tIt rained.\n", encoding="utf-8")
    (tmp_path / "a.tsv").write_text("# A remark.\n\nwire\tEUR\t2014\t-\tIt snowed.\r\n", encoding="utf-8")
    assert [(r.name, r.text) for r in read_corpus(tmp_path)] == [("a.tsv:3", "It snowed."), ("b.tsv:1", "It rained.")]


def test_every_line_of_the_corpus_reads(records: list[Record]) -> None:
    assert len(records) > 4000
    assert Counter(type for record in records for type in {a.type for a in record.acts}).keys() == TYPES.keys()


def test_no_sentence_is_written_twice(records: list[Record]) -> None:
    counts = Counter(" ".join(record.text.casefold().split()) for record in records)
    assert [text for text, count in counts.items() if count > 1] == []


def test_marks_hold_whole_words(records: list[Record]) -> None:
    faults = []
    for record in records:
        assert record.text == record.text.strip()
        for span in record.spans:
            words = record.text[span.start : span.end]
            if not words or words != words.strip():
                faults.append((record.name, words))
    assert faults == []


def test_the_guides_years_hold(records: list[Record]) -> None:
    assert [record.name for record in records if not 1990 <= record.year <= 2026] == []


def test_what_the_guide_rewrites_is_written_so(records: list[Record]) -> None:
    # A visit to come is AGREE, a withdrawal to come CONCEDE.
    rewritten = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT"}
    asserted = [
        (record.name, act.type)
        for record in records
        for act in record.acts
        if act.type in rewritten and "future" in act.auxiliary and not {"negation", "hypothetical"} & set(act.auxiliary)
    ]
    assert asserted == []


def test_the_check_passes_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main() == 0
    out = capsys.readouterr().out
    assert " 0 faults" in out
    assert all(f"{type} " in out for type in TYPES)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["wire\tMENA\t2014\t-\tIt rained.", "local\tEUR\t2015\t-\tIT RAINED."], "written twice: it rained."),
        (["wire\tMENA\t2014\tTEASE\tThey {t1:teased}."], "a.tsv:1: no type or mode TEASE"),
    ],
)
def test_the_check_fails_with_what_is_wrong(
    lines: list[str], fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.tsv").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(check, "CORPUS", tmp_path)
    assert check.main() == 1
    assert fault in capsys.readouterr().out


def test_the_corpus_is_where_it_is_said_to_be() -> None:
    assert (CORPUS / "GUIDE.md").is_file()
