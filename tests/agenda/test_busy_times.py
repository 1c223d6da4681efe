"""When an adviser is busy, as their own calendar says."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda.busy import Busy, busy_times, outside
from agenda.calendar_file import CalendarError, Flaw
from agenda.moments import Moment

FIRST, LAST = date(2026, 10, 19), date(2026, 11, 1)  # the clock is put back on the 25th
AMSTERDAM = ";TZID=Europe/Amsterdam"
NINE, TEN = f"DTSTART{AMSTERDAM}:20261020T090000", f"DTEND{AMSTERDAM}:20261020T100000"


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def busy(*lines: str, first: date = FIRST, last: date = LAST) -> list[str]:
    """When somebody with these lines in their calendar is busy, in UTC."""
    return [f"{one.start:%d %H:%M}-{one.end:%d %H:%M}" for one in busy_times(calendar(*lines), first, last)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param([NINE, TEN], ["20 07:00-20 08:00"], id="a zone that everybody knows"),
        pytest.param(["DTSTART:20261020T090000Z", "DTEND:20261020T100000Z"], ["20 09:00-20 10:00"], id="UTC"),
        pytest.param(["DTSTART:20261020T090000", "DURATION:PT1H30M"], ["20 07:00-20 08:30"], id="no zone"),
        pytest.param(
            ["DTSTART;TZID=W. Europe Standard Time:20261027T090000", "DURATION:PT1H"],
            ["27 08:00-27 09:00"],
            id="Windows",
        ),
        pytest.param(
            ["DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20261020T090000", "DURATION:PT1H"],
            ["20 13:00-20 14:00"],
            id="the maker before the zone",
        ),
        pytest.param(
            ["DTSTART;TZID=Ergens:20261020T090000", "DURATION:PT1H"], ["20 07:00-20 08:00"], id="no such zone"
        ),
        pytest.param(
            ["DTSTART;TZID=Europe:20261020T090000", "DURATION:PT1H"], ["20 07:00-20 08:00"], id="no zone at all"
        ),
        pytest.param(
            ["DTSTART;VALUE=DATE:20261024", "DTEND;VALUE=DATE:20261026"],
            ["23 22:00-25 23:00"],
            id="days of 24 and 25 hours",
        ),
        pytest.param(["DTSTART;VALUE=DATE:20261025"], ["24 22:00-25 23:00"], id="one day, which need not be said"),
        pytest.param(["DTSTART;VALUE=DATE:20261020", "DURATION:P2D"], ["19 22:00-21 22:00"], id="so many days"),
        pytest.param([NINE, TEN, "TRANSP:TRANSPARENT"], [], id="does not keep busy"),
        pytest.param([NINE, TEN, "STATUS:CANCELLED"], [], id="cancelled"),
        pytest.param([NINE], [], id="takes no time"),
        pytest.param([NINE, f"DTEND{AMSTERDAM}:20261020T080000"], [], id="ends before it begins"),
        pytest.param(
            [NINE, TEN, "BEGIN:VALARM", "TRIGGER:-PT1H", "DURATION:PT9H", "END:VALARM"],
            ["20 07:00-20 08:00"],
            id="an alarm that lasts",
        ),
        pytest.param(
            [f"DTSTART{AMSTERDAM}:20260101T000000", f"DTEND{AMSTERDAM}:20261231T000000"],
            ["18 22:00-01 23:00"],
            id="longer than the dates asked",
        ),
    ],
)
def test_an_event_keeps_busy_when_it_is(lines: list[str], found: list[str]) -> None:
    assert busy(event(*lines)) == found


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("FREQ=WEEKLY;BYDAY=TU,TH", ["20 07", "22 07", "27 08", "29 08"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261027T080000Z", ["20 07", "22 07", "27 08"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261027T075959Z", ["20 07", "22 07"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261027", ["20 07", "22 07", "27 08"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261027T090000", ["20 07", "22 07", "27 08"]),
        ("FREQ=WEEKLY;INTERVAL=2", ["20 07"]),
        ("FREQ=DAILY;COUNT=2", ["20 07", "21 07"]),
        ("FREQ=DAILY;COUNT=9;UNTIL=20261021", ["20 07", "21 07"]),
        ("FREQ=MONTHLY;BYDAY=3TU", ["20 07"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", ["20 07", "29 08"]),
        ("FREQ=HOURLY;COUNT=3", ["20 07", "20 08", "20 09"]),
        ("FREQ=NEVER", ["20 07"]),
        ("FREQ=DAILY;INTERVAL=-1", ["20 07"]),
        ("FREQ=DAILY;RSCALE=HEBREW", ["20 07"]),
    ],
)
def test_what_repeats_stays_at_its_hour_and_one_that_cannot_be_read_counts_once(rule: str, found: list[str]) -> None:
    short = busy(event(NINE, f"DTEND{AMSTERDAM}:20261020T093000", f"RRULE:{rule}"))
    assert [one.split(":")[0] for one in short] == found


def test_times_that_are_left_out_added_moved_or_cancelled() -> None:
    series = event(
        "UID:1",
        NINE,
        TEN,
        "RRULE:FREQ=DAILY;COUNT=6",
        f"EXDATE{AMSTERDAM}:20261021T090000",
        "EXDATE;VALUE=DATE:20261022",
        "RDATE:20261030T090000Z",
        "RDATE;VALUE=PERIOD:20261031T090000Z/PT2H,20261031T120000Z/20261031T123000Z",
    )
    moved = event("UID:1", "RECURRENCE-ID:20261023T070000Z", "DTSTART:20261023T150000Z", "DTEND:20261023T160000Z")
    cancelled = event("UID:1", f"RECURRENCE-ID{AMSTERDAM}:20261024T090000", "STATUS:CANCELLED", NINE, TEN)
    of_another = event("UID:2", "RECURRENCE-ID:20261020T070000Z", "STATUS:CANCELLED", NINE, TEN)
    assert busy(moved, series, cancelled, of_another) == [
        "20 07:00-20 08:00",
        "23 15:00-23 16:00",
        "25 08:00-25 09:00",
        "30 09:00-30 10:00",
        "31 09:00-31 11:00",
        "31 12:00-31 12:30",
    ]


def test_whole_days_that_repeat_are_left_out_by_their_date() -> None:
    days = ["DTSTART;VALUE=DATE:20261024", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261025"]
    assert busy(event(*days)) == ["23 22:00-24 22:00", "25 23:00-26 23:00"]


def test_a_calendar_may_define_a_zone_itself_before_or_after_it_is_used() -> None:
    zone = [
        *("BEGIN:VTIMEZONE", "TZID:Customized Time Zone"),
        *("BEGIN:STANDARD", "DTSTART:16010101T020000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
        *("TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD"),
        *("BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"),
        *("TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT", "END:VTIMEZONE"),
    ]
    weekly = event(
        'DTSTART;TZID="Customized Time Zone":20261027T090000',
        'DTEND;TZID="Customized Time Zone":20261027T100000',
        "RRULE:FREQ=WEEKLY",
    )
    before_and_after = ["27 13:00-27 14:00", "03 14:00-03 15:00"]
    assert busy(*zone, weekly, last=date(2026, 11, 8)) == before_and_after
    assert busy(weekly, *zone, last=date(2026, 11, 8)) == before_and_after


def test_a_zone_of_one_calendar_means_nothing_in_another() -> None:
    fixed = ["BEGIN:VTIMEZONE", "TZID:Europe/Amsterdam", "BEGIN:STANDARD", "DTSTART:19700101T000000"]
    fixed += ["TZOFFSETFROM:+1100", "TZOFFSETTO:+1100", "END:STANDARD", "END:VTIMEZONE"]
    ours = [line.replace("Europe/Amsterdam", "Onze zone") for line in fixed]
    mine = event("DTSTART;TZID=Onze zone:20261020T090000", "DURATION:PT1H")
    assert busy(*ours, mine) == ["19 22:00-19 23:00"]
    assert busy(mine) == ["20 07:00-20 08:00"]
    assert busy(*fixed, event(NINE, TEN)) == ["20 07:00-20 08:00"]


def test_what_is_only_said_to_be_busy_counts_unless_it_is_free() -> None:
    said = ["FREEBUSY:20261021T090000Z/PT1H,20261021T093000Z/PT1H", "FREEBUSY;FBTYPE=FREE:20261020T090000Z/PT1H"]
    said += ["FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261022T090000Z/20261022T100000Z"]
    assert busy("BEGIN:VFREEBUSY", *said, "END:VFREEBUSY") == ["21 09:00-21 10:30", "22 09:00-22 10:00"]


def test_lines_may_be_folded_end_in_any_way_and_begin_with_a_mark() -> None:
    folded = b"\xef\xbb\xbfbegin:vcalendar\nBEGIN:VEVENT\nDTSTART;TZ\n ID=Europe/Amster\r\n\tdam:20261020T090000\n"
    folded += b"DURATION:PT1H\nSUMMARY:\xff\xfe\nEND:VEVENT\nEND:VCALENDAR"
    assert len(busy_times(folded, FIRST, LAST)) == 1


def test_an_event_that_cannot_be_read_does_no_harm_to_the_others() -> None:
    broken = [event("DTSTART:gisteren"), event("SUMMARY:geen begin"), event("DTSTART:00010101T000000", "DURATION:P9D")]
    assert busy(*broken, event(NINE, TEN), event("DTSTART:20261020T2500")) == ["20 07:00-20 08:00"]


def test_dates_are_those_of_the_zone_that_is_asked() -> None:
    ics = calendar(event("DTSTART:20261020T030000Z", "DTEND:20261020T050000Z"))
    (there,) = busy_times(ics, date(2026, 10, 20), date(2026, 10, 20), "America/New_York")
    assert there.start == datetime(2026, 10, 20, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ics", "flaw"),
    [
        (b"", Flaw.NO_CALENDAR),
        (b"<html>BEGIN:VCALENDAR</html>", Flaw.NO_CALENDAR),
        (b"PK\x03\x04" + bytes(range(256)), Flaw.NO_CALENDAR),
        (b"END:VCALENDAR", Flaw.NO_CALENDAR),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", Flaw.NO_CALENDAR),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", Flaw.NO_CALENDAR),
        (calendar(event(NINE, TEN))[:-20], Flaw.DAMAGED),
        (calendar("BEGIN:VEVENT", "END:VTODO"), Flaw.DAMAGED),
        (calendar("BEGIN:VFREEBUSY", "FREEBUSY:vandaag", "END:VFREEBUSY"), Flaw.DAMAGED),
        (b"BEGIN:VCALENDAR" + b"\n" * 10_000_000, Flaw.TOO_MUCH),
    ],
    ids=range(10),
)
def test_what_is_no_whole_calendar_is_refused_and_says_why(ics: bytes, flaw: Flaw) -> None:
    with pytest.raises(CalendarError) as refused:
        busy_times(ics, FIRST, LAST)
    assert refused.value.flaw is flaw
    assert str(refused.value).endswith(".")


OLD = "DTSTART:20000101T090000"


@pytest.mark.parametrize(
    "lines",
    [
        [OLD, "DURATION:PT1S", "RRULE:FREQ=SECONDLY"],
        *([OLD, *[f"RRULE:FREQ={often};BYMONTH=2;BYMONTHDAY=30"] * 20] for often in ("SECONDLY", "DAILY", "YEARLY")),
        [OLD, "RRULE:FREQ=DAILY;INTERVAL=0;BYMONTH=2;BYMONTHDAY=30"],
        [OLD, "RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8;BYMINUTE=" + ",".join(map(str, range(60)))],
        [OLD, "EXDATE:" + ",".join(["20260101T090000"] * 200_000)],
        [OLD, *["EXDATE;TZID=A:20260101T090000"] * 100_000],
        [OLD, "DURATION:P1D;" + '"' * 5_000_000],
    ],
    ids=range(9),
)
def test_a_calendar_that_would_take_for_ever_is_refused(lines: list[str]) -> None:
    with pytest.raises(CalendarError) as refused:
        busy_times(calendar(event(*lines)), FIRST, LAST)
    assert refused.value.flaw is Flaw.TOO_MUCH


def test_a_full_calendar_of_many_years_is_not_too_much() -> None:
    long_ago = [f"DTSTART{AMSTERDAM}:20220103T090000", f"DTEND{AMSTERDAM}:20220103T093000"]
    series = [event(f"UID:{number}", *long_ago, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU") for number in range(100)]
    once = [event(f"UID:{number}", *long_ago) for number in range(100, 5_000)]
    assert busy(*series, *once, last=FIRST) == ["19 07:00-19 07:30"]


LINES = [
    *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VFREEBUSY", "END:VFREEBUSY", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:A"),
    *(
        "BEGIN:STANDARD",
        "END:STANDARD",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:-2359",
        "TZOFFSETTO:",
        "UID:1",
        "UID",
        NINE,
        TEN,
    ),
    *("DTSTART;TZID=A:20261020T090000", "DTSTART;VALUE=DATE:20261020", "DTSTART:99991231T235959Z", "DTSTART:00010101"),
    *(
        "DTEND:20261020",
        "DTEND:99991231",
        "DURATION:P1D",
        "DURATION:-P1D",
        "DURATION:P99999999W",
        "DURATION:20261021",
        "DURATION:bla",
    ),
    *("RRULE:FREQ=DAILY", "RRULE:FREQ=YEARLY;BYMONTH=M", "RRULE:", "RRULE:FREQ=WEEKLY;UNTIL=bla", "RRULE:COUNT=1"),
    *(
        "RRULE:FREQ=MONTHLY;BYDAY=9XX",
        "RRULE:FREQ=DAILY;COUNT=-1",
        "RRULE:FREQ=WEEKLY;BYHOUR=25",
        "RRULE;X=1:FREQ=DAILY",
    ),
    *(
        "EXDATE:20261020",
        "EXDATE:",
        "EXDATE;TZID=A:20261020T090000,bla",
        "RDATE:20261021",
        "RDATE:20261021T090000Z/P1D",
    ),
    *(
        "RDATE;VALUE=PERIOD:20261021T090000/20261021",
        "RECURRENCE-ID:20261020",
        "STATUS:",
        "STATUS:CANCELLED",
        "TRANSP:",
    ),
    *(
        "FREEBUSY:20261021T090000Z/PT1H",
        "FREEBUSY:",
        "FREEBUSY;FBTYPE=FREE:bla",
        ":",
        ";",
        "=",
        " ",
        '"',
        "DTSTART;TZID:",
    ),
    *(
        'DTSTART;TZID="../../etc/passwd":20261020T090000',
        "DTSTART;TZID=/a/b/c/d:20261020T090000",
        "DTSTART;TZID=:20261020",
    ),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=20), st.booleans())
def test_whatever_a_calendar_says_gives_times_in_order_or_is_refused(lines: list[str], in_event: bool) -> None:
    try:
        found = busy_times(calendar(event(*lines) if in_event else "\r\n".join(lines)), FIRST, LAST)
    except CalendarError:
        return
    assert all(one.start < one.end for one in found)
    assert all(sooner.end < later.start for sooner, later in pairwise(found))
    assert all(one.start >= datetime(2026, 10, 18, 22, tzinfo=UTC) for one in found[:1])
    assert all(one.end <= datetime(2026, 11, 1, 23, tzinfo=UTC) for one in found[-1:])


SPANS = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)), max_size=8)
MIDNIGHT = datetime(2026, 10, 20, tzinfo=UTC)


@settings(deadline=None)
@given(SPANS, SPANS)
def test_nobody_is_booked_over(wanted: list[tuple[int, int]], taken: list[tuple[int, int]]) -> None:
    moments = [Moment(MIDNIGHT + timedelta(minutes=at), "UTC", length, ("phone",), "") for at, length in wanted]
    busy_then, end = list[Busy](), MIDNIGHT
    for gap, length in taken:
        start = end + timedelta(minutes=gap % 90 + 1)
        end = start + timedelta(minutes=length)
        busy_then.append(Busy(start, end))
    free = outside(moments, busy_then)
    for moment in moments:
        assert (moment in free) == all(moment.ends <= one.start or one.end <= moment.starts for one in busy_then)
