"""A region as sheets: what is read for them, in one go, whatever they are written to."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists
from sqlmodel import Session, col, select

from bot.knowledge import Knowledge
from dialogs.dialogue import Dialogue
from dialogs.intake import INTAKE
from dialogs.professional import PROFESSIONAL
from dialogs.scene import World
from people.roles import Role
from reports.sheets.intakes import Sheets
from reports.sheets.region import CONTACTS, FREE_TIMES, OFFERING, Call, Offer, Time
from reports.sheets.sheet import DICTIONARY, Book, dictionary
from reports.sheets.told import WAYS
from storage import audit
from storage.contacts import contacts
from storage.offering import offered_crebos, offering_of
from storage.people import professionals
from storage.records import records
from storage.tables import Appointment, Organisation, Person, Slot


def export(
    session: Session,
    known: Knowledge,
    region: str,
    now: datetime,
    book: Book,
    *,
    names: bool = False,
    since: datetime | None = None,
    without: int | None = None,
    dialogue: Dialogue = INTAKE,
) -> int:
    """Write everything of a region to a book; gives back how many intakes.

    `names`: also who they are, and what they said. `since`: only intakes that began then or later. `without`: the person who gets
    it, whose own intake they do not see as others do.
    """
    sheets = Sheets(_world(session, known, region, now), dialogue, PROFESSIONAL, names=names)
    add_intake, add_work, add_agreed = (book.begin(one) for one in (sheets.intakes, sheets.work, sheets.agreements))
    told_of = 0
    for record in records(session, region, since=since):
        if without is not None and record.candidate == without:
            continue
        told_of += 1
        told = sheets.told(record)
        add_intake(sheets.intakes.cells(told))
        for chosen in sheets.chosen(told):
            add_work(sheets.work.cells(chosen))
        if sheets.is_agreed(told):
            add_agreed(sheets.agreements.cells(told))
    export_region(session, known, region, now, book)
    add_line = book.begin(DICTIONARY)
    for line in dictionary((sheets.intakes, sheets.work, sheets.agreements, *KEPT, DICTIONARY)):
        add_line(DICTIONARY.cells(line))
    return told_of


KEPT = (OFFERING, CONTACTS, FREE_TIMES)
"""The sheets of what a region keeps, as they are exported and imported."""


def export_region(session: Session, known: Knowledge, region: str, now: datetime, book: Book) -> None:
    """Write what a region keeps to a book: the sheets that can be imported."""
    add = book.begin(OFFERING)
    for offer in _offering(session, known, region):
        add(OFFERING.cells(offer))
    add = book.begin(CONTACTS)
    calls: dict[str, bool] = {}
    for contact in contacts(session, region):
        calls[contact.line] = calls.get(contact.line, False) or contact.for_candidates
    for line, for_candidates in calls.items():
        add(CONTACTS.cells(Call(line, for_candidates)))
    add = book.begin(FREE_TIMES)
    for time in _free_times(session, region, now):
        add(FREE_TIMES.cells(time))


def note_export(
    session: Session, region: str, now: datetime, who: Person | None, intakes: int, *, names: bool = False
) -> None:
    """Note who took the intakes of a region along."""
    what = audit.WITH_NAMES if names else "intakes"
    audit.note(session, now, audit.Deed.EXPORTED, what, who, region=region, times=intakes)


def names_of_schools(schools: Collection[Organisation]) -> dict[int, str]:
    """What each school is called in sheets: its name, or its code where another one has that name."""
    times = Counter(school.name for school in schools)
    return {school.id: school.name if times[school.name] == 1 else school.code for school in schools}


def names_of_advisers(advisers: Sequence[Person]) -> dict[int, str]:
    """What each adviser is called in sheets: their name, with a number where a school has two, or they have none yet."""
    times = Counter((person.organisation_id, person.name) for person in advisers)
    return {
        person.id: person.name
        if person.name and times[person.organisation_id, person.name] == 1
        else f"{person.name} ({person.id})".strip()
        for person in advisers
    }


def _world(session: Session, known: Knowledge, region: str, now: datetime) -> World:
    offered = offered_crebos(session, region, now)
    return World(now, known.catalogue, known.plain, known, known.places, offered=offered)


def _offering(session: Session, known: Knowledge, region: str) -> list[Offer]:
    there = offering_of(session, region)
    names = names_of_schools(of_region(session, region))
    found = []
    for school, offering in there:
        for one in offering:
            family = known.catalogue.family_of(one.crebo)
            dates = (one.valid_from, one.valid_until)
            found.append(Offer(names[school.id], one.crebo, family.name, family.level, one.contact, *dates))
    return found


def of_region(session: Session, region: str) -> Sequence[Organisation]:
    """All organisations of a region, by name."""
    query = select(Organisation).where(Organisation.region_code == region)
    return session.exec(query.order_by(col(Organisation.name), col(Organisation.id))).all()


def _free_times(session: Session, region: str, now: datetime) -> list[Time]:
    """The times to come, booked or not, of schools and of the advisers who work there."""
    booked = exists().where(col(Appointment.slot_id) == col(Slot.id), col(Appointment.cancelled_at).is_(None))
    query = (
        select(Slot, booked)
        .join(Organisation, col(Slot.school_id) == col(Organisation.id))
        .where(Organisation.region_code == region, col(Slot.starts_at) > now, ~col(Slot.withdrawn))
        .order_by(col(Slot.starts_at), col(Slot.school_id), col(Slot.id))
    )
    schools = names_of_schools(of_region(session, region))
    there = professionals(session, region, Role.ADVISER)
    advisers, work_at = names_of_advisers(there), {person.id: person.organisation_id for person in there}
    found = []
    for slot, is_booked in session.execute(query):
        if slot.adviser_id is not None and work_at.get(slot.adviser_id) != slot.school_id:
            continue  # who has another post now holds no conversations here
        local = slot.starts_at.astimezone(ZoneInfo(slot.zone))
        found.append(
            Time(
                school=schools[slot.school_id],
                adviser=advisers[slot.adviser_id] if slot.adviser_id is not None else "",
                day=local.date(),
                clock=local.time(),
                minutes=slot.minutes,
                way=WAYS[slot.way],
                place=slot.place,
                booked=is_booked,
            )
        )
    return found
