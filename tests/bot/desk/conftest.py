"""A desk at which the people of two regions have been already, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.desk import Desk
from bot.knowledge import Knowledge
from storage.database import Database
from tests.bot.desk.cast import Cast, fill
from tests.conftest import Clock

Staged = Callable[[], AbstractContextManager[tuple[Cast, Clock]]]


@pytest.fixture(scope="session")
def peopled(filled_sqlite: Path, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file in which everybody of the cast is there."""
    file = tmp_path_factory.mktemp("cast") / "peopled.db"
    shutil.copy(filled_sqlite, file)
    database = Database(f"sqlite:///{file}")
    fill(Desk(database, Clock(), knowledge))
    database.close()
    return file


@pytest.fixture(scope="session")
def staged(peopled: Path, knowledge: Knowledge) -> Staged:
    """Opens a desk of its own for each example of a property."""

    @contextmanager
    def stage() -> Iterator[tuple[Cast, Clock]]:
        with TemporaryDirectory() as folder:
            file = shutil.copy(peopled, folder)
            database, clock = Database(f"sqlite:///{file}"), Clock()
            try:
                yield Cast(Desk(database, clock, knowledge)), clock
            finally:
                database.close()

    return stage


@pytest.fixture
def cast(staged: Staged) -> Iterator[Cast]:
    with staged() as (everybody, _clock):
        yield everybody


@pytest.fixture
def cast_and_clock(staged: Staged) -> Iterator[tuple[Cast, Clock]]:
    with staged() as both:
        yield both
