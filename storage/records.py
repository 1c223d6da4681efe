"""The intakes of a region as records, read in batches: however many there are, only a few are in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from dialogs.answers import Given
from reports.record import Advice, Conversation, Later, Record, Stage
from storage.tables import Answer, Appointment, Erased, FollowUp, Intake, Organisation, Outcome, Person, Slot

# Columns are read, and no rows of the session's: that is several times as fast, and nothing has to be forgotten again.

BATCH = 1000
"""Intakes read at a time."""
ANSWER = ("intake_id", "key", "revision", "settled", "draft", "open", "since", "by")


def records(
    session: Session, region: str, keys: Collection[str] | None = None, since: datetime | None = None
) -> Iterator[Record]:
    """The intakes of a region in the order in which they began, without those of whom nothing was asked.

    `keys`: the questions of which the answers are wanted; None: of all. `since`: only what began at that moment or later.
    """
    which = [col(Intake.region_code) == region]
    if since is not None:
        which.append(col(Intake.created_at) >= since)
    last = 0
    while batch := _intakes(session, [*which, col(Intake.id) > last]):
        last = batch[-1].id
        yield from _records(session, batch, keys)


def how_many(session: Session, region: str) -> int:
    """How many records there are of a region."""
    query = select(func.count()).select_from(Intake).where(col(Intake.region_code) == region, _was_asked())
    return int(session.execute(query).scalar_one())


def record_of(session: Session, intake: Intake) -> Record | None:
    """One intake, without its answers; None when nothing was asked yet."""
    return next(_records(session, _intakes(session, [col(Intake.id) == intake.id]), ()), None)


def erased_since(session: Session, region: str, day: date) -> dict[Stage, int]:
    """How many intakes of a region are erased that were begun in the month of a day or later, by how far they had come."""
    query = (
        select(col(Erased.stage), func.sum(Erased.times))
        .where(col(Erased.region_code) == region, col(Erased.month) >= f"{day:%Y-%m}")
        .group_by(col(Erased.stage))
    )
    return {Stage(stage): int(times) for stage, times in session.execute(query)}


def _intakes(session: Session, which: Sequence[ColumnElement[bool]]) -> Sequence[Row[Any]]:
    """The next intakes of which these things are true, by number; not those of who opened the bot, and no more."""
    consultant, came_by = aliased(Organisation), aliased(Organisation)
    query = (
        select(
            col(Intake.id),
            col(Intake.token),
            col(Intake.region_code),
            col(Intake.created_at),
            col(Intake.touched_at),
            col(Intake.candidate_id),
            col(Intake.finished_at),
            col(Intake.consultant_id),
            func.coalesce(consultant.name, came_by.name, "").label("organisation"),
            func.coalesce(Person.name, "").label("consultant"),
        )
        .outerjoin(Person, col(Person.id) == col(Intake.consultant_id))
        .outerjoin(consultant, col(consultant.id) == col(Person.organisation_id))
        .outerjoin(came_by, col(came_by.id) == col(Intake.came_by_id))
        .where(*which, _was_asked())
        .order_by(col(Intake.id))
        .limit(BATCH)
    )
    return session.execute(query).all()


def _was_asked() -> ColumnElement[bool]:
    """An intake of somebody who did more than opening the bot."""
    said_yes = exists().where(
        col(Answer.intake_id) == col(Intake.id), col(Answer.key) == "consent", col(Answer.settled).is_not(None)
    )
    return or_(col(Intake.consultant_id).is_not(None), said_yes)


def _records(session: Session, batch: Sequence[Row[Any]], keys: Collection[str] | None) -> Iterator[Record]:
    numbers = [intake.id for intake in batch]
    answers = _answers(session, numbers, keys)
    conversations, missed = _conversations(session, numbers)
    advice, later = _advice(session, numbers), _later(session, numbers)
    for intake in batch:
        yield Record(
            number=intake.id,
            token=intake.token,
            region=intake.region_code or "",
            started=intake.created_at,
            touched=intake.touched_at,
            candidate=intake.candidate_id,
            finished=intake.finished_at,
            guided=intake.consultant_id is not None,
            organisation=intake.organisation,
            consultant=intake.consultant,
            conversation=conversations.get(intake.id),
            missed=missed.get(intake.id, 0),
            advice=advice.get(intake.id),
            later=tuple(later.get(intake.id, ())),
            answers=answers.get(intake.id, {}),
        )


def _answers(session: Session, intakes: Sequence[int], keys: Collection[str] | None) -> dict[int, dict[str, Given]]:
    newer = aliased(Answer)
    replaced = exists().where(
        col(newer.intake_id) == col(Answer.intake_id),
        col(newer.key) == col(Answer.key),
        col(newer.revision) > col(Answer.revision),
    )
    query = select(*(col(getattr(Answer, name)) for name in ANSWER)).where(
        col(Answer.intake_id).in_(intakes), ~replaced
    )
    if keys is not None:
        query = query.where(col(Answer.key).in_(keys))
    # What was answered before is as much again, and drafts are long: reading JSON is most of the work.
    found: defaultdict[int, dict[str, Given]] = defaultdict(dict)
    if keys is None or keys:
        for intake, key, *given in session.execute(query):
            found[intake][key] = Given(*given)
    return found


def _conversations(session: Session, intakes: Sequence[int]) -> tuple[dict[int, Conversation], dict[int, int]]:
    query = (
        select(
            col(Appointment.intake_id),
            col(Appointment.missed),
            col(Appointment.cancelled_at).is_(None) & ~col(Appointment.missed),
            col(Appointment.booked_at),
            col(Slot.starts_at),
            col(Slot.zone),
            col(Organisation.name),
            col(Slot.way),
            col(Appointment.sequence),
        )
        .join(Slot, col(Appointment.slot_id) == col(Slot.id))
        .join(Organisation, col(Slot.school_id) == col(Organisation.id))
        .where(col(Appointment.intake_id).in_(intakes))
    )
    found: dict[int, Conversation] = {}
    missed: defaultdict[int, int] = defaultdict(int)
    for intake, not_come, in_force, *conversation in session.execute(query):
        if not_come:
            missed[intake] += 1
        if in_force:
            found[intake] = Conversation(*conversation)
    return found, missed


def _advice(session: Session, intakes: Sequence[int]) -> dict[int, Advice]:
    query = (
        select(
            col(Outcome.intake_id),
            col(Outcome.result),
            col(Outcome.noted_at),
            col(Outcome.work),
            func.coalesce(Organisation.name, ""),
            col(Outcome.company),
            col(Outcome.starts_on),
        )
        .outerjoin(Organisation, col(Outcome.school_id) == col(Organisation.id))
        .where(col(Outcome.intake_id).in_(intakes))
        .order_by(col(Outcome.noted_at), col(Outcome.id))
    )
    return {
        intake: Advice(result, noted_at, tuple(work or ()), school, company, starts_on)
        for intake, result, noted_at, work, school, company, starts_on in session.execute(query)
    }


def _later(session: Session, intakes: Sequence[int]) -> dict[int, list[Later]]:
    query = (
        select(col(FollowUp.intake_id), col(FollowUp.months), col(FollowUp.answers))
        .where(col(FollowUp.intake_id).in_(intakes))
        .order_by(col(FollowUp.months))
    )
    found: defaultdict[int, list[Later]] = defaultdict(list)
    for intake, months, answers in session.execute(query):
        found[intake].append(Later(months, dict(answers or {})))
    return found
