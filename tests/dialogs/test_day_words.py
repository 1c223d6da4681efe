"""What people say of when they have time."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.day_words import heard_when

MONDAY = date(2026, 11, 23)


def fitting(said: str, language: str = "nl") -> list[str]:
    """The moments of two weeks, at ten, three and seven, that are meant."""
    when = heard_when(said, language, MONDAY)
    assert when is not None, said
    moments = (datetime(2026, 11, 23, hour) + timedelta(days=days) for days in range(14) for hour in (10, 15, 19))
    return [f"{moment:%a %d %H}" for moment in moments if when.fits(moment)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("dinsdagmiddag", ["Tue 24 15", "Tue 01 15"]),
        ("Liefst op dinsdag, in de middag", ["Tue 24 15", "Tue 01 15"]),
        ("morgen", ["Tue 24 10", "Tue 24 15", "Tue 24 19"]),
        ("morgen ochtend", ["Tue 24 10"]),
        ("volgende week wo", ["Wed 02 10", "Wed 02 15", "Wed 02 19"]),
        ("deze week vrijdagavond", ["Fri 27 19"]),
        ("ma of di, 's avonds", ["Mon 23 19", "Tue 24 19", "Mon 30 19", "Tue 01 19"]),
    ],
)
def test_words_for_days_weeks_and_parts_of_a_day_are_heard(said: str, meant: list[str]) -> None:
    assert fitting(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "niet op dinsdag",
        "dinsdag kan niet",
        "ja",
        "bellen",
        "op de",
        "1",
        "24 november",
        "om 10 uur",
        "dinsdagen?!x",
    ],
)
def test_anything_else_in_it_makes_it_something_else(said: str) -> None:
    assert heard_when(said, "nl", MONDAY) is None


@given(st.text(max_size=60))
def test_no_words_are_too_strange(said: str) -> None:
    heard_when(said, "nl", MONDAY)
