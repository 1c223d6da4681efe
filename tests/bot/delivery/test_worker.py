"""The worker among everything that can go wrong: each message arrives, in order, and not twice."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from bot.delivery import worker as worker_module
from bot.delivery.pace import PER_SECOND, Pace
from bot.delivery.worker import MOST_ON_WAY, Worker
from dialogs.messages import Line, Message
from dialogs.text import _, verbatim
from storage.database import Database
from storage.letters import CLAIM, Letter, claim
from storage.outbox import Manner, say
from storage.outcomes import Outcome, Sent, settle
from storage.tables import Outbox
from storage.tables import Person as Known
from tests.bot.delivery.rounds import Rounds, Ticking
from tests.botapi import BotApi, Person
from tests.storage.at_once import at_once
from tests.storage.outgoing import guided_by, plan, rows, somebody, words

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SECOND = timedelta(seconds=1)


def known(database: Database, person: Person, language: str = "nl") -> Known:
    """Somebody on Telegram, who once wrote to the bot."""
    person.starts()
    with database.transaction() as session:
        return somebody(session, str(person.id), language=language)


def unsent(database: Database) -> list[Outbox]:
    return [row for row in rows(database) if row.sent_at is None]


def numbered(person: Person) -> list[int]:
    """The numbers that somebody got, of messages that are numbers."""
    return [int(message.text) for message in person.screen]


class Mishaps:
    """Things that go wrong with some of the calls, at random; `lost`: of how many the answer was lost, but not the effect."""

    def __init__(self, api: BotApi, rng: random.Random) -> None:
        self.rng = rng
        self.lost = 0
        always: dict[str, Any] = {"times": 10**9}
        api.fail("sendMessage", status=429, retry_after=2, when=self.sometimes(0.03), **always)
        api.fail("sendMessage", status=500, when=self.sometimes(0.03), **always)
        api.fail("sendMessage", status=502, body="<html>", when=self.sometimes(0.02), **always)
        api.drop("sendMessage", when=self.sometimes(0.02), **always)
        api.drop("sendMessage", after_effect=True, when=self.sometimes(0.01, lost=True), **always)
        api.slow("sendMessage", 60, when=self.sometimes(0.005, lost=True), **always)

    def sometimes(self, chance: float, *, lost: bool = False) -> Callable[[dict[str, Any]], bool]:
        def strikes(_params: dict[str, Any]) -> bool:
            struck = self.rng.random() < chance
            self.lost += struck and lost
            return struck

        return strikes


@ON_SQLITE
def test_a_thousand_messages_arrive_whatever_goes_wrong_in_order_and_double_only_when_an_answer_was_lost(
    api: BotApi, database: Database, clock: Ticking
) -> None:
    rng = random.Random(7)
    people = [api.person() for _number in range(100)]
    everybody = [known(database, person) for person in people]
    with database.transaction() as session:
        for number in range(10):
            for person in everybody:
                plan(session, person, str(number))
    mishaps = Mishaps(api, rng)
    rounds = Rounds(api, database, clock, patience=0.25)
    rounds.go(minutes=5)
    assert unsent(database) == []
    doubles = 0
    for person in people:
        got = numbered(person)
        assert sorted(set(got)) == list(range(10))
        assert [number for number, _next in pairwise([*got, None]) if number != _next] == list(range(10))
        doubles += len(got) - 10
    assert doubles == mishaps.lost > 0
    assert rounds.busiest == MOST_ON_WAY
