from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier, get_ident
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from bot.desk import Desk, Visitor
from dialogs.scene import FreeTime
from storage.appointments import Taken, appointment_of, book
from storage.database import Database
from storage.free_times import as_free_time, free_times
from storage.intakes import begin_intake
from storage.people import new_person
from storage.tables import Appointment, Intake, Organisation, Region, Slot
from tests.bot.someone import converse, press, presses, question_of
from tests.conftest import MONDAY
from tests.storage.at_once import PATIENCE, at_once
from tests.storage.saved_intakes import before, load, read

REGION = "AM05"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is the same on every database."""


def begun(database: Database, *addresses: str) -> list[Intake]:
    with database.transaction() as session:
        people = [new_person(session, "terminal", one, "nl", MONDAY) for one in addresses]
        return [begin_intake(session, MONDAY, candidate=person) for person in people]


def at_the_moment(database: Database, *addresses: str) -> list[Visitor]:
    """People who are asked when they want to talk to the school."""
    saved = read("0.1.0")
    with database.transaction() as session:
        for address in addresses:
            load(session, saved, before(saved, "moment"), address)
    return [Visitor("terminal", address) for address in addresses]


def booked(database: Database) -> dict[int, int]:
    """The appointments in force: slot → intake."""
    with database.transaction() as session:
        rows = session.exec(select(Appointment).where(col(Appointment.cancelled_at).is_(None))).all()
        assert len({row.slot_id for row in rows}) == len({row.intake_id for row in rows}) == len(rows)
        return {row.slot_id: row.intake_id for row in rows}


def free(session: Session) -> list[int]:
    return [time.id for time in free_times(session, REGION, MONDAY)]


def test_a_booked_time_is_free_for_nobody_else_until_it_is_cancelled(database: Database) -> None:
    [halima, arthur] = begun(database, "halima", "arthur")
    with database.transaction() as session:
        first, second, *_rest = free(session)
        book(session, halima, first, MONDAY)
    with pytest.raises(Taken), database.transaction() as session:
        book(session, arthur, first, MONDAY)
    with database.transaction() as session:
        assert free(session)[0] == second
        book(session, halima, None, MONDAY)
    with database.transaction() as session:
        assert free(session)[0] == first
        book(session, arthur, first, MONDAY)
    assert booked(database) == {first: arthur.id}


def test_moving_an_appointment_frees_the_time_and_keeps_that_it_was_there(database: Database) -> None:
    [halima] = begun(database, "halima")
    with database.transaction() as session:
        first, second, *_rest = free(session)
        book(session, halima, first, MONDAY)
    later = MONDAY + timedelta(hours=1)
    with database.transaction() as session:
        book(session, halima, second, later)
    assert booked(database) == {second: halima.id}
    with database.transaction() as session:
        assert free(session)[0] == first
        rows = session.exec(select(Appointment).order_by(col(Appointment.id))).all()
        assert [(row.slot_id, row.booked_at, row.cancelled_at) for row in rows] == [
            (first, MONDAY, later),
            (second, later, None),
        ]


def test_booking_the_same_time_again_changes_nothing(database: Database) -> None:
    [halima] = begun(database, "halima")
    with database.transaction() as session:
        first = free(session)[0]
    for _time in range(2):
        with database.transaction() as session:
            book(session, halima, first, MONDAY)
    with database.transaction() as session:
        assert len(session.exec(select(Appointment)).all()) == 1


def test_a_time_that_is_there_no_longer_is_taken_and_the_old_appointment_stays(database: Database) -> None:
    [halima] = begun(database, "halima")
    with database.transaction() as session:
        first, *_rest = free(session)
        book(session, halima, first, MONDAY)
    with pytest.raises(Taken), database.transaction() as session:
        book(session, halima, 999_999, MONDAY)
    assert booked(database) == {first: halima.id}


@ON_SQLITE
def test_cancelling_without_an_appointment_is_no_harm(database: Database) -> None:
    [halima] = begun(database, "halima")
    with database.transaction() as session:
        book(session, halima, None, MONDAY)
        assert appointment_of(session, halima) is None


@ON_SQLITE
def test_only_times_to_come_of_schools_in_the_region_are_free_soonest_first(database: Database) -> None:
    with database.transaction() as session:
        session.add(Region(code="AM06", name="Elders"))
        session.flush()
        school = Organisation(region_code="AM06", name="Elders", code="elders")
        session.add(school)
        session.flush()
        for hours in (3, 1, 2, -1, 0):
            starts = MONDAY + timedelta(hours=hours)
            session.add(
                Slot(school_id=school.id, starts_at=starts, minutes=30, zone="Europe/Amsterdam", way="phone", place="")
            )
    with database.transaction() as session:
        found = free_times(session, "AM06", MONDAY)
        assert [time.starts for time in found] == [MONDAY + timedelta(hours=hours) for hours in (1, 2, 3)]
        assert {time.school for time in found} == {"Elders"}
        assert free_times(session, "AM99", MONDAY) == ()
        assert len(free_times(session, REGION, MONDAY, limit=2)) == 2


def test_of_twenty_who_book_one_time_at_once_one_gets_it_and_the_others_hear_so(database: Database) -> None:
    intakes = begun(database, *(f"someone {number}" for number in range(20)))
    with database.transaction() as session:
        first = free(session)[0]

    def try_to_book(intake: Intake) -> int | None:
        try:
            with database.transaction() as session:
                book(session, intake, first, MONDAY)
        except Taken:
            return None
        return intake.id

    got = [one for one in at_once([partial(try_to_book, intake) for intake in intakes]) if one]
    assert len(got) == 1
    assert booked(database) == {first: got[0]}


def test_of_twenty_who_press_one_time_at_once_one_gets_it_and_the_others_are_offered_another(
    database: Database, open_desk: Callable[[], Desk]
) -> None:
    visitors = at_the_moment(database, *(f"someone {number}" for number in range(20)))
    desks = [open_desk() for _worker in range(2)]
    offers = [desks[0].repeat(visitor) for visitor in visitors]
    buttons = [press(offer, "t") for offer in offers if offer]
    assert len({button.value for button in buttons}) == 1

    replies = at_once([partial(desks[n % 2].turn, visitor, buttons[n]) for n, visitor in enumerate(visitors)])

    asked = [question_of(reply) for reply in replies]
    assert sorted(asked, key=str) == ["moment"] * 19 + ["review"]
    assert list(booked(database)) == [int(buttons[0].value[1:])]
    for reply in replies:
        if question_of(reply) == "moment":
            offered = [one.value for one in presses(reply) if one.value.startswith("t")]
            assert offered
            assert buttons[0].value not in offered


def test_eight_who_take_whatever_is_offered_all_get_a_time_of_their_own(
    database: Database, open_desk: Callable[[], Desk]
) -> None:
    visitors = at_the_moment(database, *(f"someone {number}" for number in range(8)))
    desks = [open_desk() for _worker in range(2)]
    at_once([partial(converse, desks[n % 2], visitor) for n, visitor in enumerate(visitors)])
    assert len(booked(database)) == 8


def test_two_people_who_swap_their_times_at_once_both_end_with_a_time(
    database: Database, open_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each gives up their own time and then waits for that of the other: PostgreSQL has to stop one of the two."""
    visitors = at_the_moment(database, "halima", "arthur")
    desks = [open_desk(), open_desk()]
    backs = [
        desk.turn(one, press(converse(desk, one, "review"), "!back")) for desk, one in zip(desks, visitors, strict=True)
    ]
    held = booked(database)
    [first, second] = held
    presses_other = [
        replace(press(back, "none"), value=f"t{slot}") for back, slot in zip(backs, (second, first), strict=True)
    ]
    looked = set[int]()

    def as_it_was_a_moment_ago(
        session: Session, region: str, after: datetime, *_rest: Any, **_for: Any
    ) -> tuple[FreeTime, ...]:
        if get_ident() in looked:
            return free_times(session, region, after)
        looked.add(get_ident())
        with session.no_autoflush:
            slots = session.exec(select(Slot, Organisation.name).join(Organisation)).all()
        return tuple(as_free_time(slot, school) for slot, school in slots)

    monkeypatch.setattr("bot.desk.world.free_times", as_it_was_a_moment_ago)
    both_gave_up = Barrier(2)
    waiting: list[object] = []

    def wait(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("INSERT INTO appointment") and len(waiting) < 2:
            waiting.append(connection)
            both_gave_up.wait(PATIENCE)

    for desk in desks:
        if desk.database.engine.dialect.name == "postgresql":  # SQLite lets one in at a time
            event.listen(desk.database.engine, "before_cursor_execute", wait)

    replies = at_once([partial(desks[n].turn, visitors[n], presses_other[n]) for n in range(2)])
    if desks[0].database.engine.dialect.name == "postgresql":
        assert len(waiting) == 2

    assert [question_of(reply) for reply in replies] == ["moment", "moment"]
    assert booked(database) == held
