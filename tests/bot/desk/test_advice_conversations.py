"""Advice conversations that are booked, moved, called off, missed and offered on: who hears what, and when."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from sqlmodel import col, select

from bot.commands.appointments import show
from bot.desk.appointments import missed
from bot.desk.reminders import first_reminder, last_reminder
from bot.desk.visit import Visit
from dialogs.messages import Message
from dialogs.scene import FreeTime, Way
from storage.appointments import appointment_of
from storage.intakes import stored_answers
from storage.tables import Appointment, Outbox, Slot
from tests.bot.desk.cast import Cast, buttons, in_words, own_intake, person, token_of, visitor
from tests.bot.someone import Habit, converse
from tests.conftest import Clock

KEES, SANNE, NOOR, BRAM = "kees", "sanne", "noor", "bram"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FRIDAY = datetime(2026, 11, 27, 13, 0, tzinfo=AMSTERDAM)
NONE_FITS = Habit(wants={"moment": ("none",)})


@pytest.fixture
def clock(cast_and_clock: tuple[Cast, Clock]) -> Clock:
    return cast_and_clock[1]


@pytest.fixture
def cast(cast_and_clock: tuple[Cast, Clock]) -> Cast:
    """Kees has a conversation with Noor on Friday, at one o'clock in the Netherlands."""
    everybody = cast_and_clock[0]
    slot = noors_time(everybody, FRIDAY)
    takes(everybody, KEES, slot)
    for name in (KEES, SANNE, NOOR, BRAM):
        everybody.hears(name)
    return everybody


def noors_time(cast: Cast, starts: datetime) -> int:
    """A time of Noor's own; gives back its number."""
    with cast.desk.database.transaction() as session:
        noor = person(session, NOOR)
        assert noor.organisation_id is not None
        slot = Slot(
            school_id=noor.organisation_id,
            adviser_id=noor.id,
            starts_at=starts,
            minutes=45,
            zone="Europe/Amsterdam",
            way="school",
            place="Enschede",
        )
        session.add(slot)
        session.flush()
        return slot.id


def takes(cast: Cast, name: str, slot: int) -> tuple[Message, ...]:
    """A candidate chooses this time; gives back what they see."""
    cast.goes(name, "move", token_of(cast.desk.database, name))
    while f"t{slot}" not in [press.value for press in buttons(cast.screen[name])]:
        cast.picks(name, "later")
    return cast.picks(name, f"t{slot}").messages


def files(messages: tuple[Message, ...]) -> list[str]:
    return [message.calendar for message in messages if message.calendar]


def event_of(file: str) -> Any:
    """The one event of a file, read back by the library that wrote it."""
    [event] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return event


def in_force(cast: Cast, name: str) -> Appointment | None:
    with cast.desk.database.reading() as session:
        return appointment_of(session, own_intake(session, name))


def waits(cast: Cast, name: str) -> None:
    """Somebody answers everything, and no moment fits."""
    converse(cast.desk, visitor(name), habit=NONE_FITS)
    cast.hears(name)


def test_everybody_gets_the_date_as_one_conversation_for_in_their_calendars(cast: Cast, clock: Clock) -> None:
    thursday = FRIDAY - timedelta(days=1)
    own = files(takes(cast, KEES, noors_time(cast, thursday)))
    everybody = [*own, *files(cast.hears(SANNE)), *files(cast.hears(NOOR))]
    assert len(everybody) == 3
    events = [event_of(file) for file in everybody]
    assert len({str(event["UID"]) for event in events}) == 1
    for file, event in zip(everybody, events, strict=True):
        assert "METHOD:PUBLISH" in file
        assert event["SEQUENCE"] == 2  # it was moved to Noor, and then to Thursday
        assert event["DTSTART"].dt == thursday
        assert event["DTEND"].dt == thursday + timedelta(minutes=45)
        assert "Enschede" in event["LOCATION"]
        assert "Kees" not in file


def test_the_files_are_accepted_by_a_second_parser(cast: Cast) -> None:
    moved = files(takes(cast, KEES, noors_time(cast, FRIDAY + timedelta(days=3))))
    cast.goes(KEES, "off", f"{_about(cast, KEES)}.busy")
    for file in (*moved, *files(cast.screen[KEES])):
        calendar = vobject.readOne(file)
        assert calendar.vevent.dtstart.value == FRIDAY + timedelta(days=3)
        assert calendar.vevent.uid.value == str(event_of(file)["UID"])
    assert [vobject.readOne(file).method.value for file in (*moved, *files(cast.screen[KEES]))] == ["PUBLISH", "CANCEL"]


def _about(cast: Cast, name: str) -> str:
    """What buttons about the conversation of a candidate carry."""
    appointment = in_force(cast, name)
    assert appointment is not None
    return f"{token_of(cast.desk.database, name)}.{appointment.id}"


def test_an_adviser_calls_off_and_the_others_hear_why_and_who_it_was_is_in_the_log(cast: Cast) -> None:
    about = _about(cast, KEES)
    assert "Adviseur kan niet" in in_words(cast.goes(NOOR, "off", about).messages)
    [cancelled] = files(cast.goes(NOOR, "off", f"{about}.adviser").messages)
    heard = cast.hears(KEES)
    assert "De adviseur van de school kan dan niet" in in_words(heard)
    assert "Kies een moment" in in_words(heard)
    assert [event_of(file)["STATUS"] for file in (cancelled, *files(heard), *files(cast.hears(SANNE)))] == [
        "CANCELLED"
    ] * 3
    with cast.desk.database.reading() as session:
        given = stored_answers(session, own_intake(session, KEES))["moment"]
        assert (given.settled, given.by) == ({"id": None}, "consultant")
        once = session.exec(select(Appointment).order_by(col(Appointment.id).desc())).first()
        assert once is not None
        assert (once.reason, once.coming, once.missed) == ("adviser", None, False)
    assert in_force(cast, KEES) is None
    cast.picks(KEES, "move")
    with cast.desk.database.reading() as session:
        assert f"t{once.slot_id}" not in [press.value for press in buttons(cast.screen[KEES])]


def test_an_adviser_moves_what_is_planned_at_the_school_and_nothing_else(cast: Cast) -> None:
    slot = noors_time(cast, FRIDAY + timedelta(days=3))
    cast.goes(NOOR, "move", _about(cast, KEES))
    while f"t{slot}" not in [press.value for press in buttons(cast.screen[NOOR])]:
        cast.picks(NOOR, "later")
    cast.picks(NOOR, f"t{slot}")
    assert "verzet" in in_words(cast.hears(KEES))
    assert "verzet" in in_words(cast.hears(SANNE))
    now = in_force(cast, KEES)
    assert now is not None
    assert now.slot_id == slot
    assert "hoort bij een collega" in in_words(cast.goes(NOOR, "move", token_of(cast.desk.database, "mira")).messages)


def test_buttons_of_before_tell_how_it_stands_now(cast: Cast) -> None:
    old = _about(cast, KEES)
    with cast.desk.database.reading() as session:
        other = session.exec(
            select(Slot.id).where(col(Slot.adviser_id).is_(None)).order_by(col(Slot.starts_at).desc())
        ).first()
    assert other is not None
    takes(cast, KEES, other)
    for page in ("move", "off", "coming", "cannot", "stands"):
        shown = in_words(cast.goes(KEES, page, old).messages)
        assert "Dat gesprek is verzet of afgezegd." in shown
        assert "Het gesprek staat gepland" in shown
    assert "gaat niet door" in in_words(cast.hears(NOOR))  # it goes on with somebody else
    assert "Je hoeft niets te doen." in in_words(cast.goes(NOOR, "off", old).messages)
    cast.goes(KEES, "off", f"{_about(cast, KEES)}.other")
    assert "Er is nu geen gesprek gepland." in in_words(cast.goes(KEES, "coming", old).messages)


def test_after_a_conversation_its_buttons_say_that_it_was(cast: Cast, clock: Clock) -> None:
    about = _about(cast, KEES)
    clock.forward(days=5)
    assert "Dat gesprek is al geweest." in in_words(cast.goes(KEES, "off", f"{about}.busy").messages)
    assert in_force(cast, KEES) is not None
    cast.picks(KEES, "move")
    assert cast.screen[KEES][-1].question == "moment"


def test_who_calls_off_hears_something_kind_and_sees_other_moments_at_once(cast: Cast) -> None:
    shown = cast.goes(KEES, "off", f"{_about(cast, KEES)}.doubt").messages
    assert "Twijfelen mag" in in_words(shown)
    assert {"!person", "!stop"} <= {press.value for press in buttons(shown)}
    assert shown[-1].question == "moment"
    assert "twijfelt" in in_words(cast.hears(SANNE))


def test_of_somebody_who_erases_everything_the_adviser_hears_no_name(cast: Cast) -> None:
    cast.says(KEES, "wis alles", "ja")
    heard = cast.hears(NOOR)
    assert "gaat niet door" in in_words(heard)
    assert "Kees" not in in_words(heard)
    assert [event_of(file)["STATUS"] for file in files(heard)] == ["CANCELLED"]


def test_whoever_guides_the_candidate_by_then_is_reminded(cast: Cast, clock: Clock) -> None:
    with cast.desk.database.reading() as session:
        bram = person(session, BRAM).id
    cast.goes(SANNE, "hand", f"{token_of(cast.desk.database, KEES)}.{bram}")
    cast.hears(SANNE)
    cast.hears(BRAM)
    clock.now = FRIDAY - timedelta(days=2)
    assert cast.hears(SANNE) == ()
    assert "binnenkort een gesprek" in in_words(cast.hears(BRAM))
    assert "binnenkort een gesprek" in in_words(cast.hears(NOOR))


def test_who_joins_later_gets_the_date_that_was_planned_before(cast: Cast, clock: Clock) -> None:
    token = cast.begins(SANNE, "Wim")
    code = cast.links(SANNE, token)
    slot = noors_time(cast, FRIDAY + timedelta(hours=2))
    cast.goes(SANNE, "plan", token)
    while f"t{slot}" not in [press.value for press in buttons(cast.screen[SANNE])]:
        cast.picks(SANNE, "later")
    cast.picks(SANNE, f"t{slot}")
    cast.opens("wim", code)
    cast.picks("wim", "nl")
    assert cast.hears("wim") == ()  # nothing before they said yes
    cast.picks("wim", "yes")
    assert files(cast.hears("wim"))
    clock.now = FRIDAY
    assert "bijna tijd" in in_words(cast.hears("wim"))


def test_who_did_not_come_is_asked_again_without_blame(cast: Cast, clock: Clock) -> None:
    clock.now = FRIDAY + timedelta(hours=2)
    for name in (KEES, SANNE, NOOR):
        cast.hears(name)
    with cast.desk.database.transaction() as session:
        desk = cast.desk
        visit = Visit(session, clock.now, desk.knowledge, {}, person(session, NOOR), desk.link)
        held = appointment_of(session, own_intake(session, KEES))
        assert held is not None
        missed(visit, held)
    assert "Dat kan gebeuren." in in_words(cast.hears(KEES))
    assert "niet bij het gesprek" in in_words(cast.hears(SANNE))
    with cast.desk.database.reading() as session:
        assert session.get_one(Appointment, held.id).missed
        assert stored_answers(session, own_intake(session, KEES))["moment"].settled == {"id": None}
    cast.picks(KEES, "move")
    assert cast.screen[KEES][-1].question == "moment"


# The waiting list.


def test_a_time_that_comes_free_goes_to_the_first_who_waits_and_after_a_no_to_the_next(
    cast: Cast, clock: Clock
) -> None:
    waits(cast, "wim")
    clock.forward(minutes=1)
    waits(cast, "els")
    cast.goes(KEES, "off", f"{_about(cast, KEES)}.travel")
    assert "Er is een moment vrij" in in_words(cast.hears("wim"))
    assert cast.hears("els") == ()
    assert "Dan hoor je het" in in_words(cast.picks("wim", "offer-").messages)
    assert "Er is een moment vrij" in in_words(cast.hears("els"))
    assert cast.picks("els", "offer+").messages[0].calendar
    taken = in_force(cast, "els")
    assert taken is not None
    assert taken.starts_at == FRIDAY
    cast.goes("wim", "offer+", f"{token_of(cast.desk.database, 'wim')}.{taken.slot_id}.0")
    assert "Dat moment is net weg. Kies een ander moment." in in_words(cast.screen["wim"])
    assert cast.screen["wim"][-1].question == "moment"


def test_after_a_day_without_an_answer_the_next_is_asked_too_and_then_nobody_else_when_it_is_taken(
    cast: Cast, clock: Clock
) -> None:
    for name in ("wim", "els", "jan"):
        waits(cast, name)
        clock.forward(minutes=1)
    cast.goes(KEES, "off", f"{_about(cast, KEES)}.travel")
    assert cast.hears("wim")
    clock.forward(days=1, minutes=1)
    assert "Er is een moment vrij" in in_words(cast.hears("els"))
    cast.picks("wim", "offer+")
    taken = in_force(cast, "wim")
    assert taken is not None
    assert taken.starts_at == FRIDAY
    clock.forward(days=1)
    assert cast.hears("jan") == ()


def test_nobody_is_hurried_by_who_says_no_twice(cast: Cast, clock: Clock) -> None:
    for name in ("wim", "els", "jan"):
        waits(cast, name)
        clock.forward(minutes=1)
    cast.goes(KEES, "off", f"{_about(cast, KEES)}.travel")
    cast.hears("wim")
    no = next(press for press in buttons(cast.screen["wim"]) if press.question == "offer-")
    for _twice in range(2):
        cast.does("wim", no)
        cast.hears("els")
    assert cast.hears("jan") == ()


def test_a_time_within_a_day_is_offered_to_nobody(cast: Cast, clock: Clock) -> None:
    waits(cast, "wim")
    clock.now = FRIDAY - timedelta(hours=20)
    cast.hears("wim")
    cast.goes(KEES, "off", f"{_about(cast, KEES)}.travel")
    assert cast.hears("wim") == ()


# Reminders.


def test_reminders_come_two_days_and_two_hours_before_and_not_sooner_or_twice(cast: Cast, clock: Clock) -> None:
    clock.forward(minutes=30)
    assert cast.hears(KEES)  # the moment itself, for the calendar
    heard = []
    while clock.now < FRIDAY + timedelta(hours=1):
        clock.forward(minutes=30)
        if cast.hears(KEES):
            heard.append(clock.now)
    assert heard == [FRIDAY - timedelta(days=2), FRIDAY - timedelta(hours=2)]


def test_somebody_who_comes_says_so_and_who_cannot_is_asked_what_then(cast: Cast, clock: Clock) -> None:
    clock.now = FRIDAY - timedelta(days=2)
    cast.hears(KEES)
    assert "Fijn dat je komt" in in_words(cast.picks(KEES, "coming").messages)
    held = in_force(cast, KEES)
    assert held is not None
    assert held.coming is True
    clock.now = FRIDAY - timedelta(hours=2)
    cast.hears(KEES)
    assert "Dat kan gebeuren" in in_words(cast.picks(KEES, "cannot").messages)
    held = in_force(cast, KEES)
    assert held is not None
    assert held.coming is False
    assert {press.question for press in buttons(cast.screen[KEES])} >= {"move", "off", "coming"}


def test_after_a_day_at_a_standstill_what_still_makes_sense_is_said_once(cast: Cast, clock: Clock) -> None:
    clock.now = FRIDAY - timedelta(hours=1)  # both reminders became due meanwhile
    heard = cast.hears(KEES)
    assert len(heard) == 1
    assert "bijna tijd" in in_words(heard)
    assert cast.hears(KEES) == ()
    cast.goes(KEES, "off", f"{_about(cast, KEES)}.busy")
    for name in (SANNE, NOOR):
        cast.hears(name)
    clock.forward(days=3)
    assert [cast.hears(name) for name in (KEES, NOOR)] == [(), ()]


def test_after_the_start_nobody_is_reminded(cast: Cast, clock: Clock) -> None:
    clock.now = FRIDAY
    assert cast.hears(KEES) == ()


def test_what_is_planned_to_be_said_is_gone_when_the_conversation_is_off(cast: Cast, clock: Clock) -> None:
    cast.goes(KEES, "off", f"{_about(cast, KEES)}.busy")
    with cast.desk.database.reading() as session:
        keys = session.exec(select(Outbox.key).where(col(Outbox.key).is_not(None))).all()
    assert not [key for key in keys if key and key.startswith(("remind:", "outcome:"))]


def at(starts: datetime) -> FreeTime:
    return FreeTime(1, starts.astimezone(UTC), "Europe/Amsterdam", 45, Way.PHONE, "", "School")


@pytest.mark.parametrize(
    ("starts", "first", "last"),
    [
        ((2026, 3, 30, 10, 0), "2026-03-28T10:00+01:00", "2026-03-30T08:00+02:00"),  # summer time began the day before
        ((2026, 10, 26, 10, 0), "2026-10-24T10:00+02:00", "2026-10-26T08:00+01:00"),  # and ended the day before
        ((2026, 11, 27, 8, 30), "2026-11-25T08:30+01:00", "2026-11-27T07:00+01:00"),  # nobody is woken
    ],
)
def test_reminders_go_by_the_local_clock_also_when_it_is_changed(
    starts: tuple[int, int, int, int, int], first: str, last: str
) -> None:
    time = at(datetime(*starts, tzinfo=AMSTERDAM))
    assert first_reminder(time) == datetime.fromisoformat(first)
    assert last_reminder(time) == datetime.fromisoformat(last)
    assert first_reminder(time).hour == starts[3]


def test_programs_read_the_conversations_without_names(
    cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", "2026-11-23T09:00:00Z")
    show("AM05", str(cast.desk.database.engine.url), as_json=True)
    out = capsys.readouterr().out
    *_earlier, row = [json.loads(line) for line in out.splitlines()]
    assert row["starts"] == "2026-11-27T13:00:00+01:00"
    assert (row["minutes"], row["way"], row["place"]) == (45, "school", "Enschede")
    assert (row["coming"], row["missed"], row["cancelled"], row["reason"]) == (None, False, None, None)
    assert row["intake"] == token_of(cast.desk.database, KEES)
    assert "Kees" not in out
    show(None, str(cast.desk.database.engine.url), as_json=False)
    assert "planned" in capsys.readouterr().out


def test_a_conversation_goes_along_when_somebody_who_had_an_intake_opens_a_link(cast: Cast, clock: Clock) -> None:
    token = cast.begins(SANNE, "Zef")
    code = cast.links(SANNE, token)
    slot = noors_time(cast, FRIDAY + timedelta(hours=2))
    cast.goes(SANNE, "plan", token)
    while f"t{slot}" not in [press.value for press in buttons(cast.screen[SANNE])]:
        cast.picks(SANNE, "later")
    cast.picks(SANNE, f"t{slot}")
    cast.opens("zef", code)
    cast.picks("zef", "guide")
    held = in_force(cast, "zef")
    assert held is not None
    assert held.slot_id == slot
    assert files(cast.hears("zef"))
    clock.now = FRIDAY
    assert "bijna tijd" in in_words(cast.hears("zef"))
