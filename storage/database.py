"""One database, one transaction at a time. SQLite and PostgreSQL, the same code."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlmodel import Session, create_engine

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
MIGRATION_LOCK = 7251_2026
"""The number of the PostgreSQL lock that lets one worker migrate at a time."""


class DatabaseError(Exception):
    """The database cannot be used; the message says why and what to do."""


class Database:
    """A database at a URL, brought to the newest tables. Raises DatabaseError when it cannot be reached."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        try:
            self._migrate()
        except OperationalError as problem:
            raise DatabaseError(f"The database at {self.engine.url!r} does not answer: {problem.orig}") from None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A unit of work: all of it is stored when the block ends, or nothing of it when it raises."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def _migrate(self) -> None:
        # Most starts find the newest tables there already: look before importing Alembic, which is slow.
        newest = max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            if connection.dialect.has_table(connection, "alembic_version") and newest == connection.scalar(
                text("SELECT version_num FROM alembic_version")
            ):
                return
            from alembic import command
            from alembic.config import Config

            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", str(MIGRATIONS))
            command.upgrade(config, "head")


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError(
            f"This is no database URL: {url!r}. Try sqlite:///praktijkgids.db or postgresql://user@host/name"
        ) from None
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseError(f"Praktijkgids works on SQLite and PostgreSQL, not on {parsed.get_backend_name()}")
    engine = create_engine(parsed)
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy begins and ends transactions, not the driver
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 30000"):
        connection.execute(f"PRAGMA {pragma}")
    # Erased means gone from the file too, not only from the tables.
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Any) -> None:
    # Take the write lock at once: a reader that turns writer half-way can only fail.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
