"""Databases for the bench: the demo region on an SQLite file and on a PostgreSQL server, both as durable as in real use."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import demo
from storage.database import Database
from tests import postgres
from tests.conftest import MONDAY

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@contextmanager
def servers() -> Iterator["Servers"]:
    """Where databases can be made, for as long as the block lasts."""
    with TemporaryDirectory(prefix="praktijkgids-bench-") as folder, postgres.running(durable=True) as server:
        yield Servers(Path(folder), server)


class Servers:
    """Makes databases. `folder`: for anything else that must go afterwards."""

    def __init__(self, folder: Path, server: postgres.Server) -> None:
        self.folder = folder
        self._server = server
        self._made = 0

    def filled(self, kind: str) -> str:
        """The URL of a new database of this kind with the demo region."""
        url = self.empty(kind)
        database = Database(url)
        with database.transaction() as session:
            demo.fill(session, MONDAY)
        database.close()
        return url

    def empty(self, kind: str) -> str:
        """The URL of a new database of this kind with nothing in it."""
        self._made += 1
        return f"sqlite:///{self.folder / f'{self._made}.db'}" if kind == SQLITE else self._server.create()
