"""When people work and when they rest, on the clock of the Netherlands."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agenda.moments import closed_days

HOME = ZoneInfo("Europe/Amsterdam")
MORNING, EVENING = time(8), time(21)
"""Between evening and morning nobody is disturbed."""


def is_rest(now: datetime) -> bool:
    """Whether it is evening or night."""
    return not MORNING <= now.astimezone(HOME).time() < EVENING


def next_morning(now: datetime) -> datetime:
    """The first moment from `now` on at which people may be disturbed."""
    local = now.astimezone(HOME)
    if not is_rest(now):
        return now
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, HOME).astimezone(now.tzinfo)


def next_at_work(now: datetime) -> datetime:
    """The first moment from `now` on at which people work: by day, on a working day."""
    local = next_morning(now).astimezone(HOME)
    while not is_working_day(local.date()):
        local = datetime.combine(local.date() + timedelta(days=1), MORNING, HOME)
    return local.astimezone(now.tzinfo)


def a_working_day_later(now: datetime) -> datetime:
    """The same time of day on the first working day after today; what comes in when nobody works counts from the morning on."""
    local = next_at_work(now).astimezone(HOME)
    day = local.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, local.time(), HOME).astimezone(now.tzinfo)


def is_working_day(day: date) -> bool:
    """Whether people work on this day: not at the weekend, nor on a Dutch public holiday."""
    return day.weekday() < 5 and day not in closed_days(day.year)
