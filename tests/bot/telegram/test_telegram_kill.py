"""The process may be killed at any moment: nothing is lost, nothing is doubled, and the next tap goes on."""

import random
import shutil
from pathlib import Path

import pytest

from bot.desk import Desk, Knowledge
from dialogs.events import Pressed
from storage.database import Database
from tests.bot.telegram.candidate import buttons, go_on, go_until, press, question
from tests.bot.telegram.processes import Served, environment, free_port, webhook
from tests.bot.telegram.serving import Background, Serving
from tests.bot.telegram.test_telegram_receiving import Log, log_of, waiting
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
        self.person.waits_for(lambda screen: self._new(), PATIENCE)
        new = self._new()
        assert new is not None
        self._seen.add(_offered(new))
        return new

    def _new(self) -> BotMessage | None:
        offering = [message for message in self.person.screen if _offered(message)]
        return next((message for message in reversed(offering) if _offered(message) not in self._seen), None)


def _offered(message: BotMessage) -> frozenset[Pressed]:
    return frozenset(buttons(message).values())


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
    deed = 0
    kills = set(rng.sample(range(30), 6))
    with Served(settings, tmp_path) as served:
        halima.starts()
        while True:
            message = eyes.wait()
            if not question(halima, message):
                break
            calls = len(api.calls) + rng.randrange(4)
            go_on(halima, message)
            if deed in kills:
                # After so many more requests of the bot: before, between or after all that it does in a turn.
                api.waits_until(lambda calls=calls: len(api.calls) >= calls, timeout=PATIENCE)
                served.is_killed()
                served.starts()
            deed += 1
        assert log_of(desk, halima) == uninterrupted
        assert served.stops() == 0
    assert waiting(desk) == []
    log = served.log.read_text()
    assert log.count("serving by") >= len(kills)
    assert "Traceback" not in log
    assert not [words for words in ("Halima", str(halima.id)) if words in log]
