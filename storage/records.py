"""The intakes of a region as records, read in batches: however many there are, only a few are in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from dialogs.answers import Given
from reports.record import Advice, Conversation, Later, Record
from storage.tables import Answer, Appointment, FollowUp, Intake, Organisation, Outcome, Person, Slot

BATCH = 500
"""Intakes read at a time."""
ANSWER = ("intake_id", "key", "revision", "settled", "draft", "open", "since", "by")


def records(
    session: Session, region: str, keys: Collection[str] | None = None, since: datetime | None = None
) -> Iterator[Record]:
    """The intakes of a region in the order in which they began, without those of whom nothing was asked.

    `keys`: the questions of which the answers are wanted; None: of all. `since`: only what began at that moment or later.
    """
    consultant, came_by = aliased(Organisation), aliased(Organisation)
    query = (
        select(Intake, func.coalesce(consultant.name, came_by.name, ""))
        .outerjoin(Person, col(Person.id) == col(Intake.consultant_id))
        .outerjoin(consultant, col(consultant.id) == col(Person.organisation_id))
        .outerjoin(came_by, col(came_by.id) == col(Intake.came_by_id))
        .where(Intake.region_code == region)
        .order_by(col(Intake.id))
        .limit(BATCH)
    )
    if since is not None:
        query = query.where(Intake.created_at >= since)
    last = 0
    while batch := session.exec(query.where(Intake.id > last)).all():
        last = batch[-1][0].id
        yield from _records(session, [(intake, organisation) for intake, organisation in batch], keys)
        for intake, _organisation in batch:
            session.expunge(intake)


def _records(session: Session, batch: Sequence[tuple[Intake, str]], keys: Collection[str] | None) -> Iterator[Record]:
    numbers = [intake.id for intake, _organisation in batch]
    answers = _answers(session, numbers, keys if keys is None else {*keys, "consent"})
    conversations, missed = _conversations(session, numbers)
    advice, later = _advice(session, numbers), _later(session, numbers)
    for intake, organisation in batch:
        given = answers[intake.id]
        consent = given.get("consent")
        if intake.consultant_id is None and (consent is None or consent.settled is None):
            continue  # somebody opened the bot, and no more
        yield Record(
            number=intake.id,
            token=intake.token,
            region=intake.region_code or "",
            started=intake.created_at,
            touched=intake.touched_at,
            candidate=intake.candidate_id,
            finished=intake.finished_at,
            guided=intake.consultant_id is not None,
            organisation=organisation,
            conversation=conversations.get(intake.id),
            missed=missed[intake.id],
            advice=advice.get(intake.id),
            later=tuple(later[intake.id]),
            answers=given,
        )


def _answers(
    session: Session, intakes: Sequence[int], keys: Collection[str] | None
) -> defaultdict[int, dict[str, Given]]:
    # Columns and no rows of the session's: that is many times as fast, and these are by far the most.
    query = (
        columns(*(col(getattr(Answer, name)) for name in ANSWER))
        .where(col(Answer.intake_id).in_(intakes))
        .order_by(col(Answer.revision))
    )
    if keys is not None:
        query = query.where(col(Answer.key).in_(keys))
    found: defaultdict[int, dict[str, Given]] = defaultdict(dict)
    for intake, key, revision, settled, draft, is_open, since, by in session.execute(query):
        found[intake][key] = Given(revision, settled, draft, is_open, since, by)
    return found


def _conversations(session: Session, intakes: Sequence[int]) -> tuple[dict[int, Conversation], defaultdict[int, int]]:
    query = (
        select(Appointment, Slot, Organisation.name)
        .join(Slot, col(Appointment.slot_id) == col(Slot.id))
        .join(Organisation, col(Slot.school_id) == col(Organisation.id))
        .where(col(Appointment.intake_id).in_(intakes))
    )
    found: dict[int, Conversation] = {}
    missed: defaultdict[int, int] = defaultdict(int)
    for appointment, slot, school in session.exec(query):
        missed[appointment.intake_id] += appointment.missed
        if appointment.cancelled_at is None and not appointment.missed:
            found[appointment.intake_id] = Conversation(
                booked_at=appointment.booked_at,
                starts=slot.starts_at,
                zone=slot.zone,
                school=school,
                way=slot.way,
                moved=appointment.sequence,
            )
    return found, missed


def _advice(session: Session, intakes: Sequence[int]) -> dict[int, Advice]:
    query = (
        select(Outcome, func.coalesce(Organisation.name, ""))
        .outerjoin(Organisation, col(Outcome.school_id) == col(Organisation.id))
        .where(col(Outcome.intake_id).in_(intakes))
        .order_by(col(Outcome.noted_at), col(Outcome.id))
    )
    return {
        outcome.intake_id: Advice(
            result=outcome.result,
            noted_at=outcome.noted_at,
            work=tuple(outcome.work or ()),
            school=school,
            company=outcome.company,
            starts_on=outcome.starts_on,
        )
        for outcome, school in session.exec(query)
    }


def _later(session: Session, intakes: Sequence[int]) -> defaultdict[int, list[Later]]:
    query = select(FollowUp).where(col(FollowUp.intake_id).in_(intakes)).order_by(col(FollowUp.months))
    found: defaultdict[int, list[Later]] = defaultdict(list)
    for row in session.exec(query):
        found[row.intake_id].append(Later(row.months, dict(row.answers or {})))
    return found
