"""Opening what a command works on: settings, database, desk."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from bot.desk import Desk, Knowledge
from bot.mistake import Mistake
from bot.settings import Settings
from storage.database import Database, DatabaseError


def settings() -> Settings:
    """The settings of this run. Raises Mistake when one is wrong."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors()[0]
        raise Mistake(f"setting PRAKTIJKGIDS_{str(first['loc'][0]).upper()}: {first['msg']}") from None


@contextmanager
def database(url: str | None) -> Iterator[Database]:
    """The database at `url`, else that of the settings. Raises Mistake when it cannot be used."""
    try:
        opened = Database(url or settings().database)
    except DatabaseError as problem:
        raise Mistake(str(problem)) from None
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def desk(url: str | None) -> Iterator[Desk]:
    """A desk on the database at `url`, else that of the settings."""
    now = settings()
    with database(url) as opened:
        yield Desk(opened, now.clock, Knowledge(now.catalogue))
