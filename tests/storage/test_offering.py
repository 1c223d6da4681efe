"""What schools offer: kept once, changed in place, and counted by the day on the clock of the Netherlands."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from agenda.hours import HOME
from agenda.rules import Weekly
from bot import demo
from bot.knowledge import Knowledge
from people.roles import Role
from storage import offering
from storage.database import Database
from storage.free_times import free_times
from storage.invitations import invite, known_region
from storage.offering import Change, Offered, Problem, WrongOffering
from storage.rules import publish
from storage.tables import Offering, Organisation
from tests.conftest import MONDAY
from tests.storage.advisers import adviser, school

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
REGION, ELSEWHERE = demo.REGION, "AM01"
HAIRDRESSER, OLDER = "27128", "25641"
"""Two generations of one family, which the demo school does not offer."""

DAYS = st.dates(date(2026, 3, 1), date(2027, 4, 30))
LIMITS = st.none() | DAYS


def last_moment(day: date) -> datetime:
    """The last microsecond of a day on the clock of the Netherlands."""
    return datetime.combine(day + timedelta(days=1), time(), HOME).astimezone(UTC) - timedelta(microseconds=1)


def first_moment(day: date) -> datetime:
    """Midnight, when a day begins."""
    return datetime.combine(day, time(), HOME).astimezone(UTC)


def offers(session: Session, number: int, now: datetime) -> bool:
    """Whether a school offers the hairdresser at a moment; all ways to ask must agree."""
    by_school = HAIRDRESSER in offering.offered_by(session, number, now)
    assert by_school == (HAIRDRESSER in offering.offered_crebos(session, REGION, now))
    assert by_school == any(
        HAIRDRESSER in crebos for _name, crebos in offering.offered_per_school(session, REGION, now)
    )
    kept = offering.kept(session, number, HAIRDRESSER)
    assert by_school == (kept is not None and kept.valid(offering.today(now)))
    return by_school


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LIMITS, LIMITS, DAYS)
def test_it_counts_from_the_first_moment_of_its_first_day_to_the_last_moment_of_its_last_day(
    database: Database, knowledge: Knowledge, first: date | None, last: date | None, day: date
) -> None:
    wrong = first is not None and last is not None and last < first
    with database.transaction() as session:
        number = school(session).id
        offered = Offered(number, HAIRDRESSER, valid_from=first, valid_until=last)
        offering.remove(session, number, HAIRDRESSER)
        if wrong:
            with pytest.raises(WrongOffering):
                offering.keep(session, knowledge.catalogue, offered)
            assert not offers(session, number, MONDAY)
            return
        offering.keep(session, knowledge.catalogue, offered)
        edges = [edge + timedelta(days=near) for edge in (first, last) if edge is not None for near in (-1, 0, 1)]
        for one in (day, *edges):
            counts = (first is None or first <= one) and (last is None or one <= last)
            assert offers(session, number, first_moment(one)) == counts
            assert offers(session, number, last_moment(one)) == counts


@pytest.mark.parametrize(
    ("last", "now", "counts"),
    [
        ("2026-12-18", "2026-12-18T22:59:59", True),  # in winter the day ends at 23:00 UTC
        ("2026-12-18", "2026-12-18T23:00:00", False),
        ("2026-07-31", "2026-07-31T21:59:59", True),  # in summer at 22:00
        ("2026-07-31", "2026-07-31T22:00:00", False),
        ("2026-10-25", "2026-10-25T22:59:59", True),  # the day on which the clock goes back
    ],
)
@ON_SQLITE
def test_the_day_is_that_of_the_netherlands(
    last: str, now: str, counts: bool, database: Database, knowledge: Knowledge
) -> None:
    with database.transaction() as session:
        number = school(session).id
        until = date.fromisoformat(last)
        offering.keep(session, knowledge.catalogue, Offered(number, HAIRDRESSER, valid_until=until))
        assert offers(session, number, datetime.fromisoformat(now).replace(tzinfo=UTC)) == counts


def test_what_is_kept_twice_is_kept_once_and_a_change_takes_the_place_of_what_was_there(
    database: Database, knowledge: Knowledge
) -> None:
    with database.transaction() as session:
        number, catalogue = school(session).id, knowledge.catalogue
        before = len(session.exec(select(Offering)).all())
        one = Offered(number, HAIRDRESSER, "Noor", date(2026, 8, 1), date(2027, 7, 31))
        assert offering.keep(session, catalogue, one) is Change.NEW
        assert offering.keep(session, catalogue, one) is Change.SAME
        other = Offered(number, HAIRDRESSER)
        assert offering.keep(session, catalogue, other) is Change.CHANGED
        assert offering.kept(session, number, HAIRDRESSER) == other
        # A recognition is for one crebo: an older generation is an offering of its own.
        assert offering.keep(session, catalogue, Offered(number, OLDER)) is Change.NEW
        assert len(session.exec(select(Offering)).all()) == before + 2


@ON_SQLITE
def test_what_cannot_be_is_not_kept(database: Database, knowledge: Knowledge) -> None:
    with database.transaction() as session:
        number = school(session).id
        before = offering.offering_by(session, number)
        wrong = {
            Offered(number, "12345"): Problem.CREBO,
            Offered(number, ""): Problem.CREBO,
            Offered(number, "25740/P1-K1-W1"): Problem.CREBO,
            Offered(number, HAIRDRESSER, "", date(2027, 8, 1), date(2027, 7, 31)): Problem.DATES,
        }
        for offered, problem in wrong.items():
            with pytest.raises(WrongOffering) as found:
                offering.keep(session, knowledge.catalogue, offered)
            assert found.value.problem is problem
        assert offering.offering_by(session, number) == before


def test_it_ends_on_the_day_that_is_said_and_what_had_not_begun_by_then_goes(
    database: Database, knowledge: Knowledge
) -> None:
    with database.transaction() as session:
        number, today = school(session).id, MONDAY.date()
        offering.keep(session, knowledge.catalogue, Offered(number, HAIRDRESSER, "Noor"))
        assert offering.end(session, number, HAIRDRESSER, today)
        assert offering.end(session, number, HAIRDRESSER, today)
        assert offering.kept(session, number, HAIRDRESSER) == Offered(number, HAIRDRESSER, "Noor", None, today)
        later = Offered(number, HAIRDRESSER, valid_from=today + timedelta(days=1))
        offering.keep(session, knowledge.catalogue, later)
        assert offering.end(session, number, HAIRDRESSER, today)
        assert offering.kept(session, number, HAIRDRESSER) is None
        assert not offering.end(session, number, HAIRDRESSER, today)
        assert not offering.remove(session, number, HAIRDRESSER)


@pytest.mark.parametrize(("ahead", "soon"), [(-1, False), (0, True), (28, True), (29, False)])
def test_what_ends_within_four_weeks_ends_soon(ahead: int, soon: bool) -> None:
    today = MONDAY.date()
    assert Offered(1, HAIRDRESSER, valid_until=today + timedelta(days=ahead)).ends_soon(today) == soon
    assert not Offered(1, HAIRDRESSER).ends_soon(today)


def test_a_free_time_is_for_work_that_the_school_offers_on_the_day_of_that_time(
    database: Database, knowledge: Knowledge
) -> None:
    tuesdays = Weekly(weekday=1, starts_on=MONDAY.date(), from_time=time(9), to_time=time(10), ways=("phone",))
    with database.transaction() as session:
        joris = adviser(session)
        publish(session, joris, [tuesdays], MONDAY)

        def days() -> list[date]:
            found = free_times(session, REGION, MONDAY, crebos=frozenset({HAIRDRESSER, OLDER}))
            return [one.local.date() for one in found]

        assert days() == []
        number = joris.organisation_id or 0
        second, third = date(2026, 12, 1), date(2026, 12, 8)
        offering.keep(session, knowledge.catalogue, Offered(number, OLDER, valid_from=second, valid_until=third))
        assert days() == [second, third]
        offering.keep(session, knowledge.catalogue, Offered(number, HAIRDRESSER, valid_until=MONDAY.date()))
        assert days() == [second, third]
        offering.keep(session, knowledge.catalogue, Offered(number, HAIRDRESSER))
        assert len(days()) == 8


@ON_SQLITE
def test_of_each_school_is_known_what_it_offers_and_of_another_region_nothing(
    database: Database, knowledge: Knowledge
) -> None:
    with database.transaction() as session:
        known_region(session, ELSEWHERE, "Groningen")
        same = "Voorbeeldcollege Twente"  # two schools can have one name
        there = [
            Organisation(region_code=REGION, name="Aoc", code="aoc"),
            Organisation(region_code=REGION, name=same, code="same"),
            Organisation(region_code=ELSEWHERE, name="Noorderpoort", code="np"),
            Organisation(region_code=REGION, name="Gemeente", code="gem"),
        ]
        session.add_all(there)
        session.flush()
        for number, crebo in [
            (there[0].id, "25746"),
            (there[0].id, "25034"),
            (there[1].id, "25740"),
            (there[2].id, "27128"),
        ]:
            offering.keep(session, knowledge.catalogue, Offered(number, crebo))
        ended = Offered(there[1].id, "25741", valid_until=MONDAY.date() - timedelta(days=1))
        offering.keep(session, knowledge.catalogue, ended)
        [aoc, first, second] = offering.offered_per_school(session, REGION, MONDAY)
        assert aoc == ("Aoc", ["25034", "25746"])
        assert first[0] == second[0] == same
        assert second[1] == ["25740"]
        assert "27128" not in offering.offered_crebos(session, REGION, MONDAY)
        assert [where.name for where, _offering in offering.offering_of(session, REGION)] == ["Aoc", same, same]
        assert offering.offering_of(session, REGION)[-1][1] == [Offered(there[1].id, "25740"), ended]


@ON_SQLITE
def test_a_school_is_who_offers_something_or_has_free_times_or_an_adviser_or_invited_one(database: Database) -> None:
    with database.transaction() as session:
        rocs = [Organisation(region_code=REGION, name=f"ROC {n}", code=f"roc{n}") for n in range(3)]
        session.add_all(rocs)
        session.flush()

        def schools() -> list[str]:
            return [where.name for where in offering.schools(session, REGION)]

        assert schools() == ["Voorbeeldcollege Twente"]
        invite(session, Role.ADVISER, REGION, MONDAY, organisation=rocs[0].id)
        invite(session, Role.CONSULTANT, REGION, MONDAY, organisation=rocs[1].id)
        assert schools() == ["ROC 0", "Voorbeeldcollege Twente"]
        joris = adviser(session)
        joris.organisation_id = rocs[2].id
        session.flush()
        assert schools() == ["ROC 0", "ROC 2", "Voorbeeldcollege Twente"]
