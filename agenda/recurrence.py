"""When something that repeats starts: follows a recurrence rule of RFC 5545, but never further than there is patience."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from math import prod

from dateutil.rrule import rrule, rrulestr
from icalendar import vRecur

Clock = Callable[[datetime], datetime]
"""Makes the time on a wall, without a zone, into an instant in UTC."""

_LONGEST = 300  # characters of a rule
_COST = {"YEARLY": 16, "MONTHLY": 3, "WEEKLY": 2}
"""How long dateutil takes for a step, when a step of a day or less is one."""


class OutOfPatience(Exception):
    """Raised when following rules takes too long."""


class Patience:
    """How many steps may still be taken, by all the rules of a calendar together. A million takes about four seconds."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Take so many steps. Raises OutOfPatience when there are not so many left."""
        self._left -= steps
        if self._left < 0:
            raise OutOfPatience


class _Counted(int):
    """The interval of a rule, which spends patience each time that dateutil adds it to get to the next step.

    dateutil gives nothing to hold on to while it looks for the next time: after one that never comes (30 February) it looks
    until the year 9999, and with an interval of zero for ever.
    """

    patience: Patience
    cost: int

    def __radd__(self, value: int) -> int:
        self.patience.spend(self.cost)
        return value + int(self)

    def __mul__(self, value: int) -> int:
        self.patience.spend(self.cost)
        return int(self) * value


def starts(recur: vRecur, first: datetime, clock: Clock, end: datetime, patience: Patience) -> Iterator[datetime]:
    """The times on the wall that a rule gives from `first` on, soonest first, as long as they are before the instant `end`.

    A rule that cannot be gives none, or no more. Raises OutOfPatience.
    """
    until = recur.get("UNTIL", [None])[0]
    try:
        for wall in _endless(recur, first, patience):
            instant = clock(wall)
            if instant >= end or _is_over(wall, instant, until):
                return
            yield wall
    except (ValueError, LookupError, TypeError, OverflowError):
        return


def _endless(recur: vRecur, first: datetime, patience: Patience) -> Iterator[datetime]:
    """The same without UNTIL, which dateutil wants in the zone of `first`."""
    patience.spend(prod(len(recur.get(name, [0])) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")))
    parts = (f"{name}={','.join(map(str, values))}" for name, values in recur.items() if name != "UNTIL")
    rule = ";".join(parts)
    if len(rule) > _LONGEST:
        raise ValueError("this rule is too long")
    step = _Counted(recur.get("INTERVAL", [1])[0])
    step.patience, step.cost = patience, _COST.get(recur["FREQ"][0], 1)
    repeats = rrulestr(rule, dtstart=first)
    assert isinstance(repeats, rrule)  # one line is one rule
    for wall in repeats.replace(interval=step):
        patience.spend(1)
        yield wall


def _is_over(wall: datetime, instant: datetime, until: date | None) -> bool:
    match until:
        case None:
            return False
        case datetime(tzinfo=None):
            return wall > until
        case datetime():
            return instant > until
    return wall.date() > until
