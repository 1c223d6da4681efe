from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import Session, col, select

from agenda.hours import HOME
from agenda.rules import Blocked, Once, Weekly
from people.roles import Role
from storage.appointments import book
from storage.database import Database
from storage.erasure import forget
from storage.free_times import free_times
from storage.people import give_role, take_role_away
from storage.rules import AHEAD, For, fill, fill_region, publish, remove, rules_of, take_over_busy
from storage.tables import Busy, Person, Rule, Slot
from tests.conftest import MONDAY
from tests.storage.advisers import adviser, booked, candidate

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
REGION = "AM05"

TUESDAYS = Weekly(
    weekday=1, starts_on=MONDAY.date(), from_time=time(9), to_time=time(12), ways=("school", "phone"), place="Almelo"
)
FIRST = datetime(2026, 11, 24, 9, tzinfo=HOME).astimezone(UTC)
"""When the first conversation can be."""


def slots(session: Session, *, withdrawn: bool = False) -> list[Slot]:
    """The slots that come of rules, in order."""
    query = select(Slot).where(col(Slot.adviser_id).is_not(None), Slot.withdrawn == withdrawn)
    return list(session.exec(query.order_by(col(Slot.starts_at), col(Slot.way))))


def local(slot: Slot) -> datetime:
    return slot.starts_at.astimezone(HOME).replace(tzinfo=None)


def test_a_rule_becomes_a_slot_a_way_for_the_coming_weeks_and_not_on_holidays(database: Database) -> None:
    with database.transaction() as session:
        publish(session, adviser(session), [TUESDAYS], MONDAY, For(("25743",), ("en",), wheelchair=True))
    with database.transaction() as session:
        found = slots(session)
        assert [(local(slot), slot.way, slot.place) for slot in found[:3]] == [
            (datetime(2026, 11, 24, 9), "phone", ""),
            (datetime(2026, 11, 24, 9), "school", "Almelo"),
            (datetime(2026, 11, 24, 9, 45), "phone", ""),
        ]
        assert len(found) == 8 * 4 * 2
        assert local(found[-1]).date() == date(2027, 1, 12)
        [rule] = session.exec(select(Rule)).all()
        assert (rule.crebos, rule.languages, rule.wheelchair) == (["25743"], ["en"], True)
        assert rule.filled_to == MONDAY.date() + AHEAD


def test_filling_again_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        joris = adviser(session)
        publish(session, joris, [TUESDAYS], MONDAY)
        numbers = [slot.id for slot in slots(session)]
        fill(session, joris.id, MONDAY)
        fill_region(session, REGION, MONDAY + timedelta(hours=1))
        assert [slot.id for slot in slots(session)] == numbers


def test_a_holiday_takes_the_free_times_away_and_leaves_what_is_booked_and_never_offers_that_again(
    database: Database,
) -> None:
    with database.transaction() as session:
        joris, halima = adviser(session), candidate(session)
        publish(session, joris, [TUESDAYS], MONDAY)
        booked(session, halima, FIRST)
        publish(session, joris, [Blocked(first=date(2026, 11, 24), last=date(2026, 11, 24))], MONDAY)
        assert local(slots(session)[0]).date() == date(2026, 12, 1)
        [left] = slots(session, withdrawn=True)
        assert left.starts_at == FIRST
        book(session, halima, None, MONDAY)
        assert left.id not in {time.id for time in free_times(session, REGION, MONDAY)}


def test_a_day_that_is_no_longer_blocked_is_offered_again_with_the_same_slot_that_was_booked(
    database: Database,
) -> None:
    with database.transaction() as session:
        joris, halima = adviser(session), candidate(session)
        publish(session, joris, [TUESDAYS], MONDAY)
        slot = booked(session, halima, FIRST)
        publish(session, joris, [Blocked(first=date(2026, 11, 24), last=date(2026, 11, 24))], MONDAY)
        book(session, halima, None, MONDAY)
        remove(session, rules_of(session, joris.id)[-1].row, MONDAY)
        assert slot.id in {time.id for time in free_times(session, REGION, MONDAY)}
        assert len(slots(session)) == 8 * 4 * 2


def test_a_rule_that_is_taken_back_takes_its_slots_along_but_not_a_conversation(database: Database) -> None:
    with database.transaction() as session:
        joris = adviser(session)
        publish(
            session,
            joris,
            [TUESDAYS, Once(day=date(2026, 12, 3), from_time=time(9), to_time=time(10), ways=("video",))],
            MONDAY,
        )
        booked(session, candidate(session), FIRST)
        remove(session, rules_of(session, joris.id)[0].row, MONDAY)
        assert [slot.way for slot in slots(session)] == ["video"]
        assert [slot.starts_at for slot in slots(session, withdrawn=True)] == [FIRST]


def test_where_two_rules_overlap_the_earlier_one_wins_and_the_later_one_takes_over_when_that_goes(
    database: Database,
) -> None:
    half_past = Weekly(weekday=1, starts_on=MONDAY.date(), from_time=time(9, 30), to_time=time(10, 15), ways=("phone",))
    with database.transaction() as session:
        joris = adviser(session)
        publish(session, joris, [TUESDAYS, half_past], MONDAY)
        assert datetime(2026, 11, 24, 9, 30) not in map(local, slots(session))
        remove(session, rules_of(session, joris.id)[0].row, MONDAY)
        assert local(slots(session)[0]) == datetime(2026, 11, 24, 9, 30)


@ON_SQLITE
def test_through_a_year_with_both_changes_of_the_clock_every_slot_is_what_the_rule_says(database: Database) -> None:
    """Somebody looks once a week; nobody touches the rules any more."""
    autumn = Blocked(first=date(2027, 10, 16), last=date(2027, 10, 24), why="herfstvakantie")
    sunday_night = Weekly(
        weekday=6, starts_on=MONDAY.date(), from_time=time(2), to_time=time(4), minutes=60, ways=("video",)
    )
    fridays = Weekly(
        weekday=4,
        starts_on=MONDAY.date(),
        every_weeks=2,
        from_time=time(13),
        to_time=time(15),
        minutes=60,
        ways=("phone",),
    )
    with database.transaction() as session:
        publish(session, adviser(session), [TUESDAYS, fridays, sunday_night, autumn], MONDAY)
    for week in range(53):
        with database.transaction() as session:
            fill_region(session, REGION, MONDAY + timedelta(weeks=week))
            latest = max(slot.starts_at for slot in slots(session))
            assert latest > MONDAY + timedelta(weeks=week + 5), "there are always weeks to choose from"
    with database.transaction() as session:
        found = slots(session)
    assert len({(slot.starts_at, slot.way) for slot in found}) == len(found)
    year = [slot for slot in found if slot.starts_at < MONDAY + timedelta(weeks=52)]
    by_day = {day: [local(slot).time() for slot in year if local(slot).weekday() == day] for day in (1, 4, 6)}
    assert set(by_day[1]) == {time(9), time(9, 45), time(10, 30), time(11, 15)}
    assert set(by_day[4]) == {time(13), time(14)}
    assert len(by_day[1]) == (52 - 2) * 8, "all Tuesdays but King's Day and the autumn holiday"
    assert len(by_day[4]) == (26 - 1) * 2, "every second Friday but Christmas"
    nights = {local(slot) for slot in year if local(slot).weekday() == 6}
    assert datetime(2027, 3, 21, 2) in nights
    assert datetime(2027, 3, 28, 2) not in nights, "the clock skips it, and it is Easter"
    assert datetime(2027, 4, 4, 2) in nights
    assert len([slot for slot in year if local(slot) == datetime(2027, 10, 31, 2)]) == 1, "it comes twice"
    assert not [slot for slot in year if autumn.first <= local(slot).date() <= autumn.last]
    assert not [slot for slot in year if (local(slot).month, local(slot).day) in {(12, 25), (1, 1), (4, 27)}]


@pytest.mark.parametrize("how", ["the role is taken away", "another role", "another school", "forgotten"])
def test_whoever_is_no_adviser_there_any_more_leaves_no_free_times(how: str, database: Database) -> None:
    with database.transaction() as session:
        joris = adviser(session)
        publish(session, joris, [TUESDAYS], MONDAY)
        take_over_busy(session, joris.id, "work", [(FIRST, FIRST + timedelta(hours=1))])
        booked(session, candidate(session), FIRST)
        match how:
            case "the role is taken away":
                take_role_away(session, joris)
            case "another role":
                give_role(session, joris, Role.CONSULTANT, REGION, joris.organisation_id)
            case "another school":
                give_role(session, joris, Role.ADVISER, REGION, None)
            case "forgotten":
                forget(session, joris, MONDAY)
    with database.transaction() as session:
        assert free_times(session, REGION, MONDAY) == ()
        assert not [*session.exec(select(Rule)), *session.exec(select(Busy))]
        assert [slot.starts_at for slot in session.exec(select(Slot))] == [FIRST]


def test_two_advisers_with_conversations_at_the_same_time_can_both_be_forgotten(database: Database) -> None:
    with database.transaction() as session:
        for name, who in (("joris", "halima"), ("mina", "arthur")):
            person = adviser(session, name)
            publish(session, person, [TUESDAYS], MONDAY)
            slot = session.exec(
                select(Slot).where(Slot.adviser_id == person.id, Slot.starts_at == FIRST, Slot.way == "phone")
            ).one()
            book(session, candidate(session, who), slot.id, MONDAY)
    with database.transaction() as session:
        for person in session.exec(select(Person).where(col(Person.address).in_(["joris", "mina"]))).all():
            forget(session, person, MONDAY)
    with database.transaction() as session:
        assert len(session.exec(select(Slot)).all()) == 2


@ON_SQLITE
def test_an_import_replaces_what_came_from_the_same_place_and_nothing_else(database: Database) -> None:
    def hour(n: int) -> tuple[datetime, datetime]:
        return FIRST + timedelta(hours=n), FIRST + timedelta(hours=n + 1)

    with database.transaction() as session:
        joris = adviser(session)
        take_over_busy(session, joris.id, "work", [hour(0), hour(1)])
        take_over_busy(session, joris.id, "home", [hour(2)])
        take_over_busy(session, joris.id, "work", [hour(3)])
        kept = session.exec(select(Busy).order_by(col(Busy.starts_at))).all()
        assert [(one.source, one.starts_at) for one in kept] == [("home", hour(2)[0]), ("work", hour(3)[0])]


@ON_SQLITE
def test_somebody_without_a_school_publishes_nothing(database: Database) -> None:
    with pytest.raises(ValueError, match="school"), database.transaction() as session:
        joris = adviser(session)
        joris.organisation_id = None
        publish(session, joris, [TUESDAYS], MONDAY)
