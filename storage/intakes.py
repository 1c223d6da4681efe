"""Reading and saving intakes, one turn at a time."""

import secrets
from datetime import datetime

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select

from dialogs.answers import Given, State
from storage.tables import Answer, Intake, Person

TOKEN_BYTES = 6
"""Eight characters in a button; almost 2^48 tokens, checked against the person's own intake all the same."""


class Stale(Exception):
    """Somebody else took a turn in this intake meanwhile: read again and try again."""


def find_person(session: Session, channel: str, address: str, *, alone: bool = False) -> Person | None:
    """The person at this address of a channel; None when there is none (yet).

    `alone`: others who want them alone wait, first come first served, until this transaction ends.
    """
    query = select(Person).where(Person.channel == channel, Person.address == address)
    # SQLite lets one transaction in at a time, and does without.
    return session.exec(query.with_for_update(key_share=True) if alone else query).one_or_none()


def intake_of(session: Session, person: Person) -> Intake | None:
    """The intake of a candidate; None when there is none (yet)."""
    return session.exec(select(Intake).where(Intake.candidate_id == person.id)).one_or_none()


def begin_intake(
    session: Session, channel: str, address: str, language: str, dialogue: str, now: datetime
) -> tuple[Person, Intake]:
    """A new person at this address with an empty intake of `dialogue`."""
    person = Person(channel=channel, address=address, language=language, created_at=now)
    session.add(person)
    session.flush()
    # A token is typed too, and what begins with a dash would be taken for an option.
    token = secrets.token_urlsafe(TOKEN_BYTES).replace("-", "_")
    intake = Intake(token=token, dialogue=dialogue, candidate_id=person.id, created_at=now, touched_at=now)
    session.add(intake)
    session.flush()
    return person, intake


def stored_answers(session: Session, intake: Intake) -> dict[str, Given]:
    """Where each answer of an intake stands: the newest revision of every key."""
    rows = session.exec(select(Answer).where(Answer.intake_id == intake.id).order_by(col(Answer.revision))).all()
    return {row.key: Given(row.revision, row.settled, row.draft, row.open, row.since, row.by) for row in rows}


def save(session: Session, intake: Intake, before: State, after: State, now: datetime) -> None:
    """Add what a turn changed to the log. Raises Stale when the intake is not as it was read any more."""
    taken = session.execute(
        update(Intake)
        .where(col(Intake.id) == intake.id, col(Intake.version) == intake.version)
        .values(version=intake.version + 1, aside=after.aside, misses=after.misses, touched_at=now)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(taken, CursorResult)
    if taken.rowcount != 1:
        raise Stale
    for key, given in after.answers.items():
        if before.answers.get(key) != given:
            session.add(
                Answer(
                    intake_id=intake.id,
                    key=key,
                    revision=given.revision,
                    settled=given.settled,
                    draft=given.draft,
                    open=given.open,
                    since=given.since,
                    by=given.by,
                    at=now,
                )
            )
    session.flush()
