"""The moments that rules give: wall time made into instants, without the days on which nobody plans a conversation."""

from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from agenda.rules import Blocked, Once, Way, Weekly


@dataclass(frozen=True, slots=True)
class Moment:
    """A time for one conversation. `starts` is in UTC; people hear it on the clock of `zone`."""

    starts: datetime
    zone: str
    minutes: int
    ways: tuple[Way, ...]
    place: str

    @property
    def ends(self) -> datetime:
        """The end, in UTC."""
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def local(self) -> datetime:
        """The start on the clock of the place where it is."""
        return self.starts.astimezone(ZoneInfo(self.zone))


@cache
def closed_days(year: int) -> frozenset[date]:
    """The Dutch public holidays of a year."""
    import holidays  # of all countries, which takes long: only when there is a year to look up

    return frozenset(holidays.country_holidays("NL", years=year))


def moments(
    rules: Iterable[Weekly | Once],
    blocked: Iterable[Blocked],
    first: date,
    last: date,
    closed: Callable[[int], Collection[date]] = closed_days,
) -> list[Moment]:
    """The moments that `rules` give on the dates from `first` up to and including `last`, soonest first.

    There is none on a blocked date, nor on one that `closed` names for its year. No two overlap: the earlier rule wins. A
    local time that the clock skips is left out; of one that comes twice it is the first.
    """
    shut = {day for year in range(first.year, last.year + 1) for day in closed(year)}
    periods = [(period.first, period.last) for period in blocked]
    found: list[Moment] = []
    for rule in rules:
        for day in rule.days(first, last):
            if day in shut or any(begin <= day <= end for begin, end in periods):
                continue
            for moment in _on(day, rule):
                place = bisect(found, moment.starts, key=_start)
                before, after = found[max(place - 1, 0) : place], found[place : place + 1]
                if all(one.ends <= moment.starts for one in before) and all(moment.ends <= one.starts for one in after):
                    found.insert(place, moment)
    return found


def _on(day: date, rule: Weekly | Once) -> Iterator[Moment]:
    zone, midnight = ZoneInfo(rule.zone), datetime.combine(day, time())
    closing = datetime.combine(day, rule.to_time)
    for since_midnight in rule.starts():
        wall = midnight + since_midnight
        starts = wall.replace(tzinfo=zone).astimezone(UTC)
        moment = Moment(starts, rule.zone, rule.minutes, rule.ways, rule.place)
        # An hour that the clock skips is read as one later: it comes back as another time, or ends after closing time.
        if _wall(starts, zone) == wall and _wall(moment.ends, zone) <= closing:
            yield moment


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _start(moment: Moment) -> datetime:
    return moment.starts
