import pytest
from sqlmodel import select

from bot.desk import Desk, Visitor
from dialogs.events import Arrived
from dialogs.intake import INTAKE
from storage.database import Database
from storage.intakes import intake_of, stored_answers
from storage.people import find_person
from storage.tables import Intake, Person
from tests.bot.someone import converse, question_of
from tests.conftest import MONDAY
from tests.storage.saved_intakes import NOW, load, read, this_version, versions, written

HALIMA = Visitor("terminal", "halima")
EVERY_VERSION = pytest.mark.parametrize("version", [*versions(), NOW])


def today(key: str) -> str:
    """The key that a question of an earlier version has now."""
    return next((question.key for question in INTAKE.questions if key in question.formerly), key)


def answers_of(database: Database, visitor: Visitor) -> dict[str, object]:
    with database.transaction() as session:
        person = find_person(session, visitor.channel, visitor.address)
        intake = intake_of(session, person) if person else None
        assert intake is not None
        return {key: given.settled for key, given in stored_answers(session, intake).items()}


def test_every_version_that_was_released_left_an_intake_to_read_and_so_does_this_one() -> None:
    assert this_version() in versions()


@EVERY_VERSION
def test_a_finished_intake_of_an_earlier_version_is_still_finished_and_reads_the_same(
    version: str, database: Database, desk: Desk
) -> None:
    with database.transaction() as session:
        load(session, read(version), to="halima")
    reply = desk.turn(HALIMA, Arrived())
    assert question_of(reply) is None
    with database.transaction() as session:
        intake = session.exec(select(Intake)).one()
        assert intake.finished_at == MONDAY
        values = desk.summary(session, intake).values
    last = {today(row["key"]): row["settled"] for row in written(version)["answer"]}
    assert values == last


@EVERY_VERSION
def test_an_intake_that_was_under_way_goes_on_at_every_point_where_it_can_have_been_left(
    version: str, database: Database, desk: Desk
) -> None:
    saved = read(version)
    asked: list[str | None] = []
    for count in range(len(saved["answer"]) + 1):
        address = f"left after {count}"
        with database.transaction() as session:
            load(session, saved, count, address)
        reply = desk.repeat(Visitor("terminal", address))
        assert reply is not None
        asked.append(question_of(reply))
    given = [today(row["key"]) for row in saved["answer"]]
    assert asked[-1] is None
    # What is asked is never something that was answered whole before.
    whole = {key: place for place, (key, row) in enumerate(zip(given, saved["answer"], strict=True)) if not row["open"]}
    assert all(key is None or place <= whole.get(key, place) for place, key in enumerate(asked))
    with database.transaction() as session:
        assert len(session.exec(select(Person)).all()) == len(asked)


@EVERY_VERSION
def test_an_intake_that_was_under_way_is_finished_with_what_was_said_then(
    version: str, database: Database, desk: Desk
) -> None:
    saved = read(version)
    for count in range(2, len(saved["answer"]), 5):
        visitor = Visitor("terminal", f"left after {count}")
        with database.transaction() as session:
            load(session, saved, count, visitor.address).region_code = saved["intake"][0]["region_code"]
        assert question_of(converse(desk, visitor)) is None
        now = answers_of(database, visitor)
        for row in saved["answer"][:count]:
            assert row["open"] or now[today(row["key"])] == row["settled"]
