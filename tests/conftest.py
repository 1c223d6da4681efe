"""What tests share: a database of each kind, a clock that stands still, and a desk in a small region."""

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import URL, Engine
from sqlmodel import create_engine

from bot import demo
from bot.desk import Desk
from bot.knowledge import Knowledge
from storage.database import Database
from tests import postgres
from tests.dialogs import world

# How long an example takes is no promise of ours: it differs from machine to machine, and from moment to moment.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""The moment at which every test begins: a Monday morning in winter."""


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        """Move the clock, as `clock.forward(days=3)`."""
        self.now += timedelta(**time)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Processes that tests start keep what they keep in a folder of the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRAKTIJKGIDS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """What SQLAlchemy makes of a statement is kept with the dialect: engines of one kind share theirs, as in one long process.

    Making it anew for the database of every test, or at every restart, would take longer than the tests themselves.
    """
    first: dict[str, Engine] = {}
    compiled: dict[object, object] = {}

    def create(url: URL, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        known = first.get(engine.name)
        if known is None or known.dialect.server_version_info is None:  # it never reached a server
            first[engine.name] = known = engine
        engine.dialect = known.dialect
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.database.create_engine", create)
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """All that is shipped, loaded once in a process; and out of the way of the garbage collector, as where it is served."""
    loaded = world.knowledge()
    loaded.warm_up()
    gc.collect()
    gc.freeze()
    return loaded


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as running:
        yield running


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest tables and the demo region, to copy."""
    file = tmp_path_factory.mktemp("template") / "filled.db"
    _fill(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def filled_postgres(server: postgres.Server) -> str:
    """The name of a PostgreSQL database with the newest tables and the demo region, to copy."""
    url = server.create()
    _fill(url)
    return postgres.name_in(url)


def _fill(url: str) -> None:
    database = Database(url)
    with database.transaction() as session:
        demo.fill(session, MONDAY)
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh database with the demo region; the test runs on each kind of database."""
    if request.param == "sqlite":
        file = tmp_path / "praktijkgids.db"
        shutil.copy(request.getfixturevalue("filled_sqlite"), file)
        yield f"sqlite:///{file}"
        return
    server: postgres.Server = request.getfixturevalue("server")
    made = server.create(request.getfixturevalue("filled_postgres"))
    yield made
    server.drop(made)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without anything in it; the test runs on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'praktijkgids.db'}"
    made: str = request.getfixturevalue("server").create()
    return made


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def open_desk(database_url: str, clock: Clock, knowledge: Knowledge) -> Iterator[Callable[[], Desk]]:
    """Opens a desk of its own on the same database, as a new process would."""
    opened: list[Database] = []

    def desk() -> Desk:
        opened.append(Database(database_url))
        return Desk(opened[-1], clock, knowledge)

    yield desk
    for database in opened:
        database.close()


@pytest.fixture
def desk(open_desk: Callable[[], Desk]) -> Desk:
    return open_desk()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-transcripts", action="store_true", help="write the transcripts anew")
