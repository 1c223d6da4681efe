import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database, DatabaseError
from storage.tables import Region
from tests.postgres import Server

UNUSABLE = {
    "no URL": "praktijkgids.db",
    "nothing": "",
    "another database": "mysql://someone@localhost/x",
    "no database at all": "foo://",
    "a port that is none": "postgresql://u:hush@localhost:port/x",
    "a server that does not listen": "postgresql://u:hush@127.0.0.1:1/x",
    "a socket that is not there": "postgresql://u:hush@/x?host=/nowhere",
    "an option that is none": "postgresql://u:hush@127.0.0.1:1/x?speed=9",
    "a driver that is not installed": "postgresql+asyncpg://u:hush@127.0.0.1:1/x",
    "a folder that is not there": "sqlite:////nowhere/at/all/x.db",
}


def refusal(url: str) -> str:
    with pytest.raises(DatabaseError) as refused:
        Database(url)
    return str(refused.value)


@pytest.mark.parametrize("url", UNUSABLE.values(), ids=UNUSABLE)
def test_a_database_that_cannot_be_used_is_refused_in_one_line_without_the_password(url: str) -> None:
    said = refusal(url)
    assert len(said) > 20
    assert "\n" not in said
    assert "hush" not in said


def test_a_folder_in_place_of_a_file_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "unable to open" in refusal(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Beste Halima, " * 100)
    assert "not a database" in refusal(f"sqlite:///{letter}")
    assert letter.read_text() == "Beste Halima, " * 100


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without the rights of root, whom no folder can refuse."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_folder_in_which_nothing_may_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    folder.chmod(0o500)
    with as_somebody_else():
        assert "unable to open" in refusal(f"sqlite:///{folder / 'x.db'}")
    folder.chmod(0o700)


def test_a_file_that_may_only_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    said = refusal(f"sqlite:///file:{tmp_path}/x.db?mode=ro&uri=true")
    assert "cannot be used" in said
    assert "\n" not in said


def test_a_postgresql_database_that_does_not_exist_is_named(server: Server) -> None:
    assert '"nobodys" does not exist' in refusal(server.url("nobodys"))


def test_every_way_to_write_postgresql_is_understood(server: Server) -> None:
    url = server.create()
    for scheme in ("postgresql", "postgres", "postgresql+psycopg2"):
        with closing(Database(url.replace("postgresql", scheme, 1))) as database:
            assert database.engine.url.drivername == "postgresql+psycopg"


def test_all_of_a_transaction_is_stored_or_nothing_of_it(database: Database) -> None:
    def change() -> None:
        with database.transaction() as session:
            session.add(Region(code="AM99", name="Nergens"))
            session.flush()
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        change()
    with database.transaction() as session:
        assert session.get(Region, "AM99") is None


def test_what_is_erased_from_sqlite_is_overwritten(tmp_path: Path) -> None:
    with (
        closing(Database(f"sqlite:///{tmp_path}/x.db")) as database,
        database.engine.connect() as connection,
    ):
        assert connection.scalar(text("PRAGMA secure_delete")) == 1
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
