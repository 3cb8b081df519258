"""The nouns of tidings: frozen records that pass from room to room and out to the user.

Field names and meanings are the wire contract (see `docs/codebook.md`); PLOVER's names are used
where PLOVER has one. All offsets are Unicode code points into `Article.text`, end exclusive. The file is
longer than 500 lines because every noun of the contract stands in one place.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

__all__ = [
    "Article",
    "Attribution",
    "Block",
    "CiteInfo",
    "Coded",
    "Dropped",
    "Entity",
    "Event",
    "EventMention",
    "Events",
    "Image",
    "Location",
    "Mention",
    "Page",
    "Quote",
    "Refusal",
    "Related",
    "RelatedArticle",
    "Report",
    "Size",
    "Story",
    "StoryArticle",
    "StoryDay",
    "StoryEvent",
    "TextInfo",
    "TimeSpan",
    "digest",
    "to_dict",
]


def digest(*parts: str, length: int = 20) -> str:
    """Digest some strings into a stable identifier.

    Args:
        parts: strings; their order and borders count.
        length: hexadecimal digits to keep.
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:length]


def to_dict(record: Any) -> Any:
    """Turn a record into plain data for JSON: dates as ISO 8601, None left out.

    Args:
        record: a record, or a tuple, dict or plain value inside one.
    """
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        pairs = ((f.name, getattr(record, f.name)) for f in dataclasses.fields(record))
        return {name: to_dict(value) for name, value in pairs if value is not None}
    if isinstance(record, (tuple, list)):
        return [to_dict(value) for value in record]
    if isinstance(record, dict):
        return {key: to_dict(value) for key, value in record.items()}
    if isinstance(record, datetime.date):
        return record.isoformat()
    return record


@dataclass(frozen=True, slots=True)
class Page:
    """What a source yields: one page or one row, not yet read.

    `source` is what the user wrote (with a line or record number inside a table); `content` is
    markup or text, already decoded; `kind` is `html`, `text` or `article` (a row of a table, whose
    text is kept as it is). The other fields are what the source says about the page.
    """

    source: str
    content: str
    kind: str
    given_id: str | None = None
    url: str | None = None
    title: str | None = None
    date: datetime.date | None = None
    publication: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `Article.text`: `headline`, `standfirst`, `paragraph`, `subhead`, `caption`,
    `quote` or `list`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Image:
    """One picture of the page, however often the page repeats its caption."""

    caption: str | None = None
    credit: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A link to another article, offered by the page; never coded."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that page reading set aside: `label`, `duplicate`, `advert`, `navigation`, `share`,
    `subscribe`, `comments`, `byline`, `dateline` or `related`."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page after reading: its text in reading order and what is known of it."""

    id: str
    text_digest: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    publication: str | None = None
    language: str | None = None
    section: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime.date | None = None
    published_basis: str | None = None
    dateline: str | None = None
    images: tuple[Image, ...] = ()
    related: tuple[Related, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    text_start: int | None = None

    def _repr_html_(self) -> str:
        """Show the article in a notebook."""
        from tidings.display import article_html

        return article_html(to_dict(self))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that tidings looked at and did not code, with its reason.

    `what` is `source` (no article in it), `sentence` or `act`; `reason` is one word or a short
    phrase that a summary can count; `detail` is for people.
    """

    what: str
    reason: str
    source: str
    start: int | None = None
    end: int | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor as a text names it and as the tables know it.

    `row` names the table row that decided it (`leaders:Vladimir Putin:president:2012-05-07`), or
    `text` where the words alone did; `tidings explain` shows it.
    """

    entity_text: str
    start: int
    end: int
    resolved: str | None = None
    identifier_text: str | None = None
    identifier_id: str | None = None
    code: str | None = None
    sector: tuple[str, ...] = ()
    office: str | None = None
    row: str | None = None

    @property
    def name(self) -> str:
        """The best name there is: the canonical one, what a reference stands for, or the words."""
        return self.identifier_text or self.resolved or self.entity_text


@dataclass(frozen=True, slots=True)
class Location:
    """PLOVER's location object, with the relation of the event to the place.

    `resolution`: 5 sub-city, 4 city, 3 district, 2 province, 1 country. `relation` is the words
    that relate the place to its anchor ("off the coast of"); `uncertainty_km` how far off the
    point may be for that reason.
    """

    extracted_place: str
    start: int
    end: int
    resolved_place: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    city: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = None
    feature_class: str | None = None
    feature_code: str | None = None
    resolution: int | None = None
    relation: str | None = None
    uncertainty_km: float | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression with its TIMEX3 `type` and `value`, and its place on the calendar.

    `precision` is `day`, `week`, `month` or `year`; `basis` is `stated` (the text gives the date)
    or `relative` (reckoned from an anchor, which `anchor` names in ISO 8601).
    """

    text: str
    start: int
    end: int
    type: str
    value: str
    anchor: str | None = None
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    precision: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor, place or time found in an article, and what it resolves to.

    `members` holds the entities that a plural reference stands for ("the pair", "both sides").
    """

    article: str
    kind: str
    text: str
    start: int
    end: int
    entity: Entity | None = None
    location: Location | None = None
    time: TimeSpan | None = None
    members: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says that an event happened, and how surely: `asserted`, `claimed`, `uncertain` or
    `denied`. No source means the reporter."""

    certainty: str = "asserted"
    source_text: str | None = None
    source: Entity | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody is reported to have said: `direct`, `indirect` or `mixed`."""

    article: str
    text: str
    start: int
    end: int
    kind: str
    speaker: Entity | None = None
    addressee: Entity | None = None
    cue: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """Counts that the sentence gives."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    participants: int | None = None


@dataclass(frozen=True, slots=True)
class TextInfo:
    """Where the sentence stands: its number from 0, offsets, kind of block, and the act's words."""

    sequence: int
    start: int
    end: int
    block: str
    trigger_start: int
    trigger_end: int


@dataclass(frozen=True, slots=True)
class EventMention:
    """A sentence of the article that reports the event."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CiteInfo:
    """How to cite the article."""

    url: str | None = None
    title: str | None = None
    publication: str | None = None
    language: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event record, in PLOVER's field names; see the codebook for each field.

    An event of a user's own type has the type's name in `event`, and neither mode, quad code nor score:
    PLOVER gives it none.
    `date_mention` is the time expression that `date` was read from, where the text has one.
    """

    id: str
    article: str
    event: tuple[str, ...]
    actor: tuple[Entity, ...]
    text: str
    text_info: TextInfo
    event_text: tuple[str, ...]
    quad_code: int | None
    event_scale: float | None
    attribution: Attribution
    confidence: float
    coder: str
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    auxiliary: tuple[str, ...] = ()
    recipient: tuple[Entity, ...] = ()
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    date_precision: str | None = None
    date_basis: str | None = None
    event_loc: Location | None = None
    size: Size | None = None
    same_as: str | None = None
    mentions: tuple[EventMention, ...] = ()
    story: str | None = None
    cite_info: CiteInfo | None = None
    trace: tuple[str, ...] = ()
    date_mention: TimeSpan | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """All that coding one page gave: its article, events, quotes, and what it refused."""

    article: Article
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def _repr_html_(self) -> str:
        """Show the article in a notebook with its coding laid over it, and the table of its events."""
        from tidings.display import coded_html

        return coded_html(to_dict(self.article), to_dict(self.events), to_dict(self.quotes))


class Events(tuple[Event, ...]):
    """Events in order: a tuple that shows itself as a table in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Show the events as a table."""
        from tidings.display import events_html

        return events_html(to_dict(tuple(self)))


@dataclass(frozen=True, slots=True)
class Report:
    """One article's report of an event of a story: its leading record there, and how surely it says so.

    `source_text` names whoever the article has it from; none means the reporter.
    """

    event: str
    article: str
    certainty: str
    publication: str | None = None
    published: datetime.date | None = None
    copy_of: str | None = None
    source_text: str | None = None


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """An event of a story, joined across the articles that report it.

    `id` is the fullest of the joined records, whose fields it has; `outlets` counts the independent
    ones: two reports that share an outlet, or print copies of one text, count once. `certainty` is the
    best that any outlet has. `reports` come in the order of publication: the first had it first.
    """

    id: str
    event: tuple[str, ...]
    outlets: int
    reports: tuple[Report, ...]
    certainty: str
    mode: tuple[str, ...] = ()
    auxiliary: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    actor_code: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    recipient_code: tuple[str, ...] = ()
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    date_precision: str | None = None
    place: str | None = None
    country_code: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story; `copy_of` is the article whose text it prints, whole, cut or under another headline."""

    article_id: str
    headline: str | None = None
    date: datetime.date | None = None
    publication: str | None = None
    url: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class StoryDay:
    """A day of a story's timeline: what happened on it, and which articles were published on it.

    `articles` are ids. The last day has no date where anything is undated.
    """

    date: datetime.date | None = None
    events: tuple[StoryEvent, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell of one happening, and what they tell.

    `articles` counts all of them, `copies` those that print the text of another, `outlets` the papers,
    `events` the events joined across articles. `headline` is that of the article most like the rest,
    `article_id`. `actors` are those of most events, `countries` the codes of parties and places. `members`
    and `timeline` come where one story is asked for, and are left out of lists.
    """

    story_id: str
    articles: int
    outlets: int
    copies: int
    events: int
    article_id: str
    headline: str | None = None
    section: str | None = None
    first_date: datetime.date | None = None
    last_date: datetime.date | None = None
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    members: tuple[StoryArticle, ...] | None = None
    timeline: tuple[StoryDay, ...] | None = None


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article to read beside another: `led to it`, `followed`, `same event elsewhere` or `same actors before`.

    `reason` says why in one line; `score`, 0 to 1, orders them.
    """

    article_id: str
    kind: str
    reason: str
    score: float
    headline: str | None = None
    date: datetime.date | None = None
    publication: str | None = None
    story: str | None = None
