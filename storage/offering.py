"""Which school offers which crebo in the derde leerweg, with whom to turn to, and from when until when.

A recognition counts by the day, on the clock of the Netherlands: on its first day from midnight on, on its last day until midnight.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, col, select

from agenda.hours import HOME
from crebo.catalogue import Catalogue, UnknownId
from people.roles import Role
from storage.tables import Invitation, Offering, Organisation, Person, Slot

SOON = timedelta(weeks=4)
"""What ends within this time is told beforehand: renewing a recognition takes a while."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A crebo that a school (its number) offers. `contact`: whom to turn to about it, in words.

    `valid_from` and `valid_until`: the first and the last day on which it counts; None: no such limit.
    """

    school: int
    crebo: str
    contact: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def valid(self, day: date) -> bool:
        """Whether it counts on this day."""
        return (self.valid_from is None or self.valid_from <= day) and not self.ended(day)

    def ended(self, day: date) -> bool:
        """Whether its last day was before this day."""
        return self.valid_until is not None and self.valid_until < day

    def ends_soon(self, day: date) -> bool:
        """Whether its last day is this day, or one of the four weeks after it."""
        return self.valid_until is not None and day <= self.valid_until <= day + SOON


class Problem(Enum):
    """Why something cannot be offered."""

    CREBO = auto()
    """No crebo of the catalogue, of any generation."""
    DATES = auto()
    """Its last day is before its first."""


class WrongOffering(ValueError):
    """Something that cannot be offered as it was said; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.name)
        self.problem = problem


class Change(Enum):
    """What keeping an offering came to."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()


def today(now: datetime) -> date:
    """The day of a moment, as schools see it."""
    return now.astimezone(HOME).date()


def keep(session: Session, catalogue: Catalogue, offered: Offered) -> Change:
    """Keep that a school offers this, instead of what was kept of the same school and crebo. Doing it twice changes nothing.

    Raises WrongOffering; the school must be there.
    """
    _check(catalogue, offered)
    row = session.get(Offering, (offered.school, offered.crebo))
    if row is None:
        session.add(_row(offered))
        session.flush()
        return Change.NEW
    if _value(row) == offered:
        return Change.SAME
    row.contact, row.valid_from, row.valid_until = offered.contact, offered.valid_from, offered.valid_until
    session.flush()
    return Change.CHANGED


def _check(catalogue: Catalogue, offered: Offered) -> None:
    """Do nothing when this can be offered; raises WrongOffering when it cannot."""
    try:
        catalogue.family_of(offered.crebo)
    except UnknownId:
        raise WrongOffering(Problem.CREBO) from None
    if offered.valid_from and offered.valid_until and offered.valid_until < offered.valid_from:
        raise WrongOffering(Problem.DATES)


def end(session: Session, school: int, crebo: str, last: date) -> bool:
    """Let `last` be the last day of an offering; what would only begin after that goes. False when there is none."""
    row = session.get(Offering, (school, crebo))
    if row is None:
        return False
    if row.valid_from is not None and row.valid_from > last:
        session.delete(row)
    else:
        row.valid_until = last
    session.flush()
    return True


def remove(session: Session, school: int, crebo: str) -> bool:
    """Take an offering back as if it had never been there. False when there is none."""
    row = session.get(Offering, (school, crebo))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def kept(session: Session, school: int, crebo: str) -> Offered | None:
    """What is kept of one crebo of a school; None when nothing is."""
    row = session.get(Offering, (school, crebo))
    return _value(row) if row is not None else None


def offering_of(session: Session, region: str) -> list[tuple[Organisation, list[Offered]]]:
    """The schools of a region by name, each with all that is kept of it (what has ended and what is to begin too) by crebo.

    Who offers nothing (yet) is there as well.
    """
    found: dict[int, list[Offered]] = defaultdict(list)
    query = select(Offering).join(Organisation, col(Offering.school_id) == col(Organisation.id))
    for row in session.exec(query.where(Organisation.region_code == region).order_by(col(Offering.crebo))):
        found[row.school_id].append(_value(row))
    return [(school, found[school.id]) for school in schools(session, region)]


def offering_by(session: Session, school: int) -> list[Offered]:
    """All that is kept of one school, by crebo."""
    query = select(Offering).where(Offering.school_id == school).order_by(col(Offering.crebo))
    return [_value(row) for row in session.exec(query)]


def schools(session: Session, region: str) -> Sequence[Organisation]:
    """The schools of a region, by name: those that offer something, have free times or an adviser, or once invited one."""
    own = col(Organisation.id)
    is_school = or_(
        exists().where(col(Offering.school_id) == own),
        exists().where(col(Slot.school_id) == own),
        exists().where(col(Person.organisation_id) == own, col(Person.role) == Role.ADVISER.value),
        exists().where(col(Invitation.organisation_id) == own, col(Invitation.role) == Role.ADVISER.value),
    )
    query = select(Organisation).where(Organisation.region_code == region, is_school)
    return session.exec(query.order_by(col(Organisation.name), own)).all()


def offered_crebos(session: Session, region: str, now: datetime) -> frozenset[str]:
    """The crebo's that schools in a region offer on the day of `now`."""
    query = select(Offering.crebo).join(Organisation, col(Offering.school_id) == col(Organisation.id))
    return frozenset(session.exec(query.where(Organisation.region_code == region, _valid(today(now)))))


def offered_by(session: Session, school: int, now: datetime) -> frozenset[str]:
    """The crebo's that one school offers on the day of `now`."""
    return frozenset(session.exec(select(Offering.crebo).where(Offering.school_id == school, _valid(today(now)))).all())


def offered_per_school(session: Session, region: str, now: datetime) -> list[tuple[str, list[str]]]:
    """The name of each school in a region that offers anything on the day of `now`, with its crebo's."""
    query = (
        select(Organisation.id, Organisation.name, Offering.crebo)
        .join(Offering, col(Offering.school_id) == col(Organisation.id))
        .where(Organisation.region_code == region, _valid(today(now)))
        .order_by(col(Organisation.name), col(Organisation.id), col(Offering.crebo))
    )
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for school, name, crebo in session.exec(query):
        found[school, name].append(crebo)
    return [(name, crebos) for (_school, name), crebos in found.items()]


def offering_any(session: Session, region: str, crebos: Collection[str]) -> dict[int, list[Offered]]:
    """Of each school in a region that ever offers one of these crebo's (its number) what it offers of them, and when."""
    query = select(Offering).join(Organisation, col(Offering.school_id) == col(Organisation.id))
    found: dict[int, list[Offered]] = defaultdict(list)
    for row in session.exec(query.where(Organisation.region_code == region, col(Offering.crebo).in_(crebos))):
        found[row.school_id].append(_value(row))
    return dict(found)


def _valid(day: date) -> ColumnElement[bool]:
    begins, ends = col(Offering.valid_from), col(Offering.valid_until)
    return or_(begins.is_(None), begins <= day) & or_(ends.is_(None), ends >= day)


def _value(row: Offering) -> Offered:
    return Offered(row.school_id, row.crebo, row.contact, row.valid_from, row.valid_until)


def _row(offered: Offered) -> Offering:
    return Offering(
        school_id=offered.school,
        crebo=offered.crebo,
        contact=offered.contact,
        valid_from=offered.valid_from,
        valid_until=offered.valid_until,
    )
