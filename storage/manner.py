"""How something unasked may reach somebody: when it may go, on the clock of the people it goes to."""

from datetime import UTC, datetime, time
from enum import StrEnum

from agenda.hours import HOME, is_rest


class Manner(StrEnum):
    """How something unasked may reach somebody."""

    AT_ONCE = "at_once"
    """Somebody is waiting for it: one person wrote it to another."""
    BY_DAY = "by_day"
    """Not in the evening or at night."""
    NEWS = "news"
    """By day, and at most one message a day: what came in meanwhile is told together."""


def may_go(now: datetime, *, told: bool) -> frozenset[Manner]:
    """What may reach somebody at the moment `now`. `told`: whether they got news on this day already."""
    if is_rest(now):
        return frozenset({Manner.AT_ONCE})
    return frozenset(Manner) - {Manner.NEWS} if told else frozenset(Manner)


def midnight(now: datetime) -> datetime:
    """The moment, in UTC, at which the day of `now` began."""
    return datetime.combine(now.astimezone(HOME).date(), time(), HOME).astimezone(UTC)
