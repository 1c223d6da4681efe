from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from people.roles import Role
from storage import audit
from storage.audit import Deed
from storage.database import Database
from storage.inbox import MOST_TRIES
from storage.intakes import begin_intake
from storage.people import new_person
from storage.retention import (
    LEFTOVERS,
    WEEK,
    Step,
    drop_leftovers,
    idle_people,
    last_activity,
    step,
    terms,
    to_announce,
    to_erase,
)
from storage.tables import (
    Appointment,
    Audit,
    FollowUp,
    Inbox,
    Intake,
    Organisation,
    Outbox,
    Outcome,
    Person,
    Region,
    Slot,
    Thread,
    Unmatched,
)
from tests.conftest import MONDAY

HOUR = timedelta(hours=1)


@dataclass
class Life:
    """What happens to one intake: when something happened in it, when it was announced, when it was erased."""

    deeds: list[datetime]
    announced: datetime | None = None
    erased: datetime | None = None


def live(months: int, deeds: Sequence[datetime], rounds: Sequence[datetime]) -> Life:
    """What comes of an intake that begins on MONDAY, when these are the deeds, and rounds are made at these moments."""
    life, erase_at = Life([MONDAY]), None
    for now, is_deed in sorted([*((one, True) for one in deeds), *((one, False) for one in rounds)]):
        if is_deed:
            life.deeds.append(now)
            continue
        match step(now, life.deeds[-1], months, erase_at):
            case Step.ANNOUNCE:
                erase_at, life.announced = now + WEEK, now
            case Step.SPARE:
                erase_at = None
            case Step.ERASE:
                life.erased = now
                return life
            case Step.KEEP:
                pass
    return life


MOMENTS = st.integers(1, 24 * 600).map(lambda hours: MONDAY + hours * HOUR)
PAUSES = st.lists(st.integers(1, 24 * 60).map(lambda hours: hours * HOUR), min_size=1, max_size=40)


@given(st.integers(1, 24), st.lists(MOMENTS, max_size=5), PAUSES)
def test_nothing_is_erased_early_or_without_a_week_in_which_nobody_did_anything(
    months: int, deeds: list[datetime], pauses: list[timedelta]
) -> None:
    rounds = [MONDAY + sum(pauses[: n + 1], timedelta()) for n in range(len(pauses))]
    life = live(months, deeds, rounds)
    if life.erased is not None:
        assert life.announced is not None
        assert life.erased - life.announced >= timedelta(days=7)
        assert life.deeds[-1] + relativedelta(months=months) <= life.erased
        assert not [deed for deed in deeds if life.announced < deed <= life.erased]


@given(st.integers(1, 24), st.lists(MOMENTS, max_size=5), st.sampled_from([8, 24]))
def test_nothing_is_kept_for_longer_than_was_promised_when_there_is_a_round_every_day(
    months: int, deeds: list[datetime], every: int
) -> None:
    end = max([MONDAY, *deeds]) + relativedelta(months=months) + timedelta(days=3) + WEEK
    rounds = [MONDAY + n * every * HOUR for n in range(int((end - MONDAY) / HOUR) // every + 2)]
    life = live(months, sorted(deeds), rounds)
    assert life.erased is not None
    # A month that is too short for the day counts as over when the next one begins: that is at most three days.
    promised = life.deeds[-1] + relativedelta(months=months) + timedelta(days=3)
    assert life.erased <= promised + timedelta(hours=2 * every)


# What is looked for in the tables is what was decided on above.

REGIONS = {"AM05": (24, 3), "AM01": (12, 1), "AM99": (24, 3), None: (24, 3)}
"""AM99 does not work with Praktijkgids; whoever has not said where they live is of no region yet."""


def some_intake(session: Session, rng: Random, slots: Sequence[Slot], helper: Person) -> tuple[Intake, datetime, bool]:
    """An intake in which this and that has happened; when the last thing was, and whether somebody came to an end with it."""

    def some_time_ago() -> datetime:
        return MONDAY - timedelta(days=rng.choice([rng.randrange(1, 130), rng.randrange(300, 800)]), hours=rng.random())

    def perhaps() -> datetime | None:
        return some_time_ago() if rng.random() < 0.3 else None

    intake = begin_intake(session, some_time_ago())
    intake.region_code = rng.choice([*REGIONS])
    intake.finished_at, intake.heard_at, intake.reminded_at = perhaps(), perhaps(), perhaps()
    moments = [intake.touched_at, intake.heard_at, intake.reminded_at]
    counts = intake.finished_at is not None
    if rng.random() < 0.3:
        slot, off = slots[intake.id % len(slots)], rng.random() < 0.5
        starts = some_time_ago() if rng.random() < 0.7 else MONDAY + timedelta(days=rng.randrange(1, 30))
        made = Appointment(slot_id=slot.id, intake_id=intake.id, starts_at=starts, uid=f"{intake.id}", booked_at=starts)
        made.cancelled_at = starts if off else None
        session.add(made)
        session.flush()
        counts, moments = counts or not off, [*moments, None if off else starts]
        if rng.random() < 0.5:
            outcome = Outcome(intake_id=intake.id, appointment_id=made.id, result="later", noted_at=some_time_ago())
            session.add(outcome)
            session.flush()
            told = FollowUp(intake_id=intake.id, outcome_id=outcome.id, months=3, by="candidate", at=some_time_ago())
            session.add(told)
            counts, moments = True, [*moments, outcome.noted_at, told.at]
    if rng.random() < 0.3:
        thread = Thread(intake_id=intake.id, helper_id=helper.id, opened_at=MONDAY, answered_at=perhaps())
        session.add(thread)
        moments.append(thread.answered_at)
    for deed in (Deed.SAW, Deed.CHANGED):
        if (at := perhaps()) is not None:
            audit.note(session, at, deed, "anything", helper, about=intake)
            moments.append(at if deed is Deed.CHANGED else None)
    session.flush()
    return intake, max(at for at in moments if at is not None), counts


def test_what_is_found_in_the_tables_is_what_is_due(database: Database) -> None:
    rng = Random(5)
    with database.transaction() as session:
        session.add(Region(code="AM01", name="Groningen", keep_months=12, keep_unfinished_months=1))
        school = session.exec(select(Organisation)).first()
        assert school is not None
        slots = [
            Slot(school_id=school.id, starts_at=MONDAY + n * HOUR, minutes=45, zone="UTC", way="phone", place="Hier")
            for n in range(200)
        ]
        session.add_all(slots)
        helper = new_person(session, "terminal", "sanne", "nl", MONDAY)
        session.flush()
        lives = [some_intake(session, rng, slots, helper) for _n in range(200)]
        expected = {
            intake.id: step(MONDAY, last, REGIONS[intake.region_code][not counts], None)
            for intake, last, counts in lives
        }
        found = {intake.id for intake in to_announce(session, MONDAY, 1000)}
        assert found == {number for number, what in expected.items() if what is Step.ANNOUNCE}
        assert 20 < len(found) < 180
        assert len(to_announce(session, MONDAY, 7)) == 7
        assert last_activity(session, [one for one, _last, _counts in lives]) == {one.id: at for one, at, _c in lives}

        for intake, last, _counts in lives:
            intake.erase_at = max(last, MONDAY - timedelta(days=rng.randrange(300))) + WEEK
        session.flush()
        for now in (MONDAY, MONDAY + timedelta(days=400)):
            steps = {one.id: what for one, what in to_erase(session, now, 1000)}
            assert steps == {
                one.id: step(now, last, REGIONS[one.region_code][not counts], one.erase_at)
                for one, last, counts in lives
                if one.erase_at is not None and one.erase_at <= now
            }
            assert set(steps.values()) == {Step.ERASE, Step.SPARE}
        assert terms(session)["AM01"].months == 12


def test_rows_that_nobody_needs_any_more_go_and_all_others_stay(database: Database) -> None:
    old, new = MONDAY - LEFTOVERS, MONDAY - LEFTOVERS + HOUR
    long_ago, not_so_long = MONDAY - timedelta(days=800), MONDAY - timedelta(days=700)
    with database.transaction() as session:
        sanne = new_person(session, "telegram", "1", "nl", old)
        sanne.role, sanne.region_code = Role.CONSULTANT.value, "AM05"
        idle = new_person(session, "telegram", "2", "nl", old)
        begin_intake(session, old, candidate=new_person(session, "telegram", "3", "nl", old))
        new_person(session, "telegram", "4", "nl", new)
        expecting = new_person(session, "telegram", "5", "nl", old)

        def letter(sent: datetime | None = None, dead: datetime | None = None) -> Outbox:
            planned = Outbox(person_id=expecting.id, manner="by_day", created_at=old, due_at=old)
            planned.sent_at, planned.dead_at = sent, dead
            return planned

        def update(number: int, at: datetime, raw: str | None, tries: int = 0) -> Inbox:
            return Inbox(update_id=number, received_at=at, raw=raw, tries=tries, done_at=None if raw else at)

        rows: dict[Callable[[], object], bool] = {
            lambda: letter(): True,
            lambda: letter(sent=old): False,
            lambda: letter(sent=new): True,
            lambda: letter(dead=old): False,
            lambda: update(1, MONDAY - WEEK, None): False,
            lambda: update(2, MONDAY - WEEK + HOUR, None): True,
            lambda: update(3, old, "put aside", MOST_TRIES): False,
            lambda: update(4, new, "put aside", MOST_TRIES): True,
            lambda: update(5, old, "never looked at"): True,
            lambda: Unmatched(fingerprint="a", times=2, last_at=MONDAY - timedelta(days=365)): False,
            lambda: Unmatched(fingerprint="b", times=2, last_at=MONDAY - timedelta(days=364)): True,
            lambda: Audit(at=long_ago, region_code="AM05", role="adviser", deed="saw", what="card"): False,
            lambda: Audit(at=not_so_long, region_code="AM05", role="adviser", deed="saw", what="card"): True,
            lambda: Audit(at=long_ago, role="adviser", deed="saw", what="card"): False,
        }
        made = [(make(), stays) for make, stays in rows.items()]
        session.add_all(row for row, _stays in made)
        session.flush()
        assert [person.id for person in idle_people(session, MONDAY, 10)] == [idle.id]
        assert drop_leftovers(session, MONDAY, 1) == 1
        while drop_leftovers(session, MONDAY, 1):
            pass
        left = {type(row): len(session.exec(select(type(row))).all()) for row, _stays in made}
        assert left == {
            kind: sum(stays for row, stays in made if type(row) is kind) for kind in (Outbox, Inbox, Unmatched, Audit)
        }


@pytest.mark.parametrize("finished", [True, False])
def test_a_region_can_choose_for_how_long(database: Database, finished: bool) -> None:
    with database.transaction() as session:
        intake = begin_intake(session, MONDAY - timedelta(days=200))
        intake.region_code, intake.finished_at = "AM05", intake.created_at if finished else None
        session.flush()
        assert bool(to_announce(session, MONDAY, 10)) is not finished
        region = session.get_one(Region, "AM05")
        region.keep_months, region.keep_unfinished_months = 6, 12
        session.flush()
        assert bool(to_announce(session, MONDAY, 10)) is finished
