"""Builders and fakes for tests: of tidings itself, and of programs that take its records.

::

    from tidings.testing import FakeReader, Told, make_article, make_entity, make_event

    article = make_article("Ruritania sent aid to Graustark.", published=date(2020, 5, 1))
    event = make_event(article, "sent aid", "AID", actor=[make_entity("Ruritania", article, code="RUR")])
    reader = FakeReader(Told("sent", "AID", actors=["Ruritania"], recipients=["Graustark"]))

What the builders give is what the program would: offsets point into the article's text, and ids are
digests. A reader takes the place of the released model, so that a test of what comes behind it does
not depend on what the model makes of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tidings.ontology import TYPES, event_scale, quad_code
from tidings.records import (
    Article,
    Attribution,
    Block,
    CiteInfo,
    Coded,
    Entity,
    Event,
    EventMention,
    Quote,
    TextInfo,
    digest,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tidings.coding import Reading
    from tidings.sentences import Parsed

__all__ = ["FakeReader", "Told", "make_article", "make_coded", "make_entity", "make_event", "make_quote"]

CODER = "tidings test"


def make_article(text: str = "Ruritania met Graustark.", **fields: Any) -> Article:
    """Make an article; each stretch between blank lines is a block, the first the headline if one is named.

    Args:
        text: its text.
        fields: fields of `Article` that are to be other than the defaults.
    """
    blocks = []
    start = 0
    for piece in text.split("\n\n"):
        kind = "headline" if not start and fields.get("headline") == piece else "paragraph"
        blocks.append(Block(kind, start, start + len(piece)))
        start += len(piece) + 2
    values: dict[str, Any] = {"source": "page.txt", "blocks": tuple(blocks), "language": "en"} | fields
    url = values.get("url")
    values.setdefault("id", digest("url", url) if url else digest("page", values["source"], text))
    values.setdefault("text_digest", digest("text", " ".join(text.casefold().split())))
    if values.get("published") is not None:
        values.setdefault("published_basis", "given")
    return Article(text=text, **values)


def make_entity(words: str, article: Article | str = "", at: int | None = None, **fields: Any) -> Entity:
    """Make an entity that stands where its words first stand in a text.

    Args:
        words: the words that name it.
        article: an article, or a text; at the start where the words are not in it.
        at: where they stand, in characters, if it is not there.
        fields: fields of `Entity` that are to be other than the defaults.
    """
    text = article if isinstance(article, str) else article.text
    start = max(0, text.find(words)) if at is None else at
    return Entity(words, start, start + len(words), **fields)


def make_event(
    article: Article,
    words: str,
    type: str = "CONSULT",
    actor: Iterable[Entity] = (),
    recipient: Iterable[Entity] = (),
    at: int | None = None,
    **fields: Any,
) -> Event:
    """Make an event that the first stretch of an article with some words reports.

    Args:
        article: the article.
        words: the words that report it.
        type: a PLOVER type, whose quad code and score follow, or one of a user's own.
        actor: who acts.
        recipient: whom it is done to.
        at: where the words stand, in characters, if not where they first do.
        fields: fields of `Event` that are to be other than the defaults.

    Raises:
        ValueError: the words are not in the article.
    """
    at = article.text.index(words) if at is None else at
    number, block = next((i, b) for i, b in enumerate(article.blocks) if b.start <= at < b.end)
    sentence = article.text[block.start : block.end]
    modes: tuple[str, ...] = tuple(fields.get("mode", ()))
    values: dict[str, Any] = {
        "id": digest("event", article.id, CODER, type, str(at), words),
        "text": sentence,
        "text_info": TextInfo(number, block.start, block.end, block.kind, at, at + len(words)),
        "event_text": (words,),
        "quad_code": quad_code(type) if type in TYPES else None,
        "event_scale": event_scale(type, modes) if type in TYPES else None,
        "attribution": Attribution(),
        "confidence": 0.9,
        "coder": CODER,
        "mentions": (EventMention(sentence, block.start, block.end),),
        "cite_info": CiteInfo(article.url, article.headline, article.publication, article.language, article.published),
    }
    return Event(article=article.id, event=(type,), actor=tuple(actor), recipient=tuple(recipient), **(values | fields))


def make_quote(article: Article, words: str, **fields: Any) -> Quote:
    """Make a quote of some words of an article.

    Args:
        article: the article.
        words: the words that were said.
        fields: fields of `Quote` that are to be other than the defaults.

    Raises:
        ValueError: the words are not in the article.
    """
    start = article.text.index(words)
    return Quote(article.id, words, start, start + len(words), **({"kind": "direct"} | fields))


def make_coded(article: Article, *events: Event, quotes: Iterable[Quote] = ()) -> Coded:
    """Make what coding a page gives.

    Args:
        article: the article.
        events: its events.
        quotes: its quotes.
    """
    return Coded(article, events, tuple(quotes))


@dataclass(frozen=True, slots=True)
class Told:
    """What a `FakeReader` is to read off each sentence that has `word`.

    `actors` and `recipients` are words of the sentence; those that are not in it are left out.
    """

    word: str
    type: str
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    modes: Sequence[str] = ()
    probability: float = 0.9


class FakeReader:
    """A `tidings.coding.Reader` that gives chosen readings and no others.

    Args:
        told: what to read, where its word stands.
    """

    def __init__(self, *told: Told) -> None:
        self.told = told

    def read(self, parsed: Parsed) -> list[Reading]:
        """Give the chosen readings of a sentence, in the order of their words."""
        from tidings.coding import Reading

        readings = []
        for token in parsed.doc:
            for told in self.told:
                if token.text == told.word:
                    parties = _tokens(parsed, told.actors), _tokens(parsed, told.recipients)
                    modes = tuple(told.modes)
                    reading = Reading(
                        token, (token,), told.type, modes, *parties, told.probability, (f"told:{told.word}",)
                    )
                    readings.append(reading)
        return readings


def _tokens(parsed: Parsed, names: Sequence[str]) -> tuple[Token, ...]:
    """The last token of each name that stands in the sentence."""
    found: list[Token] = []
    for name in names:
        at = parsed.doc.text.find(name)
        if at >= 0:
            found += [t for t in parsed.doc if t.idx + len(t) == at + len(name)]
    return tuple(found)
