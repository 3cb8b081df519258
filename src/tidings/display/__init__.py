"""Records as HTML: the coding laid over an article's text, for the newsdesk and for notebooks."""

from tidings.display.html import article_html, coded_html, events_html, rows_html
from tidings.display.marks import Mark, Piece, marks_of, pieces, standing_of
from tidings.display.outline import load_outline

__all__ = [
    "Mark",
    "Piece",
    "article_html",
    "coded_html",
    "events_html",
    "load_outline",
    "marks_of",
    "pieces",
    "rows_html",
    "standing_of",
]
