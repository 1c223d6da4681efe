"""Takes an iCalendar file (RFC 5545) apart into its components, and keeps of each only what says when it is.

The file comes from outside. It is cut into small pieces before the library reads it: so one event that cannot be read does no
harm to the others, nothing is nested deeply, and what one file calls a zone means nothing in the next.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from icalendar import Component, Event, FreeBusy, TimezoneStandard

from agenda.recurrence import Patience

_MOST_BYTES = 10_000_000
_DEEPEST = 3  # a calendar, a zone in it, and its summer time
_READ_AS: dict[str, type[Component]] = {"VEVENT": Event, "VFREEBUSY": FreeBusy}
_READ_AS |= {"STANDARD": TimezoneStandard, "DAYLIGHT": TimezoneStandard}
_READING, _LETTERS_A_STEP = 30, 5  # how many steps it takes to read a component
_NEEDED = re.compile(
    "(UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|TRANSP|FREEBUSY|TZID|TZOFFSETFROM|TZOFFSETTO)[:;]",
    re.IGNORECASE,
)
_FOLD = re.compile("\r?\n[ \t]|\r(?=\n)")  # where a line goes on, and the first half of where one ends
_TZID = re.compile(";TZID=", re.IGNORECASE)

ZONE_NAME = "X-ZONE"
"""The parameter that TZID is made into: the library would look that up itself."""


class Flaw(Enum):
    """Why a file is of no use."""

    NO_CALENDAR = "This is not an iCalendar file."
    DAMAGED = "This iCalendar file is damaged or cut off."
    TOO_MUCH = "This calendar is too large, or repeats too much."


class CalendarError(ValueError):
    """A file in which nobody can look up when somebody is busy; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(slots=True)
class Part:
    """A component of a calendar, such as VEVENT: its lines, unfolded, and the components in it."""

    name: str
    lines: list[str] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The line of a property; "" when there is none."""
        return next((line for line in self.lines if line.upper().startswith((f"{name}:", f"{name};"))), "")

    def read(self, patience: Patience) -> Component:
        """The component as the library reads it. Raises ValueError, and OutOfPatience."""
        patience.spend(_READING + sum(map(len, self.lines)) // _LETTERS_A_STEP)
        return _READ_AS[self.name].from_ical("\r\n".join([f"BEGIN:{self.name}", *self.lines, f"END:{self.name}"]))


def parts_of(ics: bytes) -> list[Part]:
    """The components of the calendars in a file. Raises CalendarError when it is no calendar, too large, or damaged."""
    if len(ics) > _MOST_BYTES:
        raise CalendarError(Flaw.TOO_MUCH)
    file = Part("")
    inside = [file]
    for line in _FOLD.sub("", ics.decode("utf-8-sig", "replace")).split("\n"):
        word, _colon, name = line.upper().partition(":")
        if word == "BEGIN":
            part = Part(name.strip())
            if len(inside) <= _DEEPEST:
                inside[-1].parts.append(part)
            inside.append(part)
            if file.parts[-1].name != "VCALENDAR":
                raise CalendarError(Flaw.NO_CALENDAR)
        elif word == "END":
            if inside.pop().name != name.strip() or not inside:
                raise CalendarError(Flaw.DAMAGED if file.parts else Flaw.NO_CALENDAR)
        elif _NEEDED.match(line):
            inside[-1].lines.append(_TZID.sub(f";{ZONE_NAME}=", line, count=1))
    if not file.parts:
        raise CalendarError(Flaw.NO_CALENDAR)
    if len(inside) > 1:
        raise CalendarError(Flaw.DAMAGED)
    return [part for calendar in file.parts for part in calendar.parts]


def listed(component: Component, name: str) -> list[Any]:
    """The properties of this name; there may be none."""
    found = component.get(name, [])
    return found if isinstance(found, list) else [found]


def values(component: Component, name: str) -> list[tuple[Any, str | None]]:
    """What a property says, each value with the name of its zone. Without what the library could not read."""
    return [
        (one.dt, each.params.get(ZONE_NAME)) for each in listed(component, name) for one in getattr(each, "dts", ())
    ]
