from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.hours import (
    EVENING,
    HOME,
    MORNING,
    a_working_day_later,
    is_rest,
    is_working_day,
    next_at_work,
    next_morning,
)

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


def at(words: str) -> datetime:
    """A moment on the clock of the Netherlands, as "2026-11-23 09:30", in UTC."""
    return datetime.fromisoformat(words).replace(tzinfo=HOME).astimezone(UTC)


@pytest.mark.parametrize(
    ("local", "rest"), [("07:59", True), ("08:00", False), ("20:59", False), ("21:00", True), ("00:00", True)]
)
@pytest.mark.parametrize("day", ["2026-07-01", "2026-12-01", "2026-03-29", "2026-10-25"])
def test_people_rest_from_nine_in_the_evening_to_eight_in_the_morning_on_their_own_clock(
    day: str, local: str, rest: bool
) -> None:
    assert is_rest(at(f"{day} {local}")) == rest


@given(MOMENTS)
def test_the_next_morning_is_the_first_moment_at_which_people_may_be_disturbed(now: datetime) -> None:
    morning = next_morning(now)
    assert morning.tzinfo is now.tzinfo
    assert not is_rest(morning)
    if is_rest(now):
        assert now < morning < now + timedelta(hours=13)
        assert morning.astimezone(HOME).time() == MORNING
        assert is_rest(morning - timedelta(seconds=1))
    else:
        assert morning == now


@pytest.mark.parametrize(
    ("now", "works"),
    [
        ("2026-11-23 10:00", "2026-11-23 10:00"),
        ("2026-11-23 22:00", "2026-11-24 08:00"),
        ("2026-11-27 22:00", "2026-11-30 08:00"),  # Friday night
        ("2026-11-28 12:00", "2026-11-30 08:00"),
        ("2026-12-25 07:00", "2026-12-28 08:00"),  # Christmas, and a weekend after it
    ],
)
def test_people_are_at_work_by_day_on_working_days(now: str, works: str) -> None:
    assert next_at_work(at(now)) == at(works)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-23 10:00", "2026-11-24 10:00"),  # Monday
        ("2026-11-27 16:00", "2026-11-30 16:00"),  # Friday afternoon: Monday
        ("2026-11-28 11:00", "2026-12-01 08:00"),  # Saturday counts as Monday morning: Tuesday
        ("2026-11-29 23:00", "2026-12-01 08:00"),  # Sunday night counts as Monday morning too
        ("2026-11-23 22:00", "2026-11-25 08:00"),  # by night it counts from the morning on
        ("2026-11-24 03:00", "2026-11-25 08:00"),
        ("2026-11-27 21:30", "2026-12-01 08:00"),  # Friday night counts as Monday morning
        ("2026-12-24 15:00", "2026-12-28 15:00"),  # over Christmas, Friday and Saturday, and the Sunday after
        ("2026-12-25 12:00", "2026-12-29 08:00"),  # on Christmas Day itself: as on Monday morning
        ("2026-04-03 09:00", "2026-04-08 08:00"),  # from Good Friday over Easter
        ("2026-04-24 09:00", "2026-04-28 09:00"),  # Friday; Monday is King's Day
        ("2026-12-31 10:00", "2027-01-04 10:00"),  # over the New Year and a weekend
        ("2026-03-27 09:00", "2026-03-30 09:00"),  # the clock goes forward in between: the same time of day
        ("2026-10-23 09:00", "2026-10-26 09:00"),  # and back
    ],
)
def test_an_answer_is_due_a_working_day_later(asked: str, due: str) -> None:
    assert a_working_day_later(at(asked)) == at(due)


@given(MOMENTS)
def test_an_answer_is_due_on_a_working_day_by_day_and_after_at_least_one_whole_day(now: datetime) -> None:
    due = a_working_day_later(now)
    assert due.tzinfo is now.tzinfo
    local = due.astimezone(HOME)
    assert is_working_day(local.date())
    assert MORNING <= local.time() < EVENING
    between = [now.astimezone(HOME).date() + timedelta(days=ahead) for ahead in range(20)]
    working = [day for day in between if is_working_day(day)]
    assert due >= now + timedelta(hours=23)  # a day on which the clock goes forward has no more
    assert local.date() in working[1:3], "not later than it has to be"


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 27), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 5, 14), False),  # Ascension Day
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2026, 12, 5), False),  # a Saturday
        (date(2025, 12, 5), True),  # Sinterklaas is no holiday
    ],
)
def test_nobody_works_at_the_weekend_nor_on_a_public_holiday(day: date, works: bool) -> None:
    assert is_working_day(day) == works
