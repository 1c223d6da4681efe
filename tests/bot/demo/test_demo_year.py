"""A made-up year is believable, for people and for the desk: it could have stored every row of it, and goes on from there."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, select

from bot.demo import REGION
from bot.demo.tokens import Tokens
from bot.demo.year import fill_year
from bot.desk import Desk, Visitor
from bot.knowledge import Knowledge
from dialogs.answers import CANDIDATE, CONSULTANT, Given, State
from dialogs.dialogue import LEFT_OPEN
from dialogs.dialogues import DIALOGUES
from dialogs.events import Arrived, Pressed, Said
from dialogs.intake import INTAKE
from dialogs.kinds.work_processes import Draft
from dialogs.privacy import holds_bsn
from dialogs.professional import PROFESSIONAL
from storage.advice import held_last
from storage.caseload import answers_of
from storage.database import Database
from storage.records import records
from storage.rules import fill
from storage.tables import Answer, Appointment, Consent, FollowUp, Intake, Outbox, Outcome, Person, Rule, Seat, Slot
from tests import postgres
from tests.conftest import MONDAY, Clock

INTAKES, SEED = 120, 7
MAY_BE_TO_COME = {"starts_at", "ends_at", "expires_at"}
"""Columns of moments that may be later than now."""
LOOKED_AT = {"mine", "case", "more", "answers", "times", "people", "call", "offering"}
"""Pages that only show something."""


@pytest.fixture(scope="module")
def made(filled_sqlite: Path, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with a year in it."""
    file = tmp_path_factory.mktemp("year") / "year.db"
    shutil.copy(filled_sqlite, file)
    with closing(Database(f"sqlite:///{file}")) as database:
        fill_year(database, MONDAY, intakes=INTAKES, seed=SEED, known=knowledge)
    return file


@pytest.fixture
def year(made: Path, tmp_path: Path) -> Iterator[Database]:
    """A database with a year in it, to do with as one likes."""
    shutil.copy(made, tmp_path / "year.db")
    with closing(Database(f"sqlite:///{tmp_path / 'year.db'}")) as database:
        yield database


@pytest.fixture
def session(year: Database) -> Iterator[Session]:
    with year.reading() as session:
        yield session


@pytest.fixture
def desk(year: Database, knowledge: Knowledge) -> Desk:
    return Desk(year, Clock(), knowledge)


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with database.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(table.select().order_by(*table.primary_key))]
            for table in SQLModel.metadata.sorted_tables
        }


def logs(session: Session) -> Iterator[tuple[Intake, dict[str, Given]]]:
    """Every intake with where its answers stand."""
    intakes = session.exec(select(Intake).order_by(col(Intake.id))).all()
    answers = answers_of(session, intakes)
    yield from ((intake, answers[intake.id]) for intake in intakes)


def test_the_same_seed_gives_the_same_rows_on_every_database(
    year: Database, filled_postgres: str, server: postgres.Server, knowledge: Knowledge
) -> None:
    with closing(Database(server.create(filled_postgres))) as other:
        fill_year(other, MONDAY, intakes=INTAKES, seed=SEED, known=knowledge)
        assert everything(other) == everything(year)
        with other.transaction() as session:  # and what is added afterwards is numbered after it
            session.add(Person(channel="terminal", address="new", language="nl", created_at=MONDAY))


def test_every_answer_is_one_that_its_question_gives(session: Session) -> None:
    revisions = defaultdict(list)
    for row in session.exec(select(Answer).order_by(col(Answer.revision))):
        revisions[row.intake_id, row.key].append(row.revision)
        assert 0 <= row.since <= row.revision
        assert row.open or (row.settled is not None and row.draft is None)
    assert all(found == list(range(1, len(found) + 1)) for found in revisions.values())
    for _intake, stored in logs(session):
        for dialogue in DIALOGUES:
            adopted = dialogue.adopt(stored)
            asked = {question.key for question in dialogue.questions} & stored.keys()
            assert adopted.keys() == asked
            for key in asked:
                open_elsewhere = dialogue is INTAKE and stored[key].settled == LEFT_OPEN.value
                assert open_elsewhere or adopted[key] == stored[key]


def test_what_is_open_comes_after_what_is_answered(session: Session) -> None:
    seats = {(seat.intake_id, seat.dialogue, seat.person_id): seat for seat in session.exec(select(Seat))}
    agreed = {row.intake_id: row.given for row in session.exec(select(Consent))}
    for intake, stored in logs(session):
        state = State(intake.token, INTAKE.adopt(stored))
        next_one = INTAKE.next(state)
        assert (next_one is None) == (intake.finished_at is not None)
        own = {key for key, given in stored.items() if given.by == CANDIDATE}
        assert own <= {"language", "consent"} or agreed[intake.id]
        for (number, dialogue, person), seat in seats.items():
            if number != intake.id or dialogue not in ("intake", "professional"):
                continue
            by = CANDIDATE if person == intake.candidate_id else CONSULTANT
            questions = INTAKE if dialogue == "intake" else PROFESSIONAL
            now = questions.next(State(seat.token, questions.adopt(stored)), by)
            answered_by_another = seat.asked in stored and not stored[seat.asked].open
            assert seat.asked == (now.key if now else None) or answered_by_another


def test_conversations_are_where_the_answers_say(session: Session) -> None:
    slots = {slot.id: slot for slot in session.exec(select(Slot))}
    conversations = session.exec(select(Appointment).order_by(col(Appointment.id))).all()
    in_force = {one.intake_id: one for one in conversations if one.cancelled_at is None}
    for one in conversations:
        slot = slots[one.slot_id]
        assert one.booked_at < one.starts_at == slot.starts_at
        assert one.adviser_id == slot.adviser_id
        assert one.cancelled_at is None or one.cancelled_at > one.booked_at
    for intake, stored in logs(session):
        moment = stored["moment"].settled if "moment" in stored else None
        booked = moment["id"] if isinstance(moment, dict) else None
        assert booked == (in_force[intake.id].slot_id if intake.id in in_force else None)
    for outcome in session.exec(select(Outcome)):
        held = held_last(session, outcome.intake_id, MONDAY)
        assert held is not None
        assert held.id == outcome.appointment_id
        assert held.starts_at < outcome.noted_at
    assert {one.reason for one in conversations} >= {None, "missed"}
    assert any(one.sequence and one.cancelled_at is None for one in conversations)
    assert session.exec(select(FollowUp)).all()


def test_nothing_is_later_than_now_or_waits_to_be_said(session: Session) -> None:
    for table in SQLModel.metadata.sorted_tables:
        for row in session.execute(table.select()).mappings():
            moments = [row[name] for name in row if name not in MAY_BE_TO_COME and isinstance(row[name], datetime)]
            assert all(moment <= MONDAY for moment in moments), table.name
    assert session.exec(select(Outbox)).first() is None


def test_the_rules_of_the_advisers_give_just_the_times_that_are_there(year: Database) -> None:
    with year.transaction() as session:
        advisers = session.exec(select(Rule.adviser_id).distinct()).all()
        before = {(slot.id, slot.withdrawn, slot.rule_id) for slot in session.exec(select(Slot))}
        for adviser in advisers:
            fill(session, adviser, MONDAY)
        assert {(slot.id, slot.withdrawn, slot.rule_id) for slot in session.exec(select(Slot))} == before


def test_it_looks_like_a_region(session: Session) -> None:
    found = list(records(session, REGION))
    finished = [record for record in found if record.finished]
    at_once = [one for one in finished if one.finished and one.finished - one.started < timedelta(hours=1)]
    waits = [(one.conversation.starts - one.started).days for one in found if one.conversation]
    weekend = [one for one in found if one.guided and one.started.weekday() > 4]
    assert 0.55 < len(finished) / len(found) < 0.85
    assert 0.3 < len(at_once) / len(found) < 0.6
    assert 4 <= median(waits) <= 9
    assert max(waits) > 14
    assert not weekend
    assert any(record.stage(MONDAY).value == "planned" for record in found)
    assert any(not record.finished and MONDAY - record.touched > timedelta(days=7) for record in found)
    assert len({record.organisation for record in found}) > 5


def test_nobody_is_in_it_with_more_than_a_first_name_or_with_a_number(session: Session) -> None:
    for _intake, stored in logs(session):
        liked = Draft.of(stored["work"].settled if "work" in stored else None).said
        said = [given.settled for given in stored.values() if isinstance(given.settled, str)]
        assert not any(holds_bsn(words) for words in (*liked, *said))
        assert " " not in str(stored["name"].settled if "name" in stored else "")


def test_every_intake_has_a_summary(desk: Desk) -> None:
    with desk.database.reading() as session:
        for intake in session.exec(select(Intake).where(col(Intake.id) % 2 == 0)):
            assert desk.summary(session, intake).progress.of


def test_candidates_go_on_where_they_are(desk: Desk) -> None:
    with desk.database.reading() as session:
        candidates = session.exec(select(Person).where(col(Person.role).is_(None)).order_by(col(Person.id))).all()
    for person in candidates[::8]:
        someone = Visitor(person.channel, person.address)
        again = desk.repeat(someone)
        assert again is not None
        assert again.messages
        for event in (Arrived(), Said("terug"), Said("overzicht")):
            assert desk.turn(someone, event).messages


@pytest.mark.parametrize("address", ["demo-coordinator", "demo-sanne", "demo-karin"])
def test_who_works_there_can_look_at_everything(desk: Desk, address: str) -> None:
    someone = Visitor("terminal", address)
    waiting, seen = [desk.turn(someone, Arrived())], set[Pressed]()
    while waiting and len(seen) < 15:
        for message in waiting.pop(0).messages:
            for press in (button.press for row in message.buttons for button in row):
                if press.question in LOOKED_AT and press not in seen:
                    seen.add(press)
                    waiting.append(desk.turn(someone, press))
    assert {"mine", "case"} <= {press.question for press in seen} or address == "demo-karin"
    assert seen


@given(st.integers())
def test_no_two_tokens_are_the_same(seed: int) -> None:
    tokens = Tokens(Random(seed))
    assert len({tokens.new() for _one in range(300)}) == 300
