"""The process may be killed at any moment: nothing is lost, nothing is doubled, and the next tap goes on."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.knowledge import Knowledge
from bot.telegram import show
from dialogs.events import Pressed
from dialogs.pages.going import PAGE
from storage.database import Database
from tests.bot.telegram.candidate import buttons, go_on, go_until, press, question
from tests.bot.telegram.processes import Served, environment, free_port, webhook
from tests.bot.telegram.serving import Background, Serving
from tests.bot.telegram.test_telegram_receiving import SQLITE, Log, log_of, waiting
from tests.botapi import BotApi, BotMessage, Person
from tests.conftest import Clock

PATIENCE = 30
"""Seconds until a process that was started again must have answered."""


@pytest.fixture(scope="module")
def uninterrupted(
    background: Background, knowledge: Knowledge, filled_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Log:
    """What is in the log when nothing happens on the way."""
    file = tmp_path_factory.mktemp("uninterrupted") / "praktijkgids.db"
    shutil.copy(filled_sqlite, file)
    desk = Desk(Database(f"sqlite:///{file}"), Clock(), knowledge)
    with BotApi() as api:
        serving = Serving(background, api, desk).polls()
        halima = api.person("Halima")
        go_until(halima, "", serving.rests)
        serving.stops()
    log = log_of(desk, halima)
    desk.database.close()
    return log


class Eyes:
    """What somebody has seen on the screen, so that they notice what is new."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._seen: set[frozenset[Pressed]] = set()

    def wait(self) -> BotMessage:
        """The message with buttons that were never there before, as soon as there is one."""
        self.person.waits_for(lambda screen: self.new(), PATIENCE)
        new = self.new()
        assert new is not None
        self._seen.add(_offered(new))
        return new

    def new(self) -> BotMessage | None:
        """The newest message with buttons that were never there before; None when there is none."""
        offering = [message for message in self.person.screen if _offered(message)]
        return next((message for message in reversed(offering) if _offered(message) not in self._seen), None)


def _offered(message: BotMessage) -> frozenset[Pressed]:
    """The buttons of the dialogue; what is told beside it has those of pages."""
    return frozenset(pressed for pressed in buttons(message).values() if pressed.token != PAGE)


@pytest.mark.parametrize(
    ("way", "database_url", "seed"),
    [("polling", "sqlite", 1), ("webhook", "postgresql", 2)],
    indirect=["database_url"],
)
def test_a_bot_that_is_killed_again_and_again_holds_the_same_conversation(
    way: str, seed: int, api: BotApi, halima: Person, database_url: str, desk: Desk, tmp_path: Path, uninterrupted: Log
) -> None:
    rng = random.Random(seed)
    settings = environment(api, database_url) | (webhook(free_port()) if way == "webhook" else {})
    eyes = Eyes(halima)
    kills = set(rng.sample(range(20), 5))
    deed = 0

    def after(requests: int) -> Callable[[], object]:
        """Whether the bot made so many more requests than until now, or has answered."""
        calls = len(api.calls) + requests
        return lambda: len(api.calls) >= calls or eyes.new()

    with Served(settings, tmp_path) as served:
        halima.starts()
        while question(halima, message := eyes.wait()):
            moment = after(rng.randrange(4))  # before, between or after all that it does in a turn
            go_on(halima, message)
            if deed in kills:
                api.waits_until(moment, timeout=PATIENCE)
                served.is_killed()
                served.starts()
            deed += 1
        assert max(kills) < deed
        assert log_of(desk, halima) == uninterrupted
        assert served.stops() == 0
    assert waiting(desk) == []
    log = served.log.read_text()
    assert "Traceback" not in log
    assert not [words for words in ("Halima", str(halima.id)) if words in log]


@SQLITE
def test_a_reply_that_never_left_is_shown_after_a_restart(
    api: BotApi, halima: Person, database_url: str, desk: Desk, tmp_path: Path
) -> None:
    eyes = Eyes(halima)
    with Served(environment(api, database_url), tmp_path) as served:
        halima.starts()
        asked = eyes.wait()
        api.drop("sendMessage", times=show.TRIES)
        press(halima, "nl", asked)
        api.waits_until(lambda: len(api.calls_of("sendMessage")) == 2)
        served.is_killed()
        api.heal()
        assert log_of(desk, halima) == [("language", 1, "nl", None)]
        served.starts()
        assert question(halima, eyes.wait()) == "consent"
    assert log_of(desk, halima) == [("language", 1, "nl", None)]


@SQLITE
def test_a_reply_that_had_left_already_is_shown_once_more_and_either_can_be_answered(
    api: BotApi, halima: Person, database_url: str, desk: Desk, tmp_path: Path
) -> None:
    eyes = Eyes(halima)
    with Served(environment(api, database_url), tmp_path) as served:
        api.slow("sendMessage", seconds=60)
        halima.starts()
        first = eyes.wait()
        served.is_killed()
        served.starts()
        second = halima.waits_for(2, PATIENCE)
        assert (first.text, first.labels) == (second.text, second.labels)
        press(halima, "nl", first)
        consent = eyes.wait()
        press(halima, "en", second)
        halima.waits_for(lambda screen: screen[-1] is not consent)
        assert _offered(halima.last) == _offered(consent)
        assert log_of(desk, halima) == [("language", 1, "nl", None)]
