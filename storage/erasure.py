"""Forgetting: every row of every table that is about somebody, in one transaction. What stays are counts."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, delete, update
from sqlmodel import Session, SQLModel, col, select

from agenda.hours import HOME
from storage.database import ERASED
from storage.inbox import INBOX_CHANNEL
from storage.outbox import take_back
from storage.records import record_of
from storage.rules import forget_times
from storage.tables import (
    Answer,
    Appointment,
    Audit,
    Consent,
    Erased,
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


def forget(session: Session, person: Person, now: datetime) -> Counter[str]:
    """Erase a person and all that was kept of them; a time that was booked is free again. Gives back how many rows, by table.

    What stays of updates that were handled is their number, so that they are not handled again. What a professional
    answered for a candidate stays, without who they were.
    """
    gone: Counter[str] = Counter()
    own = session.exec(select(Intake).where(Intake.candidate_id == person.id)).one_or_none()
    if own is not None:
        gone += forget_intake(session, own, now)
    for thread in session.exec(select(Thread).where(Thread.helper_id == person.id)).all():
        for key in unanswered(thread):
            take_back(session, key)
        session.delete(thread)
    session.flush()
    _delete(session, Seat, col(Seat.person_id) == person.id, gone)
    _delete(session, Outbox, col(Outbox.person_id) == person.id, gone)
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
    _delete(session, Person, col(Person.id) == person.id, gone)
    return gone


def forget_intake(session: Session, intake: Intake, now: datetime, *, goes_on: bool = False) -> Counter[str]:
    """Erase an intake and everything about it, also what was still to be said to others; the candidate themselves stays.

    It is counted, without anything by which it could be known again; unless it `goes_on` in another one. Gives back how many
    rows were erased, by table.
    """
    if not goes_on:
        _count(session, intake, now)
    there = select(Person).join(Seat, col(Seat.person_id) == col(Person.id)).where(Seat.intake_id == intake.id)
    for person in session.exec(there.where(Person.at == Seat.token)):
        person.at = None
    session.flush()
    gone: Counter[str] = Counter()
    for table in (FollowUp, Outcome, Appointment, Answer, Consent, Seat, Thread, Invitation):
        _delete(session, table, col(table.intake_id) == intake.id, gone)
    _delete(session, Outbox, col(Outbox.about_id) == intake.id, gone)
    session.execute(update(Audit).where(col(Audit.about_id) == intake.id).values(about_id=None))
    _delete(session, Intake, col(Intake.id) == intake.id, gone)
    session.info[ERASED] = True
    return gone


def _delete(session: Session, table: type[SQLModel], which: Any, gone: Counter[str]) -> None:
    deleted = session.execute(delete(table).where(which))
    assert isinstance(deleted, CursorResult)
    gone[str(table.__tablename__)] += deleted.rowcount


def _count(session: Session, intake: Intake, now: datetime) -> None:
    """One more of this region, month and stage is erased; not when nothing was asked of anybody."""
    record = record_of(session, intake)
    if record is None:
        return
    key = {
        "region_code": record.region,
        "month": f"{record.started.astimezone(HOME):%Y-%m}",
        "stage": record.stage(now).value,
        "result": record.advice.result if record.advice is not None else "",
    }
    one_more = update(Erased).filter_by(**key).values(times=Erased.times + 1)
    raised = session.execute(one_more, execution_options={"synchronize_session": False})
    assert isinstance(raised, CursorResult)
    if raised.rowcount == 0:
        session.add(Erased(**key, times=1))
        session.flush()
