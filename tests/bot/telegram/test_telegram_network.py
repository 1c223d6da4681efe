"""Between the bot and Telegram a lot can go wrong. Every reply arrives all the same, and nobody waits for another."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import col, select

from bot.telegram import show
from storage.tables import Inbox
from storage.tables import Person as Known
from tests.bot.telegram.candidate import buttons, go_until, press, question
from tests.bot.telegram.serving import Serving
from tests.botapi import BotApi, Person
from tests.botapi.refusals import BLOCKED
from tests.conftest import Clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

GARBAGE = "<html>502 Bad Gateway</html>"


def _server_error(api: BotApi, method: str) -> None:
    api.fail(method, status=500)


def _proxy_error(api: BotApi, method: str) -> None:
    api.fail(method, status=502, body=GARBAGE)


def _nonsense(api: BotApi, method: str) -> None:
    api.fail(method, status=200, body=GARBAGE)


def _dropped(api: BotApi, method: str) -> None:
    api.drop(method)


def _restarting(api: BotApi, method: str) -> None:
    api.fail(method, status=500, description="Internal Server Error: restart")


TROUBLES = [_server_error, _proxy_error, _nonsense, _dropped, _restarting]
Trouble = Callable[[BotApi, str], None]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_reply_that_did_not_arrive_is_sent_again(
    short: Serving, api: BotApi, halima: Person, trouble: Trouble
) -> None:
    short.polls()
    trouble(api, "sendMessage")
    halima.starts()
    short.rests()
    assert len(halima.screen) == 1
    assert len(short.pauses) == 1


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_change_that_did_not_arrive_is_made_again(
    short: Serving, api: BotApi, halima: Person, trouble: Trouble
) -> None:
    asked = go_until(halima, "obstacles", short.polls().rests)
    shown = len(halima.screen)
    trouble(api, "editMessageText")
    press(halima, "+language")
    short.rests()
    assert (halima.last, len(halima.screen)) == (asked, shown)
    assert "-language" in buttons(asked)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_tap_counts_when_telegram_does_not_hear_that_it_was_seen(
    short: Serving, api: BotApi, halima: Person, trouble: Trouble
) -> None:
    go_until(halima, "hours", short.polls().rests)
    trouble(api, "answerCallbackQuery")
    press(halima, "20to27")
    short.rests()
    assert question(halima) == "learning"


def test_a_reply_that_arrived_unheard_is_shown_twice_and_either_can_be_answered(
    short: Serving, api: BotApi, halima: Person
) -> None:
    go_until(halima, "hours", short.polls().rests)
    api.drop("sendMessage", after_effect=True)
    halima.says("36")
    short.rests()
    first, second = halima.screen[-2:]
    assert (first.text, first.labels) == (second.text, second.labels)
    press(halima, "doing", first)
    short.rests()
    assert question(halima) == "obstacles"


def test_a_change_that_arrived_unheard_is_made_once(short: Serving, api: BotApi, halima: Person) -> None:
    asked = go_until(halima, "obstacles", short.polls().rests)
    shown = len(halima.screen)
    api.drop("editMessageText", after_effect=True)
    press(halima, "+language")
    short.rests()
    assert (halima.last, len(halima.screen)) == (asked, shown)


def test_the_bot_waits_as_long_as_telegram_says_and_sends_once(short: Serving, api: BotApi, halima: Person) -> None:
    short.polls()
    api.fail("sendMessage", status=429, retry_after=7)
    halima.starts()
    short.rests()
    assert short.pauses == [7]
    assert len(halima.screen) == 1


def test_a_change_waits_as_long_as_telegram_says(short: Serving, api: BotApi, halima: Person) -> None:
    asked = go_until(halima, "obstacles", short.polls().rests)
    api.fail("editMessageText", status=429, retry_after=3, times=2)
    press(halima, "+language")
    short.rests()
    assert short.pauses == [3, 3]
    assert (halima.last, "-language" in buttons(asked)) == (asked, True)


class Gate:
    """A pause that lasts until the test opens the gate."""

    def __init__(self) -> None:
        self.waiting = False
        self._open = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.waiting = True
        await self._open.wait()

    async def open(self) -> None:
        self._open.set()


def test_nobody_waits_for_somebody_elses_chat(short: Serving, api: BotApi, halima: Person) -> None:
    gate = short.reception.shower.pause = Gate()
    arthur = api.person("Arthur")
    api.fail("sendMessage", status=429, retry_after=60, when=lambda call: call["chat_id"] == halima.id)
    short.polls()
    halima.starts()
    api.waits_until(lambda: api.calls_of("sendMessage"))
    arthur.starts()
    arthur.waits_for(1)
    assert halima.screen == []
    short.background.do(gate.open())
    short.rests()
    assert len(halima.screen) == 1


def test_a_reply_that_is_still_waiting_its_turn_is_not_sent_twice(
    short: Serving, api: BotApi, halima: Person, clock: Clock
) -> None:
    gate = short.reception.shower.pause = Gate()
    api.fail("sendMessage", status=429, retry_after=60)
    short.polls()
    halima.starts()
    api.waits_until(lambda: api.calls_of("sendMessage"))
    clock.forward(seconds=45)
    short.background.do(short.reception.sweep())  # Telegram makes us wait longer than this is away
    short.background.do(gate.open())
    short.rests()
    assert len(halima.screen) == 1


def test_a_reply_that_would_not_leave_is_taken_up_by_the_sweep_and_shown_once(
    short: Serving, api: BotApi, halima: Person
) -> None:
    short.polls()
    api.fail("sendMessage", status=500, times=show.TRIES)
    halima.starts()
    short.rests()
    assert halima.screen == []
    assert short.pauses == sorted(set(short.pauses))  # more patient every time
    short.sweeps()
    assert question(halima) == "name"
    short.sweeps()
    assert len(halima.screen) == 1


def test_a_reply_that_would_not_leave_is_not_sent_into_a_later_conversation(
    short: Serving, api: BotApi, halima: Person, clock: Clock
) -> None:
    short.polls()
    api.fail("sendMessage", status=500, times=show.TRIES)
    halima.starts()
    short.rests()
    clock.forward(hours=2)
    short.sweeps()
    assert halima.screen == []


def test_what_was_said_meanwhile_is_answered_when_telegram_is_back(short: Serving, api: BotApi, halima: Person) -> None:
    go_until(halima, "age", short.polls().rests)
    api.fail("sendMessage", status=500, times=show.TRIES)
    halima.says("23")
    short.rests()
    halima.says("niets")
    short.rests()
    assert question(halima) == "hours"


def test_asking_to_erase_unheard_does_not_turn_a_later_yes_into_erasing(
    serving: Serving, api: BotApi, halima: Person
) -> None:
    go_until(halima, "enrolled", serving.polls().rests)
    api.fail("sendMessage", status=500, times=show.TRIES)
    halima.says("/wis")
    serving.rests()
    serving.sweeps()  # a restart, or half a minute later
    assert question(halima) == "enrolled"
    halima.says("ja")
    serving.rests()
    assert question(halima) == "work"


# Typing


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_reply_does_not_depend_on_showing_typing(
    short: Serving,
    api: BotApi,
    halima: Person,
    trouble: Trouble,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(show, "TYPING_AFTER", 0)
    trouble(api, "sendChatAction")
    _wait_for_typing(short, api, monkeypatch)
    halima.starts()
    short.polls().rests()
    assert question(halima) == "name"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_reply_does_not_wait_for_showing_typing(
    short: Serving, api: BotApi, halima: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "TYPING_AFTER", 0)
    api.slow("sendChatAction", 60)
    _wait_for_typing(short, api, monkeypatch)
    halima.starts()
    short.polls()
    assert halima.waits_for(1, timeout=5)


def _wait_for_typing(serving: Serving, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a turn take as long as it takes until the chat was told that the bot is typing."""
    take = serving.desk.turn

    def slowly(*arguments: Any) -> object:
        api.waits_until(lambda: api.calls_of("sendChatAction"))
        return take(*arguments)

    monkeypatch.setattr(serving.desk, "turn", slowly)


# Somebody who is gone


def _unreachable(serving: Serving, person: Person) -> bool:
    with serving.desk.database.transaction() as session:
        known = session.exec(select(Known).where(Known.address == str(person.id))).one()
        return known.unreachable_at is not None


def test_somebody_who_blocks_the_bot_is_unreachable_until_they_write_again(short: Serving, halima: Person) -> None:
    go_until(halima, "hours", short.polls().rests)
    halima.blocks()
    short.rests()
    assert _unreachable(short, halima)
    halima.unblocks()
    halima.says("36")
    short.rests()
    assert not _unreachable(short, halima)
    assert question(halima) == "learning"


@pytest.mark.parametrize("why", [BLOCKED, "Forbidden: user is deactivated"])
def test_somebody_who_cannot_be_reached_any_more_is_noticed_when_writing(
    short: Serving, api: BotApi, halima: Person, why: str
) -> None:
    go_until(halima, "hours", short.polls().rests)
    shown = len(api.calls_of("sendMessage"))
    api.fail("sendMessage", status=403, description=why, times=show.TRIES)
    halima.says("36")
    short.rests()
    assert _unreachable(short, halima)
    assert len(api.calls_of("sendMessage")) == shown + 1  # trying again would not help
    with short.desk.database.transaction() as session:
        assert session.exec(select(Inbox).where(col(Inbox.replied_at).is_(None))).all() == []


def test_somebody_unknown_who_blocks_the_bot_stays_unknown(short: Serving, halima: Person) -> None:
    short.polls()
    halima.blocks()
    short.rests()
    with short.desk.database.transaction() as session:
        assert session.exec(select(Known)).all() == []
