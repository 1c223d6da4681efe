"""When something unasked may reach somebody, also on the days on which the clock is changed."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from agenda.hours import EVENING, HOME, MORNING
from storage.manner import Manner, may_go, midnight

TO_SUMMER = datetime(2026, 3, 29, 1, tzinfo=UTC)
"""Then it is 3 o'clock instead of 2."""
TO_WINTER = datetime(2026, 10, 25, 1, tzinfo=UTC)
"""Then it is 2 o'clock once more."""
AROUND = st.timedeltas(timedelta(hours=-36), timedelta(hours=36))
MOMENTS = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    st.builds(lambda change, by: change + by, st.sampled_from([TO_SUMMER, TO_WINTER]), AROUND),
)


@given(MOMENTS, st.booleans())
def test_only_what_somebody_waits_for_comes_between_nine_in_the_evening_and_eight_in_the_morning(
    now: datetime, told: bool
) -> None:
    local = now.astimezone(HOME)
    assert Manner.AT_ONCE in may_go(now, told=told)
    assert (Manner.BY_DAY in may_go(now, told=told)) is (8 <= local.hour < 21)
    assert (Manner.NEWS in may_go(now, told=told)) is (8 <= local.hour < 21 and not told)


@given(MOMENTS)
@example(TO_SUMMER)
@example(TO_WINTER)
def test_a_day_begins_at_midnight_on_the_clock_and_lasts_until_the_next(now: datetime) -> None:
    begun = midnight(now)
    assert begun.tzinfo is UTC
    assert begun <= now
    assert begun.astimezone(HOME) == datetime.combine(now.astimezone(HOME).date(), time(), HOME)
    assert begun.astimezone(HOME).time() == time()
    # 25 hours after it began it is always tomorrow, or the last hour of a day that is that long.
    next_day = midnight(begun + timedelta(hours=26))
    assert begun <= now < next_day
    assert next_day - begun in (timedelta(hours=23), timedelta(hours=24), timedelta(hours=25))


def test_days_on_which_the_clock_is_changed_have_thirteen_hours_to_be_told_something_as_all_others() -> None:
    for change in (TO_SUMMER, TO_WINTER):
        day = midnight(change)
        minutes = [day + timedelta(minutes=n) for n in range(26 * 60) if midnight(day + timedelta(minutes=n)) == day]
        open_minutes = [minute for minute in minutes if Manner.BY_DAY in may_go(minute, told=False)]
        assert len(open_minutes) == 13 * 60
        assert open_minutes[0].astimezone(HOME).time() == MORNING
        assert (open_minutes[-1] + timedelta(minutes=1)).astimezone(HOME).time() == EVENING
    assert len(minutes) == 25 * 60
