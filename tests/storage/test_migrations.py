from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event, inspect, text
from sqlmodel import SQLModel

from storage.database import MIGRATIONS, Database, DatabaseError
from tests.storage.at_once import at_once


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
