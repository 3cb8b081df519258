"""What is no article: empty pages, lists of links, stubs, other languages; and the identity of what is."""

from __future__ import annotations

import pytest

from tidings.pages import read_page
from tidings.pages.language import is_english
from tidings.records import Article, Page, Refusal
from tidings.settings import Settings

NEWS = "The council of Senn Valley voted on Monday to close the old mill that had fed the town for a hundred years."
SECOND = "Its workers said that they would not leave before they had been paid for the last three months of their work."
FOREIGN = {
    "german": "Der Rat von Senn hat am Montag beschlossen, die alte Mühle in der Stadt zu schließen, in der hundert "
    "Jahre lang Mehl gemahlen wurde. Die Arbeiter wollen bleiben, bis der Lohn für drei Monate gezahlt ist.",
    "french": "Le conseil de Senn a décidé lundi de fermer le vieux moulin qui a nourri la ville pendant cent ans. Les "
    "ouvriers ont dit qu'ils ne partiraient pas avant d'avoir reçu leur paye pour les trois derniers mois.",
    "spanish": "El consejo de Senn decidió el lunes cerrar el viejo molino que alimentó a la ciudad durante cien "
    "años. Los obreros dijeron que no se irán antes de cobrar el sueldo de los últimos tres meses de trabajo.",
    "dutch": "De raad van Senn heeft maandag in een besloten zitting gestemd over de oude molen, die in de stad "
    "honderd jaar in bedrijf was. Het was de wens van de arbeiders dat we eerst over het loon praten, of niet sluiten.",
    "danish": "Rådet i Senn har mandag i en lukket afstemning besluttet at lukke den gamle mølle i byen. Arbejderne "
    "siger, at de bliver, for at få løn for de tre sidste måneder, og at der i dag er over hundrede mand i møllen.",
    "polish": "Rada miasta Senn postanowiła w poniedziałek zamknąć stary młyn, który przez sto lat żywił całą okolicę. "
    "Robotnicy powiedzieli, że to nie koniec i że nie odejdą, dopóki nie dostaną zapłaty za trzy miesiące.",
    "russian": "Совет Сенна в понедельник решил закрыть старую мельницу, которая сто лет кормила весь город. Рабочие "
    "заявили, что не уйдут, пока им не заплатят за последние три месяца работы на этой мельнице.",
}


def read(content: str, kind: str = "text", **given: str) -> Article | Refusal:
    return read_page(Page("senn", content, kind, **given), Settings())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["text", "html", "article"])
@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_refused(language: str, kind: str) -> None:
    paragraph = FOREIGN[language]
    assert not is_english(paragraph)
    content = f"<html><body><article><p>{paragraph}</p></article></body></html>" if kind == "html" else paragraph
    assert read(content, kind) == Refusal("source", "language", "senn", detail="not English by its commonest words")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (NEWS, True),
        (f"{NEWS} {SECOND}", True),
        ("Mill to close", True),
        ("", True),
        ("Мельницу закроют", False),
        ("Sennin vanha mylly suljetaan", True),
    ],
    ids=[
        "sentence",
        "two",
        "few words",
        "none",
        "few in another alphabet",
        "few in Latin letters: the benefit of the doubt",
    ],
)
def test_english(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize(
    ("code", "taken"), [("en", True), ("en-GB", True), ("EN", True), ("fi", False), ("fr-CA", False)]
)
def test_a_language_that_the_source_names_is_believed(code: str, taken: bool) -> None:
    outcome = read(NEWS, "article", language=code)
    assert isinstance(outcome, Article) is taken
    assert taken or outcome == Refusal("source", "language", "senn", detail=code)


LINKS = ["Mill to close after a vote", "Who paid for the bridge", "Nine wells run dry", "Mayor to visit the coast"]


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (" \n ", "text", "empty"),
        ("", "article", "empty"),
        ("\n".join(LINKS), "text", "no text"),
        ("<html><body></body></html>", "html", "no text"),
        (
            "<ul>" + "".join(f"<li><a href='/{n}'>{link}</a></li>" for n, link in enumerate(LINKS)) + "</ul>",
            "html",
            "no text",
        ),
        ("<div>" * 500 + NEWS, "html", "no text"),
        (f"Mill to close after a vote\n\n{NEWS}\n\nAlready a subscriber? Log in to read on.", "text", "stub"),
    ],
    ids=["blank", "empty row", "list of links", "empty page", "html list", "too deep", "stub"],
)
def test_pages_without_an_article(content: str, kind: str, reason: str) -> None:
    outcome = read(content, kind)
    assert isinstance(outcome, Refusal)
    assert (outcome.what, outcome.reason, outcome.source) == ("source", reason, "senn")


def test_a_whole_article_above_a_newsletter_notice_is_no_stub() -> None:
    outcome = read(
        "\n\n".join(["Mill to close", NEWS, SECOND, NEWS.replace("Monday", "Friday"), "Sign up for our newsletter"])
    )
    assert isinstance(outcome, Article)
