"""Who saw, changed, gave out or erased what, and when: never what it said.

Whatever a professional changes at the desk is noted here by itself, when it is stored: nobody has to think of it. Who shows, gives
out or erases something notes that with `note`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, event, func, inspect, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from agenda.hours import HOME
from people.roles import Role
from storage.tables import (
    Answer,
    Appointment,
    Audit,
    FollowUp,
    Intake,
    Invitation,
    Organisation,
    Outcome,
    Person,
    Region,
    Thread,
)

COMMAND_LINE = "command line"
"""As what somebody did something who is not at the desk but at the machine."""
BY_ITSELF = "by itself"
"""As what Praktijkgids did something, because it was time."""
WITH_NAMES = "intakes with names"
"""What an export of a region is called in which everybody can be recognised."""
AT_WORK, NOTED = "at work", "noted"
"""What a session knows: who is at work in it and since when, and what was noted of that already."""


class Deed(StrEnum):
    """What somebody did."""

    SAW = "saw"
    CHANGED = "changed"
    SENT = "sent"
    EXPORTED = "exported"
    IMPORTED = "imported"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `who`: their name, if they have one and are still here; `token`: of the intake, if it is still here."""

    at: datetime
    who: str
    organisation: str
    role: str
    deed: str
    what: str
    token: str | None
    times: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who had to do with a candidate's answers: as what, of which organisation, on which days (the last one first)."""

    role: str
    organisation: str
    days: tuple[date, ...]


def note(
    session: Session,
    now: datetime,
    deed: Deed,
    what: str,
    who: Person | None,
    *,
    about: Intake | None = None,
    region: str | None = None,
    times: int = 1,
    role: str | None = None,
) -> None:
    """Note that somebody (None: on the command line) did something with `what`, a code: of an intake, or of a whole region.

    `role`: as what they did so, when that is not their post. What a candidate does with the own intake is not noted.
    """
    if about is not None and who is not None and about.candidate_id == who.id:
        return
    session.add(_row(now, deed, what, who, about, region, times, role))


def watch(session: Session, who: Person, now: datetime) -> None:
    """From now on what this person changes in this session is noted, if they work with Praktijkgids."""
    session.info[AT_WORK], session.info[NOTED] = (who, now), {}


def entries(
    session: Session, region: str, about: Intake | None = None, limit: int | None = None, start: int = 0
) -> Iterator[Entry]:
    """What was noted in a region, or of one intake there, the newest first: all of it, or so many without the first `start`."""
    query = _entries().where(col(Audit.region_code) == region).limit(limit).offset(start)
    query = query if about is None else query.where(col(Audit.about_id) == about.id)
    for row in session.execute(query.execution_options(yield_per=100)):
        yield Entry(*row)


def readers(session: Session, intake: Intake) -> list[Reader]:
    """Who had to do with the answers of an intake, since it began: whoever did so last comes first.

    What somebody took along of the whole region, with names, holds this intake too.
    """
    with_names = (col(Audit.about_id).is_(None), col(Audit.what) == WITH_NAMES, col(Audit.at) >= intake.created_at)
    in_region = and_(col(Audit.region_code) == intake.region_code, *with_names)
    query = _entries().where(or_(col(Audit.about_id) == intake.id, in_region))
    days: dict[tuple[str, str], dict[date, None]] = {}
    for row in session.execute(query):
        entry = Entry(*row)
        if entry.role != BY_ITSELF:
            days.setdefault((entry.role, entry.organisation), {})[entry.at.astimezone(HOME).date()] = None
    return [Reader(role, organisation, tuple(on)) for (role, organisation), on in days.items()]


def _entries() -> Select[*tuple[Any, ...]]:
    return (
        columns(
            col(Audit.at),
            func.coalesce(Person.name, ""),
            func.coalesce(Organisation.name, ""),
            col(Audit.role),
            col(Audit.deed),
            col(Audit.what),
            col(Intake.token),
            col(Audit.times),
        )
        .outerjoin(Person, col(Person.id) == col(Audit.who_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .outerjoin(Intake, col(Intake.id) == col(Audit.about_id))
        .order_by(col(Audit.at).desc(), col(Audit.id).desc())
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """A change to note. Of changes of the same `part` of the same thing in one turn, the last one is what happened."""

    what: str
    about: int | None = None
    part: object = None


@event.listens_for(Session, "before_flush")
def _note_changes(session: Session, context: object, some: object) -> None:
    """Note what whoever is at work in a session has changed, and is about to be stored."""
    who, now = session.info.get(AT_WORK, (None, None))
    if who is None or who.role is None:
        return
    noted: dict[tuple[type, int | None, object], Audit] = session.info[NOTED]
    changed = (row for row in session.dirty if session.is_modified(row))
    for row in (*session.new, *changed):
        change = _change(row)
        about = session.get(Intake, change.about) if change and change.about is not None else None
        if change is None or (change.about is not None and (about is None or about.candidate_id == who.id)):
            continue
        key = type(row), change.about, change.part
        if key in noted:
            noted[key].what = change.what
        else:
            noted[key] = _row(now, Deed.CHANGED, change.what, who, about, who.region_code)
            session.add(noted[key])


def _change(row: object) -> _Change | None:
    """What the change of a row means; None when it is nothing to note."""
    match row:
        case Answer(key=key, intake_id=about) if not row.open and key != "moment":  # of that there is a conversation
            return _Change(f"answer:{key}", about, key)
        case Appointment(intake_id=about):
            if inspect(row).pending:
                return _Change("moved" if row.sequence else "planned", about)
            if _changed(row, "missed"):
                return _Change("missed", about)
            return _Change("cancelled", about) if _changed(row, "cancelled_at") else None
        case Outcome(intake_id=about) if _changed(row, "result", "work", "company", "starts_on"):
            return _Change("outcome", about)
        case FollowUp(intake_id=about):
            return _Change("follow-up", about)
        case Thread(intake_id=about) if row.answered_at is not None and _before(row, "answered_at") is None:
            return _Change("talk", about)
        case Invitation(intake_id=about) if _changed(row, "invited_by_id", "withdrawn_at"):
            code = "withdrawn" if row.withdrawn_at is not None else "invited"
            return _Change("link", about) if about is not None else _Change(f"{code}:{row.role}", part=row.role)
        case Intake() if inspect(row).persistent and _changed(row, "consultant_id"):
            return _Change("consultant", row.id)
        case Intake() if inspect(row).persistent and _changed(row, "reminded_at"):
            return _Change("reminder", row.id)
        case Person() if _changed(row, "role"):
            return _Change(f"role given:{row.role}" if row.role else f"role taken:{_before(row, 'role')}", part=row.id)
        case Region() if _changed(row, "keep_months", "keep_unfinished_months"):
            return _Change("keeping")
    return None


def _changed(row: object, *names: str) -> bool:
    return any(inspect(row).attrs[name].history.has_changes() for name in names)


def _before(row: object, name: str) -> object:
    """What was there before it was changed in this session; as it is when it was not."""
    history = inspect(row).attrs[name].history
    return (history.deleted or history.unchanged or (None,))[0]


def _row(
    now: datetime,
    deed: Deed,
    what: str,
    who: Person | None,
    about: Intake | None,
    region: str | None,
    times: int = 1,
    role: str | None = None,
) -> Audit:
    return Audit(
        at=now,
        region_code=about.region_code if about is not None else region,
        who_id=who.id if who is not None else None,
        role=role or ((who.role or Role.CANDIDATE.value) if who is not None else COMMAND_LINE),
        deed=deed.value,
        what=what,
        about_id=about.id if about is not None else None,
        times=times,
    )
