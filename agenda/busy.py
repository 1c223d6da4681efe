"""When advisers are busy, from their own calendar: the times in an iCalendar file (RFC 5545), and nothing else of it."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Component, vRecur

from agenda.calendar_file import CalendarError, Flaw, Part, listed, parts_of, values
from agenda.moments import Moment
from agenda.recurrence import Clock, OutOfPatience, Patience, starts
from agenda.rules import ZONE
from agenda.zones import Zones, clock_of

_PATIENCE = 500_000
_DAY = timedelta(1)
_DATE = re.compile(r":(\d{8})")


class Busy(NamedTuple):
    """A time at which somebody is busy, in UTC."""

    start: datetime
    end: datetime


def busy_times(ics: bytes, first: date, last: date, zone: str = ZONE) -> list[Busy]:
    """When the owner of a calendar is busy on the dates from `first` up to and including `last`: in order, never twice.

    `zone`: where these dates are, and what the calendar says without a zone. An event that cannot be read is left out; of
    one that repeats in a way that cannot be read, the first time counts. Raises CalendarError.
    """
    usual = clock_of(ZoneInfo(zone))
    window = Busy(usual(datetime.combine(first, time())), usual(datetime.combine(last + _DAY, time())))
    patience = Patience(_PATIENCE)
    try:
        parts = parts_of(ics)
        zones = Zones([part for part in parts if part.name == "VTIMEZONE"], usual, window.end, patience)
        near = [part for part in parts if not _is_far(part, first, last)]
        return _joined(_all(near, zones, window.end, patience), window)
    except OutOfPatience:
        raise CalendarError(Flaw.TOO_MUCH) from None


def outside(moments: Iterable[Moment], busy: Sequence[Busy]) -> list[Moment]:
    """The moments at which nobody is busy. `busy` is in order and does not overlap, as `busy_times` gives it."""
    ends = [one.end for one in busy]
    found = []
    for moment in moments:
        following = bisect_right(ends, moment.starts)  # the first that is not over by then
        if following == len(busy) or moment.ends <= busy[following].start:
            found.append(moment)
    return found


def _is_far(part: Part, first: date, last: date) -> bool:
    """Whether an event is on other dates, as can be seen without reading it: calendars go back for years."""
    if any(map(part.line, ("RRULE", "RDATE", "RECURRENCE-ID"))):
        return False
    start, end = (next(iter(_DATE.findall(part.line(name))), "") for name in ("DTSTART", "DTEND"))
    return start > f"{last + 2 * _DAY:%Y%m%d}" or "" < end < f"{first - 2 * _DAY:%Y%m%d}"


def _all(parts: Iterable[Part], zones: Zones, end: datetime, patience: Patience) -> Iterator[Busy]:
    """Everything up to `end` that makes the owner of the calendar busy, in any order."""
    events, moved = list[_Event](), defaultdict[str, set[date]](set)
    for part in parts:
        if part.name == "VFREEBUSY":
            yield from _said_busy(part, zones, patience)
        elif part.name == "VEVENT" and (event := _event(part, zones, patience)):
            events.append(event)
            moved[event.uid] |= event.instead_of
    for event in events:
        if event.keeps_busy:
            yield from event.times(set() if event.instead_of else moved[event.uid], end, patience)


def _joined(times: Iterable[Busy], window: Busy) -> list[Busy]:
    """What there is within the window; times that overlap or touch become one."""
    found: list[Busy] = []
    for start, end in sorted((max(one.start, window.start), min(one.end, window.end)) for one in times):
        if found and start <= found[-1].end:
            found[-1] = Busy(found[-1].start, max(end, found[-1].end))
        elif start < end:
            found.append(Busy(start, end))
    return found


class _When(NamedTuple):
    """A moment in a calendar: the time on the wall of a clock. A whole day begins at midnight."""

    wall: datetime
    clock: Clock
    whole_day: bool

    @property
    def instant(self) -> datetime:
        """In UTC."""
        return self.clock(self.wall)

    @property
    def key(self) -> date:
        """What it is known by: the date of a whole day, or the instant."""
        return self.wall.date() if self.whole_day else self.instant

    def until(self, length: timedelta) -> Busy:
        """From this moment on, for so long: whole days are as long as they are, not 24 hours."""
        try:
            end = self._replace(wall=self.wall + length).instant if self.whole_day else self.instant + length
        except OverflowError:
            end = datetime.max.replace(tzinfo=UTC)
        return Busy(self.instant, end)


def _when(value: object, zone: str | None, zones: Zones) -> _When:
    match value:
        case datetime(tzinfo=None):
            return _When(value, zones.clock(zone), False)
        case datetime():
            return _When(value.replace(tzinfo=None), clock_of(UTC), False)
        case date():
            return _When(datetime.combine(value, time()), zones.clock(None), True)
    raise ValueError("this is no moment")


def _period(value: object, zone: str | None, zones: Zones) -> Busy:
    match value:
        case (start, timedelta() as length):
            return _when(start, zone, zones).until(length)
        case (start, end):
            return Busy(_when(start, zone, zones).instant, _when(end, zone, zones).instant)
    raise ValueError("this is no period")


def _said_busy(part: Part, zones: Zones, patience: Patience) -> Iterator[Busy]:
    """What a VFREEBUSY says in so many words."""
    try:
        periods = listed(part.read(patience), "FREEBUSY")
    except ValueError:  # it says everything at once: nothing would be left
        raise CalendarError(Flaw.DAMAGED) from None
    for period in periods:
        if str(period.params.get("FBTYPE")).upper() != "FREE":
            yield _period(period.dt, None, zones)


def _event(part: Part, zones: Zones, patience: Patience) -> "_Event | None":
    """What a VEVENT says; None when that cannot be read."""
    try:
        return _Event(part.read(patience), zones)
    except (ValueError, LookupError, TypeError, OverflowError):
        return None


class _Event:
    """A VEVENT, as far as it matters here."""

    def __init__(self, component: Component, zones: Zones) -> None:
        def whens(name: str) -> list[_When]:
            return [_when(value, zone, zones) for value, zone in values(component, name) if isinstance(value, date)]

        said = {str(component.get(name, "")).upper() for name in ("STATUS", "TRANSP")}
        self.keeps_busy = said.isdisjoint({"CANCELLED", "TRANSPARENT"})
        self.uid = str(component.get("UID", id(self)))
        self.start = whens("DTSTART")[0]
        self.length = timedelta(self.start.whole_day)
        self.rules = [rule for rule in listed(component, "RRULE") if isinstance(rule, vRecur)]
        self.also = whens("RDATE")
        self.periods = [_period(*said, zones) for said in values(component, "RDATE") if isinstance(said[0], tuple)]
        self.never = {when.key for when in whens("EXDATE")}
        self.instead_of = {when.key for when in whens("RECURRENCE-ID")}
        for end in whens("DTEND")[:1]:
            self.length = end.wall - self.start.wall if self.start.whole_day else end.instant - self.start.instant
        for length, _zone in values(component, "DURATION"):
            self.length = length if isinstance(length, timedelta) else self.length

    def times(self, moved: set[date], end: datetime, patience: Patience) -> Iterator[Busy]:
        """When it is, as far as that is before `end`; without the times that are `moved`: those have an event themselves."""
        walls, left_out = {self.start.wall}, self.never | moved
        for rule in self.rules:
            walls.update(starts(rule, self.start.wall, self.start.clock, end, patience))
        for when in [*(self.start._replace(wall=wall) for wall in walls), *self.also]:
            if {when.instant, when.wall.date()}.isdisjoint(left_out):
                yield when.until(self.length)
        yield from self.periods
