"""Every update is handled once, in order, whatever comes before it and however it comes."""

import asyncio
import json
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from bot.desk import Desk, Reply, Visitor
from bot.telegram.polling import LONGEST_PAUSE
from bot.telegram.reception import Reception
from bot.telegram.show import TRIES, Shower
from dialogs.events import Event, Said
from storage import inbox, intakes
from storage.inbox import INBOX_CHANNEL, Received
from storage.people import find_person
from storage.tables import Answer, Appointment, Inbox
from tests.bot.telegram.candidate import go_until, press, question
from tests.bot.telegram.serving import Background, Serving
from tests.botapi import BotApi, Person
from tests.botapi.refusals import OTHER_POLL
from tests.conftest import Clock

WAYS = pytest.mark.parametrize(
    ("way", "database_url"), [("polling", "sqlite"), ("webhook", "postgresql")], indirect=["database_url"]
)
"""Each way of receiving and each kind of database; every pair of them would tell nothing more."""
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

QUICK = [
    "hallo",
    "nl",
    "ja",
    "Halima",
    "23",
    "Enschede",
    "ja",
    "nee",
    "vmbo",
    "nee",
    "planten",
    "ja",
    "nee",
    "ja",
    "misschien",
    "terug",
    "stop",
    "verder",
    "overzicht",
    "hulp",
    "planten",
]
"""What somebody types who does not wait for the bot to answer: more than 20 messages."""

Log = list[tuple[str, int, Any, Any]]


def log_of(desk: Desk, person: Person) -> Log:
    """What somebody answered, in order: key, revision, and the whole and partial answer."""
    with desk.database.transaction() as session:
        known = find_person(session, INBOX_CHANNEL, str(person.id))
        intake = intakes.intake_of(session, known) if known else None
        rows = session.exec(select(Answer).where(Answer.intake_id == (intake and intake.id)).order_by(col(Answer.id)))
        return [(row.key, row.revision, row.settled, row.draft) for row in rows]


def waiting(desk: Desk) -> list[int]:
    """The updates that are not handled yet."""
    with desk.database.transaction() as session:
        return list(session.exec(select(Inbox.update_id).where(col(Inbox.done_at).is_(None))))


def at_ease(desk: Desk, api: BotApi) -> Log:
    """What comes of somebody who types the same, and waits for every answer."""
    calm = api.person("Calm")
    for words in QUICK:
        desk.turn(Visitor(INBOX_CHANNEL, str(calm.id)), Said(words))
    return log_of(desk, calm)


# Order


@WAYS
def test_many_quick_messages_are_answered_one_at_a_time_and_in_order(
    serving: Serving, api: BotApi, halima: Person, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, busy, most = serving.desk.turn, Counter[str](), Counter[str]()
    lock = threading.Lock()

    def counted(visitor: Visitor, event: Event, update_id: int | None = None) -> Reply:
        with lock:
            busy[visitor.address] += 1
            most[visitor.address] = max(most[visitor.address], busy[visitor.address])
        try:
            return take(visitor, event, update_id)
        finally:
            with lock:
                busy[visitor.address] -= 1

    monkeypatch.setattr(serving.desk, "turn", counted)
    for words in QUICK[:10]:
        halima.says(words)
    serving.by(way)
    for words in QUICK[10:]:
        halima.says(words)
    serving.rests()
    assert most[str(halima.id)] == 1
    assert len(halima.screen) == len(QUICK)
    assert log_of(serving.desk, halima) == at_ease(serving.desk, api)


@WAYS
def test_many_people_at_once_each_have_their_own_conversation(short: Serving, api: BotApi, way: str) -> None:
    people = [api.person(f"Person {number}") for number in range(20)]
    short.by(way)
    for words in ("hallo", None, "23"):
        for person in people:
            person.says(words or person.name)
    short.rests()
    for person in people:
        assert question(person) == "hours"
        assert log_of(short.desk, person) == [("name", 1, person.name, None), ("age", 1, 23, None)]


def test_two_workers_that_get_the_same_updates_handle_each_once_and_in_order(
    serving: Serving, api: BotApi, halima: Person, open_desk: Callable[[], Desk], background: Background
) -> None:
    first, second = serving.reception, Reception(open_desk(), Shower(serving.bot, serving.desk.file))
    for words in QUICK:
        halima.says(words)

    async def work() -> None:
        for raw in api.updates.values():
            # One of them may be told that the other is storing it right now; Telegram would send it again.
            await asyncio.gather(first.receive([raw]), second.receive([raw]), return_exceptions=True)
        await asyncio.gather(first.settled(), second.settled())

    background.do(work())
    serving.sweeps()
    assert log_of(serving.desk, halima) == at_ease(serving.desk, api)


@SQLITE
def test_taps_that_overtake_words_do_no_harm(background: Background, desk: Desk) -> None:
    with BotApi(taps_overtake=True) as api:
        serving = Serving(background, api, desk).listens()
        try:
            halima = api.person("Halima")
            go_until(halima, "hours", serving.rests)
            halima.says("36")
            press(halima, "20to27")
            serving.rests()
            assert question(halima) == "learning"
            go_until(halima, "", serving.rests)
        finally:
            serving.stops()
    with desk.database.transaction() as session:
        assert len(session.exec(select(Appointment)).all()) == 1


# Once


@WAYS
def test_an_update_that_comes_twice_counts_once(short: Serving, api: BotApi, halima: Person, way: str) -> None:
    go_until(halima, "hours", short.by(way).rests)
    for update_id in list(api.updates):
        api.repeat_update(update_id)
    before, shown = log_of(short.desk, halima), len(halima.messages)
    tap = press(halima, "20to27")
    api.repeat_update(tap)
    short.rests()
    api.repeat_update(tap)
    short.rests()
    assert log_of(short.desk, halima) == [*before, ("hours", 1, "20to27", None)]
    assert len(halima.messages) == shown + 1


@WAYS
def test_what_came_while_the_bot_was_down_is_answered(short: Serving, api: BotApi, halima: Person, way: str) -> None:
    go_until(halima, "hours", short.by(way).rests)
    short.stops()
    halima.says("36")
    halima.says("voordoen")
    short.by(way).rests()
    assert question(halima) == "obstacles"
    calls = api.calls_of("setWebhook", "deleteWebhook")
    assert calls
    assert not any(call.params.get("drop_pending_updates") for call in calls)


@SQLITE
def test_what_was_received_but_not_handled_before_the_end_is_handled_at_the_next_start(
    short: Serving, api: BotApi, halima: Person, clock: Clock
) -> None:
    for words in ("hallo", "Halima", "23"):
        halima.says(words)
    with short.desk.database.transaction() as session:
        inbox.receive(session, [_received(api, number) for number in api.updates], clock())
    short.sweeps()
    assert question(halima) == "hours"
    short.polls().rests()  # and Telegram, which was not told, sends them again
    assert len(halima.messages) == 3


@SQLITE
def test_a_reply_that_was_due_is_not_shown_beside_the_answer_to_what_came_meanwhile(
    short: Serving, api: BotApi, halima: Person, clock: Clock
) -> None:
    api.fail("sendMessage", status=500, times=TRIES)
    halima.starts()
    short.polls().rests()
    short.stops()
    later = halima.says("Halima")
    with short.desk.database.transaction() as session:
        inbox.receive(session, [_received(api, later)], clock())
    short.sweeps()
    assert question(halima) == "age"
    assert len(halima.screen) == 1


def _received(api: BotApi, update_id: int) -> Received:
    update = api.updates[update_id]
    return Received(update_id, str(update["message"]["chat"]["id"]), json.dumps(update))


# What cannot be read, and what cannot be handled


NONSENSE: list[dict[str, Any]] = [
    {},
    {"message": None},
    {"message": "words"},
    {"message": {"message_id": "none"}},
    {"message": {"text": "no chat at all"}},
    {"callback_query": {"id": "1"}},
    {"callback_query": {"from": {"id": 12}, "message": []}},
    {"edited_message": [1, 2]},
    {"my_chat_member": {"chat": {"id": 12}}},
    {"something_of_next_year": {"chat": {"id": 1}}},
]


@WAYS
def test_updates_that_cannot_be_read_hold_up_none_of_those_behind_them(
    short: Serving, api: BotApi, way: str, halima: Person
) -> None:
    people = [api.person(f"Person {number}") for number in range(10)]
    for nonsense in NONSENSE:
        api.raw_update(nonsense)
    api.raw_update({"message": {"chat": {"id": people[0].id}, "text": "half a message"}})
    for words in ("hallo", None, "23", "36", "voordoen"):
        for person in people:
            person.says(words or person.name)
    short.by(way).rests()
    assert {question(person) for person in people} == {"obstacles"}
    assert waiting(short.desk) == []
    with short.desk.database.transaction() as session:
        assert session.exec(select(Inbox).where(col(Inbox.raw).is_not(None))).all() == []


@WAYS
@pytest.mark.parametrize("words", ["half \ud83d of it", "nothing\0 more", "\u202eturned\u2066", "\x1b[31m"])
def test_odd_characters_hold_up_nobody(short: Serving, api: BotApi, halima: Person, way: str, words: str) -> None:
    go_until(halima, "name", short.by(way).rests)
    halima.says(words)
    short.rests()
    arthur = api.person("Arthur")
    arthur.starts()
    go_until(halima, "hours", short.rests)
    assert question(arthur) == "name"
    assert waiting(short.desk) == []


@SQLITE
def test_updates_without_a_chat_do_not_stay_lying(short: Serving, clock: Clock) -> None:
    with short.desk.database.transaction() as session:
        inbox.receive(session, [Received(7, "", '{"update_id": 7, "message": {"text": "Halima"}}')], clock())
    short.sweeps()
    assert waiting(short.desk) == []


@pytest.fixture
def failing(short: Serving, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Makes the desk fail for who says "kapot" (always) or "even stuk" (twice); counts how often it did."""
    take, failed = short.desk.turn, Counter[str]()

    def turn(visitor: Visitor, event: Event, update_id: int | None = None) -> Reply:
        match event:
            case Said("kapot" | "even stuk" as words) if words == "kapot" or failed[words] < 2:
                failed[words] += 1
                raise RuntimeError("this is broken")
        return take(visitor, event, update_id)

    monkeypatch.setattr(short.desk, "turn", turn)
    return failed


@WAYS
def test_what_cannot_be_handled_is_tried_several_times_and_then_apologised_for(
    short: Serving, halima: Person, failing: Counter[str], way: str
) -> None:
    go_until(halima, "hours", short.by(way).rests)
    shown = len(halima.screen)
    broken = halima.says("kapot")
    short.rests()
    assert failing["kapot"] == inbox.MOST_TRIES
    assert short.pauses == sorted(set(short.pauses))
    assert len(halima.screen) == shown + 1
    halima.says("36")
    short.rests()
    assert question(halima) == "learning"
    short.sweeps()
    assert failing["kapot"] == inbox.MOST_TRIES
    assert len(halima.screen) == shown + 2
    with short.desk.database.transaction() as session:
        row = session.get_one(Inbox, broken)
        assert (row.tries, row.fault) == (inbox.MOST_TRIES, "RuntimeError")


@SQLITE
def test_what_fails_for_a_moment_is_handled_after_all_before_what_comes_next(
    short: Serving, halima: Person, failing: Counter[str]
) -> None:
    go_until(halima, "name", short.polls().rests)
    halima.says("even stuk")
    halima.says("23")
    short.rests()
    assert failing["even stuk"] == 2
    assert question(halima) == "hours"
    assert ("name", 1, "even stuk", None) in log_of(short.desk, halima)


@SQLITE
def test_what_cannot_be_handled_for_one_holds_up_nobody_else(
    short: Serving, api: BotApi, halima: Person, failing: Counter[str]
) -> None:
    arthur = api.person("Arthur")
    halima.says("kapot")
    arthur.starts()
    short.polls().rests()
    assert question(arthur) == "name"


# When Telegram or the database is not there


@contextmanager
def away(desk: Desk) -> Iterator[None]:
    """No update can be stored or handled while the block lasts."""
    with desk.database.transaction() as session:
        session.execute(text("ALTER TABLE inbox RENAME TO inbox_away"))
    try:
        yield
    finally:
        with desk.database.transaction() as session:
            session.execute(text("ALTER TABLE inbox_away RENAME TO inbox"))


def test_polling_goes_on_when_the_database_is_back(short: Serving, api: BotApi, halima: Person) -> None:
    go_until(halima, "hours", short.polls().rests)
    with away(short.desk):
        halima.says("36")
        api.waits_until(lambda: len(short.pauses) > 2)
    short.rests()
    assert question(halima) == "learning"


def test_what_could_not_be_handled_while_the_database_was_away_is_handled_by_the_sweep(
    short: Serving, halima: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = short.desk.turn
    with ExitStack() as gone:

        def turn(visitor: Visitor, event: Event, update_id: int | None = None) -> Reply:
            gone.enter_context(away(short.desk))
            return take(visitor, event, update_id)

        monkeypatch.setattr(short.desk, "turn", turn)
        halima.starts()
        short.polls().rests()
    monkeypatch.undo()
    assert halima.screen == []
    short.sweeps()
    assert question(halima) == "name"


BAD_ANSWERS = ["", "<html>", "[]", '{"ok":true}', '{"ok":true,"result":[1]}', '{"ok":true,"result":[{}]}', '{"ok":']


@SQLITE
@pytest.mark.parametrize(("status", "body"), [*((200, body) for body in BAD_ANSWERS), (502, ""), (502, "<html>")])
def test_polling_goes_on_after_an_answer_that_is_none(
    short: Serving, api: BotApi, halima: Person, body: str, status: int
) -> None:
    api.fail("getUpdates", status=status, body=body)
    halima.starts()
    short.polls().rests()
    assert question(halima) == "name"
    assert len(short.pauses) == 1


@SQLITE
def test_polling_becomes_more_patient_while_telegram_is_away_and_goes_on(
    short: Serving, api: BotApi, halima: Person
) -> None:
    api.drop("deleteWebhook", times=2)
    api.fail("getUpdates", status=500, times=3)
    api.drop("getUpdates", times=5)
    halima.starts()
    short.polls().rests()
    assert question(halima) == "name"
    assert short.pauses[1:3] == [1, 2]
    assert short.pauses == sorted(short.pauses)
    assert max(short.pauses) == LONGEST_PAUSE


@SQLITE
def test_polling_waits_as_long_as_telegram_says(short: Serving, api: BotApi, halima: Person) -> None:
    api.fail("getUpdates", status=429, retry_after=5)
    halima.starts()
    short.polls().rests()
    assert question(halima) == "name"
    assert short.pauses == [5]


@SQLITE
def test_a_second_poller_is_told_of_in_the_log_and_the_first_goes_on(
    short: Serving, api: BotApi, halima: Person, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("getUpdates", status=409, description=OTHER_POLL, times=3)
    halima.starts()
    short.polls().rests()
    assert question(halima) == "name"
    told = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(told) == 3
    assert "only one may poll" in told[0].message


@SQLITE
def test_polling_keeps_trying_while_there_is_a_webhook(
    short: Serving, api: BotApi, halima: Person, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    go_until(halima, "hours", short.polls().rests)
    background.do(short.bot.set_webhook("http://127.0.0.1:9/nobody-listens-here"))
    halima.says("36")
    api.waits_until(lambda: len(short.pauses) > 2)
    background.do(short.bot.delete_webhook())
    short.rests()
    assert question(halima) == "learning"
    assert "only one may poll" in caplog.text
