"""Free times of schools: what can still be booked (storage/appointments.py)."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, select

from dialogs.scene import FreeTime, Way
from storage.tables import Appointment, Offering, Organisation, Slot


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
