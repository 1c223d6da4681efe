"""Several workers on one database: whatever happens at the same time, nothing is lost, doubled or out of order."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from random import Random
from threading import Event as Signal
from threading import local

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from bot.desk import Desk, Reply, Visitor
from dialogs.answers import Given, State
from dialogs.controls import Control
from dialogs.dialogue import Dialogue
from dialogs.events import Arrived, Event, Pressed, Said
from dialogs.pages.going import PAGE
from dialogs.scene import World
from dialogs.turn import Turn, take
from storage.database import Database
from storage.inbox import Handled, Received, receive
from storage.tables import Answer, Appointment, Consent, Inbox, Intake, Person, Seat
from tests.bot.someone import converse, next_event, press, presses, question_of
from tests.conftest import MONDAY
from tests.storage.at_once import PATIENCE, at_once

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""For what cannot happen on SQLite, which lets one transaction in at a time."""
HALIMA = Visitor("terminal", "halima")
OpenDesk = Callable[[], Desk]


class Minutes:
    """Remembers per thread what the last turn decided: that of the try that was stored in the end."""

    def __init__(self) -> None:
        self.here = local()

    def take(self, dialogue: Dialogue, state: State, done: Event, world: World, by: str) -> Turn:
        turn = take(dialogue, state, done, world, by)
        changed = {key: given for key, given in turn.state.answers.items() if state.answers.get(key) != given}
        self.here.changed = changed
        return turn

    @property
    def changed(self) -> dict[str, Given]:
        """The answers that the last turn of this thread changed."""
        changed: dict[str, Given] = self.here.changed
        return changed


@pytest.fixture
def minutes(monkeypatch: pytest.MonkeyPatch) -> Minutes:
    kept = Minutes()
    monkeypatch.setattr("bot.desk.conversation.take", kept.take)
    return kept


def pick(random: Random, screen: Reply | None, erasing: bool) -> Event:
    """Something that somebody can do: what is asked, any button that is shown, or anything else."""
    if screen is None:
        return Arrived()
    usual = next_event(screen)
    if usual is not None and random.random() < 0.6:
        return usual
    turns = [one for one in presses(screen) if one.token != PAGE]  # a page is shown beside the conversation
    buttons = [one for one in turns if erasing or not one.value.startswith(Control.ERASE)]
    words = ["terug", "onzin", "stop", *(["wis alles", "ja"] if erasing else [])]
    anything: list[Event] = [*buttons, *map(Said, words), Arrived(), Pressed("of", "nobody", 1, "x")]
    return random.choice(anything)


def talk(
    seed: int, desk: Desk, people: list[Visitor], screens: dict[Visitor, Reply], minutes: Minutes, erasing: bool = False
) -> list[tuple[Visitor, dict[str, Given]]]:
    """Take random turns for random people, each on the newest screen that anybody saw; gives back what was decided."""
    random = Random(seed)
    decided = []
    for _turn in range(30):
        visitor = random.choice(people)
        screens[visitor] = desk.turn(visitor, pick(random, screens.get(visitor), erasing))
        decided.append((visitor, minutes.changed))
    return decided


def log_of(database: Database, visitor: Visitor) -> tuple[Intake, list[tuple[str, Given]]]:
    """The only intake of somebody, and every revision of every answer in it."""
    with database.transaction() as session:
        mine = select(Person).where(Person.channel == visitor.channel, Person.address == visitor.address)
        intake = session.exec(select(Intake).where(Intake.candidate_id == session.exec(mine).one().id)).one()
        rows = session.exec(select(Answer).where(Answer.intake_id == intake.id).order_by(col(Answer.id))).all()
        return intake, [
            (row.key, Given(row.revision, row.settled, row.draft, row.open, row.since, row.by)) for row in rows
        ]


def in_order(log: Iterable[tuple[str, Given]]) -> bool:
    """Whether the revisions of every answer are 1, 2, 3 … in the order in which they were stored."""
    revisions = defaultdict(list)
    for key, given in log:
        revisions[key].append(given.revision)
    return all(numbers == list(range(1, len(numbers) + 1)) for numbers in revisions.values())


@pytest.mark.parametrize(("seed", "count"), [(1, 1), (2, 3)])
def test_what_two_workers_decide_at_once_is_all_in_the_log_once_and_in_order(
    seed: int, count: int, open_desk: OpenDesk, minutes: Minutes
) -> None:
    people = [Visitor("terminal", f"someone {number}") for number in range(count)]
    screens: dict[Visitor, Reply] = {}
    desks = [open_desk(), open_desk()]
    results = at_once([partial(talk, seed * 10 + n, desk, people, screens, minutes) for n, desk in enumerate(desks)])

    for visitor in people:
        turns = [changed for decided in results for who, changed in decided if who == visitor]
        intake, log = log_of(desks[0].database, visitor)
        assert intake.version == len(turns)
        assert in_order(log)
        accepted = [(key, given) for changed in turns for key, given in changed.items()]
        assert sorted(log, key=repr) == sorted(accepted, key=repr)


def test_erasing_in_the_middle_of_everything_leaves_no_loose_ends(
    open_desk: OpenDesk, minutes: Minutes, database: Database
) -> None:
    people = [Visitor("terminal", f"someone {number}") for number in range(2)]
    screens: dict[Visitor, Reply] = {}
    at_once([partial(talk, seed, open_desk(), people, screens, minutes, erasing=True) for seed in (7, 8, 9)])
    with database.transaction() as session:
        known = {row.id for row in session.exec(select(Person)).all()}
        candidates = [row.candidate_id for row in session.exec(select(Intake)).all()]
        assert (len(candidates), set(candidates)) == (len(known), known)
        assert {row.person_id for row in session.exec(select(Seat)).all()} == known
    for visitor in people:
        converse(open_desk(), visitor)
        assert in_order(log_of(database, visitor)[1])


def test_ten_first_messages_at_once_make_one_person_with_one_intake(open_desk: OpenDesk, database: Database) -> None:
    desks = [open_desk(), open_desk()]
    replies = at_once([partial(desks[n % 2].turn, HALIMA, Said("hallo")) for n in range(10)])
    assert {question_of(reply) for reply in replies} == {"language"}
    assert log_of(database, HALIMA)[0].version == 10


def test_quick_taps_on_several_options_all_count_whichever_worker_hears_them(
    open_desk: OpenDesk, database: Database
) -> None:
    screen = converse(open_desk(), HALIMA, "obstacles")
    taps = [one for one in presses(screen) if one.value.startswith("+")]
    desks = [open_desk(), open_desk()]
    replies = at_once([partial(desks[n % 2].turn, HALIMA, tap) for n, tap in enumerate(taps)])
    assert {question_of(reply) for reply in replies} == {"obstacles"}
    desks[0].turn(HALIMA, press(desks[0].repeat(HALIMA) or screen, "done"))
    settled = [given.settled for key, given in log_of(database, HALIMA)[1] if key == "obstacles"][-1]
    assert settled == [tap.value[1:] for tap in taps]


def test_a_double_tap_on_two_workers_answers_one_question(open_desk: OpenDesk, database: Database) -> None:
    tap = press(converse(open_desk(), HALIMA, "work_now"), "none")
    replies = at_once([partial(open_desk().turn, HALIMA, tap) for _tap in range(4)])
    assert {question_of(reply) for reply in replies} == {"school"}
    assert [given.revision for key, given in log_of(database, HALIMA)[1] if key == "work_now"] == [1]


def test_a_double_yes_is_one_permission(open_desk: OpenDesk, database: Database) -> None:
    tap = press(converse(open_desk(), HALIMA, "consent"), "yes")
    at_once([partial(open_desk().turn, HALIMA, tap) for _tap in range(4)])
    with database.transaction() as session:
        assert len(session.exec(select(Consent)).all()) == 1


def test_an_update_that_several_workers_take_up_at_once_is_handled_by_one(
    open_desk: OpenDesk, database: Database
) -> None:
    converse(open_desk(), HALIMA, "name")
    with database.transaction() as session:
        receive(session, [Received(1, "1", "{}")], MONDAY)

    def handle(desk: Desk) -> str | None:
        try:
            return question_of(desk.turn(HALIMA, Said("Halima"), 1))
        except Handled:
            return "handled"

    assert (
        sorted(map(str, at_once([partial(handle, open_desk()) for _worker in range(5)]))) == ["age"] + ["handled"] * 4
    )
    with database.transaction() as session:
        assert session.get_one(Inbox, 1).done_at == MONDAY
    assert [given.settled for key, given in log_of(database, HALIMA)[1] if key == "name"] == ["Halima"]


@ON_POSTGRESQL
def test_many_who_talk_with_one_person_take_their_turns_in_the_order_in_which_they_came(open_desk: OpenDesk) -> None:
    """Nobody is passed over time and again, however slow they are."""
    desk = open_desk()
    asked = converse(desk, HALIMA, "age")
    tried: list[int] = []

    def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("UPDATE intake"):
            tried.append(1)

    desks = [open_desk() for _worker in range(3)]
    for one in desks:
        event.listen(one.database.engine, "before_cursor_execute", count)

    def press_why(desk: Desk) -> None:
        for _turn in range(5):
            desk.turn(HALIMA, press(asked, "!why"))

    at_once([partial(press_why, one) for one in desks])
    assert len(tried) == 15


@ON_POSTGRESQL
def test_whoever_is_erased_while_they_answer_is_erased_after_it_and_can_begin_again(
    open_desk: OpenDesk, database: Database
) -> None:
    """The one worker has read what there is, and is about to store an answer, when the other begins to erase it all."""
    slow, quick = open_desk(), open_desk()
    screen = converse(slow, HALIMA, "moment")
    about_to_store = Signal()

    def tell(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("INSERT INTO appointment"):
            about_to_store.set()

    event.listen(slow.database.engine, "before_cursor_execute", tell)

    def erase() -> Reply:
        assert about_to_store.wait(PATIENCE)
        quick.turn(HALIMA, Said("wis alles"))
        return quick.turn(HALIMA, Said("ja"))

    answer: Callable[[], Reply] = partial(slow.turn, HALIMA, press(screen, "t"))
    assert all(reply.messages for reply in at_once([answer, erase]))
    assert quick.repeat(HALIMA) is None
    with database.transaction() as session:
        assert session.exec(select(Appointment)).all() == []
    assert question_of(converse(slow, HALIMA)) is None


@ON_POSTGRESQL
def test_whoever_is_erased_while_they_turn_out_to_be_unreachable_is_gone(open_desk: OpenDesk) -> None:
    slow, quick = open_desk(), open_desk()
    converse(slow, HALIMA, "age")
    about_to_store = Signal()

    def tell(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("UPDATE person"):
            about_to_store.set()

    event.listen(slow.database.engine, "before_cursor_execute", tell)

    def erase() -> None:
        assert about_to_store.wait(PATIENCE)
        quick.turn(HALIMA, Said("wis alles"))
        quick.turn(HALIMA, Said("ja"))

    lose: Callable[[], None] = partial(slow.lost, HALIMA)
    at_once([lose, erase])
    assert quick.repeat(HALIMA) is None
