"""What came out of an advice conversation, and what became of people afterwards: one row of each, whoever tells it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from dialogs.answers import Json
from storage.tables import Appointment, FollowUp, Outbox, Outcome, Person, Slot


def held_last(session: Session, intake: int, now: datetime) -> Appointment | None:
    """The last conversation of an intake that was held, as far as we know; None when there is none yet."""
    query = select(Appointment).where(
        Appointment.intake_id == intake,
        col(Appointment.starts_at) <= now,
        ~col(Appointment.missed),
        # When another one is planned afterwards, this one was held all the same.
        col(Appointment.cancelled_at).is_(None) | (col(Appointment.cancelled_at) >= col(Appointment.starts_at)),
    )
    return session.exec(query.order_by(col(Appointment.starts_at).desc(), col(Appointment.id).desc()).limit(1)).first()


def outcome_of(session: Session, appointment: Appointment) -> Outcome | None:
    """What came out of this conversation; None when nobody has said so yet."""
    return session.exec(select(Outcome).where(Outcome.appointment_id == appointment.id)).one_or_none()


def last_outcome(session: Session, intake: int) -> Outcome | None:
    """What came out of the last conversation of an intake of which we know that; None when we know of none."""
    query = select(Outcome).where(Outcome.intake_id == intake).order_by(col(Outcome.noted_at).desc())
    return session.exec(query.order_by(col(Outcome.id).desc()).limit(1)).first()


def keep_outcome(
    session: Session,
    appointment: Appointment,
    by: Person,
    now: datetime,
    result: str,
    work: Sequence[str] = (),
    company: str = "",
    starts_on: date | None = None,
) -> Outcome:
    """Note what came out of a conversation, at the school where it was; what was noted before is replaced, but not when that was.

    Raises sqlalchemy.exc.IntegrityError when somebody else notes it for the first time at this moment.
    """
    kept = outcome_of(session, appointment)
    if kept is None:
        kept = Outcome(intake_id=appointment.intake_id, appointment_id=appointment.id, result=result, noted_at=now)
    kept.school_id = session.get_one(Slot, appointment.slot_id).school_id
    kept.result, kept.work, kept.company, kept.starts_on = result, list(work), company, starts_on
    kept.by_id = by.id
    session.add(kept)
    session.flush()
    return kept


def follow_up_of(session: Session, outcome: Outcome, months: int) -> FollowUp | None:
    """What became of somebody so many months after an outcome; None when nobody has told."""
    return session.exec(
        select(FollowUp).where(FollowUp.outcome_id == outcome.id, FollowUp.months == months)
    ).one_or_none()


def keep_follow_up(
    session: Session, outcome: Outcome, months: int, answers: Mapping[str, Json], by: str, now: datetime
) -> FollowUp:
    """Note what became of somebody, for the first time.

    Raises sqlalchemy.exc.IntegrityError when somebody has told it already.
    """
    kept = FollowUp(
        intake_id=outcome.intake_id, outcome_id=outcome.id, months=months, answers=dict(answers), by=by, at=now
    )
    session.add(kept)
    session.flush()
    return kept


def is_waiting(session: Session, key: str) -> bool:
    """Whether something planned under this key has not been sent yet."""
    query = select(Outbox.id).where(Outbox.key == key, col(Outbox.sent_at).is_(None))
    return session.exec(query).first() is not None


def asked_of(session: Session, person: Person, kind: str) -> list[str]:
    """What the keys that begin with this kind go on with, of what waits for somebody: "outcome" gives "12:7"."""
    waits = (Outbox.person_id == person.id, col(Outbox.sent_at).is_(None), col(Outbox.key).startswith(f"{kind}:"))
    return [key.partition(":")[2] for key in session.exec(select(Outbox.key).where(*waits)) if key is not None]


def take_back_all(session: Session, beginning: str) -> None:
    """Forget what was planned under the keys that begin so, as far as it has not been sent yet."""
    planned = col(Outbox.key).startswith(beginning, autoescape=True)
    session.execute(delete(Outbox).where(planned, col(Outbox.sent_at).is_(None)))
