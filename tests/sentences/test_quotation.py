"""What stands between quotation marks."""

from __future__ import annotations

import pytest
from tests.mentions.reading import article

from tidings.sentences.quotation import quoted_spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes” and ‘no’.", ["yes", "no"]),
        ("He said «yes» and „no”.", ["yes", "no"]),
        ("He said 'yes' and left.", ["yes"]),
        ("He said ``yes'' and left.", ["yes"]),
        ("She said “he told me ‘no’ twice”.", ["he told me ‘no’ twice"]),
        # Marks of two kinds that belong together.
        ('He said “yes" and left.', ["yes"]),
        ("He said ' yes ' and left.", []),
        # Apostrophes.
        ("The boys' school didn't open in the '90s.", []),
        ("He left the boys' school in the '90s or the '80s.", []),
        ("She said 'it is the '90s again' twice.", ["it is the '90s again"]),
        # Blanks beside the marks are not of the words.
        ('He said " yes " and left.', ["yes"]),
        # One that stays open runs to its paragraph's end, and no further.
        ("“We left.\n\n“We came.”", ["We left.", "We came."]),
        ('He said: "We left.\n\nThey came.', ["We left."]),
        # A closing mark is lost: the next opening one begins anew.
        ('It was "a raid, he said. "We left," she said.', ["We left,"]),
        ("It was “a raid, he said. “We left,” she said.", ["We left,"]),
        # Paragraphs that were made one: each begins with a mark, and only the last is closed.
        ('She said: "We left. "We came. "We saw."', ["We left.", "We came.", "We saw."]),
        ("She said: “We left. “We came.”", ["We left.", "We came."]),
        # Single marks round whole sentences, over paragraphs too.
        ("‘We left.\n\n‘We came.’", ["We left.", "We came."]),
        ("She said: 'The boys' school burnt, and we left.'", ["The boys' school burnt, and we left."]),
        # Marks of two kinds that belong together, the other way round.
        ('"We left,” she said. "We came."', ["We left,", "We came."]),
        # A closing mark too many.
        ('We left," she said.', []),
        ("We left,” she said, “for good.”", ["for good."]),
        ('""', []),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    page = article(text)
    assert [page.text[s.start : s.end] for s in quoted_spans(page)] == spans


def test_a_span_knows_its_block_and_whether_it_was_closed() -> None:
    found = quoted_spans(article("# A “raid” began\n\nHe said: “We left."))
    assert [(s.block, s.closed) for s in found] == [(0, True), (1, False)]
