"""A desk at which the people of two regions have been already, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.knowledge import Knowledge
from storage.database import Database
from tests.bot.desk.cast import Cast, fill
from tests.conftest import Clock

Staged = Callable[..., AbstractContextManager[tuple[Cast, Clock]]]
"""Opens a desk, as it is in a file: when none is given, everybody is there and nothing has happened yet."""


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
def staged(peopled: Path, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staged]:
    """Opens a desk, again and again: the engine, which has learnt every query, stays."""
    folder = tmp_path_factory.mktemp("staged")
    file = Path(shutil.copy(peopled, folder))
    database = Database(f"sqlite:///{file}")

    @contextmanager
    def stage(as_in: Path = peopled) -> Iterator[tuple[Cast, Clock]]:
        database.close()
        for left in folder.iterdir():
            left.unlink()
        shutil.copy(as_in, file)
        clock = Clock()
        yield Cast(Desk(database, clock, knowledge)), clock

    yield stage
    database.close()


@pytest.fixture
def cast(staged: Staged) -> Iterator[Cast]:
    with staged() as (everybody, _clock):
        yield everybody


@pytest.fixture
def cast_and_clock(staged: Staged) -> Iterator[tuple[Cast, Clock]]:
    with staged() as both:
        yield both
