import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from bot.desk import Desk, Visitor
from bot.knowledge import Knowledge
from dialogs.events import Arrived, Pressed, Said
from storage.database import MIGRATIONS, Database, DatabaseError
from storage.tables import Answer, Consent, Contact, Intake, Person, Seat
from tests.bot.someone import presses, question_of
from tests.conftest import Clock
from tests.storage.at_once import at_once
from tests.storage.earlier import database_as_of


def versions(database: Database) -> list[str]:
    with database.transaction() as session:
        return [row[0] for row in session.execute(text("SELECT version_num FROM alembic_version"))]


def test_migrations_make_the_tables_that_the_code_works_with(empty_database_url: str) -> None:
    with closing(Database(empty_database_url)) as database, database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_migration_says_which_one_it_follows() -> None:
    names = sorted(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
    assert names == [f"{number:04}" for number in range(1, len(names) + 1)]


def test_a_database_that_is_up_to_date_is_left_as_it_is(empty_database_url: str) -> None:
    Database(empty_database_url).close()
    with statements() as seen:
        Database(empty_database_url).close()
    assert not [statement for statement in seen if statement.split()[0] not in ("SELECT", "PRAGMA", "BEGIN")]


def test_eight_workers_that_start_at_once_on_an_empty_database_all_find_the_tables(empty_database_url: str) -> None:
    opened = at_once([lambda: Database(empty_database_url) for _worker in range(8)])
    for database in opened:
        assert versions(database) == [max(versions(database))]
        assert "intake" in inspect(database.engine).get_table_names()
        database.close()


def test_a_migration_that_fails_halfway_leaves_nothing_and_the_next_start_does_it_all(empty_database_url: str) -> None:
    def fail(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if "CREATE TABLE appointment" in statement:
            raise RuntimeError("the power went")

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError):
            Database(empty_database_url)
    finally:
        event.remove(Engine, "before_cursor_execute", fail)
    with closing(Database(empty_database_url)) as database:
        assert "appointment" in inspect(database.engine).get_table_names()


def test_a_database_of_another_version_is_refused_in_clear_words(empty_database_url: str) -> None:
    with closing(Database(empty_database_url)) as database:
        for version in ("9999", "abc"):
            with database.transaction() as session:
                session.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
            with pytest.raises(DatabaseError, match="another version of Praktijkgids"):
                Database(empty_database_url)
            assert versions(database) == [version]


def test_a_database_with_tables_of_something_else_is_refused_in_one_line(empty_database_url: str) -> None:
    with closing(Database(empty_database_url)) as database, database.transaction() as session:
        session.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(DatabaseError, match=r"\AThe database at .* cannot be used: .*already exists.*\Z"):
        Database(empty_database_url)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that is executed on any database meanwhile."""
    seen: list[str] = []

    def see(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", see)


# What was there stays.

Rows = dict[str, list[dict[str, Any]]]
"""Per table its rows."""
GONE = {"region.contact", "intake.dialogue", "intake.aside", "intake.misses", "consent.person_id"}
"""The columns of the first tables that there are no more: what was in them is elsewhere."""
PLACE = {"key": "1145", "name": "Enschede", "region": "AM05"}
ANSWERS: dict[str, dict[str, object]] = {
    "halima": {"language": "nl", "consent": "yes", "name": "Halima", "age": 23, "place": PLACE},
    "arthur": {"language": "nl", "consent": "yes", "name": "Arthur 🎉", "age": 51},
    "zoe": {"language": "en", "consent": "yes"},
    "piet": {"language": "nl"},
}
ASIDE = {"arthur": ("stopped", 0), "zoe": (None, 1), "piet": ("erasing", 0)}
"""What each did beside the questions, and how often they had not been understood."""


def fill_first_tables(session: Session) -> None:
    """A region with a school, and four people: one who has an appointment, and three who are somewhere halfway."""
    postgresql = session.connection().dialect.name == "postgresql"

    def moment(day: int) -> str:
        return f"2026-11-{day} 09:00:00.000000" + ("+00" if postgresql else "")

    def insert(table: str, **row: object) -> None:
        columns, values = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
        session.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), row)

    def answer(intake: int, key: str, revision: int = 1, **other: object) -> None:
        row = {"intake_id": intake, "key": key, "revision": revision, "open": False, "since": revision}
        insert("answer", **row, by="candidate", at=moment(20), **other)

    insert("region", code="AM05", name="Twente", contact="Sanne, 053 - 000 00 00", demo=True)
    insert("region", code="AM06", name="Achterhoek", contact="", demo=False)
    insert("organisation", region_code="AM05", name="ROC Elders", code="roc")
    insert("offering", school_id=1, crebo="25740")
    for day in (27, 28):
        slot = {"starts_at": moment(day), "minutes": 45, "zone": "Europe/Amsterdam", "way": "phone", "place": ""}
        insert("slot", school_id=1, **slot)
    for number, (name, answers) in enumerate(ANSWERS.items(), 1):
        language = answers["language"]
        insert("person", channel="terminal", address=name, language=language, created_at=moment(19))
        aside, misses = ASIDE.get(name, (None, 0))
        of = {"token": f"of_{name}", "dialogue": "intake", "candidate_id": number, "came_by_id": 1}
        at = {"created_at": moment(19), "touched_at": moment(20)}
        insert("intake", **of, **at, version=len(answers), aside=aside, misses=misses)
        for key, value in answers.items():
            answer(number, key, settled=json.dumps(value))
    answer(1, "name", 2, settled='"Halima"', draft='"Hal"')
    session.execute(text("UPDATE intake SET finished_at = touched_at, region_code = 'AM05' WHERE token = 'of_halima'"))
    insert("appointment", slot_id=1, intake_id=1, booked_at=moment(20), cancelled_at=moment(21))
    insert("appointment", slot_id=2, intake_id=1, booked_at=moment(21))
    for number, given in ((1, True), (2, False), (2, True), (3, True)):
        insert("consent", person_id=number, version="ee8e5915dd5c", language="nl", given=given, at=moment(20))
    insert("unmatched", fingerprint="f", times=3, phrase="xylofoon", last_at=moment(20))
    insert("inbox", update_id=2**40, chat="1", raw="{}", received_at=moment(20), tries=1)


def everything(database: Database) -> Rows:
    """All rows of all tables, as they are stored."""
    with database.reading() as session:
        tables = inspect(session.connection()).get_table_names()
        found = {name: session.execute(text(f'SELECT * FROM "{name}" ORDER BY 1')).mappings().all() for name in tables}
    return {name: [dict(row) for row in rows] for name, rows in found.items() if name != "alembic_version"}


@pytest.fixture
def upgraded(empty_database_url: str) -> Iterator[tuple[Database, Rows]]:
    """A database with the first tables that went through all migrations, and what was in it before."""
    with closing(database_as_of("0001", empty_database_url)) as first:
        with first.transaction() as session:
            fill_first_tables(session)
        before = everything(first)
    with closing(Database(empty_database_url)) as database:
        yield database, before


def test_nothing_that_was_stored_is_lost_on_the_way_to_the_newest_tables(upgraded: tuple[Database, Rows]) -> None:
    database, before = upgraded
    after = everything(database)
    columns = {(table, name) for table, rows in before.items() for row in rows for name in row}
    still = {(table, name) for table, name in columns if name in after[table][0]}
    assert {f"{table}.{name}" for table, name in columns - still} == GONE
    for table, name in still:
        assert [row[name] for row in after[table]] == [row[name] for row in before[table]], f"{table}.{name}"

    with database.reading() as session:
        contacts = session.exec(select(Contact.region_code, Contact.line, Contact.for_candidates)).all()
        assert contacts == [("AM05", "Sanne, 053 - 000 00 00", True)]
        intakes = {intake.id: intake for intake in session.exec(select(Intake))}
        people = {person.id: person for person in session.exec(select(Person))}
        seats = session.exec(select(Seat).order_by("intake_id")).all()
        consents = session.exec(select(Consent).order_by("id")).all()
    assert [(seat.aside, seat.misses, seat.finished) for seat in seats] == [
        (None, 0, True),
        ("stopped", 0, False),
        (None, 1, False),
        ("erasing", 0, False),
    ]
    for seat in seats:
        intake, person = intakes[seat.intake_id or 0], people[seat.person_id]
        assert seat.token == intake.token == person.at == f"of_{person.address}"
        assert (seat.dialogue, intake.candidate_id, intake.heard_at) == ("intake", person.id, intake.touched_at)
        assert (person.role, person.name, intake.consultant_id) == (None, "", None)
    whose = [(intakes[consent.intake_id].candidate_id, consent.by) for consent in consents]
    assert whose == [(row["person_id"], "candidate") for row in before["consent"]]


def test_what_went_through_the_migrations_is_held_together_as_in_a_new_database(
    upgraded: tuple[Database, Rows],
) -> None:
    database, _before = upgraded
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    for of_nobody in (
        Seat(person_id=99, dialogue="intake", token="x"),
        Seat(person_id=1, intake_id=99, dialogue="intake", token="x"),
        Answer(intake_id=99, key="name", revision=1, open=True, since=0, by="candidate"),
        Contact(region_code="AM99", line="x", for_candidates=True),
    ):
        with pytest.raises(IntegrityError), database.transaction() as session:
            session.add(of_nobody)


def test_people_go_on_with_the_newest_tables_where_they_were_with_the_first(
    upgraded: tuple[Database, Rows], knowledge: Knowledge
) -> None:
    desk = Desk(upgraded[0], Clock(), knowledge)
    halima, arthur, zoe, piet = (Visitor("terminal", name) for name in ANSWERS)

    # The buttons that they have on their screens still work.
    assert question_of(desk.turn(halima, Pressed("of_halima", "age", 0, "!change"))) == "age"
    assert question_of(desk.turn(halima, Said("24"))) == "work_now"
    assert question_of(desk.turn(arthur, Pressed("of_arthur", "name", 1, "!back"))) == "place"
    assert question_of(desk.turn(arthur, Pressed("of_arthur", "place", 0, "!back"))) == "age"

    reply = desk.turn(zoe, Said("?"))
    assert (reply.language, question_of(reply)) == ("en", "name")
    assert "!person" in [one.value for one in presses(reply)]  # it is the second time

    desk.turn(piet, Said("ja"))
    assert desk.repeat(piet) is None
    assert question_of(desk.turn(piet, Arrived())) == "language"
