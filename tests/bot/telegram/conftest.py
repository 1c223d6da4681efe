"""What the tests of Telegram share: a Bot API server, a bot that serves on it, and somebody to talk to it."""

from collections.abc import Iterator

import pytest

from bot.desk import Desk
from dialogs.dialogue import Dialogue
from dialogs.intake import INTAKE
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
def short(serving: Serving) -> Serving:
    """The same with a few questions of the intake, for tests that have little to do with the questions."""
    keys = ("name", "obstacles", "hours", "learning", "age")
    serving.desk.dialogue = Dialogue("short", *(question for question in INTAKE.questions if question.key in keys))
    return serving


@pytest.fixture
def halima(api: BotApi) -> Person:
    return api.person("Halima", language_code="nl")
