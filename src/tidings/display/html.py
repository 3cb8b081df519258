"""Articles and events as HTML for notebooks: no script, nothing loaded, every word of a page escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from tidings.display.marks import Piece, marks_of, pieces, standing_of

__all__ = ["article_html", "coded_html", "events_html", "rows_html"]

Record = Mapping[str, Any]

# Colours that hold on a light and on a dark notebook: translucent grounds, borders in full.
_LOOK = {
    "act": "border-bottom:2px solid #b3261e;font-weight:600",
    "actor": "background:rgba(33,105,179,.22)",
    "recipient": "background:rgba(196,124,0,.24)",
    "place": "background:rgba(30,132,73,.22)",
    "time": "background:rgba(125,60,152,.2)",
}
_TAG = {"headline": "h3", "subhead": "h4", "caption": "figcaption", "quote": "blockquote", "standfirst": "p"}
_COLUMNS = ("date", "event", "actor", "recipient", "place", "standing", "confidence", "words")
_SHOWN = 200


def article_html(article: Record, events: Iterable[Record] = (), quotes: Iterable[Record] = ()) -> str:
    """Write an article with the coding laid over its text.

    Args:
        article: the article as plain data.
        events: its events.
        quotes: its quotes.
    """
    text = article.get("text") or ""
    marks = marks_of(events, quotes)
    known = [article.get(name) for name in ("section", "publication", "published")]
    parts = [f"<p><small>{escape(' · '.join(str(k) for k in known if k))}</small></p>"]
    for block in article["blocks"]:
        tag = _TAG.get(block["kind"], "p")
        inside = "".join(map(_piece, pieces(text, marks, block["start"], block["end"])))
        parts.append(f"<{tag}>{inside}</{tag}>")
    return f'<article style="max-width:46em">{"".join(parts)}</article>'


def _piece(piece: Piece) -> str:
    words = escape(piece.text).replace("\n", "<br>")
    if piece.kind is not None:
        title = escape(", ".join((piece.kind, *piece.standing)))
        words = f'<span title="{title}" style="{_LOOK[piece.kind]}">{words}</span>'
    return f"<em>{words}</em>" if piece.quoted else words


def _names(entities: Sequence[Record]) -> str:
    found = []
    for e in entities:
        name = e.get("identifier_text") or e.get("resolved") or e["entity_text"]
        marks = " ".join([*([e["code"]] if e.get("code") else []), *e.get("sector", ())])
        found.append(f"{escape(name)}{f' <small>{escape(marks)}</small>' if marks else ''}")
    return ", ".join(found)


def _cells(event: Record) -> Iterable[str]:
    place = event.get("event_loc") or {}
    yield escape(str(event.get("date") or ""))
    yield escape(" ".join([event["event"][0], *event.get("mode", ())]))
    yield _names(event["actor"])
    yield _names(event.get("recipient", ()))
    yield escape(place.get("resolved_place") or place.get("extracted_place") or "")
    yield escape(", ".join(standing_of(event)) or "asserted")
    yield f"{event['confidence']:.2f}"
    yield escape(" … ".join(event.get("event_text", ())))


def events_html(events: Sequence[Record], count: int | None = None) -> str:
    """Write events as a table, of very many the first.

    Args:
        events: records as plain data.
        count: how many there are, where only some are given.
    """
    count = len(events) if count is None else count
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(e))}</tr>" for e in events[:_SHOWN])
    more = f", the first {_SHOWN} shown" if count > _SHOWN else ""
    caption = f"<caption>{count} event{'' if count == 1 else 's'}{more}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def rows_html(names: Sequence[str], rows: Sequence[Sequence[Any]], count: int) -> str:
    """Write rows as a table.

    Args:
        names: the columns.
        rows: the rows to show.
        count: how many there are.
    """
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    cells = (("".join(f"<td>{escape('' if v is None else str(v)[:120])}</td>" for v in row)) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><caption>{count} found</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def coded_html(article: Record, events: Sequence[Record], quotes: Iterable[Record] = ()) -> str:
    """Write an article with its coding, and under it the table of its leading events.

    Args:
        article: the article as plain data.
        events: its events, the joined ones too.
        quotes: its quotes.
    """
    leading = [e for e in events if not e.get("same_as")]
    return article_html(article, events, quotes) + events_html(leading)
