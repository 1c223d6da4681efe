"""Sheets that somebody filled in become what the region keeps: all of it, or nothing when anything is wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.desk.exporting import names_of_schools, of_region
from bot.desk.imported_times import take_in_times
from bot.knowledge import Knowledge
from dialogs.text import _
from people.roles import Role
from reports.sheets.reading import Fault, Filled, Line, called
from reports.sheets.region import CONTACTS, FREE_TIMES, OFFERING
from reports.sheets.sheet import YES
from storage import audit, offering
from storage.contacts import add_contact, contacts
from storage.offering import Change, Offered, Problem, WrongOffering
from storage.tables import Organisation, Person

CREBO = _("{value} ken ik niet. Een crebo heeft 5 cijfers, zoals 25740.")
BACKWARDS = _("De laatste dag {value} is vóór de eerste dag.")
UNKNOWN_SCHOOL = _("{value} ken ik niet in deze regio. Ik ken: {known}.")
NO_SCHOOL = _("{value} ken ik niet: in deze regio is nog geen school.")
TWICE = _("Dit staat ook in rij {other}. Haal een van de twee weg.")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of filled-in sheets. `changed`: rows that say something new, by sheet; `same`: how many say how it is already.

    With `faults` nothing was done.
    """

    changed: dict[str, int]
    same: int
    faults: tuple[Fault, ...]


def take_in(
    session: Session,
    known: Knowledge,
    region: str,
    filled: Filled,
    now: datetime,
    who: Person | None,
    *,
    only_look: bool,
) -> TakenIn:
    """Have the region keep what the rows say; what is in no row stays. With faults, or to `only_look`, nothing is changed."""
    attempt = session.begin_nested()
    doing = _TakingIn(session, known, region, now)
    doing.take_in(filled)
    faults = tuple(sorted((*filled.faults, *doing.faults), key=_place))
    changed = {sheet: times for sheet, times in doing.changed.items() if times}
    if faults or only_look or not changed:
        attempt.rollback()
    else:
        audit.note(session, now, audit.Deed.IMPORTED, "sheets", who, region=region, times=sum(changed.values()))
        attempt.commit()
    return TakenIn(changed, doing.same, faults)


class _TakingIn:
    """Takes in the rows of one workbook."""

    def __init__(self, session: Session, known: Knowledge, region: str, now: datetime) -> None:
        self._session = session
        self._known = known
        self._region = region
        self._now = now
        self._schools = _schools(session, region)
        self.changed: Counter[str] = Counter()
        self.same = 0
        self.faults: list[Fault] = []

    def take_in(self, filled: Filled) -> None:
        """Take in all rows; what is wrong is in `faults`."""
        for line, school in self._once(filled.lines.get(OFFERING.name, ()), "crebo"):
            assert school is not None
            self._count(line, self._offer(line, school))
        for line, _nobody in self._once(filled.lines.get(CONTACTS.name, ()), "regel"):
            self._count(line, self._call(line))
        columns = ("adviseur", "datum", "tijd", "manier", "plaats")
        times = list(self._once(filled.lines.get(FREE_TIMES.name, ()), *columns))
        of_schools = [(line, school) for line, school in times if school is not None]
        for line, outcome in take_in_times(self._session, self._region, self._now, of_schools):
            self._count(line, outcome)

    def _count(self, line: Line, outcome: Change | Fault) -> None:
        if isinstance(outcome, Fault):
            self.faults.append(outcome)
        elif outcome is Change.SAME:
            self.same += 1
        else:
            self.changed[line.sheet] += 1

    def _once(self, lines: Sequence[Line], *columns: str) -> Iterator[tuple[Line, Organisation | None]]:
        """The lines with the school that they are about, if any, without those about what a line before them was about."""
        seen: dict[tuple[object, ...], int] = {}
        for line in lines:
            school = self._school(line) if "school" in line.cells else None
            if "school" in line.cells and school is None:
                continue
            about = (school.id if school is not None else None, *(line.cells.get(column) for column in columns))
            if about in seen:
                self.faults.append(line.fault(columns[-1], TWICE.of(other=seen[about])))
            else:
                seen[about] = line.row
                yield line, school

    def _offer(self, line: Line, school: Organisation) -> Change | Fault:
        before = offering.kept(self._session, school.id, line.words("crebo"))
        said = Offered(
            school.id,
            line.words("crebo"),
            line.words("contact") if "contact" in line.cells else before.contact if before else "",
            _day(line, "geldig_van", before.valid_from if before else None),
            _day(line, "geldig_tot", before.valid_until if before else None),
        )
        try:
            return offering.keep(self._session, self._known.catalogue, said)
        except WrongOffering as wrong:
            if wrong.problem is Problem.CREBO:
                return line.fault("crebo", CREBO)
            return line.fault("geldig_tot", BACKWARDS)

    def _call(self, line: Line) -> Change:
        for_candidates = line.cells["voor_kandidaten"] == YES
        there = contacts(self._session, self._region)
        known = [contact for contact in there if " ".join(contact.line.split()) == line.words("regel")]
        if not known:
            add_contact(self._session, self._region, line.words("regel"), for_candidates=for_candidates)
            return Change.NEW
        if any(contact.for_candidates == for_candidates for contact in known):
            return Change.SAME
        known[0].for_candidates = for_candidates
        return Change.CHANGED

    def _school(self, line: Line) -> Organisation | None:
        """The school of a line; notes a fault when there is none."""
        found = self._schools.get(called(line.words("school")))
        if found is None:
            names = ", ".join(sorted({school.name for school in self._schools.values()}))
            why = UNKNOWN_SCHOOL.of(known=names) if names else NO_SCHOOL
            self.faults.append(line.fault("school", why))
        return found


def _schools(session: Session, region: str) -> dict[str, Organisation]:
    """The schools of a region by what they are called in sheets, and by their codes.

    What nobody offers anything at yet may become a school, unless consultants work there.
    """
    consultants = set(
        session.exec(
            select(Person.organisation_id).where(
                Person.region_code == region, col(Person.role) == Role.CONSULTANT.value
            )
        )
    )
    everybody = of_region(session, region)
    certain = {school.id for school in offering.schools(session, region)}
    schools = [one for one in everybody if one.id in certain or one.id not in consultants]
    names = names_of_schools(everybody)
    return {called(school.code): school for school in schools} | {called(names[one.id]): one for one in schools}


def _day(line: Line, column: str, otherwise: date | None) -> date | None:
    """The day in a cell; what it was when the sheet has no such column."""
    day = line.cells.get(column, otherwise)
    return day if isinstance(day, date) else None


def _place(fault: Fault) -> tuple[str, int, str]:
    return fault.sheet, fault.row, fault.column
