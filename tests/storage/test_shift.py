"""Workers on one database know of each other."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from storage.database import Database
from storage.shift import Shift

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@ON_POSTGRESQL
def test_workers_count_those_who_are_there(database: Database, database_url: str) -> None:
    other = Database(database_url)
    first, second, third = Shift(database), Shift(database), Shift(other)
    assert [shift.size() for shift in (first, second, third)] == [1, 2, 3]
    assert first.size() == 3
    second.close()
    assert first.size() == 2
    first.close()
    first.close()
    assert third.size() == 1
    third.close()
    other.close()


@ON_POSTGRESQL
def test_who_lost_the_database_takes_a_new_place_when_it_is_there_again(database: Database) -> None:
    first, second = Shift(database), Shift(database)
    assert (first.size(), second.size()) == (1, 2)
    with database.transaction() as session:
        ours = text("pid <> pg_backend_pid() AND datname = current_database()")
        session.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}"))
    for shift in (first, second):
        with pytest.raises(OperationalError):
            shift.size()
    assert (first.size(), second.size()) == (1, 2)
    first.close()
    second.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_on_sqlite_a_worker_is_alone(database: Database) -> None:
    shift = Shift(database)
    assert shift.size() == 1
    shift.close()
