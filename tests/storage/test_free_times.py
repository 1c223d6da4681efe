from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from agenda.hours import HOME
from agenda.rules import Blocked, Weekly
from bot import demo
from storage.appointments import book
from storage.database import Database
from storage.free_times import free_times, held_by
from storage.rules import For, fill_region, publish, take_over_busy
from storage.tables import Appointment, Person, Slot
from tests.conftest import MONDAY
from tests.storage.advisers import adviser, booked, candidate, school

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
REGION = demo.REGION

TUESDAYS = Weekly(weekday=1, starts_on=MONDAY.date(), from_time=time(9), to_time=time(12), ways=("phone", "video"))
FIRST = datetime(2026, 11, 24, 9, tzinfo=HOME).astimezone(UTC)
QUARTER = timedelta(minutes=15)


def starts(session: Session, weeks: int = 0, **narrower: Any) -> list[str]:
    """When something is free on the first Tuesday, or so many weeks later, on the clock there, each time once."""
    day = FIRST.date() + timedelta(weeks=weeks)
    found = free_times(session, REGION, MONDAY, 500, **narrower)
    return sorted({f"{one.local:%H:%M}" for one in found if one.local.date() == day})


def test_the_whole_conversation_must_be_free_of_what_the_adviser_has_to_do(database: Database) -> None:
    with database.transaction() as session:
        joris = adviser(session)
        publish(session, joris, [TUESDAYS], MONDAY)
        assert starts(session) == ["09:00", "09:45", "10:30", "11:15"]
        touching = (FIRST + 2 * QUARTER, FIRST + 3 * QUARTER)
        take_over_busy(session, joris.id, "work", [touching])
        assert starts(session) == ["09:45", "10:30", "11:15"], "what only touches is no harm"
        take_over_busy(
            session, joris.id, "work", [(FIRST - QUARTER, FIRST), (FIRST + 5 * QUARTER, FIRST + 7 * QUARTER)]
        )
        assert starts(session) == ["09:00", "11:15"]


def test_a_booked_time_is_gone_in_every_way_and_for_overlapping_rules_but_not_for_colleagues(
    database: Database,
) -> None:
    with database.transaction() as session:
        joris, mina, halima = adviser(session), adviser(session, "mina"), candidate(session)
        publish(session, joris, [TUESDAYS], MONDAY)
        booked(session, halima, FIRST)
        assert starts(session) == ["09:45", "10:30", "11:15"]
        publish(session, mina, [TUESDAYS], MONDAY)
        assert {time.adviser for time in free_times(session, REGION, MONDAY) if time.starts == FIRST} == {"Mina"}
        assert starts(session, adviser=joris.id) == ["09:45", "10:30", "11:15"]
        assert "09:00" in starts(session, moving=halima.id, adviser=joris.id), "the own conversation is not in the way"


def test_a_school_holds_no_more_a_day_than_it_can(database: Database) -> None:
    with database.transaction() as session:
        joris = adviser(session)
        publish(session, joris, [TUESDAYS], MONDAY)
        school(session).most_a_day = 2
        booked(session, candidate(session, "one"), FIRST)
        assert starts(session) == ["09:45", "10:30", "11:15"]
        second = candidate(session, "two")
        booked(session, second, FIRST + 3 * QUARTER)
        assert starts(session) == []
        assert len(starts(session, weeks=1)) == 4
        book(session, second, None, MONDAY)
        assert starts(session) == ["09:45", "10:30", "11:15"]


def test_only_times_of_schools_and_for_work_that_fit_are_offered(database: Database) -> None:
    with database.transaction() as session:
        joris = adviser(session)
        publish(session, joris, [TUESDAYS], MONDAY, For(("25743",)))
        assert starts(session, crebos=frozenset({"25743", "25259"}))
        assert not starts(session, crebos=frozenset({"25740"})), (
            "the school offers it, but these times are for other work"
        )
        assert not starts(session, crebos=frozenset({"25000"})), "the school does not offer it"
        assert starts(session), "who chose no work yet can talk with anybody"


@ON_SQLITE
def test_the_week_of_an_adviser_holds_their_conversations_in_order(database: Database) -> None:
    with database.transaction() as session:
        joris, halima, arthur = adviser(session), candidate(session), candidate(session, "arthur")
        publish(session, joris, [TUESDAYS], MONDAY)
        booked(session, halima, FIRST + 3 * QUARTER)
        booked(session, arthur, FIRST)
        publish(session, joris, [Blocked(first=FIRST.date(), last=FIRST.date())], MONDAY)
        held = held_by(session, joris.id, MONDAY, MONDAY + timedelta(days=7))
        assert [(f"{one.starts:%H:%M}", one.intake.id, one.withdrawn) for one in held] == [
            ("09:00", arthur.id, True),
            ("09:45", halima.id, True),
        ]
        assert held_by(session, joris.id, MONDAY, FIRST) == []


HOURS = st.tuples(st.integers(8, 15), st.integers(1, 4), st.sampled_from([20, 30, 45, 60]))
RULES = st.builds(
    lambda weekday, hours, every, ways: Weekly(
        weekday=weekday,
        starts_on=MONDAY.date(),
        every_weeks=every,
        from_time=time(hours[0]),
        to_time=time(hours[0] + hours[1]),
        minutes=hours[2],
        ways=ways,
    ),
    st.integers(0, 4),
    HOURS,
    st.sampled_from([1, 2]),
    st.sampled_from([("phone",), ("phone", "video")]),
)
BUSY = st.tuples(st.integers(0, 60 * 24 * 4), st.integers(1, 40)).map(
    lambda at: (MONDAY + at[0] * QUARTER, MONDAY + (at[0] + at[1]) * QUARTER)
)


@ON_SQLITE
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rules=st.lists(st.tuples(st.sampled_from(["joris", "mina"]), RULES), min_size=1, max_size=5),
    busy=st.lists(st.tuples(st.sampled_from(["joris", "mina"]), BUSY), max_size=8),
    weeks=st.lists(st.integers(0, 50), min_size=3, max_size=6).map(sorted),
    most=st.sampled_from([None, 1, 2]),
    picks=st.randoms(use_true_random=False),
)
def test_through_a_year_nobody_is_ever_booked_twice_at_once_or_over_something_else_or_outside_the_rules(
    database: Database,
    rules: list[tuple[str, Weekly]],
    busy: list[tuple[str, tuple[datetime, datetime]]],
    weeks: list[int],
    most: int | None,
    picks: Random,
) -> None:
    with Session(database.engine) as session:
        advisers = {name: adviser(session, name) for name in ("joris", "mina")}
        school(session).most_a_day = most
        for name, rule in rules:
            publish(session, advisers[name], [rule], MONDAY)
        for number, (name, span) in enumerate(busy):
            take_over_busy(session, advisers[name].id, str(number), [span])
        for n, week in enumerate(weeks):
            now = MONDAY + timedelta(weeks=week)
            fill_region(session, REGION, now)
            for turn in range(4):
                free = free_times(session, REGION, now, 40)
                if free:
                    chosen = picks.choice(free)
                    book(session, candidate(session, f"{n} {turn}"), chosen.id, now)
        _nothing_is_wrong(session, rules, busy, advisers, most)
        session.rollback()


def _nothing_is_wrong(
    session: Session,
    rules: list[tuple[str, Weekly]],
    busy: list[tuple[str, tuple[datetime, datetime]]],
    advisers: dict[str, Person],
    most: int | None,
) -> None:
    held = session.exec(select(Slot).join(Appointment).order_by(col(Slot.starts_at))).all()
    spans = {
        name: [
            (one.starts_at, one.starts_at + timedelta(minutes=one.minutes)) for one in held if one.adviser_id == who.id
        ]
        for name, who in advisers.items()
    }
    for name, theirs in spans.items():
        assert all(one[1] <= other[0] for one, other in pairwise(theirs))
        for start, end in theirs:
            assert not [span for whose, span in busy if whose == name and span[0] < end and start < span[1]]
            begin, finish = start.astimezone(HOME), end.astimezone(HOME)
            assert any(
                rule.weekday == begin.weekday() and rule.from_time <= begin.time() and finish.time() <= rule.to_time
                for whose, rule in rules
                if whose == name
            )
    days = [one.starts_at.astimezone(HOME).date() for one in held]
    assert most is None or all(days.count(day) <= most for day in days)
