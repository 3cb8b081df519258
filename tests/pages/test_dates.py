"""A page's own date, and what else the page says of when it was written."""

from __future__ import annotations

import datetime

import pytest

from tidings.pages.dates import Dating, settle, state_date

FIRST = Dating(datetime.date(2015, 3, 4), "given")
BODY = ["The ferry company of Merrow said its boats were full.", "Its oldest boat was built in 1974."]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("changed", "told", "expected", "basis"),
    [
        (None, "", "2015-03-04", "given"),
        ("2015-03-09", "", "2015-03-04", "given"),
        ("2016-02-01", "", "2015-03-04", "given"),
        # Written again years later: the text is of its last change.
        ("2021-06-30", "", "2021-06-30", "inferred"),
        # The body tells of a day after the date that the page gives.
        ("2015-11-02", "The harbour was closed on 30 October 2015.", "2015-11-02", "inferred"),
        (None, "The harbour was closed on October 30, 2015.", "2015-10-30", "inferred"),
        # What is to come bounds nothing.
        (None, "The harbour will be closed on 30 October 2015.", "2015-03-04", "given"),
        (None, "The lease, which was signed in haste, expires on 1 May 2019.", "2015-03-04", "given"),
        (None, "The harbour was closed on 3 March 2015.", "2015-03-04", "given"),
    ],
)
def test_a_date_is_weighed_against_the_rest_of_the_page(changed, told, expected, basis) -> None:
    found = settle(FIRST, day(changed) if changed else None, [*BODY, told])
    assert found == Dating(day(expected), basis)


def test_a_page_without_a_date_has_that_of_its_last_change() -> None:
    assert settle(None, day("2020-02-02"), BODY) == Dating(day("2020-02-02"), "inferred")
    assert settle(None, None, BODY) is None


def test_an_old_picture_dates_no_newer_text() -> None:
    caption = "The harbour of Merrow on Monday, June 4, 2018. (Ida Holt)"
    body = ["The harbour was closed on 12 May 2022 after a storm, the company said."]
    assert settle(state_date([], [caption], body), None, body) == Dating(day("2022-05-12"), "inferred")
    assert settle(state_date([], [caption], BODY), None, BODY) == Dating(day("2018-06-04"), "stated")
