"""Booked means booked: whatever happens at once, one time is one conversation, and a school gets no more than it can hold."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlmodel import col, select

from bot.desk import Desk
from dialogs.answers import State
from dialogs.events import Pressed
from dialogs.pages.going import PAGE
from storage.appointments import Taken, appointment_of, book, cancel, give_up
from storage.database import Database
from storage.free_times import free_times
from storage.intakes import begin_intake, save, settled, stored_answers
from storage.people import new_person
from storage.tables import Appointment, Busy, Intake, Organisation, Person, Slot
from tests.bot.someone import press, presses, question_of
from tests.conftest import MONDAY
from tests.storage.at_once import at_once
from tests.storage.test_booking import ON_SQLITE, REGION, at_the_moment, begun, booked, free

LATER = MONDAY + timedelta(hours=1)


def uids(database: Database) -> list[tuple[str, int]]:
    """The uid and the sequence of every conversation, in the order in which they were booked."""
    with database.reading() as session:
        rows = session.exec(select(Appointment).order_by(col(Appointment.id))).all()
        return [(row.uid, row.sequence) for row in rows]


def own_times(database: Database, starts: Sequence[datetime], minutes: int = 45) -> tuple[int, list[int]]:
    """An adviser with times of their own at the school of the demo region; gives back the numbers of both."""
    with database.transaction() as session:
        school = session.exec(select(Organisation)).one()
        adviser = new_person(session, "terminal", "noor", "nl", MONDAY)
        adviser.role, adviser.region_code, adviser.organisation_id = "adviser", REGION, school.id
        slots = [
            Slot(
                school_id=school.id,
                adviser_id=adviser.id,
                starts_at=start,
                minutes=minutes,
                zone="Europe/Amsterdam",
                way="phone",
                place="",
            )
            for start in starts
        ]
        session.add_all(slots)
        session.flush()
        return adviser.id, [slot.id for slot in slots]


def with_room_for(database: Database, most: int) -> None:
    with database.transaction() as session:
        session.exec(select(Organisation)).one().most_a_day = most


def tried(database: Database, intake: Intake, slot: int) -> bool:
    """Whether a time could be booked."""
    try:
        with database.transaction() as session:
            book(session, intake, slot, MONDAY)
    except Taken:
        return False
    return True


def test_of_a_hundred_at_once_one_gets_the_time_and_99_get_another_offer(
    database: Database, open_desk: Callable[[], Desk]
) -> None:
    visitors = at_the_moment(database, *(f"someone {number}" for number in range(100)))
    desks = [open_desk() for _worker in range(2)]
    first = press(desks[0].repeat(visitors[0]) or pytest.fail("nothing is asked"), "t").value
    buttons = [press(offer, first) for one in visitors if (offer := desks[0].repeat(one))]
    assert len(buttons) == 100

    replies = at_once([partial(desks[n % 2].turn, visitor, buttons[n]) for n, visitor in enumerate(visitors)])

    asked = [question_of(reply) for reply in replies]
    assert (asked.count("review"), asked.count("moment")) == (1, 99)
    assert list(booked(database)) == [int(first[1:])]
    for reply in replies:
        if question_of(reply) == "moment":
            offered = [one.value for one in presses(reply) if one.value.startswith("t")]
            assert offered
            assert first not in offered


def test_a_school_that_holds_two_a_day_gets_two_however_many_book_at_once(database: Database) -> None:
    with_room_for(database, 2)
    tuesday = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    _adviser, times = own_times(database, [tuesday + timedelta(hours=hour) for hour in range(8)])
    intakes = begun(database, *(f"someone {number}" for number in range(8)))

    got = at_once([partial(tried, database, intake, time) for intake, time in zip(intakes, times, strict=True)])

    assert got.count(True) == 2
    with database.reading() as session:
        days = [time.local.date() for time in free_times(session, REGION, MONDAY)]
    assert tuesday.date() not in days
    assert tuesday.date() + timedelta(days=1) in days


def test_who_moves_on_a_full_day_is_not_counted_twice(database: Database) -> None:
    with_room_for(database, 1)
    [halima] = begun(database, "halima")
    with database.transaction() as session:
        first, second, *_rest = free(session)
    assert [tried(database, halima, slot) for slot in (first, second, first)] == [True] * 3


def test_an_adviser_is_in_one_conversation_at_a_time_however_many_book_at_once(database: Database) -> None:
    tuesday = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    _adviser, times = own_times(database, [tuesday + timedelta(minutes=10 * number) for number in range(4)])
    intakes = begun(database, *(f"someone {number}" for number in range(4)))
    got = at_once([partial(tried, database, intake, time) for intake, time in zip(intakes, times, strict=True)])
    assert got.count(True) == 1


@ON_SQLITE
def test_a_moved_conversation_stays_the_same_one_in_calendars_and_a_new_one_is_another(database: Database) -> None:
    [halima] = begun(database, "halima")
    with database.transaction() as session:
        first, second, *_rest = free(session)
    for slot in (first, second, None, first):
        with database.transaction() as session:
            book(session, halima, slot, MONDAY)
    (uid, one), (moved, two), (new, zero) = uids(database)
    assert uid == moved != new
    assert (one, two, zero) == (1, 2, 0)  # the second of them was moved there, and then called off


@ON_SQLITE
def test_who_comes_again_after_the_first_conversation_has_another_one(database: Database) -> None:
    [halima] = begun(database, "halima")
    with database.transaction() as session:
        first, second, *_rest = free(session)
        book(session, halima, first, MONDAY)
    with database.transaction() as session:
        book(session, halima, second, MONDAY + timedelta(days=1, hours=1))
    (before, _one), (after, zero) = uids(database)
    assert before != after
    assert zero == 0


@ON_SQLITE
def test_a_cancelled_time_can_be_booked_again_and_the_log_says_who_cancelled(database: Database) -> None:
    with database.transaction() as session:
        sanne = new_person(session, "terminal", "sanne", "nl", MONDAY)
        halima = begin_intake(session, MONDAY, candidate=new_person(session, "terminal", "halima", "nl", MONDAY))
        first = free(session)[0]
        made = book(session, halima, first, MONDAY).after
        assert made is not None
        before = State(halima.token, {})
        given = before.with_given("moment", before.given("moment").whole({"id": first}, "candidate"))
        save(session, halima, before, given, MONDAY)
        session.refresh(halima)
        cancel(session, made, "closed", sanne, LATER)
    with database.transaction() as session:
        assert appointment_of(session, halima) is None
        assert free(session)[0] == first
        assert settled(session, halima, "moment") == {"id": None}
        assert stored_answers(session, halima)["moment"].by == "consultant"
        row = session.exec(select(Appointment)).one()
        assert (row.reason, row.cancelled_at, row.sequence) == ("closed", LATER, 1)


@pytest.mark.parametrize("of_adviser", [True, False])
@ON_SQLITE
def test_a_time_that_is_given_up_is_offered_to_nobody(database: Database, of_adviser: bool) -> None:
    [halima] = begun(database, "halima")
    adviser, [own] = own_times(database, [MONDAY + timedelta(days=2)])
    with database.transaction() as session:
        slot = own if of_adviser else next(number for number in free(session) if number != own)
        made = book(session, halima, slot, MONDAY).after
        assert made is not None
        cancel(session, made, "adviser", session.get_one(Person, adviser), LATER)
        give_up(session, made)
        assert slot not in free(session)
        assert len(session.exec(select(Busy)).all()) == of_adviser


def test_however_many_call_a_conversation_off_at_once_it_is_off_once(
    database: Database, open_desk: Callable[[], Desk]
) -> None:
    [visitor] = at_the_moment(database, "halima")
    desks = [open_desk() for _worker in range(2)]
    asked = desks[0].repeat(visitor)
    assert asked is not None
    desks[0].turn(visitor, press(asked, "t"))
    with database.reading() as session:
        appointment, token = session.exec(select(Appointment.id, Intake.token).join(Intake)).one()
    off = Pressed(PAGE, "off", 0, f"{token}.{appointment}.busy")

    replies = at_once([partial(desks[n % 2].turn, visitor, off) for n in range(8)])

    assert [question_of(reply) for reply in replies].count("moment") == 1  # the others hear how it stands
    assert [sequence for _uid, sequence in uids(database)] == [1]
    assert booked(database) == {}
