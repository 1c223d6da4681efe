"""Advisers of the demo school, and candidates who have a conversation with them."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot import demo
from people.roles import Role
from storage.appointments import book
from storage.intakes import begin_intake
from storage.people import give_role, new_person
from storage.tables import Intake, Organisation, Person, Slot
from tests.conftest import MONDAY


def school(session: Session) -> Organisation:
    """The school of the demo region, whose own free times are taken away."""
    for slot in session.exec(select(Slot).where(col(Slot.adviser_id).is_(None))):
        session.delete(slot)
    session.flush()
    return session.exec(select(Organisation).where(Organisation.code == demo.SCHOOL_CODE)).one()


def adviser(session: Session, name: str = "joris") -> Person:
    """An adviser of the demo school."""
    person = new_person(session, "terminal", name, "nl", MONDAY)
    give_role(session, person, Role.ADVISER, demo.REGION, school(session).id)
    person.name = name.capitalize()
    session.flush()
    return person


def candidate(session: Session, name: str = "halima") -> Intake:
    """A candidate in the demo region."""
    intake = begin_intake(session, MONDAY, candidate=new_person(session, "terminal", name, "nl", MONDAY))
    intake.region_code = demo.REGION
    session.flush()
    return intake


def booked(session: Session, intake: Intake, starts: datetime, way: str = "phone") -> Slot:
    """Book the slot that starts at this moment."""
    slot = session.exec(select(Slot).where(Slot.starts_at == starts, Slot.way == way)).one()
    book(session, intake, slot.id, MONDAY)
    return slot
