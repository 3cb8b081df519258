"""Time expressions: TIMEX3 values, days on the calendar, and what they are reckoned from."""

from __future__ import annotations

import datetime

import pytest
from tests.mentions.reading import times

from tidings.mentions import find_times

# A Wednesday.
DAY = "2023-09-13"


def found(text: str, day: str | None = DAY) -> list[tuple[str, str]]:
    anchor = datetime.date.fromisoformat(day) if day else None
    return [(span.text, span.value) for span in find_times(text, 0, anchor)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on Sept. 13, 2023.", "Sept. 13, 2023", "2023-09-13"),
        ("They met on 13 September 2023.", "13 September 2023", "2023-09-13"),
        ("They met on Wednesday, Sept. 13, 2023, in Oslo.", "Wednesday, Sept. 13, 2023", "2023-09-13"),
        ("They met on 2023-09-13.", "2023-09-13", "2023-09-13"),
        ("They met on June 29 2021.", "June 29 2021", "2021-06-29"),
        ("It began in May 2019.", "May 2019", "2019-05"),
        ("It began in 2019.", "2019", "2019"),
        ("It has gone on since the start of 2022.", "2022", "2022"),
        ("It began in the 1990s.", "the 1990s", "199"),
        ("It was built in the 19th century.", "the 19th century", "18"),
        ("Growth slowed in the third quarter of 2023.", "the third quarter of 2023", "2023-Q3"),
        ("Sales fell in Q2 2021.", "Q2 2021", "2021-Q2"),
        ("It rained in the summer of 2022.", "summer of 2022", "2022-SU"),
    ],
)
def test_dates_that_are_stated(text: str, words: str, value: str) -> None:
    assert (words, value) in [
        (w.removeprefix("the ") if not words.startswith("the ") else w, v) for w, v in found(text)
    ]
    assert {span.basis for span in find_times(text, 0, None)} == {"stated"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on Wednesday.", "Wednesday", "2023-09-13"),
        ("They met on Tuesday.", "Tuesday", "2023-09-12"),
        ("They met on Thursday.", "Thursday", "2023-09-07"),
        ("They will meet on Thursday.", "Thursday", "2023-09-14"),
        ("They are due to meet on Friday.", "Friday", "2023-09-15"),
        ("A deal must be signed by Friday.", "Friday", "2023-09-15"),
        ("They met last Friday.", "last Friday", "2023-09-08"),
        ("They meet next Monday.", "next Monday", "2023-09-18"),
        ("They met on Tuesday evening.", "Tuesday evening", "2023-09-12TEV"),
        ("They met yesterday.", "yesterday", "2023-09-12"),
        ("They meet tomorrow.", "tomorrow", "2023-09-14"),
        ("They met last week.", "last week", "2023-W36"),
        ("They met this month.", "this month", "2023-09"),
        ("They met last month.", "last month", "2023-08"),
        ("They met earlier this year.", "earlier this year", "2023"),
        ("They met in June.", "June", "2023-06"),
        ("They met in December.", "December", "2022-12"),
        ("They will meet in December.", "December", "2023-12"),
        ("They met on Sept. 3.", "Sept. 3", "2023-09-03"),
        ("They met two days ago.", "two days ago", "2023-09-11"),
        ("They met three weeks ago.", "three weeks ago", "2023-W34"),
        ("They met two years ago.", "two years ago", "2021"),
        ("They met over the weekend.", "the weekend", "2023-W36-WE"),
        ("It closed at 10pm.", "10pm", "2023-09-13T22:00"),
        ("It closed at 5:30 p.m. on Tuesday.", "5:30 p.m. on Tuesday", "2023-09-12T17:30"),
        ("The shop next to the embassy burned on Tuesday.", "Tuesday", "2023-09-12"),
        ("Troops could leave as early as Friday.", "Friday", "2023-09-15"),
        ("He would fly to the United States Friday.", "Friday", "2023-09-15"),
        ("He was shot last Oct. 23.", "last Oct. 23", "2022-10-23"),
        # What a source tells by its name is no plan.
        ("A letter read by the judge said the heir died on Tuesday.", "Tuesday", "2023-09-12"),
        ("The bank said it had cleared the debt by the end of January.", "January", "2023-01"),
    ],
)
def test_dates_reckoned_from_the_day_of_the_article(text: str, words: str, value: str) -> None:
    spans = find_times(text, 0, datetime.date.fromisoformat(DAY))
    assert (words, value) in [(span.text, span.value) for span in spans]
    span = next(span for span in spans if span.text == words)
    assert (span.basis, span.anchor) == ("relative", DAY)
    assert span.date is not None


@pytest.mark.parametrize(
    ("text", "words", "type", "value"),
    [
        ("The siege lasted 40 days.", "40 days", "DURATION", "P40D"),
        ("It lasted about 40 seconds.", "about 40 seconds", "DURATION", "PT40S"),
        ("They have talked for two and a half hours.", "two and a half hours", "DURATION", "PT2H30M"),
        ("He was jailed for a five-year term.", "five-year", "DURATION", "P5Y"),
        ("It came hours after the launch.", "hours", "DURATION", "PTXH"),
        ("It came two years after the coup.", "two years", "DURATION", "P2Y"),
        ("Fighting raged for several weeks.", "several weeks", "DURATION", "PXW"),
        ("They wait for the next 48 hours.", "the next 48 hours", "DURATION", "PT48H"),
        ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("They meet every two years.", "every two years", "SET", "P2Y"),
        ("The daily march went on.", "daily", "SET", "P1D"),
        ("They fled recently.", "recently", "DATE", "PAST_REF"),
        ("They now want peace.", "now", "DATE", "PRESENT_REF"),
        ("They will soon leave.", "soon", "DATE", "FUTURE_REF"),
        ("They left that day.", "that day", "DATE", "XXXX-XX-XX"),
    ],
)
def test_durations_sets_and_vague_times(text: str, words: str, type: str, value: str) -> None:
    spans = find_times(text, 0, datetime.date.fromisoformat(DAY))
    assert (words, type, value) in [(span.text, span.type, span.value) for span in spans]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It has gone on since the start of 2022.", (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31), "year")),
        ("They met last week.", (datetime.date(2023, 9, 4), datetime.date(2023, 9, 10), "week")),
        ("They met last month.", (datetime.date(2023, 8, 1), datetime.date(2023, 8, 31), "month")),
        ("They met on Tuesday.", (datetime.date(2023, 9, 12), None, "day")),
        ("They met in the winter of 2021.", (datetime.date(2021, 12, 1), datetime.date(2022, 2, 28), "month")),
    ],
)
def test_days_on_the_calendar(text: str, dates: tuple[datetime.date, datetime.date | None, str]) -> None:
    (span,) = find_times(text, 0, datetime.date.fromisoformat(DAY))
    assert (span.date, span.enddate, span.precision) == dates


@pytest.mark.parametrize(
    "text",
    [
        "About 2019 people came.",
        "Three-quarters of them fled.",
        "The Six Day War changed the map.",
        "He scored 20 of 25 points.",
        "The march went on.",
        "The court may rule.",
        "Call 555-2019 for help.",
        "It cost 1,900 crowns.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Wednesday.", "XXXX-WXX-3"),
        ("They met in June.", "XXXX-06"),
        ("They met on Sept. 3.", "XXXX-09-03"),
        ("They met last week.", "PAST_REF"),
        ("They met yesterday.", "XXXX-XX-XX"),
    ],
)
def test_without_a_date_nothing_is_reckoned(text: str, value: str) -> None:
    (span,) = find_times(text, 0, None)
    assert (span.value, span.date, span.basis, span.anchor) == (value, None, None, None)


@pytest.mark.parametrize("text", ["They met on Feb. 30, 2023.", "They met on 2023-13-01.", "It was 25:70 p.m."])
def test_days_that_do_not_exist(text: str) -> None:
    assert all(span.date is None or span.precision == "year" for span in find_times(text, 0, None))


def test_offsets_are_those_of_the_article() -> None:
    text = "Nobody came.\n\nThey met on Tuesday and left in 2021."
    assert [(t.text, text[t.start : t.end]) for t in times(text)] == [("Tuesday", "Tuesday"), ("2021", "2021")]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on 3 June 2021 and parted the next day.", "the next day", "2021-06-04"),
        ("They met on 3 June 2021, and a truce came two days later.", "two days later", "2021-06-05"),
        ("They met in June 2019 and again later that year.", "later that year", "2019"),
        ("They had met the previous day.", "the previous day", "XXXX-XX-XX"),
        ("The day before last Tuesday they met.", "The day before last Tuesday", "2023-09-11"),
        ("They stay two more weeks.", "two more weeks", "P2W"),
        ("Prices rose over the past decade.", "the past decade", "P10Y"),
        ("A hearing is due in the week of October 2.", "the week of October 2", "2023-W40"),
        ("Fees rise in the 2024-25 academic year.", "the 2024-25 academic year", "2024/2025"),
        ("They will leave at 4 in the morning.", "4 in the morning", "2023-09-13T04:00"),
        # Tense by what owns the day, and by the verb behind it.
        ("Officials would not discuss Tuesday's ruling.", "Tuesday", "2023-09-12"),
        ("Both sides dug in ahead of Friday's vote.", "Friday", "2023-09-15"),
        ("On Friday, the chamber will vote on it.", "Friday", "2023-09-15"),
        ("On Friday, the chamber voted on it.", "Friday", "2023-09-08"),
    ],
)
def test_times_that_go_on_from_others_and_tense(text: str, words: str, value: str) -> None:
    assert (words, value) in found(text)


def test_the_date_told_in_another_sentence_goes_on() -> None:
    spans = times("The bridge fell on Monday. It was closed the next morning.")
    assert [s.value for s in spans] == ["2023-09-11", "2023-09-12TMO"]


def test_hours_after_something_are_of_that_day() -> None:
    span = next(s for s in times("The talks came hours after two rockets were fired.") if s.text == "hours")
    assert (span.type, str(span.date), span.basis) == ("DURATION", "2023-09-13", "relative")
