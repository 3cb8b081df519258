"""The trigger table: a word and a condition in, whether it holds out; rows that words of a sentence meet."""

from __future__ import annotations

import pytest
from tests.coding.parsing import token

from tidings.coding import lexicon
from tidings.coding.lexicon import Trigger, lemmas, load_triggers, match
from tidings.errors import TableError


@pytest.mark.parametrize(
    ("text", "word", "condition", "holds"),
    [
        ("Peru signed a treaty.", "signed", "obj", True),
        ("Peru resigned.", "resigned", "obj", False),
        ("Peru signed a treaty.", "signed", "obj~treaty|pact", True),
        ("Peru signed a bill.", "signed", "obj~treaty|pact", False),
        # A compound and a conjunct of the object, a passive subject, what a relative clause hangs on.
        ("Peru signed a peace treaty.", "signed", "obj~peace", True),
        ("Peru signed a bill and a treaty.", "signed", "obj~treaty", True),
        ("The treaty was signed.", "signed", "obj~treaty", True),
        ("The treaty signed in Lima is void.", "signed", "obj~treaty", True),
        ("The treaty was signed.", "signed", "obj", False),
        ("Missiles struck a school.", "struck", "subj~missile", True),
        ("A school was struck by missiles.", "struck", "subj~missile", True),
        ("Teachers marched and struck.", "struck", "subj~teacher", True),
        ("Workers who struck were fined.", "struck", "subj~worker", True),
        ("Workers threatened to strike.", "strike", "subj~worker", True),
        ("Rain struck the school.", "struck", "subj~missile", False),
        ("The mayor was charged.", "charged", "subjpass", True),
        ("The firm charged ten dollars.", "charged", "subjpass", False),
        ("Two clerks charged with fraud fled.", "charged", "subjpass~clerk", True),
        ("The mayor was charged.", "charged", "obj|subjpass", True),
        ("The firm charged ten dollars.", "charged", "obj|subjpass", True),
        ("The bull charged.", "charged", "obj|subjpass", False),
        ("Thousands took to the streets.", "took", "pobj~street", True),
        ("Thousands took the train.", "took", "pobj~street", False),
        ("Ghana appealed for help.", "appealed", "prep=for|to", True),
        ("Ghana appealed on Monday.", "appealed", "prep=for|to", False),
        ("The mayor was shot by rebels.", "shot", "prep=by", True),
        ("The minister stepped down.", "stepped", "prt=down|aside", True),
        ("The minister stepped forward.", "stepped", "prt=down|aside", False),
        ("Iran vowed to retaliate.", "vowed", "comp", True),
        ("Iran vowed to retaliate.", "vowed", "comp~retaliate|avenge", True),
        ("Iran vowed to help.", "vowed", "comp~retaliate|avenge", False),
        ("Iran is ready to talk.", "is", "attr~ready", True),
        ("Iran is poor.", "is", "attr~ready", False),
        ("The court found the mayor guilty.", "found", "oprd~guilty", True),
        ("The court found a letter.", "found", "oprd~guilty", False),
        ("A joint exercise began.", "exercise", "mod~joint", True),
        ("An exercise began.", "exercise", "mod~joint", False),
        ("Peru reached a deal.", "deal", "gov~reach", True),
        ("A deal pleased Peru.", "deal", "gov~reach", False),
        ("They spoke on Monday by telephone.", "spoke", "any~telephone", True),
        ("They spoke on Monday.", "spoke", "any~telephone", False),
        ("The mayor asked a question.", "asked", "!obj~question", False),
        ("The mayor asked Peru.", "asked", "!obj~question", True),
        ("They called Peru by telephone.", "called", "obj;any~telephone", True),
        ("They called Peru.", "called", "obj;any~telephone", False),
        ("Soldiers fired shells.", "fired", "obj~shell;!prep=at|on", True),
        ("Soldiers fired shells at Aden.", "fired", "obj~shell;!prep=at|on", False),
        ("Anything goes.", "goes", "", True),
    ],
)
def test_conditions(text: str, word: str, condition: str, holds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    found = token(text, word)
    pos = "v" if found.pos_ in {"VERB", "AUX"} else "n"
    row = Trigger(found.lemma_.lower(), pos, condition, "AID", None, "test:1")
    monkeypatch.setattr(lexicon, "load_triggers", lambda: {(row.lemma, pos): (row,)})
    assert match(found) == ((row,) if holds else ())


@pytest.mark.parametrize(
    ("text", "word", "rows"),
    [
        ("The rebels attacked Aden.", "attacked", ["ASSAULT"]),
        ("The plan met its target.", "met", []),
        ("Kim met Putin.", "met", ["CONSULT"]),
        ("The president fired the attorney.", "fired", ["SANCTION/expel"]),
        ("Soldiers fired at farmers.", "fired", ["ASSAULT"]),
        ("The committee voted on Friday.", "voted", []),
        ("Norway sent food to Haiti.", "sent", ["AID"]),
        ("Norway sent a letter to Haiti.", "sent", []),
        ("Norway sent troops to Haiti.", "sent", ["MOBILIZE/troops"]),
        ("Iran vowed to avenge the general.", "vowed", ["THREATEN/violence", "AGREE"]),
        ("Iran summoned the Swiss ambassador.", "summoned", ["ACCUSE/disapprove"]),
        ("The invasion began.", "invasion", ["ASSAULT"]),
        # Who is welcomed visits; what is welcomed is praised.
        ("Mr. Obama welcomed Angela Merkel.", "welcomed", ["CONSULT/visit"]),
        ("Peru welcomed the decision.", "welcomed", ["SUPPORT"]),
        # An adjective and a preposition report nothing.
        ("The violent men of Aden left.", "violent", []),
        ("The violent men of Aden left.", "of", []),
    ],
)
def test_rows_of_words(text: str, word: str, rows: list[str]) -> None:
    assert [f"{r.type}/{r.mode}" if r.mode else r.type for r in match(token(text, word))] == rows


def test_capitals_of_a_headline_do_not_hide_a_word() -> None:
    assert [row.type for row in match(token("ATTACK ON ADEN KILLS SIX", "ATTACK"))] == ["ASSAULT"]


def test_lemmas_hold_the_plain_words_too() -> None:
    assert lemmas([token("Talks resumed.", "Talks"), token("Talks resumed.", "resumed")]) == {
        "talk",
        "talks",
        "resume",
        "resumed",
    }


def test_rows_that_ask_for_more_come_first_and_are_named_by_their_line() -> None:
    for (lemma, pos), rows in load_triggers().items():
        parts = [[p for p in row.condition.split(";") if p] for row in rows]
        wanted = [(sum("~" in p or "=" in p for p in ps if p[0] != "!"), len(ps)) for ps in parts]
        assert wanted == sorted(wanted, reverse=True)
        assert all((row.lemma, row.pos) == (lemma, pos) for row in rows)
        assert all(row.row.startswith("triggers:") and row.row.endswith(f":{lemma}") for row in rows)


def test_a_row_of_no_type_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"lemmas": "tease", "pos": "v", "condition": "", "type": "TEASE", "mode": ""}
    monkeypatch.setattr(lexicon, "read_table", lambda package, name: [row])
    with pytest.raises(TableError, match=r"triggers\.tsv:2: no type TEASE"):
        load_triggers.__wrapped__()
