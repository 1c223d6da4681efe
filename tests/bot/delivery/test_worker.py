"""The worker among everything that can go wrong: each message arrives, in order, and not twice."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count, pairwise
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery.pace import PER_SECOND, Pace
from bot.delivery.worker import MOST_ON_WAY, Worker
from bot.desk import Desk, Visitor
from dialogs.events import Said
from dialogs.messages import Line, Message
from dialogs.text import _
from storage.database import Database
from storage.letters import Letter, claim
from storage.outbox import Manner, say
from storage.outcomes import Outcome, Sent, settle
from storage.tables import Outbox
from storage.tables import Person as Known
from tests.bot.delivery.mishaps import Mishaps
from tests.bot.delivery.rounds import Rounds, Ticking
from tests.botapi import BotApi, Person
from tests.conftest import MONDAY, Clock
from tests.storage.at_once import at_once
from tests.storage.outgoing import guided_by, plan, rows, shown, somebody, words

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


@ON_SQLITE
def test_whatever_goes_wrong_messages_arrive_in_order_and_double_only_when_an_answer_was_lost(
    api: BotApi, database: Database, clock: Ticking
) -> None:
    people = [api.person() for _number in range(40)]
    everybody = [known(database, person) for person in people]
    with database.transaction() as session:
        for number in range(5):
            for person in everybody:
                plan(session, person, str(number))
    mishaps = Mishaps(api, random.Random(7))
    rounds = Rounds(api, database, clock, patience=0.25)
    rounds.go(minutes=2)
    assert unsent(database) == []
    doubles = 0
    for got in map(numbered, people):
        assert got == sorted(got)
        assert set(got) == set(range(5))
        doubles += len(got) - 5
    assert sorted(rounds.arrived) == [(row.id,) for row in rows(database)]  # nothing once more after Telegram said so
    assert doubles >= mishaps.lost > 0
    assert rounds.busiest == MOST_ON_WAY


@ON_SQLITE
def test_about_twenty_leave_in_a_second_evenly_and_to_one_person_one_a_second(
    api: BotApi, database: Database, rounds: Rounds
) -> None:
    everybody = [known(database, api.person()) for _number in range(50)]
    with database.transaction() as session:
        for person in everybody:
            plan(session, person, "een")
            plan(session, person, "twee", due=MONDAY + SECOND)
    rounds.go(seconds=10)
    moments = [moment for moment, _letter in rounds.begun]
    assert len(moments) == 100
    assert all(later - earlier > 0.49 * SECOND / PER_SECOND for earlier, later in pairwise(moments))
    a_second = zip(moments, moments[PER_SECOND:], strict=False)
    assert all(later - earlier > 0.97 * SECOND for earlier, later in a_second)
    assert moments[-1] - moments[0] < 1.1 * SECOND * 100 / PER_SECOND
    for person in everybody:
        theirs = [moment for moment, letter in rounds.begun if letter.person_id == person.id]
        assert all(later - earlier >= SECOND for earlier, later in pairwise(theirs))


def test_after_standing_still_for_a_day_what_still_makes_sense_is_sent_once(
    api: BotApi, database: Database, clock: Ticking, rounds: Rounds
) -> None:
    halima = api.person("Halima")
    person = known(database, halima)
    with database.transaction() as session:
        say(session, person.id, words("straks is je gesprek"), clock.now, due=clock.now, expires=clock.now + SECOND)
        say(session, person.id, words("nieuws een"), clock.now, Manner.NEWS)
        say(session, person.id, words("welkom"), clock.now, due=clock.now + SECOND)
        say(session, person.id, words("nieuws twee"), clock.now, Manner.NEWS, due=clock.now + timedelta(hours=12))
        say(session, person.id, words("over een week"), clock.now, due=clock.now + timedelta(days=7))
    clock.forward(days=1)
    rounds.go(seconds=5)
    Rounds(api, database, clock).go(seconds=5)
    assert [message.text for message in halima.screen] == [
        "Nieuws over je kandidaten:\n\nnieuws een\nnieuws twee",
        "welkom",
    ]
    assert [row.due_at - clock.now > timedelta(days=5) for row in unsent(database)] == [True]


def test_everybody_reads_their_own_language(api: BotApi, database: Database, rounds: Rounds) -> None:
    people = {language: api.person() for language in ("nl", "en")}
    for language, person in people.items():
        told = known(database, person, language)
        with database.transaction() as session:
            say(session, told.id, Message((Line(_("Ja")),)), rounds.clock.now)
    rounds.go(seconds=2)
    assert [person.last.text for person in people.values()] == ["Ja", "Yes"]


def test_who_blocked_the_bot_is_left_alone_until_they_write_and_their_consultant_hears(
    api: BotApi, desk: Desk, rounds: Rounds, clock: Ticking
) -> None:
    halima, arthur = api.person("Halima"), api.person("Arthur")
    candidate, consultant = known(desk.database, halima), known(desk.database, arthur)
    with desk.database.transaction() as session:
        guided_by(session, candidate, consultant)
        plan(session, candidate, "een", "twee")
    halima.blocks()
    rounds.go(seconds=10)
    assert [message.text for message in arthur.screen] == [
        "📵 Een kandidaat is niet te bereiken op Telegram. Bel of spreek die persoon zelf even."
    ]
    with desk.database.transaction() as session:
        plan(session, candidate, "drie", due=clock.now)
    halima.unblocks()
    rounds.go(seconds=10)
    assert len(api.calls_of("sendMessage")) == 2
    desk.turn(Visitor("telegram", str(halima.id)), Said("hoi"))
    rounds.go(seconds=10)
    assert [message.text for message in halima.screen] == ["drie"]


@ON_SQLITE
def test_one_chat_that_has_to_wait_holds_up_nobody_else(api: BotApi, database: Database, rounds: Rounds) -> None:
    people = [api.person() for _number in range(5)]
    everybody = [known(database, person) for person in people]
    with database.transaction() as session:
        for person in everybody:
            plan(session, person, "1", "2", "3")
    api.fail("sendMessage", status=429, retry_after=30, when=lambda params: params["chat_id"] == people[0].id)
    rounds.go(seconds=20)
    assert [numbered(person) for person in people] == [[], *[[1, 2, 3]] * 4]
    rounds.go(seconds=20)
    assert numbered(people[0]) == [1, 2, 3]
    assert len(api.calls_of("sendMessage")) == 16


@ON_SQLITE
def test_when_telegram_has_had_enough_of_everybody_it_is_left_alone_for_a_while(
    api: BotApi, database: Database, rounds: Rounds, clock: Ticking
) -> None:
    people = [api.person() for _number in range(40)]
    everybody = [known(database, person) for person in people]
    with database.transaction() as session:
        for person in everybody:
            plan(session, person, "1")
    angry_until = clock.now + 20 * SECOND
    api.fail("sendMessage", status=429, retry_after=10, times=10**9, when=lambda _params: clock.now < angry_until)
    rounds.go(seconds=60)
    assert [numbered(person) for person in people] == [[1]] * 40
    # Of the hundreds that could have been sent while it was angry, only those that were on their way.
    assert len(api.calls_of("sendMessage")) - 40 <= 3 * MOST_ON_WAY


@ON_SQLITE
def test_a_message_that_cannot_be_made_is_dead_and_holds_up_nothing(
    api: BotApi, database: Database, rounds: Rounds, caplog: pytest.LogCaptureFixture
) -> None:
    halima = api.person("Halima")
    person = known(database, halima)
    with database.transaction() as session:
        say(session, person.id, Message((Line(_("{geheim} {weg}").of(geheim="mijn geheim")),)), rounds.clock.now)
        plan(session, person, "2")
    rounds.go(seconds=5)
    assert numbered(halima) == [2]
    [dead] = unsent(database)
    assert (dead.fault, dead.dead_at is not None) == ("KeyError", True)
    assert "KeyError" in caplog.text
    assert not [hidden for hidden in ("mijn geheim", str(halima.id), api.token) if hidden in caplog.text]


@ON_SQLITE
def test_a_message_waits_for_its_turn_no_longer_than_it_makes_sense_or_is_its_own(
    api: BotApi, database: Database, rounds: Rounds, clock: Ticking
) -> None:
    first, halima, arthur = people = [api.person() for _number in range(3)]
    for person in people:
        expires = clock.now + 5 * SECOND if person is halima else None
        told = known(database, person)
        with database.transaction() as session:
            say(session, told.id, words("1"), clock.now, Manner.AT_ONCE, expires=expires)
    rounds.delay(seconds=40)  # between the first and the others, which are claimed for a minute by then
    rounds.go(minutes=2)
    assert [numbered(person) for person in (first, halima, arthur)] == [[1], [], [1]]
    assert unsent(database) == []
    assert len(rounds.begun) == 2
    assert rounds.begun[1][1].claimed_until - rounds.begun[1][0] > 55 * SECOND  # claimed anew


def failing_once(work: Callable[..., Any]) -> Callable[..., Any]:
    """As `work`, but the first time the database goes away."""
    calls = []

    def do(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 1:
            raise OperationalError("SELECT", {}, Exception("gone"))
        return work(*arguments)

    return do


@ON_SQLITE
@pytest.mark.parametrize("part", [claim, settle])
def test_a_database_that_is_away_for_a_moment_changes_nothing(
    api: BotApi, database: Database, rounds: Rounds, part: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"bot.delivery.worker.{part.__name__}", failing_once(part))
    halima = api.person("Halima")
    person = known(database, halima)
    with database.transaction() as session:
        plan(session, person, "1", "2")
    rounds.go(seconds=20)
    assert numbered(halima) == [1, 2]
    assert unsent(database) == []


def test_who_stops_finishes_what_is_on_its_way_and_lets_go_of_the_rest(database: Database, clock: Ticking) -> None:
    with database.transaction() as session:
        for number in range(3):
            plan(session, somebody(session, str(number)), "een")

    async def stop_halfway() -> None:
        begun, arrived = asyncio.Event(), asyncio.Event()

        async def post(_letter: Letter) -> Outcome:
            begun.set()
            await arrived.wait()
            return Sent()

        async def never(_seconds: float) -> None:
            await asyncio.Event().wait()

        working = asyncio.create_task(Worker(database, clock, post, Pace(never), never).run())
        await begun.wait()
        working.cancel()
        await asyncio.sleep(0)
        assert not working.done()
        arrived.set()
        with pytest.raises(asyncio.CancelledError):
            await working

    asyncio.run(stop_halfway())
    assert [(row.sent_at is None, row.claimed_until, row.tries) for row in rows(database)] == [
        (False, None, 0),
        (True, None, 0),
        (True, None, 0),
    ]


def test_several_workers_on_one_database_bring_everything_once_and_in_order(database_url: str, clock: Clock) -> None:
    database = Database(database_url)
    with database.transaction() as session:
        for number in range(40):
            plan(session, somebody(session, str(number)), "1", "2", "3")
    database.close()
    arrived: list[tuple[int, str]] = []

    async def work(database: Database) -> None:
        done = asyncio.Event()

        async def post(letter: Letter) -> Outcome:
            await asyncio.sleep(0)
            arrived.append((letter.person_id, shown(letter.message)[0]))
            return Sent()

        async def pause(_seconds: float) -> None:
            await asyncio.sleep(0)
            if len(arrived) >= 120:
                done.set()

        # The clock stands still, so that nobody has to catch their breath.
        working = asyncio.create_task(
            Worker(database, lambda: MONDAY, post, Pace(pause, count().__next__), pause).run()
        )
        await done.wait()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working

    def worker() -> None:
        own = Database(database_url)
        asyncio.run(work(own))
        own.close()

    at_once([worker] * 3)
    assert len(arrived) == 120
    for person in {person for person, _words in arrived}:
        assert [line for someone, line in arrived if someone == person] == ["1", "2", "3"]
