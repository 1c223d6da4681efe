"""How many workers deliver from one database: what Telegram allows is for all of them together."""

from contextlib import suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database

AT_WORK = 7251_2027
"""The number of the PostgreSQL lock that every worker shares as long as it lives."""
JOIN = text("SELECT pg_advisory_lock_shared(:lock)")
LEAVE = text("SELECT pg_advisory_unlock_shared(:lock)")
COUNT = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE locktype = 'advisory' AND objid = :lock AND granted AND datname = current_database()"
)


class Shift:
    """A worker's place among the others, until it is closed or the worker dies.

    SQLite is for one worker: there it always believes to be alone.
    """

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._connection: Connection | None = None

    def size(self) -> int:
        """How many workers there are now, with this one. Raises an OperationalError when the database does not answer."""
        if self._engine.dialect.name != "postgresql":
            return 1
        try:
            if self._connection is None:
                self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                self._connection.execute(JOIN, {"lock": AT_WORK})
            return int(self._connection.scalar(COUNT, {"lock": AT_WORK}) or 1)
        except BaseException:
            self._let_go()  # the place is gone with the connection: the next time it is taken anew
            raise

    def close(self) -> None:
        """Leave."""
        if self._connection is not None:
            # The others know at once then, and not only when the server sees that the connection is gone.
            with suppress(DBAPIError):
                self._connection.execute(LEAVE, {"lock": AT_WORK})
        self._let_go()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # a connection that went back to the pool would keep its place
            self._connection.close()
            self._connection = None
