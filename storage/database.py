"""One database, one transaction at a time. SQLite and PostgreSQL, the same code."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session, create_engine

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
ERASED = "erased"
"""What a session knows in which something was erased: no copy of it may stay behind."""
PATIENCE, A_MOMENT = 30_000, 500
"""Milliseconds to wait for whoever uses SQLite: for its lock, and until nobody reads what is to be emptied."""
LONGEST_CODE = 24
"""Characters of JSON; what is longer is no code, but somebody's own words."""
MIGRATION_LOCK = 7251_2026
"""The number of the PostgreSQL lock that lets one worker migrate at a time."""


class DatabaseError(Exception):
    """The database cannot be used; the message says why and what to do."""


class Database:
    """A database at a URL, brought to the newest tables. Raises DatabaseError when it cannot be reached."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        # Who finds SQLite busy sleeps and looks again, ever longer; who waits here goes on as soon as it is free.
        self._turn = Lock() if self.engine.dialect.name == "sqlite" else nullcontext()
        # A process that was killed leaves its log behind, with what others may have erased since.
        self._residue = self._has_log()
        try:
            self._migrate()
        except DBAPIError as problem:
            self.close()
            reason = " ".join(str(problem.orig).split())
            raise DatabaseError(f"The database at {self.engine.url!r} cannot be used: {reason}") from None
        except BaseException:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A unit of work: all of it is stored when the block ends, or nothing of it when it raises."""
        with self._turn, _Holding(self.engine, expire_on_commit=False) as session:
            with session.begin():
                yield session
            erased = session.info.get(ERASED, False)
            if erased or self._residue:
                self._residue = not self._is_log_emptied(A_MOMENT if erased else 0)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only looks: it keeps nobody waiting, however long it takes."""
        engine = self.engine.execution_options(reading=True)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def _has_log(self) -> bool:
        """Whether there is a write-ahead log, of a process that was killed or of another one that is at work."""
        try:
            return self.engine.dialect.name == "sqlite" and Path(f"{self.engine.url.database}-wal").exists()
        except OSError:  # then it cannot be opened either, and that is told in better words
            return False

    def _is_log_emptied(self, patience: int = 0) -> bool:
        """Empty SQLite's write-ahead log, in which erased words stand until something else is written there.

        False when somebody reads from it for longer than so many milliseconds; it is then to be tried again. Whatever happens
        here, what was stored is stored.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
            busy, _pages, _moved = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            return not busy
        except sqlite3.Error:
            connection.invalidate()
            return False
        finally:
            connection.close()

    def _migrate(self) -> None:
        # Most starts find the newest tables there already: look before importing Alembic, which is slow.
        newest = max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
        engine = self.engine.execution_options(migrating=True)
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            if connection.dialect.has_table(connection, "alembic_version") and newest == connection.scalar(
                text("SELECT version_num FROM alembic_version")
            ):
                return
            from alembic import command
            from alembic.config import Config
            from alembic.util import CommandError

            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", str(MIGRATIONS))
            try:
                command.upgrade(config, "head")
            except CommandError:
                raise DatabaseError(
                    f"The database at {self.engine.url!r} is of another version of Praktijkgids, perhaps a newer one: "
                    "use that version, or another database"
                ) from None


class _Holding(Session):
    """A session that forgets nothing it has read: what is asked for by its key again and again is read once."""


@event.listens_for(_Holding, "loaded_as_persistent")
def _hold(session: Session, read: object) -> None:
    session.info.setdefault("read", []).append(read)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the URL may hold a password: it is not repeated
        raise DatabaseError(
            "This is no database URL. Try sqlite:///praktijkgids.db or postgresql://user@host/name"
        ) from None
    backend = parsed.get_backend_name()
    if backend not in DRIVERS:
        raise DatabaseError(f"Praktijkgids works on SQLite and PostgreSQL, not on {backend}")
    # What people said is in no message of a mistake.
    engine = create_engine(parsed.set(drivername=DRIVERS[backend]), hide_parameters=True, json_deserializer=_from_json)
    if backend == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _from_json(raw: str | bytes) -> Any:
    # Most answers are one of a few codes, and a report reads them by the million. Names begin with a capital, and are forgotten.
    return _code(raw) if len(raw) < LONGEST_CODE and raw[:1] in ('"', b'"') and raw.islower() else json.loads(raw)


@lru_cache(1024)
def _code(raw: str | bytes) -> Any:
    return json.loads(raw)


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy begins and ends transactions, not the driver
    for pragma in ("journal_mode = WAL", "synchronous = FULL", f"busy_timeout = {PATIENCE}"):
        connection.execute(f"PRAGMA {pragma}")
    # Erased means gone from the file too, not only from the tables.
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Any) -> None:
    # Take the write lock at once: a reader that turns writer half-way can only fail.
    options = connection.get_execution_options()
    # A table is changed by making it anew: what points to it must be able to wait for that.
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if options.get('migrating', False) else 'ON'}")
    connection.exec_driver_sql("BEGIN" if options.get("reading", False) else "BEGIN IMMEDIATE")
