"""Forgetting: every row of every table that is about somebody, in one transaction."""

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from storage.inbox import INBOX_CHANNEL
from storage.outbox import take_back
from storage.rules import forget_times
from storage.tables import (
    Answer,
    Appointment,
    Audit,
    Consent,
    FollowUp,
    Inbox,
    Intake,
    Invitation,
    Outbox,
    Outcome,
    Person,
    Seat,
    Slot,
    Thread,
)
from storage.threads import unanswered


def forget(session: Session, person: Person) -> None:
    """Erase a person and all that was kept of them; a time that was booked is free again.

    What stays of updates that were handled is their number, so that they are not handled again. What a professional
    answered for a candidate stays, without who they were.
    """
    own = session.exec(select(Intake).where(Intake.candidate_id == person.id)).one_or_none()
    if own is not None:
        forget_intake(session, own)
    for thread in session.exec(select(Thread).where(Thread.helper_id == person.id)).all():
        for key in unanswered(thread):
            take_back(session, key)
        session.delete(thread)
    session.flush()
    session.execute(delete(Seat).where(col(Seat.person_id) == person.id))
    session.execute(delete(Outbox).where(col(Outbox.person_id) == person.id))
    forget_times(session, person.id)
    by_them = (
        (Answer, "by_id"),
        (Intake, "consultant_id"),
        (Outcome, "by_id"),
        (Appointment, "adviser_id"),
        (Slot, "adviser_id"),
        (Invitation, "invited_by_id"),
        (Invitation, "redeemed_by_id"),
        (Audit, "who_id"),
    )
    for table, column in by_them:
        session.execute(update(table).where(getattr(table, column) == person.id).values({column: None}))
    if person.channel == INBOX_CHANNEL:
        session.execute(update(Inbox).where(col(Inbox.chat) == person.address).values(raw=None, chat=None))
    session.execute(delete(Person).where(col(Person.id) == person.id))


def forget_intake(session: Session, intake: Intake) -> None:
    """Erase an intake and everything about it, also what was still to be said to others; the candidate themselves stays."""
    for person in session.exec(
        select(Person).join(Seat, col(Seat.token) == col(Person.at)).where(Seat.intake_id == intake.id)
    ):
        person.at = None
    session.flush()
    for table in (FollowUp, Outcome, Appointment, Answer, Consent, Seat, Thread, Invitation):
        session.execute(delete(table).where(col(table.intake_id) == intake.id))
    session.execute(delete(Outbox).where(col(Outbox.about_id) == intake.id))
    session.execute(update(Audit).where(col(Audit.about_id) == intake.id).values(about_id=None))
    session.execute(delete(Intake).where(col(Intake.id) == intake.id))
