"""Candidates who wait for a moment: who they are, and which time that came free they are offered, one after the other.

The offers of one time are all in the outbox at once, each due a day after the one before it: nothing has to remember to go on.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, exists, select

from dialogs.messages import Message
from storage.caseload import answers_of
from storage.outbox import say
from storage.tables import Appointment, Intake, Outbox, Person

PATIENCE = timedelta(days=1)
"""How long somebody may think before the next one is asked too."""
MOST = 10
"""How many are asked for one time."""


def waiting(session: Session, region: str, slot_id: int) -> list[Intake]:
    """Who is done with the questions in a region and has no moment, the first one first; without who gave this time back."""
    booked = exists().where(
        col(Appointment.intake_id) == col(Intake.id),
        (col(Appointment.cancelled_at).is_(None)) | (col(Appointment.slot_id) == slot_id),
    )
    query = (
        select(Intake)
        .join(Person, col(Intake.candidate_id) == col(Person.id))
        .where(
            Intake.region_code == region,
            col(Intake.finished_at).is_not(None),
            col(Person.unreachable_at).is_(None),
            ~booked,
        )
        .order_by(col(Intake.finished_at), col(Intake.id))
    )
    found = session.exec(query).all()
    answers = answers_of(session, found)
    return [one for one in found if (given := answers[one.id].get("moment")) and given.settled == {"id": None}]


def plan_offer(
    session: Session,
    person_id: int,
    intake: Intake,
    message: Message,
    slot_id: int,
    place: int,
    now: datetime,
    until: datetime,
) -> None:
    """Offer a time to somebody, after as many others as `place` says, a day each; not after `until`."""
    due = now + place * PATIENCE
    say(session, person_id, message, now, about=intake.id, key=_key(slot_id, place), due=due, expires=until)


def withdraw_offers(session: Session, *, slot_id: int | None = None, intake: Intake | None = None) -> None:
    """Take back what was not offered yet of a time, or to the candidate of an intake."""
    which = [col(Outbox.about_id) == intake.id] if intake is not None else []
    pattern = "offer:%" if slot_id is None else f"offer:{slot_id}:%"
    session.execute(delete(Outbox).where(col(Outbox.key).like(pattern), col(Outbox.sent_at).is_(None), *which))


def ask_next(session: Session, slot_id: int, place: int, now: datetime) -> None:
    """Who was asked in this place does not want the time: ask the next one now, if they were not asked yet."""
    rows = session.exec(
        select(Outbox)
        .where(col(Outbox.key).like(f"offer:{slot_id}:%"), col(Outbox.sent_at).is_(None))
        .order_by(col(Outbox.due_at))
    ).all()
    # Somebody who says no twice, or says it when others were asked long ago, hurries nobody.
    if rows and rows[0].key == _key(slot_id, place + 1):
        for later, row in enumerate(rows):
            row.due_at = now + later * PATIENCE
        session.flush()


def _key(slot_id: int, place: int) -> str:
    return f"offer:{slot_id}:{place}"
