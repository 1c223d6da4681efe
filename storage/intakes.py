"""Reading and saving intakes, one turn at a time."""

import secrets
from datetime import datetime

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select

from dialogs.answers import Given, Json, State
from people.policy import About
from storage.tables import Answer, Appointment, Intake, Organisation, Person, Slot

TOKEN_BYTES = 6
"""Eight characters in a button; almost 2^48 tokens, checked against the person's own all the same."""


class Stale(Exception):
    """Somebody else took a turn in this intake meanwhile: read again and try again."""


def new_token() -> str:
    """A token for an intake or a seat."""
    # A token is typed too, and what begins with a dash would be taken for an option.
    return secrets.token_urlsafe(TOKEN_BYTES).replace("-", "_")


def intake_of(session: Session, person: Person) -> Intake | None:
    """The intake of a candidate; None when there is none (yet)."""
    return session.exec(select(Intake).where(Intake.candidate_id == person.id)).one_or_none()


def intake_with(session: Session, token: str) -> Intake | None:
    """The intake with this token; None when there is none (any more)."""
    return session.exec(select(Intake).where(Intake.token == token)).one_or_none() if token.isprintable() else None


def begin_intake(
    session: Session, now: datetime, *, candidate: Person | None = None, consultant: Person | None = None
) -> Intake:
    """An empty intake: of a candidate who came by themselves, or one that a consultant begins in their own region."""
    intake = Intake(
        token=new_token(),
        candidate_id=candidate.id if candidate else None,
        consultant_id=consultant.id if consultant else None,
        region_code=consultant.region_code if consultant else None,
        came_by_id=consultant.organisation_id if consultant else None,
        created_at=now,
        touched_at=now,
    )
    session.add(intake)
    session.flush()
    return intake


def about(session: Session, intake: Intake) -> About:
    """An intake as the policy knows it: its own people, and the school of its advice conversation."""
    schools = session.exec(
        select(Organisation.id)
        .join(Slot, col(Slot.school_id) == col(Organisation.id))
        .join(Appointment, col(Appointment.slot_id) == col(Slot.id))
        .where(Appointment.intake_id == intake.id, col(Appointment.cancelled_at).is_(None))
    ).all()
    owners = frozenset({intake.consultant_id}) if intake.consultant_id is not None else frozenset()
    return About(intake.region_code, intake.candidate_id, owners, frozenset(schools))


def stored_answers(session: Session, intake: Intake) -> dict[str, Given]:
    """Where each answer of an intake stands: the newest revision of every key."""
    rows = session.exec(select(Answer).where(Answer.intake_id == intake.id).order_by(col(Answer.revision))).all()
    return {row.key: Given(row.revision, row.settled, row.draft, row.open, row.since, row.by) for row in rows}


def settled(session: Session, intake: Intake, key: str) -> Json:
    """The last whole answer to one question of an intake; None when there is none."""
    newest = select(Answer).where(Answer.intake_id == intake.id, Answer.key == key)
    row = session.exec(newest.order_by(col(Answer.revision).desc()).limit(1)).first()
    value: Json = row.settled if row else None
    return value


def save(session: Session, intake: Intake, before: State, after: State, now: datetime, by: int | None = None) -> None:
    """Add what a turn of the person `by` changed to the log. Raises Stale when the intake is not as it was read any more."""
    taken = session.execute(
        update(Intake)
        .where(col(Intake.id) == intake.id, col(Intake.version) == intake.version)
        .values(version=intake.version + 1, touched_at=now, **({"heard_at": now} if by == intake.candidate_id else {}))
        .execution_options(synchronize_session=False)
    )
    assert isinstance(taken, CursorResult)
    if taken.rowcount != 1:
        raise Stale
    for key, given in after.answers.items():
        if before.answers.get(key) != given:
            session.add(
                Answer(
                    intake_id=intake.id,
                    key=key,
                    revision=given.revision,
                    settled=given.settled,
                    draft=given.draft,
                    open=given.open,
                    since=given.since,
                    by=given.by,
                    by_id=by,
                    at=now,
                )
            )
    session.flush()


def is_untouched(session: Session, intake: Intake) -> bool:
    """Whether somebody opened the bot and no more: nothing was agreed to, so nothing was asked, and nobody guides it."""
    return intake.consultant_id is None and settled(session, intake, "consent") is None


def take_along(session: Session, source: Intake, target: Intake, now: datetime) -> None:
    """Add to an intake what was answered in another one about the same person, where it has no answer of its own."""
    known = stored_answers(session, target)
    for key, given in stored_answers(session, source).items():
        if given.settled is not None and known.get(key, Given()).settled is None:
            revision = known.get(key, Given()).revision + 1
            session.add(
                Answer(
                    intake_id=target.id,
                    key=key,
                    revision=revision,
                    settled=given.settled,
                    open=False,
                    since=revision,
                    by=given.by,
                    at=now,
                )
            )
    session.flush()
