"""The zones that calendars name: those that everybody knows, those of Windows, and those that a calendar defines itself."""

from bisect import bisect
from collections.abc import Iterable
from datetime import UTC, datetime, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from agenda.calendar_file import Part, listed, values
from agenda.recurrence import Clock, Patience, starts


def clock_of(zone: tzinfo) -> Clock:
    """The clock on the wall in a zone."""

    def clock(wall: datetime) -> datetime:
        try:
            return wall.replace(tzinfo=zone).astimezone(UTC)
        except OverflowError:  # the first or last day that there is: nobody minds the hour
            return wall.replace(tzinfo=UTC)

    return clock


class Zones:
    """The clocks of a calendar, by the names that it has for them."""

    def __init__(self, definitions: Iterable[Part], usual: Clock, end: datetime, patience: Patience) -> None:
        """Take the VTIMEZONEs of a calendar. `usual`: the clock where no zone is named, or one that nobody knows.

        Nobody will ask for a time after `end`. Raises OutOfPatience.
        """
        self._usual = usual
        self._defined: dict[str, Clock] = {}
        for part in definitions:
            clock = _defined(part, end, patience)
            if clock:
                self._defined[part.line("TZID").partition(":")[2].replace("\\", "")] = clock

    def clock(self, name: str | None) -> Clock:
        """The clock that goes by this name."""
        if name is None:
            return self._usual
        zone = _known(name)
        if zone:
            return clock_of(zone)
        return self._defined.get(name, self._usual)


@lru_cache(maxsize=512)
def _known(name: str) -> tzinfo | None:
    """The zone that everybody knows by this name. Its maker may stand before it: "/mozilla.org/2005/Europe/Amsterdam"."""
    parts = WINDOWS_TO_OLSON.get(name, name).split("/")
    for begin in range(max(len(parts) - 3, 0), len(parts)) if name.startswith("/") else [0]:
        try:
            return ZoneInfo("/".join(parts[begin:]))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def _defined(part: Part, end: datetime, patience: Patience) -> Clock | None:
    """The clock that a VTIMEZONE describes; None when it cannot be read."""
    changes = list[tuple[datetime, tzinfo, tzinfo]]()
    try:
        for observance in part.parts:
            read = observance.read(patience)
            before, after = (timezone(listed(read, name)[0].td) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
            walls = {wall for name in ("DTSTART", "RDATE") for wall, _zone in values(read, name)}
            for rule in listed(read, "RRULE"):
                walls.update(starts(rule, min(walls), clock_of(before), end, patience))
            changes += [(wall, before, after) for wall in walls]
        changes.sort(key=_wall)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None

    def clock(wall: datetime) -> datetime:
        last = bisect(changes, wall, key=_wall) - 1
        return clock_of(changes[last][2] if last >= 0 else changes[0][1])(wall)

    return clock if changes else None


def _wall(change: tuple[datetime, tzinfo, tzinfo]) -> datetime:
    return change[0]
