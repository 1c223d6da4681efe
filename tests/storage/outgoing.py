"""People with messages waiting for them in the outbox, for tests."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, select

from dialogs.messages import Line, Message
from dialogs.text import render, verbatim
from storage.database import Database
from storage.inbox import INBOX_CHANNEL
from storage.letters import Letter
from storage.outbox import Manner, say
from storage.tables import Intake, Outbox, Person
from tests.conftest import MONDAY


def somebody(session: Session, address: str = "1", channel: str = INBOX_CHANNEL, language: str = "nl") -> Person:
    """A new person."""
    person = Person(channel=channel, address=address, language=language, created_at=MONDAY)
    session.add(person)
    session.flush()
    return person


def guided_by(session: Session, candidate: Person, consultant: Person | None) -> Intake:
    """A new intake of the candidate."""
    guide = consultant.id if consultant else None
    intake = Intake(
        token=f"of{candidate.id}", candidate_id=candidate.id, consultant_id=guide, created_at=MONDAY, touched_at=MONDAY
    )
    session.add(intake)
    session.flush()
    return intake


def words(*lines: str) -> Message:
    """A message with these words."""
    return Message(tuple(Line(verbatim(line)) for line in lines))


def plan(
    session: Session, person: Person, *all_words: str, manner: Manner = Manner.AT_ONCE, due: datetime = MONDAY
) -> None:
    """Plan a message for each of the words."""
    for line in all_words:
        say(session, person.id, words(line), due, manner)


def shown(message: Message) -> list[str]:
    """The lines of a message, in Dutch."""
    return [render(line.text, "nl") for line in message.lines]


def told(letters: Iterable[Letter]) -> list[str]:
    """The words of letters with one line each."""
    return [line for letter in letters for line in shown(letter.message)]


def rows(database: Database) -> list[Outbox]:
    """Everything in the outbox, oldest first."""
    with database.reading() as session:
        return list(session.exec(select(Outbox).order_by("id")))
