"""A date for in somebody's own calendar: an iCalendar invitation (RFC 5545), its changes, and that it is off."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, Event, Timezone

from agenda.rules import ZONE

_PRODUCT = "-//Praktijkgids//Praktijkgids//NL"
_DAY_BEFORE = timedelta(days=-1)
_LINES_END = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n"})

# The library makes one too, but without the rules that calendars know, and an hour off in spring.
_TIMEZONE = f"""\
BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What an invitation tells; there is nothing in it but this.

    `uid`: the same for the same conversation, for ever, and of no other. `sequence`: 0, and one more with each change.
    `changed_at`: when this was decided. Raises ValueError for a meeting that cannot be.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts: datetime
    minutes: int
    summary: str
    place: str = ""
    description: str = ""
    cancelled: bool = False

    def __post_init__(self) -> None:
        if not self.uid.strip() or self.sequence < 0 or self.minutes <= 0:
            raise ValueError("a meeting has a uid, a sequence from 0 on, and takes some minutes")
        if self.starts.tzinfo is None or self.changed_at.tzinfo is None:
            raise ValueError("say in which zone a meeting starts, and was changed")


def invitation(meeting: Meeting) -> bytes:
    """The file that puts the meeting in a calendar, moves it there, or takes it out when it is cancelled.

    Calendars know an earlier invitation by its uid; a lower sequence than they have does not count.
    """
    starts = meeting.starts.astimezone(ZoneInfo(ZONE))
    ends = (meeting.starts.astimezone(UTC) + timedelta(minutes=meeting.minutes)).astimezone(ZoneInfo(ZONE))
    event = Event()
    event.add("UID", _clean(meeting.uid))
    event.add("SEQUENCE", meeting.sequence)
    event.add("DTSTAMP", meeting.changed_at.astimezone(UTC))
    event.add("DTSTART", starts)
    event.add("DTEND", ends)
    event.add("SUMMARY", _clean(meeting.summary))
    event.add("STATUS", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    for name, text in (("LOCATION", meeting.place), ("DESCRIPTION", meeting.description)):
        if text:
            event.add(name, _clean(text))
    if not meeting.cancelled:
        event.add_component(_alarm(meeting))
    calendar = Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    # Not REQUEST: that asks for an organiser and guests with addresses, and we keep none.
    calendar.add("METHOD", "CANCEL" if meeting.cancelled else "PUBLISH")
    calendar.add_component(_timezone())
    calendar.add_component(event)
    ics: bytes = calendar.to_ical()
    return ics


def _alarm(meeting: Meeting) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _clean(meeting.summary))
    alarm.add("TRIGGER", _DAY_BEFORE)
    return alarm


@cache
def _timezone() -> Component:
    return Timezone.from_ical(_TIMEZONE)


def _clean(text: str) -> str:
    """The same without signs that no calendar can show, and that some cannot read."""
    lines = text.replace("\r\n", "\n").translate(_LINES_END)
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
