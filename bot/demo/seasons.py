"""When people come, and when those who work with them do: the seasons, the week and the day."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from agenda.hours import HOME, is_working_day

DAYS = 365
MONTHS = (1.15, 1.1, 1.1, 0.95, 0.85, 0.9, 0.65, 0.4, 1.25, 1.2, 1.15, 0.8)
"""How busy each month is."""
WEEK = (1.2, 1.25, 1.1, 1.1, 0.85, 0.35, 0.4)
"""How busy each day of the week is, from Monday on; at the weekend only those come who come by themselves."""
CHRISTMAS = 0.2
"""From 20 December to 4 January."""
HOURS = (*([0] * 7), 1, 4, 7, 8, 7, 6, 7, 7, 6, 5, 4, 6, 8, 8, 6, 4, 2)
"""How often people take up their phone at each hour of the day."""
FIRST_HOUR, LAST_HOUR = 7, 23
OPENS, CLOSES = time(8, 30), time(17)
"""When a consultant or an adviser is at work."""


def arrivals(now: datetime, number: int, rng: Random) -> Iterator[tuple[date, int]]:
    """The days of the year until `now`, the earliest first, each with how many of `number` intakes begin on it."""
    today = now.astimezone(HOME)
    days = [today.date() - timedelta(days=ago) for ago in range(DAYS, -1, -1)]
    weights = [_busy(day) for day in days]
    weights[-1] *= min(max((today.hour - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR), 0), 1)
    counts = Counter(rng.choices(days, weights, k=number))
    yield from ((day, counts[day]) for day in days if counts[day])


def _busy(day: date) -> float:
    christmas = CHRISTMAS if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4) else 1
    return MONTHS[day.month - 1] * WEEK[day.weekday()] * christmas * (1 if is_working_day(day) else 0.5)


_UNTIL = tuple(accumulate(HOURS))


def some_time_on(day: date, now: datetime, rng: Random) -> datetime:
    """A moment on a day at which somebody takes up their phone, before `now`."""
    moment = _on(day, rng.choices(range(24), cum_weights=_UNTIL)[0], rng)
    return moment if moment < now else _between(datetime.combine(day, time(FIRST_HOUR), HOME), now, rng)


def working_time_on(day: date, now: datetime, rng: Random) -> datetime | None:
    """A moment on a day at which somebody is at work, before `now`; None when there is none."""
    opens, closes = (datetime.combine(day, clock, HOME).astimezone(UTC) for clock in (OPENS, CLOSES))
    return _between(opens, min(closes, now), rng) if is_working_day(day) and opens < now else None


def awake(moment: datetime, rng: Random) -> datetime:
    """The first moment from then on at which somebody may take up their phone."""
    local = moment.astimezone(HOME)
    if FIRST_HOUR <= local.hour < LAST_HOUR:
        return _whole(moment)
    day = local.date() if local.hour < FIRST_HOUR else local.date() + timedelta(days=1)
    return _on(day, rng.randint(8, 11), rng)


def at_work(moment: datetime, rng: Random) -> datetime:
    """The first moment from then on at which somebody is at work."""
    local = moment.astimezone(HOME)
    if is_working_day(local.date()) and OPENS <= local.time() < CLOSES:
        return _whole(moment)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return _on(day, rng.randint(9, 16), rng)


def working_days_later(moment: datetime, days: int, rng: Random) -> datetime:
    """A moment on a working day, so many of them after another one; mostly early in the morning."""
    day = moment.astimezone(HOME).date()
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return _on(day, min(9 + int(rng.expovariate(0.6)), 16), rng)


def _on(day: date, hour: int, rng: Random) -> datetime:
    clock = time(hour, rng.randrange(60), rng.randrange(60))
    return datetime.combine(day, clock, HOME).astimezone(UTC)


def _between(first: datetime, last: datetime, rng: Random) -> datetime:
    begin = first.astimezone(UTC)
    return _whole(begin + rng.random() * max(last - begin, timedelta()))


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
