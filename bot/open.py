"""Opening what a command works on: settings, database, desk."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from bot.desk import Desk
from bot.knowledge import Knowledge
from bot.mistake import Mistake
from bot.settings import Settings
from crebo.tables import CatalogueError
from storage.database import Database, DatabaseError


def settings() -> Settings:
    """The settings of this run. Raises Mistake when one is wrong."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors()[0]
        raise Mistake(f"setting PRAKTIJKGIDS_{str(first['loc'][0]).upper()}: {first['msg']}") from None


def telegram_token(settings: Settings) -> str:
    """The token of the bot. Raises Mistake when there is none, or none that looks like one."""
    if settings.telegram_token is None:
        raise Mistake("set PRAKTIJKGIDS_TELEGRAM_TOKEN to the bot's token, from @BotFather")
    token = settings.telegram_token.get_secret_value()
    if not re.fullmatch(r"\d+:\S+", token):
        raise Mistake("PRAKTIJKGIDS_TELEGRAM_TOKEN is no token; it looks like 123456789:AA…")
    return token


def knowledge() -> Knowledge:
    """What can be looked up, with what was imported. Raises Mistake when that cannot be read."""
    now = settings()
    known = Knowledge(now.catalogue, now.cache)
    try:
        assert known.catalogue.choices
    except (CatalogueError, OSError) as problem:
        raise Mistake(str(problem)) from None
    return known


@contextmanager
def database(url: str | None) -> Iterator[Database]:
    """The database at `url`, else that of the settings. Raises Mistake when it cannot be used."""
    try:
        opened = Database(settings().database if url is None else url)
    except DatabaseError as problem:
        raise Mistake(str(problem)) from None
    try:
        yield opened
    except OperationalError as problem:
        raise Mistake(f"the database does not answer any more: {' '.join(str(problem.orig).split())}") from None
    finally:
        opened.close()


@contextmanager
def desk(url: str | None) -> Iterator[Desk]:
    """A desk on the database at `url`, else that of the settings."""
    clock, known = settings().clock, knowledge()
    with database(url) as opened:
        yield Desk(opened, clock, known, link=link(settings().telegram_name))


def link(name: str) -> str:
    """The address that opens a conversation with the bot of this name, with `{code}` where the code of an invitation goes."""
    return f"https://t.me/{name}?start={{code}}"
