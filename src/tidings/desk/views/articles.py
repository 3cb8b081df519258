"""The article page: the text as a reader wants it, with the coding laid over it and its records beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tidings.archive import Review, about, standing_reviews
from tidings.desk.render import as_json, html
from tidings.desk.views.common import desk_of, missing, reviewer_of
from tidings.display import Piece, marks_of, pieces

__all__ = ["ROUTES", "laid_over"]

Record = Mapping[str, Any]

_TAGS = {"headline": "h1", "subhead": "h3", "standfirst": "p", "caption": "p", "quote": "blockquote", "list": "p"}


def article(request: Request) -> Response:
    """One article with its events, quotes, what was set aside and what was refused."""
    id = request.path_params["id"]
    with desk_of(request).archive.look() as look:
        found = look.article(id)
        if found is None:
            raise missing("article of this id")
        record, text = found
        events, quotes = look.of_article("events", id), look.of_article("quotes", id)
        refusals, same = look.refusals(id), look.same_text(id)
        story = look.story_of(id)
        reviews = standing_reviews(look.reviews(record["text_digest"]))
    if request.url.path.endswith(".json"):
        return as_json(
            {
                "article": record,
                "events": events,
                "quotes": quotes,
                "refusals": refusals,
                "same_text": same,
                "related": related,
            }
        )
    shown = laid_over(record, text, events, quotes, reviews)
    return html(
        *(request, "article.html"),
        story=story,
        article=record,
        refusals=refusals,
        same=same,
        reviewer=reviewer_of(request),
        **shown,
    )


def related(request: Request) -> Response:
    """What else to read beside an article, with reasons; apart from its page, for it asks the whole archive."""
    id = request.path_params["id"]
    with desk_of(request).archive.look() as look:
        found = look.article(id)
        if found is None:
            raise missing("article of this id")
        others = look.related(id)
    if request.url.path.endswith(".json"):
        return as_json({"related": others})
    return html(request, "related.html", article=found[0], related=others)


def laid_over(
    article: Record,
    text: str | None,
    events: Sequence[Record],
    quotes: Sequence[Record],
    reviews: Sequence[Review] = (),
) -> dict[str, Any]:
    """Give what the template of an article needs of its coding.

    Args:
        article: the article's record.
        text: its text; None where texts are not kept.
        events: its events, the joined ones too.
        quotes: its quotes.
        reviews: the decisions that count about its text.
    """
    leading = [e for e in events if not e.get("same_as")]
    known = {e["id"] for e in leading}
    marks = [m for m in marks_of(events, quotes) if m.event is None or m.event in known]
    blocks = [
        {
            "kind": block["kind"],
            "tag": _TAGS.get(block["kind"], "p"),
            "pieces": _shown(pieces(text or "", marks, block["start"], block["end"])),
        }
        for block in (article["blocks"] if text else ())
    ]
    decided = {e["id"]: about(reviews, e) for e in leading}
    done = next((r for r in reviews if r.decision == "done"), None)
    current = {(e["text_info"]["trigger_start"], e["text_info"]["trigger_end"]) for e in events}
    lost = [r for r in reviews if r.record is not None and (r.trigger_start, r.trigger_end) not in current]
    return {
        "blocks": blocks,
        "events": leading,
        "joined": len(events) - len(leading),
        "quotes": quotes,
        "decided": decided,
        "done": done,
        "lost": lost,
    }


def _shown(found: Sequence[Piece]) -> list[Piece | tuple[str, list[Piece]]]:
    """Gather the pieces of each quote, so that a quote is one element however many marks are in it."""
    out: list[Piece | tuple[str, list[Piece]]] = []
    for piece in found:
        if not piece.quoted:
            out.append(piece)
        elif out and isinstance(out[-1], tuple):
            out[-1][1].append(piece)
        else:
            out.append(("quote", [piece]))
    return out


ROUTES = [
    Route("/articles/{id}/related.json", related),
    Route("/articles/{id}/related", related),
    Route("/articles/{id}.json", article),
    Route("/articles/{id}", article),
]
