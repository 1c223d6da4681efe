"""For how long intakes are kept: so many months after the last time that anything happened, by the rules of their region.

A week before the end it is told; whatever happens then begins the time anew. Months are counted on the calendar of UTC, so that no
clock that is changed matters: what happened on the 31st is over with the last day of a shorter month.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, inspect, not_, or_
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, select

from storage.audit import Deed
from storage.inbox import MOST_TRIES
from storage.tables import (
    Appointment,
    Audit,
    Erased,
    FollowUp,
    Inbox,
    Intake,
    Outbox,
    Outcome,
    Person,
    Region,
    Thread,
    Unmatched,
)

WEEK = timedelta(days=7)
"""So long before it is erased, it is told that an intake is going to be."""
LEFTOVERS = timedelta(days=30)
"""How long updates and messages stay that nobody does anything with any more, and people who have nothing here."""
WORDS = timedelta(days=365)
"""How long a phrase that found no work is counted after it was last said."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For how many months after the last activity an intake is kept, and one that was never finished."""

    months: int = 24
    unfinished: int = 3


class Step(Enum):
    """What to do with an intake now."""

    KEEP = auto()
    ANNOUNCE = auto()
    """It is going to be erased: say so."""
    ERASE = auto()
    SPARE = auto()
    """It was going to be erased, and is not any more."""


def ago(moment: datetime, months: int) -> datetime:
    """So many months before a moment, in UTC: what happened then or earlier is as old as that."""
    moment = moment.astimezone(UTC)
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def step(now: datetime, last: datetime, months: int, erase_at: datetime | None) -> Step:
    """What to do with an intake in which something last happened (or is planned) at the moment `last`.

    `erase_at`: when it is erased, as was told a week before that moment; None: nothing was told.
    """
    if erase_at is None:
        return Step.ANNOUNCE if last <= ago(now + WEEK, months) else Step.KEEP
    if last > erase_at - WEEK or last > ago(erase_at, months):
        return Step.SPARE
    return Step.ERASE if now >= erase_at else Step.KEEP


def terms(session: Session) -> defaultdict[str, Terms]:
    """The terms of every region by its code; those of an intake that is of no region yet too, by the empty one."""
    return defaultdict(
        Terms, {one.code: Terms(one.keep_months, one.keep_unfinished_months) for one in session.exec(select(Region))}
    )


def to_announce(session: Session, now: datetime, most: int) -> list[Intake]:
    """Intakes of which it is to be told that they are going to be erased; nobody else tells it at the same time."""
    found: list[Intake] = []
    for term, there in _by_terms(session, Intake.region_code):
        for due in _due(term, now + WEEK):
            query = select(Intake).where(col(Intake.erase_at).is_(None), there, due)
            found += session.exec(_alone(query.limit(most - len(found)))).all() if len(found) < most else ()
    return found


def to_erase(session: Session, now: datetime, most: int) -> list[tuple[Intake, Step]]:
    """Intakes of which it was told that they would be erased by now, and what to do with them; nobody else does it meanwhile."""
    query = select(Intake).where(col(Intake.erase_at) <= now).order_by(col(Intake.erase_at)).limit(most)
    found = session.exec(_alone(query)).all()
    last, unfinished, by_region = last_activity(session, found), _unfinished(session, found), terms(session)
    steps = []
    for intake in found:
        term = by_region[intake.region_code or ""]
        months = term.unfinished if intake.id in unfinished else term.months
        steps.append((intake, step(now, last[intake.id], months, intake.erase_at)))
    return steps


@dataclass(frozen=True, slots=True)
class Due:
    """How many intakes of a region are old enough to tell that they are going to be erased, of how many that was told already,
    when the first of those is erased, and how many were erased in all, for whatever reason."""

    old: int
    announced: int
    first: datetime | None
    erased: int


def due(session: Session, region: Region, now: datetime) -> Due:
    """What there is to erase in a region."""
    there = col(Intake.region_code) == region.code
    over = or_(*_due(Terms(region.keep_months, region.keep_unfinished_months), now + WEEK))
    old = session.exec(select(func.count()).where(there, col(Intake.erase_at).is_(None), over)).one()
    told = columns(func.count(), func.min(col(Intake.erase_at))).where(there, col(Intake.erase_at).is_not(None))
    announced, first = session.execute(told).one()
    erased = session.exec(select(func.sum(Erased.times)).where(Erased.region_code == region.code)).one()
    return Due(old, announced, first, erased or 0)


def last_activity(session: Session, intakes: Iterable[Intake]) -> dict[int, datetime]:
    """When anything last happened in each of these intakes, or when their conversation is going to be."""
    found = {
        one.id: max(at for at in (one.touched_at, one.heard_at, one.reminded_at) if at is not None) for one in intakes
    }
    for intake, moment, which in ELSEWHERE:
        query = columns(intake, func.max(moment)).where(intake.in_(found), moment.is_not(None), *which)
        for number, at in session.execute(query.group_by(intake)):
            found[number] = max(found[number], at)
    return found


ELSEWHERE: tuple[tuple[Any, Any, tuple[ColumnElement[bool], ...]], ...] = (
    (col(Appointment.intake_id), col(Appointment.starts_at), (col(Appointment.cancelled_at).is_(None),)),
    (col(Outcome.intake_id), col(Outcome.noted_at), ()),
    (col(FollowUp.intake_id), col(FollowUp.at), ()),
    (col(Thread.intake_id), col(Thread.answered_at), ()),
    # Whatever else a professional does is noted there. Having looked is not doing something.
    (col(Audit.about_id), col(Audit.at), (col(Audit.deed) == Deed.CHANGED.value,)),
)
"""In other tables: which intake, when, and which rows."""
IS_UNFINISHED = and_(
    col(Intake.finished_at).is_(None),
    ~exists().where(col(Appointment.intake_id) == col(Intake.id), col(Appointment.cancelled_at).is_(None)),
    ~exists().where(col(Outcome.intake_id) == col(Intake.id)),
)
"""Nobody came to the end of the questions, or to a conversation."""


def _due(term: Terms, at: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Which intakes are over at a moment: of those that were finished, and of the others. Each has its own index."""
    finished, unfinished = _quiet(ago(at, term.months)), _quiet(ago(at, term.unfinished))
    return and_(not_(IS_UNFINISHED), finished), and_(IS_UNFINISHED, unfinished)


def _quiet(since: datetime) -> ColumnElement[bool]:
    """Nothing happened in an intake after a moment, and nothing is planned."""
    said, reminded = col(Intake.heard_at), col(Intake.reminded_at)
    return and_(
        col(Intake.touched_at) <= since,
        *(or_(moment.is_(None), moment <= since) for moment in (said, reminded)),
        *(
            not_(exists().where(intake == col(Intake.id), moment > since, *which))
            for intake, moment, which in ELSEWHERE
        ),
    )


def _unfinished(session: Session, intakes: Sequence[Intake]) -> set[int]:
    numbers = [intake.id for intake in intakes]
    return set(session.exec(select(Intake.id).where(col(Intake.id).in_(numbers), IS_UNFINISHED)))


def _by_terms(session: Session, region: Any) -> Iterator[tuple[Terms, ColumnElement[bool]]]:
    """All terms there are, each with where they hold: in which regions, by a column with the code of one."""
    # As an expression: with the bare column a planner might go through the whole region, instead of through what is old.
    code, known = func.coalesce(region, ""), terms(session)
    for term in set(known.values()):
        yield term, code.in_([region for region, one in known.items() if one == term])
    yield Terms(), code.not_in(list(known))


def _alone(query: Any) -> Any:
    """SQLite lets one in at a time, and does without."""
    return query.with_for_update(of=Intake, skip_locked=True)


def idle_people(session: Session, now: datetime, most: int) -> Sequence[Person]:
    """People who have no post, no intake, and nothing that is on its way to them: of whom nothing needs to be kept."""
    query = select(Person).where(
        col(Person.role).is_(None),
        col(Person.at).is_(None),
        col(Person.created_at) <= now - LEFTOVERS,
        ~exists().where(col(Intake.candidate_id) == col(Person.id)),
        ~exists().where(
            col(Outbox.person_id) == col(Person.id), col(Outbox.sent_at).is_(None), col(Outbox.dead_at).is_(None)
        ),
    )
    return session.exec(query.limit(most)).all()


def drop_leftovers(session: Session, now: datetime, most: int) -> int:
    """Delete rows that are of no use any more, up to so many of each table; gives back the most that there were of one.

    Messages that were sent, or could not be; updates that were handled, or put aside with the words in them; phrases that
    nobody says; and the log of who did what, as long ago as intakes of the region are kept.
    """
    old = now - LEFTOVERS
    # Telegram brings nothing again after a day.
    handled, put_aside = col(Inbox.done_at).is_not(None), col(Inbox.tries) >= MOST_TRIES
    leftovers: list[tuple[type[SQLModel], ColumnElement[bool]]] = [
        (Outbox, col(Outbox.sent_at) <= old),
        (Outbox, col(Outbox.dead_at) <= old),
        (
            Inbox,
            or_(and_(handled, col(Inbox.received_at) <= now - WEEK), and_(put_aside, col(Inbox.received_at) <= old)),
        ),
        (Unmatched, col(Unmatched.last_at) <= now - WORDS),
    ]
    leftovers += [
        (Audit, and_(col(Audit.at) <= ago(now, term.months), there))
        for term, there in _by_terms(session, Audit.region_code)
    ]
    return max(_delete(session, table, which, most) for table, which in leftovers)


def _delete(session: Session, table: type[SQLModel], which: ColumnElement[bool], most: int) -> int:
    [key] = inspect(table).primary_key
    some = session.execute(columns(key).where(which).limit(most)).scalars().all()
    if some:
        session.execute(delete(table).where(key.in_(some)))
    return len(some)
