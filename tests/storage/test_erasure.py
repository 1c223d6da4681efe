import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlmodel import SQLModel, select

from bot.desk import Desk, Visitor
from dialogs.events import Arrived, Said
from storage.database import Database
from storage.erasure import forget
from storage.inbox import Received, mark_replied, receive
from storage.people import find_person
from storage.tables import Inbox, Intake, Person
from tests.bot.someone import Habit, converse, press, question_of
from tests.conftest import MONDAY

ZEBEDEUS = Visitor("telegram", "777000777")
WORDS = ("Zebedeus", "777000777", "struisvogels", "Haaksbergen", "kappersdiploma", "opgeruimd")
"""What only this person said, or is."""
OWN_WORDS = Habit(
    says={
        "name": "Zebedeus",
        "place": "Haaksbergen",
        "diploma": "kappersdiploma Borculo, 2009",
    },
    wants={"school": ("mbo",)},
)
HALIMA = Visitor("telegram", "1001")


def dump(database: Database) -> str:
    """Every value of every row of every table, but for what was there before anybody came."""
    with database.transaction() as session:
        return "\n".join(
            repr(tuple(row))
            for table in SQLModel.metadata.sorted_tables
            for row in session.execute(text(f'SELECT * FROM "{table.name}"'))
        )


def words_in(dumped: str | bytes) -> list[str]:
    found = dumped if isinstance(dumped, bytes) else dumped.encode()
    return [word for word in WORDS if word.encode() in found]


def tell_everything(desk: Desk) -> None:
    """All that somebody can leave behind: answers, changed answers, half answers, an appointment, updates, permission."""
    converse(desk, ZEBEDEUS, "age", OWN_WORDS)
    back = desk.turn(ZEBEDEUS, Said("terug"))
    assert question_of(back) == "name"
    desk.turn(ZEBEDEUS, Said("Zebedeus de tweede"))
    converse(desk, ZEBEDEUS, "work", OWN_WORDS)
    for unmatched in ("xylofoon opgeruimd", "Xylofoon opgeruimd", "XYLOFOON  OPGERUIMD"):
        desk.turn(ZEBEDEUS, Said(unmatched))
    desk.turn(ZEBEDEUS, Said("ik hou van struisvogels en planten"))
    with desk.database.transaction() as session:
        updates = [Received(number, ZEBEDEUS.address, '{"text": "Zebedeus opgeruimd"}') for number in (1, 2, 3)]
        receive(session, [*updates, Received(4, HALIMA.address, '{"text": "Halima"}')], MONDAY)
    desk.turn(ZEBEDEUS, Said("Zebedeus zingt"), 1)
    with desk.database.transaction() as session:
        mark_replied(session, ZEBEDEUS.address, MONDAY)
    desk.turn(ZEBEDEUS, Said("Zebedeus danst"), 2)
    converse(desk, ZEBEDEUS, None, OWN_WORDS)


def by_themselves(desk: Desk) -> None:
    """The person says so."""
    desk.turn(ZEBEDEUS, Said("wis alles"))
    desk.turn(ZEBEDEUS, Said("ja"))


def by_command(desk: Desk) -> None:
    """Somebody does it for them."""
    with desk.database.transaction() as session:
        person = find_person(session, ZEBEDEUS.channel, ZEBEDEUS.address)
        assert person is not None
        forget(session, person)


@pytest.mark.parametrize("erase", [by_themselves, by_command])
def test_nothing_of_an_erased_person_is_left_anywhere_and_others_are_untouched(
    erase: Callable[[Desk], None], open_desk: Callable[[], Desk], database: Database
) -> None:
    desk = open_desk()
    converse(desk, HALIMA)
    others = dump(database)
    tell_everything(desk)
    assert words_in(dump(database)) == list(WORDS)

    erase(desk)

    left = dump(database)
    assert words_in(left) == []
    assert desk.repeat(ZEBEDEUS) is None
    assert {line for line in others.splitlines() if line not in left.splitlines()} == set()
    with database.transaction() as session:
        rows = {row.update_id: (row.chat, row.raw) for row in session.exec(select(Inbox)).all()}
    assert rows == {1: (None, None), 2: (None, None), 3: (None, None), 4: (HALIMA.address, '{"text": "Halima"}')}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_file_itself_holds_no_word_of_an_erased_person(open_desk: Callable[[], Desk], database_url: str) -> None:
    desk = open_desk()
    converse(desk, HALIMA)
    tell_everything(desk)
    by_themselves(desk)
    desk.database.close()
    file = Path(make_url(database_url).database or "")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    everything = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert b"Halima" in everything
    assert words_in(everything) == []


def test_an_erased_appointment_is_free_again(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    offered = press(converse(desk, HALIMA, "moment"), "t")
    converse(desk, ZEBEDEUS, None, OWN_WORDS)
    assert press(desk.turn(HALIMA, Said("herhaal")), "t").value != offered.value
    by_themselves(desk)
    assert press(desk.turn(HALIMA, Said("herhaal")), "t").value == offered.value
    assert question_of(desk.turn(HALIMA, offered)) == "review"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_is_erased_can_begin_anew_as_somebody_unknown(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    old = press(converse(desk, ZEBEDEUS, "before", OWN_WORDS), "little")
    by_themselves(desk)
    assert question_of(desk.turn(ZEBEDEUS, old)) is None
    assert question_of(desk.turn(ZEBEDEUS, Arrived())) == "language"
    assert question_of(desk.turn(ZEBEDEUS, old)) == "language"
    with desk.database.transaction() as session:
        assert len(session.exec(select(Person)).all()) == len(session.exec(select(Intake)).all()) == 1


def test_erasing_is_all_or_nothing(database: Database, open_desk: Callable[[], Desk]) -> None:
    converse(open_desk(), ZEBEDEUS, None, OWN_WORDS)
    before = dump(database)

    def fail_at_the_end() -> None:
        with database.transaction() as session:
            person = find_person(session, ZEBEDEUS.channel, ZEBEDEUS.address)
            assert person is not None
            forget(session, person)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail_at_the_end()
    assert dump(database) == before
