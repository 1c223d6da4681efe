"""The month of a start: on a button, or typed."""

from datetime import UTC, date, datetime

import pytest

from dialogs.kinds.kind import Complete, Misread
from dialogs.kinds.start_month import StartMonth, month
from dialogs.text import render
from tests.dialogs.world import offered_values, offered_words, scene

START = StartMonth()
"""It is November 2026."""


def test_this_month_and_the_next_ones_are_on_buttons() -> None:
    offer = START.offer(None, scene())
    assert offered_values(offer) == ["2026-11", "2026-12", "2027-01", "2027-02", "unknown"]
    assert offered_words(offer)[1] == "december 2026"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("december", "2026-12"),
        ("1 maart", "2027-03"),
        ("in januari", "2027-01"),
        ("oktober", "2027-10"),
        ("februarie", "2027-02"),
        ("november", "2026-11"),
        ("weet ik nog niet", "unknown"),
    ],
)
def test_a_month_that_is_typed_is_the_next_one_of_that_name(said: str, value: str) -> None:
    assert START.hear(None, said, scene()) == Complete(value)


@pytest.mark.parametrize("said", ["", "1", "ooit", "13", "blauw"])
def test_what_is_no_month_gets_an_example(said: str) -> None:
    reading = START.hear(None, said, scene())
    assert isinstance(reading, Misread) and "november 2026" in render(reading.because, "nl")


def test_a_month_that_was_offered_before_the_year_ended_is_still_that_month() -> None:
    later = scene(now=datetime(2027, 1, 1, tzinfo=UTC))
    assert START.choose(None, "2026-12", later) == Complete("2026-12")
    assert isinstance(START.choose(None, "2026-13", later), Misread)


def test_an_answer_is_a_month_or_unknown_and_nothing_else() -> None:
    assert [render(START.show(value, scene()), "nl") for value in START.samples()] == [
        "Nog niet bekend",
        "december 2026",
    ]
    assert month("2026-12") == date(2026, 12, 1)
    for value in ("unknown", "2026-00", "2026-1", "x", None, 3, "2026-12-01"):
        assert month(value) is None
    assert START.adopt("2026-00") is None and START.adopt("unknown") == "unknown"
