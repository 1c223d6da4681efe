"""Letters: what may leave now, each claimed by whoever brings it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from dialogs.messages import Message
from dialogs.news import together
from dialogs.written import read
from storage.due import EXPECTING, PASSED, READY, at
from storage.manner import Manner
from storage.tables import Outbox, Person

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=1)
"""How long a letter is left to who claimed it: who has not told what came of it then, has died."""
MOST_NEWS = 20
"""How much news is told in one message; the rest is for tomorrow."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way to one person. `rows`: those of the outbox that it is made of; several, when it is news.

    Until `claimed_until` nobody else brings it; from `expires_at` on it is better not brought.
    """

    rows: tuple[int, ...]
    person_id: int
    address: str
    language: str
    manner: Manner
    message: Message
    claimed_until: datetime
    expires_at: datetime | None


def anything(session: Session, channel: str, now: datetime) -> bool:
    """Whether something may leave now through a channel. It only looks: looking often keeps nobody waiting."""
    return session.exec(EXPECTING.limit(1), params=at(now) | {"channel": channel}).first() is not None


def claim(session: Session, channel: str, now: datetime, most: int) -> list[Letter]:
    """Up to `most` letters that may leave now through a channel, each to somebody else, who waits longest first.

    They are for the caller alone until CLAIM has passed.
    """
    # Who is taking a turn, or for whom somebody else is just claiming, is skipped: there will be another look.
    alone = EXPECTING.limit(most).with_for_update(of=Person, key_share=True, skip_locked=True)
    people = session.exec(alone, params=at(now) | {"channel": channel}).all()
    letters = [next_letter(session, person, now) for person in people]
    return [letter for letter in letters if letter is not None]


def next_letter(session: Session, person: Person, now: datetime) -> Letter | None:
    """The letter that is to leave first to a person, claimed; None when nothing may leave now.

    Nobody else may be claiming for the same person at the same time.
    """
    while row := session.exec(READY.limit(1), params=at(now) | {"person": person.id}).first():
        if letter := _letter(session, row, person, now):
            return letter
    return None


def mark_sent(session: Session, letter: Letter, now: datetime) -> None:
    """Note that a letter has reached its person, and forget its words."""
    if letter.manner is Manner.NEWS:  # the person first, as everybody does: else two could wait for each other
        session.execute(update(Person).where(col(Person.id) == letter.person_id).values(news_at=now))
    session.execute(
        update(Outbox)
        .where(col(Outbox.id).in_(letter.rows), col(Outbox.sent_at).is_(None))
        .values(sent_at=now, message=None, key=None, claimed_until=None, try_at=None, dead_at=None, fault=None)
    )


def drop_passed(session: Session, now: datetime, person_id: int | None = None) -> None:
    """Drop what was not sent, to a person or to anybody, before its moment had passed."""
    whose = [] if person_id is None else [col(Outbox.person_id) == person_id]
    dropped = session.execute(delete(Outbox).where(PASSED, *whose).returning(col(Outbox.id)), {"now": now})
    for number in dropped.scalars():
        log.info("message %s is dropped: its moment has passed", number)


def _letter(session: Session, first: Outbox, person: Person, now: datetime) -> Letter | None:
    """The letter that a row is the first of, claimed; None when nothing in it can be read."""
    rows: Sequence[Outbox] = [first]
    if first.manner == Manner.NEWS:
        news = READY.where(col(Outbox.manner) == Manner.NEWS.value).limit(MOST_NEWS)
        rows = session.exec(news, params=at(now) | {"person": person.id}).all()
    messages: dict[int, Message] = {}
    for row in rows:
        try:
            messages[row.id] = read(row.message)
            row.claimed_until = now + CLAIM
        except ValueError:
            row.dead_at, row.fault = now, "unreadable"
            log.error("message %s cannot be read, and is dead", row.id)
    session.flush()
    if not messages:
        return None
    return Letter(
        rows=tuple(messages),
        person_id=person.id,
        address=person.address,
        language=person.language,
        manner=Manner(first.manner),
        message=together(list(messages.values())),
        claimed_until=now + CLAIM,
        expires_at=min((row.expires_at for row in rows if row.expires_at is not None), default=None),
    )
