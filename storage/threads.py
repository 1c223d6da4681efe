"""Messages between a candidate and a professional. The messages themselves are kept nowhere: they pass through the outbox."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.tables import Intake, Person, Thread


def open_thread(session: Session, intake: Intake) -> Thread | None:
    """The thread that is going on in an intake; None when there is none."""
    return session.exec(
        select(Thread).where(Thread.intake_id == intake.id, col(Thread.closed_at).is_(None))
    ).one_or_none()


def begin_thread(session: Session, intake: Intake, helper: Person, now: datetime) -> Thread:
    """Hand the candidate of an intake over to a human being."""
    thread = Thread(intake_id=intake.id, helper_id=helper.id, opened_at=now)
    session.add(thread)
    session.flush()
    return thread


def close_thread(session: Session, thread: Thread, now: datetime) -> None:
    """The human being is done; the bot speaks again."""
    thread.closed_at = now
    session.flush()


def unanswered(thread: Thread) -> tuple[str, str]:
    """Under which keys it is planned to say that nobody answered: to the candidate, and to the coordinator."""
    return f"unanswered:{thread.id}", f"unanswered:{thread.id}:coordinator"


def helped_by(session: Session, helper: Person) -> list[Intake]:
    """The intakes in which this professional is talking with the candidate."""
    query = select(Intake).join(Thread, col(Thread.intake_id) == col(Intake.id))
    return list(session.exec(query.where(Thread.helper_id == helper.id, col(Thread.closed_at).is_(None))))
