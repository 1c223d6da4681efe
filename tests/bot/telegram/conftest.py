"""What the tests of Telegram share: a Bot API server, a bot that serves on it, and somebody to talk to it."""

from collections.abc import Iterator

import pytest

from bot.desk import Desk
from tests.bot.telegram.serving import Background, Serving
from tests.botapi import BotApi, Person


@pytest.fixture(scope="session")
def background() -> Iterator[Background]:
    with Background() as background:
        yield background


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def serving(background: Background, api: BotApi, desk: Desk) -> Iterator[Serving]:
    """A bot that does not serve yet: tell it how."""
    serving = Serving(background, api, desk)
    yield serving
    serving.stops()


@pytest.fixture
def halima(api: BotApi) -> Person:
    return api.person("Halima", language_code="nl")
