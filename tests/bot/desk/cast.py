"""The people of two regions and their candidates, at one desk: what each of them does, and everything that each is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Table
from sqlmodel import Session, SQLModel, col, select

from bot.desk import Desk, Reply, Visitor
from dialogs.events import Arrived, Event, Handed, Pressed, Said
from dialogs.messages import Message
from dialogs.pages.going import PAGE
from dialogs.text import render
from people.roles import Role
from storage.database import Database
from storage.intakes import intake_of
from storage.invitations import invite, known_region, organisation_named
from storage.tables import Answer, Intake, Person
from tests.bot.someone import Habit, converse
from tests.transcript import CODE

HERE, ELSEWHERE = "AM05", "AM01"
POSTS = {
    "sanne": (Role.CONSULTANT, HERE, "Gemeente Enschede"),
    "bram": (Role.CONSULTANT, HERE, "UWV Hengelo"),
    "noor": (Role.ADVISER, HERE, "Voorbeeldcollege Twente"),
    "carla": (Role.COORDINATOR, HERE, ""),
    "ada": (Role.ADMINISTRATOR, HERE, ""),
    "dirk": (Role.CONSULTANT, ELSEWHERE, "Gemeente Groningen"),
    "greta": (Role.COORDINATOR, ELSEWHERE, ""),
}
"""Who works where, and as what."""
GUIDED = {"kees": "sanne", "mira": "bram", "olga": "dirk"}
"""Who guides which candidate. Kees has done everything, and talks to the school in Twente; Mira and Olga are half-way."""
ALONE, STRANGER = "zef", "tom"
"""Zef came by himself, lives in Twente, and nobody guides him; Tom has not been here yet."""
EVERYBODY = (*POSTS, *GUIDED, ALONE, STRANGER)


def visitor(name: str) -> Visitor:
    """Somebody at the door."""
    return Visitor("terminal", name)


def in_words(messages: tuple[Message, ...], language: str = "nl") -> str:
    """All that can be read of some messages, on the buttons too."""
    texts = [line.text for message in messages for line in message.lines]
    texts += [button.label for message in messages for row in message.buttons for button in row]
    return "\n".join(render(text, language) for text in texts)


def buttons(messages: tuple[Message, ...]) -> list[Pressed]:
    """All buttons of some messages."""
    return [button.press for message in messages for row in message.buttons for button in row]


@dataclass
class Cast:
    """A desk, and what everybody was shown: `screen`: the newest, `seen`: all of it, in words."""

    desk: Desk
    screen: dict[str, tuple[Message, ...]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)

    def does(self, name: str, event: Event | Handed) -> Reply:
        """What somebody does; gives back what they are shown."""
        reply = self.desk.turn(visitor(name), event)
        self._note(name, reply)
        return reply

    def hears(self, name: str) -> tuple[Message, ...]:
        """What somebody is told unasked."""
        reply = self.desk.unasked(visitor(name))
        if reply.messages:
            self._note(name, reply)
        return reply.messages

    def says(self, name: str, *words: str) -> Reply:
        """Somebody types this, one after the other."""
        for said in words:
            reply = self.does(name, Said(said))
        return reply

    def goes(self, name: str, page: str, argument: str = "") -> Reply:
        """Somebody presses a button that leads to a page, wherever they have it from."""
        return self.does(name, Pressed(PAGE, page, 0, argument))

    def picks(self, name: str, value: str) -> Reply:
        """Somebody presses the newest button with this value, or that leads to this page."""
        shown = buttons(self.screen[name])
        return self.does(name, next(press for press in shown if value in (press.value, press.question)))

    def opens(self, name: str, code: str) -> Reply:
        """Somebody opens a link."""
        return self.does(name, Arrived(code))

    def joins(self, name: str, role: Role, region: str, organisation: str = "") -> Reply:
        """Somebody gets a post by a fresh invitation of nobody's."""
        with self.desk.database.transaction() as session:
            known_region(session, region, region)
            where = organisation_named(session, region, organisation).id if organisation else None
            code, _invitation = invite(session, role, region, self.desk.clock(), organisation=where)
        self.opens(name, code)
        return self.says(name, name.capitalize())

    def links(self, consultant: str, token: str) -> str:
        """The code of a fresh link to an intake."""
        self.goes(consultant, "link", token)
        return self.codes[-1]

    def begins(self, consultant: str, called: str) -> str:
        """A consultant begins an intake and answers the first of the professional's questions; gives back its token."""
        self.goes(consultant, "new")
        self.says(consultant, called, "eerst ik", "ww")
        self.goes(consultant, "home")
        with self.desk.database.reading() as session:
            return session.exec(select(Intake.token).order_by(col(Intake.id).desc()).limit(1)).one()

    def _note(self, name: str, reply: Reply) -> None:
        self.screen[name] = reply.messages
        for message in reply.messages:
            if message.qr and (code := CODE.search(message.qr)):
                self.codes.append(code[1])


def fill(desk: Desk) -> None:
    """Make everybody be there, as they are described above."""
    cast = Cast(desk)
    for name, (role, region, organisation) in POSTS.items():
        cast.joins(name, role, region, organisation)
    for name, consultant in GUIDED.items():
        cast.opens(name, cast.links(consultant, cast.begins(consultant, name.capitalize())))
        converse(desk, visitor(name), None if name == "kees" else "school")
    converse(desk, visitor(ALONE), "school", Habit(says={"name": ALONE.capitalize()}))
    for name in EVERYBODY:
        cast.hears(name)


def person(session: Session, name: str) -> Person:
    """The person with this name; raises when they have not been here."""
    return session.exec(select(Person).where(Person.address == name)).one()


def own_intake(session: Session, name: str) -> Intake:
    """The intake of a candidate; raises when there is none."""
    found = intake_of(session, person(session, name))
    assert found is not None
    return found


def token_of(database: Database, name: str) -> str:
    """The token of a candidate's intake."""
    with database.reading() as session:
        return own_intake(session, name).token


def rows_about(database: Database, name: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is about a candidate's intake, but for what is on its way to people."""
    with database.reading() as session:
        number = own_intake(session, name).id
        tables = {table.name: table for table in SQLModel.metadata.sorted_tables if table.name != "outbox"}
        found = {
            name: _rows(session, table, "intake_id" if "intake_id" in table.c else "id", [number])
            for name, table in tables.items()
            if name == "intake" or "intake_id" in table.c
        }
    return {name: rows for name, rows in found.items() if rows}


def rows_of_region(database: Database, region: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that belongs to a region."""
    with database.reading() as session:
        return {
            table.name: _rows(session, table, "region_code", [region])
            for table in SQLModel.metadata.sorted_tables
            if "region_code" in table.c
        }


def _rows(session: Session, table: Table, column: str, values: Iterable[object]) -> list[tuple[object, ...]]:
    return sorted(map(tuple, session.execute(table.select().where(table.c[column].in_(values)))), key=str)


def answers(database: Database, name: str) -> dict[str, tuple[object, str]]:
    """The whole answers in a candidate's intake, each with the name of who gave it."""
    with database.reading() as session:
        rows = session.exec(select(Answer).where(Answer.intake_id == own_intake(session, name).id).order_by("revision"))
        return {
            row.key: (row.settled, session.get_one(Person, row.by_id).address if row.by_id is not None else row.by)
            for row in rows
            if row.settled is not None
        }
