from dataclasses import replace
from functools import partial

import pytest
from sqlmodel import Session, col, select

from dialogs.answers import Given, Json, State
from storage.database import Database
from storage.intakes import Stale, begin_intake, intake_of, save, stored_answers
from storage.people import find_person, new_person
from storage.seats import keep_state, seat_of, state_at
from storage.tables import Answer, Intake, Person
from tests.conftest import MONDAY
from tests.storage.at_once import at_once

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is the same on every database."""


def begun(session: Session, address: str = "someone") -> Intake:
    return begin_intake(session, MONDAY, candidate=new_person(session, "terminal", address, "nl", MONDAY))


def empty(intake: Intake) -> State:
    return State(intake.token, {})


def test_every_change_of_an_answer_is_a_row_of_its_own_and_the_newest_counts(database: Database) -> None:
    steps = [Given().drafted(["a"], "candidate")]
    steps.append(steps[-1].whole("b", "candidate"))
    steps.append(steps[-1].reopened(None, "candidate"))
    steps.append(steps[-1].whole("c", "consultant"))
    for step in steps:
        with database.transaction() as session:
            person = find_person(session, "terminal", "someone")
            intake = intake_of(session, person) if person else begun(session)
            assert intake is not None
            before = replace(empty(intake), answers=stored_answers(session, intake))
            save(session, intake, before, before.with_given("name", step), MONDAY)
    with database.transaction() as session:
        intake = session.exec(select(Intake)).one()
        rows = session.exec(select(Answer).order_by(col(Answer.id))).all()
        assert stored_answers(session, intake) == {"name": steps[-1]}
        assert [(row.revision, row.settled, row.draft, row.open, row.by) for row in rows] == [
            (step.revision, step.settled, step.draft, step.open, step.by) for step in steps
        ]
        assert intake.version == len(steps)


@ON_SQLITE
def test_a_turn_that_changes_no_answer_adds_no_row(database: Database) -> None:
    with database.transaction() as session:
        intake = begun(session)
        stopped = replace(empty(intake), misses=2, aside="stopped", asked="name")
        save(session, intake, empty(intake), stopped, MONDAY)
        keep_state(seat_of(session, session.exec(select(Person)).one(), "intake", intake), stopped)
    with database.transaction() as session:
        intake = session.exec(select(Intake)).one()
        seat = seat_of(session, session.exec(select(Person)).one(), "intake", intake)
        assert state_at(seat, {}, finished=False) == stopped
        assert intake.version == 1
        assert session.exec(select(Answer)).all() == []


VALUES: list[Json] = [
    0,
    "",
    [],
    {},
    False,
    "~",
    23,
    "Zoë 🎉 سلام",
    "' OR 1=1 --",
    "nul\x00byte",
    {"said": ["a"], "yes": [], "deep": [[None, {"x": 1.5}]]},
]


def test_an_answer_comes_back_as_it_was_stored(database: Database) -> None:
    answers = {repr(value): replace(Given().whole(value, "candidate"), draft=value) for value in VALUES}
    with database.transaction() as session:
        intake = begun(session)
        save(session, intake, empty(intake), replace(empty(intake), answers=answers), MONDAY)
    with database.transaction() as session:
        assert stored_answers(session, session.exec(select(Intake)).one()) == answers


def test_whoever_saves_what_somebody_else_changed_meanwhile_is_stale(database: Database) -> None:
    with database.transaction() as session:
        intake = begun(session)
    name = empty(intake).with_given("name", Given().whole("Halima", "candidate"))
    with database.transaction() as session:
        save(session, session.get_one(Intake, intake.id), empty(intake), name, MONDAY)
    with pytest.raises(Stale), database.transaction() as session:
        save(session, intake, empty(intake), name, MONDAY)
    with database.transaction() as session:
        assert len(session.exec(select(Answer)).all()) == 1


def test_of_ten_who_save_at_once_one_is_first_and_nine_are_stale(database: Database) -> None:
    with database.transaction() as session:
        intake = begun(session)

    def save_as(name: str) -> str | None:
        given = empty(intake).with_given("name", Given().whole(name, "candidate"))
        try:
            with database.transaction() as session:
                save(session, intake, empty(intake), given, MONDAY)
        except Stale:
            return None
        return name

    first = [name for name in at_once([partial(save_as, f"name {n}") for n in range(10)]) if name]
    assert len(first) == 1
    with database.transaction() as session:
        assert [row.settled for row in session.exec(select(Answer)).all()] == first


@ON_SQLITE
def test_tokens_differ_and_can_be_typed_after_a_command(database: Database) -> None:
    with database.transaction() as session:
        tokens = {begun(session, f"someone {number}").token for number in range(200)}
    assert len(tokens) == 200
    assert not [token for token in tokens if token.startswith("-") or "." in token]
