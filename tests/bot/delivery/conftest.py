"""What the tests of the delivery share: a Bot API server, and a worker that goes its rounds."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.bot.delivery.rounds import Rounds, Ticking
from tests.botapi import BotApi


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def rounds(api: BotApi, database: Database, clock: Ticking) -> Rounds:
    return Rounds(api, database, clock)
