"""When advisers are busy, from their own calendar: the times in an iCalendar file (RFC 5545), and nothing else of it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Component, vRecur

from agenda.calendar_file import CalendarError, Flaw, Part, parts_of, values
from agenda.recurrence import Clock, OutOfPatience, Patience, starts
from agenda.rules import ZONE
from agenda.zones import Zones, clock_of

_PATIENCE = 2_000_000
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
        return _joined(_all(near, zones, window, patience), window)
    except OutOfPatience:
        raise CalendarError(Flaw.TOO_MUCH) from None


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
        elif part.name == "VEVENT" and (event := _read(part, zones, patience)):
            events.append(event)
            moved[event.uid] |= event.instead_of
    for event in events:
        if event.keeps_busy:
            yield from event.times(set() if event.instead_of else moved[event.uid], end, patience)


def _said_busy(part: Part, zones: Zones, patience: Patience) -> Iterator[Busy]:
    """What a VFREEBUSY says in so many words."""
    try:
        component = part.read(patience)
    except ValueError:  # it says everything at once: nothing would be left
        raise CalendarError(Flaw.DAMAGED) from None
    found = component.get("FREEBUSY", [])
    for period in found if isinstance(found, list) else [found]:
        if str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
            start, end = (_when(value, None, zones).instant for value in (period.start, period.end))
            yield Busy(start, end)


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


def _when(value: object, zone: str | None, zones: Zones) -> _When:
    match value:
        case datetime(tzinfo=None):
            return _When(value, zones.clock(zone), False)
        case datetime():
            return _When(value.replace(tzinfo=None), clock_of(UTC), False)
        case date():
            return _When(datetime.combine(value, time()), zones.clock(None), True)
    raise ValueError("this is no moment")


class _Event:
    """A VEVENT, as far as it matters here. Raises ValueError when that cannot be read."""

    def __init__(self, component: Component, zones: Zones) -> None:
        self.uid = str(component.get("UID", id(self)))
        self.keeps_busy = _word(component, "STATUS") != "CANCELLED" and _word(component, "TRANSP") != "TRANSPARENT"
        self.start = _whens(component, "DTSTART", zones)[0]
        self.length = self._length(component, zones)
        rules = component.get("RRULE")
        self.rules = [rule for rule in (rules if isinstance(rules, list) else [rules]) if isinstance(rule, vRecur)]
        self.also = _whens(component, "RDATE", zones)
        self.never = {when.key for when in _whens(component, "EXDATE", zones)}
        self.instead_of = {when.key for when in _whens(component, "RECURRENCE-ID", zones)}

    def _length(self, component: Component, zones: Zones) -> timedelta:
        """On the wall for whole days, which do not all have 24 hours; else in real time."""
        ends, lengths = _whens(component, "DTEND", zones), values(component, "DURATION")
        if ends and self.start.whole_day:
            return ends[0].wall - self.start.wall
        if ends:
            return ends[0].instant - self.start.instant
        return timedelta(self.start.whole_day) + sum((length for length, _zone in lengths), timedelta())

    def times(self, moved: set[date], end: datetime, patience: Patience) -> Iterator[Busy]:
        """When it is, as far as that is before `end`; without the times that are `moved`, which have their own event."""
        walls = {self.start.wall}
        for rule in self.rules:
            walls.update(starts(rule, self.start.wall, self.start.clock, end, patience))
        for when in [*(self.start._replace(wall=wall) for wall in walls), *self.also]:
            if {when.instant, when.wall.date()}.isdisjoint(self.never | moved):
                yield Busy(when.instant, self._end(when))

    def _end(self, when: _When) -> datetime:
        try:
            return when._replace(wall=when.wall + self.length).instant if when.whole_day else when.instant + self.length
        except OverflowError:
            return datetime.max.replace(tzinfo=UTC)
