"""What a list of intakes needs to be shown: each thing looked up once, for all of them."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists, or_
from sqlmodel import Session, col, select

from dialogs.answers import Given
from storage.tables import Answer, Appointment, Intake, Invitation, Person, Slot, Thread

MOST = 500
"""Intakes in one list; whoever has more needs another tool."""


def intakes_of(session: Session, consultant: int) -> Sequence[Intake]:
    """The intakes that a consultant guides, the one that was touched last first."""
    query = select(Intake).where(Intake.consultant_id == consultant)
    return session.exec(query.order_by(col(Intake.touched_at).desc()).limit(MOST)).all()


def needing_somebody(session: Session, region: str) -> Sequence[Intake]:
    """The intakes of a region that wait for somebody: without consultant, asking for a human being, or done without a moment."""
    booked = exists().where(col(Appointment.intake_id) == col(Intake.id), col(Appointment.cancelled_at).is_(None))
    asking = exists().where(
        col(Thread.intake_id) == col(Intake.id), col(Thread.closed_at).is_(None), col(Thread.waits_since).is_not(None)
    )
    query = select(Intake).where(
        Intake.region_code == region,
        or_(
            col(Intake.consultant_id).is_(None) & ~booked,
            col(Intake.asked_person_at).is_not(None),
            asking,
            col(Intake.finished_at).is_not(None) & ~booked,
        ),
    )
    return session.exec(query.order_by(col(Intake.touched_at).desc()).limit(MOST)).all()


def answers_of(session: Session, intakes: Sequence[Intake]) -> dict[int, dict[str, Given]]:
    """Where each answer of each intake stands, by the number of the intake."""
    found: dict[int, dict[str, Given]] = {intake.id: {} for intake in intakes}
    query = select(Answer).where(col(Answer.intake_id).in_(found)).order_by(col(Answer.revision))
    for row in session.exec(query):
        found[row.intake_id][row.key] = Given(row.revision, row.settled, row.draft, row.open, row.since, row.by)
    return found


def moments_of(session: Session, intakes: Sequence[Intake]) -> dict[int, datetime]:
    """When each intake has its advice conversation, on the clock where that is; those without one are not there."""
    query = (
        select(Appointment.intake_id, Slot.starts_at, Slot.zone)
        .join(Slot, col(Appointment.slot_id) == col(Slot.id))
        .where(
            col(Appointment.intake_id).in_([intake.id for intake in intakes]), col(Appointment.cancelled_at).is_(None)
        )
    )
    return {intake: starts.astimezone(ZoneInfo(zone)) for intake, starts, zone in session.exec(query)}


def asking_since(session: Session, intakes: Sequence[Intake]) -> dict[int, datetime]:
    """Since when a candidate waits for the answer of a human being; those who do not are not there."""
    query = select(Thread.intake_id, Thread.waits_since).where(
        col(Thread.intake_id).in_([intake.id for intake in intakes]),
        col(Thread.closed_at).is_(None),
        col(Thread.waits_since).is_not(None),
    )
    waiting = {intake.id: intake.asked_person_at for intake in intakes if intake.asked_person_at is not None}
    return waiting | {intake: since for intake, since in session.exec(query) if since is not None}


def with_open_link(session: Session, intakes: Sequence[Intake], now: datetime) -> set[int]:
    """The intakes to which a link is out that still works."""
    query = select(Invitation.intake_id).where(
        col(Invitation.intake_id).in_([intake.id for intake in intakes]),
        col(Invitation.redeemed_at).is_(None),
        col(Invitation.withdrawn_at).is_(None),
        Invitation.expires_at > now,
    )
    return {intake for intake in session.exec(query) if intake is not None}


def people_of(session: Session, intakes: Sequence[Intake]) -> dict[int, Person]:
    """The candidates and consultants of these intakes, by number."""
    numbers = {number for intake in intakes for number in (intake.candidate_id, intake.consultant_id) if number}
    return {person.id: person for person in session.exec(select(Person).where(col(Person.id).in_(numbers)))}
