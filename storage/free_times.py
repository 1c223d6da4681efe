"""Free times of schools, and booking one: the database itself sees to it that a time is given away once."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, exists
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from dialogs.scene import FreeTime, Way
from storage.tables import Appointment, Intake, Offering, Organisation, Slot


class Taken(Exception):
    """Somebody else got this time a moment ago."""


def free_times(session: Session, region: str, after: datetime, limit: int = 60) -> tuple[FreeTime, ...]:
    """The first `limit` free times of the schools in a region that start after a moment, soonest first."""
    rows = session.exec(
        select(Slot, Organisation.name)
        .join(Organisation, col(Slot.school_id) == col(Organisation.id))
        .where(Organisation.region_code == region, col(Slot.starts_at) > after, ~_booked())
        .order_by(col(Slot.starts_at), col(Slot.id))
        .limit(limit)
    ).all()
    return tuple(as_free_time(slot, school) for slot, school in rows)


def as_free_time(slot: Slot, school: str) -> FreeTime:
    """A slot as the conversation knows it."""
    return FreeTime(slot.id, slot.starts_at, slot.zone, slot.minutes, Way(slot.way), slot.place, school)


def _booked() -> ColumnElement[bool]:
    return exists().where(col(Appointment.slot_id) == col(Slot.id), col(Appointment.cancelled_at).is_(None))


def offered_crebos(session: Session, region: str) -> frozenset[str]:
    """The crebo's that schools in a region offer in the derde leerweg."""
    query = select(Offering.crebo).join(Organisation, col(Offering.school_id) == col(Organisation.id))
    return frozenset(session.exec(query.where(Organisation.region_code == region)).all())


def appointment_of(session: Session, intake: Intake) -> Appointment | None:
    """The advice conversation of an intake that is in force; None when there is none."""
    return session.exec(
        select(Appointment).where(Appointment.intake_id == intake.id, col(Appointment.cancelled_at).is_(None))
    ).one_or_none()


def book(session: Session, intake: Intake, slot_id: int | None, now: datetime) -> None:
    """Make this time the advice conversation of the intake, instead of any other; None: only cancel what there is.

    Raises Taken when the time was given to somebody else, or is there no longer; the transaction must then be given up.
    """
    held = appointment_of(session, intake)
    if held is not None:
        if held.slot_id == slot_id:
            return
        held.cancelled_at = now
        session.add(held)
        session.flush()
    if slot_id is None:
        return
    slot = session.get(Slot, slot_id)
    if slot is None:
        raise Taken
    session.add(
        Appointment(
            slot_id=slot_id,
            intake_id=intake.id,
            adviser_id=slot.adviser_id,
            starts_at=slot.starts_at,
            uid=held.uid if held is not None else f"{uuid4()}@praktijkgids",
            sequence=held.sequence + 1 if held is not None else 0,
            booked_at=now,
        )
    )
    try:
        session.flush()
    except IntegrityError:
        raise Taken from None
