"""The outbox: what may leave when, in which order, how often, and what becomes of it."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlmodel import col, select

from agenda.hours import HOME
from dialogs.events import Pressed
from dialogs.messages import Button, Line, Message
from dialogs.text import render, verbatim
from storage.database import Database
from storage.inbox import INBOX_CHANNEL
from storage.letters import CLAIM, MOST_NEWS, Letter, anything, claim, drop_passed
from storage.outbox import Manner, collect, say, take_back
from storage.outcomes import (
    MOST_TRIES,
    Gone,
    Never,
    NotTried,
    NotYet,
    Outcome,
    Sent,
    lose,
    pause_after,
    settle,
)
from storage.tables import Answer, Outbox, Person
from tests.conftest import MONDAY
from tests.storage.at_once import at_once
from tests.storage.outgoing import guided_by, plan, rows, shown, somebody, told, words

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@pytest.fixture
def halima(database: Database) -> Person:
    with database.transaction() as session:
        return somebody(session)


@pytest.fixture
def arthur(database: Database) -> Person:
    with database.transaction() as session:
        return somebody(session, "2")


def claimed(database: Database, now: datetime, most: int = 8) -> list[Letter]:
    """What a worker that comes by takes with it."""
    with database.transaction() as session:
        return claim(session, INBOX_CHANNEL, now, most)


def settled(database: Database, letter: Letter, outcome: Outcome, now: datetime) -> None:
    with database.transaction() as session:
        settle(session, letter, outcome, now)


def brought(database: Database, now: datetime) -> list[str]:
    """Everything that leaves at about this moment, with the time between that is needed."""
    everything: list[str] = []
    while letters := claimed(database, now):
        for letter in letters:
            settled(database, letter, Sent(), now)
        everything += told(letters)
        now += SECOND
    return everything


# When


@dataclass
class Planned:
    """A message that a test planned."""

    number: int
    manner: Manner
    due: datetime
    expires: datetime | None


@dataclass
class Believed:
    """What should happen to what was planned, said in another way than the database is asked."""

    waiting: list[Planned]
    told_on: set[object] = field(default_factory=set)

    def collect(self, now: datetime) -> list[list[str]]:
        local = now.astimezone(HOME)
        self.waiting = [one for one in self.waiting if one.due > now or one.expires is None or one.expires > now]
        messages: list[list[Planned]] = []
        for one in sorted(self.waiting, key=lambda one: (one.due, one.number)):
            if one.due > now or (one.manner is not Manner.AT_ONCE and not 8 <= local.hour < 21):
                continue
            if one.manner is Manner.NEWS and messages and (news := [m for m in messages if m[0].manner is Manner.NEWS]):
                news[0].append(one)
            elif one.manner is not Manner.NEWS or local.date() not in self.told_on:
                messages.append([one])
        if any(message[0].manner is Manner.NEWS for message in messages):
            self.told_on.add(local.date())
        gone = [one for message in messages for one in message]
        self.waiting = [one for one in self.waiting if one not in gone]
        return [[f"Bericht {one.number}" for one in message] for message in messages]


CHANGES = st.sampled_from([datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)])
HOURS = st.integers(0, 72).map(lambda hours: hours * HOUR)


@pytest.fixture(scope="module")
def quick() -> Iterator[Database]:
    """A database to try many things on."""
    database = Database("sqlite://")
    with database.transaction() as session:
        somebody(session, channel="terminal")
    yield database
    database.close()


@given(
    CHANGES,
    st.lists(st.tuples(st.sampled_from(Manner), HOURS, st.none() | HOURS), max_size=8),
    st.lists(HOURS, max_size=8).map(sorted),
)
def test_everything_reaches_somebody_who_comes_by_once_in_its_manner_in_order_and_not_too_late(
    quick: Database,
    begin: datetime,
    wanted: list[tuple[Manner, timedelta, timedelta | None]],
    visits: list[timedelta],
) -> None:
    with quick.transaction() as session:
        session.execute(delete(Outbox))
        person = session.exec(select(Person)).one()
        person.news_at = None
        planned = []
        for number, (manner, due, lasts) in enumerate(wanted):
            expires = None if lasts is None else begin + due + lasts
            planned.append(Planned(number, manner, begin + due, expires))
            message = words(f"Bericht {number}")
            say(session, person.id, message, begin, manner, due=begin + due, expires=expires)
    believed = Believed(planned)
    for visit in visits:
        with quick.transaction() as session:
            collected = [shown(message) for message in collect(session, person.id, begin + visit)]
        assert [lines[1:] if len(lines) > 1 else lines for lines in collected] == believed.collect(begin + visit)
    with quick.reading() as session:
        waiting = session.exec(select(Outbox).where(col(Outbox.sent_at).is_(None))).all()
    assert len(waiting) == len(believed.waiting)


def test_what_waits_for_the_day_does_not_hold_up_what_somebody_waits_for(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        plan(session, halima, "een herinnering", manner=Manner.BY_DAY, due=NIGHT)
        plan(session, halima, "nieuws", manner=Manner.NEWS, due=NIGHT)
        plan(session, halima, "van een mens", due=NIGHT + SECOND)
    assert brought(database, NIGHT + MINUTE) == ["van een mens"]
    assert brought(database, MORNING) == ["een herinnering", "nieuws"]


def test_news_comes_once_a_day_and_together(database: Database, halima: Person, arthur: Person) -> None:
    with database.transaction() as session:
        for person in (halima, arthur):
            plan(session, person, "Ada is begonnen.", "Bo is begonnen.", manner=Manner.NEWS)
    first, second = claimed(database, MONDAY)
    for letter in (first, second):
        assert shown(letter.message) == ["Nieuws over je kandidaten:", "Ada is begonnen.", "Bo is begonnen."]
        settled(database, letter, Sent(), MONDAY)
    with database.transaction() as session:
        plan(session, halima, "Ada is klaar.", manner=Manner.NEWS, due=MONDAY + MINUTE)
        plan(session, halima, "iets anders", manner=Manner.BY_DAY, due=MONDAY + HOUR)
    assert brought(database, MONDAY + HOUR) == ["iets anders"]
    assert brought(database, MORNING - MINUTE) == []
    assert brought(database, MORNING) == ["Ada is klaar."]


@ON_SQLITE
def test_more_news_than_fits_in_a_message_is_told_the_next_day(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        plan(session, halima, *(f"Nieuws {n}" for n in range(MOST_NEWS + 1)), manner=Manner.NEWS)
    assert len(brought(database, MONDAY)) == 1 + MOST_NEWS
    assert brought(database, MORNING) == [f"Nieuws {MOST_NEWS}"]


def _button(to: str) -> Button:
    return Button(verbatim(to), Pressed("@", to, 0, ""))


@ON_SQLITE
@pytest.mark.parametrize(("pages", "kept"), [(("case", "case"), "case"), (("case", "mine"), "📋 Mijn kandidaten")])
def test_news_keeps_its_button_only_when_it_is_the_same_one(
    database: Database, halima: Person, pages: tuple[str, str], kept: str
) -> None:
    with database.transaction() as session:
        for page in pages:
            message = Message((Line(verbatim("Ada is klaar.")),), ((_button(page),),))
            say(session, halima.id, message, MONDAY, Manner.NEWS)
    [letter] = claimed(database, MONDAY)
    assert shown(letter.message) == ["Nieuws over je kandidaten:", "Ada is klaar."]
    assert [[render(button.label, "nl") for button in row] for row in letter.message.buttons] == [[kept]]


# Who and in which order


def test_a_person_gets_messages_in_the_order_of_their_moments_one_a_second(
    database: Database, halima: Person, arthur: Person
) -> None:
    with database.transaction() as session:
        plan(session, halima, "drie", due=MONDAY - SECOND)
        plan(session, halima, "een", "twee", due=MONDAY - MINUTE)
        plan(session, arthur, "vier")
    first = claimed(database, MONDAY)
    assert told(first) == ["een", "vier"]
    for letter in first:
        settled(database, letter, Sent(), MONDAY)
    assert claimed(database, MONDAY + SECOND / 2) == []
    [second] = claimed(database, MONDAY + SECOND)
    assert claimed(database, MONDAY + 9 * SECOND) == []
    settled(database, second, Sent(), MONDAY + 9 * SECOND)
    assert brought(database, MONDAY + 10 * SECOND) == ["drie"]


def test_what_is_tried_again_holds_up_what_comes_after_it_but_nobody_else(
    database: Database, halima: Person, arthur: Person
) -> None:
    with database.transaction() as session:
        plan(session, halima, "een", "twee")
        plan(session, arthur, "drie")
    [letter] = claimed(database, MONDAY, 1)
    settled(database, letter, NotYet("NetworkError", wait=10), MONDAY)
    assert brought(database, MONDAY + SECOND) == ["drie"]
    assert brought(database, MONDAY + 9 * SECOND) == []
    assert brought(database, MONDAY + 10 * SECOND) == ["een", "twee"]


def test_only_people_on_telegram_who_can_be_reached_are_delivered_to(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        plan(session, somebody(session, channel="terminal"), "in de terminal")
        plan(session, halima, "op Telegram")
        session.get_one(Person, halima.id).unreachable_at = MONDAY
        assert not anything(session, INBOX_CHANNEL, MONDAY)
    assert claimed(database, MONDAY) == []
    with database.transaction() as session:
        session.get_one(Person, halima.id).unreachable_at = None
        assert anything(session, INBOX_CHANNEL, MONDAY)
    assert brought(database, MONDAY) == ["op Telegram"]


def test_what_is_claimed_is_left_to_who_claimed_it_until_they_must_have_died(
    database: Database, halima: Person
) -> None:
    with database.transaction() as session:
        plan(session, halima, "een", "twee")
    [dead] = claimed(database, MONDAY)
    assert claimed(database, MONDAY + CLAIM - SECOND) == []
    [second] = claimed(database, MONDAY + CLAIM)
    assert told([second]) == ["een"]
    for late in (NotYet("TimedOut"), Never("BadRequest"), NotTried()):
        settled(
            database, dead, late, MONDAY + CLAIM
        )  # it was not dead after all: what it says is no longer its business
    assert claimed(database, MONDAY + CLAIM) == []
    settled(database, dead, Sent(), MONDAY + CLAIM)  # but what has arrived has arrived
    assert brought(database, MONDAY + CLAIM + SECOND) == ["twee"]


def test_what_was_not_tried_is_taken_up_at_once(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        plan(session, halima, "een")
    [letter] = claimed(database, MONDAY)
    settled(database, letter, NotTried(), MONDAY)
    assert brought(database, MONDAY) == ["een"]
    assert rows(database)[0].tries == 0


def test_workers_who_come_by_at_the_same_moment_never_take_the_same(database: Database) -> None:
    with database.transaction() as session:
        for number in range(30):
            plan(session, somebody(session, str(number)), *(f"{number} {n}" for n in range(3)))
    taken = [
        letter
        for _round in range(3)
        for letters in at_once([partial(claimed, database, MONDAY, 4)] * 6)
        for letter in letters
    ]
    assert len(taken) == len({letter.rows for letter in taken}) == len({letter.person_id for letter in taken})
    assert {line.split()[1] for line in told(taken)} == {"0"}
    assert len(taken) + len(claimed(database, MONDAY, 99)) == 30


# What became of it


def test_the_words_of_a_message_go_as_soon_as_it_is_sent(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        say(session, halima.id, words("Ada heet Ada"), MONDAY, key="ada")
    brought(database, MONDAY)
    [row] = rows(database)
    assert (row.message, row.key, row.sent_at, row.claimed_until) == (None, None, MONDAY, None)
    with database.transaction() as session:
        say(session, halima.id, words("opnieuw"), MONDAY, key="ada")
    assert brought(database, MONDAY + MINUTE) == ["opnieuw"]


def test_what_waits_under_a_key_can_be_replaced_and_taken_back(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        say(session, halima.id, words("een"), MONDAY, key="a")
        say(session, halima.id, words("twee"), MONDAY, key="a", due=MONDAY + DAY)
        say(session, halima.id, words("drie"), MONDAY, key="b")
        take_back(session, "b")
    assert brought(database, MONDAY) == []
    assert brought(database, MONDAY + DAY) == ["twee"]


def test_what_goes_on_failing_is_tried_for_a_day_ever_less_often_and_then_is_dead(
    database: Database, halima: Person
) -> None:
    with database.transaction() as session:
        plan(session, halima, "een", "twee")
    now, tried = MONDAY, []
    while letters := claimed(database, now):
        [letter] = letters
        if told(letters) != ["een"]:
            break
        tried.append(now)
        settled(database, letter, NotYet("NetworkError"), now)
        now = rows(database)[0].try_at or now
    pauses = [later - earlier for earlier, later in pairwise(tried)]
    assert pauses == sorted(pauses)
    assert pauses[:3] == [2 * SECOND, 4 * SECOND, 8 * SECOND]
    assert abs(tried[-1] - tried[0] - DAY) < HOUR
    dead = rows(database)[0]
    assert (dead.tries, dead.dead_at, dead.fault, dead.claimed_until) == (MOST_TRIES, tried[-1], "NetworkError", None)
    assert dead.message is not None
    assert told(letters) == ["twee"]


@given(st.integers(1, 1000))
def test_pauses_grow_to_a_limit(tries: int) -> None:
    assert 2 * SECOND <= pause_after(tries) <= pause_after(tries + 1) <= 30 * MINUTE


def test_what_can_never_arrive_is_dead_at_once_and_holds_up_nothing(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        plan(session, halima, "een", "twee")
    [letter] = claimed(database, MONDAY)
    settled(database, letter, Never("BadRequest"), MONDAY)
    row = rows(database)[0]
    assert (row.dead_at, row.fault, row.tries) == (MONDAY, "BadRequest", 1)
    assert brought(database, MONDAY) == ["twee"]


def test_what_another_version_wrote_is_dead_and_holds_up_nothing(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        plan(session, halima, "een", manner=Manner.NEWS)
        plan(session, halima, "twee", manner=Manner.NEWS)
        plan(session, halima, "drie", "vier")
        for row in session.exec(select(Outbox).where(col(Outbox.id).in_([1, 3]))):
            row.message = {"Message": {"moved": True}}
    assert brought(database, MONDAY) == ["twee", "vier"]
    assert [row.fault for row in rows(database)] == ["unreadable", None, "unreadable", None]


def test_what_was_not_sent_before_its_moment_passed_is_dropped_and_logged_without_its_words(
    database: Database, halima: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with database.transaction() as session:
        say(session, halima.id, words("Ada komt zo"), MONDAY, Manner.AT_ONCE, expires=MONDAY + HOUR)
        say(session, halima.id, words("Ada komt"), MONDAY, Manner.AT_ONCE, expires=MONDAY + DAY)
    late = MONDAY + HOUR
    with database.transaction() as session:
        drop_passed(session, late - SECOND)
        drop_passed(session, late)
    assert brought(database, late) == ["Ada komt"]
    assert len(rows(database)) == 1
    assert [record.getMessage() for record in caplog.records] == ["message 1 is dropped: its moment has passed"]


def test_what_is_on_its_way_when_its_moment_passes_is_not_dropped(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        say(session, halima.id, words("een"), MONDAY, Manner.AT_ONCE, expires=MONDAY + SECOND)
    [letter] = claimed(database, MONDAY)
    assert letter.expires_at == MONDAY + SECOND
    with database.transaction() as session:
        drop_passed(session, MONDAY + SECOND)
    settled(database, letter, Sent(), MONDAY + SECOND)
    assert rows(database)[0].sent_at == MONDAY + SECOND


@pytest.mark.parametrize(
    ("names", "news"),
    [
        (("Ada", "Halima"), "📵 Halima is niet te bereiken op Telegram. Bel of spreek Halima zelf even."),
        ((), "📵 Een kandidaat is niet te bereiken op Telegram. Bel of spreek die persoon zelf even."),
    ],
)
def test_when_somebody_cannot_be_reached_their_consultant_hears_and_what_waited_is_cancelled(
    database: Database, halima: Person, arthur: Person, names: tuple[str, ...], news: str
) -> None:
    with database.transaction() as session:
        intake = guided_by(session, halima, arthur)
        for revision, name in enumerate(names, 1):
            session.add(
                Answer(
                    intake_id=intake.id,
                    key="name",
                    revision=revision,
                    settled=name,
                    open=False,
                    since=0,
                    by="x",
                    at=MONDAY,
                )
            )
        plan(session, halima, "een", "twee")
        plan(session, arthur, "drie")
    [letter] = claimed(database, MONDAY, 1)
    settled(database, letter, Gone(), MONDAY)
    assert brought(database, MONDAY) == ["drie", news]
    with database.transaction() as session:
        assert session.get_one(Person, halima.id).unreachable_at == MONDAY
        lose(session, halima.id, MONDAY + HOUR)  # noticed once more
        lose(session, 99, MONDAY)  # forgotten meanwhile
    assert brought(database, MORNING) == []


def test_a_candidate_without_a_consultant_can_be_lost_too(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        guided_by(session, halima, None)
        plan(session, halima, "een")
        lose(session, halima.id, MONDAY)
    assert rows(database) == []


def test_what_is_taken_back_or_erased_while_it_is_on_its_way_stays_away(database: Database, halima: Person) -> None:
    with database.transaction() as session:
        say(session, halima.id, words("een"), MONDAY, key="a")
    [letter] = claimed(database, MONDAY)
    with database.transaction() as session:
        take_back(session, "a")
    for outcome in (NotYet("TimedOut"), Sent()):
        settled(database, letter, outcome, MONDAY)
    assert rows(database) == []
