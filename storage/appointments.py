"""Advice conversations: one time, one conversation, whatever happens at once. The database itself sees to it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from dialogs.answers import CANDIDATE, CONSULTANT, State
from storage.intakes import save, stored_answers
from storage.tables import Appointment, Busy, Intake, Organisation, Person, Slot

NO_MOMENT: dict[str, None] = {"id": None}
"""What the answer about the moment is when there is none."""


CALLED_OFF = "called off"
"""The source of a time that an adviser is busy, because they called a conversation off."""


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
    is there no longer, or does not fit in what is booked at its school that day; the transaction must then be given up.
    """
    held = appointment_of(session, intake)
    if held is not None and held.slot_id == slot_id:
        return Change(held, held)
    # As it is now, and not as it was when the times were looked at.
    slot = session.get(Slot, slot_id, populate_existing=True) if slot_id is not None else None
    if slot_id is not None and (slot is None or slot.withdrawn):
        raise Taken
    if slot is not None:
        _check_room(session, slot, intake)
    if held is not None:
        held.cancelled_at = now
        held.sequence += 1
        session.flush()
    if slot is None:
        return Change(held, None)
    moved = held if held is not None and held.starts_at > now else None
    made = Appointment(
        slot_id=slot.id,
        intake_id=intake.id,
        adviser_id=slot.adviser_id,
        starts_at=slot.starts_at,
        uid=moved.uid if moved else f"{uuid4()}@praktijkgids",
        sequence=moved.sequence if moved else 0,
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


def give_up(session: Session, appointment: Appointment) -> None:
    """The time of a conversation cannot be had by anybody any more: its adviser is busy then, or the school has no time."""
    slot = session.get_one(Slot, appointment.slot_id)
    if slot.adviser_id is not None:
        ends = slot.starts_at + timedelta(minutes=slot.minutes)
        session.add(Busy(adviser_id=slot.adviser_id, source=CALLED_OFF, starts_at=slot.starts_at, ends_at=ends))
    slot.withdrawn = slot.adviser_id is None
    session.flush()


def _check_room(session: Session, slot: Slot, intake: Intake) -> None:
    """Raises Taken when this time does not go with the others at its school: the day is full, or the adviser not free."""
    school = session.get_one(Organisation, slot.school_id)
    if school.most_a_day is None and slot.adviser_id is None:
        return
    # Whoever books at the same school waits here, and then counts this conversation too.
    session.get_one(Organisation, school.id, with_for_update={"key_share": True}, populate_existing=True)
    begins, ends = (
        datetime.combine(slot_day(slot) + timedelta(days=ahead), time(), ZoneInfo(slot.zone)) for ahead in (0, 1)
    )
    that_day = session.exec(
        select(Slot, Appointment.adviser_id)
        .join(Appointment, col(Appointment.slot_id) == col(Slot.id))
        .where(
            Slot.school_id == school.id,
            Appointment.intake_id != intake.id,
            col(Appointment.cancelled_at).is_(None),
            col(Appointment.starts_at) >= begins,
            col(Appointment.starts_at) < ends,
        )
    ).all()
    if school.most_a_day is not None and len(that_day) >= school.most_a_day:
        raise Taken
    starts, until = slot.starts_at, slot.starts_at + timedelta(minutes=slot.minutes)
    for other, adviser in that_day:
        overlaps = other.starts_at < until and starts < other.starts_at + timedelta(minutes=other.minutes)
        if overlaps and adviser is not None and adviser == slot.adviser_id:
            raise Taken


def slot_day(slot: Slot) -> date:
    """The day of a time, on the calendar where it is."""
    return slot.starts_at.astimezone(ZoneInfo(slot.zone)).date()
