"""Who does it to whom, by the parse: a sentence and its word in; actors, objects, prepositions out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coding.parsing import all_words, parsed, token, words

from tidings.coding.roles import arguments, conjuncts, subjects


@pytest.mark.parametrize(
    ("text", "word", "actors", "objects", "prepositions"),
    [
        # Actives.
        ("Kenya attacked Somalia on Tuesday.", "attacked", "Kenya", "Somalia", "on: Tuesday"),
        ("Soldiers killed six farmers near the river.", "killed", "Soldiers", "farmers", "near: river"),
        ("Japan's prime minister criticised China.", "criticised", "minister", "China", ""),
        ("A court in Tunis sentenced the mayor to death.", "sentenced", "court", "mayor", "to: death"),
        ("Brazil sent food to Cuba.", "sent", "Brazil", "food", "to: Cuba"),
        # Passives, with and without agent; a time is no agent.
        ("The mayor was arrested by police in Lagos.", "arrested", "police", "mayor", ""),
        ("The mayor was arrested.", "arrested", "", "mayor", ""),
        ("The bridge was destroyed by Tuesday.", "destroyed", "", "bridge", ""),
        ("The ambassador was expelled from Libya.", "expelled", "", "ambassador", "from: Libya"),
        ("The army and the navy were accused of torture by Amnesty.", "accused", "Amnesty", "army navy",
         "of: torture"),
        # Relative clauses.
        ("Rebels who shelled the town fled.", "shelled", "Rebels", "town", ""),
        ("The rebels that shelled the town fled.", "shelled", "rebels", "town", ""),
        ("Hungary, which borders Ukraine, blocked the loan.", "blocked", "Hungary", "loan", ""),
        ("Hungary, which borders Ukraine, blocked the loan.", "borders", "Hungary", "Ukraine", ""),
        ("The village that the army shelled was empty.", "shelled", "army", "village", ""),
        ("Mali expelled the envoy whom Paris had sent.", "sent", "Paris", "envoy", ""),
        ("The editor, who was arrested in May, is ill.", "arrested", "", "editor", "in: May"),
        ("The town they shelled was empty.", "shelled", "they", "town", ""),
        ("The bridge over which the troops moved fell.", "moved", "troops", "", "over: bridge"),
        ("The week they attacked was cold.", "attacked", "they", "", ""),
        # Reduced relative clauses.
        ("A journalist detained by soldiers was freed.", "detained", "soldiers", "journalist", ""),
        ("The man killed by soldiers was a teacher.", "killed", "soldiers", "man", ""),
        ("Troops guarding the border fired at farmers.", "guarding", "Troops", "border", ""),
        ("Troops guarding the border fired at farmers.", "fired", "Troops", "", "at: farmers"),
    ],
)  # fmt: skip
def test_verbs(text: str, word: str, actors: str, objects: str, prepositions: str) -> None:
    found = arguments(token(text, word))
    assert (words(found.actors), words(found.objects), all_words(found.by_preposition)) == (
        actors,
        objects,
        prepositions,
    )


@pytest.mark.parametrize(
    ("text", "word", "actors", "objects"),
    [
        # Of subjects and objects.
        ("France and Germany condemned the attack.", "condemned", "France Germany", "attack"),
        ("France, Germany and Poland condemned Iran.", "condemned", "France Germany Poland", "Iran"),
        ("The police and soldiers beat students.", "beat", "police soldiers", "students"),
        ("Police beat students, teachers and nurses.", "beat", "Police", "students teachers nurses"),
        # Of verbs.
        ("Police stormed the office and arrested two editors.", "stormed", "Police", "office"),
        ("Police stormed the office and arrested two editors.", "arrested", "Police", "editors"),
        ("The army shelled the village and burned the mosque.", "burned", "army", "mosque"),
        ("The rebels were defeated and disarmed by the army.", "disarmed", "army", "rebels"),
        ("Two men were arrested and deported.", "deported", "", "men"),
    ],
)
def test_coordination(text: str, word: str, actors: str, objects: str) -> None:
    found = arguments(token(text, word))
    assert (words(found.actors), words(found.objects)) == (actors, objects)


@pytest.mark.parametrize(
    ("text", "word", "actors", "clauses"),
    [
        # The subject above does the verb below.
        ("Norway agreed to send doctors to Haiti.", "agreed", "Norway", "send"),
        ("Norway agreed to send doctors to Haiti.", "send", "Norway", ""),
        ("Poland threatened to close its border with Belarus.", "close", "Poland", ""),
        ("Chad promised to stop arming rebels.", "arming", "Chad", ""),
        ("Canada wants to help Haiti.", "help", "Canada", ""),
        ("After shelling the camp, Turkey withdrew.", "shelling", "Turkey", ""),
        # The object above does it.
        ("Egypt urged Sudan to leave the town.", "urged", "Egypt", "leave"),
        ("Egypt urged Sudan to leave the town.", "leave", "Sudan", ""),
        ("The general ordered his soldiers to burn the village.", "burn", "soldiers", ""),
        ("Jordan persuaded Syria to free the pilots.", "free", "Syria", ""),
        ("Sudan was urged to leave the town.", "leave", "Sudan", ""),
        ("The minister was asked by the king to resign.", "resign", "minister", ""),
        # The accused does what it is accused of.
        ("Syria accused Turkey of shelling the camp.", "accused", "Syria", ""),
        ("Syria accused Turkey of shelling the camp.", "shelling", "Turkey", ""),
        ("Turkey was accused by Syria of shelling the camp.", "shelling", "Turkey", ""),
        # Raising.
        ("The army seems to have shelled the town.", "shelled", "army", ""),
        ("Rebels are said to have kidnapped a priest.", "kidnapped", "Rebels", ""),
        ("The militia is believed to be shelling the port.", "shelling", "militia", ""),
        ("Iran is likely to attack the port.", "attack", "Iran", ""),
        ("The rebels are ready to meet the envoy.", "meet", "rebels", ""),
        # Nouns that own what hangs on them.
        ("Spain's decision to expel the envoy angered Cuba.", "expel", "Spain", ""),
    ],
)
def test_control_and_raising(text: str, word: str, actors: str, clauses: str) -> None:
    found = arguments(token(text, word))
    assert (words(found.actors), words(found.clauses)) == (actors, clauses)


@pytest.mark.parametrize(
    ("text", "word", "actors", "prepositions"),
    [
        # Light verbs lend their subject and their prepositions.
        ("The navy launched an attack on the port.", "attack", "navy", "on: port"),
        ("Peru imposed sanctions on Chile.", "sanctions", "Peru", "on: Chile"),
        ("Peru held talks with Chile in Lima.", "talks", "Peru", "with: Chile in: Lima"),
        ("Talks were held with Iran in Vienna.", "Talks", "", "with: Iran in: Vienna"),
        ("Zambia paid a visit to Malawi.", "visit", "Zambia", "to: Malawi"),
        ("Workers took part in a strike against the government.", "strike", "Workers", "against: government"),
        # Possessors.
        ("Russia's invasion of Ukraine shocked Europe.", "invasion", "Russia", "of: Ukraine"),
        ("The French army's raid on the market failed.", "raid", "army", "on: market"),
        ("Iran's threats against Israel continued.", "threats", "Iran", "against: Israel"),
        # Modifiers that name who does it.
        ("Russian strikes on Kyiv killed ten people.", "strikes", "Russian", "on: Kyiv"),
        ("American bombing of the dam drew protests.", "bombing", "American", "of: dam"),
        # "by".
        ("An attack by rebels on the convoy killed two.", "attack", "rebels", ""),
        ("An airstrike by Saudi jets hit a school.", "airstrike", "jets", ""),
        # Both sides of one preposition.
        ("Talks between India and Pakistan resumed.", "Talks", "", "between: India Pakistan"),
        ("The meeting between Kim and Putin took place in Russia.", "meeting", "", "between: Kim Putin"),
    ],
)
def test_nouns(text: str, word: str, actors: str, prepositions: str) -> None:
    found = arguments(token(text, word))
    assert (words(found.actors), all_words(found.by_preposition)) == (actors, prepositions)


@pytest.mark.parametrize(
    ("text", "word", "passive"),
    [
        ("The mayor was arrested.", "arrested", True),
        ("The man killed by soldiers was a teacher.", "killed", True),
        ("Soldiers killed a teacher.", "killed", False),
        ("Two men were arrested and deported.", "deported", True),
        ("Talks were held with Iran in Vienna.", "Talks", True),
        ("Peru held talks with Chile in Lima.", "talks", False),
    ],
)
def test_passives_are_told(text: str, word: str, passive: bool) -> None:
    assert arguments(token(text, word)).passive is passive


def test_whom_an_act_is_given_is_its_object() -> None:
    found = arguments(token("Kenya gave Uganda a warning.", "warning"))
    assert (words(found.actors), words(found.objects)) == ("Kenya", "Uganda")


def test_conjuncts_come_in_the_order_of_the_sentence_and_once() -> None:
    doc = parsed("France, Germany and Poland condemned Iran.").doc
    france, germany = doc[0], doc[2]
    assert words(conjuncts([germany, france])) == "France Germany Poland"
    assert conjuncts([]) == []


WORDS = st.lists(
    st.sampled_from("Kenya police rebels the of to and who was by urged killed attack accused leave , talks with".split()),
    min_size=1,
    max_size=14,
)  # fmt: skip


@given(WORDS)
@settings(deadline=None)
def test_any_heap_of_words_has_arguments_of_its_own(heap: list[str]) -> None:
    doc = parsed(" ".join(heap)).doc
    for word in doc:
        found = arguments(word)
        named = [*found.actors, *found.objects, *found.clauses]
        assert all(t.doc is doc for t in named)
        assert found.actors == sorted(set(found.actors), key=lambda t: t.i)
        assert all(t.doc is doc for t in subjects(word))
