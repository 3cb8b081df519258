"""What surnames, titles and pronouns stand for; nothing where it cannot be told."""

from __future__ import annotations

import pytest
from tests.mentions.reading import actor, actors

KIM = "Kim Jong Un met Vladimir Putin in Russia. "


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (f"{KIM}Mr Kim thanked Mr Putin.", "Mr Kim", "Kim Jong Un"),
        (f"{KIM}Mr Kim thanked Mr Putin.", "Mr Putin", "Vladimir Putin"),
        (f"{KIM}Putin thanked Kim.", "Putin", "Vladimir Putin"),
        ("Ann Doyle and Ray Doyle fled. Ms Doyle was hurt.", "Ms Doyle", "Ann Doyle"),
        ("Ann Doyle and Ray Doyle fled. Mr. Doyle was hurt.", "Mr. Doyle", "Ray Doyle"),
        ("Anwar Ibrahim left. Anwar said little.", "Anwar", "Anwar Ibrahim"),
        ("What has Trump said? US President Donald Trump spoke to Nato.", "Trump", "Donald Trump"),
        ("Kofi Mensah-Doe was held. Mensah-Doe said nothing.", "Mensah-Doe", "Kofi Mensah-Doe"),
        ("Police questioned Greta Bradbrooke. Bradbrooke said theft was rare.", "Bradbrooke", "Greta Bradbrooke"),
        # A leader whom papers need not introduce.
        ("Mr Zelenskyy asked for tanks.", "Mr Zelenskyy", "Volodymyr Zelenskyy"),
    ],
)
def test_surnames(text: str, words: str, name: str) -> None:
    found = actor(text, words, which=-1 if words != "Trump" else 0)
    assert (found.identifier_text, found.resolved) == (name, name)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Trump said China was wrong.", "Trump", "Donald Trump"),
        # The language model takes the name for a noun and a firm.
        ("Trump has mocked Kim as fat.", "Trump", "Donald Trump"),
        ("Trump has mocked Kim as fat.", "Kim", "Kim Jong Un"),
        ("Critics urged Trump to act.", "Trump", "Donald Trump"),
        ("It was Trump's fault.", "Trump", "Donald Trump"),
        ("Critics of Trump marched.", "Trump", "Donald Trump"),
        ("The report blamed Putin.", "Putin", "Vladimir Putin"),
        ("Merkel, Macron and Netanyahu met.", "Netanyahu", "Benjamin Netanyahu"),
        ("Netanyahu's coalition fell.", "Netanyahu", "Benjamin Netanyahu"),
        # A tower is not how the article introduces the man.
        ("Trump spoke. Trump Tower burned.", "Trump", "Donald Trump"),
        # Of two of one surname the leader is the one that needs no first name.
        ("Donald Trump and Melania Trump left. Trump waved.", "Trump", "Donald Trump"),
        ("Jacob Zuma was silent. Khulubuse Zuma owns the mine. Zuma denied it.", "Zuma", "Khulubuse Zuma"),
        # Where the family name comes first, it is the article's own Kim.
        ("Kim Yo Jong spoke. Kim said the launch went well.", "Kim", "Kim Yo Jong"),
    ],
)
def test_a_leader_in_office_needs_no_introduction(text: str, words: str, name: str) -> None:
    found = actor(text, words, "2017-12-29", which=-1)
    assert (found.identifier_text, found.resolved) == (name, name)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Trump has mocked him.", "2012-06-01"),
        ("Trump has mocked him.", None),
        ("The talks begin in May.", "2017-12-29"),
        ("They fled to Mazar-i-Sharif.", "2016-11-10"),
        ("NBC sued over Fox's boxing show.", "2005-01-01"),
    ],
)
def test_a_surname_alone_is_not_always_a_leader(text: str, date: str | None) -> None:
    assert not [m.text for m in actors(text, date) if m.entity and m.entity.resolved]


@pytest.mark.parametrize(
    ("text", "words", "date", "name"),
    [
        (f"{KIM}The North Korean leader spoke.", "The North Korean leader", "2023-09-13", "Kim Jong Un"),
        (f"{KIM}The Russian president spoke.", "The Russian president", "2023-09-13", "Vladimir Putin"),
        ("Belarus thanked China and its president.", "its president", "2023-09-13", "Xi Jinping"),
        ("The French president left.", "The French president", "2005-05-05", "Jacques Chirac"),
        ("The French president left.", "The French president", "2015-05-05", "François Hollande"),
        ("Ukraine's president spoke.", "Ukraine's president", "2023-09-13", "Volodymyr Zelenskyy"),
        ("The Israeli premier left.", "The Israeli premier", "2018-01-01", "Benjamin Netanyahu"),
        ("Olaf Scholz flew to Kyiv. The chancellor promised tanks.", "The chancellor", "2023-09-13", "Olaf Scholz"),
        ("The prime minister's cabinet met. Later Benjamin Netanyahu spoke.", "The prime minister", "2017-12-27",
         "Benjamin Netanyahu"),
        ("Mohamed Morsi was jailed. Abdel Fattah el-Sisi, the president, said nothing. The former president was "
         "overthrown in 2013.", "The former president", "2017-12-30", "Mohamed Morsi"),
    ],
)  # fmt: skip
def test_titles(text: str, words: str, date: str, name: str) -> None:
    found = actor(text, words, date)
    assert (found.resolved, found.identifier_text) == (name, name)


@pytest.mark.parametrize(
    ("text", "words", "which", "name"),
    [
        ("Vladimir Putin said he would go.", "he", 0, "Vladimir Putin"),
        ("Angela Merkel left. She will return.", "She", 0, "Angela Merkel"),
        ("Joe Biden called Angela Merkel. He thanked her.", "He", 0, "Joe Biden"),
        ("Joe Biden called Angela Merkel. He thanked her.", "her", 0, "Angela Merkel"),
        ("Iran said it would respond.", "it", 0, "Iran"),
        ("Hamas said its fighters had left.", "its", 0, "Hamas"),
        ("Rebels said they had taken the town.", "they", 0, "Rebels"),
        # Nobody knows Fahd Nadil, but he is the subject, and the other is not.
        ("The trip of Anwar Ibrahim was costly, Fahd Nadil said. He gave no sum.", "He", 0, "Fahd Nadil"),
        ("Ali Nasr is a writer who mocked Hosni Mubarak. He has been jailed.", "He", 0, "Ali Nasr"),
        # First names tell who is she.
        ("Greta Holm accused Jeffrey Bloom. She said he had lied.", "She", 0, "Greta Holm"),
        ("Greta Holm accused Jeffrey Bloom. She said he had lied.", "he", 0, "Jeffrey Bloom"),
        ("Olaf Scholz greeted Joe Biden, who came by boat, having slept in his cabin.", "his", 0,
         "Joe Biden"),
    ],
)  # fmt: skip
def test_pronouns(text: str, words: str, which: int, name: str) -> None:
    assert actor(text, words, which=which).resolved == name


def test_his_government_is_that_of_his_country() -> None:
    found = actor("Emmanuel Macron left. His government resigned.", "His government")
    assert (found.code, found.sector) == ("FRA", ("GOV",))


def test_a_pronoun_teaches_what_somebody_is() -> None:
    """Nobody knows whether Dolu Ferrin is he or she, until the text says "her"."""
    text = "Dolu Ferrin said she was spied on. The judge spoke. He said Ferrin must wait. He left."
    assert [m.entity.resolved for m in actors(text) if m.text == "He" and m.entity] == ["The judge", "The judge"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Two men, neither of them the one who acts.
        ("A letter from Joe Biden to Olaf Scholz was found. He was angry.", "He"),
        ("It rained. He left.", "He"),
        ("Prices rose, and it was hot.", "it"),
        ("Soldiers and rebels met near the bridge. The talks failed. They were tired.", "They"),
        ("Kaja Kallas met Sanna Marin and Mette Frederiksen. Her plane was late.", "Her"),
        ("Guards opened fire on strikers, wounding dozens of them.", "them"),
        ("The consulate is safe, he said.", "he"),
        ("Donald Trump met Mark Rutte. Countries that pay less may leave. Allies need them.", "them"),
    ],
)  # fmt: skip
def test_nothing_where_it_cannot_be_told(text: str, words: str) -> None:
    assert words not in [m.text for m in actors(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A foreign ministry spokesman in Berlin denied it. Zabihullah Mujahid of the Taliban agreed. "
         "The Nato spokesman was silent.", "The Nato spokesman"),
        ("The president left.", "The president"),
        ("Ann Doyle reads to her son Karter Doyle. Greta Holm had her son in August.", "her son"),
        ("Two other ministers resigned. Anwar Ibrahim and Olaf Scholz stayed.", "Two other ministers"),
    ],
)  # fmt: skip
def test_titles_that_stand_for_nobody_known(text: str, words: str) -> None:
    assert actor(text, words, which=-1).resolved is None


def test_one_minister_is_not_another() -> None:
    text = "The foreign minister met Anwar Ibrahim, the prime minister. The minister of trade was ill."
    assert actor(text, "The minister of trade").resolved is None
    text = "Prime Minister Anwar Ibrahim and Trade Minister Fahd Nadil flew to Peru. The prime minister was tired."
    assert actor(text, "The prime minister").resolved == "Anwar Ibrahim"


def test_a_pronoun_has_all_that_the_article_tells() -> None:
    text = "Jeffrey Bloom sold his house. He is a colonel, papers say. The colonel Jeffrey Bloom has fled."
    assert actor(text, "his").sector == ("MIL",)


def test_the_spokesman_is_the_one_told_of_before() -> None:
    text = "A spokesman for the German army confirmed it. The spokesman gave no names."
    found = actor(text, "The spokesman")
    assert (found.code, found.sector, found.resolved) == ("DEU", ("MIL",), None)


@pytest.mark.parametrize(
    ("text", "words", "name", "code"),
    [
        ("Kim Jong Un offered talks to South Korea. The South has agreed.", "The South", "South Korea", "KOR"),
        ("South Korea and North Korea met. The North fired a rocket.", "The North", "North Korea", "PRK"),
        ("South Sudan has agreed. The South wants peace.", "The South", "South Sudan", "SSD"),
    ],
)
def test_halves_of_a_country(text: str, words: str, name: str, code: str) -> None:
    found = actor(text, words)
    assert (found.resolved, found.code) == (name, code)


def test_a_half_without_its_country_is_nobody() -> None:
    assert "The South" not in [m.text for m in actors("Voters in Italy were split. The South voted early.")]
