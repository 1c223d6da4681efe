"""Invitations for calendars, read back by the library that made them and by another."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event

from agenda.busy import Busy, busy_times
from agenda.invitation import Meeting, invitation

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MEETING = Meeting(
    uid="gesprek-17@praktijkgids",
    sequence=0,
    changed_at=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    starts=datetime(2026, 12, 1, 10, 0, tzinfo=AMSTERDAM),
    minutes=45,
    summary="Gesprek met de school",
    place="Enschede, lokaal 2; 1e verdieping",
    description="Neem mee:\nje diploma",
)
LONG = ["الثلاثاء " * 30, "вівторок " * 30, "שלישי\r\n" * 30, "👩🏽‍🏫" * 40, "a\\;,:\n" * 40]
SCRIPTS = st.text(max_size=200) | st.sampled_from(LONG)
BY_DAY = st.integers(6 * 60, 20 * 60).map(lambda minutes: timedelta(minutes=minutes))


def only_event(ics: bytes) -> Event:
    (event,) = Calendar.from_ical(ics).events
    return event


def visible(text: str) -> str:
    """The text without what no calendar can show, its lines ending in one way."""
    for ending in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(ending, "\n")
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def test_an_invitation_tells_what_the_meeting_is_and_nothing_else() -> None:
    ics = invitation(MEETING)
    calendar, event = Calendar.from_ical(ics), only_event(ics)
    assert (str(calendar["METHOD"]), str(calendar["VERSION"])) == ("PUBLISH", "2.0")
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (MEETING.uid, 0, "CONFIRMED")
    assert (event.start, event.end) == (MEETING.starts, MEETING.starts + timedelta(minutes=45))
    assert MEETING.changed_at == event.DTSTAMP
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (MEETING.summary, MEETING.place)
    assert str(event["DESCRIPTION"]) == MEETING.description
    assert event.keys() == {
        *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION")
    }


def test_the_time_is_local_with_its_zone_and_the_zone_is_in_the_file() -> None:
    ics = invitation(MEETING)
    assert b"\r\nDTSTART;TZID=Europe/Amsterdam:20261201T100000\r\n" in ics
    assert b"\r\nDTEND;TZID=Europe/Amsterdam:20261201T104500\r\n" in ics
    assert Calendar.from_ical(ics).get_missing_tzids() == set()


@pytest.mark.parametrize("starts", [datetime(2026, 3, 28, 9), datetime(2026, 3, 29, 9), datetime(2026, 10, 25, 9)])
def test_the_zone_in_the_file_agrees_with_the_zone_that_everybody_knows(starts: datetime) -> None:
    as_custom = invitation(replace(MEETING, starts=starts.replace(tzinfo=AMSTERDAM))).replace(
        b"Europe/Amsterdam", b"Ours"
    )
    (found,) = busy_times(as_custom, starts.date(), starts.date(), "UTC")
    assert found == Busy(starts.replace(tzinfo=AMSTERDAM).astimezone(UTC), found.start + timedelta(minutes=45))


def test_a_calendar_reminds_a_day_before() -> None:
    (alarm,) = only_event(invitation(MEETING)).walk("VALARM")
    assert isinstance(alarm, Alarm) and timedelta(days=-1) == alarm.TRIGGER


def test_a_change_keeps_the_uid_and_has_a_higher_sequence() -> None:
    moved = only_event(invitation(replace(MEETING, sequence=1, starts=MEETING.starts + timedelta(days=7))))
    assert (str(moved["UID"]), moved["SEQUENCE"]) == (MEETING.uid, 1)


def test_a_meeting_that_is_off_is_taken_out_without_a_reminder() -> None:
    ics = invitation(replace(MEETING, sequence=2, cancelled=True))
    event = only_event(ics)
    assert str(Calendar.from_ical(ics)["METHOD"]) == "CANCEL"
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (MEETING.uid, 2, "CANCELLED")
    assert event.walk("VALARM") == []


def test_a_conversation_that_somebody_accepted_keeps_them_busy() -> None:
    day = date(2026, 12, 1)
    assert busy_times(invitation(MEETING), day, day) == [
        Busy(datetime(2026, 12, 1, 9, tzinfo=UTC), datetime(2026, 12, 1, 9, 45, tzinfo=UTC))
    ]
    assert busy_times(invitation(replace(MEETING, cancelled=True)), day, day) == []


@settings(deadline=None)
@given(SCRIPTS, SCRIPTS, SCRIPTS)
def test_any_script_comes_back_from_both_readers(summary: str, place: str, description: str) -> None:
    ics = invitation(replace(MEETING, summary=summary, place=place, description=description))
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in ics.split(b"\r\n"))
    event, other = only_event(ics), vobject.readOne(ics.decode())
    other.validate(raiseException=True)
    for name, text in (("SUMMARY", summary), ("LOCATION", place), ("DESCRIPTION", description)):
        assert str(event.get(name, "")) == visible(text)
        assert getattr(getattr(other.vevent, name.lower(), None), "value", "") == visible(text)


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), BY_DAY, st.integers(5, 240))
def test_both_readers_find_the_same_time(day: date, since_midnight: timedelta, minutes: int) -> None:
    starts = datetime(day.year, day.month, day.day, tzinfo=UTC) + since_midnight
    ics = invitation(replace(MEETING, starts=starts, minutes=minutes))
    event, other = only_event(ics), vobject.readOne(ics.decode()).vevent
    for begin, end in ((event.start, event.end), (other.dtstart.value, other.dtend.value)):
        assert isinstance(begin, datetime) and isinstance(end, datetime)
        assert (begin.astimezone(UTC), end.astimezone(UTC)) == (starts, starts + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "wrong",
    [
        {"uid": " "},
        {"sequence": -1},
        {"minutes": 0},
        {"starts": datetime(2026, 12, 1, 10)},
        {"changed_at": datetime(2026, 1, 1)},
    ],
    ids=str,
)
def test_a_meeting_that_cannot_be_gets_no_invitation(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="meeting"):
        replace(MEETING, **wrong)
