"""Forgetting a person: every row of every table that is about them, in one transaction."""

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from storage.inbox import INBOX_CHANNEL
from storage.tables import Answer, Appointment, Consent, Inbox, Intake, Person


def forget(session: Session, person: Person) -> None:
    """Erase a person and all that was kept of them; a time that was booked is free again.

    What stays of updates that were handled is their number, so that they are not handled again.
    """
    intakes = select(Intake.id).where(Intake.candidate_id == person.id)
    for table in (Appointment, Answer):
        session.execute(delete(table).where(col(table.intake_id).in_(intakes)))
    session.execute(delete(Consent).where(col(Consent.person_id) == person.id))
    session.execute(delete(Intake).where(col(Intake.candidate_id) == person.id))
    if person.channel == INBOX_CHANNEL:
        session.execute(update(Inbox).where(col(Inbox.chat) == person.address).values(raw=None, chat=None))
    session.execute(delete(Person).where(col(Person.id) == person.id))
