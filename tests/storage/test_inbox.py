from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from storage.database import Database
from storage.inbox import (
    MOST_TRIES,
    WORTH_REPEATING,
    Handled,
    Received,
    mark_done,
    mark_failed,
    mark_replied,
    next_of,
    put_aside,
    receive,
    unanswered_chats,
    waiting_chats,
)
from storage.tables import Inbox
from tests.conftest import MONDAY
from tests.storage.at_once import at_once

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is the same on every database."""


def update(number: int, chat: str = "1", raw: str = "{}") -> Received:
    return Received(number, chat, raw)


def store(database: Database, *updates: Received) -> None:
    with database.transaction() as session:
        receive(session, updates, MONDAY)


def rows(database: Database) -> list[Inbox]:
    with database.transaction() as session:
        return list(session.exec(select(Inbox).order_by(col(Inbox.update_id))).all())


def handled(database: Database, numbers: Sequence[int]) -> None:
    for number in numbers:
        with database.transaction() as session:
            mark_done(session, number, MONDAY)


@ON_SQLITE
def test_updates_wait_per_chat_in_the_order_of_their_numbers_whatever_came_in_first(database: Database) -> None:
    store(database, update(7), update(3), update(5, "2"))
    store(database, update(4))
    with database.transaction() as session:
        assert waiting_chats(session) == ["1", "2"]
    seen = []
    for _update in range(3):
        with database.transaction() as session:
            waiting = next_of(session, "1")
            assert waiting is not None
            seen.append(waiting.update_id)
            mark_done(session, waiting.update_id, MONDAY)
    assert seen == [3, 4, 7]
    with database.transaction() as session:
        assert next_of(session, "1") is None
        assert waiting_chats(session) == ["2"]


def test_an_update_that_comes_again_keeps_what_came_first_handled_or_not(database: Database) -> None:
    store(database, update(1, raw="first"), update(1, raw="twice in one go"))
    store(database, update(1, raw="again"), update(2))
    assert [row.raw for row in rows(database)] == ["twice in one go", "{}"]
    handled(database, [1])
    store(database, update(1, raw="after it was handled"))
    assert [(row.raw, row.done_at) for row in rows(database)] == [(None, MONDAY), ("{}", None)]


def test_two_workers_that_receive_the_same_updates_at_once_store_each_once(database: Database) -> None:
    def try_to_store(number: int) -> None:
        try:
            store(database, *(update(one, raw=f"by {number}") for one in range(1, 6)))
        except IntegrityError:  # it is refused as a whole, and Telegram sends it again
            store(database, *(update(one, raw=f"by {number}") for one in range(1, 6)))

    at_once([partial(try_to_store, number) for number in range(6)])
    assert [row.update_id for row in rows(database)] == [1, 2, 3, 4, 5]
    assert len({row.raw for row in rows(database)}) == 1


def test_numbers_as_large_as_telegrams_fit(database: Database) -> None:
    store(database, update(2**40, "-1002233445566"))
    with database.transaction() as session:
        assert next_of(session, "-1002233445566") == update(2**40, "-1002233445566")


def test_a_handled_update_is_not_handled_again_and_its_words_are_gone(database: Database) -> None:
    store(database, update(1, raw='{"text": "Halima"}'))
    handled(database, [1])
    assert [(row.raw, row.done_at) for row in rows(database)] == [(None, MONDAY)]
    for number in (1, 99):
        with pytest.raises(Handled), database.transaction() as session:
            mark_done(session, number, MONDAY)


@ON_SQLITE
def test_an_update_whose_handling_fails_waits_until_it_was_tried_often_enough(database: Database) -> None:
    store(database, update(1), update(2))
    for tries in range(1, MOST_TRIES + 1):
        with database.transaction() as session:
            waiting = next_of(session, "1")
            assert waiting is not None
            assert waiting.update_id == 1
            assert mark_failed(session, 1, "ZeroDivisionError") == tries
    with database.transaction() as session:
        assert next_of(session, "1") == update(2)
    [stuck, _next] = rows(database)
    assert (stuck.done_at, stuck.raw, stuck.fault) == (None, "{}", "ZeroDivisionError")


@ON_SQLITE
def test_an_update_that_is_put_aside_is_done_and_forgotten_with_its_fault(database: Database) -> None:
    store(database, update(1, raw="nonsense"))
    with database.transaction() as session:
        put_aside(session, 1, "unreadable", MONDAY)
    [row] = rows(database)
    assert (row.raw, row.chat, row.fault) == (None, None, "unreadable")
    assert row.done_at == row.replied_at == MONDAY
    with database.transaction() as session:
        assert waiting_chats(session) == []
        assert unanswered_chats(session, MONDAY + timedelta(minutes=1), MONDAY + timedelta(minutes=1)) == []


@ON_SQLITE
def test_a_chat_is_unanswered_from_its_turn_to_its_reply_but_not_after_it_is_worth_it(database: Database) -> None:
    store(database, update(1, "1"), update(2, "2"), update(3, "3"))
    handled(database, [1, 2])
    with database.transaction() as session:
        mark_replied(session, "2", MONDAY)
    soon = MONDAY + timedelta(minutes=1)
    with database.transaction() as session:
        assert unanswered_chats(session, MONDAY - timedelta(seconds=1), soon) == []
        assert unanswered_chats(session, MONDAY, soon) == ["1"]
    late = MONDAY + WORTH_REPEATING
    with database.transaction() as session:
        assert unanswered_chats(session, late, late) == []
    assert [(row.chat, row.replied_at) for row in rows(database)] == [(None, late), (None, MONDAY), ("3", None)]
