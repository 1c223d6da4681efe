"""What is said unasked: written in the transaction that causes it, delivered once its moment has come."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from dialogs.messages import Message
from dialogs.written import written
from storage.letters import drop_passed, mark_sent, next_letter
from storage.manner import Manner
from storage.tables import Outbox, Person

__all__ = ["Manner", "collect", "expecting", "say", "take_back"]


def say(
    session: Session,
    person_id: int,
    message: Message,
    now: datetime,
    manner: Manner = Manner.BY_DAY,
    *,
    about: int | None = None,
    key: str | None = None,
    due: datetime | None = None,
    expires: datetime | None = None,
) -> None:
    """Plan a message to a person from the moment `due` (else `now`) on, about an intake.

    What waits under the same `key` is replaced. After `expires` it is not sent any more.
    """
    if key is not None:
        take_back(session, key)
    session.add(
        Outbox(
            key=key,
            person_id=person_id,
            about_id=about,
            manner=manner.value,
            message=written(message),
            created_at=now,
            due_at=due or now,
            expires_at=expires,
        )
    )
    session.flush()


def take_back(session: Session, *keys: str) -> None:
    """Forget what was planned under these keys, if it has not been sent yet."""
    session.execute(delete(Outbox).where(col(Outbox.key).in_(keys), col(Outbox.sent_at).is_(None)))


def expecting(session: Session, beginning: str) -> frozenset[int]:
    """The people for whom something waits, not sent yet, that was planned under a key that begins so."""
    waits = (col(Outbox.key).startswith(beginning, autoescape=True), col(Outbox.sent_at).is_(None))
    return frozenset(session.exec(select(Outbox.person_id).where(*waits)))


def collect(session: Session, person_id: int, now: datetime) -> tuple[Message, ...]:
    """What may reach a person who is here now, in order; it counts as sent."""
    drop_passed(session, now, person_id)
    person = session.get_one(Person, person_id, with_for_update={"key_share": True})
    return tuple(_collected(session, person, now))


def _collected(session: Session, person: Person, now: datetime) -> Iterator[Message]:
    while letter := next_letter(session, person, now):
        mark_sent(session, letter, now)
        yield letter.message
