"""An actor on its way to a mention: where it stands in the parse and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass

from tidings.knowledge import Hit
from tidings.mentions.words import Words
from tidings.records import Entity, Mention

__all__ = ["Found", "Marked", "mark"]


@dataclass(slots=True)
class Found:
    """An actor in a sentence: tokens `start` to `last`, both inside, with the head between them.

    `kind` is person, organisation, country, group, people, role or pronoun; `reference` is set
    where the words only point at an actor ("the pair", "he"). `name` is canonical where a table or
    the text gives one.
    """

    words: Words
    start: int
    head: int
    last: int
    kind: str
    name: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    row: str | None = None
    gender: str | None = None
    surname: str | None = None
    plural: bool = False
    reference: str | None = None
    resolved: str | None = None
    members: tuple[Entity, ...] = ()
    drop: bool = False

    @property
    def begin(self) -> int:
        """The offset of the first character in `Article.text`."""
        return self.words.offset + self.words.starts[self.start]

    @property
    def end(self) -> int:
        """The offset after the last character in `Article.text`."""
        return self.words.offset + self.words.ends[self.last]

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.words.span(self.start, self.last)

    def entity(self) -> Entity:
        """Give the entity of the wire contract."""
        return Entity(
            entity_text=self.text,
            start=self.begin,
            end=self.end,
            resolved=self.resolved,
            identifier_text=self.name,
            code=self.code,
            sector=self.sectors,
            office=self.office,
            row=self.row,
        )

    def mention(self, article: str) -> Mention:
        """Give the mention of the wire contract.

        Args:
            article: the id of the article.
        """
        return Mention(article, "actor", self.text, self.begin, self.end, entity=self.entity(), members=self.members)


@dataclass(frozen=True, slots=True)
class Marked:
    """A name of the tables in a sentence, by token numbers, both inside."""

    first: int
    last: int
    hit: Hit


def mark(words: Words, hits: list[Hit]) -> list[Marked]:
    """Tie names to tokens; a name that ends inside a token is left out.

    Args:
        words: the tokens of a sentence.
        hits: names found in the sentence's text.
    """
    marked = []
    for hit in hits:
        first, last = words.at(hit.start), words.at(hit.end - 1)
        if first is None or last is None or words.starts[first] != hit.start:
            continue
        if words.ends[last] != hit.end and words.text[hit.end : words.ends[last]].strip(".'’s"):
            continue
        if not _inside_person(words, first, last):
            marked.append(Marked(first, last, hit))
    return marked


def _inside_person(words: Words, first: int, last: int) -> bool:
    """Whether one word of a longer personal name was taken for a name of its own ("Michael Jordan")."""
    if first != last or words.ent[first] != "PERSON":
        return False
    before = first > 0 and not words.ent_begin[first] and words.ent[first - 1] == "PERSON"
    after = first + 1 < len(words) and words.ent[first + 1] == "PERSON" and not words.ent_begin[first + 1]
    after = after and words.low[first + 1] not in ("'s", "’s")
    return before or after
