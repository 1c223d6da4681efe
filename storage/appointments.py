"""Advice conversations: one time, one conversation, whatever happens at once. The database itself sees to it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from dialogs.answers import CANDIDATE, CONSULTANT, State
from storage.intakes import save, stored_answers
from storage.tables import Appointment, Intake, Organisation, Person, Slot

NO_MOMENT: dict[str, None] = {"id": None}
"""What the answer about the moment is when there is none."""


class Taken(Exception):
    """Somebody else got this time a moment ago, or it is gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """The conversation of an intake that was in force, and the one that is now; the same one when nothing changed."""

    before: Appointment | None
    after: Appointment | None


def appointment_of(session: Session, intake: Intake) -> Appointment | None:
    """The advice conversation of an intake that is in force; None when there is none."""
    return session.exec(
        select(Appointment).where(Appointment.intake_id == intake.id, col(Appointment.cancelled_at).is_(None))
    ).one_or_none()


def book(session: Session, intake: Intake, slot_id: int | None, now: datetime) -> Change:
    """Make this time the advice conversation of the intake, instead of any other; None: there is none any more.

    A conversation that is moved keeps its uid, with the next sequence. Raises Taken when the time was given to somebody else,
    is there no longer, or is one too many for its school on that day; the transaction must then be given up.
    """
    held = appointment_of(session, intake)
    if held is not None and held.slot_id == slot_id:
        return Change(held, held)
    if held is not None:
        held.cancelled_at = now
        if slot_id is None:
            held.sequence += 1
        session.flush()
    if slot_id is None:
        return Change(held, None)
    slot = session.get(Slot, slot_id)
    if slot is None:
        raise Taken
    _keep_to_most_a_day(session, slot)
    moved = held if held is not None and held.starts_at > now else None
    made = Appointment(
        slot_id=slot_id,
        intake_id=intake.id,
        adviser_id=slot.adviser_id,
        starts_at=slot.starts_at,
        uid=moved.uid if moved else f"{uuid4()}@praktijkgids",
        sequence=moved.sequence + 1 if moved else 0,
        booked_at=now,
    )
    session.add(made)
    try:
        session.flush()
    except IntegrityError:
        raise Taken from None
    return Change(held, made)


def cancel(session: Session, appointment: Appointment, reason: str, by: Person, now: datetime) -> None:
    """End a conversation that is in force: its time is free again, and the intake has no moment any more, says `by`.

    Raises storage.intakes.Stale when somebody else was first.
    """
    appointment.cancelled_at, appointment.reason = now, reason
    appointment.sequence += 1
    session.flush()
    intake = session.get_one(Intake, appointment.intake_id)
    before = State(intake.token, stored_answers(session, intake))
    as_what = CANDIDATE if by.id == intake.candidate_id else CONSULTANT
    after = before.with_given("moment", before.given("moment").whole({**NO_MOMENT}, as_what))
    save(session, intake, before, after, now, by.id)
    session.refresh(intake)


def _keep_to_most_a_day(session: Session, slot: Slot) -> None:
    """Raises Taken when the school has as many conversations as it can hold on the day of this time."""
    school = session.get_one(Organisation, slot.school_id)
    if school.most_a_day is None:
        return
    # Whoever books at the same school waits here, and then counts this one too.
    alone = {"key_share": True}
    session.get_one(Organisation, school.id, with_for_update=alone, populate_existing=True)
    zone = ZoneInfo(slot.zone)
    day = slot.starts_at.astimezone(zone).date()
    begins, ends = (datetime.combine(one, time(), zone) for one in (day, day + timedelta(days=1)))
    held = session.scalar(
        select(func.count())
        .select_from(Appointment)
        .join(Slot, col(Appointment.slot_id) == col(Slot.id))
        .where(
            Slot.school_id == school.id,
            col(Appointment.cancelled_at).is_(None),
            col(Appointment.starts_at) >= begins,
            col(Appointment.starts_at) < ends,
        )
    )
    if (held or 0) >= school.most_a_day:
        raise Taken
